#include "base/json_text.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void past_values_of_every_kind(void **state) {
    (void)state;
    static const char *const values[] = {"\"a \\\" b\\\\\"",
                                         "12.5e3",
                                         "true",
                                         "[1, [2, \"]\"], {}]",
                                         "{\"a\": {\"}\": []}, \"b\": 1}",
                                         "\"\"",
                                         "[]"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char text[96];
        snprintf(text, sizeof text, "%s , 1]", values[i]);
        assert_ptr_equal(sam_json_text_past(text), text + strlen(values[i]));
    }
    /* Text that ends in the middle ends the walk too. */
    assert_string_equal(sam_json_text_past("\"abc\\"), "");
    assert_string_equal(sam_json_text_past("{\"abc"), "");
    assert_string_equal(sam_json_text_past("[1, 2"), "");
}

static void parts_one_by_one(void **state) {
    (void)state;
    const char *text = "{ \"a\" : 1 ,\n \"b\":[2] }";
    const char *at = text + 1;
    struct sam_json_part part;
    assert_true(sam_json_text_next(&at, true, &part));
    assert_memory_equal(part.key, "\"a\" : 1", 7);
    assert_ptr_equal(part.end, part.value + 1);
    assert_true(sam_json_text_next(&at, true, &part));
    assert_memory_equal(part.lead, "\n \"b\"", 5);
    assert_memory_equal(part.value, "[2]", 3);
    assert_false(sam_json_text_next(&at, true, &part));
    assert_string_equal(part.lead, " }");
    at = &"[]"[1];
    assert_false(sam_json_text_next(&at, false, &part));
    at = &"[7, 8]"[1];
    assert_true(sam_json_text_next(&at, false, &part));
    assert_null(part.key);
    assert_memory_equal(part.value, "7", 1);
}

static void members_by_name(void **state) {
    (void)state;
    const char *text = "{\"x\": {\"y\": 1}, \"y\": 2, \"yy\": 3}";
    assert_memory_equal(sam_json_text_member(text, "y"), "2", 1);
    assert_memory_equal(sam_json_text_member(text, "yy"), "3", 1);
    assert_null(sam_json_text_member(text, "z"));
    assert_null(sam_json_text_member("[1]", "z"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(past_values_of_every_kind),
        cmocka_unit_test(parts_one_by_one),
        cmocka_unit_test(members_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
