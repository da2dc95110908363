/* How the readers of CSV and XLSX fill a sheet; for them alone. */
#ifndef SAM_MODEL_SHEET_BUILD_H
#define SAM_MODEL_SHEET_BUILD_H

#include "model/sheet.h"

struct sam_sheet_builder {
    struct sam_sheet *sheet;
    const char *cells[SAM_SHEET_COLUMNS]; /* of the row being made */
    size_t count, line;
    bool any; /* has it any text? */
    size_t capacity;
};

/* A sheet without rows, and a builder for it. */
void sam_sheet_build(struct sam_sheet_builder *builder, const char *name, const char *title);
void sam_sheet_row_begin(struct sam_sheet_builder *builder, size_t line);
/* Column from 0. Blanks around the text are taken off. */
enum sam_status sam_sheet_row_cell(struct sam_sheet_builder *builder, size_t column,
                                   const char *text, size_t length,
                                   struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_sheet_row_end(struct sam_sheet_builder *builder,
                                  struct sam_err *err) SAM_MUST_CHECK;
/* Gives the sheet; SAM_E_INPUT when it has no row. */
enum sam_status sam_sheet_built(struct sam_sheet_builder *builder, struct sam_sheet **out,
                                struct sam_err *err) SAM_MUST_CHECK;
/* Instead, after a failure. */
void sam_sheet_build_discard(struct sam_sheet_builder *builder);

/* Place of a cell by line and column of the file. */
void sam_sheet_place_at(const char *name, const char *title, size_t line, size_t column,
                        char place[SAM_PLACE_SIZE]);

#endif
