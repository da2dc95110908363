#include "base/dictionary.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void test_numbers_in_order_of_appearance(void **state) {
    (void)state;
    struct sam_dictionary *d = sam_dictionary_new();
    assert_int_equal(sam_dictionary_count(d), 0);
    assert_int_equal(sam_dictionary_find(d, "coc", 3), SAM_NOT_IN_DICTIONARY);
    assert_int_equal(sam_dictionary_add(d, "coc", 3), 0);
    assert_int_equal(sam_dictionary_add(d, "atria", 5), 1);
    assert_int_equal(sam_dictionary_add(d, "coc", 3), 0);
    assert_int_equal(sam_dictionary_add(d, "cocx", 3), 0);
    assert_int_equal(sam_dictionary_add(d, "", 0), 2);
    assert_int_equal(sam_dictionary_count(d), 3);
    assert_int_equal(sam_dictionary_find(d, "atria", 5), 1);
    assert_int_equal(sam_dictionary_find(d, "atri", 4), SAM_NOT_IN_DICTIONARY);
    assert_int_equal(sam_dictionary_find(d, "", 0), 2);
    assert_string_equal(sam_dictionary_text(d, 1), "atria");
    assert_string_equal(sam_dictionary_text(d, 2), "");
    sam_dictionary_free(d);
    sam_dictionary_free(NULL);
}

static void test_keeps_its_own_copy(void **state) {
    (void)state;
    char text[] = "movisie";
    struct sam_dictionary *d = sam_dictionary_new();
    sam_dictionary_add(d, text, 7);
    text[0] = 'x';
    assert_string_equal(sam_dictionary_text(d, 0), "movisie");
    assert_int_equal(sam_dictionary_find(d, "movisie", 7), 0);
    sam_dictionary_free(d);
}

static void test_a_hundred_thousand(void **state) {
    (void)state;
    enum { COUNT = 100000 };
    struct sam_dictionary *d = sam_dictionary_new();
    char text[32];
    for (uint32_t i = 0; i < COUNT; i++) {
        int length = snprintf(text, sizeof text, "respondent-%u", i);
        assert_int_equal(sam_dictionary_add(d, text, (size_t)length), i);
    }
    assert_int_equal(sam_dictionary_count(d), COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        int length = snprintf(text, sizeof text, "respondent-%u", i);
        assert_int_equal(sam_dictionary_find(d, text, (size_t)length), i);
        assert_string_equal(sam_dictionary_text(d, i), text);
        text[0] = 'R';
        assert_int_equal(sam_dictionary_find(d, text, (size_t)length), SAM_NOT_IN_DICTIONARY);
    }
    sam_dictionary_free(d);
}

static void test_hash(void **state) {
    (void)state;
    /* Stored content is compared by this hash: it may never change between versions. The values
     * were computed with Python from the published constants of FNV-1a. */
    assert_true(sam_hash64("", 0, 0) == 0xfdbdf6ac4fc52e7fULL);
    assert_true(sam_hash64("alliance", 8, 0) == 0xd9ad1735bfe0116dULL);
    assert_true(sam_hash64("alliance", 8, 7) == 0xc36ecd9d093c71fdULL);
    assert_true(sam_hash64("a\0b", 3, 0) != sam_hash64("a\0c", 3, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_in_order_of_appearance),
        cmocka_unit_test(test_keeps_its_own_copy),
        cmocka_unit_test(test_a_hundred_thousand),
        cmocka_unit_test(test_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
