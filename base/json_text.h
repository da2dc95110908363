/* Walking through JSON text that is known to be valid (it was parsed before), to change a part of
 * it and leave the rest as somebody wrote it. Text ends with a NUL. */
#ifndef SAM_BASE_JSON_TEXT_H
#define SAM_BASE_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Past white space. */
const char *sam_json_text_space(const char *at);
/* Past the value that begins at `at`: a string, number, word, array or object. */
const char *sam_json_text_past(const char *at);

/* One member of an object, or element of an array. */
struct sam_json_part {
    const char *lead; /* the white space before it begins here */
    const char *key;  /* at its quotation mark; NULL in an array */
    const char *value;
    const char *end; /* past the value */
};

/* The next part of the array or object whose inside *at points into (after its bracket at first).
 * False at its end: *at is then at the closing bracket, and part->lead where the white space before
 * that begins. */
bool sam_json_text_next(const char **at, bool object, struct sam_json_part *part);
/* Is the key this name? (Keys written with escapes are no name of ours.) */
bool sam_json_text_is(const char *key, const char *name);
/* The value of an object's member, or NULL. `object` is at its bracket. */
const char *sam_json_text_member(const char *object, const char *name);

#endif
