#include "base/buf.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sam_buf_init(struct sam_buf *buf, size_t limit) {
    *buf = (struct sam_buf){.limit = limit};
    buf->capacity = 64;
    buf->data = sam_xmalloc(buf->capacity);
    buf->data[0] = '\0';
}

void sam_buf_fini(struct sam_buf *buf) {
    free(buf->data);
    *buf = (struct sam_buf){0};
}

void sam_buf_clear(struct sam_buf *buf) {
    buf->length = 0;
    buf->full = false;
    buf->data[0] = '\0';
}

static bool reserve(struct sam_buf *buf, size_t more) {
    if (buf->full || more > buf->limit - buf->length) {
        buf->full = true;
        return false;
    }
    size_t needed = buf->length + more + 1;
    if (needed > buf->capacity) {
        buf->capacity = sam_grow(buf->capacity, needed);
        buf->data = sam_xrealloc(buf->data, buf->capacity, 1);
    }
    return true;
}

bool sam_buf_append(struct sam_buf *buf, const void *data, size_t length) {
    if (!reserve(buf, length)) {
        return false;
    }
    if (length > 0) {
        memcpy(buf->data + buf->length, data, length);
    }
    buf->length += length;
    buf->data[buf->length] = '\0';
    return true;
}

bool sam_buf_text(struct sam_buf *buf, const char *text) {
    return sam_buf_append(buf, text, strlen(text));
}

bool sam_buf_char(struct sam_buf *buf, char c) {
    return sam_buf_append(buf, &c, 1);
}

bool sam_buf_printf(struct sam_buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0 || !reserve(buf, (size_t)length)) {
        return false;
    }
    va_start(args, format);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
    va_end(args);
    buf->length += (size_t)length;
    return true;
}

void sam_buf_grow(struct sam_buf *buf, size_t most) {
    buf->capacity = sam_grow(buf->capacity, buf->length + most + 1);
    buf->data = sam_xrealloc(buf->data, buf->capacity, 1);
}

char *sam_buf_take(struct sam_buf *buf) {
    char *data = buf->data;
    sam_buf_init(buf, buf->limit);
    return data;
}
