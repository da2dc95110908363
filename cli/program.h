/* What the verbs share: how they are called, how they speak.
 *
 * A verb is one file verb_NAME.c with one function that gets the command line behind its name and
 * returns the exit status: 0 done, 1 it failed, 2 the command line is wrong. Results go to stdout,
 * messages and progress to stderr. */
#ifndef SAM_CLI_PROGRAM_H
#define SAM_CLI_PROGRAM_H

#include "base/err.h"
#include "base/options.h"
#include "base/words.h"

#include <stdbool.h>
#include <stddef.h>

enum { SAM_EXIT_DONE = 0, SAM_EXIT_FAILED = 1, SAM_EXIT_USAGE = 2 };

struct sam_call {
    int argc; /* behind the verb's name */
    char **argv;
    bool quiet;
    bool lang_given; /* --lang, or a LANG that says nl or en */
    const char *positional[4];
    size_t positional_count;
};

struct sam_verb {
    const char *name;
    const char *arguments; /* behind the name in the usage line */
    const char *summary;   /* one line, N_() */
    const char *more;      /* paragraphs of --help, N_() or NULL */
    int (*run)(struct sam_call *call);
};

extern const struct sam_verb sam_verbs[]; /* ends with a NULL name */

/* All of main but main itself. */
int sam_program(int argc, char **argv);

/* Reads the command line with the verb's options and those of every verb (--lang, --quiet,
 * --help). False: *exit says how to end (help was printed, or an error). */
bool sam_call_read(struct sam_call *call, const struct sam_verb *verb,
                   const struct sam_option *options, size_t option_count, size_t most_positional,
                   int *exit);

/* A message on stderr, with a line end; not when --quiet. */
void sam_say(const struct sam_call *call, const char *format, ...) SAM_PRINTF(2, 3);
/* An error on stderr: "samenscan: ...". Returns SAM_EXIT_FAILED, or SAM_EXIT_USAGE if it is one. */
int sam_complain(const struct sam_err *err);

/* True once SIGINT or SIGTERM came; sam_stop_on_signals makes them set it instead of ending us. */
bool sam_stopped(void *context);
void sam_stop_on_signals(void);

/* When the program crashes, no image of its memory, with answers and passwords in it, is left. */
void sam_leave_no_dump(void);

int sam_verb_init(struct sam_call *call);
int sam_verb_check(struct sam_call *call);
int sam_verb_serve(struct sam_call *call);
int sam_verb_invite(struct sam_call *call);
int sam_verb_remind(struct sam_call *call);
int sam_verb_collect(struct sam_call *call);
int sam_verb_import(struct sam_call *call);
int sam_verb_status(struct sam_call *call);
int sam_verb_analyse(struct sam_call *call);
int sam_verb_report(struct sam_call *call);
int sam_verb_run(struct sam_call *call);
int sam_verb_score(struct sam_call *call);
int sam_verb_simulate(struct sam_call *call);
int sam_verb_export(struct sam_call *call);
int sam_verb_purge(struct sam_call *call);

/* The verb's row in sam_verbs. */
const struct sam_verb *sam_verb_find(const char *name);

#endif
