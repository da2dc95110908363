/* Nextcloud Forms: submissions over the OCS API, version 3.
 *
 * The list comes newest first, by whole seconds, and rows of one second stand in another order for
 * every page size: pages of it can lose rows though nothing changes. A list is whole only when as
 * many different ids came as the server counts; the way to get it is one request without a limit.
 * An edit renews the time stamp, so one page from the top shows whether there is anything new.
 * Who may not see results gets his own submissions only, with status 200: the right is looked at
 * before anything is taken. */
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/json_pointer.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK = 100, ALL_AT_ONCE = 2000, PAGE = 1000, OVERLAP_S = 60 };

struct nextcloud {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    long long since; /* seconds: what is not older was there at the end of the last pass */
    long long known; /* how many there were then; -1 unknown */
    size_t offset;
    bool allowed; /* to see results, asked and answered */
    bool paged;
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    const cJSON *ocs = cJSON_GetObjectItemCaseSensitive(answer->tree, "ocs");
    const cJSON *meta = cJSON_GetObjectItemCaseSensitive(ocs, "meta");
    char unused[24];
    switch (answer->status) {
    case 401:
        return sam_fail_cause(err, SAM_E_AUTH, 401,
                              _("Nextcloud refuses user \"%s\": the app password is wrong or was "
                                "withdrawn, or the account is closed. It was tried once; after "
                                "wrong ones the server makes everybody at this address wait"),
                              source->user);
    case 403:
        return sam_fail_cause(err, SAM_E_AUTH, 403,
                              _("Nextcloud: user \"%s\" may not see the results of form %s; its "
                                "owner can share them with that user"),
                              source->user, source->survey);
    case 404:
        return sam_fail_cause(err, SAM_E_NOT_FOUND, 404,
                              _("Nextcloud: there is no form %s for user \"%s\", or the app Forms "
                                "is switched off or too old (version 4.3 is needed)"),
                              source->survey, source->user);
    case 429:
        return sam_fail_cause(err, SAM_E_NET, 429,
                              _("Nextcloud refuses everybody at this address for half an hour, "
                                "because of wrong passwords or forms asked for; wait, and check "
                                "\"user\", the app password and \"survey\" first"));
    case 503:
        return sam_fail_cause(err, SAM_E_NET, 503,
                              _("Nextcloud is being maintained or upgraded; try again later"));
    default:
        break;
    }
    if (answer->tree != NULL && meta == NULL) {
        return sam_api_another(api->pass, "Nextcloud Forms", err);
    }
    if (meta != NULL && strcmp(sam_api_text(meta, "status", unused), "ok") != 0) {
        return sam_fail_cause(
            err, SAM_E_REMOTE, (int)answer->status, _("Nextcloud says: \"%.300s\" (status %lld)"),
            sam_api_text(meta, "message", unused), sam_api_whole(meta, "statuscode"));
    }
    return SAM_OK;
}

static enum sam_status nextcloud_open(const struct sam_pass *pass, void **state,
                                      struct sam_err *err) {
    struct nextcloud *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, NULL);
    s->api.headers[0] = "OCS-APIRequest: true";
    s->api.header_count = 1;
    s->api.user = pass->source->user;
    sam_listing_open(&s->listing, pass);
    s->known = s->listing.count;
    s->since = pass->full ? 0 : strtoll(s->listing.newest, NULL, 10) - OVERLAP_S;
    *state = s;
    return SAM_OK;
}

static void nextcloud_close(void *state) {
    struct nextcloud *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    free(s);
}

static void form_url(const struct nextcloud *s, struct sam_buf *url, const char *tail) {
    sam_api_url(s->pass, url, "/ocs/v2.php/apps/forms/api/v3/forms/");
    sam_api_segment(url, s->pass->source->survey);
    sam_buf_printf(url, "%s%cformat=json", tail, strchr(tail, '?') != NULL ? '&' : '?');
}

/* GET of the form, or of something below it; *data is within *tree. */
static enum sam_status get(struct nextcloud *s, const char *tail, cJSON **tree, const cJSON **data,
                           struct sam_err *err) {
    struct sam_buf url;
    sam_buf_init(&url, 1 << 16);
    form_url(s, &url, tail);
    enum sam_status status = sam_api_get(&s->api, url.data, tree, err);
    *data = sam_json_pointer(*tree, "/ocs/data");
    sam_buf_fini(&url);
    return status;
}

/* The list of forms says "results" to anybody who ever answered; only the form itself is true. */
static enum sam_status check_right(struct nextcloud *s, struct sam_err *err) {
    cJSON *tree = NULL;
    const cJSON *form = NULL;
    enum sam_status status = get(s, "", &tree, &form, err);
    bool may = false;
    const cJSON *right = NULL;
    cJSON_ArrayForEach(right, cJSON_GetObjectItemCaseSensitive(form, "permissions")) {
        may = may || (cJSON_IsString(right) && strcmp(right->valuestring, "results") == 0);
    }
    if (status == SAM_OK && !may) {
        status = sam_fail_cause(err, SAM_E_AUTH, 403,
                                _("Nextcloud: user \"%s\" may not see the results of form %s (any "
                                  "more) and would get no more than own answers; its owner can "
                                  "share the results. Nothing was taken, nothing called withdrawn"),
                                s->pass->source->user, s->pass->source->survey);
    }
    s->allowed = status == SAM_OK;
    cJSON_Delete(tree);
    return status;
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool same_question(const cJSON *a, const cJSON *b) {
    char one[24];
    char other[24];
    return strcmp(sam_api_text(a, "questionId", one), sam_api_text(b, "questionId", other)) == 0;
}

/* The answers to the question of `first`, which is the first of them, as one text: a choice of
 * several is as many rows. */
static void take_answer(struct nextcloud *s, struct sam_draft *draft, const cJSON *first) {
    char number[24];
    char unused[24];
    struct sam_buf text;
    sam_buf_init(&text, (size_t)SAM_OPEN_TEXT_LIMIT * 2);
    sam_buf_text(&text, "");
    for (const cJSON *answer = first; answer != NULL; answer = answer->next) {
        if (same_question(first, answer)) {
            sam_buf_printf(&text, "%s%s", text.length > 0 ? ", " : "",
                           sam_api_text(answer, "text", unused));
        }
    }
    /* The technical name where it means something here, else the question's number. */
    const char *name = sam_api_text(first, "questionName", unused);
    if (name[0] == '\0' || sam_mapper_target(draft->mapper, name).kind == SAM_TARGET_UNKNOWN) {
        name = sam_api_text(first, "questionId", number);
    }
    sam_listing_text(&s->listing, draft, name, text.data);
    sam_buf_fini(&text);
}

static void take_answers(struct nextcloud *s, struct sam_draft *draft, const cJSON *answers) {
    const cJSON *answer = NULL;
    cJSON_ArrayForEach(answer, answers) {
        const cJSON *earlier = answers->child;
        while (earlier != answer && !same_question(earlier, answer)) {
            earlier = earlier->next;
        }
        if (earlier == answer) {
            take_answer(s, draft, answer);
        }
    }
}

static enum sam_status take_row(struct nextcloud *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    char id_text[24];
    char stamp_text[24];
    char moment[SAM_MOMENT_SIZE] = "";
    const char *id = sam_api_text(row, "id", id_text);
    const char *stamp = sam_api_text(row, "timestamp", stamp_text);
    long long seconds = sam_api_whole(row, "timestamp");
    if (id[0] == '\0') {
        return sam_api_no_id("Nextcloud Forms", err);
    }
    sam_listing_see(&s->listing, id, stamp);
    if (seconds >= 0) {
        sam_moment_print((time_t)seconds, moment);
    }
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, id, &draft);
    draft.raw.modified_at = sam_draft_copy(&draft, moment);
    sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, moment);
    const char *user = sam_api_text(row, "userId", stamp_text);
    struct sam_target target = sam_mapper_target(draft.mapper, "userId");
    if (target.kind != SAM_TARGET_UNKNOWN && strncmp(user, "anon-user-", 10) != 0) {
        sam_draft_put(&draft, &target, user);
    }
    take_answers(s, &draft, cJSON_GetObjectItemCaseSensitive(row, "answers"));
    return sam_listing_take(page, &draft, err);
}

static enum sam_status take_rows(struct nextcloud *s, const cJSON *rows, struct sam_page *page,
                                 struct sam_err *err) {
    enum sam_status status = sam_listing_room(page, (size_t)cJSON_GetArraySize(rows), err);
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    return status;
}

/* Does one page from the top hold all that is new? Yes when an older row stands on it. */
static bool enough(const struct nextcloud *s, const cJSON *rows) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        long long stamp = sam_api_whole(row, "timestamp");
        if (stamp >= 0 && stamp < s->since) {
            return true;
        }
    }
    return false;
}

static enum sam_status ask_rows(struct nextcloud *s, const char *tail, cJSON **tree,
                                const cJSON **rows, long long *count, struct sam_err *err) {
    const cJSON *data = NULL;
    enum sam_status status = get(s, tail, tree, &data, err);
    *rows = cJSON_GetObjectItemCaseSensitive(data, "submissions");
    *count = sam_api_whole(data, "filteredSubmissionsCount");
    if (status == SAM_OK && !cJSON_IsArray(*rows)) {
        status = sam_api_another(s->pass, "Nextcloud Forms", err);
    }
    return status;
}

/* What is new since the last pass, if one page shows it; *done false: read everything. */
static enum sam_status look(struct nextcloud *s, struct sam_page *page, bool *done,
                            struct sam_err *err) {
    cJSON *tree = NULL;
    const cJSON *rows = NULL;
    long long count = -1;
    char tail[64];
    snprintf(tail, sizeof tail, "/submissions?limit=%d&offset=0", LOOK);
    enum sam_status status = ask_rows(s, tail, &tree, &rows, &count, err);
    const cJSON *top = cJSON_IsArray(rows) ? rows->child : NULL;
    bool same = status == SAM_OK && count >= 0 && count == s->known && top != NULL &&
                sam_api_whole(top, "timestamp") <= s->since + OVERLAP_S;
    *done = same || (status == SAM_OK && count >= s->known && enough(s, rows));
    if (status == SAM_OK && *done && !same) {
        status = check_right(s, err);
    }
    if (status == SAM_OK && *done) {
        sam_page_clear(page);
        status = take_rows(s, rows, page, err);
        s->listing.count = count;
        sam_listing_keep(&s->listing, page);
    }
    cJSON_Delete(tree);
    return status;
}

static enum sam_status read_list(struct nextcloud *s, struct sam_page *page, struct sam_err *err) {
    cJSON *tree = NULL;
    const cJSON *rows = NULL;
    long long count = -1;
    char tail[64] = "/submissions";
    if (s->paged) {
        snprintf(tail, sizeof tail, "/submissions?limit=%d&offset=%zu", PAGE, s->offset);
    }
    enum sam_status status = ask_rows(s, tail, &tree, &rows, &count, err);
    bool busy = err != NULL && (err->cause == 429 || err->cause == 503);
    if (!s->paged && (status == SAM_E_LIMIT || (status == SAM_E_NET && !busy))) {
        /* Too much for the server at once. */
        sam_page_clear(page);
        s->paged = true;
        page->more = true;
        return SAM_OK;
    }
    if (status == SAM_OK) {
        int got = cJSON_GetArraySize(rows);
        sam_page_clear(page);
        status = take_rows(s, rows, page, err);
        s->offset += (size_t)got;
        page->more = s->paged && count >= 0 && got > 0 && (long long)s->offset < count;
        if (status == SAM_OK && !page->more && !sam_listing_whole(&s->listing, count, page)) {
            s->offset = 0;
            s->paged = s->listing.redone < 2 && s->paged;
        }
    }
    cJSON_Delete(tree);
    return status;
}

static enum sam_status nextcloud_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct nextcloud *s = state;
    bool done = false;
    if (!s->pass->full && s->since > 0 && s->listing.redone == 0 && !s->allowed) {
        enum sam_status status = look(s, page, &done, err);
        if (status != SAM_OK || done) {
            return status;
        }
    }
    if (!s->allowed) {
        enum sam_status status = check_right(s, err);
        if (status != SAM_OK) {
            return status;
        }
        s->paged = s->known > ALL_AT_ONCE;
    }
    return read_list(s, page, err);
}

/* That it can't be known is no failure. */
static void describe_version(struct nextcloud *s, struct sam_questions *questions) {
    struct sam_err ignored = {0};
    struct sam_buf url;
    char text[128];
    char unused[24];
    cJSON *tree = NULL;
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    sam_api_url(s->pass, &url, "/ocs/v2.php/cloud/capabilities?format=json");
    if (sam_api_get(&s->api, url.data, &tree, &ignored) == SAM_OK) {
        const cJSON *data = sam_json_place(tree, "/ocs/data");
        const char *server = sam_api_text(sam_json_place(data, "/version"), "string", unused);
        const char *forms =
            sam_api_text(sam_json_place(data, "/capabilities/forms"), "version", unused);
        snprintf(text, sizeof text, "%.40s, Forms %.40s", server, forms);
        questions->version = server[0] != '\0' ? sam_arena_strdup(questions->arena, text) : NULL;
    }
    if (s->api.arena == NULL) {
        cJSON_Delete(tree);
    }
    sam_buf_fini(&url);
}

static enum sam_status nextcloud_describe(void *state, struct sam_questions *questions,
                                          struct sam_err *err) {
    struct nextcloud *s = state;
    cJSON *tree = NULL;
    const cJSON *form = NULL;
    enum sam_status status = get(s, "", &tree, &form, err);
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(form, "questions");
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        char number[24];
        char unused[24];
        const char *name = sam_api_text(question, "name", unused);
        sam_questions_add(questions, name[0] != '\0' ? name : sam_api_text(question, "id", number),
                          sam_api_text(question, "text", unused), NULL);
    }
    cJSON_Delete(tree);
    if (status == SAM_OK && questions->brief) {
        describe_version(s, questions);
    }
    return status;
}

const struct sam_platform sam_platform_nextcloud = {nextcloud_open, nextcloud_describe,
                                                    nextcloud_next, nextcloud_close};
