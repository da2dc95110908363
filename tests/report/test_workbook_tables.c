/* What stands in the cells is compared with results.json by tests/check_exports.py; here what the
 * example study hasn't got. */
#include "report/workbook_private.h"

#include "workbook_fixture.h"

static void suppressed_alliances_have_reasons(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 5, true);
    char *path = fixture_workbook(&f, true, SAM_EN, folder, "a.xlsx");
    char *strings = zip_member(path, "xl/sharedStrings.xml");
    check_contains(strings, sam_why_sentence(SAM_WHY_SUPPRESSED));
    free(strings);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void results_without_items_have_no_statements(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, false);
    char *path = fixture_workbook(&f, true, SAM_EN, folder, "a.xlsx");
    /* about, responses, charts, scores, scales, statements */
    char *sheet = zip_member(path, "xl/worksheets/sheet6.xml");
    assert_null(strstr(sheet, "<row r=\"2\""));
    free(sheet);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void an_undefined_number_is_an_empty_cell(void **state) {
    (void)state;
    struct sam_workbook book = {.source = {.lang = SAM_EN}};
    book.file = workbook_new("unused.xlsx");
    struct sam_workbook_sheet sheet = sam_sheet_new(&book, "Scores", NULL, 0);
    sam_sheet_next_row(&sheet);
    sam_sheet_number(&sheet, sam_no_value(SAM_WHY_ONE_RESPONDENT), NULL);
    sam_sheet_number(&sheet, sam_no_value(SAM_WHY_ONE_RESPONDENT), NULL);
    sam_sheet_number(&sheet, sam_value(2), NULL);
    assert_int_equal(sheet.reason_count, 1);
    assert_int_equal(sheet.column, 3);
    sam_sheet_why(&sheet);
    sam_sheet_next_row(&sheet);
    assert_int_equal(sheet.reason_count, 0);
    sheet.row = LXW_ROW_MAX - 1;
    assert_false(sheet.full);
    sam_sheet_next_row(&sheet);
    assert_true(sheet.full);
    lxw_workbook_free(book.file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suppressed_alliances_have_reasons),
        cmocka_unit_test(results_without_items_have_no_statements),
        cmocka_unit_test(an_undefined_number_is_an_empty_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
