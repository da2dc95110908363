#include "base/err.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts at a UTF-8 boundary and marks the cut. */
static void mark_cut(char *text, size_t size) {
    memcpy(text + sam_utf8_cut(text, size, size - 4), "...", 4);
}

static SAM_PRINTF(4, 0) enum sam_status set_text(struct sam_err *err, enum sam_status status,
                                                 int cause, const char *format, va_list args) {
    if (err == NULL) {
        return status;
    }
    /* The arguments may point into err->text itself. */
    char text[SAM_ERR_TEXT];
    int length = vsnprintf(text, sizeof text, format, args);
    if (length >= (int)sizeof text) {
        mark_cut(text, sizeof text);
    }
    sam_utf8_tame(text);
    err->status = status;
    err->cause = cause;
    memcpy(err->text, text, strlen(text) + 1);
    return status;
}

enum sam_status sam_fail(struct sam_err *err, enum sam_status status, const char *format, ...) {
    va_list args;
    va_start(args, format);
    set_text(err, status, 0, format, args);
    va_end(args);
    return status;
}

enum sam_status sam_fail_cause(struct sam_err *err, enum sam_status status, int cause,
                               const char *format, ...) {
    va_list args;
    va_start(args, format);
    set_text(err, status, cause, format, args);
    va_end(args);
    return status;
}

enum sam_status sam_err_while(struct sam_err *err, const char *format, ...) {
    if (err == NULL) {
        return SAM_E_INPUT;
    }
    char where[SAM_ERR_TEXT];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(where, sizeof where, format, args);
    va_end(args);
    if (length >= (int)sizeof where) {
        mark_cut(where, sizeof where);
    }
    char text[2 * SAM_ERR_TEXT + 4];
    snprintf(text, sizeof text, "%s: %s", where, err->text);
    if (strlen(text) >= SAM_ERR_TEXT) {
        mark_cut(text, SAM_ERR_TEXT);
    }
    sam_utf8_tame(text);
    memcpy(err->text, text, strlen(text) + 1);
    return err->status;
}
