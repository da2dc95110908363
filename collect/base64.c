#include "collect/base64.h"

#include <stdint.h>

/* Value of a character, or -1. */
static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Bytes in the group of four at text, or -1; padding only where allowed. */
static int decode_group(const char *text, bool last, unsigned char out[3]) {
    int pad = text[3] == '=' ? (text[2] == '=' ? 2 : 1) : 0;
    uint32_t bits = 0;
    if (pad > 0 && !last) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        int value = i < 4 - pad ? sextet(text[i]) : 0;
        if (value < 0) {
            return -1;
        }
        bits = bits << 6 | (uint32_t)value;
    }
    uint32_t unused = pad == 2 ? 0xffff : pad == 1 ? 0xff : 0;
    if ((bits & unused) != 0) {
        return -1;
    }
    out[0] = (unsigned char)(bits >> 16);
    out[1] = (unsigned char)(bits >> 8);
    out[2] = (unsigned char)bits;
    return 3 - pad;
}

bool sam_base64_decode(const char *text, size_t length, struct sam_buf *bytes) {
    size_t before = bytes->length;
    if (length % 4 != 0) {
        return false;
    }
    for (size_t i = 0; i < length; i += 4) {
        unsigned char group[3];
        int count = decode_group(text + i, i + 4 == length, group);
        if (count < 0 || !sam_buf_append(bytes, group, (size_t)count)) {
            bytes->length = before;
            if (bytes->data != NULL) {
                bytes->data[before] = '\0';
            }
            return false;
        }
    }
    return true;
}
