/* What every column of an exported response CSV means. */
#ifndef SAM_REPORT_CODEBOOK_H
#define SAM_REPORT_CODEBOOK_H

#include "base/buf.h"
#include "base/err.h"
#include "model/questionnaire.h"

/* about stands in every row or object, as the file's own source: a line of report/provenance.h. */

/* Appends a row per column: variable, label_nl, label_en, theme, scale, reverse (yes or no), phase,
 * audience (roles, a blank between), values_nl, values_en ("1 = Disagree; 2 = ..."), about. */
void sam_codebook_csv(const struct sam_questionnaire *questionnaire, const char *about,
                      struct sam_buf *csv);

/* The same as a JSON list of objects; values are objects of their own. */
enum sam_status sam_codebook_json(const struct sam_questionnaire *questionnaire, const char *about,
                                  struct sam_buf *json, struct sam_err *err) SAM_MUST_CHECK;

#endif
