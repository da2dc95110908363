#include "base/number.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t sam_number_print(char text[SAM_NUMBER_SIZE], double value) {
    assert(isfinite(value));
    if (value == floor(value) && fabs(value) < 1e15) {
        return (size_t)snprintf(text, SAM_NUMBER_SIZE, "%lld", (long long)value);
    }
    int length = 0;
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(text, SAM_NUMBER_SIZE, "%.*g", digits, value);
        if (digits == 17 || strtod(text, NULL) == value) {
            break;
        }
    }
    return (size_t)length;
}

bool sam_number_whole(const char *text, size_t length, long long *value) {
    size_t i = 0;
    bool negative = false;
    if (length > 0 && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        i = 1;
    }
    if (i == length) {
        return false;
    }
    /* Downwards, because the lowest number has no positive counterpart. */
    long long result = 0;
    for (; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || result < LLONG_MIN / 10) {
            return false;
        }
        int digit = text[i] - '0';
        if (10 * result < LLONG_MIN + digit) {
            return false;
        }
        result = 10 * result - digit;
    }
    if (!negative && result == LLONG_MIN) {
        return false;
    }
    *value = negative ? result : -result;
    return true;
}

static size_t skip_digits(const char *text, size_t length, size_t i) {
    while (i < length && text[i] >= '0' && text[i] <= '9') {
        i++;
    }
    return i;
}

bool sam_number_decimal(const char *text, size_t length, double *value) {
    size_t i = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t after = skip_digits(text, length, i);
    size_t digits = after - i;
    i = after;
    if (i < length && text[i] == '.') {
        after = skip_digits(text, length, i + 1);
        digits += after - i - 1;
        i = after;
    }
    if (digits == 0) {
        return false;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        i += i < length && (text[i] == '-' || text[i] == '+') ? 1 : 0;
        after = skip_digits(text, length, i);
        if (after == i) {
            return false;
        }
        i = after;
    }
    char copy[128];
    if (i != length || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    double result = strtod(copy, NULL);
    if (!isfinite(result)) {
        return false;
    }
    *value = result;
    return true;
}
