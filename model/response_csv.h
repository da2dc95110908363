/* The response file: one row a respondent, one column an item (docs/formats.md).
 *
 * respondent,alliance,organisation,role,wave,language,submitted_at, then item ids and open question
 * ids, in any order; `alliance` and at least one item are required. Every error names file, line,
 * column and value. */
#ifndef SAM_MODEL_RESPONSE_CSV_H
#define SAM_MODEL_RESPONSE_CSV_H

#include "base/buf.h"
#include "base/csv.h"
#include "base/err.h"
#include "model/response.h"

#include <stdbool.h>

enum sam_csv_column {
    SAM_CSV_RESPONDENT,
    SAM_CSV_ALLIANCE,
    SAM_CSV_ORGANISATION,
    SAM_CSV_ROLE,
    SAM_CSV_WAVE,
    SAM_CSV_LANGUAGE,
    SAM_CSV_SUBMITTED_AT
};
enum { SAM_CSV_NAMED = 7 };

extern const char *const sam_csv_column_names[SAM_CSV_NAMED];

struct sam_response_csv;

struct sam_response_row {
    size_t line;
    const char *named[SAM_CSV_NAMED]; /* "" when the column or the value is not there */
    enum sam_role role;
    const uint8_t *answers; /* per item of the questionnaire */
};

/* Reads the header. ignore_unknown: columns that mean nothing are passed over instead of being an
 * error. csv and questionnaire are borrowed. */
enum sam_status sam_response_csv_open(struct sam_csv *csv,
                                      const struct sam_questionnaire *questionnaire,
                                      bool ignore_unknown, struct sam_response_csv **out,
                                      struct sam_err *err) SAM_MUST_CHECK;
void sam_response_csv_free(struct sam_response_csv *file);

/* The next row (valid until the next call); *more is false at the end of the file. */
enum sam_status sam_response_csv_next(struct sam_response_csv *file, struct sam_response_row *row,
                                      bool *more, struct sam_err *err) SAM_MUST_CHECK;

/* Appends the header line, or one response as a line; open answers only if with_open. */
void sam_response_csv_write_header(struct sam_buf *out,
                                   const struct sam_questionnaire *questionnaire, bool with_open);
void sam_response_csv_write(struct sam_buf *out, const struct sam_questionnaire *questionnaire,
                            const struct sam_response *response, bool with_open);

#endif
