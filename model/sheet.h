/* A table that people made in a spreadsheet: a CSV file or the sheet of an XLSX workbook.
 *   (1) all cells are text without blanks around it: numbers as the shortest decimal ("4", never
 *       "4.0"), dates as 2026-03-02 (with a time of day: 2026-03-02T10:15:00), truth values as
 *       "true" and "false"
 *   (2) rows without any text are passed over; the first row left names the columns
 *   (3) what is wrong with single cells (a formula's error, a formula that was never computed) is
 *       added to problems, all of it; a file that can't be read at all is an error
 *   (4) SAM_SHEET_* are limits on what is in a file, whatever size it claims to be: beyond them is
 *       SAM_E_LIMIT
 * Of a workbook only values are read; nothing in it is run or fetched. */
#ifndef SAM_MODEL_SHEET_H
#define SAM_MODEL_SHEET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/problems.h"
#include "model/json_reader.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SAM_SHEET_FILE = 16 << 20,     /* bytes of the file */
    SAM_SHEET_UNPACKED = 64 << 20, /* bytes of the workbook's parts that are read */
    SAM_SHEET_ROWS = 100000,
    SAM_SHEET_COLUMNS = 256,
    SAM_SHEET_CELL = 20000 /* bytes of text */
};

struct sam_sheet_row {
    const char **cells; /* none is NULL */
    size_t count;
    size_t line; /* in the file or the sheet, from 1 */
};

struct sam_sheet {
    const char *name;  /* of the file, for messages */
    const char *title; /* of the sheet in a workbook; NULL for CSV */
    struct sam_sheet_row *rows;
    size_t row_count; /* at least 1: the names of the columns */
    struct sam_arena *arena;
};

/* Reads a file, whose content says what it is. title chooses a sheet of a workbook (NULL: the
 * first that isn't hidden); one that isn't there is SAM_E_NOT_FOUND and lists those that are. */
enum sam_status sam_sheet_read(const char *path, const char *title, struct sam_sheet **out,
                               struct sam_problems *problems, struct sam_err *err) SAM_MUST_CHECK;
/* The same from memory; name is for messages. */
enum sam_status sam_sheet_parse(const char *data, size_t length, const char *name,
                                const char *title, struct sam_sheet **out,
                                struct sam_problems *problems, struct sam_err *err) SAM_MUST_CHECK;
void sam_sheet_free(struct sam_sheet *sheet);

/* Where something is, for messages: `plan.xlsx: sheet "Plan", cell D7` or `plan.csv, line 7,
 * column D`; with column SAM_NONE the row. */
void sam_sheet_place(const struct sam_sheet *sheet, size_t row, size_t column,
                     char place[SAM_PLACE_SIZE]);

/* One column of a kind of sheet. */
struct sam_sheet_column {
    const char *names; /* that it may have, between '|', ours first; no difference is made between
                          upper and lower case, nor between blanks, '-' and '_' */
    bool required;
};
/* at[i] becomes the number of the column with one of the names of columns[i], or SAM_NONE.
 * Problems: a required one that isn't there (then false: no row can be read), one that stands
 * twice, and, unless ignore_unknown, those that none of the names fit. */
bool sam_sheet_find_columns(const struct sam_sheet *sheet, const struct sam_sheet_column *columns,
                            size_t count, bool ignore_unknown, size_t *at,
                            struct sam_problems *problems);

/* The text of a cell; "" beyond the row's end, or when column is SAM_NONE. */
const char *sam_sheet_cell(const struct sam_sheet *sheet, size_t row, size_t column);

/* The number of the list of words, each between '|', that text is in (compared as names of columns
 * are), or SAM_NONE: {"done|on schedule", "stopped"}. */
size_t sam_sheet_word(const char *const *lists, size_t count, const char *text);

#endif
