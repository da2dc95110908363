/* Taking people's names and addresses out of study.json. */
#ifndef SAM_MODEL_STUDY_FORGET_H
#define SAM_MODEL_STUDY_FORGET_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends text (a study.json that was read without problems) without the members name, email and
 * person of these people; respondents NULL: of all. The rest stays as it was written, the place
 * itself too: who was invited goes on counting. Returns from how many people something went. */
size_t sam_study_forget(const char *text, const char *const *respondents, size_t count,
                        struct sam_buf *out);

/* The same for the file in folder, which is written anew only when something went; *from: how
 * many. With look_only it stays as it is. */
enum sam_status sam_study_forget_file(const char *folder, const char *const *respondents,
                                      size_t count, bool look_only, size_t *from,
                                      struct sam_err *err) SAM_MUST_CHECK;

#endif
