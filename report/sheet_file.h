/* A sheet for people to fill in, as CSV or XLSX: columns with names, rows of text, and in a
 * workbook lists to choose from. The same table gives the same bytes. */
#ifndef SAM_REPORT_SHEET_FILE_H
#define SAM_REPORT_SHEET_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

struct sam_sheet_heading {
    const char *name;
    int width;           /* in characters */
    const char *choices; /* "yes|no", or NULL: any text */
};

struct sam_sheet_table {
    const char *title;
    const struct sam_sheet_heading *headings;
    size_t column_count;
    const char **cells; /* row after row; on the heap */
    size_t row_count, capacity;
    struct sam_arena *arena; /* for what cells point at */
};

void sam_sheet_table_init(struct sam_sheet_table *table);
void sam_sheet_table_fini(struct sam_sheet_table *table);
/* A new row, all of whose cells are "". */
const char **sam_sheet_table_row(struct sam_sheet_table *table);
/* Copies a row of cells in. */
void sam_sheet_table_add(struct sam_sheet_table *table, const char *const *cells);

void sam_sheet_table_csv(const struct sam_sheet_table *table, struct sam_buf *csv);
enum sam_status sam_sheet_table_xlsx(const struct sam_sheet_table *table, const char *path,
                                     struct sam_err *err) SAM_MUST_CHECK;

#endif
