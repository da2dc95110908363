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

static void a_cookie_is_for_us_alone(void **state) {
    (void)state;
    struct sam_reply reply;
    sam_reply_init(&reply);
    sam_reply_cookie(&reply, "lang", "nl", 3600, SAM_SAME_SITE_LAX, false);
    sam_reply_cookie(&reply, "samenscan_session", "abc-_9", 0, SAM_SAME_SITE_STRICT, true);
    sam_reply_cookie(&reply, "gone", "", -1, SAM_SAME_SITE_STRICT, false);
    assert_int_equal(reply.header_count, 3);
    assert_string_equal(reply.headers[0].name, "Set-Cookie");
    assert_string_equal(reply.headers[0].value,
                        "lang=nl; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
    assert_string_equal(reply.headers[1].value,
                        "samenscan_session=abc-_9; Path=/; HttpOnly; SameSite=Strict; Secure");
    assert_string_equal(reply.headers[2].value,
                        "gone=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    sam_reply_fini(&reply);
}

static void clear_forgets_everything(void **state) {
    (void)state;
    struct sam_reply reply;
    sam_reply_init(&reply);
    sam_buf_text(&reply.body, "half a page");
    sam_reply_redirect(&reply, "/q/abc/2?lang=en#s1");
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.headers[0].value, "/q/abc/2?lang=en#s1");
    reply.fixed = "x";
    reply.lasting = true;
    sam_reply_clear(&reply);
    assert_int_equal(reply.status, 0);
    assert_int_equal(reply.header_count, 0);
    assert_int_equal(reply.body.length, 0);
    assert_null(reply.fixed);
    assert_false(reply.lasting);
    sam_reply_fini(&reply);
}

/* Header lines and other machines don't get into an answer by what somebody sent. */
static void no_header_is_slipped_in(void **state) {
    (void)state;
    struct sam_reply reply;
    const char *paths[] = {
        "//evil.example", "/\\evil.example", "http://evil.example", "", "/a\r\nSet-Cookie: x=1",
        "/a b",           "/a\x7f"};
    sam_reply_init(&reply);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        sam_reply_clear(&reply);
        sam_reply_redirect(&reply, paths[i]);
        assert_int_equal(reply.header_count, 1);
        assert_string_equal(reply.headers[0].value, "/");
    }
    sam_reply_clear(&reply);
    sam_reply_header(&reply, "X", "a\r\nSet-Cookie: x=1");
    sam_reply_cookie(&reply, "x", "a; Domain=example.org", 0, SAM_SAME_SITE_LAX, false);
    assert_int_equal(reply.header_count, 0);
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
        cmocka_unit_test(a_cookie_is_for_us_alone),
        cmocka_unit_test(clear_forgets_everything),
        cmocka_unit_test(no_header_is_slipped_in),
        served_test(every_answer_has_the_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
