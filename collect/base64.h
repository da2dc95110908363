/* Base64, read strictly (RFC 4648, section 4). */
#ifndef SAM_COLLECT_BASE64_H
#define SAM_COLLECT_BASE64_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the bytes; false, with nothing appended, when text is anything but whole base64: a length
 * that is no multiple of four, another character (line ends too), padding elsewhere than at the end
 * or bits left over in the last group, or when bytes' limit is reached. */
bool sam_base64_decode(const char *text, size_t length, struct sam_buf *bytes);

#endif
