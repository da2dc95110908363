#include "form_fixture.h"

#define ANSWERS "{\"s1\": 4, \"s2\": \"dk\", \"s3\": null, \"s4\": \"5\", \"well\": \"gœd\"}"

static void post_ok(struct served *s, const char *token, const char *body, const char *expected) {
    struct raw_answer answer;
    served_post(s, token, body, &answer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body.data, expected);
    raw_answer_fini(&answer);
}

static void refused(struct served *s, const char *token, const char *body, unsigned status,
                    const char *text) {
    struct raw_answer answer;
    served_post(s, token, body, &answer);
    served_expect(&answer, status, text);
}

static void stores_what_the_token_says(void **state) {
    struct served *s = *state;
    post_ok(s, s->ann, "{\"language\": \"nl\", \"complete\": true, \"answers\": " ANSWERS "}",
            "{\"id\": \"ann.2026\", \"stored\": \"new\"}");
    fixture_check_text(&s->f,
                       "SELECT source || ' ' || record_id || ' ' || respondent || ' ' || alliance "
                       "|| ' ' || organisation || ' ' || role || ' ' || wave || ' ' || language "
                       "|| ' ' || state FROM response",
                       "form ann.2026 ann alpha org lead 2026 nl complete");
    fixture_check_text(&s->f,
                       "SELECT s1 || ' ' || s4 || ' ' || dont_know || ' ' || (s3 IS NULL) "
                       "FROM \"answers_quick-5\"",
                       "4 5 s2 1");
    fixture_check_text(&s->f, "SELECT text FROM open_answer", "gœd");
}

static void same_changed_incomplete(void **state) {
    struct served *s = *state;
    post_ok(s, s->ann, "{\"complete\": false, \"answers\": {\"s1\": 1}}",
            "{\"id\": \"ann.2026\", \"stored\": \"new\"}");
    fixture_check_text(&s->f, "SELECT state FROM response", "incomplete");
    post_ok(s, s->ann, "{\"answers\": {\"s1\": 1, \"meeting\": \"a\", \"well\": \"b\"}}",
            "{\"id\": \"ann.2026\", \"stored\": \"changed\"}");
    fixture_check_text(&s->f, "SELECT state FROM response", "complete");
    /* Sent again, the open answers in another order: nothing is written. */
    post_ok(s, s->ann, "{\"answers\": {\"well\": \"b\", \"s1\": 1, \"meeting\": \"a\"}}",
            "{\"id\": \"ann.2026\", \"stored\": \"same\"}");
    assert_int_equal(fixture_number(&s->f, "SELECT change FROM response"), 2);
    post_ok(s, s->ann, "{\"answers\": {\"well\": \"b\", \"s1\": 1}}",
            "{\"id\": \"ann.2026\", \"stored\": \"changed\"}");
    post_ok(s, s->ann, "{\"answers\": {\"well\": \"c\", \"s1\": 1}}",
            "{\"id\": \"ann.2026\", \"stored\": \"changed\"}");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response_version"), 2);
}

static void an_account_holder_answers_another_questionnaire(void **state) {
    struct served *s = *state;
    post_ok(s, s->holder, "{\"answers\": {\"q1\": 2}}",
            "{\"id\": \"acc.short\", \"stored\": \"new\"}");
    assert_int_equal(fixture_number(&s->f, "SELECT q1 FROM \"answers_quick-2\""), 2);
    fixture_check_text(&s->f, "SELECT role FROM response", "account_holder");
}

static void bad_json_is_named(void **state) {
    struct served *s = *state;
    char deep[1200] = "{\"answers\": {\"s1\": ";
    memset(deep + strlen(deep), '[', 1000);
    refused(s, s->ann, "", 400, "\"code\": \"json\"");
    refused(s, s->ann, "{\"answers\": ", 400, "not JSON");
    refused(s, s->ann, deep, 400, "nested more than 64 levels");
    refused(s, s->ann, "[]", 400, "must be an object");
    refused(s, s->ann, "{\"answers\": {\"well\": \"\xff\xfe\"}}", 400, "not UTF-8");
    refused(s, s->ann, "{\"answers\": {\"well\": \"a\\u0000b\"}}", 400, "\\\\u0000 can't be used");
    refused(s, s->ann, "{\"answers\": {\"s1\": 1, \"s1\": 2}}", 400, "stands twice");
    refused(s, s->ann, "{}", 400, "must be there");
    refused(s, s->ann, "{\"answers\": [1]}", 400, "must be there");
    refused(s, s->ann, "{\"answers\": {\"s1\": true}}", 400, "must be a number");
    refused(s, s->ann, "{\"answers\": {}, \"complete\": 1}", 400, "true or false");
    refused(s, s->ann, "{\"answers\": {}, \"language\": {}}", 400, "must be text");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM quarantine"), 0);
}

static void a_bare_nul_is_refused(void **state) {
    struct served *s = *state;
    static const char body[] = "{\"answers\": {\"s1\": 1}}\0{\"answers\": {\"s1\": 2}}";
    struct raw_answer answer;
    served_ask(s, "POST", "/api/v1/responses", s->ann, "application/json", body, sizeof body - 1,
               &answer);
    served_expect(&answer, 400, "\"code\": \"json\"");
}

static void nobody_answers_for_another(void **state) {
    struct served *s = *state;
    refused(s, s->ann, "{\"answers\": {}, \"respondent\": \"bob\"}", 400, "follows from the token");
    refused(s, s->ann, "{\"answers\": {}, \"wave\": \"2020\"}", 400, "follows from the token");
    refused(s, s->ann, "{\"answers\": {}, \"id\": \"bob.2026\"}", 400, "follows from the token");
}

static void answers_are_judged(void **state) {
    struct served *s = *state;
    refused(s, s->ann, "{\"answers\": {\"s1\": 6}}", 422,
            "\"code\": \"refused\", \"reason\": \"value\"");
    refused(s, s->ann, "{\"answers\": {\"s1\": 1.5}}", 422, "\"reason\": \"value\"");
    refused(s, s->ann, "{\"answers\": {\"s9\": 1}}", 422, "\"reason\": \"item\"");
    refused(s, s->ann, "{\"answers\": {}, \"language\": \"fr\"}", 422, "\"reason\": \"language\"");
    char long_text[20100] = "{\"answers\": {\"well\": \"";
    size_t at = strlen(long_text);
    memset(long_text + at, 'x', 20001);
    memcpy(long_text + at + 20001, "\"}}", 4);
    refused(s, s->ann, long_text, 422, "\"reason\": \"text\"");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
}

static void closed_is_closed(void **state) {
    struct served *s = *state;
    refused(s, s->late, "{\"answers\": {\"s1\": 1}}", 409, "closed after 2020-06-30");
}

/* The status of an answer given at this moment, and what is said with it. */
static unsigned status_at(struct served *s, struct tm local, const char *text) {
    static const char body[] = "{\"answers\": {\"s1\": 1}}";
    const struct sam_request request = {.method = SAM_POST,
                                        .token = {SAM_TOKEN_RESPONDENT, "bob", "2020"},
                                        .body = body,
                                        .body_length = sizeof body - 1};
    struct sam_reply reply;
    local.tm_isdst = -1;
    struct sam_web web = {.study = s->study,
                          .instruments = &s->instruments,
                          .store = s->f.store,
                          .request = &request,
                          .reply = &reply,
                          .arena = sam_arena_new(SAM_REQUEST_MEMORY),
                          .now = mktime(&local)};
    sam_reply_init(&reply);
    ok(sam_store_begin(s->f.store, &err));
    ok(sam_submit_response(&web, &err));
    ok(sam_store_commit(s->f.store, &err));
    unsigned status = reply.status;
    check_contains(reply.body.data, text);
    sam_reply_fini(&reply);
    sam_arena_free(web.arena);
    return status;
}

/* From midnight to midnight: the first and the last day themselves count. */
static void open_from_day_to_day(void **state) {
    struct served *s = *state;
    const struct tm before = {
        .tm_year = 120, .tm_mon = 4, .tm_mday = 31, .tm_hour = 23, .tm_min = 59, .tm_sec = 59};
    const struct tm first = {.tm_year = 120, .tm_mon = 5, .tm_mday = 1};
    const struct tm last = {
        .tm_year = 120, .tm_mon = 5, .tm_mday = 30, .tm_hour = 23, .tm_min = 59, .tm_sec = 59};
    const struct tm after = {.tm_year = 120, .tm_mon = 6, .tm_mday = 1};
    served_stop(s);
    assert_int_equal(status_at(s, before, "\"not_open\""), 409);
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
    assert_int_equal(status_at(s, before, "opens on 2020-06-01"), 409);
    assert_int_equal(status_at(s, first, "\"new\""), 200);
    assert_int_equal(status_at(s, last, "\"same\""), 200);
    assert_int_equal(status_at(s, after, "\"closed\""), 409);
}

static void who_left_the_study_cannot_answer(void **state) {
    struct served *s = *state;
    char gone[SAM_TOKEN_SIZE];
    served_stop(s);
    served_issue(s, SAM_TOKEN_RESPONDENT, "gone", "2026", gone);
    served_start(s);
    refused(s, gone, "{\"answers\": {\"s1\": 1}}", 403, "not_invited");
}

static void who_left_an_organisation_cannot_answer(void **state) {
    struct served *s = *state;
    char old[SAM_TOKEN_SIZE];
    served_stop(s);
    served_issue(s, SAM_TOKEN_RESPONDENT, "old", "2026", old);
    served_start(s);
    refused(s, old, "{\"answers\": {\"s1\": 1}}", 403, "\"code\": \"left\"");
}

static void another_record_id_is_not_overwritten(void **state) {
    struct served *s = *state;
    struct sam_response other = fixture_response("ann.2026", "11111");
    other.respondent = "ann.20";
    other.wave = "26";
    served_stop(s);
    fixture_put(&s->f, &other);
    served_start(s);
    refused(s, s->ann, "{\"answers\": {\"s1\": 1}}", 409, "record_id");
    assert_int_equal(fixture_number(&s->f, "SELECT s5 FROM \"answers_quick-5\""), 1);
}

/* The disk is full: 503, nothing half saved, and the server goes on when there is room. */
static void a_failing_store_says_so(void **state) {
    struct served *s = *state;
    char body[20200];
    served_stop(s);
    ok(sam_sql_exec(s->f.store, "PRAGMA max_page_count = 1", &err));
    served_start(s);
    snprintf(body, sizeof body, "{\"answers\": {\"well\": \"%019999d\"}}", 7);
    refused(s, s->ann, body, 503, "nothing was saved");
    served_stop(s);
    check_contains(s->log.data, "database or disk is full");
    assert_int_equal(fixture_number(&s->f, "SELECT count(*) FROM response"), 0);
    ok(sam_sql_exec(s->f.store, "PRAGMA max_page_count = 100000", &err));
    served_start(s);
    post_ok(s, s->ann, body, "{\"id\": \"ann.2026\", \"stored\": \"new\"}");
    fixture_problems(&s->f, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(stores_what_the_token_says),
        served_test(same_changed_incomplete),
        served_test(an_account_holder_answers_another_questionnaire),
        served_test(bad_json_is_named),
        served_test(a_bare_nul_is_refused),
        served_test(nobody_answers_for_another),
        served_test(answers_are_judged),
        served_test(closed_is_closed),
        served_test(open_from_day_to_day),
        served_test(who_left_the_study_cannot_answer),
        served_test(who_left_an_organisation_cannot_answer),
        served_test(another_record_id_is_not_overwritten),
        served_test(a_failing_store_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
