#include "model/sheet.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/words.h"
#include "model/questionnaire.h"
#include "model/sheet_build.h"
#include "model/sheet_xlsx.h"

#include <stdlib.h>
#include <string.h>

static enum sam_status take_row(struct sam_sheet_builder *builder, const struct sam_csv_row *row,
                                struct sam_err *err) {
    enum sam_status status = SAM_OK;
    sam_sheet_row_begin(builder, row->line);
    for (size_t i = 0; i < row->count && status == SAM_OK; i++) {
        status = sam_sheet_row_cell(builder, i, row->fields[i].text, row->fields[i].length, err);
    }
    return status == SAM_OK ? sam_sheet_row_end(builder, err) : status;
}

static enum sam_status parse_csv(const char *data, size_t length, const char *name,
                                 struct sam_sheet **out, struct sam_err *err) {
    struct sam_csv *csv = sam_csv_from_memory(data, length, name, 0);
    struct sam_sheet_builder builder;
    struct sam_csv_row row;
    sam_sheet_build(&builder, name, NULL);
    enum sam_status status = sam_csv_next(csv, &row, err);
    while (status == SAM_OK && row.count > 0) {
        status = take_row(&builder, &row, err);
        if (status == SAM_OK) {
            status = sam_csv_next(csv, &row, err);
        }
    }
    sam_csv_free(csv);
    if (status != SAM_OK) {
        sam_sheet_build_discard(&builder);
        return status;
    }
    return sam_sheet_built(&builder, out, err);
}

static bool starts(const char *data, size_t length, const char *with, size_t size) {
    return length >= size && memcmp(data, with, size) == 0;
}

enum sam_status sam_sheet_parse(const char *data, size_t length, const char *name,
                                const char *title, struct sam_sheet **out,
                                struct sam_problems *problems, struct sam_err *err) {
    if (starts(data, length, "PK\003\004", 4) || starts(data, length, "PK\005\006", 4)) {
        return sam_sheet_xlsx(data, length, name, title, out, problems, err);
    }
    if (starts(data, length, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s: an .xls file, or a workbook with a password; save it as .xlsx "
                          "without a password, or as .csv"),
                        name);
    }
    if (title != NULL) {
        return sam_fail(err, SAM_E_USAGE,
                        _("%s: --sheet \"%s\": a CSV file has no sheets; leave --sheet out"), name,
                        title);
    }
    return parse_csv(data, length, name, out, err);
}

enum sam_status sam_sheet_read(const char *path, const char *title, struct sam_sheet **out,
                               struct sam_problems *problems, struct sam_err *err) {
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_SHEET_FILE);
    enum sam_status status = sam_file_read(path, &bytes, err);
    if (status == SAM_OK) {
        status = sam_sheet_parse(bytes.data, bytes.length, path, title, out, problems, err);
    }
    sam_buf_fini(&bytes);
    return status;
}

void sam_sheet_free(struct sam_sheet *sheet) {
    if (sheet != NULL) {
        sam_arena_free(sheet->arena);
        free(sheet->rows);
        free(sheet);
    }
}

void sam_sheet_place(const struct sam_sheet *sheet, size_t row, size_t column,
                     char place[SAM_PLACE_SIZE]) {
    sam_sheet_place_at(sheet->name, sheet->title, sheet->rows[row].line, column, place);
}

const char *sam_sheet_cell(const struct sam_sheet *sheet, size_t row, size_t column) {
    const struct sam_sheet_row *own = &sheet->rows[row];
    return column < own->count ? own->cells[column] : "";
}

/* --- names ---------------------------------------------------------------------------------- */

static char plain(char c) {
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == ' ' || c == '-' || c == '\n' || c == '\t' ? '_' : c;
}

static bool same(const char *a, size_t length, const char *b) {
    for (size_t i = 0; i < length; i++) {
        if (b[i] == '\0' || plain(a[i]) != plain(b[i])) {
            return false;
        }
    }
    return b[length] == '\0';
}

static bool among(const char *names, const char *text) {
    if (text[0] == '\0') {
        return false;
    }
    for (const char *at = names;; at++) {
        size_t length = strcspn(at, "|");
        if (same(at, length, text)) {
            return true;
        }
        at += length;
        if (*at == '\0') {
            return false;
        }
    }
}

size_t sam_sheet_word(const char *const *lists, size_t count, const char *text) {
    for (size_t i = 0; i < count; i++) {
        if (among(lists[i], text)) {
            return i;
        }
    }
    return SAM_NONE;
}

/* The names of all columns there could be, for a message. */
static void list_names(const struct sam_sheet_column *columns, size_t count, struct sam_buf *text) {
    for (size_t i = 0; i < count; i++) {
        sam_buf_printf(text, "%s%.*s", i > 0 ? ", " : "", (int)strcspn(columns[i].names, "|"),
                       columns[i].names);
    }
}

static void unknown_column(const struct sam_sheet *sheet, size_t column,
                           const struct sam_sheet_column *columns, size_t count,
                           struct sam_problems *problems) {
    struct sam_buf names;
    char place[SAM_PLACE_SIZE];
    sam_buf_init(&names, SAM_ERR_TEXT / 2);
    list_names(columns, count, &names);
    sam_sheet_place(sheet, 0, column, place);
    sam_problem(problems,
                _("%s: column \"%s\" means nothing here; the columns are %s; remove it or use "
                  "--ignore-unknown"),
                place, sam_sheet_cell(sheet, 0, column), names.data);
    sam_buf_fini(&names);
}

bool sam_sheet_find_columns(const struct sam_sheet *sheet, const struct sam_sheet_column *columns,
                            size_t count, bool ignore_unknown, size_t *at,
                            struct sam_problems *problems) {
    char place[SAM_PLACE_SIZE];
    for (size_t i = 0; i < count; i++) {
        at[i] = SAM_NONE;
    }
    for (size_t column = 0; column < sheet->rows[0].count; column++) {
        const char *heading = sheet->rows[0].cells[column];
        size_t i = 0;
        while (i < count && !among(columns[i].names, heading)) {
            i++;
        }
        if (i == count && heading[0] != '\0' && !ignore_unknown) {
            unknown_column(sheet, column, columns, count, problems);
        } else if (i < count && at[i] != SAM_NONE) {
            sam_sheet_place(sheet, 0, column, place);
            sam_problem(problems, _("%s: column \"%s\" stands twice; keep one"), place, heading);
        } else if (i < count) {
            at[i] = column;
        }
    }
    bool all = true;
    for (size_t i = 0; i < count; i++) {
        if (columns[i].required && at[i] == SAM_NONE) {
            all = false;
            sam_sheet_place(sheet, 0, SAM_NONE, place);
            sam_problem(problems,
                        _("%s: no column \"%.*s\"; it is needed, and the first row must name the "
                          "columns"),
                        place, (int)strcspn(columns[i].names, "|"), columns[i].names);
        }
    }
    return all;
}
