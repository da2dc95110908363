#include "base/number.h"
#include "base/shortest.h"
#include "support/support.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* xorshift: the same doubles every time */
static uint64_t next(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static void check_digits(double value, uint64_t expected, int expected_exponent) {
    uint64_t digits = 0;
    int exponent = 0;
    assert_true(sam_shortest_digits(value, &digits, &exponent));
    while (digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    assert_int_equal(digits, expected);
    assert_int_equal(exponent, expected_exponent);
}

static void known_digits(void **state) {
    (void)state;
    check_digits(0.3, 3, -1);
    check_digits(0.1 + 0.2, 30000000000000004, -17);
    check_digits(2.0 / 3, 6666666666666666, -16);
    check_digits(M_PI, 3141592653589793, -15);
    check_digits(1 - 0x1p-53, 9999999999999999, -16);
    check_digits(1 + 0x1p-52, 10000000000000002, -16);
    check_digits(1e-23, 1, -23); /* halfway between two doubles, give or take */
    check_digits(9.5367431640625e-07, 95367431640625, -20); /* 2^-20: the next below is nearer */
    /* Powers of two of which %.16g does not read back, but another 16 digits do. */
    check_digits(0x1p-24, 5960464477539063, -23);
    check_digits(0x1p-44, 5684341886080802, -29);
    check_digits(0x1p-126, 11754943508222875, -54);
    check_digits(999999999999999.9, 9999999999999999, -1);
}

static void beyond_the_range_is_refused(void **state) {
    (void)state;
    static const double values[] = {0, -1.5, 5e-324, 0x1p-127, 0x1p50, 1e300, INFINITY, NAN};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint64_t digits = 7;
        int exponent = 7;
        assert_false(sam_shortest_digits(values[i], &digits, &exponent));
        assert_int_equal(digits, 7);
        assert_int_equal(exponent, 7);
    }
}

/* Of the kinds there are: any in the range, quotients of counts, decimals, neighbours of powers of
 * two, shares. */
static double any_double(uint64_t bits, int kind) {
    switch (kind) {
    case 0:
        return ldexp((double)(bits >> 11) / 0x1p53 + 1, (int)(bits % 176) - 126);
    case 1:
        return (double)(bits % 2000 + 1) / (double)((bits >> 32) % 700 + 1);
    case 2:
        return (double)(bits % 20000000 + 1) / 1e5;
    case 3: {
        double power = ldexp(1, (int)(bits % 176) - 126);
        return bits & 1024 ? nextafter(power, 0) : nextafter(power, 2 * power);
    }
    default:
        return (double)((bits >> 11) | 1) / 0x1p53;
    }
}

/* Where the C library finds one of 15 to 17 digits, ours is no longer. */
static void check_no_longer(const char *text, double value) {
    char tried[SAM_NUMBER_SIZE];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(tried, sizeof tried, "%.*g", digits, value);
        if (strtod(tried, NULL) == value) {
            break;
        }
    }
    if (strlen(text) > strlen(tried)) {
        fail_msg("%s where %s will do", text, tried);
    }
}

static void ten_million_read_back(void **state) {
    (void)state;
    uint64_t x = 88172645463325252ULL;
    for (int i = 0; i < 10000000; i++) {
        double value = any_double(next(&x), i % 5);
        char text[SAM_NUMBER_SIZE];
        size_t length = sam_number_print(text, value);
        double back = strtod(text, NULL);
        if (back != value || length >= SAM_NUMBER_SIZE || text[length] != '\0') {
            fail_msg("%s reads back as %.17g, was %.17g", text, back, value);
        }
        if (i % 64 == 0) {
            check_no_longer(text, value);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digits),
        cmocka_unit_test(beyond_the_range_is_refused),
        cmocka_unit_test(ten_million_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
