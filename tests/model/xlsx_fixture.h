/* Workbooks made by hand, for tests: what a spreadsheet program would write, and what it wouldn't.
 */
#ifndef SAM_TESTS_MODEL_XLSX_FIXTURE_H
#define SAM_TESTS_MODEL_XLSX_FIXTURE_H

#include "base/buf.h"
#include "support/support.h"

#include <string.h>
#include <zip.h>

struct xlsx_part {
    const char *name, *text; /* NULL: not in the file */
};

#define XLSX_RELS                                                                                  \
    "<Relationships><Relationship Id=\"rId1\" "                                                    \
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" " \
    "Target=\"xl/workbook.xml\"/></Relationships>"
#define XLSX_WORKBOOK                                                                              \
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Notes\" sheetId=\"1\" state=\"hidden\" "        \
    "r:id=\"rId2\"/><sheet name=\"Plan\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"
#define XLSX_WORKBOOK_RELS                                                                         \
    "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "                               \
    "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"x/worksheet\" "            \
    "Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"rId3\" Type=\"x/sharedStrings\" "    \
    "Target=\"sharedStrings.xml\"/><Relationship Id=\"rId4\" Type=\"x/styles\" "                   \
    "Target=\"styles.xml\"/></Relationships>"
#define XLSX_STRINGS                                                                               \
    "<sst><si><t>Name</t></si><si><r><t xml:space=\"preserve\">When </t></r><r><t>due</t></r>"     \
    "<rPh sb=\"0\" eb=\"1\"><t>not said</t></rPh></si><si><t> Caf\xC3\xA9\xC2\xA0</t></si></sst>"
#define XLSX_STYLES                                                                                \
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/><numFmt "        \
    "numFmtId=\"165\" formatCode=\"0.0 &quot;days&quot;\"/></numFmts><cellStyleXfs><xf "           \
    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "       \
    "numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"
#define XLSX_SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

/* Appends the zip file of the parts to bytes. */
static inline void xlsx_zip(const struct xlsx_part *parts, size_t count, struct sam_buf *bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    zip_source_keep(target);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].text != NULL) {
            zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
            assert_true(zip_file_add(zip, parts[i].name, source, 0) >= 0);
        }
    }
    assert_int_equal(zip_close(zip), 0);
    zip_stat_t info;
    assert_int_equal(zip_source_open(target), 0);
    assert_int_equal(zip_source_stat(target, &info), 0);
    char *room = sam_buf_room(bytes, info.size);
    assert_int_equal(zip_source_read(target, room, info.size), info.size);
    sam_buf_end(bytes, room + info.size);
    zip_source_close(target);
    zip_source_free(target);
}

/* A workbook whose sheet "Plan" is this XML; the sheet before it is hidden. */
static inline void xlsx_with_sheet(const char *sheet, struct sam_buf *bytes) {
    const struct xlsx_part parts[] = {
        {"_rels/.rels", XLSX_RELS},
        {"xl/workbook.xml", XLSX_WORKBOOK},
        {"xl/_rels/workbook.xml.rels", XLSX_WORKBOOK_RELS},
        {"xl/sharedStrings.xml", XLSX_STRINGS},
        {"xl/styles.xml", XLSX_STYLES},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/worksheets/sheet2.xml",
         XLSX_SHEET("<row><c t=\"inlineStr\"><is><t>hidden</t></is></c></row>")},
    };
    xlsx_zip(parts, sizeof parts / sizeof *parts, bytes);
}

#endif
