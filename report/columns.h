/* The columns of exported responses and what they mean: one description for the codebook, the
 * workbook and the SPSS file.
 *
 * First the seven of the response CSV (respondent ... submitted_at), then one per statement, then
 * one per open question, in the questionnaire's order. */
#ifndef SAM_REPORT_COLUMNS_H
#define SAM_REPORT_COLUMNS_H

#include "base/words.h"
#include "model/questionnaire.h"

enum sam_column_kind {
    SAM_COLUMN_ID,     /* one of many: respondent, alliance, organisation, wave */
    SAM_COLUMN_ROLE,   /* sam_role_id */
    SAM_COLUMN_LANG,   /* sam_lang_code */
    SAM_COLUMN_MOMENT, /* when it was sent in */
    SAM_COLUMN_ANSWER, /* 1 .. points, "dk" or nothing */
    SAM_COLUMN_OPEN    /* an open answer */
};

struct sam_column {
    const char *name;
    enum sam_column_kind kind;
    size_t index; /* of the statement or open question */
};

size_t sam_column_count(const struct sam_questionnaire *questionnaire);
struct sam_column sam_column_at(const struct sam_questionnaire *questionnaire, size_t column);

/* What the column holds: the statement, the open question, or what it is called. */
const char *sam_column_label(const struct sam_questionnaire *questionnaire,
                             const struct sam_column *column, enum sam_lang lang);

/* The k-th value that may stand in it, and its label; false when there are no more, or when values
 * are not from a list. */
bool sam_column_value(const struct sam_questionnaire *questionnaire,
                      const struct sam_column *column, enum sam_lang lang, size_t k,
                      char value[SAM_PLACE_SIZE], const char **label);

/* "lead partner", ...; "" for unknown. */
const char *sam_words_role(enum sam_lang lang, enum sam_role role);
/* "Dutch", "English". */
const char *sam_words_lang(enum sam_lang lang, enum sam_lang named);

#endif
