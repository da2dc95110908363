/* One sheet of an Office Open XML workbook (ECMA-376), for sheet.c.
 * libzip takes the parts out, expat reads them. */
#ifndef SAM_MODEL_SHEET_XLSX_H
#define SAM_MODEL_SHEET_XLSX_H

#include "model/sheet.h"

enum sam_status sam_sheet_xlsx(const char *data, size_t length, const char *name, const char *title,
                               struct sam_sheet **out, struct sam_problems *problems,
                               struct sam_err *err) SAM_MUST_CHECK;

#endif
