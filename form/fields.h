/* Names and values that strangers send: a form's body, the query of an address, cookies.
 *   (1) a value is whole UTF-8 without NUL, or the whole lot is refused
 *   (2) no name stands twice: who sends one twice is no form of ours, and which one would count?
 *   (3) at most SAM_FIELDS_MOST of them, names of at most SAM_FIELD_NAME bytes
 * One decoder for bodies and queries, apart from the web server's own, so that both have the same
 * limits and can be fuzzed without a socket. */
#ifndef SAM_FORM_FIELDS_H
#define SAM_FORM_FIELDS_H

#include "base/arena.h"

#include <stddef.h>

enum { SAM_FIELDS_MOST = 1200, SAM_FIELD_NAME = 128 };

struct sam_field {
    const char *name, *value;
};
struct sam_fields {
    struct sam_field *fields;
    size_t count;
};

/* Reads application/x-www-form-urlencoded. Memory is the arena's. NULL when all is well, else what
 * is wrong: an N_() message; out is then empty. */
const char *sam_fields_read(const char *text, size_t length, struct sam_arena *arena,
                            struct sam_fields *out);
/* Reads a Cookie header. What is no name=value, or isn't UTF-8, is left out; of cookies of one name
 * the first counts, which is the one of the longest path. */
void sam_cookies_read(const char *header, struct sam_arena *arena, struct sam_fields *out);

/* NULL when there is none of this name. */
const char *sam_fields_get(const struct sam_fields *fields, const char *name);

#endif
