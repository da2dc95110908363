#include "model/xlsx_xml.h"

#include "model/xlsx_fixture.h"

static struct sam_xlsx_part part(const char *text) {
    return (struct sam_xlsx_part){"plan.xlsx", "xl/part.xml", text, strlen(text)};
}

static void test_book(void **state) {
    (void)state;
    struct sam_xlsx_book book;
    struct sam_err err = {0};
    struct sam_xlsx_part relations = part(XLSX_WORKBOOK_RELS), workbook = part(XLSX_WORKBOOK),
                         strings = part(XLSX_STRINGS), styles = part(XLSX_STYLES);
    sam_xlsx_book_init(&book);
    assert_int_equal(sam_xlsx_relations(&relations, &book, &err), SAM_OK);
    assert_int_equal(sam_xlsx_workbook(&workbook, &book, &err), SAM_OK);
    assert_int_equal(sam_xlsx_strings(&strings, &book, &err), SAM_OK);
    assert_int_equal(sam_xlsx_styles(&styles, &book, &err), SAM_OK);
    assert_int_equal(book.relation_count, 4);
    assert_string_equal(book.relations[1].target, "/xl/worksheets/sheet2.xml");
    assert_int_equal(book.sheet_count, 2);
    assert_true(book.sheets[0].hidden && !book.sheets[1].hidden);
    assert_int_equal(book.string_count, 3);
    assert_int_equal(book.strings[0], 4);
    assert_int_equal(book.strings[1], 12);
    assert_int_equal(book.style_count, 4); /* not those of cellStyleXfs */
    assert_false(book.date_formats[0]);
    assert_true(book.date_formats[1]);
    assert_true(book.date_formats[2]);
    assert_false(book.date_formats[3]);
    sam_xlsx_book_fini(&book);
}

/* Which formats show a date. */
static void test_formats(void **state) {
    (void)state;
    static const struct {
        const char *code;
        bool date;
    } formats[] = {{"General", false},      {"0.00E+00", false},    {"[Red]0;[Blue]-0", false},
                   {"yyyy", true},          {"[h]:mm", true},       {"0\\d", false},
                   {"#,##0 \\m", false},    {"[$-413]d mmm", true}, {"&quot;day&quot;", false},
                   {"0_d", false},          {"&quot;open", false},  {"[open", false},
                   {"[$EUR-413] 0", false}, {"mm:ss.0", true},      {"", false}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char text[300];
        snprintf(text, sizeof text,
                 "<x:styleSheet><x:numFmts><x:numFmt numFmtId=\"200\" formatCode=\"%s\"/>"
                 "</x:numFmts><x:cellXfs><x:xf numFmtId=\"200\"/></x:cellXfs></x:styleSheet>",
                 formats[i].code);
        struct sam_xlsx_book book;
        struct sam_xlsx_part styles = part(text);
        sam_xlsx_book_init(&book);
        assert_int_equal(sam_xlsx_styles(&styles, &book, NULL), SAM_OK);
        assert_int_equal(book.style_count, 1);
        if (book.date_formats[0] != formats[i].date) {
            fail_msg("%s", formats[i].code);
        }
        sam_xlsx_book_fini(&book);
    }
}

/* A date cell of this value in a book that counts from 1900 or 1904. */
static void check_date(const char *value, bool from_1904, const char *expected) {
    char text[200];
    bool date = true;
    struct sam_xlsx_book book = {.from_1904 = from_1904, .date_formats = &date, .style_count = 1};
    struct sam_sheet_builder builder;
    struct sam_problems problems;
    struct sam_sheet *sheet = NULL;
    snprintf(text, sizeof text, "<s><row r=\"1\"><c s=\"0\"><v>%s</v></c></row></s>", value);
    struct sam_xlsx_part rows = part(text);
    sam_problems_init(&problems);
    sam_sheet_build(&builder, "plan.xlsx", "Plan");
    assert_int_equal(sam_xlsx_rows(&rows, &book, &builder, &problems, NULL), SAM_OK);
    assert_int_equal(sam_sheet_built(&builder, &sheet, NULL), SAM_OK);
    assert_string_equal(sam_sheet_cell(sheet, 0, 0), expected);
    assert_int_equal(problems.count, 0);
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
}

static void test_dates(void **state) {
    (void)state;
    check_date("25569", false, "1970-01-01");
    check_date("24107", true, "1970-01-01");
    check_date("61", false, "1900-03-01");
    check_date("46387.999999", false, "2027-01-01");
    check_date("46387.5", false, "2026-12-31T12:00:00");
    check_date("0.25", false, "06:00:00");
    check_date("2958465", false, "9999-12-31");
    check_date("2958466", false, "2958466"); /* no date */
    check_date("-1", false, "-1");
    check_date("1e300", false, "1e+300");
    check_date("soon", false, "soon");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_book), cmocka_unit_test(test_formats),
                                       cmocka_unit_test(test_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
