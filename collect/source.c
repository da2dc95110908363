#include "collect/source.h"

#include <stdarg.h>
#include <stdio.h>

const struct sam_platform *sam_platform(enum sam_source_type type) {
    switch (type) {
    case SAM_SOURCE_SAMENSCAN:
        return &sam_platform_samenscan;
    case SAM_SOURCE_LIMESURVEY:
        return &sam_platform_limesurvey;
    case SAM_SOURCE_JSON:
        return &sam_platform_json;
    default:
        return &sam_platform_csv;
    }
}

void sam_page_init(struct sam_page *page) {
    *page = (struct sam_page){.arena = sam_arena_new(SAM_PAGE_LIMIT)};
}

void sam_page_clear(struct sam_page *page) {
    sam_page_fini(page);
    sam_page_init(page);
}

void sam_page_fini(struct sam_page *page) {
    sam_arena_free(page->arena);
    *page = (struct sam_page){0};
}

void sam_pass_notice(const struct sam_pass *pass, const char *format, ...) {
    if (pass->notice == NULL) {
        return;
    }
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    pass->notice(pass->context, text);
}

const char *sam_first_words(const struct sam_buf *body, char text[96]) {
    size_t length = 0;
    bool blank = true;
    for (size_t i = 0; i < body->length && length < 80; i++) {
        char c = body->data[i];
        if (c > ' ' && c < 127) {
            text[length++] = c;
            blank = false;
        } else if (!blank) {
            text[length++] = ' ';
            blank = true;
        }
    }
    text[length] = '\0';
    return text;
}
