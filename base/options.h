/* A verb's options as a table that yields the parser and the help. */
#ifndef SAM_BASE_OPTIONS_H
#define SAM_BASE_OPTIONS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum sam_option_kind {
    SAM_OPTION_FLAG,   /* into: bool *, set to true */
    SAM_OPTION_TEXT,   /* into: const char **, borrowed from argv */
    SAM_OPTION_WHOLE,  /* into: long long *, from minimum to maximum */
    SAM_OPTION_DECIMAL /* into: double *, from minimum to maximum */
};

struct sam_option {
    const char *name; /* without the dashes */
    enum sam_option_kind kind;
    const char *argument; /* its name in the help, NULL for a flag */
    const char *help;     /* N_() message */
    void *into;
    double minimum, maximum;
};

/* Reads argv[0 .. argc): --name VALUE, --name=VALUE, -- ends the options; "-" alone is a
 * positional. Positionals are collected into positional[0 .. *count), at most `room` of them.
 * SAM_E_USAGE names the argument and what was expected. */
enum sam_status sam_options_read(const struct sam_option *options, size_t option_count, int argc,
                                 char **argv, const char **positional, size_t room, size_t *count,
                                 struct sam_err *err) SAM_MUST_CHECK;

/* Appends one line per option, help texts in the language set. */
void sam_options_help(const struct sam_option *options, size_t option_count, struct sam_buf *text);

#endif
