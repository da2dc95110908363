/* A list of everything wrong with one file, so that `check` can name all of it at once. */
#ifndef SAM_BASE_PROBLEMS_H
#define SAM_BASE_PROBLEMS_H

#include "base/buf.h"
#include "base/err.h"

enum { SAM_PROBLEMS_KEPT = 200 };

struct sam_problems {
    struct sam_buf lines; /* one problem a line, the first SAM_PROBLEMS_KEPT of them */
    size_t count;
};

void sam_problems_init(struct sam_problems *problems);
void sam_problems_fini(struct sam_problems *problems);
/* Adds one; control characters inside it become blanks, since they may be a stranger's and end up
 * on a terminal. One that is too long is cut as in err.h. */
void sam_problem(struct sam_problems *problems, const char *format, ...) SAM_PRINTF(2, 3);
/* SAM_OK when there are none; else SAM_E_INPUT with the first and the number of the others. */
enum sam_status sam_problems_status(const struct sam_problems *problems, struct sam_err *err);

#endif
