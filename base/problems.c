#include "base/problems.h"

#include "base/utf8.h"
#include "base/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sam_problems_init(struct sam_problems *problems) {
    problems->count = 0;
    sam_buf_init(&problems->lines, SAM_BUF_UNLIMITED);
}

void sam_problems_fini(struct sam_problems *problems) {
    sam_buf_fini(&problems->lines);
}

void sam_problem(struct sam_problems *problems, const char *format, ...) {
    if (problems->count++ >= SAM_PROBLEMS_KEPT) {
        return;
    }
    char text[SAM_ERR_TEXT];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length >= (int)sizeof text) {
        memcpy(text + sam_utf8_cut(text, sizeof text, sizeof text - 4), "...", 4);
    }
    sam_utf8_tame(text);
    for (char *c = strchr(text, '\n'); c != NULL; c = strchr(c, '\n')) {
        *c = ' ';
    }
    sam_buf_text(&problems->lines, text);
    sam_buf_char(&problems->lines, '\n');
}

enum sam_status sam_problems_status(const struct sam_problems *problems, struct sam_err *err) {
    if (problems->count == 0) {
        return SAM_OK;
    }
    int first = (int)strcspn(problems->lines.data, "\n");
    if (problems->count == 1) {
        return sam_fail(err, SAM_E_INPUT, "%.*s", first, problems->lines.data);
    }
    return sam_fail(err, SAM_E_INPUT, _("%.*s (and %zu more; `samenscan check` lists them all)"),
                    first, problems->lines.data, problems->count - 1);
}
