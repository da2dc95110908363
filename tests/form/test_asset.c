#include "web_fixture.h"

#include "form/asset.h"
#include "form/look.h"

static void get(struct served *s, const char *path, const char *headers,
                struct raw_answer *answer) {
    raw_request(s->port, "GET", path, headers, NULL, 0, answer);
}

static void every_file_is_served_for_good(void **state) {
    struct served *s = *state;
    size_t count = 0;
    for (; sam_look[count].name != NULL; count++) {
        struct raw_answer answer;
        const char *path = sam_asset_path(strrchr(sam_look[count].name, '/') + 1);
        get(s, path, "", &answer);
        assert_int_equal(answer.status, 200);
        assert_int_equal(answer.body.length, sam_look[count].length);
        assert_memory_equal(answer.body.data, sam_look[count].text, answer.body.length);
        check_contains(answer.head.data, "Cache-Control: public, max-age=31536000, immutable\r\n");
        check_contains(answer.head.data, "X-Content-Type-Options: nosniff\r\n");
        assert_null(strstr(answer.head.data, "octet-stream"));
        raw_answer_fini(&answer);
    }
    assert_true(count >= 1);
}

static void what_the_browser_has_isnt_sent_again(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    char headers[100];
    get(s, sam_asset_path("icon.svg"), "", &answer);
    check_contains(answer.head.data, "Content-Type: image/svg+xml\r\n");
    const char *tag = strstr(answer.head.data, "ETag: ") + 6;
    snprintf(headers, sizeof headers, "If-None-Match: %.18s\r\n", tag);
    raw_answer_fini(&answer);
    get(s, sam_asset_path("icon.svg"), headers, &answer);
    assert_int_equal(answer.status, 304);
    assert_int_equal(answer.body.length, 0);
    raw_answer_fini(&answer);
}

static void only_these_files(void **state) {
    struct served *s = *state;
    const char *paths[] = {"/assets/",           "/assets/icon.svg",        "/assets/..",
                           "/assets/../api",     "/assets/%2e%2e/icon.svg", "/assets//etc/passwd",
                           "/form/look/icon.svg"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct raw_answer answer;
        get(s, paths[i], "", &answer);
        served_expect(&answer, 404, "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(every_file_is_served_for_good),
        served_test(what_the_browser_has_isnt_sent_again),
        served_test(only_these_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
