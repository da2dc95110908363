/* Any JSON over HTTP, described by JSON Pointers in study.json.
 *
 * Pages follow a next-link or an offset. A list read by offset shifts when records come or go
 * meanwhile: each page is asked with a few records of the one before, and when none of those is
 * seen again the list is read from its beginning, three times at most. */
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/json_pointer.h"
#include "collect/json_records.h"
#include "collect/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OVERLAP = 5,
    REDONE_MOST = 3,
    PAGES_MOST = 1000000,
    SINCE_OVERLAP_S = 3600,
    PAGE_DEFAULT = 500,
    DESCRIBED_DEPTH = 4
};

struct json {
    const struct sam_pass *pass;
    struct sam_buf url; /* of the next page; empty: the first */
    size_t offset, pages;
    int redone;
    bool unsure;
    char *newest;
    char *tail[OVERLAP]; /* ids of the last records of the page before */
    size_t tail_count;
    struct sam_api api;
};

static enum sam_status json_open(const struct sam_pass *pass, void **state, struct sam_err *err) {
    (void)err;
    const struct sam_source *source = pass->source;
    const char *auth = source->auth != NULL ? source->auth : "none";
    struct json *s = sam_xcalloc(1, sizeof *s);
    s->pass = pass;
    sam_buf_init(&s->url, 1 << 16);
    s->newest = pass->cursor[0] != '\0' ? sam_xstrdup(pass->cursor) : NULL;
    char header[256];
    bool named = strcmp(auth, "header") == 0;
    bool bearer = strcmp(auth, "bearer") == 0;
    snprintf(header, sizeof header, "%.200s: %s%%s", named ? source->auth_name : "Authorization",
             bearer ? "Bearer " : "");
    sam_api_init(&s->api, pass, NULL, named || bearer ? header : NULL);
    s->api.secret_in_url = strcmp(auth, "query") == 0;
    if (strcmp(auth, "basic") == 0) {
        s->api.user = source->user != NULL ? source->user : "";
    }
    *state = s;
    return SAM_OK;
}

static void forget_tail(struct json *s) {
    for (size_t i = 0; i < s->tail_count; i++) {
        free(s->tail[i]);
    }
    s->tail_count = 0;
}

static void json_close(void *state) {
    struct json *s = state;
    forget_tail(s);
    sam_api_fini(&s->api);
    if (s->url.data != NULL) {
        explicit_bzero(s->url.data, s->url.length);
    }
    sam_buf_fini(&s->url);
    free(s->newest);
    free(s);
}

/* A moment an hour earlier, in the same form: what was saved late with an earlier stamp is then not
 * passed over. Anything else stays as it is. */
static void since_text(const char *cursor, struct sam_buf *text) {
    if (!sam_moment_valid(cursor) || strlen(cursor) < 19) {
        sam_buf_text(text, cursor);
        return;
    }
    char local[20];
    snprintf(local, sizeof local, "%s", cursor);
    char earlier[SAM_MOMENT_SIZE];
    sam_moment_print(sam_moment_seconds(local) - SINCE_OVERLAP_S, earlier);
    earlier[10] = cursor[10];
    size_t fraction = cursor[19] == '.' ? 1 + strspn(cursor + 20, "0123456789") : 0;
    sam_buf_printf(text, "%.19s%s", earlier, cursor + 19 + fraction);
}

static void build_url(const struct json *s, struct sam_buf *url) {
    const struct sam_source *source = s->pass->source;
    char number[24];
    if (s->url.length > 0) {
        sam_buf_text(url, s->url.data);
    } else {
        sam_buf_text(url, source->url);
        if (source->limit_parameter != NULL) {
            snprintf(number, sizeof number, "%d",
                     source->page_size > 0 ? source->page_size : PAGE_DEFAULT);
            sam_http_add_parameter(url, source->limit_parameter, number);
        }
        if (source->since_parameter != NULL && !s->pass->full && s->pass->cursor[0] != '\0') {
            struct sam_buf since;
            sam_buf_init(&since, SAM_BUF_UNLIMITED);
            since_text(s->pass->cursor, &since);
            sam_http_add_parameter(url, source->since_parameter, since.data);
            sam_buf_fini(&since);
        }
        if (source->offset_parameter != NULL) {
            snprintf(number, sizeof number, "%zu", s->offset);
            sam_http_add_parameter(url, source->offset_parameter, number);
        }
    }
    if (s->api.secret_in_url) {
        sam_http_add_parameter(url, source->auth_name, s->pass->secret->text);
    }
}

/* The tree lives as long as arena. */
static enum sam_status fetch(struct json *s, struct sam_arena *arena, cJSON **tree,
                             struct sam_err *err) {
    struct sam_buf url;
    sam_buf_init(&url, 1 << 16);
    build_url(s, &url);
    s->api.arena = arena;
    enum sam_status status = sam_api_get(&s->api, url.data, tree, err);
    explicit_bzero(url.data, url.length);
    sam_buf_fini(&url);
    return status;
}

/* How many of the page's records are behind the last one known from the page before; the whole
 * page when none of those is there (*met false). */
static size_t behind_tail(const struct json *s, const struct sam_page *page, bool *met) {
    *met = s->tail_count == 0;
    for (size_t i = page->record_count; i > 0; i--) {
        for (size_t j = 0; j < s->tail_count; j++) {
            if (strcmp(page->records[i - 1].record_id, s->tail[j]) == 0) {
                *met = true;
                return page->record_count - i;
            }
        }
    }
    return page->record_count;
}

static void keep_tail(struct json *s, const struct sam_page *page) {
    forget_tail(s);
    size_t count = page->record_count > OVERLAP ? OVERLAP : page->record_count - 1;
    for (size_t i = page->record_count - count; i < page->record_count; i++) {
        s->tail[s->tail_count++] = sam_xstrdup(page->records[i].record_id);
    }
}

static bool offset_turn(struct json *s, const struct sam_page *page) {
    bool met = true;
    size_t new_records = behind_tail(s, page, &met);
    if (!met && s->redone < REDONE_MOST) {
        s->redone++;
        s->offset = 0;
        forget_tail(s);
        return true;
    }
    s->unsure = s->unsure || !met;
    if (page->record_count == 0 || new_records == 0) {
        return false;
    }
    keep_tail(s, page);
    s->offset += page->record_count - s->tail_count;
    return true;
}

static enum sam_status next_turn(struct json *s, const cJSON *tree, bool *more,
                                 struct sam_err *err) {
    const cJSON *next = sam_json_place(tree, s->pass->source->next);
    if (next == NULL || cJSON_IsNull(next) || cJSON_IsFalse(next) ||
        (cJSON_IsString(next) && next->valuestring[0] == '\0')) {
        *more = false;
        return SAM_OK;
    }
    if (!cJSON_IsString(next)) {
        return sam_fail(err, SAM_E_REMOTE, _("there is no address at \"%s\"; correct \"next\""),
                        s->pass->source->next);
    }
    struct sam_buf url;
    sam_buf_init(&url, 1 << 16);
    const char *base = s->url.length > 0 ? s->url.data : s->pass->source->url;
    enum sam_status status = sam_http_resolve(base, next->valuestring, &url, err);
    if (status == SAM_OK && s->url.length > 0 && strcmp(url.data, s->url.data) == 0) {
        status = sam_fail(err, SAM_E_REMOTE, _("the server keeps sending the same page"));
    }
    if (status == SAM_OK) {
        sam_buf_clear(&s->url);
        sam_buf_text(&s->url, url.data);
        *more = true;
    }
    sam_buf_fini(&url);
    return status;
}

static enum sam_status json_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct json *s = state;
    const struct sam_source *source = s->pass->source;
    cJSON *tree = NULL;
    sam_page_clear(page);
    enum sam_status status = fetch(s, page->arena, &tree, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_json_records(tree, source, s->pass->mapper, page, &s->newest, err);
    if (status == SAM_OK && ++s->pages > PAGES_MOST) {
        status = sam_fail(err, SAM_E_LIMIT, _("more than %d pages"), PAGES_MOST);
    }
    if (status == SAM_OK && source->next != NULL) {
        status = next_turn(s, tree, &page->more, err);
    } else if (status == SAM_OK && source->offset_parameter != NULL) {
        page->more = offset_turn(s, page);
    }
    if (status == SAM_OK && !page->more) {
        /* Not before the last page: the newest record may stand on any of them. */
        page->cursor = s->newest != NULL ? sam_arena_strdup(page->arena, s->newest) : NULL;
        page->unsure = s->unsure;
    }
    return status == SAM_OK
               ? SAM_OK
               : sam_err_while(err, "%.*s", (int)strcspn(source->url, "?"), source->url);
}

/* A member by its name, one further down by its pointer: what "map" may say. The text is the name,
 * because JSON of strangers has no other. */
static void describe_members(struct sam_questions *questions, const cJSON *object,
                             const char *prefix, int depth) {
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        char pointer[512];
        char name[256];
        size_t length = 0;
        const char *own = member->string != NULL ? member->string : "";
        for (const char *c = own; *c != '\0' && length + 3 < sizeof name; c++) {
            bool special = *c == '~' || *c == '/';
            name[length++] = special ? '~' : *c;
            if (special) {
                name[length++] = *c == '~' ? '0' : '1';
            }
        }
        name[length] = '\0';
        snprintf(pointer, sizeof pointer, "%.250s/%s", prefix, name);
        if (cJSON_IsObject(member) && depth < DESCRIBED_DEPTH) {
            describe_members(questions, member, pointer, depth + 1);
        } else {
            sam_questions_add(questions, depth > 0 ? pointer : own, own, NULL);
        }
    }
}

/* The members of the first record. */
static enum sam_status json_describe(void *state, struct sam_questions *questions,
                                     struct sam_err *err) {
    struct json *s = state;
    cJSON *tree = NULL;
    enum sam_status status = fetch(s, questions->arena, &tree, err);
    const char *pointer = s->pass->source->records != NULL ? s->pass->source->records : "";
    const cJSON *list = status == SAM_OK ? sam_json_place(tree, pointer) : NULL;
    describe_members(questions, list != NULL && cJSON_IsArray(list) ? list->child : NULL, "", 0);
    return status;
}

const struct sam_platform sam_platform_json = {json_open, json_describe, json_next, json_close};
