#include "base/number.h"

#include "base/shortest.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536"
    "37383940414243444546474849505152535455565758596061626364656667686970717273"
    "7475767778798081828384858687888990919293949596979899";

/* Two digits at a time, the last ones first; returns where they start. */
static char *digits_before(char *end, uint64_t value) {
    /* Eight at a time where 32 bits do: those divide in half the time. */
    while (value > UINT32_MAX) {
        uint32_t eight = (uint32_t)(value % 100000000);
        value /= 100000000;
        for (int i = 0; i < 4; i++) {
            end -= 2;
            memcpy(end, pairs + (size_t)2 * (eight % 100), 2);
            eight /= 100;
        }
    }
    uint32_t rest = (uint32_t)value;
    while (rest >= 10) {
        end -= 2;
        memcpy(end, pairs + (size_t)2 * (rest % 100), 2);
        rest /= 100;
    }
    if (rest > 0 || value == 0) {
        *--end = (char)('0' + rest);
    }
    return end;
}

size_t sam_number_print_whole(char text[SAM_NUMBER_SIZE], long long value) {
    if (value >= 0 && value < 10) {
        text[0] = (char)('0' + value);
        text[1] = '\0';
        return 1;
    }
    char backwards[SAM_NUMBER_SIZE];
    char *end = backwards + sizeof backwards;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *start = digits_before(end, size);
    if (value < 0) {
        *--start = '-';
    }
    size_t length = (size_t)(end - start);
    memcpy(text, start, length);
    text[length] = '\0';
    return length;
}

/* Eight digits of 0 to 9, the first in the lowest byte. */
static uint64_t eight_digits(uint32_t value) {
    uint64_t fours = value / 10000 | (uint64_t)(value % 10000) << 32;
    uint64_t hundreds = fours * 5243 >> 19 & UINT64_C(0x0000007f0000007f);
    uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000f000f000f000f);
    return tens | (twos - 10 * tens) << 8;
}

static void store_digits(char *text, uint64_t word) {
    word |= UINT64_C(0x3030303030303030);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(text, &word, sizeof word);
}

/* A number of MOST digits: the first, and two times eight of 0 to 9. */
enum { MOST = 17 };

struct digits {
    char first;
    uint64_t left, right;
    int count; /* without zeros at the end */
};

static struct digits digits_of(uint64_t value) {
    const uint64_t eight = 100000000;
    uint64_t rest = value % (eight * eight);
    struct digits d = {.first = (char)('0' + value / (eight * eight)),
                       .left = eight_digits((uint32_t)(rest / eight)),
                       .right = eight_digits((uint32_t)(rest % eight))};
    d.count = d.right != 0  ? MOST - __builtin_clzll(d.right) / 8
              : d.left != 0 ? MOST - 8 - __builtin_clzll(d.left) / 8
                            : 1;
    return d;
}

static void store_behind_first(char *text, const struct digits *d) {
    store_digits(text, d->left);
    store_digits(text + 8, d->right);
}

static char *with_exponent(char *at, const struct digits *d, int exponent) {
    at[0] = d->first;
    at[1] = '.';
    store_behind_first(at + 2, d);
    at += d->count > 1 ? d->count + 1 : 1;
    memcpy(at, "e-", 2);
    memcpy(at + 2, pairs + 2 * (ptrdiff_t)-exponent, 2);
    return at + 4;
}

/* For a fraction whose shortest digits, 15 to MOST of them, are known. All are written and what is
 * too much is cut off: how many there are can't be foreseen, so that asking would take longer. */
static size_t print_digits(char *text, bool negative, uint64_t value, int exponent) {
    static const uint64_t up[] = {100, 10, 1};
    int more = (value >= UINT64_C(1000000000000000)) + (value >= UINT64_C(10000000000000000));
    assert(value >= UINT64_C(100000000000000));
    const struct digits d = digits_of(value * up[more]);
    int before = MOST - 2 + more + exponent; /* digits before the point */
    char *at = text;
    *at = '-';
    at += negative;
    if (before > 0) {
        at[0] = d.first;
        at[1] = '.';
        store_behind_first(at + 2, &d);
        if (before > 1) {
            memmove(at + 1, at + 2, (size_t)before - 1);
            at[before] = '.';
        }
        at += d.count + 1;
    } else if (before > -4) {
        memcpy(at, "0.000", 5);
        at += 2 - before;
        at[0] = d.first;
        store_behind_first(at + 1, &d);
        at += d.count;
    } else {
        at = with_exponent(at, &d, before - 1);
    }
    *at = '\0';
    return (size_t)(at - text);
}

static size_t print_by_trying(char *text, double value) {
    int length = 0;
    for (int digits = 15; digits <= 17; digits++) {
        length = snprintf(text, SAM_NUMBER_SIZE, "%.*g", digits, value);
        if (digits == 17 || strtod(text, NULL) == value) {
            break;
        }
    }
    return (size_t)length;
}

size_t sam_number_print(char text[SAM_NUMBER_SIZE], double value) {
    assert(isfinite(value));
    if (fabs(value) < 1e15) {
        long long whole = (long long)value;
        uint64_t digits = 0;
        int exponent = 0;
        if ((double)whole == value) {
            return sam_number_print_whole(text, whole);
        }
        if (sam_shortest_digits(fabs(value), &digits, &exponent)) {
            return print_digits(text, value < 0, digits, exponent);
        }
    }
    return print_by_trying(text, value);
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
