/* Text into HTML: the only way in. */
#ifndef SAM_BASE_HTML_H
#define SAM_BASE_HTML_H

#include "base/buf.h"

/* Appends text with & < > " ' escaped: right in element content and in quoted attributes. Control
 * characters other than tab and line feed become U+FFFD. */
void sam_html_text(struct sam_buf *html, const char *text);

#endif
