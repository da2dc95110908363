#include "model/sheet_xlsx.h"

#include "model/questionnaire.h"
#include "model/xlsx_fixture.h"

#include <stdio.h>
#include <stdlib.h>

struct opened {
    struct sam_buf bytes;
    struct sam_problems problems;
    struct sam_sheet *sheet;
    struct sam_err err;
    enum sam_status status;
};

static void read_bytes(struct opened *o, const char *title) {
    o->sheet = NULL;
    o->err = (struct sam_err){0};
    sam_problems_init(&o->problems);
    o->status = sam_sheet_parse(o->bytes.data, o->bytes.length, "plan.xlsx", title, &o->sheet,
                                &o->problems, &o->err);
    assert_int_equal(o->status == SAM_OK, o->sheet != NULL);
}

static void open_sheet(struct opened *o, const char *xml, const char *title) {
    sam_buf_init(&o->bytes, SAM_BUF_UNLIMITED);
    xlsx_with_sheet(xml, &o->bytes);
    read_bytes(o, title);
}

static void done(struct opened *o) {
    sam_sheet_free(o->sheet);
    sam_problems_fini(&o->problems);
    sam_buf_fini(&o->bytes);
}

static void check_cell(const struct opened *o, size_t row, size_t column, const char *text) {
    assert_string_equal(sam_sheet_cell(o->sheet, row, column), text);
}

static void test_kinds_of_cells(void **state) {
    (void)state;
    struct opened o;
    open_sheet(
        &o,
        XLSX_SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
                   "t=\"s\"><v>1</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>  Reason\n</t></is></c>"
                   "</row><row r=\"2\" spans=\"1:4\"><c r=\"A2\" s=\"1\"/></row>"
                   "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" "
                   "s=\"1\"><v>46083</v></c><c r=\"C4\"><v>276.0</v></c><c r=\"D4\" "
                   "s=\"3\"><v>0.1</v></c></row>"
                   "<row><c s=\"2\"><v>46083.4270833333</v></c><c t=\"b\"><v>1</v></c><c "
                   "t=\"str\"><f>A1&amp;B1</f><v>joined</v></c><c t=\"d\"><v>2026-03-02T00:00:00"
                   "</v></c><c><f>1+1</f><v>2</v></c></row>"),
        NULL);
    assert_int_equal(o.status, SAM_OK);
    assert_int_equal(o.problems.count, 0);
    assert_string_equal(o.sheet->title, "Plan"); /* the first is hidden */
    assert_int_equal(o.sheet->row_count, 3);
    check_cell(&o, 0, 0, "Name");
    check_cell(&o, 0, 1, "When due"); /* in two runs, without how it is pronounced */
    check_cell(&o, 0, 2, "");
    check_cell(&o, 0, 3, "Reason");
    assert_int_equal(o.sheet->rows[1].line, 4);
    check_cell(&o, 1, 0, "Caf\xC3\xA9");
    check_cell(&o, 1, 1, "2026-03-02");
    check_cell(&o, 1, 2, "276");
    check_cell(&o, 1, 3, "0.1"); /* the word "days" in a format is no date */
    assert_int_equal(o.sheet->rows[2].line, 5);
    check_cell(&o, 2, 0, "2026-03-02T10:15:00");
    check_cell(&o, 2, 1, "true");
    check_cell(&o, 2, 2, "joined");
    check_cell(&o, 2, 3, "2026-03-02");
    check_cell(&o, 2, 4, "2");
    check_cell(&o, 2, 5, "");
    char place[SAM_PLACE_SIZE];
    sam_sheet_place(o.sheet, 1, 3, place);
    assert_string_equal(place, "plan.xlsx: sheet \"Plan\", cell D4");
    sam_sheet_place(o.sheet, 1, SAM_NONE, place);
    assert_string_equal(place, "plan.xlsx: sheet \"Plan\", row 4");
    done(&o);
}

static void test_choosing_a_sheet(void **state) {
    (void)state;
    struct opened o;
    open_sheet(&o, XLSX_SHEET(""), "Notes");
    assert_int_equal(o.status, SAM_OK);
    check_cell(&o, 0, 0, "hidden");
    done(&o);
    open_sheet(&o, XLSX_SHEET(""), "Plans");
    assert_int_equal(o.status, SAM_E_NOT_FOUND);
    assert_string_equal(o.err.text,
                        "plan.xlsx: has no sheet \"Plans\"; its sheets are \"Notes\", \"Plan\"");
    done(&o);
    open_sheet(&o, XLSX_SHEET(""), NULL);
    assert_int_equal(o.status, SAM_E_INPUT);
    assert_non_null(strstr(o.err.text, "sheet \"Plan\" is empty"));
    done(&o);
}

/* Wrong cells are all named; the rest is read. */
static void test_wrong_cells(void **state) {
    (void)state;
    struct opened o;
    open_sheet(
        &o,
        XLSX_SHEET("<row r=\"1\"><c t=\"str\"><v>a</v></c></row><row r=\"7\"><c r=\"B7\" "
                   "t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"AB7\"><f>NOW()</f></c>"
                   "<c r=\"AC7\"><f>1+1</f><v/></c><c r=\"AD7\" t=\"str\"><f>T(1)</f><v/></c></row>"
                   "<row r=\"8\"><c><v>3</v></c></row>"),
        NULL);
    assert_int_equal(o.status, SAM_OK);
    assert_int_equal(o.problems.count, 3);
    assert_non_null(strstr(o.problems.lines.data, "cell AC7: a formula without"));
    assert_non_null(strstr(o.problems.lines.data, "cell B7: the formula gives #DIV/0!"));
    assert_non_null(strstr(o.problems.lines.data, "cell AB7: a formula without its outcome"));
    check_cell(&o, 1, 0, "3");
    done(&o);
}

static void refused(const char *xml, enum sam_status status, const char *says) {
    struct opened o;
    open_sheet(&o, xml, NULL);
    assert_int_equal(o.status, status);
    if (strstr(o.err.text, says) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", o.err.text, says);
    }
    assert_non_null(strstr(o.err.text, "plan.xlsx"));
    done(&o);
}

static void test_damaged_sheets(void **state) {
    (void)state;
    refused("<worksheet><sheetData><row>", SAM_E_INPUT,
            "xl/worksheets/sheet1.xml, line 1: no "
            "well-formed XML");
    refused("", SAM_E_INPUT, "no well-formed XML");
    refused(XLSX_SHEET("<row r=\"3\"><c r=\"C3\" t=\"s\"><v>17</v></c></row>"), SAM_E_INPUT,
            "cell C3: refers to a text that isn't in the file");
    refused("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>"
            "<worksheet>&b;</worksheet>",
            SAM_E_INPUT, "document type");
    refused(XLSX_SHEET("<row><c r=\"ZZ1\"><v>1</v></c></row>"), SAM_E_LIMIT,
            "cell ZZ1: more than 256 columns");
    char *text = calloc(SAM_SHEET_CELL + 200, 1);
    int head = snprintf(text, 200, "<worksheet><sheetData><row><c r=\"B1\" t=\"str\"><v>");
    memset(text + head, 'x', SAM_SHEET_CELL + 1);
    memcpy(text + head + SAM_SHEET_CELL + 1, "</v></c></row></sheetData></worksheet>", 39);
    refused(text, SAM_E_LIMIT, "cell B1: a text of more than 20000 bytes");
    free(text);
}

/* A megabyte of zeros packs into a kilobyte. */
static void test_bomb(void **state) {
    (void)state;
    size_t size = SAM_SHEET_UNPACKED + 1024;
    char *text = malloc(size + 1);
    memset(text, ' ', size);
    memcpy(text, "<worksheet>", 11);
    text[size] = '\0';
    struct opened o;
    open_sheet(&o, text, NULL);
    assert_true(o.bytes.length < SAM_SHEET_UNPACKED / 100);
    assert_int_equal(o.status, SAM_E_LIMIT);
    assert_string_equal(o.err.text, "plan.xlsx: more than 64 MiB when unpacked; keep the sheet "
                                    "that is meant and leave out the rest");
    done(&o);
    free(text);
}

static void test_damaged_files(void **state) {
    (void)state;
    struct opened o;
    open_sheet(&o, XLSX_SHEET("<row><c><v>1</v></c></row>"), NULL);
    assert_int_equal(o.status, SAM_OK);
    sam_sheet_free(o.sheet);
    sam_problems_fini(&o.problems);
    size_t whole = o.bytes.length;
    for (o.bytes.length = 4; o.bytes.length < whole; o.bytes.length += 37) {
        read_bytes(&o, NULL);
        assert_int_not_equal(o.status, SAM_OK);
        assert_non_null(strstr(o.err.text, "plan.xlsx: no whole workbook"));
        sam_problems_fini(&o.problems);
    }
    o.bytes.length = whole;
    /* one byte changed anywhere: an error, or what was there; never anything else */
    for (size_t i = 0; i < whole; i++) {
        o.bytes.data[i] = (char)(o.bytes.data[i] ^ 0x55);
        read_bytes(&o, NULL);
        if (o.status != SAM_OK) {
            assert_true(strlen(o.err.text) > 0);
        }
        sam_sheet_free(o.sheet);
        sam_problems_fini(&o.problems);
        o.bytes.data[i] = (char)(o.bytes.data[i] ^ 0x55);
    }
    sam_problems_init(&o.problems);
    o.sheet = NULL;
    done(&o);
}

static void test_other_zip_files(void **state) {
    (void)state;
    static const struct {
        struct xlsx_part parts[3];
        const char *says;
    } files[] = {
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}},
         "has no _rels/.rels, so it is no Excel workbook"},
        {{{"_rels/.rels", XLSX_RELS}}, "has no xl/workbook.xml"},
        {{{"_rels/.rels", XLSX_RELS},
          {"xl/workbook.xml", "<workbook/>"},
          {"xl/_rels/workbook.xml.rels", "<Relationships/>"}},
         "has no sheet that can be seen"},
        {{{"_rels/.rels", XLSX_RELS},
          {"xl/workbook.xml", XLSX_WORKBOOK},
          {"xl/_rels/workbook.xml.rels", XLSX_WORKBOOK_RELS}},
         "has no xl/worksheets/sheet1.xml"},
        {{{"_rels/.rels", XLSX_RELS},
          {"xl/workbook.xml", XLSX_WORKBOOK},
          {"xl/_rels/workbook.xml.rels", "<Relationships/>"}},
         "Plan can't be unpacked"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct opened o;
        sam_buf_init(&o.bytes, SAM_BUF_UNLIMITED);
        xlsx_zip(files[i].parts, 3 - (files[i].parts[1].name == NULL) * 2, &o.bytes);
        read_bytes(&o, NULL);
        assert_int_not_equal(o.status, SAM_OK);
        if (strstr(o.err.text, files[i].says) == NULL) {
            fail_msg("\"%s\" does not say \"%s\"", o.err.text, files[i].says);
        }
        done(&o);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_cells),
        cmocka_unit_test(test_choosing_a_sheet),
        cmocka_unit_test(test_wrong_cells),
        cmocka_unit_test(test_damaged_sheets),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_damaged_files),
        cmocka_unit_test(test_other_zip_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
