/* Any bytes as a workbook: whole ones ("PK..."), else the XML of its parts, one behind the other
 * with a line "--" between them: sheet, shared strings, styles, workbook, relationships.
 * What is read keeps within the limits, is valid UTF-8, and every cell has a place. */
#include "base/utf8.h"
#include "model/questionnaire.h"
#include "model/xlsx_xml.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_sheet(const struct sam_sheet *sheet) {
    char place[SAM_PLACE_SIZE];
    assert(sheet->row_count >= 1 && sheet->row_count <= SAM_SHEET_ROWS);
    for (size_t i = 0; i < sheet->row_count; i++) {
        bool any = false;
        assert(sheet->rows[i].count <= SAM_SHEET_COLUMNS);
        for (size_t j = 0; j < sheet->rows[i].count; j++) {
            const char *cell = sam_sheet_cell(sheet, i, j);
            assert(strlen(cell) <= SAM_SHEET_CELL && sam_utf8_valid(cell, strlen(cell), NULL));
            any = any || cell[0] != '\0';
        }
        assert(any);
        sam_sheet_place(sheet, i, 0, place);
        assert(place[0] != '\0');
    }
}

static void read_whole(const char *data, size_t size) {
    struct sam_sheet *sheet = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_sheet_parse(data, size, "fuzz", NULL, &sheet, &problems, &err) == SAM_OK) {
        check_sheet(sheet);
    } else {
        assert(sheet == NULL && err.text[0] != '\0');
    }
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
}

/* The next part, up to a line "--". */
static struct sam_xlsx_part next_part(const char **data, size_t *left) {
    const char *end = *left > 0 ? memmem(*data, *left, "\n--\n", 4) : NULL;
    size_t length = end != NULL ? (size_t)(end - *data) : *left;
    struct sam_xlsx_part part = {"fuzz", "part", *data, length};
    size_t step = end != NULL ? length + 4 : length;
    *data += step;
    *left -= step;
    return part;
}

static void read_parts(const char *data, size_t size) {
    struct sam_xlsx_book book;
    struct sam_sheet_builder builder;
    struct sam_problems problems;
    struct sam_sheet *sheet = NULL;
    struct sam_err err = {0};
    struct sam_xlsx_part rows = next_part(&data, &size), strings = next_part(&data, &size),
                         styles = next_part(&data, &size), workbook = next_part(&data, &size),
                         relations = next_part(&data, &size);
    sam_xlsx_book_init(&book);
    sam_problems_init(&problems);
    sam_sheet_build(&builder, "fuzz", "part");
    enum sam_status status = sam_xlsx_strings(&strings, &book, &err);
    status = sam_xlsx_styles(&styles, &book, &err) == SAM_OK ? status : SAM_E_INPUT;
    status = sam_xlsx_workbook(&workbook, &book, &err) == SAM_OK ? status : SAM_E_INPUT;
    status = sam_xlsx_relations(&relations, &book, &err) == SAM_OK ? status : SAM_E_INPUT;
    (void)status; /* the sheet is read with what is there of the rest */
    if (sam_xlsx_rows(&rows, &book, &builder, &problems, &err) != SAM_OK) {
        sam_sheet_build_discard(&builder);
        assert(err.text[0] != '\0');
    } else if (sam_sheet_built(&builder, &sheet, &err) == SAM_OK) {
        check_sheet(sheet);
    }
    sam_sheet_free(sheet);
    sam_problems_fini(&problems);
    sam_xlsx_book_fini(&book);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size >= 2 && memcmp(data, "PK", 2) == 0) {
        read_whole((const char *)data, size);
    } else {
        read_parts((const char *)data, size);
    }
    return 0;
}
