#include "pages.h"

#include "collect/limesurvey_describe.h"

/* A recorded survey in Dutch and English: every question once, an array by its rows, with its text
 * in both languages and the codes of its answers. */
static void test_recorded_survey(void **state) {
    static const struct step base[] = {
        {.expect = "\"get_session_key\"", .file = "login.json"},
        {.expect = "\"list_questions\",\"params\":[", .file = "questions.json"},
        {.expect = "900101,null,\"nl\"]", .file = "questions.json"},
        {.expect = "900101,null,\"en\"]", .file = "questions-en.json"}};
    static const struct step options = {.expect = "[\"answeroptions\"]",
                                        .file = "answer-options.json"};
    static const struct step none = {
        .expect = "[\"answeroptions\"]",
        .body =
            "{\"id\":1,\"result\":{\"answeroptions\":\"No available answer options\"},\"error\":"
            "null}"};
    static const struct step release = {.expect = "\"release_session_key\"",
                                        .file = "released.json"};
    struct step steps[15];
    struct script s;
    struct sam_secret secret = {.text = "geheim-123"};
    struct sam_http http;
    struct sam_err err = {0};
    (void)state;
    memcpy(steps, base, sizeof base);
    for (size_t i = 4; i < 14; i++) {
        steps[i] = i < 13 ? options : none;
    }
    steps[14] = release;
    script_start(&s, STEPS(steps));
    assert_int_equal(sam_http_open(&http, &err), SAM_OK);
    struct sam_rpc rpc = {
        .http = &http, .url = s.url, .user = "admin", .survey = "900101", .secret = &secret};
    struct sam_questions questions = {.arena = sam_arena_new(1 << 20)};
    assert_int_equal(sam_rpc_open(&rpc, &err), SAM_OK);
    if (sam_limesurvey_describe(&rpc, &questions, &err) != SAM_OK) {
        fail_msg("%s; %s", err.text, s.wrong);
    }
    sam_rpc_close(&rpc);
    size_t rows = 0;
    const struct sam_question *first = NULL;
    for (size_t i = 0; i < questions.count; i++) {
        rows += strchr(questions.list[i].id, '[') != NULL;
        first = strcmp(questions.list[i].id, "s[s1]") == 0 ? &questions.list[i] : first;
    }
    assert_int_equal(questions.count, 35);
    assert_int_equal(rows, 24);
    assert_string_equal(first->text, "De partners vertrouwen elkaar.");
    assert_string_equal(first->other, "The partners trust each other.");
    assert_int_equal(questions.choice_count, 9 * 5);
    assert_string_equal(questions.choices[0].code, "A1");
    sam_arena_free(questions.arena);
    sam_http_close(&http);
    script_end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recorded_survey)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
