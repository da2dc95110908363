#include "base/problems.h"

#include "base/utf8.h"
#include "support/support.h"

#include <string.h>

static void test_none(void **state) {
    (void)state;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(sam_problems_status(&problems, &err), SAM_OK);
    assert_string_equal(problems.lines.data, "");
    sam_problems_fini(&problems);
}

static void test_one_and_more(void **state) {
    (void)state;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    sam_problem(&problems, "%s: items[%d]: no text", "q.json", 3);
    assert_int_equal(sam_problems_status(&problems, &err), SAM_E_INPUT);
    assert_string_equal(err.text, "q.json: items[3]: no text");
    sam_problem(&problems, "second");
    sam_problem(&problems, "third");
    assert_int_equal(sam_problems_status(&problems, &err), SAM_E_INPUT);
    assert_string_equal(err.text, "q.json: items[3]: no text (and 2 more; `samenscan check` lists "
                                  "them all)");
    assert_string_equal(problems.lines.data, "q.json: items[3]: no text\nsecond\nthird\n");
    assert_int_equal(problems.count, 3);
    sam_problems_fini(&problems);
}

static void test_one_line_each(void **state) {
    (void)state;
    struct sam_problems problems;
    sam_problems_init(&problems);
    sam_problem(&problems, "id \"a\r\nb\x1B[31m\x7F\tc é\"");
    assert_string_equal(problems.lines.data, "id \"a  b [31m  c é\"\n");
    sam_problems_fini(&problems);
}

static void test_a_long_one_is_cut_at_a_character(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 2; shift++) {
        struct sam_problems problems;
        char text[2 * SAM_ERR_TEXT + 1];
        memset(text, 'x', sizeof text);
        for (size_t i = shift; i + 2 < sizeof text; i += 2) {
            memcpy(text + i, "\xC3\xA9", 2);
        }
        text[sizeof text - 1] = '\0';
        sam_problems_init(&problems);
        sam_problem(&problems, "%s", text);
        size_t length = problems.lines.length;
        assert_in_range(length, SAM_ERR_TEXT - 1, SAM_ERR_TEXT);
        assert_true(sam_utf8_valid(problems.lines.data, length, NULL));
        assert_string_equal(problems.lines.data + length - 4, "...\n");
        sam_problems_fini(&problems);
    }
}

static void test_counts_beyond_what_is_kept(void **state) {
    (void)state;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    for (int i = 0; i < 1000; i++) {
        sam_problem(&problems, "%d", i);
    }
    assert_int_equal(problems.count, 1000);
    check_contains(problems.lines.data, "\n199\n");
    assert_null(strstr(problems.lines.data, "\n200\n"));
    assert_int_equal(sam_problems_status(&problems, &err), SAM_E_INPUT);
    assert_string_equal(err.text, "0 (and 999 more; `samenscan check` lists them all)");
    sam_problems_fini(&problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_one_and_more),
        cmocka_unit_test(test_one_line_each),
        cmocka_unit_test(test_a_long_one_is_cut_at_a_character),
        cmocka_unit_test(test_counts_beyond_what_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
