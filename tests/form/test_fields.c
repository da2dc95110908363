#include "support/support.h"

#include "form/fields.h"

#include <stdio.h>
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

static void refused(const char *text, size_t length, const char *why) {
    struct sam_fields fields = {0};
    const char *wrong = sam_fields_read(text, length, arena, &fields);
    assert_non_null(wrong);
    check_contains(wrong, why);
    assert_int_equal(fields.count, 0);
}

static void a_form_is_taken_apart(void **state) {
    (void)state;
    static const char text[] = "s1=4&well=g%C5%93d+%26+wel%3D&empty=&bare&&last=%0d%0a";
    struct sam_fields fields;
    assert_null(sam_fields_read(text, sizeof text - 1, arena, &fields));
    assert_int_equal(fields.count, 5);
    assert_string_equal(sam_fields_get(&fields, "s1"), "4");
    assert_string_equal(sam_fields_get(&fields, "well"), "gœd & wel=");
    assert_string_equal(sam_fields_get(&fields, "empty"), "");
    assert_string_equal(sam_fields_get(&fields, "bare"), "");
    assert_string_equal(sam_fields_get(&fields, "last"), "\r\n");
    assert_null(sam_fields_get(&fields, "s2"));
    assert_null(sam_fields_read("", 0, arena, &fields));
    assert_int_equal(fields.count, 0);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    refused("a=%00", 5, "no text");
    refused("a=\0b", 4, "no text");
    refused("a%00b=1", 7, "no text");
    refused("a=%ff%fe", 8, "no text");
    refused("a=\xc0\xaf", 4, "no text");
    refused("a=%ed%a0%80", 11, "no text");
    refused("a=%", 3, "hexadecimal");
    refused("a=%4", 4, "hexadecimal");
    refused("a=%zz", 5, "hexadecimal");
    refused("a=%4&b=1", 8, "hexadecimal");
}

static void twice_and_nameless_are_refused(void **state) {
    (void)state;
    refused("a=1&b=2&a=1", 11, "twice");
    refused("a=1&%61=2", 9, "twice");
    refused("=1", 2, "without a name");
    char name[200];
    memset(name, 'n', sizeof name);
    refused(name, SAM_FIELD_NAME + 1, "very long");
    struct sam_fields fields;
    assert_null(sam_fields_read(name, SAM_FIELD_NAME, arena, &fields));
}

static void there_is_a_largest_number(void **state) {
    (void)state;
    char text[16 * (SAM_FIELDS_MOST + 1)];
    struct sam_fields fields;
    size_t at = 0;
    size_t all_but_one = 0;
    for (int i = 0; i <= SAM_FIELDS_MOST; i++) {
        all_but_one = at;
        at += (size_t)snprintf(text + at, sizeof text - at, "f%d=1&", i);
    }
    refused(text, at, "more fields");
    assert_null(sam_fields_read(text, all_but_one, arena, &fields));
    assert_int_equal(fields.count, SAM_FIELDS_MOST);
}

static void memory_has_an_end(void **state) {
    (void)state;
    static char text[2000] = "a=";
    struct sam_arena *small = sam_arena_new(1000);
    struct sam_fields fields;
    memset(text + 2, 'x', sizeof text - 2);
    check_contains(sam_fields_read(text, sizeof text, small, &fields), "too large");
    sam_arena_free(small);
}

static void cookies_are_read(void **state) {
    (void)state;
    struct sam_fields cookies;
    sam_cookies_read("lang=nl; samenscan_session=abc;x=1=2;  ; =n; nonsense; lang=en", arena,
                     &cookies);
    assert_int_equal(cookies.count, 3);
    assert_string_equal(sam_fields_get(&cookies, "lang"), "nl");
    assert_string_equal(sam_fields_get(&cookies, "samenscan_session"), "abc");
    assert_string_equal(sam_fields_get(&cookies, "x"), "1=2");
    sam_cookies_read("", arena, &cookies);
    assert_int_equal(cookies.count, 0);
    sam_cookies_read("a=\xff; b=1", arena, &cookies);
    assert_int_equal(cookies.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_form_is_taken_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_text_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(twice_and_nameless_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(there_is_a_largest_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_has_an_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cookies_are_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
