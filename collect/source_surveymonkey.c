/* SurveyMonkey: responses in bulk over the API, version 3.
 *
 * Answers hold ids of choices; what they say stands in the survey's details, read once a pass that
 * has anything. Pages are numbered and shift when a response changes while they are read: the total
 * of the last page must be the number of different ids seen. A free account has 500 requests a day:
 * when they are used up the run ends and says when to go on. */
#include "base/dictionary.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/api.h"
#include "collect/json_pointer.h"
#include "collect/listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAGE_MOST = 100, OVERLAP_S = 3600, BUSY_S = 60 };

struct surveymonkey {
    const struct sam_pass *pass;
    struct sam_api api;
    struct sam_listing listing;
    char since[SAM_STAMP_SIZE];
    int page;
    time_t reset; /* when there will be requests again; 0: there are */
    cJSON *details;
    struct sam_dictionary *choices; /* id of a choice: its text is in texts */
    const char **texts;
};

static enum sam_status judge(struct sam_api *api, const struct sam_api_answer *answer,
                             struct sam_err *err) {
    const struct sam_source *source = api->pass->source;
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(answer->tree, "error");
    long long code = sam_api_whole(error, "id");
    char unused[24];
    const char *words = sam_api_text(error, "message", unused);
    if (code == 1018) {
        return sam_fail_cause(err, SAM_E_AUTH, 403,
                              _("SurveyMonkey: %s is another data centre than the account's; "
                                "European accounts are at https://api.eu.surveymonkey.com"),
                              source->url);
    }
    if (answer->status == 401 || answer->status == 403) {
        return sam_fail_cause(err, SAM_E_AUTH, (int)answer->status,
                              _("SurveyMonkey refuses (%lld: \"%.200s\"): the token is wrong or "
                                "was withdrawn, or the account may not read responses over the API "
                                "(a paid plan is needed, and the scope responses_read_detail)"),
                              code, words);
    }
    if (answer->status == 404) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, 404,
                              _("SurveyMonkey: there is no survey %s for this token"),
                              source->survey);
    }
    if (code == 1040) {
        return sam_fail_cause(err, SAM_E_NET, 429,
                              _("SurveyMonkey: the number of requests allowed is used up "
                                "(\"%.200s\"); run again later, it goes on where it was"),
                              words);
    }
    if (error != NULL) {
        return sam_fail_cause(err, sam_http_is_passing(answer->status) ? SAM_E_NET : SAM_E_REMOTE,
                              (int)answer->status, _("SurveyMonkey says: \"%.300s\" (%lld)"), words,
                              code);
    }
    return SAM_OK;
}

static enum sam_status surveymonkey_open(const struct sam_pass *pass, void **state,
                                         struct sam_err *err) {
    struct surveymonkey *s = sam_xcalloc(1, sizeof *s);
    (void)err;
    s->pass = pass;
    s->page = 1;
    sam_api_init(&s->api, pass, judge, "Authorization: bearer %s");
    s->api.busy_s = BUSY_S;
    sam_listing_open(&s->listing, pass);
    if (!pass->full) {
        sam_stamp_earlier(s->listing.newest, OVERLAP_S, "", s->since);
    }
    *state = s;
    return SAM_OK;
}

static void surveymonkey_close(void *state) {
    struct surveymonkey *s = state;
    sam_listing_close(&s->listing);
    sam_api_fini(&s->api);
    sam_dictionary_free(s->choices);
    free(s->texts);
    cJSON_Delete(s->details);
    free(s);
}

static void survey_url(const struct surveymonkey *s, struct sam_buf *url, const char *tail) {
    sam_api_url(s->pass, url, "/v3/surveys/");
    sam_api_segment(url, s->pass->source->survey);
    sam_buf_text(url, tail);
}

/* --- what choices say ------------------------------------------------------------------------- */

typedef void question_visit(const cJSON *question, void *context);

static void visit_questions(const cJSON *details, question_visit *visit, void *context) {
    const cJSON *page = NULL;
    const cJSON *question = NULL;
    cJSON_ArrayForEach(page, cJSON_GetObjectItemCaseSensitive(details, "pages")) {
        cJSON_ArrayForEach(question, cJSON_GetObjectItemCaseSensitive(page, "questions")) {
            visit(question, context);
        }
    }
}

static void add_choices(const cJSON *question, void *context) {
    struct surveymonkey *s = context;
    const cJSON *choice = NULL;
    cJSON_ArrayForEach(choice, sam_json_pointer(question, "/answers/choices")) {
        char number[24];
        const cJSON *text = cJSON_GetObjectItemCaseSensitive(choice, "text");
        const char *id = sam_api_text(choice, "id", number);
        size_t count = sam_dictionary_count(s->choices);
        if (id[0] != '\0' && cJSON_IsString(text) &&
            sam_dictionary_add(s->choices, id, strlen(id)) == count) {
            s->texts = sam_xrealloc(s->texts, count + 1, sizeof *s->texts);
            s->texts[count] = text->valuestring;
        }
    }
}

static enum sam_status read_details(struct surveymonkey *s, struct sam_err *err) {
    struct sam_buf url;
    if (s->details != NULL) {
        return SAM_OK;
    }
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    survey_url(s, &url, "/details");
    enum sam_status status = sam_api_get(&s->api, url.data, &s->details, err);
    s->choices = sam_dictionary_new();
    visit_questions(s->details, add_choices, s);
    sam_buf_fini(&url);
    return status;
}

static const char *choice_text(const struct surveymonkey *s, const char *id) {
    uint32_t at = sam_dictionary_find(s->choices, id, strlen(id));
    return at != SAM_NOT_IN_DICTIONARY ? s->texts[at] : id;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* "question", or "question[row]" for a row of a matrix. */
static void answer_name(const char *question, const cJSON *answer, char name[64]) {
    char number[24];
    const char *row = sam_api_text(answer, "row_id", number);
    snprintf(name, 64, row[0] != '\0' ? "%.28s[%.28s]" : "%.28s%.0s", question, row);
}

static const char *answer_said(const struct surveymonkey *s, const cJSON *answer, char number[24]) {
    const char *text = sam_api_text(answer, "text", number);
    if (text[0] == '\0') {
        text = sam_api_text(answer, "choice_id", number);
        text = text[0] != '\0' ? choice_text(s, text) : text;
    }
    return text;
}

static void take_question(struct surveymonkey *s, struct sam_draft *draft, const cJSON *question) {
    char question_id[24];
    const char *id = sam_api_text(question, "id", question_id);
    const cJSON *answers = cJSON_GetObjectItemCaseSensitive(question, "answers");
    const cJSON *answer = NULL;
    cJSON_ArrayForEach(answer, answers) {
        char name[64];
        char other_name[64];
        char number[24];
        struct sam_buf text;
        answer_name(id, answer, name);
        const cJSON *earlier = answers->child;
        for (; earlier != answer; earlier = earlier->next) {
            answer_name(id, earlier, other_name);
            if (strcmp(name, other_name) == 0) {
                break;
            }
        }
        if (earlier != answer) {
            continue; /* a choice of several, taken with the first */
        }
        sam_buf_init(&text, (size_t)SAM_OPEN_TEXT_LIMIT * 2);
        sam_buf_text(&text, "");
        for (const cJSON *one = answer; one != NULL; one = one->next) {
            answer_name(id, one, other_name);
            if (strcmp(name, other_name) == 0) {
                sam_buf_printf(&text, "%s%s", text.length > 0 ? ", " : "",
                               answer_said(s, one, number));
            }
        }
        sam_listing_text(&s->listing, draft, name, text.data);
        sam_buf_fini(&text);
    }
}

static void take_about(struct surveymonkey *s, struct sam_draft *draft, const cJSON *row) {
    static const char *const names[] = {"recipient_id", "collector_id", "custom_value"};
    char number[24];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct sam_target target = sam_mapper_target(draft->mapper, names[i]);
        if (target.kind != SAM_TARGET_UNKNOWN) {
            sam_draft_put(draft, &target, sam_api_text(row, names[i], number));
        }
    }
    sam_listing_members(&s->listing, draft, "",
                        cJSON_GetObjectItemCaseSensitive(row, "custom_variables"));
}

static bool is_no_answer(const cJSON *row) {
    char unused[24];
    const char *mode = sam_api_text(row, "collection_mode", unused);
    const char *state = sam_api_text(row, "response_status", unused);
    return strstr(mode, "preview") != NULL || strcmp(state, "overquota") == 0 ||
           strcmp(state, "disqualified") == 0;
}

static enum sam_status take_row(struct surveymonkey *s, const cJSON *row, struct sam_page *page,
                                struct sam_err *err) {
    char number[24];
    char unused[24];
    const char *id = sam_api_text(row, "id", number);
    const char *modified = sam_api_text(row, "date_modified", unused);
    if (id[0] == '\0') {
        return sam_api_no_id("SurveyMonkey", err);
    }
    sam_listing_see(&s->listing, id, modified);
    if (is_no_answer(row)) {
        s->listing.left_out++;
        page->withdrawn[page->withdrawn_count++] = sam_arena_strdup(page->arena, id);
        return SAM_OK;
    }
    struct sam_draft draft;
    sam_listing_draft(&s->listing, page, id, &draft);
    draft.raw.modified_at = sam_draft_copy(&draft, modified);
    draft.raw.complete = strcmp(sam_api_text(row, "response_status", unused), "completed") == 0;
    if (draft.raw.complete) {
        sam_listing_field(&draft, SAM_FIELD_SUBMITTED_AT, modified);
    }
    take_about(s, &draft, row);
    const cJSON *part = NULL;
    const cJSON *question = NULL;
    cJSON_ArrayForEach(part, cJSON_GetObjectItemCaseSensitive(row, "pages")) {
        cJSON_ArrayForEach(question, cJSON_GetObjectItemCaseSensitive(part, "questions")) {
            take_question(s, &draft, question);
        }
    }
    return sam_listing_take(page, &draft, err);
}

static void build_url(const struct surveymonkey *s, struct sam_buf *url) {
    int size = s->pass->source->page_size;
    survey_url(s, url, "/responses/bulk?sort_by=date_modified&sort_order=ASC");
    sam_buf_printf(url, "&per_page=%d&page=%d", size > 0 && size < PAGE_MOST ? size : PAGE_MOST,
                   s->page);
    if (s->since[0] != '\0') {
        sam_http_add_parameter(url, "start_modified_at", s->since);
    }
}

/* Was that the day's last request? */
static void note_quota(struct surveymonkey *s) {
    char left[128];
    char reset[128];
    sam_http_header(s->pass->http, "X-Ratelimit-App-Global-Day-Remaining", left);
    if (left[0] != '\0' && strtol(left, NULL, 10) <= 0) {
        sam_http_header(s->pass->http, "X-Ratelimit-App-Global-Day-Reset", reset);
        s->reset = time(NULL) + (time_t)strtol(reset, NULL, 10);
    }
}

static enum sam_status check_quota(const struct surveymonkey *s, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    if (s->reset == 0) {
        return SAM_OK;
    }
    return sam_fail_cause(err, SAM_E_NET, 429,
                          _("SurveyMonkey: today's requests are used up. What was read is stored; "
                            "it goes on where it was when run again after %s"),
                          sam_moment_print(s->reset, moment));
}

/* The overlap always holds the newest responses again. When it is what it was the last time, by ids
 * and dates of change, there is nothing to read, and no need to ask for the questions. */
static bool same_as_before(struct surveymonkey *s, const cJSON *rows, bool more) {
    char before[SAM_LOOKED_SIZE];
    uint64_t hash = 0;
    const cJSON *row = NULL;
    memcpy(before, s->listing.looked, sizeof before);
    s->listing.looked[0] = '\0';
    if (s->since[0] == '\0' || s->page > 1 || more) {
        return false;
    }
    cJSON_ArrayForEach(row, rows) {
        char number[24];
        char unused[24];
        const char *id = sam_api_text(row, "id", number);
        const char *modified = sam_api_text(row, "date_modified", unused);
        hash = sam_hash64(id, strlen(id) + 1, hash);
        hash = sam_hash64(modified, strlen(modified) + 1, hash);
    }
    snprintf(s->listing.looked, sizeof s->listing.looked, "%.40s %016llx", s->since,
             (unsigned long long)hash);
    return strcmp(before, s->listing.looked) == 0;
}

static enum sam_status take_page(struct surveymonkey *s, const cJSON *tree, struct sam_page *page,
                                 struct sam_err *err) {
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(tree, "data");
    if (!cJSON_IsArray(rows)) {
        return sam_api_another(s->pass, "SurveyMonkey", err);
    }
    const cJSON *next = sam_json_pointer(tree, "/links/next");
    bool more = rows->child != NULL && cJSON_IsString(next) && next->valuestring[0] != '\0';
    if (same_as_before(s, rows, more)) {
        sam_listing_keep(&s->listing, page);
        return SAM_OK;
    }
    enum sam_status status = rows->child != NULL ? read_details(s, err) : SAM_OK;
    if (status == SAM_OK) {
        status = sam_listing_room(page, (size_t)cJSON_GetArraySize(rows), err);
    }
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        if (status == SAM_OK) {
            status = take_row(s, row, page, err);
        }
    }
    if (status != SAM_OK) {
        return status;
    }
    page->more = more;
    s->page++;
    sam_listing_keep(&s->listing, page);
    if (!page->more && !sam_listing_whole(&s->listing, sam_api_whole(tree, "total"), page)) {
        s->page = 1;
    }
    return SAM_OK;
}

static enum sam_status surveymonkey_next(void *state, struct sam_page *page, struct sam_err *err) {
    struct surveymonkey *s = state;
    struct sam_buf url;
    cJSON *tree = NULL;
    enum sam_status status = check_quota(s, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_buf_init(&url, 1 << 16);
    build_url(s, &url);
    status = sam_api_get(&s->api, url.data, &tree, err);
    if (status == SAM_OK) {
        note_quota(s);
        sam_page_clear(page);
        status = take_page(s, tree, page, err);
    }
    cJSON_Delete(tree);
    sam_buf_fini(&url);
    return status;
}

/* --- describing ------------------------------------------------------------------------------- */

static void describe_question(const cJSON *question, void *context) {
    struct sam_questions *questions = context;
    char number[24];
    char row_number[24];
    char unused[24];
    char name[64];
    const char *id = sam_api_text(question, "id", number);
    const cJSON *rows = sam_json_pointer(question, "/answers/rows");
    const cJSON *heading = sam_json_pointer(question, "/headings/0/heading");
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, rows) {
        snprintf(name, sizeof name, "%.28s[%.28s]", id, sam_api_text(row, "id", row_number));
        sam_questions_add(questions, name, sam_api_text(row, "text", unused), NULL);
    }
    if (cJSON_GetArraySize(rows) == 0) {
        sam_questions_add(questions, id, cJSON_IsString(heading) ? heading->valuestring : "", NULL);
    }
}

static enum sam_status surveymonkey_describe(void *state, struct sam_questions *questions,
                                             struct sam_err *err) {
    struct surveymonkey *s = state;
    enum sam_status status = read_details(s, err);
    visit_questions(s->details, describe_question, questions);
    return status;
}

const struct sam_platform sam_platform_surveymonkey = {surveymonkey_open, surveymonkey_describe,
                                                       surveymonkey_next, surveymonkey_close};
