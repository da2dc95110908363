/* Where a document comes from: said in every file, so that one found years later can be traced. */
#ifndef SAM_REPORT_PROVENANCE_H
#define SAM_REPORT_PROVENANCE_H

#include "base/buf.h"
#include "base/words.h"
#include "report/results.h"

#include <time.h>

/* Digits of the checksum that a reader compares: 32 bits. */
enum { SAM_CHECKSUM_SHORT = 8 };

/* Study, wave, questionnaire and its version, version of the program that computed the results,
 * when, and the beginning of the results' checksum (`digits` hexadecimal digits; 0: none), as one
 * line of plain text. */
void sam_provenance_line(const struct sam_results *results, enum sam_lang lang, int digits,
                         struct sam_buf *text);

/* The same for what is made of responses: with results (NULL: never analysed, then without time and
 * checksum) those of the wave. */
struct sam_study;
void sam_provenance_responses(const struct sam_study *study, const char *wave,
                              const struct sam_questionnaire *questionnaire,
                              const struct sam_results *results, enum sam_lang lang,
                              struct sam_buf *text);

/* The study's title, else the questionnaire's. */
const char *sam_results_title(const struct sam_results *results, enum sam_lang lang);

/* When the results were made as seconds since 1970 UTC; where they don't say, the start of 1980:
 * the earliest a zip file can hold. */
time_t sam_results_moment(const struct sam_results *results);

#endif
