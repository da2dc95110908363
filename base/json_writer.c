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

/* What the buffer holds beyond FLUSH_AT is for the value being written. */
enum { FLUSH_AT = 1 << 18, VALUE_ROOM = 4096, QUICK = 256 };

/* A number and its text. The means and spreads of small groups come back all the time: of 1,000
 * alliances half of the numbers are found here, of 50,000 larger ones a third. */
struct sam_json_printed {
    uint64_t bits;
    uint8_t length; /* 0: none yet */
    char text[23];
};

enum { PRINTED_BITS = 12 };

void sam_json_to_file(struct sam_json *json, FILE *out, int indent_depth) {
    *json = (struct sam_json){.out = out, .indent_depth = indent_depth, .first = true};
    json->printed = sam_xcalloc((size_t)1 << PRINTED_BITS, sizeof *json->printed);
    sam_buf_init(&json->own, SAM_BUF_UNLIMITED);
    json->into = &json->own;
    sam_buf_room(json->into, FLUSH_AT + VALUE_ROOM);
}

void sam_json_to_buf(struct sam_json *json, struct sam_buf *into, int indent_depth) {
    *json = (struct sam_json){.into = into, .indent_depth = indent_depth, .first = true};
}

void sam_json_compact(struct sam_json *json, int indent_depth) {
    assert(json->depth <= indent_depth);
    json->compact = true;
    json->indent_depth = indent_depth;
}

static void flush_from(struct sam_json *json, struct sam_buf *buf, size_t length) {
    if (length > 0 && fwrite(buf->data, 1, length, json->out) != length) {
        json->cause = json->failed ? json->cause : errno;
        json->failed = true;
    }
    memmove(buf->data, buf->data + length, buf->length - length + 1);
    buf->length -= length;
}

/* In whole pieces, which a file system takes faster than what lies across its pages. */
static void flush_pieces(struct sam_json *json) {
    if (json->out != NULL) {
        flush_from(json, json->into, json->into->length / FLUSH_AT * FLUSH_AT);
    }
}

static void flush(struct sam_json *json) {
    if (json->out != NULL) {
        flush_from(json, json->into, json->into->length);
    }
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
    free(json->printed);
    if (json->failed) {
        return sam_fail_cause(err, SAM_E_IO, json->cause,
                              _("%s: could not be written whole (%s); free some space and try "
                                "again"),
                              name, strerror(json->cause));
    }
    return SAM_OK;
}

static char *escaped(char *at, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    static const char raw[] = "\"\\\b\f\n\r\t";
    static const char letter[] = "\"\\bfnrt";
    const char *found = c != '\0' ? strchr(raw, c) : NULL;
    *at++ = '\\';
    if (found != NULL) {
        *at++ = letter[found - raw];
        return at;
    }
    memcpy(at, "u00", 3);
    at[3] = hex[c >> 4];
    at[4] = hex[c & 15];
    return at + 5;
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/* The top bit of some byte is set if one of the eight is below 0x20, a quotation mark or a
 * backslash. */
static uint64_t special_of_eight(uint64_t word) {
    uint64_t mark = word ^ EACH_BYTE('"');
    uint64_t slash = word ^ EACH_BYTE('\\');
    return ((word - EACH_BYTE(0x20)) & ~word) | ((mark - EACH_BYTE(1)) & ~mark) |
           ((slash - EACH_BYTE(1)) & ~slash);
}

static inline uint64_t copied_eight(char *at, const char *text) {
    uint64_t word = 0;
    memcpy(&word, text, sizeof word);
    memcpy(at, &word, sizeof word);
    return word;
}

static inline uint32_t copied_four(char *at, const char *text) {
    uint32_t word = 0;
    memcpy(&word, text, sizeof word);
    memcpy(at, &word, sizeof word);
    return word;
}

/* At least four bytes, the last of them perhaps twice. Returns whether nothing in them needs an
 * escape, or true when that is known. */
static inline bool copied_as_it_is(char *at, const char *text, size_t length, bool plain) {
    uint64_t special = 0;
    if (length < 8) {
        uint64_t word = copied_four(at, text);
        word = word << 32 | copied_four(at + length - 4, text + length - 4);
        return plain || (special_of_eight(word) & EACH_BYTE(0x80)) == 0;
    }
    for (size_t i = 0; i + 8 < length; i += 8) {
        uint64_t word = copied_eight(at + i, text + i);
        special |= plain ? 0 : special_of_eight(word);
    }
    uint64_t word = copied_eight(at + length - 8, text + length - 8);
    return plain || ((special | special_of_eight(word)) & EACH_BYTE(0x80)) == 0;
}

/* A text with nothing to escape in it. */
static inline char *quoted_plain(char *at, const char *text, size_t length) {
    *at++ = '"';
    if (length >= 4) {
        copied_as_it_is(at, text, length, true);
    } else {
        for (size_t i = 0; i < length; i++) {
            at[i] = text[i];
        }
    }
    at[length] = '"';
    return at + length + 1;
}

/* Has room for six bytes for each of text and two quotation marks. */
static char *quoted(char *at, const char *text, size_t length) {
    *at++ = '"';
    if (length >= 4 && copied_as_it_is(at, text, length, false)) {
        at[length] = '"';
        return at + length + 1;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            *at++ = (char)c;
        } else {
            at = escaped(at, c);
        }
    }
    *at++ = '"';
    return at;
}

/* In pieces, because the room asked for is six times what is mostly needed. */
static void append_quoted(struct sam_buf *buf, const char *text, size_t length) {
    enum { PIECE = 512 };
    sam_buf_char(buf, '"');
    for (size_t from = 0; from < length; from += PIECE) {
        char piece[6 * PIECE + 2];
        size_t part = length - from < PIECE ? length - from : PIECE;
        char *end = quoted(piece, text + from, part);
        sam_buf_append(buf, piece + 1, (size_t)(end - piece) - 2);
    }
    sam_buf_char(buf, '"');
}

static bool on_lines(const struct sam_json *json) {
    return json->depth <= json->indent_depth && json->indent_depth > 0;
}

static char *new_line(const struct sam_json *json, char *at) {
    size_t blanks = 2 * (size_t)json->depth;
    *at++ = '\n';
    memset(at, ' ', blanks);
    return at + blanks;
}

void sam_json_part(struct sam_json *part, const struct sam_json *whole, struct sam_buf *into) {
    struct sam_json_printed *printed = part->printed;
    if (printed == NULL && whole->printed != NULL) {
        printed = sam_xcalloc((size_t)1 << PRINTED_BITS, sizeof *printed);
    }
    *part = (struct sam_json){
        .into = into,
        .printed = printed,
        .depth = whole->depth,
        .indent_depth = whole->indent_depth,
        .first = true,
        .compact = whole->compact,
    };
}

void sam_json_part_fini(struct sam_json *part) {
    free(part->printed);
    part->printed = NULL;
}

void sam_json_join(struct sam_json *whole, struct sam_buf *part) {
    if (part->length == 0) {
        return;
    }
    if (!whole->first) {
        sam_buf_text(whole->into, on_lines(whole) || whole->compact ? "," : ", ");
    }
    whole->first = false;
    if (whole->out != NULL) {
        flush(whole);
        flush_from(whole, part, part->length);
    } else {
        sam_buf_append(whole->into, part->data, part->length);
        sam_buf_clear(part);
    }
}

/* What stands before a value, and room for `value` bytes of it: where they may be written. */
static inline char *start_value(struct sam_json *json, struct sam_json_key key, size_t value) {
    if (json->into->length >= FLUSH_AT) {
        flush_pieces(json);
    }
    size_t blanks = 2 * (size_t)json->depth;
    char *at = sam_buf_room(json->into, blanks + 6 * (size_t)key.length + value + 8);
    if (!json->first) {
        *at++ = ',';
    }
    if (json->depth > 0 && on_lines(json)) {
        at = new_line(json, at);
    } else if (!json->first && !json->compact) {
        *at++ = ' ';
    }
    json->first = false;
    if (key.text != NULL) {
        at = key.plain ? quoted_plain(at, key.text, key.length) : quoted(at, key.text, key.length);
        *at++ = ':';
        if (!json->compact) {
            *at++ = ' ';
        }
    }
    return at;
}

static void end_value(struct sam_json *json, const char *end) {
    sam_buf_end(json->into, end);
}

void sam_json_open(struct sam_json *json, struct sam_json_key key, char bracket) {
    char *at = start_value(json, key, 1);
    *at++ = bracket;
    end_value(json, at);
    json->depth++;
    json->first = true;
}

void sam_json_close(struct sam_json *json, char bracket) {
    assert(json->depth > 0);
    bool lines = !json->first && on_lines(json);
    json->depth--;
    char *at = sam_buf_room(json->into, 2 * (size_t)json->depth + 2);
    if (lines) {
        at = new_line(json, at);
    }
    *at++ = bracket;
    end_value(json, at);
    json->first = false;
}

void sam_json_put_string(struct sam_json *json, struct sam_json_key key, const char *value,
                         size_t length) {
    if (length <= QUICK) {
        char *at = start_value(json, key, 6 * length + 2);
        end_value(json, quoted(at, value, length));
        return;
    }
    end_value(json, start_value(json, key, 0));
    append_quoted(json->into, value, length);
}

static size_t print_once(struct sam_json_printed *printed, char *at, double value) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    struct sam_json_printed *place =
        &printed[bits * UINT64_C(0x9e3779b97f4a7c15) >> (64 - PRINTED_BITS)];
    if (place->bits == bits && place->length > 0) {
        memcpy(at, place->text, sizeof place->text);
        return place->length;
    }
    size_t length = sam_number_print(at, value);
    if (length <= sizeof place->text) {
        place->bits = bits;
        place->length = (uint8_t)length;
        memcpy(place->text, at, sizeof place->text);
    }
    return length;
}

void sam_json_put_number(struct sam_json *json, struct sam_json_key key, double value) {
    assert(isfinite(value));
    char *at = start_value(json, key, SAM_NUMBER_SIZE);
    end_value(json, at + (json->printed != NULL ? print_once(json->printed, at, value)
                                                : sam_number_print(at, value)));
}

void sam_json_put_whole(struct sam_json *json, struct sam_json_key key, long long value) {
    char *at = start_value(json, key, SAM_NUMBER_SIZE);
    if (value >= 0 && value < 10) { /* most are numbers of people */
        *at = (char)('0' + value);
        end_value(json, at + 1);
        return;
    }
    end_value(json, at + sam_number_print_whole(at, value));
}

void sam_json_put_word(struct sam_json *json, struct sam_json_key key, const char *word,
                       size_t length) {
    char *at = start_value(json, key, length);
    memcpy(at, word, length);
    end_value(json, at + length);
}

void sam_json_raw(struct sam_json *json, const char *key, const char *value) {
    end_value(json, start_value(json, sam_json_key(key), 0));
    sam_buf_text(json->into, value);
}
