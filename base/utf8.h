/* UTF-8: validity and the few questions we ask of text. */
#ifndef SAM_BASE_UTF8_H
#define SAM_BASE_UTF8_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* True if the bytes are valid UTF-8 (no surrogates, no overlong forms, at most U+10FFFF) and hold
 * no NUL; otherwise *bad (may be NULL) is the offset of the first wrong byte. */
bool sam_utf8_valid(const char *text, size_t length, size_t *bad);

/* The greatest length, at most `most`, to which text may be cut without splitting a character. */
size_t sam_utf8_cut(const char *text, size_t length, size_t most);

/* Number of characters (code points) of valid UTF-8. */
size_t sam_utf8_count(const char *text, size_t length);

/* Appends text, in which each byte that is no UTF-8 is read as Windows-1252 (which has a character
 * for every byte, as encoding.spec.whatwg.org has it: nothing is lost), a NUL as U+FFFD. Returns
 * how many bytes that were. */
size_t sam_utf8_mend(const char *text, size_t length, struct sam_buf *out);

/* Makes every control character but the line feed a blank: what strangers wrote may end up on a
 * terminal, which would obey it. */
void sam_utf8_tame(char *text);

#endif
