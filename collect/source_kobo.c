/* KoboToolbox: the data of an asset over the API, version 2.
 *
 * Pages are asked by id, each from behind the last one seen: a limit that the server silently cuts,
 * or a row deleted between pages, then loses nothing. The server tells of no edits, and its list is
 * filled behind the back of its database, so that a row may appear below newer ones: an incremental
 * pass reads the last ids again, a full pass reads all and compares their content. `_id` stays the
 * same when a submission is edited; the uuids don't. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_DEFAULT = 1000, OVERLAP = 500 };

struct kobo {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    long long start, last; /* ids above this one are asked; of the pass, and now */
    long long counted;     /* by the server, on the first page; -1 unknown */
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    char unused[24];
    const char *words = sam_api_text(answer->tree, "detail", unused);
    if (answer->status == 401 || answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, (int)answer->status,
                              _("KoboToolbox refuses the token (\"%.200s\"); a new one is under "
                                "Account settings, Security"),
                              words);
    }
    if (answer->status == 404) {
        return sam_fail_cause(err, SAM_E_AUTH, 404,
                              _("KoboToolbox: there is no project \"%s\", or the token's owner may "
                                "not see its submissions. \"survey\" is the code in the address of "
                                "the project; \"url\" must be the server it is on"),
                              source->survey);
    }
    if (answer->status == 400) {
        return sam_fail_cause(err, SAM_E_REMOTE, 400, _("KoboToolbox refuses the question: %.300s"),
                              answer->body);
    }
    return SAM_OK;
}

static enum sam_status kobo_open(const struct sam_pass *pass, void **state, struct sam_err *err) {
    struct kobo *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, "Authorization: Token %s");
    sam_listing_open(&s->listing, pass);
    s->start = !pass->full && s->listing.top_id > OVERLAP ? s->listing.top_id - OVERLAP : 0;
    s->last = s->start;
    s->counted = -1;
    *state = s;
    return SAM_OK;
}

static void kobo_close(void *state) {
    struct kobo *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    free(s);
}

static void asset_url(const struct kobo *s, struct sam_buf *url, const char *tail) {
    sam_api_url(s->pass, url, "/api/v2/assets/");
    sam_api_segment(url, s->pass->source->survey);
    sam_buf_text(url, tail);
}

static void data_url(const struct kobo *s, struct sam_buf *url) {
    char text[64];
    int size = s->pass->source->page_size;
    asset_url(s, url, "/data/?format=json");
    snprintf(text, sizeof text, "{\"_id\":{\"$gt\":%lld}}", s->last);
    sam_http_add_parameter(url, "query", text);
    sam_http_add_parameter(url, "sort", "{\"_id\":1}");
    snprintf(text, sizeof text, "%d", size > 0 ? size : PAGE_DEFAULT);
    sam_http_add_parameter(url, "limit", text);
    sam_http_add_parameter(url, "start", "0");
}

static bool is_refused_there(const cJSON *row) {
    char unused[24];
    const cJSON *validation = cJSON_GetObjectItemCaseSensitive(row, "_validation_status");
    return strcmp(sam_api_text(validation, "uid", unused), "validation_status_not_approved") == 0;
}

static enum sam_status take_row(struct kobo *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    char unused[24];
    char text[24];
    long long number = sam_api_whole(row, "_id");
    if (number < 0) {
        return sam_api_no_id("KoboToolbox", err);
    }
    if (number <= s->last) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("KoboToolbox does not send what was asked: the list is not in the order "
                          "of \"_id\""));
    }
    s->last = number;
    s->listing.top_id = number > s->listing.top_id ? number : s->listing.top_id;
    snprintf(text, sizeof text, "%lld", number);
    sam_listing_see(&s->listing, text, "");
    if (is_refused_there(row)) {
        s->listing.left_out++;
        page->withdrawn[page->withdrawn_count++] = sam_arena_strdup(page->arena, text);
        return SAM_OK;
    }
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, text, &draft);
    const char *submitted = sam_api_text(row, "_submission_time", unused);
    const char *modified = sam_api_text(row, "_date_modified", unused);
    draft.raw.modified_at = sam_draft_copy(&draft, modified[0] != '\0' ? modified : submitted);
    sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, submitted);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, row) {
        const char *name = member->string;
        /* "_..." and "meta/..." are the platform's own; a repeat is a list of objects. */
        bool own = name[0] == '_' || strncmp(name, "meta/", 5) == 0 ||
                   strncmp(name, "formhub/", 8) == 0 || strcmp(name, "start") == 0 ||
                   strcmp(name, "end") == 0 || strcmp(name, "deviceid") == 0 ||
                   (cJSON_IsArray(member) && cJSON_IsObject(member->child));
        if (!own) {
            sam_listing_value(&s->listing, &draft, name, member);
        }
    }
    return sam_listing_take(page, &draft, err);
}

static enum sam_status take_page(struct kobo *s, const cJSON *tree, struct sam_page *page,
                                 struct sam_err *err) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(tree, "results");
    long long count = sam_api_whole(tree, "count");
    if (!cJSON_IsArray(rows)) {
        return sam_api_another(s->pass, "KoboToolbox", err);
    }
    long long got = cJSON_GetArraySize(rows);
    bool first = s->last == s->start;
    enum sam_status status = sam_listing_room(page, (size_t)got, err);
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    if (status != SAM_OK) {
        return status;
    }
    if (first) {
        s->counted = count;
    }
    const cJSON *next = cJSON_GetObjectItemCaseSensitive(tree, "next");
    page->more = got > 0 && (count >= 0 ? count > got : cJSON_IsString(next));
    sam_listing_keep(&s->listing, page);
    if (!page->more) {
        /* More than were counted at first is growth; fewer is a list that was cut. */
        long long seen = (long long)sam_dictionary_count(s->listing.ids);
        if (!sam_listing_whole(&s->listing, seen < s->counted ? s->counted : -1, page)) {
            s->last = s->start;
        }
    }
    return SAM_OK;
}

static enum sam_status kobo_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct kobo *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    sam_buf_init(&url, 1 << 16);
    data_url(s, &url);
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    if (status == SAM_OK) {
        sam_page_clear(page);
        status = take_page(s, tree, page, err);
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

/* --- describing ------------------------------------------------------------------------------- */

static const char *label_of(const cJSON *row, int number) {
    const cJSON *label = cJSON_GetObjectItemCaseSensitive(row, "label");
    const cJSON *text = cJSON_IsArray(label) ? cJSON_GetArrayItem(label, number)
                        : number == 0        ? label
                                             : NULL;
    return text != NULL && cJSON_IsString(text) ? text->valuestring : "";
}

static const char *name_of(const cJSON *row) {
    static const char *const keys[] = {"$autoname", "$autovalue", "name"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(row, keys[i]);
        if (cJSON_IsString(name)) {
            return name->valuestring;
        }
    }
    return "";
}

/* Groups open and close in the flat list of rows; a question is known by its path. */
static void take_question(struct sam_questions *questions, const cJSON *row, char *path,
                          size_t room) {
    char unused[24];
    const char *type = sam_api_text(row, "type", unused);
    const char *name = name_of(row);
    size_t length = strlen(path);
    if (strcmp(type, "begin_group") == 0 || strcmp(type, "begin_repeat") == 0) {
        snprintf(path + length, room - length, "%s%s", length > 0 ? "/" : "", name);
    } else if (strcmp(type, "end_group") == 0 || strcmp(type, "end_repeat") == 0) {
        char *slash = strrchr(path, '/');
        *(slash != NULL ? slash : path) = '\0';
    } else if (name[0] != '\0') {
        char id[512];
        snprintf(id, sizeof id, "%s%s%s", path, length > 0 ? "/" : "", name);
        sam_questions_add(questions, id, label_of(row, 0), label_of(row, 1));
    }
}

static enum sam_status kobo_describe(void *state, struct sam_questions *questions,
                                     struct sam_err *err) {
    struct kobo *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    char path[256] = "";
    sam_buf_init(&url, 1 << 16);
    asset_url(s, &url, "/?format=json");
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    const cJSON *content = cJSON_GetObjectItemCaseSensitive(tree, "content");
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(content, "survey")) {
        take_question(questions, row, path, sizeof path);
    }
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(content, "choices")) {
        sam_questions_add_choice(questions, name_of(row), label_of(row, 0));
        sam_questions_add_choice(questions, name_of(row), label_of(row, 1));
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

const struct sam_platform sam_platform_kobo = {kobo_open, kobo_describe, kobo_next, kobo_close};
