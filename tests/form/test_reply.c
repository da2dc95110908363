#include "form_fixture.h"

static void an_error_is_json(void **state) {
    (void)state;
    struct sam_reply reply;
    sam_reply_init(&reply);
    sam_reply_error(&reply, 400, "json", NULL, "a \"quoted\"\nline");
    assert_int_equal(reply.status, 400);
    assert_string_equal(
        reply.body.data,
        "{\"error\": {\"code\": \"json\", \"message\": \"a \\\"quoted\\\"\\nline\"}}");
    sam_reply_error(&reply, 422, "refused", "value", "m");
    assert_string_equal(
        reply.body.data,
        "{\"error\": {\"code\": \"refused\", \"reason\": \"value\", \"message\": \"m\"}}");
    sam_reply_fini(&reply);
}

/* An error takes the place of what was being written, even when that was too large. */
static void an_error_replaces_what_was_there(void **state) {
    (void)state;
    struct sam_reply reply;
    sam_reply_init(&reply);
    reply.body.limit = 100;
    while (sam_buf_text(&reply.body, "0123456789")) {
    }
    assert_true(reply.body.full);
    sam_reply_error(&reply, 500, "c", NULL, "m");
    assert_string_equal(reply.body.data, "{\"error\": {\"code\": \"c\", \"message\": \"m\"}}");
    sam_reply_fini(&reply);
}

static void strangers_learn_no_file_names(void **state) {
    (void)state;
    struct sam_reply reply;
    struct sam_err why = {0};
    sam_fail(&why, SAM_E_STORE, "/home/evaluator/study/store.sqlite: the disk is full");
    sam_reply_init(&reply);
    sam_reply_store_failed(&reply, &why);
    assert_int_equal(reply.status, 503);
    assert_null(strstr(reply.body.data, "store.sqlite"));
    check_contains(reply.body.data, "nothing was saved");
    check_contains(reply.note, "store.sqlite: the disk is full");
    sam_reply_fini(&reply);
}

static void every_answer_has_the_headers(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    served_get(s, "", &answer);
    assert_int_equal(answer.status, 200);
    check_contains(answer.head.data, "Content-Type: application/json; charset=utf-8\r\n");
    check_contains(answer.head.data, "Cache-Control: no-store\r\n");
    check_contains(answer.head.data, "X-Content-Type-Options: nosniff\r\n");
    assert_null(strstr(answer.head.data, "WWW-Authenticate"));
    raw_answer_fini(&answer);
    served_ask(s, "GET", "/api/v1/responses", NULL, NULL, NULL, 0, &answer);
    assert_int_equal(answer.status, 401);
    check_contains(answer.head.data, "WWW-Authenticate: Bearer realm=\"samenscan\"\r\n");
    check_contains(answer.head.data, "Cache-Control: no-store\r\n");
    check_contains(answer.head.data, "X-Content-Type-Options: nosniff\r\n");
    raw_answer_fini(&answer);
    served_ask(s, "DELETE", "/api/v1/responses", s->reader, NULL, NULL, 0, &answer);
    assert_int_equal(answer.status, 405);
    check_contains(answer.head.data, "Allow: GET, POST\r\n");
    raw_answer_fini(&answer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_json),
        cmocka_unit_test(an_error_replaces_what_was_there),
        cmocka_unit_test(strangers_learn_no_file_names),
        served_test(every_answer_has_the_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
