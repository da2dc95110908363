#include "report/sheet_file.h"

#include "base/file.h"
#include "model/sheet.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const struct sam_sheet_heading headings[] = {
    {"activity", 10, NULL}, {"status", 10, "done|stopped"}, {"reason", 40, NULL}};

static void fill(struct sam_sheet_table *table) {
    static const char *const rows[][3] = {{"007", "done", "=1+1"}, {"b", "", "Two\nlines; \"so\""}};
    sam_sheet_table_init(table);
    table->title = "plan";
    table->headings = headings;
    table->column_count = 3;
    sam_sheet_table_add(table, rows[0]);
    sam_sheet_table_add(table, rows[1]);
    sam_sheet_table_row(table)[0] = "c";
}

static void check_read(const struct sam_sheet *sheet) {
    assert_int_equal(sheet->row_count, 4);
    assert_string_equal(sam_sheet_cell(sheet, 0, 1), "status");
    assert_string_equal(sam_sheet_cell(sheet, 1, 0), "007");  /* no number */
    assert_string_equal(sam_sheet_cell(sheet, 1, 2), "=1+1"); /* no formula */
    assert_string_equal(sam_sheet_cell(sheet, 2, 2), "Two\nlines; \"so\"");
    assert_string_equal(sam_sheet_cell(sheet, 3, 0), "c");
    assert_string_equal(sam_sheet_cell(sheet, 3, 1), "");
}

static struct sam_sheet *read_file(const char *path) {
    struct sam_sheet *sheet = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_sheet_read(path, NULL, &sheet, &problems, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(problems.count, 0);
    sam_problems_fini(&problems);
    return sheet;
}

/* What is written is read back as it was, and the same table gives the same bytes. */
static void test_there_and_back(void **state) {
    (void)state;
    struct sam_sheet_table table;
    struct sam_buf csv, one, two;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *first = sam_path_join(folder, "1.xlsx"), *second = sam_path_join(folder, "2.xlsx");
    char *plain = sam_path_join(folder, "3.csv");
    fill(&table);
    sam_buf_init(&csv, SAM_BUF_UNLIMITED);
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&two, SAM_BUF_UNLIMITED);
    sam_sheet_table_csv(&table, &csv);
    assert_int_equal(sam_file_write(plain, csv.data, csv.length, &err), SAM_OK);
    assert_int_equal(sam_sheet_table_xlsx(&table, first, &err), SAM_OK);
    assert_int_equal(sam_sheet_table_xlsx(&table, second, &err), SAM_OK);
    assert_int_equal(sam_file_read(first, &one, &err), SAM_OK);
    assert_int_equal(sam_file_read(second, &two, &err), SAM_OK);
    assert_int_equal(one.length, two.length);
    struct sam_sheet *from_csv = read_file(plain), *from_xlsx = read_file(first);
    check_read(from_csv);
    check_read(from_xlsx);
    assert_string_equal(from_xlsx->title, "plan");
    sam_sheet_free(from_csv);
    sam_sheet_free(from_xlsx);
    sam_sheet_table_fini(&table);
    sam_buf_fini(&csv);
    sam_buf_fini(&one);
    sam_buf_fini(&two);
    free(first);
    free(second);
    free(plain);
    sam_folder_remove(folder);
}

static void test_nowhere_to_write(void **state) {
    (void)state;
    struct sam_sheet_table table;
    struct sam_err err = {0};
    fill(&table);
    assert_int_equal(sam_sheet_table_xlsx(&table, "/proc/none/a.xlsx", &err), SAM_E_IO);
    assert_non_null(strstr(err.text, "/proc/none"));
    sam_sheet_table_fini(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_there_and_back),
                                       cmocka_unit_test(test_nowhere_to_write)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
