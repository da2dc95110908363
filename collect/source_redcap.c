/* REDCap: records over its API.
 *
 * There are no pages: the ids are asked first (of what was made or changed since, in an incremental
 * pass), then the records in batches of ids. An overloaded server leaves records out with status
 * 200, so each batch is compared with what was asked, and asked again in halves. The server's times
 * have no zone: windows start from its own Date, far enough back for any zone. */
#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/curl.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 100, OVERLAP_S = 14 * 3600, HASHED = 32 };

struct redcap {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    const char *id_field;
    struct sam_dictionary *ids; /* to be read, each once */
    uint32_t at;
    uint32_t width;
    bool listed;
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    char words[96];
    char unused[24];
    const char *error = sam_api_text(answer->tree, "error", unused);
    sam_first_words(answer->body, answer->length, words);
    if (error[0] == '\0' && (strncmp(words, "ERROR", 5) == 0 ||
                             strncmp(words, "{\"ERROR", 7) == 0 || strstr(words, "<error>"))) {
        error = words;
    }
    if (answer->status == 401 || answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, (int)answer->status,
                              _("REDCap refuses (HTTP %ld: \"%.200s\"): the token is wrong, or its "
                                "owner has no right to the API or to export data; a firewall in "
                                "front of it may do the same"),
                              answer->status, error);
    }
    if (strstr(error, "ran out of") != NULL || strstr(error, "could not connect") != NULL) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_API_GARBLED,
                              _("REDCap is overloaded: \"%.200s\""), error);
    }
    if (error[0] != '\0') {
        return sam_fail_cause(err, SAM_E_REMOTE, (int)answer->status, _("REDCap says: \"%.300s\""),
                              error);
    }
    (void)api;
    return SAM_OK;
}

static void add(struct sam_buf *body, const char *name, const char *value) {
    sam_buf_text(body, body->length > 0 ? "&" : "");
    sam_api_segment(body, name);
    sam_buf_char(body, '=');
    sam_api_segment(body, value);
}

static enum sam_status post(struct redcap *s, const char *content, struct sam_buf *body,
                            cJSON **tree, struct sam_err *err) {
    add(body, "token", s->pass->secret->text);
    add(body, "content", content);
    add(body, "format", "json");
    add(body, "returnFormat", "json");
    enum sam_status status = sam_api_post(&s->api, s->pass->source->url, body->data,
                                          "application/x-www-form-urlencoded", true, tree, err);
    if (status == SAM_OK && !cJSON_IsArray(*tree)) {
        status = sam_api_another(s->pass, "REDCap", err);
        cJSON_Delete(*tree);
        *tree = NULL;
    }
    explicit_bzero(body->data, body->length);
    sam_buf_fini(body);
    return status;
}

static void start_records(const struct redcap *s, struct sam_buf *body) {
    sam_buf_init(body, SAM_BUF_UNLIMITED);
    add(body, "type", "flat");
    add(body, "rawOrLabel", "raw");
    add(body, "fields[0]", s->id_field);
}

static enum sam_status redcap_open(const struct sam_pass *pass, void **state, struct sam_err *err) {
    struct redcap *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    sam_api_init(&s->api, pass, judge, NULL);
    sam_listing_open(&s->listing, pass);
    s->id_field = pass->source->record_id != NULL ? pass->source->record_id : "record_id";
    s->ids = sam_dictionary_new();
    s->width = BATCH;
    *state = s;
    return SAM_OK;
}

static void redcap_close(void *state) {
    struct redcap *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    sam_dictionary_free(s->ids);
    free(s);
}

/* --- which records ---------------------------------------------------------------------------- */

static bool is_hashed(const char *id) {
    return strlen(id) == HASHED && strspn(id, "0123456789abcdef") == HASHED;
}

static enum sam_status take_ids(struct redcap *s, const cJSON *rows, struct sam_err *err) {
    size_t hashed = 0;
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        char number[24];
        const char *id = sam_api_text(row, s->id_field, number);
        if (id[0] == '\0') {
            return sam_fail(err, SAM_E_INPUT,
                            _("REDCap: the records have no field \"%s\"; put the name of the "
                              "project's first field in \"id\" of the source"),
                            s->id_field);
        }
        hashed += is_hashed(id);
        sam_dictionary_add(s->ids, id, strlen(id));
    }
    if (hashed > 0 && (int)hashed == cJSON_GetArraySize(rows)) {
        return sam_fail(err, SAM_E_AUTH,
                        _("REDCap hides the record ids (they come hashed), because the token's "
                          "owner has no full right to export data. Nothing was taken: with other "
                          "ids every response would count twice"));
    }
    return SAM_OK;
}

static enum sam_status list_ids(struct redcap *s, struct sam_err *err) {
    struct sam_buf body;
    cJSON *tree = NULL;
    char since[SAM_STAMP_SIZE];
    char text[128];
    char moment[SAM_MOMENT_SIZE];
    start_records(s, &body);
    sam_stamp_earlier(s->listing.newest, OVERLAP_S, "", since);
    if (!s->pass->full && since[0] != '\0') {
        since[10] = ' ';
        add(&body, "dateRangeBegin", since);
    }
    enum sam_status status = post(s, "record", &body, &tree, err);
    time_t now = curl_getdate(sam_http_header(s->pass->http, "Date", text), NULL);
    if (status == SAM_OK) {
        status = take_ids(s, tree, err);
    }
    if (status == SAM_OK && now > 0) {
        snprintf(s->listing.newest, sizeof s->listing.newest, "%s", sam_moment_print(now, moment));
    }
    cJSON_Delete(tree);
    return status;
}

/* --- records ---------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    size_t tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The member SURVEY_end, or without a survey the first that ends so; "" when there is none. */
static const char *form_text(const struct redcap *s, const cJSON *row, const char *end) {
    const char *survey = s->pass->source->survey;
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, row) {
        bool right = ends_with(member->string, end) &&
                     (survey == NULL || (strncmp(member->string, survey, strlen(survey)) == 0 &&
                                         strlen(member->string) == strlen(survey) + strlen(end)));
        if (right && cJSON_IsString(member)) {
            return member->valuestring;
        }
    }
    return "";
}

/* A record is a row per event and per repeat. */
static void row_id(const struct redcap *s, const cJSON *row, struct sam_buf *id) {
    static const char *const parts[] = {"redcap_event_name", "redcap_repeat_instrument",
                                        "redcap_repeat_instance"};
    char number[24];
    sam_buf_text(id, sam_api_text(row, s->id_field, number));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *part = sam_api_text(row, parts[i], number);
        sam_buf_printf(id, "%s%s", part[0] != '\0' ? "/" : "", part);
    }
}

static enum sam_status take_row(struct redcap *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    struct sam_buf id;
    char unused[24];
    struct sam_draft draft;
    sam_buf_init(&id, 4096);
    row_id(s, row, &id);
    sam_listing_draft(&s->listing, page, id.data, &draft);
    sam_buf_fini(&id);
    const char *state = form_text(s, row, "_complete");
    const char *stamp = form_text(s, row, "_timestamp");
    bool unfinished = strcmp(stamp, "[not completed]") == 0;
    draft.raw.complete = !unfinished && (state[0] == '\0' || strcmp(state, "2") == 0);
    sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, unfinished ? "" : stamp);
    sam_listing_field(&draft, SAM_FIELD_RESPONDENT,
                      sam_api_text(row, "redcap_survey_identifier", unused));
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, row) {
        const char *name = member->string;
        bool own = strcmp(name, s->id_field) == 0 || strncmp(name, "redcap_", 7) == 0 ||
                   ends_with(name, "_complete") || ends_with(name, "_timestamp");
        if (!own || sam_mapper_target(draft.mapper, name).kind != SAM_TARGET_UNKNOWN) {
            sam_listing_value(&s->listing, &draft, name, member);
        }
    }
    return sam_listing_take(page, &draft, err);
}

static enum sam_status ask_batch(struct redcap *s, uint32_t count, cJSON **tree, size_t *missing,
                                 struct sam_err *err) {
    struct sam_buf body;
    start_records(s, &body);
    add(&body, "exportSurveyFields", "true");
    if (s->pass->source->survey != NULL) {
        add(&body, "forms[0]", s->pass->source->survey);
    }
    for (uint32_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "records[%u]", i);
        add(&body, name, sam_dictionary_text(s->ids, s->at + i));
    }
    enum sam_status status = post(s, "record", &body, tree, err);
    struct sam_dictionary *came = sam_dictionary_new();
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, *tree) {
        char number[24];
        const char *id = sam_api_text(row, s->id_field, number);
        sam_dictionary_add(came, id, strlen(id));
    }
    size_t distinct = sam_dictionary_count(came);
    *missing = distinct < count ? count - distinct : 0;
    sam_dictionary_free(came);
    return status;
}

static enum sam_status take_batch(struct redcap *s, uint32_t count, const cJSON *tree,
                                  struct sam_page *page, struct sam_err *err) {
    enum sam_status status = sam_listing_room(page, (size_t)cJSON_GetArraySize(tree) + count, err);
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, tree) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    s->at += count;
    return status;
}

static enum sam_status read_batch(struct redcap *s, struct sam_page *page, struct sam_err *err) {
    for (;;) {
        uint32_t left = (uint32_t)sam_dictionary_count(s->ids) - s->at;
        uint32_t count = left < s->width ? left : s->width;
        size_t missing = 0;
        struct sam_err own = {0};
        cJSON *tree = NULL;
        enum sam_status status = ask_batch(s, count, &tree, &missing, &own);
        bool less = status == SAM_E_NET || status == SAM_E_LIMIT || missing > 0 ||
                    (status == SAM_E_REMOTE && own.cause == SAM_API_GARBLED);
        if (less && count > 1 && own.cause != 429) {
            s->width = count / 2;
            cJSON_Delete(tree);
            continue;
        }
        sam_page_clear(page);
        if (status == SAM_OK) {
            /* A single one that doesn't come was deleted since the ids were listed. */
            status = take_batch(s, count, tree, page, &own);
            s->width = s->width * 2 < BATCH ? s->width * 2 : BATCH;
        } else if (less && status != SAM_E_NET && sam_listing_room(page, 1, &own) == SAM_OK) {
            status =
                sam_listing_unreadable(page, sam_dictionary_text(s->ids, s->at++), own.text, &own);
        }
        cJSON_Delete(tree);
        return status == SAM_OK ? SAM_OK : sam_fail_cause(err, status, own.cause, "%s", own.text);
    }
}

static enum sam_status redcap_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct redcap *s = state;
    enum sam_status status = SAM_OK;
    if (!s->listed) {
        status = list_ids(s, err);
        s->listed = status == SAM_OK;
        sam_page_clear(page);
    } else {
        status = read_batch(s, page, err);
    }
    page->more = status == SAM_OK && s->at < sam_dictionary_count(s->ids);
    if (status == SAM_OK && !page->more) {
        sam_listing_keep(&s->listing, page);
    }
    return status;
}

/* "1, Helemaal mee oneens | 2, Mee oneens" */
static void take_choices(struct sam_questions *questions, const char *text) {
    while (*text != '\0') {
        size_t length = strcspn(text, "|");
        char one[512];
        snprintf(one, sizeof one, "%.*s", (int)(length < 511 ? length : 511), text);
        char *comma = strchr(one, ',');
        if (comma != NULL) {
            *comma = '\0';
            char *code = one + strspn(one, " ");
            code[strcspn(code, " ")] = '\0';
            sam_questions_add_choice(questions, code, comma + 1 + strspn(comma + 1, " "));
        }
        text += length + (text[length] == '|');
    }
}

static enum sam_status redcap_describe(void *state, struct sam_questions *questions,
                                       struct sam_err *err) {
    struct redcap *s = state;
    struct sam_buf body;
    cJSON *tree = NULL;
    sam_buf_init(&body, SAM_BUF_UNLIMITED);
    enum sam_status status = post(s, "metadata", &body, &tree, err);
    const cJSON *field = NULL;
    cJSON_ArrayForEach(field, tree) {
        char unused[24];
        sam_questions_add(questions, sam_api_text(field, "field_name", unused),
                          sam_api_text(field, "field_label", unused), NULL);
        const char *type = sam_api_text(field, "field_type", unused);
        if (strcmp(type, "radio") == 0 || strcmp(type, "dropdown") == 0) {
            take_choices(questions, sam_api_text(field, "select_choices_or_calculations", unused));
        }
    }
    cJSON_Delete(tree);
    return status;
}

const struct sam_platform sam_platform_redcap = {redcap_open, redcap_describe, redcap_next,
                                                 redcap_close};
