/* The one growing buffer, with a limit.
 *   (1) data is always a C string: data[length] == 0
 *   (2) what would go over `limit` is not added, and `full` stays true from then on, so that a
 *       writer may append many times and look once
 *   (3) data may hold any bytes, NUL included
 * Owned by whoever called init; fini frees. */
#ifndef SAM_BASE_BUF_H
#define SAM_BASE_BUF_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_buf {
    char *data;
    size_t length;
    size_t capacity;
    size_t limit;
    bool full;
};

#define SAM_BUF_UNLIMITED ((size_t)1 << 62)

void sam_buf_init(struct sam_buf *buf, size_t limit);
void sam_buf_fini(struct sam_buf *buf);
void sam_buf_clear(struct sam_buf *buf);
/* All return false when the limit is reached. */
bool sam_buf_append(struct sam_buf *buf, const void *data, size_t length);
bool sam_buf_text(struct sam_buf *buf, const char *text);
bool sam_buf_char(struct sam_buf *buf, char c);
bool sam_buf_printf(struct sam_buf *buf, const char *format, ...) SAM_PRINTF(2, 3);
/* To write into it directly: room for `most` bytes behind what is there, never NULL. Then
 * sam_buf_end says where the writing ended; what goes over the limit is taken back whole. */
static inline char *sam_buf_room(struct sam_buf *buf, size_t most);
static inline void sam_buf_end(struct sam_buf *buf, const char *end);
/* The bytes are the caller's to free(); buf is empty again. Never NULL. */
char *sam_buf_take(struct sam_buf *buf);

void sam_buf_grow(struct sam_buf *buf, size_t most); /* for sam_buf_room */

static inline char *sam_buf_room(struct sam_buf *buf, size_t most) {
    if (most >= buf->capacity - buf->length) {
        sam_buf_grow(buf, most);
    }
    return buf->data + buf->length;
}

static inline void sam_buf_end(struct sam_buf *buf, const char *end) {
    size_t length = (size_t)(end - buf->data);
    buf->full = buf->full || length > buf->limit;
    buf->length = buf->full ? buf->length : length;
    buf->data[buf->length] = '\0';
}

#endif
