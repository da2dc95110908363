#include "base/tokens.h"

#include <stdint.h>
#include <string.h>

/* The code point of valid UTF-8 and how many bytes it takes. */
static uint32_t decode(const unsigned char *text, size_t *length) {
    *length = text[0] < 0x80 ? 1 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : 4;
    if (*length == 1) {
        return text[0];
    }
    uint32_t code = text[0] & (0xFFU >> (*length + 1));
    for (size_t i = 1; i < *length && text[i] != '\0'; i++) {
        code = code << 6 | (text[i] & 0x3F);
    }
    return code;
}

/* Letters of U+00C0 to U+017F without their accents; 0 where there is no such letter. */
static char base_letter(uint32_t code) {
    static const char latin_1[65] =
        "AAAAAAACEEEEIIIIDNOOOOO\0OUUUUYTsaaaaaaaceeeeiiiidnooooo\0ouuuuyty";
    static const char extended_a[129] =
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnN"
        "nNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
    if (code >= 0xC0 && code <= 0xFF) {
        return latin_1[code - 0xC0];
    }
    if (code >= 0x100 && code <= 0x17F) {
        return extended_a[code - 0x100];
    }
    return '\0';
}

static bool is_capital(uint32_t code) {
    char base = code < 0x80 ? (char)code : base_letter(code);
    return base >= 'A' && base <= 'Z';
}

/* Everything beyond Latin counts as a letter but punctuation and symbols. */
static bool is_letter(uint32_t code) {
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
               (code >= '0' && code <= '9');
    }
    if (code < 0x180) {
        return base_letter(code) != '\0';
    }
    return !(code >= 0x2000 && code <= 0x2BFF) && !(code >= 0x3000 && code <= 0x303F) &&
           !(code >= 0xFE00 && code <= 0xFE6F) && code < 0x1F000;
}

static bool ends_sentence(uint32_t code) {
    return code == '.' || code == '!' || code == '?' || code == ':' || code == '\n';
}

static void fold(struct sam_token_word *word, size_t *used, const char *at, size_t length,
                 uint32_t code) {
    char base = code < 0x80 ? (char)code : base_letter(code);
    if (base >= 'A' && base <= 'Z') {
        base = (char)(base - 'A' + 'a');
    }
    size_t size = base != '\0' ? 1 : length;
    if (*used + size >= SAM_TOKEN_SIZE) {
        return;
    }
    memcpy(word->folded + *used, base != '\0' ? &base : at, size);
    *used += size;
    word->folded[*used] = '\0';
}

bool sam_token_next(const char *text, size_t *from, struct sam_token_word *word) {
    size_t at = *from;
    size_t length = 0;
    /* Behind a word that ended at its mark the mark is seen here. */
    bool opens = at == 0;
    uint32_t code = 0;
    while (text[at] != '\0' &&
           !is_letter(code = decode((const unsigned char *)text + at, &length))) {
        opens = opens || ends_sentence(code);
        at += length;
    }
    if (text[at] == '\0') {
        *from = at;
        return false;
    }
    *word = (struct sam_token_word){.at = at, .capital = is_capital(code), .opens = opens};
    size_t used = 0;
    while (text[at] != '\0' &&
           is_letter(code = decode((const unsigned char *)text + at, &length))) {
        fold(word, &used, text + at, length, code);
        at += length;
    }
    word->length = at - word->at;
    *from = at;
    return true;
}
