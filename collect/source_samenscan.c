/* Another samenscan server: the JSON API of form/server.h.
 * The cursor is the server's own ("next"): a position in its order of changes, so that edits and
 * withdrawals come by themselves and no page can shift. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/source.h"
#include "model/response_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CURSOR_LIMIT = 4096, PAGE_DEFAULT = 500, PAGE_MOST = 1000 };

struct samenscan {
    const struct sam_pass *pass;
    char *cursor;
    int page_size;
    struct sam_api api;
};

static enum sam_status samenscan_open(const struct sam_pass *pass, void **state,
                                      struct sam_err *err) {
    (void)err;
    struct samenscan *s = sam_xcalloc(1, sizeof *s);
    s->pass = pass;
    s->cursor = sam_xstrdup(pass->full ? "" : pass->cursor);
    s->page_size = pass->source->page_size > 0 ? pass->source->page_size : PAGE_DEFAULT;
    s->page_size = s->page_size < PAGE_MOST ? s->page_size : PAGE_MOST;
    sam_api_init(&s->api, pass, NULL, "Authorization: Bearer %s");
    *state = s;
    return SAM_OK;
}

static void samenscan_close(void *state) {
    struct samenscan *s = state;
    sam_api_fini(&s->api);
    free(s->cursor);
    free(s);
}

static void build_url(const struct samenscan *s, struct sam_buf *url) {
    const char *base = s->pass->source->url;
    sam_api_url(s->pass, url, "");
    if (strstr(base, "/api/v1/") == NULL) {
        sam_buf_text(url, "/api/v1/responses");
    }
    char limit[16];
    snprintf(limit, sizeof limit, "%d", s->page_size);
    if (s->cursor[0] != '\0') {
        sam_http_add_parameter(url, "since", s->cursor);
    }
    sam_http_add_parameter(url, "limit", limit);
}

static enum sam_status read_records(const cJSON *list, struct sam_page *page, struct sam_err *err) {
    size_t count = (size_t)cJSON_GetArraySize(list);
    page->records = sam_arena_alloc(page->arena, count * sizeof *page->records + 1);
    page->unreadable = sam_arena_alloc(page->arena, count * sizeof *page->unreadable + 1);
    if (page->records == NULL || page->unreadable == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("a page of too many responses (%zu)"), count);
    }
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        struct sam_err why = {0};
        struct sam_raw_response *raw = &page->records[page->record_count];
        const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
        if (sam_raw_response_from_json(object, page->arena, raw, &why) == SAM_OK) {
            page->record_count++;
        } else if (cJSON_IsString(id)) {
            page->unreadable[page->unreadable_count++] =
                (struct sam_unreadable){id->valuestring, sam_arena_strdup(page->arena, why.text)};
        } else {
            return sam_fail(err, SAM_E_REMOTE, _("a response that can't be read: %s"), why.text);
        }
    }
    return SAM_OK;
}

static enum sam_status read_withdrawn(const cJSON *list, struct sam_page *page,
                                      struct sam_err *err) {
    size_t count = (size_t)cJSON_GetArraySize(list);
    page->withdrawn = sam_arena_alloc(page->arena, count * sizeof *page->withdrawn + 1);
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, list) {
        if (page->withdrawn == NULL || !cJSON_IsString(id)) {
            return sam_fail(err, SAM_E_REMOTE, _("\"withdrawn\" must be a list of ids"));
        }
        page->withdrawn[page->withdrawn_count++] = id->valuestring;
    }
    return SAM_OK;
}

/* The tree stands in the page's arena, and so do the texts that the page borrows from it. */
static enum sam_status read_page(struct samenscan *s, const cJSON *tree, struct sam_page *page,
                                 struct sam_err *err) {
    const cJSON *responses = cJSON_GetObjectItemCaseSensitive(tree, "responses");
    const cJSON *next = cJSON_GetObjectItemCaseSensitive(tree, "next");
    const cJSON *more = cJSON_GetObjectItemCaseSensitive(tree, "more");
    if (!cJSON_IsArray(responses) || !cJSON_IsString(next) || !cJSON_IsBool(more) ||
        strlen(next->valuestring) > CURSOR_LIMIT) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("the answer is not that of a samenscan server (responses, next and "
                          "more); check \"url\""));
    }
    if (cJSON_IsTrue(more) && strcmp(next->valuestring, s->cursor) == 0) {
        return sam_fail(err, SAM_E_REMOTE, _("the server keeps sending the same page"));
    }
    enum sam_status status = read_records(responses, page, err);
    if (status == SAM_OK) {
        status = read_withdrawn(cJSON_GetObjectItemCaseSensitive(tree, "withdrawn"), page, err);
    }
    if (status == SAM_OK) {
        free(s->cursor);
        s->cursor = sam_xstrdup(next->valuestring);
        page->cursor = sam_arena_strdup(page->arena, s->cursor);
        page->more = cJSON_IsTrue(more);
    }
    return status;
}

static enum sam_status samenscan_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct samenscan *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    enum sam_status status = SAM_OK;
    /* A page too large or too slow for somebody on the way comes in smaller ones. */
    for (;;) {
        sam_page_clear(page);
        s->api.arena = page->arena;
        sam_buf_init(&url, SAM_BUF_UNLIMITED);
        build_url(s, &url);
        status = sam_api_get(&s->api, url.data, &tree, err);
        sam_buf_fini(&url);
        if (status != SAM_E_LIMIT || s->page_size == 1) {
            break;
        }
        s->page_size /= 2;
    }
    if (status == SAM_E_REMOTE && err != NULL && err->cause == 400 && s->cursor[0] != '\0') {
        status = sam_fail_cause(err, SAM_E_REMOTE, 400,
                                _("%s: the server doesn't know how far we were: its store is "
                                  "another one, or an older backup; collect with --full"),
                                s->pass->source->url);
    }
    if (status == SAM_OK) {
        status = read_page(s, tree, page, err);
        if (status != SAM_OK) {
            sam_err_while(err, "%s", s->pass->source->url);
        }
    }
    return status;
}

static enum sam_status samenscan_describe(void *state, struct sam_questions *questions,
                                          struct sam_err *err) {
    (void)state;
    (void)err;
    /* A samenscan server asks the study's own questionnaire: its ids need no list. */
    questions->count = 0;
    return SAM_OK;
}

const struct sam_platform sam_platform_samenscan = {samenscan_open, samenscan_describe,
                                                    samenscan_next, samenscan_close};
