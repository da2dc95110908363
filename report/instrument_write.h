/* The questionnaire inside results.json, in the questionnaire file's own form, so that results can
 * be read years later without looking for the file they were made with. */
#ifndef SAM_REPORT_INSTRUMENT_WRITE_H
#define SAM_REPORT_INSTRUMENT_WRITE_H

#include "base/json_writer.h"
#include "model/questionnaire.h"

/* Writes one member that sam_questionnaire_parse reads back to an equal questionnaire. */
void sam_instrument_write(struct sam_json *json, const char *key,
                          const struct sam_questionnaire *questionnaire);

/* {"nl": ..., "en": ...}, or null when there is no text. */
void sam_instrument_text_write(struct sam_json *json, const char *key, const struct sam_text *text);

#endif
