#include "report/columns.h"

#include "fixture.h"

static void columns_are_those_of_the_csv(void **state) {
    (void)state;
    struct sam_questionnaire *q =
        fixture_questionnaire(sam_shipped_find("questionnaires/alliance-31.json")->text);
    assert_int_equal(sam_column_count(q), 7 + q->item_count + q->open_count);
    struct sam_column column = sam_column_at(q, 6);
    assert_string_equal(column.name, "submitted_at");
    assert_int_equal(column.kind, SAM_COLUMN_MOMENT);
    column = sam_column_at(q, 7);
    assert_string_equal(column.name, q->items[0].id);
    assert_string_equal(sam_column_label(q, &column, SAM_NL), q->items[0].text.in[SAM_NL]);
    column = sam_column_at(q, sam_column_count(q) - 1);
    assert_int_equal(column.kind, SAM_COLUMN_OPEN);
    assert_string_equal(column.name, q->open_questions[q->open_count - 1].id);
    column = sam_column_at(q, 3);
    assert_string_equal(sam_column_label(q, &column, SAM_NL), "Rol");
    sam_questionnaire_free(q);
}

static void values_have_labels(void **state) {
    (void)state;
    char value[SAM_PLACE_SIZE];
    const char *label = NULL;
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_column column = sam_column_at(q, 7);
    assert_true(sam_column_value(q, &column, SAM_NL, 3, value, &label));
    assert_string_equal(value, "4");
    assert_string_equal(label, "ja");
    assert_true(sam_column_value(q, &column, SAM_NL, 4, value, &label));
    assert_string_equal(value, "dk");
    assert_string_equal(label, "weet niet"); /* the questionnaire has no words for it */
    assert_false(sam_column_value(q, &column, SAM_NL, 5, value, &label));
    column = sam_column_at(q, 3);
    assert_true(sam_column_value(q, &column, SAM_NL, 0, value, &label));
    assert_string_equal(value, "lead");
    assert_string_equal(label, "penvoerder");
    assert_false(sam_column_value(q, &column, SAM_NL, 3, value, &label));
    column = sam_column_at(q, 0);
    assert_false(sam_column_value(q, &column, SAM_NL, 0, value, &label));
    assert_string_equal(sam_words_role(SAM_EN, SAM_ROLE_UNKNOWN), "");
    assert_string_equal(sam_words_lang(SAM_EN, SAM_NL), "Dutch");
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_those_of_the_csv),
        cmocka_unit_test(values_have_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
