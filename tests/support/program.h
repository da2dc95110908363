/* Runs the program itself, as a user would. */
#ifndef SAM_TESTS_PROGRAM_H
#define SAM_TESTS_PROGRAM_H

#include "base/buf.h"

#include <sys/types.h>

struct sam_ran {
    int status; /* exit status, or 128 + the signal */
    struct sam_buf out, err;
};

/* Runs samenscan with these arguments (up to a NULL), LANG=C, in the folder (NULL: this one); input
 * on its standard input (NULL: none). Fails the test if it can't be started. */
struct sam_ran sam_run_program(const char *folder, const char *input, ...)
    __attribute__((sentinel));
void sam_ran_fini(struct sam_ran *ran);

/* Runs it and fails the test unless it exits with status. Returns what it wrote to stdout (heap);
 * *err (may be NULL) what it wrote to stderr (heap). */
char *sam_program_expect(int status, char **err, const char *folder, ...) __attribute__((sentinel));

/* Starts it in the background with stdout on a pipe, and reads one line of it. */
pid_t sam_program_start(char *line, size_t size, ...) __attribute__((sentinel));
/* Ends it with SIGTERM and returns its exit status. */
int sam_program_stop(pid_t pid);

#endif
