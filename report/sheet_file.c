#include "report/sheet_file.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/words.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

void sam_sheet_table_init(struct sam_sheet_table *table) {
    *table = (struct sam_sheet_table){.arena = sam_arena_new(SAM_BUF_UNLIMITED)};
}

void sam_sheet_table_fini(struct sam_sheet_table *table) {
    sam_arena_free(table->arena);
    free(table->cells);
    *table = (struct sam_sheet_table){0};
}

const char **sam_sheet_table_row(struct sam_sheet_table *table) {
    assert(table->column_count > 0);
    if (table->row_count == table->capacity) {
        table->capacity = sam_grow(table->capacity, table->row_count + 1);
        table->cells =
            sam_xrealloc(table->cells, table->capacity * table->column_count, sizeof *table->cells);
    }
    const char **row = table->cells + table->row_count++ * table->column_count;
    for (size_t i = 0; i < table->column_count; i++) {
        row[i] = "";
    }
    return row;
}

void sam_sheet_table_add(struct sam_sheet_table *table, const char *const *cells) {
    const char **row = sam_sheet_table_row(table);
    for (size_t i = 0; i < table->column_count; i++) {
        row[i] = sam_arena_strdup(table->arena, cells[i]);
    }
}

void sam_sheet_table_csv(const struct sam_sheet_table *table, struct sam_buf *csv) {
    for (size_t i = 0; i < table->column_count; i++) {
        sam_buf_text(csv, i > 0 ? "," : "");
        sam_csv_write_field(csv, table->headings[i].name);
    }
    sam_buf_text(csv, "\r\n");
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        sam_csv_write_field(csv, table->cells[i]);
        sam_buf_text(csv, (i + 1) % table->column_count == 0 ? "\r\n" : ",");
    }
}

enum { CHOICES = 16, EMPTY_ROWS = 200, YEAR_1980 = 315532800 };

/* A list to choose from, also in some rows below those that are there. */
static void offer(lxw_worksheet *sheet, const struct sam_sheet_table *table, size_t column) {
    char *words = sam_xstrdup(table->headings[column].choices);
    char *list[CHOICES + 1] = {NULL};
    char *rest = words;
    size_t count = 0;
    for (char *word = strtok_r(words, "|", &rest); word != NULL && count < CHOICES;
         word = strtok_r(NULL, "|", &rest)) {
        list[count++] = word;
    }
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list};
    worksheet_data_validation_range(sheet, 1, (lxw_col_t)column,
                                    (lxw_row_t)table->row_count + EMPTY_ROWS, (lxw_col_t)column,
                                    &validation);
    free(words);
}

static void fill(lxw_workbook *book, const struct sam_sheet_table *table) {
    lxw_worksheet *sheet = workbook_add_worksheet(book, table->title);
    lxw_format *head = workbook_add_format(book), *text = workbook_add_format(book);
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_MEDIUM);
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    for (size_t c = 0; c < table->column_count; c++) {
        lxw_col_t column = (lxw_col_t)c;
        worksheet_set_column(sheet, column, column, table->headings[c].width, text);
        worksheet_write_string(sheet, 0, column, table->headings[c].name, head);
        if (table->headings[c].choices != NULL) {
            offer(sheet, table, c);
        }
    }
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        if (table->cells[i][0] != '\0') {
            /* Never a formula, whatever it starts with. */
            worksheet_write_string(sheet, (lxw_row_t)(i / table->column_count) + 1,
                                   (lxw_col_t)(i % table->column_count), table->cells[i], text);
        }
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    lxw_doc_properties properties = {.created = YEAR_1980};
    workbook_set_properties(book, &properties);
}

enum sam_status sam_sheet_table_xlsx(const struct sam_sheet_table *table, const char *path,
                                     struct sam_err *err) {
    struct sam_new_file place;
    enum sam_status status = sam_new_file_open(&place, path, err);
    if (status != SAM_OK) {
        return status;
    }
    lxw_workbook *book = workbook_new(place.temporary);
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    errno = 0;
    if (book != NULL) {
        fill(book, table);
        error = workbook_close(book);
    }
    if (error == LXW_NO_ERROR) {
        return sam_new_file_commit(&place, err);
    }
    status = sam_fail_cause(err, SAM_E_IO, (int)error, _("%s: could not be written whole (%s)"),
                            path, errno != 0 ? strerror(errno) : lxw_strerror(error));
    sam_new_file_discard(&place);
    return status;
}
