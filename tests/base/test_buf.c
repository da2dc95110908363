#include "base/buf.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void test_always_a_string(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    assert_string_equal(buf.data, "");
    assert_true(sam_buf_text(&buf, "alli"));
    assert_true(sam_buf_append(&buf, "antie!", 5));
    assert_true(sam_buf_char(&buf, '.'));
    assert_true(sam_buf_append(&buf, NULL, 0));
    assert_string_equal(buf.data, "alliantie.");
    assert_int_equal(buf.length, 10);
    sam_buf_clear(&buf);
    assert_string_equal(buf.data, "");
    assert_int_equal(buf.length, 0);
    sam_buf_fini(&buf);
}

static void test_any_bytes(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, 10);
    assert_true(sam_buf_append(&buf, "a\0b", 3));
    assert_int_equal(buf.length, 3);
    assert_memory_equal(buf.data, "a\0b", 4);
    sam_buf_fini(&buf);
}

static void test_limit_is_exact_and_stays(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, 5);
    assert_true(sam_buf_text(&buf, "abc"));
    assert_true(sam_buf_text(&buf, "de"));
    assert_false(buf.full);
    assert_false(sam_buf_char(&buf, 'f'));
    assert_true(buf.full);
    assert_string_equal(buf.data, "abcde");
    /* what would fit again isn't added either: there is a hole before it */
    assert_false(sam_buf_text(&buf, ""));
    sam_buf_clear(&buf);
    assert_false(buf.full);
    assert_false(sam_buf_append(&buf, "abcdef", 6));
    assert_string_equal(buf.data, "");
    sam_buf_clear(&buf);
    assert_true(sam_buf_printf(&buf, "%d", 12345));
    sam_buf_clear(&buf);
    assert_false(sam_buf_printf(&buf, "%d", 123456));
    assert_int_equal(buf.length, 0);
    sam_buf_fini(&buf);
}

static void test_writing_into_it(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, 200);
    sam_buf_text(&buf, "ab");
    char *at = sam_buf_room(&buf, 150);
    memset(at, 'c', 150);
    sam_buf_end(&buf, at + 148);
    assert_int_equal(buf.length, 150);
    assert_int_equal(strlen(buf.data), 150);
    /* more room than the limit may be asked for, and left unused */
    at = sam_buf_room(&buf, 1000);
    memset(at, 'd', 50);
    sam_buf_end(&buf, at + 50);
    assert_false(buf.full);
    at = sam_buf_room(&buf, 1000);
    memset(at, 'e', 1000);
    sam_buf_end(&buf, at + 1);
    assert_true(buf.full);
    assert_int_equal(buf.length, 200);
    assert_int_equal(strlen(buf.data), 200);
    sam_buf_end(&buf, sam_buf_room(&buf, 1));
    assert_true(buf.full);
    sam_buf_fini(&buf);
}

static void test_growth(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 10000; i++) {
        assert_true(sam_buf_printf(&buf, "%d,", i));
    }
    assert_int_equal(buf.length, 10 * 2 + 90 * 3 + 900 * 4 + 9000 * 5);
    assert_int_equal(strlen(buf.data), buf.length);
    assert_string_equal(buf.data + buf.length - 10, "9998,9999,");
    sam_buf_fini(&buf);
}

static void test_take(void **state) {
    (void)state;
    struct sam_buf buf;
    sam_buf_init(&buf, 20);
    sam_buf_text(&buf, "taken");
    char *taken = sam_buf_take(&buf);
    assert_string_equal(taken, "taken");
    assert_string_equal(buf.data, "");
    assert_int_equal(buf.limit, 20);
    assert_true(sam_buf_text(&buf, "again"));
    assert_string_equal(taken, "taken");
    free(taken);
    sam_buf_fini(&buf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_always_a_string),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_limit_is_exact_and_stays),
        cmocka_unit_test(test_writing_into_it),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
