#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Length of the valid sequence at text, or 0. */
static size_t sequence(const unsigned char *t, size_t left) {
    if (t[0] < 0x80) {
        return t[0] != 0 ? 1 : 0;
    }
    size_t size = t[0] >= 0xF0 ? 4 : t[0] >= 0xE0 ? 3 : 2;
    if (t[0] < 0xC2 || t[0] > 0xF4 || left < size) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((t[i] & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    bool overlong = (t[0] == 0xE0 && t[1] < 0xA0) || (t[0] == 0xF0 && t[1] < 0x90);
    bool surrogate = t[0] == 0xED && t[1] > 0x9F;
    bool beyond = t[0] == 0xF4 && t[1] > 0x8F;
    return overlong || surrogate || beyond ? 0 : size;
}

bool sam_utf8_valid(const char *text, size_t length, size_t *bad) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < length;) {
        size_t size = sequence(bytes + i, length - i);
        if (size == 0) {
            if (bad != NULL) {
                *bad = i;
            }
            return false;
        }
        i += size;
    }
    return true;
}

size_t sam_utf8_cut(const char *text, size_t length, size_t most) {
    if (length <= most) {
        return length;
    }
    while (most > 0 && ((unsigned char)text[most] & 0xC0U) == 0x80U) {
        most--;
    }
    return most;
}

size_t sam_utf8_count(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
    }
    return count;
}

void sam_utf8_tame(char *text) {
    for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
        /* U+0080 to U+009F are controls too, two bytes each. */
        if (*c == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F) {
            *c++ = ' ';
            *c = ' ';
        } else if ((*c < 0x20 && *c != '\n') || *c == 0x7F) {
            *c = ' ';
        }
    }
}

/* What Windows-1252 has from 0x80 to 0x9f; the rest of its upper half is that of Unicode. */
static const unsigned short windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

static void append_point(struct sam_buf *out, unsigned point) {
    if (point >= 0x800) {
        sam_buf_char(out, (char)(0xe0 | point >> 12));
        sam_buf_char(out, (char)(0x80 | (point >> 6 & 0x3f)));
    } else {
        sam_buf_char(out, (char)(0xc0 | point >> 6));
    }
    sam_buf_char(out, (char)(0x80 | (point & 0x3f)));
}

size_t sam_utf8_mend(const char *text, size_t length, struct sam_buf *out) {
    const char *end = text + length;
    size_t count = 0;
    while (text < end) {
        size_t bad = 0;
        size_t left = (size_t)(end - text);
        size_t valid = sam_utf8_valid(text, left, &bad) ? left : bad;
        sam_buf_append(out, text, valid);
        text += valid;
        if (text < end) {
            unsigned byte = (unsigned char)*text++;
            append_point(out, byte == 0                     ? 0xfffd
                              : byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80]
                                                            : byte);
            count++;
        }
    }
    return count;
}
