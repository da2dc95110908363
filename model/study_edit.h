/* Adds to the text of a study.json without touching the rest of it: what people wrote, and how they
 * laid it out, stays byte for byte. */
#ifndef SAM_MODEL_STUDY_EDIT_H
#define SAM_MODEL_STUDY_EDIT_H

#include "base/buf.h"
#include "model/study.h"

/* Appends to out the text with these pairs added to the object `key` of the source with this name;
 * the object is made if the source has none. Pairs whose "from" it has already are left out: what
 * stands there was written by somebody. SAM_E_NOT_FOUND: no such source; SAM_E_INPUT: the text is
 * no study, or the key holds something else. */
enum sam_status sam_study_edit_source(const char *text, const char *source, const char *key,
                                      const struct sam_mapping *pairs, size_t count,
                                      struct sam_buf *out, struct sam_err *err) SAM_MUST_CHECK;

#endif
