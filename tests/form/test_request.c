#include "support/support.h"

#include "form/request.h"

#include <string.h>

static struct sam_arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = sam_arena_new(1 << 20);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    sam_arena_free(arena);
    return 0;
}

static struct sam_request read_well(const struct sam_request_raw *raw) {
    struct sam_request request;
    assert_null(sam_request_read(raw, arena, &request));
    return request;
}

static void path_query_and_method(void **state) {
    (void)state;
    struct sam_request request = read_well(
        &(struct sam_request_raw){.method = "GET", .uri = "/q/a%2Fb?x=1&lang=en&y=a%20b"});
    assert_int_equal(request.method, SAM_GET);
    assert_string_equal(request.path, "/q/a%2Fb");
    assert_string_equal(sam_fields_get(&request.query, "y"), "a b");
    assert_int_equal(request.language, SAM_EN);
    assert_int_equal(request.language_from, SAM_LANGUAGE_CHOSEN);
    assert_string_equal(request.proof, "");
    assert_string_equal(request.client, "");
    assert_string_equal(sam_request_parameter(&request, "token"), "");
    request = read_well(&(struct sam_request_raw){.method = "HEAD", .uri = "/"});
    assert_int_equal(request.method, SAM_GET);
    request = read_well(&(struct sam_request_raw){.method = "post", .uri = "/"});
    assert_int_equal(request.method, SAM_METHOD_OTHER);
    assert_non_null(sam_request_read(&(struct sam_request_raw){.method = "GET", .uri = "/?a=%ff"},
                                     arena, &request));
    assert_string_equal(request.path, "/");
}

static void check_language(const char *uri, const char *cookie, const char *accept,
                           enum sam_lang expected, enum sam_language_from from) {
    struct sam_request request = read_well(&(struct sam_request_raw){.method = "GET",
                                                                     .uri = uri,
                                                                     .cookie = cookie,
                                                                     .accept_language = accept,
                                                                     .language = SAM_NL});
    assert_int_equal(request.language, expected);
    assert_int_equal(request.language_from, from);
}

static void language_by_choice_then_habit(void **state) {
    (void)state;
    check_language("/", NULL, NULL, SAM_NL, SAM_LANGUAGE_DEFAULT);
    check_language("/", NULL, "en-GB,en;q=0.9", SAM_EN, SAM_LANGUAGE_BROWSER);
    check_language("/", NULL, "fr, en;q=0.5, nl;q=0.8", SAM_NL, SAM_LANGUAGE_BROWSER);
    check_language("/", NULL, "EN", SAM_EN, SAM_LANGUAGE_BROWSER);
    check_language("/", NULL, "fr, de", SAM_NL, SAM_LANGUAGE_DEFAULT);
    check_language("/", NULL, "english;q=1, nlx", SAM_NL, SAM_LANGUAGE_DEFAULT);
    check_language("/", NULL, "en;q=0, nl;q=0.001", SAM_NL, SAM_LANGUAGE_BROWSER);
    check_language("/", NULL, ",,;q=,en;q=9999", SAM_NL, SAM_LANGUAGE_DEFAULT);
    check_language("/", "lang=en", "nl", SAM_EN, SAM_LANGUAGE_COOKIE);
    check_language("/", "lang=xx", "nl", SAM_NL, SAM_LANGUAGE_BROWSER);
    check_language("/?lang=nl", "lang=en", "en", SAM_NL, SAM_LANGUAGE_CHOSEN);
    check_language("/?lang=english", "lang=en", "nl", SAM_EN, SAM_LANGUAGE_COOKIE);
}

static void language_in_the_path(void **state) {
    (void)state;
    struct sam_request request =
        read_well(&(struct sam_request_raw){.method = "GET", .uri = "/", .language = SAM_NL});
    assert_true(sam_request_choose_language(&request));
    assert_int_equal(request.language_from, SAM_LANGUAGE_DEFAULT);
    request.parameters[0] = (struct sam_field){"lang", "en"};
    request.parameter_count = 1;
    assert_true(sam_request_choose_language(&request));
    assert_int_equal(request.language, SAM_EN);
    request.parameters[0].value = "fr";
    assert_false(sam_request_choose_language(&request));
}

static void check_client(const char *peer, const char *proxy, const char *forwarded,
                         const char *expected) {
    struct sam_request request = read_well(&(struct sam_request_raw){
        .method = "GET", .uri = "/", .peer = peer, .proxy = proxy, .forwarded_for = forwarded});
    assert_string_equal(request.client, expected);
}

/* Only the proxy itself is believed, and of what it passes on only what it added. */
static void who_asks(void **state) {
    (void)state;
    check_client("192.0.2.1", NULL, "198.51.100.7", "192.0.2.1");
    check_client("192.0.2.1", "127.0.0.1", "198.51.100.7", "192.0.2.1");
    check_client("127.0.0.1", "127.0.0.1", "198.51.100.7", "198.51.100.7");
    check_client("127.0.0.1", "127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7");
    check_client("127.0.0.1", "127.0.0.1", "[2001:db8::1]:99", "2001:db8::1");
    check_client("127.0.0.1", "127.0.0.1", "203.0.113.9, unknown", "127.0.0.1");
    check_client("127.0.0.1", "127.0.0.1", NULL, "127.0.0.1");
    struct sam_request_raw raw = {
        .method = "GET", .uri = "/", .peer = "192.0.2.1", .forwarded_proto = "https"};
    assert_false(read_well(&raw).secure);
    raw.proxy = "192.0.2.1";
    assert_true(read_well(&raw).secure);
    raw.forwarded_proto = "http";
    raw.tls = true;
    assert_false(read_well(&raw).secure);
    raw.proxy = NULL;
    assert_true(read_well(&raw).secure);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(path_query_and_method, set_up, tear_down),
        cmocka_unit_test_setup_teardown(language_by_choice_then_habit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(language_in_the_path, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_asks, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
