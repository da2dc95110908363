#include "fixture.h"

#include "collect/http.h"

#include "collect/curl.h"

#include <time.h>

struct client {
    struct sam_http http;
    struct sam_http_answer answer;
    struct sam_err err;
};

static void client_open(struct client *c) {
    *c = (struct client){0};
    assert_int_equal(sam_http_open(&c->http, &c->err), SAM_OK);
    sam_http_answer_init(&c->answer);
    c->http.second_ms = 4;
}

static void client_close(struct client *c) {
    sam_http_answer_fini(&c->answer);
    sam_http_close(&c->http);
}

static enum sam_status get(struct client *c, const char *url) {
    struct sam_http_request request = {.url = url, .retries = SAM_HTTP_RETRIES};
    return sam_http_fetch(&c->http, &request, &c->answer, &c->err);
}

static enum sam_status get_with_key(struct client *c, const char *url) {
    const char *headers[] = {"X-Key: geheim-123"};
    struct sam_http_request request = {
        .url = url, .headers = headers, .header_count = 1, .retries = SAM_HTTP_RETRIES};
    return sam_http_fetch(&c->http, &request, &c->answer, &c->err);
}

static void test_plain_answer(void **state) {
    static const struct step steps[] = {{.expect = "/rpc", .body = "hello"}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_OK);
    assert_int_equal(c.answer.status, 200);
    assert_string_equal(c.answer.body.data, "hello");
    assert_string_equal(c.answer.content_type, "application/json");
    check_contains(s.asked.data, "User-Agent: samenscan/" SAM_VERSION);
    client_close(&c);
    script_end(&s);
}

static void test_passing_faults_are_tried_again(void **state) {
    static const struct step steps[] = {
        {.expect = "", .drop = true},
        {.expect = "", .reply.status = 500},
        {.expect = "", .body = "cut off here", .reply = {.cut = true, .cut_at = 3}},
        {.expect = "",
         .body = "cut in chunks",
         .reply = {.framing = SAM_BY_CHUNKS, .cut = true, .cut_at = 3}},
        {.expect = "", .body = "whole"}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_OK);
    assert_string_equal(c.answer.body.data, "whole");
    assert_int_equal(c.http.sent, 5);
    client_close(&c);
    script_end(&s);
}

static void test_gives_up(void **state) {
    static const struct step steps[] = {{.expect = "", .reply.status = 503},
                                        {.expect = "", .reply.status = 502},
                                        {.expect = "", .reply.status = 504},
                                        {.expect = "", .reply.status = 408},
                                        {.expect = "", .reply.status = 503}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_E_NET);
    assert_int_equal(c.err.cause, 503);
    client_close(&c);
    script_end(&s);
}

/* What can't get better is asked once, and its body kept for the caller to look at. */
static void test_refusals_are_asked_once(void **state) {
    static const struct {
        int http;
        enum sam_status status;
    } cases[] = {{400, SAM_E_REMOTE},    {401, SAM_E_AUTH},   {403, SAM_E_AUTH},
                 {404, SAM_E_NOT_FOUND}, {412, SAM_E_REMOTE}, {501, SAM_E_REMOTE}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct step steps[] = {{.expect = "", .body = "why", .reply.status = cases[i].http}};
        struct script s;
        struct client c;
        script_start(&s, STEPS(steps));
        client_open(&c);
        assert_int_equal(get(&c, s.url), cases[i].status);
        assert_int_equal(c.err.cause, cases[i].http);
        assert_string_equal(c.answer.body.data, "why");
        assert_int_equal(c.http.sent, 1);
        client_close(&c);
        script_end(&s);
    }
}

static void test_retry_after(void **state) {
    static const struct step steps[] = {
        {.expect = "", .reply = {.status = 429, .headers = "Retry-After: 20\r\n"}},
        {.expect = "", .body = "now"}};
    struct script s;
    struct client c;
    struct timespec before;
    struct timespec after;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_int_equal(get(&c, s.url), SAM_OK);
    clock_gettime(CLOCK_MONOTONIC, &after);
    double waited = (double)(after.tv_sec - before.tv_sec) * 1e3 +
                    (double)(after.tv_nsec - before.tv_nsec) / 1e6;
    assert_true(waited >= 20 * 4);
    client_close(&c);
    script_end(&s);
}

static void test_retry_after_too_long(void **state) {
    static const struct step steps[] = {
        {.expect = "", .reply = {.status = 429, .headers = "Retry-After: 99999\r\n"}}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_E_NET);
    check_contains(c.err.text, "3600 seconds; run again after 20");
    client_close(&c);
    script_end(&s);
}

static bool always(void *context) {
    (void)context;
    return true;
}

static void test_stop_while_waiting(void **state) {
    static const struct step steps[] = {{.expect = "", .reply.status = 503}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    c.http.stop = always;
    assert_int_equal(get(&c, s.url), SAM_E_STOPPED);
    client_close(&c);
    script_end(&s);
}

static void test_body_limit_counts_what_comes_out(void **state) {
    char text[5000];
    size_t length = 0;
    memset(text, 'x', sizeof text);
    char *gzip = sam_gzip_stored(text, sizeof text, &length);
    const struct step steps[] = {
        {.expect = "",
         .reply = {.headers = "Content-Encoding: gzip\r\n", .body = gzip, .body_length = length}},
        {.expect = "",
         .reply = {.headers = "Content-Encoding: gzip\r\n", .body = gzip, .body_length = length}}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_OK);
    assert_int_equal(c.answer.body.length, sizeof text);
    assert_memory_equal(c.answer.body.data, text, sizeof text);
    c.http.body_limit = 4999;
    assert_int_equal(get(&c, s.url), SAM_E_LIMIT);
    check_contains(c.err.text, "4999");
    check_contains(s.asked.data, "Accept-Encoding:");
    client_close(&c);
    script_end(&s);
    free(gzip);
}

static void test_redirect_on_the_same_server(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc", .reply = {.status = 302, .headers = "Location: /other\r\n"}},
        {.expect = "/other", .body = "there"}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get_with_key(&c, s.url), SAM_OK);
    assert_string_equal(c.answer.body.data, "there");
    client_close(&c);
    script_end(&s);
}

static void test_redirects_are_bounded(void **state) {
    static const struct step turn = {.expect = "",
                                     .reply = {.status = 302, .headers = "Location: /rpc\r\n"}};
    const struct step steps[] = {turn, turn, turn, turn, turn, turn};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_E_REMOTE);
    assert_int_equal(c.http.sent, 1 + SAM_HTTP_REDIRECTS);
    client_close(&c);
    script_end(&s);
}

/* To another scheme never; with a key never to another machine; a POST nowhere. */
static void test_redirects_not_followed(void **state) {
    static const struct step scheme[] = {
        {.expect = "",
         .reply = {.status = 301, .headers = "Location: https://127.0.0.1/secure\r\n"}}};
    static const struct step host[] = {
        {.expect = "",
         .reply = {.status = 302, .headers = "Location: http://localhost:1/else\r\n"}}};
    static const struct step post[] = {
        {.expect = "", .reply = {.status = 307, .headers = "Location: /moved\r\n"}}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(scheme));
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_E_REMOTE);
    check_contains(c.err.text, "https://127.0.0.1/secure");
    client_close(&c);
    script_end(&s);

    script_start(&s, STEPS(host));
    client_open(&c);
    assert_int_equal(get_with_key(&c, s.url), SAM_E_REMOTE);
    check_contains(c.err.text, "http://localhost:1/else");
    assert_null(strstr(c.err.text, "geheim"));
    client_close(&c);
    script_end(&s);

    script_start(&s, STEPS(post));
    client_open(&c);
    struct sam_http_request request = {.url = s.url, .body = "x", .body_length = 1};
    assert_int_equal(sam_http_fetch(&c.http, &request, &c.answer, &c.err), SAM_E_REMOTE);
    check_contains(c.err.text, "/moved");
    assert_int_equal(c.http.sent, 1);
    client_close(&c);
    script_end(&s);
}

static void test_addresses(void **state) {
    static const char *const wrong[] = {"ftp://example.invalid/x",
                                        "file:///etc/passwd",
                                        "http://example.invalid/x",
                                        "http://127.0.0.1.example.invalid/",
                                        "http://127.example.invalid/",
                                        "http://localhost.example.invalid/",
                                        "https://user:geheim-123@example.invalid/",
                                        "nothing",
                                        ""};
    struct client c;
    (void)state;
    client_open(&c);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(get(&c, wrong[i]), SAM_E_INPUT);
        assert_null(strstr(c.err.text, "geheim"));
    }
    assert_int_equal(sam_http_check_url(&c.http, "https://example.invalid/x", &c.err), SAM_OK);
    assert_int_equal(sam_http_check_url(&c.http, "http://[::1]:8/x", &c.err), SAM_OK);
    assert_int_equal(sam_http_check_url(&c.http, "http://localhost/x", &c.err), SAM_OK);
    c.http.insecure_http = true;
    assert_int_equal(sam_http_check_url(&c.http, "http://example.invalid/x", &c.err), SAM_OK);
    assert_int_equal(c.http.sent, 0);
    client_close(&c);
}

/* What is for this machine is never handed to a proxy. */
static void test_no_proxy_to_this_machine(void **state) {
    static const struct step steps[] = {{.expect = "/rpc", .body = "x"}};
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    assert_int_equal(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    assert_int_equal(setenv("ALL_PROXY", "http://127.0.0.1:1", 1), 0);
    assert_int_equal(get(&c, s.url), SAM_OK);
    assert_int_equal(unsetenv("http_proxy"), 0);
    assert_int_equal(unsetenv("ALL_PROXY"), 0);
    client_close(&c);
    script_end(&s);
}

static void test_secret_in_url_is_not_shown(void **state) {
    static const struct step steps[] = {{.expect = "geheim-123", .reply.status = 403}};
    struct script s;
    struct client c;
    char url[200];
    (void)state;
    script_start(&s, STEPS(steps));
    client_open(&c);
    snprintf(url, sizeof url, "%s?key=geheim-123", s.url);
    struct sam_http_request request = {.url = url, .secret_in_url = true};
    assert_int_equal(sam_http_fetch(&c.http, &request, &c.answer, &c.err), SAM_E_AUTH);
    assert_null(strstr(c.err.text, "geheim"));
    client_close(&c);
    script_end(&s);
}

static void test_nobody_there(void **state) {
    struct script s;
    struct client c;
    (void)state;
    script_start(&s, NULL, 0);
    script_end(&s);
    client_open(&c);
    assert_int_equal(get(&c, s.url), SAM_E_NET);
    assert_int_equal(c.http.sent, 1 + SAM_HTTP_RETRIES);
    client_close(&c);
}

/* A server that speaks TLS with nothing behind it we trust: here, one that speaks no TLS at all. */
static void test_no_tls_is_no_connection(void **state) {
    static const struct step *none = NULL;
    struct script s;
    struct client c;
    char url[200];
    (void)state;
    script_start(&s, none, 0);
    client_open(&c);
    snprintf(url, sizeof url, "https%s", s.url + 4);
    assert_int_not_equal(get(&c, url), SAM_OK);
    assert_int_equal(c.answer.status, 0);
    client_close(&c);
    script_end(&s);
}

static void test_resolve(void **state) {
    static const char *const cases[][2] = {
        {"?page=2", "https://h.invalid/a/b?page=2"},
        {"/v2", "https://h.invalid/v2"},
        {"https://h.invalid:443/v3?x=1", "https://h.invalid:443/v3?x=1"}};
    static const char *const wrong[] = {"https://other.invalid/", "http://h.invalid/",
                                        "https://h.invalid:444/"};
    struct sam_err err = {0};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct sam_buf url;
        sam_buf_init(&url, 1000);
        assert_int_equal(sam_http_resolve("https://h.invalid/a/b?page=1", cases[i][0], &url, &err),
                         SAM_OK);
        assert_string_equal(url.data, cases[i][1]);
        sam_buf_clear(&url);
        assert_int_equal(sam_http_resolve("https://h.invalid/a", wrong[i], &url, &err),
                         SAM_E_REMOTE);
        sam_buf_fini(&url);
    }
}

static void test_parameters(void **state) {
    struct sam_buf url;
    (void)state;
    sam_buf_init(&url, 1000);
    sam_buf_text(&url, "https://h.invalid/a");
    sam_http_add_parameter(&url, "since", "2026-01-01T00:00:00+01:00");
    sam_http_add_parameter(&url, "q", "a&b c");
    assert_string_equal(url.data,
                        "https://h.invalid/a?since=2026-01-01T00%3A00%3A00%2B01%3A00&q=a%26b%20c");
    sam_buf_fini(&url);
}

static int load(void **state) {
    (void)state;
    struct sam_err err = {0};
    if (sam_curl_load(&err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain_answer),
                                       cmocka_unit_test(test_passing_faults_are_tried_again),
                                       cmocka_unit_test(test_gives_up),
                                       cmocka_unit_test(test_refusals_are_asked_once),
                                       cmocka_unit_test(test_retry_after),
                                       cmocka_unit_test(test_retry_after_too_long),
                                       cmocka_unit_test(test_stop_while_waiting),
                                       cmocka_unit_test(test_body_limit_counts_what_comes_out),
                                       cmocka_unit_test(test_redirect_on_the_same_server),
                                       cmocka_unit_test(test_redirects_are_bounded),
                                       cmocka_unit_test(test_redirects_not_followed),
                                       cmocka_unit_test(test_addresses),
                                       cmocka_unit_test(test_no_proxy_to_this_machine),
                                       cmocka_unit_test(test_secret_in_url_is_not_shown),
                                       cmocka_unit_test(test_nobody_there),
                                       cmocka_unit_test(test_no_tls_is_no_connection),
                                       cmocka_unit_test(test_resolve),
                                       cmocka_unit_test(test_parameters)};
    return cmocka_run_group_tests(tests, load, NULL);
}
