#include "pages.h"

#include "collect/api.h"

static enum sam_status ask(struct reading *r, const struct step *steps, size_t count,
                           cJSON **tree) {
    struct script s;
    struct sam_api api;
    script_start(&s, steps, count);
    reading_open(r, (struct sam_source){.name = "x", .type = SAM_SOURCE_KOBO, .url = s.url});
    sam_api_init(&api, &r->pass, NULL, "X-Key: %s");
    enum sam_status status = sam_api_get(&api, s.url, tree, &r->err);
    check_contains(s.asked.data, "X-Key: geheim-123");
    sam_api_fini(&api);
    assert_string_equal(api.secret_header, "");
    script_end(&s);
    return status;
}

/* Text that is none is mended, and said; an escaped backslash before u0000 is no NUL. */
static void test_mended(void **state) {
    static const struct {
        const char *body, *text;
        bool mended;
    } cases[] = {{"{\"a\":\"Caf\xe9\"}", "Caf\xc3\xa9", true},
                 {"{\"a\":\"x\\u0000y\"}", "x\xef\xbf\xbdy", true},
                 {"\xef\xbb\xbf{\"a\":\"bom\"}", "bom", false},
                 {"{\"a\":\"\\\\u0000\"}", "\\u0000", false},
                 {"{\"a\":\"\\\\\\u0000\xff\"}", "\\\xef\xbf\xbd\xc3\xbf", true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct step steps[] = {{.expect = "/rpc", .body = cases[i].body}};
        struct reading r;
        cJSON *tree = NULL;
        char unused[24];
        if (ask(&r, STEPS(steps), &tree) != SAM_OK) {
            fail_msg("%s", r.err.text);
        }
        assert_string_equal(sam_api_text(tree, "a", unused), cases[i].text);
        assert_true((r.notices.length > 0) == cases[i].mended);
        cJSON_Delete(tree);
        reading_close(&r);
    }
}

/* What comes in pieces is asked again, twice. */
static void test_asked_again(void **state) {
    static const struct step cut = {.expect = "/rpc", .body = "{\"a\": [1, 2"};
    static const struct step whole = {.expect = "/rpc", .body = "{\"a\": 1}"};
    const struct step well[] = {cut, cut, whole};
    const struct step ill[] = {cut, cut, cut};
    struct reading r;
    cJSON *tree = NULL;
    (void)state;
    assert_int_equal(ask(&r, STEPS(well), &tree), SAM_OK);
    cJSON_Delete(tree);
    reading_close(&r);
    assert_int_equal(ask(&r, STEPS(ill), &tree), SAM_E_REMOTE);
    assert_null(tree);
    check_contains(r.err.text, "not whole JSON");
    reading_close(&r);
}

/* A server that sends the secret back doesn't get it into a message. */
static void test_secret_sent_back(void **state) {
    static const struct step steps[] = {{.expect = "/rpc", .body = "you sent geheim-123"},
                                        {.expect = "/rpc", .body = "you sent geheim-123"},
                                        {.expect = "/rpc", .body = "you sent geheim-123"}};
    struct reading r;
    cJSON *tree = NULL;
    (void)state;
    assert_int_equal(ask(&r, STEPS(steps), &tree), SAM_E_REMOTE);
    check_contains(r.err.text, "you sent **********");
    reading_close(&r);
}

static void test_addresses(void **state) {
    struct sam_source source = {.url = "https://x.example.org/sub//?a=b"};
    struct sam_pass pass = {.source = &source};
    struct sam_buf url;
    (void)state;
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    sam_api_url(&pass, &url, "/v1/");
    sam_api_segment(&url, "a b/\xc3\xa9");
    assert_string_equal(url.data, "https://x.example.org/sub/v1/a%20b%2F%C3%A9");
    sam_buf_fini(&url);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mended), cmocka_unit_test(test_asked_again),
        cmocka_unit_test(test_secret_sent_back), cmocka_unit_test(test_addresses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
