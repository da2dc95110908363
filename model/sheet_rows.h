/* What the kinds of sheets of a study have in common: rows of an alliance, with every problem
 * named at its cell. For the files that read one kind (activity.c, note.c, ...). */
#ifndef SAM_MODEL_SHEET_ROWS_H
#define SAM_MODEL_SHEET_ROWS_H

#include "model/sheet.h"
#include "model/study.h"

enum { SAM_SHEET_SHOWN = 64 }; /* bytes of a cell in a message */

/* A sheet being read. */
struct sam_sheet_rows {
    const struct sam_sheet *sheet;
    const struct sam_study *study;
    struct sam_problems *problems;
    const struct sam_sheet_column *columns;
    const size_t *at; /* where the columns are */
    size_t row;       /* at hand */
};

/* The cell of column i (of columns) in the row at hand. */
const char *sam_rows_cell(const struct sam_sheet_rows *rows, size_t i);
/* Is every cell but those of the set (1 << i) empty in the row at hand? */
bool sam_rows_bare(const struct sam_sheet_rows *rows, size_t count, unsigned set);
/* A problem with the cell of column i: "PLACE: what". */
void sam_rows_problem(const struct sam_sheet_rows *rows, size_t i, const char *format, ...)
    SAM_PRINTF(3, 4);
/* The text of a cell that must not be empty; "" and a problem when it is. */
const char *sam_rows_needed(const struct sam_sheet_rows *rows, size_t i);
/* Index of the alliance with this id or name, or SAM_NONE and a problem. */
size_t sam_rows_alliance(const struct sam_sheet_rows *rows, size_t i);
/* The number of the list of words that the cell is in; SAM_NONE and a problem that lists the first
 * word of each when it is in none. */
size_t sam_rows_word(const struct sam_sheet_rows *rows, size_t i, const char *const *lists,
                     size_t count);

#endif
