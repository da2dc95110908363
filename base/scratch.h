/* A folder of our own for files in between, that is gone afterwards. */
#ifndef SAM_BASE_SCRATCH_H
#define SAM_BASE_SCRATCH_H

#include "base/err.h"

/* Makes one below TMPDIR (or /tmp) that only we can read; *path is on the heap. */
enum sam_status sam_scratch_new(char **path, struct sam_err *err) SAM_MUST_CHECK;
/* Removes it with all in it and frees path; NULL is fine. What can't be removed stays. */
void sam_scratch_remove(char *path);

#endif
