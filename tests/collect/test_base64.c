#include "collect/base64.h"
#include "support/support.h"

#include <string.h>

/* RFC 4648, section 10. */
static void test_vectors(void **state) {
    static const char *const pairs[][2] = {{"", ""},
                                           {"Zg==", "f"},
                                           {"Zm8=", "fo"},
                                           {"Zm9v", "foo"},
                                           {"Zm9vYg==", "foob"},
                                           {"Zm9vYmE=", "fooba"},
                                           {"Zm9vYmFy", "foobar"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct sam_buf bytes;
        sam_buf_init(&bytes, 100);
        assert_true(sam_base64_decode(pairs[i][0], strlen(pairs[i][0]), &bytes));
        assert_int_equal(bytes.length, strlen(pairs[i][1]));
        assert_string_equal(bytes.length > 0 ? bytes.data : "", pairs[i][1]);
        sam_buf_fini(&bytes);
    }
}

static void test_all_bytes(void **state) {
    struct sam_buf bytes;
    (void)state;
    sam_buf_init(&bytes, 100);
    assert_true(sam_base64_decode("+/+/AP8=", 8, &bytes));
    assert_int_equal(bytes.length, 5);
    assert_memory_equal(bytes.data, "\xfb\xff\xbf\x00\xff", 5);
    sam_buf_fini(&bytes);
}

static void test_anything_else_is_refused(void **state) {
    static const char *const wrong[] = {
        "Zg",   "Zg=",  "Zg=a", "Z===", "====",  "Zm9v\n",          "Zm 9", "Zg==Zg==", "Zh==",
        "Zm9=", "Zm9_", "Zm9-", "=m9v", "Zm9vZ", "Zm9v\nZm9v\n\n\n"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct sam_buf bytes;
        sam_buf_init(&bytes, 100);
        sam_buf_text(&bytes, "before");
        assert_false(sam_base64_decode(wrong[i], strlen(wrong[i]), &bytes));
        assert_string_equal(bytes.data, "before");
        sam_buf_fini(&bytes);
    }
}

static void test_limit(void **state) {
    struct sam_buf bytes;
    (void)state;
    sam_buf_init(&bytes, 4);
    assert_false(sam_base64_decode("Zm9vYmFy", 8, &bytes));
    assert_true(bytes.full);
    assert_int_equal(bytes.length, 0);
    sam_buf_fini(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors), cmocka_unit_test(test_all_bytes),
        cmocka_unit_test(test_anything_else_is_refused), cmocka_unit_test(test_limit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
