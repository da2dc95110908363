#include "pages.h"

static const char page_one[] =
    "{\"responses\": [{\"id\": \"r1\", \"respondent\": \"x\", \"alliance\": \"noord\", "
    "\"complete\": true, \"answers\": {\"s1\": 4, \"s2\": \"dk\"}}, {\"id\": \"r2\", \"surprise\": "
    "1, \"answers\": {}}], \"withdrawn\": [\"r0\"], \"next\": \"12\", \"more\": true}";
static const char page_two[] = "{\"responses\": [], \"withdrawn\": [], \"next\": \"12\", \"more\": "
                               "false}";

static struct sam_source at(const char *url) {
    return (struct sam_source){.type = SAM_SOURCE_SAMENSCAN, .url = url, .page_size = 7};
}

static void test_pages(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc/api/v1/responses?limit=7", .body = page_one},
        {.expect = "/rpc/api/v1/responses?since=12&limit=7", .body = page_two}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, at(s.url));
    if (read_all(&r) != SAM_OK) {
        fail_msg("%s %s", r.err.text, s.wrong);
    }
    assert_string_equal(r.text.data, "r1|x|noord|4|dk|1|\n");
    assert_int_equal(r.unreadable, 1);
    assert_int_equal(r.withdrawn, 1);
    assert_string_equal(r.cursor.data, "12");
    check_contains(s.asked.data, "Authorization: Bearer geheim-123");
    reading_close(&r);
    script_end(&s);
}

static void test_from_the_cursor_or_the_beginning(void **state) {
    static const struct step since[] = {{.expect = "since=9%2Fx&", .body = page_two}};
    static const struct step full[] = {{.expect = "responses?limit=7", .body = page_two}};
    struct script s;
    struct reading r;
    (void)state;
    for (int i = 0; i < 2; i++) {
        script_start(&s, i == 0 ? since : full, 1);
        reading_open(&r, at(s.url));
        r.pass.cursor = "9/x";
        r.pass.full = i == 1;
        assert_int_equal(read_all(&r), SAM_OK);
        reading_close(&r);
        script_end(&s);
    }
}

static void test_no_samenscan_server(void **state) {
    static const char *const bodies[] = {
        "{}",
        "[]",
        "{\"responses\": {}, \"next\": \"\", \"more\": 1}",
        "{\"responses\": [], \"next\": 4, \"more\": false}",
        "{\"responses\": [{}], \"next\": \"\", \"more\": false, \"x\": [1]}",
        "{\"responses\": [], \"withdrawn\": [4], \"next\": \"\", \"more\": false}",
        "{\"responses\": [], \"next\": \"\", \"more\": true}"};
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        const struct step steps[] = {{.expect = "", .body = bodies[i]}};
        struct script s;
        struct reading r;
        script_start(&s, STEPS(steps));
        reading_open(&r, at(s.url));
        enum sam_status status = read_all(&r);
        if (i == 4) {
            /* an empty record is one without an id, for the judgement to refuse */
            assert_int_equal(status, SAM_OK);
        } else {
            assert_int_equal(status, SAM_E_REMOTE);
            check_contains(r.err.text, s.url);
        }
        reading_close(&r);
        script_end(&s);
    }
}

static void test_wrong_key(void **state) {
    static const struct step steps[] = {{.expect = "", .reply.status = 401}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, at(s.url));
    assert_int_equal(read_all(&r), SAM_E_AUTH);
    assert_null(strstr(r.err.text, "geheim"));
    reading_close(&r);
    script_end(&s);
}

static void test_describe_needs_no_list(void **state) {
    struct sam_questions questions = {0};
    struct sam_err err = {0};
    (void)state;
    assert_int_equal(sam_platform_samenscan.describe(NULL, &questions, &err), SAM_OK);
    assert_int_equal(questions.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages), cmocka_unit_test(test_from_the_cursor_or_the_beginning),
        cmocka_unit_test(test_no_samenscan_server), cmocka_unit_test(test_wrong_key),
        cmocka_unit_test(test_describe_needs_no_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
