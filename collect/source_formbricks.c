/* Formbricks: responses over the management API, version 2.
 *
 * Asked by the moment of the last change, oldest first, and each page from the stamp of the last
 * row on: stamps may be equal, so rows come twice and are told apart by id. A response that is
 * finished or edited later moves its stamp, so an incremental pass sees it; a deletion shows in a
 * full pass only. Early versions leave the total out: the end is a page that is not full. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_MOST = 250, OVERLAP_S = 600, BUSY_S = 60 };

struct formbricks {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    char since[SAM_STAMP_SIZE];
    size_t skip; /* rows of exactly that stamp that were read already */
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    char unused[24];
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(answer->tree, "error");
    const char *words = sam_api_text(error != NULL ? error : answer->tree, "message", unused);
    if (answer->status == 401 || answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, (int)answer->status,
                              _("Formbricks refuses the API key, or the key has no right to read "
                                "survey \"%s\" (keys are given rights per environment)"),
                              source->survey);
    }
    if (answer->status == 404) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, 404,
                              _("Formbricks: there is no survey \"%s\" at %s, or the server is too "
                                "old for version 2 of the API"),
                              source->survey, source->url);
    }
    if (error != NULL || (answer->status >= 400 && answer->status < 500 && answer->status != 429)) {
        long long code = sam_api_whole(error, "code");
        return sam_fail_cause(err, code == 429 || answer->status == 429 ? SAM_E_NET : SAM_E_REMOTE,
                              (int)(code > 0 ? code : answer->status),
                              _("Formbricks says: \"%.300s\" (HTTP %ld)"), words, answer->status);
    }
    return SAM_OK;
}

static enum sam_status formbricks_open(const struct sam_pass *pass, void **state,
                                       struct sam_err *err) {
    struct formbricks *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, "x-api-key: %s");
    s->api.busy_s = BUSY_S;
    sam_listing_open(&s->listing, pass);
    if (!pass->full) {
        sam_stamp_earlier(s->listing.newest, OVERLAP_S, ".000Z", s->since);
    }
    *state = s;
    return SAM_OK;
}

static void formbricks_close(void *state) {
    struct formbricks *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    free(s);
}

static int page_size(const struct formbricks *s) {
    int size = s->pass->source->page_size;
    return size > 0 && size < PAGE_MOST ? size : PAGE_MOST;
}

static void build_url(const struct formbricks *s, struct sam_buf *url) {
    char number[24];
    sam_api_url(s->pass, url, "/api/v2/management/responses");
    sam_http_add_parameter(url, "surveyId", s->pass->source->survey);
    snprintf(number, sizeof number, "%d", page_size(s));
    sam_http_add_parameter(url, "limit", number);
    sam_http_add_parameter(url, "sortBy", "updatedAt");
    sam_http_add_parameter(url, "order", "asc");
    if (s->since[0] != '\0') {
        sam_http_add_parameter(url, "startDate", s->since);
        sam_http_add_parameter(url, "filterDateField", "updatedAt");
    }
    snprintf(number, sizeof number, "%zu", s->skip);
    sam_http_add_parameter(url, "skip", number);
}

static enum sam_status take_row(struct formbricks *s, const cJSON *row, struct sam_page *page,
                                bool *new_row, struct sam_err *err) {
    char unused[24];
    const char *id = sam_api_text(row, "id", unused);
    const char *updated = sam_api_text(row, "updatedAt", unused);
    if (id[0] == '\0' || updated[0] == '\0') {
        return sam_api_no_id("Formbricks", err);
    }
    *new_row = sam_listing_see(&s->listing, id, updated);
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, id, &draft);
    draft.raw.complete = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "finished"));
    draft.raw.modified_at = sam_draft_copy(&draft, updated);
    if (draft.raw.complete) {
        sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, updated);
    }
    const char *language = sam_api_text(row, "language", unused);
    enum sam_lang known = SAM_NL;
    if (sam_lang_read(language, &known) == 0) {
        sam_listing_field(&draft, SAM_FIELD_LANGUAGE, sam_lang_code(known));
    }
    static const char *const about[] = {"contactAttributes", "variables"};
    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        /* Only what is asked for: these hold names and addresses too. */
        const cJSON *member = NULL;
        cJSON_ArrayForEach(member, cJSON_GetObjectItemCaseSensitive(row, about[i])) {
            char name[160];
            snprintf(name, sizeof name, "%s/%.120s", about[i], member->string);
            if (sam_mapper_target(draft.mapper, name).kind != SAM_TARGET_UNKNOWN) {
                sam_listing_value(&s->listing, &draft, name, member);
            }
        }
    }
    struct sam_target contact = sam_mapper_target(draft.mapper, "contactId");
    if (contact.kind != SAM_TARGET_UNKNOWN) {
        sam_draft_put(&draft, &contact, sam_api_text(row, "contactId", unused));
    }
    sam_listing_members(&s->listing, &draft, "", cJSON_GetObjectItemCaseSensitive(row, "data"));
    return sam_listing_take(page, &draft, err);
}

/* Where the next page starts: at the last row's stamp, or further on among rows of that stamp. */
static void move_on(struct formbricks *s, const cJSON *rows, bool any_new) {
    char unused[24];
    const cJSON *last = cJSON_GetArrayItem(rows, cJSON_GetArraySize(rows) - 1);
    const char *stamp = sam_api_text(last, "updatedAt", unused);
    if (any_new && strcmp(stamp, s->since) != 0) {
        snprintf(s->since, sizeof s->since, "%s", stamp);
        s->skip = 0;
    } else {
        s->skip += (size_t)cJSON_GetArraySize(rows);
    }
}

static enum sam_status formbricks_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct formbricks *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    sam_buf_init(&url, 1 << 16);
    build_url(s, &url);
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    sam_buf_fini(&url);
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(tree, "data");
    if (status == SAM_OK && !cJSON_IsArray(rows)) {
        status = sam_api_another(s->pass, "Formbricks", err);
    }
    if (status == SAM_OK) {
        int got = cJSON_GetArraySize(rows);
        bool any_new = false;
        sam_page_clear(page);
        status = sam_listing_room(page, (size_t)got, err);
        const cJSON *row = NULL;
        cJSON_ArrayForEach(row, rows) {
            bool new_row = false;
            if (status == SAM_OK) {
                status = take_row(s, row, page, &new_row, err);
            }
            any_new = any_new || new_row;
        }
        page->more = got >= page_size(s);
        if (status == SAM_OK && page->more) {
            move_on(s, rows, any_new);
        }
        if (status == SAM_OK) {
            sam_listing_keep(&s->listing, page);
        }
    }
    cJSON_Delete(tree);
    return status;
}

/* --- describing ------------------------------------------------------------------------------- */

/* {"default": "...", "nl": "..."}, or a plain text: in its main language, or in another. */
static const char *headline(const cJSON *question, bool other) {
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(question, "headline");
    if (cJSON_IsObject(text)) {
        const cJSON *chosen = cJSON_GetObjectItemCaseSensitive(text, "default");
        const cJSON *one = NULL;
        cJSON_ArrayForEach(one, text) {
            if (other && one != chosen) {
                return cJSON_IsString(one) ? one->valuestring : "";
            }
        }
        text = other ? NULL : chosen;
    } else if (other) {
        text = NULL;
    }
    return text != NULL && cJSON_IsString(text) ? text->valuestring : "";
}

static void take_questions(struct sam_questions *questions, const cJSON *list) {
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        char unused[24];
        const char *id = sam_api_text(question, "id", unused);
        if (id[0] != '\0') {
            sam_questions_add(questions, id, headline(question, false), headline(question, true));
        }
    }
}

static enum sam_status formbricks_describe(void *state, struct sam_questions *questions,
                                           struct sam_err *err) {
    struct formbricks *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    sam_buf_init(&url, 1 << 16);
    sam_api_url(s->pass, &url, "/api/v1/management/surveys/");
    sam_api_segment(&url, s->pass->source->survey);
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    const cJSON *survey = cJSON_GetObjectItemCaseSensitive(tree, "data");
    const cJSON *hidden = cJSON_GetObjectItemCaseSensitive(survey, "hiddenFields");
    const cJSON *block = NULL;
    const cJSON *field = NULL;
    take_questions(questions, cJSON_GetObjectItemCaseSensitive(survey, "questions"));
    cJSON_ArrayForEach(block, cJSON_GetObjectItemCaseSensitive(survey, "blocks")) {
        take_questions(questions, cJSON_GetObjectItemCaseSensitive(block, "elements"));
    }
    cJSON_ArrayForEach(field, cJSON_GetObjectItemCaseSensitive(hidden, "fieldIds")) {
        if (cJSON_IsString(field)) {
            sam_questions_add(questions, field->valuestring, "", NULL);
        }
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

const struct sam_platform sam_platform_formbricks = {formbricks_open, formbricks_describe,
                                                     formbricks_next, formbricks_close};
