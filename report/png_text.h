/* Words inside a PNG, for programs that show what a picture is of (PNG, third edition, 11.3.3.4).
 */
#ifndef SAM_REPORT_PNG_TEXT_H
#define SAM_REPORT_PNG_TEXT_H

#include "base/buf.h"

#include <stdbool.h>

/* Puts `text` (UTF-8) under a keyword of the standard ("Title", "Description", "Software") behind
 * the header of a whole PNG. False when it isn't one. */
bool sam_png_add_text(struct sam_buf *png, const char *keyword, const char *text);

#endif
