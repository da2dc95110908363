#include "base/words.h"

#include "base/moment.h"
#include "base/words_nl.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum sam_lang current = SAM_EN;

const char *sam_lang_code(enum sam_lang lang) {
    return lang == SAM_NL ? "nl" : "en";
}

int sam_lang_read(const char *text, enum sam_lang *lang) {
    for (int i = 0; i < SAM_LANGS; i++) {
        const char *code = sam_lang_code((enum sam_lang)i);
        if (strncmp(text, code, 2) == 0 && strchr("_.@-", text[2]) != NULL) {
            *lang = (enum sam_lang)i;
            return 0;
        }
    }
    return -1;
}

void sam_lang_set(enum sam_lang lang) {
    current = lang;
}

enum sam_lang sam_lang_get(void) {
    return current;
}

/* A .mo file (GNU gettext manual, "The Format of GNU MO Files"): at 8 the number of strings, at 12
 * and 16 the offsets of two tables of {length, offset}, the first sorted by original string. Ours
 * is made by the build for this machine's byte order. */
static uint32_t word_at(size_t offset) {
    uint32_t word = 0;
    memcpy(&word, sam_words_nl + offset, sizeof word);
    return word;
}

/* The translation and the size of it (plural forms are NUL-separated), or NULL. */
static const char *look_up(const char *message, size_t *size) {
    size_t low = 0;
    size_t high = word_at(8);
    size_t originals = word_at(12);
    size_t translations = word_at(16);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *original = (const char *)sam_words_nl + word_at(originals + 8 * middle + 4);
        int order = strcmp(message, original);
        if (order == 0) {
            *size = word_at(translations + 8 * middle);
            return (const char *)sam_words_nl + word_at(translations + 8 * middle + 4);
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

const char *sam_tr_in(enum sam_lang lang, const char *message) {
    size_t size = 0;
    if (lang == SAM_EN || message[0] == '\0') {
        return message;
    }
    const char *found = look_up(message, &size);
    return found != NULL && size > 0 ? found : message;
}

const char *sam_tr(const char *message) {
    return sam_tr_in(current, message);
}

const char *sam_trn_in(enum sam_lang lang, const char *one, const char *many, unsigned long n) {
    size_t size = 0;
    const char *found = lang == SAM_EN ? NULL : look_up(one, &size);
    if (found == NULL || size == 0) {
        return n == 1 ? one : many;
    }
    size_t first = strlen(found);
    return n == 1 || first >= size ? found : found + first + 1;
}

char *sam_number_text(enum sam_lang lang, double value, int decimals, char *text, size_t size) {
    char digits[64];
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    int zero = strspn(digits, "0.") == strlen(digits);
    char *point = strchr(digits, '.');
    if (point != NULL && lang == SAM_NL) {
        *point = ',';
    }
    snprintf(text, size, "%s%s", value < 0 && !zero ? "\xE2\x88\x92" : "", digits);
    return text;
}

const char *sam_date_words(enum sam_lang lang, const char *date, char text[SAM_DATE_WORDS]) {
    static const char *const months[] = {N_("January"), N_("February"), N_("March"),
                                         N_("April"),   N_("May"),      N_("June"),
                                         N_("July"),    N_("August"),   N_("September"),
                                         N_("October"), N_("November"), N_("December")};
    char day[sizeof "2026-04-10"];
    snprintf(day, sizeof day, "%s", date);
    if (!sam_date_valid(day)) {
        snprintf(text, SAM_DATE_WORDS, "%.32s", date);
        return text;
    }
    long month = strtol(day + 5, NULL, 10);
    snprintf(text, SAM_DATE_WORDS, "%ld %s %.4s", strtol(day + 8, NULL, 10),
             sam_tr_in(lang, months[month - 1]), day);
    return text;
}
