/* What the files that make the workbook share; for them alone. */
#ifndef SAM_REPORT_WORKBOOK_PRIVATE_H
#define SAM_REPORT_WORKBOOK_PRIVATE_H

#include "base/file.h"
#include "report/results.h"
#include "report/workbook.h"

#include <xlsxwriter.h>

enum { SAM_WORKBOOK_REASONS = 4 };
/* Behind the columns of scores stand three that nobody reads, for the charts: the name with its
 * mean, mean - low, high - mean. */
enum { SAM_SCORES_HIDDEN = 20, SAM_SCORES_HIDDEN_LAST = 22 };
/* Rows that a chart takes on the sheet of charts, with the space below it. */
enum { SAM_CHART_ROWS = 21 };

struct sam_workbook_formats {
    lxw_format *title, *note, *head, *text, *wrap, *whole, *one, *two, *percent, *moment;
};

/* Where a table's rows of one group stand: what a chart refers to. */
struct sam_rows {
    lxw_row_t first, last;
};

struct sam_workbook {
    struct sam_workbook_source source;
    lxw_workbook *file;
    struct sam_new_file place;
    struct sam_workbook_formats formats;
    lxw_worksheet *about, *responses;
    lxw_worksheet *charts;  /* NULL: too many alliances for charts */
    lxw_row_t response_row; /* the next one */
};

/* Writes cells from left to right. */
struct sam_workbook_sheet {
    struct sam_workbook *book;
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
    bool full; /* the sheet has no room for more rows */
    /* why numbers of this row are absent, each reason once */
    enum sam_why reasons[SAM_WORKBOOK_REASONS];
    int reason_count;
};

/* A sheet whose name and headings are English messages, its first row fixed. widths in characters.
 */
struct sam_heading {
    const char *name;
    int width;
};
struct sam_workbook_sheet sam_sheet_new(struct sam_workbook *book, const char *name,
                                        const struct sam_heading *headings, size_t count);
void sam_sheet_next_row(struct sam_workbook_sheet *sheet);
void sam_sheet_text(struct sam_workbook_sheet *sheet, const char *text);
void sam_sheet_whole(struct sam_workbook_sheet *sheet, size_t value);
/* Absent: an empty cell, and its reason is kept for sam_sheet_why. */
void sam_sheet_number(struct sam_workbook_sheet *sheet, struct sam_number number,
                      lxw_format *format);
void sam_sheet_blank(struct sam_workbook_sheet *sheet);
/* The reasons met in this row, as sentences. */
void sam_sheet_why(struct sam_workbook_sheet *sheet);
/* Filter buttons over all that was written. */
void sam_sheet_done(struct sam_workbook_sheet *sheet);

/* The message in the workbook's language. */
const char *sam_workbook_tr(const struct sam_workbook *book, const char *message)
    __attribute__((format_arg(2)));

/* The tables made from the results; false when one is larger than a sheet. */
bool sam_workbook_tables(struct sam_workbook *book);
void sam_workbook_codebook(struct sam_workbook *book);

/* Charts of the tables: of a scale's scores, an alliance's statements, a relation's phases. */
void sam_workbook_score_chart(struct sam_workbook *book, lxw_worksheet *on, size_t place,
                              const char *title, struct sam_rows rows);
void sam_workbook_statement_chart(struct sam_workbook *book, lxw_worksheet *on, const char *title,
                                  struct sam_rows rows);
void sam_workbook_phase_charts(struct sam_workbook *book, lxw_worksheet *on, size_t place,
                               const char *relation, struct sam_rows rows);

#endif
