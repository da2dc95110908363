#include "model/sheet.h"

#include "model/questionnaire.h"
#include "model/sheet_build.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static struct sam_sheet *parse(const char *text, struct sam_problems *problems,
                               struct sam_err *err) {
    struct sam_sheet *sheet = NULL;
    sam_problems_init(problems);
    enum sam_status status =
        sam_sheet_parse(text, strlen(text), "plan.csv", NULL, &sheet, problems, err);
    assert_int_equal(status == SAM_OK, sheet != NULL);
    return sheet;
}

static void test_csv(void **state) {
    (void)state;
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_sheet *sheet = parse("\xEF\xBB\xBF"
                                    "activity;Title;\n ; ;\n\n a1 ;\"Two\nlines\"\n;x;y;z\n",
                                    &problems, &err);
    assert_non_null(sheet);
    assert_null(sheet->title);
    assert_int_equal(sheet->row_count, 3);
    assert_int_equal(sheet->rows[1].line, 4);
    assert_string_equal(sam_sheet_cell(sheet, 1, 0), "a1");
    assert_string_equal(sam_sheet_cell(sheet, 1, 1), "Two\nlines");
    assert_string_equal(sam_sheet_cell(sheet, 1, 2), "");
    assert_string_equal(sam_sheet_cell(sheet, 2, 0), "");
    assert_string_equal(sam_sheet_cell(sheet, 2, 3), "z");
    assert_string_equal(sam_sheet_cell(sheet, 2, SAM_NONE), "");
    char place[SAM_PLACE_SIZE];
    sam_sheet_place(sheet, 2, 3, place);
    assert_string_equal(place, "plan.csv, line 6, column D");
    sam_sheet_place(sheet, 2, SAM_NONE, place);
    assert_string_equal(place, "plan.csv, line 6");
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
}

static void test_no_sheet(void **state) {
    (void)state;
    static const struct {
        const char *data;
        size_t length;
        const char *title;
        const char *says;
    } files[] = {
        {"", 0, NULL, "plan: empty"},
        {"\n \n", 3, NULL, "plan: empty"},
        {"a,\"b", 4, NULL, "never closed"},
        {"a,b\xFF\n", 5, NULL, "not UTF-8"},
        {"a,b\n", 4, "Plan", "has no sheets"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, NULL, "an .xls file"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct sam_problems problems;
        struct sam_err err = {0};
        struct sam_sheet *sheet = NULL;
        sam_problems_init(&problems);
        assert_int_not_equal(sam_sheet_parse(files[i].data, files[i].length, "plan", files[i].title,
                                             &sheet, &problems, &err),
                             SAM_OK);
        assert_null(sheet);
        assert_non_null(strstr(err.text, files[i].says));
        sam_problems_fini(&problems);
    }
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_sheet *sheet = NULL;
    sam_problems_init(&problems);
    assert_int_equal(sam_sheet_read("/nowhere/plan.xlsx", NULL, &sheet, &problems, &err),
                     SAM_E_NOT_FOUND);
    sam_problems_fini(&problems);
}

static const struct sam_sheet_column columns[] = {
    {"activity|activiteit", true}, {"planned_until|gepland_tot", false}, {"status", true}};

static void test_columns(void **state) {
    (void)state;
    struct sam_problems problems;
    struct sam_err err = {0};
    size_t at[3];
    struct sam_sheet *sheet = parse("Status,GEPLAND TOT,,Activiteit\n1,2,3,4\n", &problems, &err);
    sam_sheet_find_columns(sheet, columns, 3, false, at, &problems);
    assert_int_equal(problems.count, 0);
    assert_int_equal(at[0], 3);
    assert_int_equal(at[1], 1);
    assert_int_equal(at[2], 0);
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);

    sheet = parse("activity,colour,Activiteit,size\nx,y,z,w\n", &problems, &err);
    sam_sheet_find_columns(sheet, columns, 3, false, at, &problems);
    assert_int_equal(problems.count, 4);
    static const char *const said[] = {
        ("plan.csv, line 1, column B: column \"colour\" means nothing here; the columns are "
         "activity, planned_until, status; remove it or use --ignore-unknown"),
        "column D: column \"size\"", "column C: column \"Activiteit\" stands twice",
        "plan.csv, line 1: no column \"status\""};
    for (size_t i = 0; i < 4; i++) {
        assert_non_null(strstr(problems.lines.data, said[i]));
    }
    sam_problems_fini(&problems);
    sam_problems_init(&problems);
    sam_sheet_find_columns(sheet, columns, 3, true, at, &problems);
    assert_int_equal(problems.count, 2);
    assert_int_equal(at[1], SAM_NONE);
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
}

static void test_words(void **state) {
    (void)state;
    static const char *const lists[] = {"done|on_schedule", "stopped|gestopt"};
    assert_int_equal(sam_sheet_word(lists, 2, "On schedule"), 0);
    assert_int_equal(sam_sheet_word(lists, 2, "ON-SCHEDULE"), 0);
    assert_int_equal(sam_sheet_word(lists, 2, "Gestopt"), 1);
    assert_int_equal(sam_sheet_word(lists, 2, "on"), SAM_NONE);
    assert_int_equal(sam_sheet_word(lists, 2, "done|on_schedule"), SAM_NONE);
    assert_int_equal(sam_sheet_word(lists, 2, ""), SAM_NONE);
}

static void test_too_many_rows(void **state) {
    (void)state;
    struct sam_sheet_builder builder;
    struct sam_sheet *sheet = NULL;
    struct sam_err err = {0};
    sam_sheet_build(&builder, "plan.csv", NULL);
    enum sam_status status = SAM_OK;
    size_t line = 0;
    while (status == SAM_OK && line <= SAM_SHEET_ROWS) {
        sam_sheet_row_begin(&builder, ++line);
        assert_int_equal(sam_sheet_row_cell(&builder, 0, "x", 1, &err), SAM_OK);
        status = sam_sheet_row_end(&builder, &err);
    }
    assert_int_equal(status, SAM_E_LIMIT);
    assert_int_equal(line, SAM_SHEET_ROWS + 1);
    assert_string_equal(err.text, "plan.csv, line 100001: more than 100000 rows");
    assert_int_equal(sam_sheet_built(&builder, &sheet, &err), SAM_OK);
    sam_sheet_free(sheet);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),           cmocka_unit_test(test_no_sheet),
        cmocka_unit_test(test_columns),       cmocka_unit_test(test_words),
        cmocka_unit_test(test_too_many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
