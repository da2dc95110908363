#include "analyse/fixture.h"

static void every_reason_has_an_id_and_a_sentence(void **state) {
    (void)state;
    for (int i = SAM_HAS_VALUE + 1; i < SAM_WHYS; i++) {
        enum sam_why why = (enum sam_why)i;
        assert_true(strlen(sam_why_id(why)) > 3);
        assert_true(strlen(sam_why_sentence(why)) > 10);
        assert_int_equal(sam_why_read(sam_why_id(why)), why);
    }
    assert_string_equal(sam_why_id(SAM_WHY_ONE_RESPONDENT), "one_respondent");
    assert_string_equal(sam_why_id(SAM_HAS_VALUE), "");
    assert_int_equal(sam_why_read("no_such_reason"), SAM_WHYS);
    assert_int_equal(sam_why_read(""), SAM_WHYS);
}

/* docs/reasons.md has a row | `id` | English | Dutch | for each. */
static void the_manual_lists_every_reason(void **state) {
    (void)state;
    struct sam_buf manual;
    struct sam_buf row;
    sam_buf_init(&manual, SAM_BUF_UNLIMITED);
    sam_buf_init(&row, SAM_BUF_UNLIMITED);
    sam_source_file("docs/reasons.md", &manual);
    for (int i = SAM_HAS_VALUE + 1; i < SAM_WHYS; i++) {
        sam_buf_clear(&row);
        sam_buf_printf(&row, "\n| `%s` | %s | ", sam_why_id((enum sam_why)i),
                       sam_why_sentence((enum sam_why)i));
        check_contains(manual.data, row.data);
        const char *dutch = strstr(manual.data, row.data) + row.length;
        assert_true(strcspn(dutch, "|\n") > 10);
    }
    sam_buf_fini(&manual);
    sam_buf_fini(&row);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_has_an_id_and_a_sentence),
        cmocka_unit_test(the_manual_lists_every_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
