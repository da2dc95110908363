#include "base/json_writer.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/words.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 65536, MEMO_BITS = 11 };

/* Printing a double so that it reads back takes most of the time of a large file, and means of a
 * few small whole numbers are the same few thousand values again and again. */
struct sam_json_memo {
    struct {
        uint64_t bits;  /* of the number */
        uint8_t length; /* 0: empty */
        char text[SAM_NUMBER_SIZE];
    } seen[1 << MEMO_BITS];
};

void sam_json_to_file(struct sam_json *json, FILE *out, int indent_depth) {
    *json = (struct sam_json){.out = out, .indent_depth = indent_depth, .first = true};
    sam_buf_init(&json->own, SAM_BUF_UNLIMITED);
    json->into = &json->own;
    json->memo = sam_xcalloc(1, sizeof *json->memo);
}

void sam_json_to_buf(struct sam_json *json, struct sam_buf *into, int indent_depth) {
    *json = (struct sam_json){.into = into, .indent_depth = indent_depth, .first = true};
}

static void flush(struct sam_json *json) {
    if (json->out == NULL || json->into->length == 0) {
        return;
    }
    if (fwrite(json->into->data, 1, json->into->length, json->out) != json->into->length) {
        json->cause = json->failed ? json->cause : errno;
        json->failed = true;
    }
    sam_buf_clear(json->into);
}

enum sam_status sam_json_end(struct sam_json *json, const char *name, struct sam_err *err) {
    assert(json->depth == 0);
    if (json->indent_depth > 0) {
        sam_buf_char(json->into, '\n');
    }
    if (json->out == NULL) {
        return !json->into->full
                   ? SAM_OK
                   : sam_fail(err, SAM_E_LIMIT, _("%s: larger than the %zu bytes allowed here"),
                              name, json->into->limit);
    }
    flush(json);
    if (fflush(json->out) != 0 && !json->failed) {
        json->cause = errno;
        json->failed = true;
    }
    sam_buf_fini(&json->own);
    free(json->memo);
    if (json->failed) {
        return sam_fail_cause(err, SAM_E_IO, json->cause,
                              _("%s: could not be written whole (%s); free some space and try "
                                "again"),
                              name, strerror(json->cause));
    }
    return SAM_OK;
}

static void quoted(struct sam_buf *buf, const char *text, size_t length) {
    static const char hex[] = "0123456789abcdef";
    sam_buf_char(buf, '"');
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        sam_buf_append(buf, text + start, i - start);
        start = i + 1;
        static const char raw[] = "\"\\\b\f\n\r\t";
        static const char letter[] = "\"\\bfnrt";
        const char *found = c != '\0' ? strchr(raw, c) : NULL;
        if (found != NULL) {
            char escape[2] = {'\\', letter[found - raw]};
            sam_buf_append(buf, escape, 2);
        } else {
            char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
            sam_buf_append(buf, escape, 6);
        }
    }
    sam_buf_append(buf, text + start, length - start);
    sam_buf_char(buf, '"');
}

static void new_line(struct sam_json *json) {
    if (json->depth <= json->indent_depth && json->indent_depth > 0) {
        sam_buf_printf(json->into, "\n%*s", 2 * json->depth, "");
    } else if (!json->first) {
        sam_buf_char(json->into, ' ');
    }
}

static void start_value(struct sam_json *json, const char *key) {
    if (!json->first) {
        sam_buf_char(json->into, ',');
    }
    if (json->depth > 0) {
        new_line(json);
    }
    json->first = false;
    if (key != NULL) {
        quoted(json->into, key, strlen(key));
        sam_buf_append(json->into, ": ", 2);
    }
    if (json->into->length >= FLUSH_AT) {
        flush(json);
    }
}

static void open_level(struct sam_json *json, const char *key, char bracket) {
    start_value(json, key);
    sam_buf_char(json->into, bracket);
    json->depth++;
    json->first = true;
}

static void close_level(struct sam_json *json, char bracket) {
    assert(json->depth > 0);
    bool empty = json->first;
    bool lines = json->depth <= json->indent_depth && json->indent_depth > 0;
    json->depth--;
    if (!empty && lines) {
        sam_buf_printf(json->into, "\n%*s", 2 * json->depth, "");
    }
    sam_buf_char(json->into, bracket);
    json->first = false;
}

void sam_json_object(struct sam_json *json, const char *key) {
    open_level(json, key, '{');
}

void sam_json_object_end(struct sam_json *json) {
    close_level(json, '}');
}

void sam_json_array(struct sam_json *json, const char *key) {
    open_level(json, key, '[');
}

void sam_json_array_end(struct sam_json *json) {
    close_level(json, ']');
}

void sam_json_string_n(struct sam_json *json, const char *key, const char *value, size_t length) {
    start_value(json, key);
    quoted(json->into, value, length);
}

void sam_json_string(struct sam_json *json, const char *key, const char *value) {
    sam_json_string_n(json, key, value, strlen(value));
}

static uint64_t bits_of(double value) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static void write_double(struct sam_json *json, double value) {
    char text[SAM_NUMBER_SIZE];
    if (json->memo == NULL) {
        sam_buf_append(json->into, text, sam_number_print(text, value));
        return;
    }
    uint64_t bits = bits_of(value);
    size_t slot = (size_t)((bits * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - MEMO_BITS));
    if (json->memo->seen[slot].length == 0 || json->memo->seen[slot].bits != bits) {
        json->memo->seen[slot].bits = bits;
        json->memo->seen[slot].length =
            (uint8_t)sam_number_print(json->memo->seen[slot].text, value);
    }
    sam_buf_append(json->into, json->memo->seen[slot].text, json->memo->seen[slot].length);
}

void sam_json_number(struct sam_json *json, const char *key, double value) {
    assert(isfinite(value));
    start_value(json, key);
    write_double(json, value);
}

void sam_json_whole(struct sam_json *json, const char *key, long long value) {
    /* By hand: a page of responses has tens of thousands of them. */
    char text[SAM_NUMBER_SIZE];
    size_t at = sizeof text;
    unsigned long long rest =
        value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value;
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        text[--at] = '-';
    }
    start_value(json, key);
    sam_buf_append(json->into, text + at, sizeof text - at);
}

void sam_json_bool(struct sam_json *json, const char *key, bool value) {
    start_value(json, key);
    sam_buf_text(json->into, value ? "true" : "false");
}

void sam_json_null(struct sam_json *json, const char *key) {
    start_value(json, key);
    sam_buf_text(json->into, "null");
}

void sam_json_raw(struct sam_json *json, const char *key, const char *value) {
    start_value(json, key);
    sam_buf_text(json->into, value);
}
