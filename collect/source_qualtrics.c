/* Qualtrics: response exports of the API, version 3.
 *
 * An export is a job: started, polled, and fetched as one JSON file, asked uncompressed. Unfinished
 * responses are an export of their own, read in a full pass. Answers come by code and by label; the
 * label counts where it is one of the response scale's, because codes are renumbered by hand. An
 * incremental pass asks what was recorded since, with an overlap; edits and deletions show in a
 * full pass only. Before it starts a job it looks at how many responses the survey counts: of each
 * kind as many as the last time, then there is nothing it would find. */
#include "base/memory.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/json_pointer.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OVERLAP_S = 3600, POLL_S = 3, POLLS_MOST = 600, BUSY_S = 60, PREVIEW_TEST_SPAM = 1 | 2 | 8 };

struct qualtrics {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    char since[SAM_STAMP_SIZE];
    bool unfinished; /* those are being read */
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    const cJSON *error = sam_json_pointer(answer->tree, "/meta/error");
    char unused[24];
    const char *words = sam_api_text(error, "errorMessage", unused);
    if (answer->status == 401 || answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, (int)answer->status,
                              _("Qualtrics refuses (\"%.200s\"): the API token is wrong, or its "
                                "owner may not export responses of survey \"%s\""),
                              words, source->survey);
    }
    if (answer->status == 404) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, 404,
                              _("Qualtrics: there is no survey \"%s\" at %s"), source->survey,
                              source->url);
    }
    if (answer->status == 400) {
        return sam_fail_cause(
            err, SAM_E_REMOTE, 400,
            _("Qualtrics says: \"%.200s\". A common cause is the wrong data "
              "centre: \"url\" must be https://DATACENTRE.qualtrics.com, as under "
              "Account settings, Qualtrics IDs"),
            words);
    }
    if (error != NULL && !cJSON_IsNull(error)) {
        return sam_fail_cause(err, sam_http_is_passing(answer->status) ? SAM_E_NET : SAM_E_REMOTE,
                              (int)answer->status, _("Qualtrics says: \"%.300s\" (%s)"), words,
                              sam_api_text(error, "errorCode", unused));
    }
    if (answer->tree == NULL && answer->length > 2 && memcmp(answer->body, "PK", 2) == 0) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("Qualtrics sent a zip file though it was asked not to"));
    }
    return SAM_OK;
}

static enum sam_status qualtrics_open(const struct sam_pass *pass, void **state,
                                      struct sam_err *err) {
    struct qualtrics *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, "X-API-TOKEN: %s");
    s->api.busy_s = BUSY_S;
    sam_listing_open(&s->listing, pass);
    if (!pass->full) {
        sam_stamp_earlier(s->listing.newest, OVERLAP_S, "Z", s->since);
    }
    *state = s;
    return SAM_OK;
}

static void qualtrics_close(void *state) {
    struct qualtrics *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    free(s);
}

static void survey_url(const struct qualtrics *s, struct sam_buf *url, const char *tail) {
    sam_api_url(s->pass, url, "/API/v3/surveys/");
    sam_api_segment(url, s->pass->source->survey);
    sam_buf_text(url, tail);
}

static void export_url(const struct qualtrics *s, struct sam_buf *url) {
    survey_url(s, url, "/export-responses");
}

/* --- the job ---------------------------------------------------------------------------------- */

static enum sam_status start_export(struct qualtrics *s, struct sam_buf *job, struct sam_err *err) {
    struct sam_buf url;
    cJSON *tree = NULL;
    cJSON *order = cJSON_CreateObject();
    cJSON_AddStringToObject(order, "format", "json");
    cJSON_AddBoolToObject(order, "compress", false);
    if (s->since[0] != '\0') {
        cJSON_AddStringToObject(order, "startDate", s->since);
    }
    if (s->unfinished) {
        cJSON_AddBoolToObject(order, "exportResponsesInProgress", true);
    }
    char *body = cJSON_PrintUnformatted(order);
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    export_url(s, &url);
    /* A job started twice is only read once. */
    enum sam_status status =
        sam_api_post(&s->api, url.data, body, "application/json", true, &tree, err);
    const cJSON *id = sam_json_pointer(tree, "/result/progressId");
    if (status == SAM_OK && !cJSON_IsString(id)) {
        status = sam_api_another(s->pass, "Qualtrics", err);
    } else if (status == SAM_OK) {
        sam_buf_text(job, id->valuestring);
    }
    sam_buf_fini(&url);
    cJSON_free(body);
    cJSON_Delete(order);
    cJSON_Delete(tree);
    return status;
}

/* One look; *file stays empty while the job runs. */
static enum sam_status poll(struct qualtrics *s, const char *job, struct sam_buf *file,
                            struct sam_err *err) {
    struct sam_buf url;
    cJSON *tree = NULL;
    char unused[24];
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    export_url(s, &url);
    sam_buf_char(&url, '/');
    sam_api_segment(&url, job);
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(tree, "result");
    const char *state = sam_api_text(result, "status", unused);
    const char *id = sam_api_text(result, "fileId", unused);
    if (status == SAM_OK && strcmp(state, "failed") == 0) {
        status = sam_fail_cause(err, SAM_E_NET, 500,
                                _("Qualtrics: the export failed at their side; try again later"));
    } else if (status == SAM_OK && strcmp(state, "complete") == 0 && id[0] != '\0') {
        sam_buf_text(file, id);
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

static enum sam_status wait_for_file(struct qualtrics *s, const char *job, struct sam_buf *file,
                                     struct sam_err *err) {
    for (int i = 0; i < POLLS_MOST; i++) {
        enum sam_status status = poll(s, job, file, err);
        if (status != SAM_OK || file->length > 0) {
            return status;
        }
        if (!sam_http_pause(s->pass->http, POLL_S)) {
            return sam_fail(err, SAM_E_STOPPED, _("stopped while waiting"));
        }
    }
    return sam_fail(err, SAM_E_NET,
                    _("Qualtrics: the export was not ready after half an hour; try again later"));
}

static enum sam_status export_once(struct qualtrics *s, cJSON **tree, struct sam_err *err) {
    struct sam_buf job;
    struct sam_buf file;
    sam_buf_init(&job, 4096);
    sam_buf_init(&file, 4096);
    enum sam_status status = start_export(s, &job, err);
    if (status == SAM_OK) {
        status = wait_for_file(s, job.data, &file, err);
    }
    if (status == SAM_OK) {
        struct sam_buf url;
        sam_buf_init(&url, SAM_BUF_UNLIMITED);
        export_url(s, &url);
        sam_buf_char(&url, '/');
        sam_api_segment(&url, file.data);
        sam_buf_text(&url, "/file");
        status = sam_api_get(&s->api, url.data, tree, err);
        sam_buf_fini(&url);
    }
    sam_buf_fini(&file);
    sam_buf_fini(&job);
    return status;
}

/* --- records ---------------------------------------------------------------------------------- */

/* What every response has; none of it is an answer, and some of it is about the person. */
static bool is_own(const char *name) {
    static const char *const names[] = {"startDate",
                                        "endDate",
                                        "status",
                                        "ipAddress",
                                        "progress",
                                        "duration",
                                        "finished",
                                        "recordedDate",
                                        "_recordId",
                                        "responseId",
                                        "locationLatitude",
                                        "locationLongitude",
                                        "distributionChannel",
                                        "userLanguage",
                                        "recipientLastName",
                                        "recipientFirstName",
                                        "recipientEmail",
                                        "externalDataReference",
                                        "lastModifiedDate"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void take_values(struct qualtrics *s, struct sam_draft *draft, const cJSON *row,
                        const cJSON *values) {
    const cJSON *labels = cJSON_GetObjectItemCaseSensitive(row, "labels");
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, values) {
        const char *name = member->string;
        const cJSON *label = cJSON_GetObjectItemCaseSensitive(labels, name);
        struct sam_target target = sam_mapper_target(draft->mapper, name);
        if (is_own(name) && target.kind == SAM_TARGET_UNKNOWN) {
            continue;
        }
        if (target.item && cJSON_IsString(label) &&
            sam_mapper_label(draft->mapper, label->valuestring) != NULL) {
            sam_listing_text(&s->listing, draft, name, label->valuestring);
        } else {
            sam_listing_value(&s->listing, draft, name, member);
        }
    }
}

static enum sam_status take_row(struct qualtrics *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    char unused[24];
    const cJSON *values = cJSON_GetObjectItemCaseSensitive(row, "values");
    const char *id = sam_api_text(row, "responseId", unused);
    id = id[0] != '\0' ? id : sam_api_text(values, "_recordId", unused);
    if (id[0] == '\0' || !cJSON_IsObject(values)) {
        return sam_api_no_id("Qualtrics", err);
    }
    const char *recorded = sam_api_text(values, "recordedDate", unused);
    sam_listing_see(&s->listing, id, s->unfinished ? "" : recorded);
    long long kind = sam_api_whole(values, "status");
    if (kind > 0 && (kind & PREVIEW_TEST_SPAM) != 0) {
        s->listing.left_out++;
        page->withdrawn[page->withdrawn_count++] = sam_arena_strdup(page->arena, id);
        return SAM_OK;
    }
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, id, &draft);
    draft.raw.complete = !s->unfinished && sam_api_whole(values, "finished") != 0;
    draft.raw.modified_at = sam_draft_copy(&draft, recorded);
    if (draft.raw.complete) {
        sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, recorded);
    }
    sam_listing_field(&draft, SAM_FIELD_RESPONDENT,
                      sam_api_text(values, "externalDataReference", unused));
    const char *language = sam_api_text(values, "userLanguage", unused);
    if (strcasecmp(language, "nl") == 0 || strcasecmp(language, "en") == 0) {
        sam_listing_field(&draft, SAM_FIELD_LANGUAGE,
                          language[0] == 'N' || language[0] == 'n' ? "nl" : "en");
    }
    take_values(s, &draft, row, values);
    return sam_listing_take(page, &draft, err);
}

/* Does the survey count as many as the last time? Counted before the export, so that what comes in
 * meanwhile is found by the next look. Where it doesn't say, everything is exported. */
static bool same_count(struct qualtrics *s) {
    struct sam_buf url;
    struct sam_err ignored = {0};
    cJSON *tree = NULL;
    char now[SAM_LOOKED_SIZE] = "";
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    survey_url(s, &url, "");
    if (sam_api_get(&s->api, url.data, &tree, &ignored) == SAM_OK) {
        const cJSON *counts = sam_json_pointer(tree, "/result/responseCounts");
        long long kept = sam_api_whole(counts, "auditable");
        if (kept > 0) {
            snprintf(now, sizeof now, "%lld %lld %lld", kept, sam_api_whole(counts, "generated"),
                     sam_api_whole(counts, "deleted"));
        }
    }
    bool same = now[0] != '\0' && strcmp(now, s->listing.looked) == 0;
    memcpy(s->listing.looked, now, sizeof now);
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return same;
}

static enum sam_status qualtrics_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct qualtrics *s = state;
    cJSON *tree = NULL;
    if (s->since[0] != '\0' && same_count(s)) {
        sam_page_clear(page);
        sam_listing_keep(&s->listing, page);
        return SAM_OK;
    }
    enum sam_status status = export_once(s, &tree, err);
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(tree, "responses");
    if (status == SAM_OK && !cJSON_IsArray(rows)) {
        status = sam_fail(err, SAM_E_REMOTE, _("Qualtrics: the export holds no responses"));
    }
    if (status == SAM_OK) {
        sam_page_clear(page);
        status = sam_listing_room(page, (size_t)cJSON_GetArraySize(rows), err);
    }
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    if (status == SAM_OK) {
        page->more = s->pass->full && !s->unfinished;
        s->unfinished = true;
        sam_listing_keep(&s->listing, page);
    }
    cJSON_Delete(tree);
    return status;
}

/* --- describing ------------------------------------------------------------------------------- */

/* Rows of a matrix are QID1_1, QID1_2, ... */
static void describe_question(struct sam_questions *questions, const cJSON *question) {
    char unused[24];
    char id[96];
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(question, "subQuestions");
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(question, "questionText");
    const cJSON *row = NULL;
    if (rows == NULL || rows->child == NULL) {
        sam_questions_add(questions, question->string,
                          cJSON_IsString(text) ? text->valuestring : "", NULL);
    }
    cJSON_ArrayForEach(row, rows) {
        snprintf(id, sizeof id, "%.60s_%.30s", question->string, row->string);
        sam_questions_add(questions, id, sam_api_text(row, "choiceText", unused), NULL);
    }
    cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(question, "choices")) {
        sam_questions_add_choice(questions, sam_api_text(row, "recode", unused),
                                 sam_api_text(row, "choiceText", unused));
    }
}

static enum sam_status qualtrics_describe(void *state, struct sam_questions *questions,
                                          struct sam_err *err) {
    struct qualtrics *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    survey_url(s, &url, "");
    enum sam_status status = sam_api_get(&s->api, url.data, &tree, err);
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, sam_json_pointer(tree, "/result/questions")) {
        describe_question(questions, question);
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

const struct sam_platform sam_platform_qualtrics = {qualtrics_open, qualtrics_describe,
                                                    qualtrics_next, qualtrics_close};
