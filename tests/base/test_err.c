#include "base/err.h"

#include "base/utf8.h"
#include "support/support.h"

#include <string.h>

static void test_status_message_and_cause(void **state) {
    (void)state;
    struct sam_err err = {0};
    assert_int_equal(sam_fail(&err, SAM_E_NET, "%s: %d", "host", 7), SAM_E_NET);
    assert_int_equal(err.status, SAM_E_NET);
    assert_int_equal(err.cause, 0);
    assert_string_equal(err.text, "host: 7");
    assert_int_equal(sam_fail_cause(&err, SAM_E_IO, 28, "full"), SAM_E_IO);
    assert_int_equal(err.status, SAM_E_IO);
    assert_int_equal(err.cause, 28);
    assert_string_equal(err.text, "full");
}

static void test_without_an_err(void **state) {
    (void)state;
    assert_int_equal(sam_fail(NULL, SAM_E_STORE, "x"), SAM_E_STORE);
    assert_int_equal(sam_fail_cause(NULL, SAM_E_STORE, 1, "x"), SAM_E_STORE);
    assert_int_equal(sam_err_while(NULL, "x"), SAM_E_INPUT);
}

static void test_where_goes_in_front(void **state) {
    (void)state;
    struct sam_err err = {0};
    sam_fail_cause(&err, SAM_E_REMOTE, 500, "refused");
    assert_int_equal(sam_err_while(&err, "source %s", "ls"), SAM_E_REMOTE);
    assert_int_equal(sam_err_while(&err, "collect"), SAM_E_REMOTE);
    assert_string_equal(err.text, "collect: source ls: refused");
    assert_int_equal(err.cause, 500);
}

/* A stranger's text may stand in a message, and a message on a terminal. */
static void test_no_control_characters(void **state) {
    (void)state;
    struct sam_err err = {0};
    sam_fail(&err, SAM_E_INPUT, "answer \"%s\"\nwrong", "\033[2J\r5");
    assert_string_equal(err.text, "answer \" [2J 5\"\nwrong");
    sam_err_while(&err, "%s", "\x1B]0;x\a");
    assert_string_equal(err.text, " ]0;x : answer \" [2J 5\"\nwrong");
}

static void test_its_own_text_as_argument(void **state) {
    (void)state;
    struct sam_err err = {0};
    sam_fail(&err, SAM_E_INPUT, "inner");
    sam_fail(&err, SAM_E_INPUT, "outer: %s", err.text);
    assert_string_equal(err.text, "outer: inner");
}

/* Too long, with a two-byte character at every possible place of the cut. */
static void test_too_long_is_cut_at_a_character(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 2; shift++) {
        char text[3 * SAM_ERR_TEXT];
        struct sam_err err = {0};
        memset(text, 'x', sizeof text);
        for (size_t i = shift; i + 1 < sizeof text; i += 2) {
            memcpy(text + i, "\xC3\xA9", 2);
        }
        text[sizeof text - 2] = text[sizeof text - 1] = '\0';
        sam_fail(&err, SAM_E_INPUT, "%s", text);
        size_t length = strlen(err.text);
        assert_in_range(length, SAM_ERR_TEXT - 2, SAM_ERR_TEXT - 1);
        assert_string_equal(err.text + length - 3, "...");
        assert_true(sam_utf8_valid(err.text, length, NULL));

        sam_err_while(&err, "%s", text);
        length = strlen(err.text);
        assert_in_range(length, SAM_ERR_TEXT - 2, SAM_ERR_TEXT - 1);
        assert_string_equal(err.text + length - 3, "...");
        assert_true(sam_utf8_valid(err.text, length, NULL));
    }
}

static void test_what_just_fits_is_whole(void **state) {
    (void)state;
    char text[SAM_ERR_TEXT];
    struct sam_err err = {0};
    memset(text, 'y', sizeof text);
    text[SAM_ERR_TEXT - 1] = '\0';
    sam_fail(&err, SAM_E_INPUT, "%s", text);
    assert_string_equal(err.text, text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_message_and_cause),
        cmocka_unit_test(test_without_an_err),
        cmocka_unit_test(test_where_goes_in_front),
        cmocka_unit_test(test_no_control_characters),
        cmocka_unit_test(test_its_own_text_as_argument),
        cmocka_unit_test(test_too_long_is_cut_at_a_character),
        cmocka_unit_test(test_what_just_fits_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
