/* The numbers of a results.json as a table for spreadsheets and statistics programs. */
#ifndef SAM_REPORT_SCORES_CSV_H
#define SAM_REPORT_SCORES_CSV_H

#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

/* Appends "part,alliance,of,statistic,value,why" and a row per number: part is study, scale,
 * alliance, item or phase; `of` the scale, item or relation; nested names are joined with dots
 * ("alpha.low"). value is empty where there is none and why then says the reason. */
enum sam_status sam_scores_csv(const char *results, size_t length, const char *name,
                               struct sam_buf *csv, struct sam_err *err) SAM_MUST_CHECK;

#endif
