#include "base/html.h"

#include <string.h>

static const char *entity(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return ((unsigned char)c < 0x20 && c != '\t' && c != '\n') || c == 0x7F ? "\xEF\xBF\xBD"
                                                                                : NULL;
    }
}

void sam_html_text(struct sam_buf *html, const char *text) {
    const char *start = text;
    for (; *text != '\0'; text++) {
        const char *replacement = entity(*text);
        if (replacement != NULL) {
            sam_buf_append(html, start, (size_t)(text - start));
            sam_buf_text(html, replacement);
            start = text + 1;
        }
    }
    sam_buf_append(html, start, (size_t)(text - start));
}
