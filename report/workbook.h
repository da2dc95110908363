/* A study's answers and numbers as an Excel workbook: a sheet per table, and native charts.
 *
 *   (1) sheets: about, responses, scores per alliance and scale, scales over all alliances,
 *       statements per alliance with their counts, phases, charts, codebook. Without results
 *       (never analysed): about, responses and codebook
 *   (2) texts in the reader's language; numbers are numbers, a moment is a date, an absent number
 *       is an empty cell and the last column says why
 *   (3) the evaluator's own file: single answers can be read in it, and every sheet says so in its
 *       footer
 *   (4) same responses and results, same bytes
 *   (5) alliances stand in order of name, never of score; charts for up to SAM_WORKBOOK_CHARTS
 *       alliances: more can't be read
 *   (6) what the results say is labelled by the questionnaire they were made with, which the file
 *       has inside; responses by the study's
 *   (7) a sheet has room for 1,048,575 rows; beyond it SAM_E_LIMIT says which format holds more */
#ifndef SAM_REPORT_WORKBOOK_H
#define SAM_REPORT_WORKBOOK_H

#include "base/err.h"
#include "base/words.h"
#include "model/response.h"

struct sam_results;
struct sam_workbook;

enum { SAM_WORKBOOK_CHARTS = 40 };

struct sam_workbook_source {
    const struct sam_study *study; /* whose names stand for ids */
    const struct sam_questionnaire *questionnaire;
    const struct sam_results *results; /* NULL: never analysed */
    const char *wave;
    bool responses; /* a sheet of them */
    enum sam_lang lang;
};

/* Everything in source is borrowed until the end. The file appears at path when it is whole. */
enum sam_status sam_workbook_open(const char *path, const struct sam_workbook_source *source,
                                  struct sam_workbook **out, struct sam_err *err) SAM_MUST_CHECK;

/* The next row of responses. */
enum sam_status sam_workbook_response(struct sam_workbook *book,
                                      const struct sam_response *response,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Writes the other sheets and the file, and frees book; on failure no file is left. */
enum sam_status sam_workbook_close(struct sam_workbook *book, struct sam_err *err) SAM_MUST_CHECK;
/* Frees book without a file. */
void sam_workbook_discard(struct sam_workbook *book);

#endif
