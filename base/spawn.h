/* Other programs, started without a shell: a list of arguments, a time limit, nothing left running.
 */
#ifndef SAM_BASE_SPAWN_H
#define SAM_BASE_SPAWN_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* The path of the first of these names (ending with NULL) that PATH has a program of, on the heap;
 * NULL when it has none. */
char *sam_spawn_find(const char *const *names);

struct sam_spawn {
    const char *const *arguments; /* the first is the program's path; ending with NULL */
    const char *const *variables; /* "NAME=value", set besides our own; ending with NULL, or NULL */
    int seconds;                  /* it is killed after these */
    bool (*stop)(void *context);  /* asked now and then: true kills it too; NULL: never */
    void *context;
};

/* Runs it to its end, with nothing on its standard input; what it says on standard output and error
 * is appended to said (its first SAM_SPAWN_SAID bytes). SAM_OK when it exits with 0.
 * SAM_E_NOT_FOUND when it can't be started, SAM_E_LIMIT when time is up, SAM_E_STOPPED, SAM_E_IO
 * when it fails: the message has the last line it said. Everything it started itself is killed with
 * it. */
enum { SAM_SPAWN_SAID = 64 << 10 };
enum sam_status sam_spawn(const struct sam_spawn *spawn, struct sam_buf *said,
                          struct sam_err *err) SAM_MUST_CHECK;

#endif
