#include "fixture.h"

#include "collect/fetch_json.h"

static enum sam_status fetch(const char *url, cJSON **tree, struct sam_err *err) {
    struct sam_http http;
    struct sam_http_request request = {.url = url, .retries = SAM_HTTP_RETRIES};
    assert_int_equal(sam_http_open(&http, err), SAM_OK);
    http.second_ms = 4;
    enum sam_status status = sam_fetch_json(&http, &request, tree, err);
    sam_http_close(&http);
    return status;
}

/* Without a length only the JSON itself tells that it was cut off. */
static void test_cut_off_is_asked_again(void **state) {
    static const struct step steps[] = {
        {.expect = "",
         .body = "{\"a\": [1, 2]}",
         .reply = {.framing = SAM_BY_CLOSING, .cut = true, .cut_at = 8}},
        {.expect = "", .body = ""},
        {.expect = "", .body = "\xef\xbb\xbf{\"a\": [1, 2]}"}};
    struct script s;
    cJSON *tree = NULL;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    assert_int_equal(fetch(s.url, &tree, &err), SAM_OK);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(tree, "a")), 2);
    cJSON_Delete(tree);
    script_end(&s);
}

static void test_something_else(void **state) {
    static const struct step page = {.expect = "", .body = "<html>\n  Log in first</html>"};
    const struct step steps[] = {page, page, page};
    struct script s;
    cJSON *tree = NULL;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    assert_int_equal(fetch(s.url, &tree, &err), SAM_E_REMOTE);
    assert_null(tree);
    check_contains(err.text, "<html> Log in first</html>");
    script_end(&s);
}

static void test_status_is_passed_on(void **state) {
    static const struct step steps[] = {{.expect = "", .body = "{}", .reply.status = 403}};
    struct script s;
    cJSON *tree = NULL;
    struct sam_err err = {0};
    (void)state;
    script_start(&s, STEPS(steps));
    assert_int_equal(fetch(s.url, &tree, &err), SAM_E_AUTH);
    assert_null(tree);
    script_end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cut_off_is_asked_again),
                                       cmocka_unit_test(test_something_else),
                                       cmocka_unit_test(test_status_is_passed_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
