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
