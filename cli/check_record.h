/* Does what was recorded from sheets still fit the study? study.json, framework.json and the
 * questionnaires may have changed since. */
#ifndef SAM_CLI_CHECK_RECORD_H
#define SAM_CLI_CHECK_RECORD_H

#include "model/instruments.h"
#include "store/store.h"

/* Adds a problem for each activity of an alliance or wave that isn't in study.json, or whose goal
 * isn't in framework.json; and for each note likewise, or whose topic is in no questionnaire of its
 * wave. */
enum sam_status sam_check_record(const struct sam_study *study,
                                 const struct sam_instruments *instruments, struct sam_store *store,
                                 struct sam_problems *problems, struct sam_err *err) SAM_MUST_CHECK;

#endif
