#include "base/mail_address.h"

#include "base/dictionary.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { LOCAL_MOST = 64, LABEL_MOST = 63, ADDRESS_MOST = 254 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Letters and the specials of RFC 5322's atext; dots only between others. */
static bool is_local(const char *text, size_t length) {
    if (length == 0 || length > LOCAL_MOST || text[0] == '.' || text[length - 1] == '.') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        bool dot = text[i] == '.' && text[i + 1] != '.';
        if (!dot && !is_letter(text[i]) && strchr("!#$%&'*+-/=?^_`{|}~", text[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_label(const char *text, size_t length) {
    if (length == 0 || length > LABEL_MOST || text[0] == '-' || text[length - 1] == '-') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (!is_letter(text[i]) && text[i] != '-') {
            return false;
        }
    }
    return true;
}

static bool is_domain(const char *text) {
    size_t labels = 0;
    for (;; text++) {
        size_t length = strcspn(text, ".");
        if (!is_label(text, length)) {
            return false;
        }
        labels++;
        text += length;
        if (*text == '\0') {
            return labels >= 2;
        }
    }
}

enum sam_mail_address sam_mail_address_judge(const char *text) {
    bool ascii = true;
    for (const char *c = text; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte <= ' ' || byte == 127) {
            return SAM_MAIL_ADDRESS_WRONG;
        }
        ascii = ascii && byte < 128;
    }
    const char *at = strrchr(text, '@');
    if (at == NULL || strlen(text) > ADDRESS_MOST || strpbrk(text, "<>,;:\\\"()[]") != NULL) {
        return SAM_MAIL_ADDRESS_WRONG;
    }
    if (!ascii) {
        return SAM_MAIL_ADDRESS_NOT_ASCII;
    }
    return is_local(text, (size_t)(at - text)) && is_domain(at + 1) ? SAM_MAIL_ADDRESS_GOOD
                                                                    : SAM_MAIL_ADDRESS_WRONG;
}

uint64_t sam_mail_address_hash(const char *text) {
    char lower[ADDRESS_MOST + 1];
    size_t length = 0;
    for (; text[length] != '\0' && length < ADDRESS_MOST; length++) {
        lower[length] = (char)tolower((unsigned char)text[length]);
    }
    return sam_hash64(lower, length, 0x6d61696c);
}
