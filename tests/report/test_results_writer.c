#include "report/results_writer.h"

#include "support/support.h"

static void nulls_have_their_reasons(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_json json;
    struct sam_err err = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &text, 0);
    struct sam_out o = sam_out_open(&json, NULL);
    sam_out_number(&o, "a", sam_value(1.5));
    sam_out_number(&o, "b", sam_no_value(SAM_WHY_ONE_RESPONDENT));
    sam_out_text(&o, "c", "x");
    sam_out_text(&o, "d", "");
    sam_out_text(&o, "e", NULL);
    sam_out_range(&json, "r", "mean", sam_value(2), sam_value(1), sam_no_value(SAM_WHY_ONE_ITEM));
    sam_out_close(&o);
    assert_int_equal(sam_json_end(&json, "x", &err), SAM_OK);
    assert_string_equal(text.data,
                        "{\"a\": 1.5, \"b\": null, \"c\": \"x\", \"d\": null, \"e\": null, "
                        "\"r\": {\"mean\": 2, \"low\": 1, \"high\": null, \"why\": {\"high\": "
                        "\"one_item\"}}, \"why\": {\"b\": \"one_respondent\", \"d\": "
                        "\"not_given\", \"e\": \"not_given\"}}");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nulls_have_their_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
