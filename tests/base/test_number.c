#include "base/number.h"
#include "support/support.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_print(double value, const char *expected) {
    char text[SAM_NUMBER_SIZE];
    size_t length = sam_number_print(text, value);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
}

static void test_print(void **state) {
    (void)state;
    check_print(0, "0");
    check_print(-0.0, "0");
    check_print(4, "4");
    check_print(-35, "-35");
    check_print(0.1, "0.1");
    check_print(4.25, "4.25");
    check_print(1.0 / 3, "0.3333333333333333");
    check_print(0.1 + 0.2, "0.30000000000000004");
    check_print(2.0 / 3, "0.6666666666666666");
    check_print(0.05, "0.05");
    check_print(0.000123, "0.000123");
    check_print(0.0001, "0.0001");
    check_print(-0.00001, "-1e-05");
    check_print(0.00001234, "1.234e-05");
    check_print(1.5e-12, "1.5e-12");
    check_print(1.5e-38, "1.5e-38");
    check_print(-12345.678, "-12345.678");
    check_print(123456789012345.6, "123456789012345.6");
    check_print(99999999999999.98, "99999999999999.98");
    check_print(-100, "-100");
    check_print(12345, "12345");
    check_print(999999999999999, "999999999999999");
    check_print(1e15, "1e+15");
    check_print(9007199254740992, "9007199254740992");
    check_print(1e300, "1e+300");
    check_print(5e-324, "4.94065645841247e-324");
    check_print(DBL_MAX, "1.7976931348623157e+308");
    check_print(-DBL_MIN, "-2.2250738585072014e-308");
}

static void test_print_whole(void **state) {
    (void)state;
    static const struct {
        long long value;
        const char *text;
    } all[] = {{0, "0"},
               {9, "9"},
               {10, "10"},
               {-1, "-1"},
               {100, "100"},
               {1234567, "1234567"},
               {LLONG_MAX, "9223372036854775807"},
               {LLONG_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char text[SAM_NUMBER_SIZE];
        assert_int_equal(sam_number_print_whole(text, all[i].value), strlen(all[i].text));
        assert_string_equal(text, all[i].text);
    }
}

/* xorshift: the same doubles every time */
static uint64_t next(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static void test_random_doubles_read_back(void **state) {
    (void)state;
    uint64_t x = 88172645463325252ULL;
    int tried = 0;
    while (tried < 300000) {
        uint64_t bits = next(&x);
        double value = 0;
        memcpy(&value, &bits, sizeof value);
        /* half of them any double, half of the size of our numbers */
        if (tried % 2 == 0) {
            value = (double)(bits >> 11) / 9007199254740992.0 * 5;
        }
        if (!isfinite(value)) {
            continue;
        }
        char text[SAM_NUMBER_SIZE];
        double back = 0;
        size_t length = sam_number_print(text, value);
        assert_true(length < SAM_NUMBER_SIZE);
        assert_true(sam_number_decimal(text, length, &back));
        if (memcmp(&back, &value, sizeof value) != 0 && value != 0) {
            fail_msg("%s reads back as %.17g, was %.17g", text, back, value);
        }
        tried++;
    }
}

static void test_whole(void **state) {
    (void)state;
    static const struct {
        const char *text;
        long long value;
    } good[] = {{"0", 0},
                {"7", 7},
                {"-7", -7},
                {"+7", 7},
                {"-0", 0},
                {"007", 7},
                {"000000000000000000000000012", 12},
                {"999999999999999999", 999999999999999999LL},
                {"1000000000000000000", 1000000000000000000LL},
                {"9223372036854775807", LLONG_MAX},
                {"-9223372036854775808", LLONG_MIN}};
    static const char *const bad[] = {"",
                                      "-",
                                      "+",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "1e3",
                                      "0x1",
                                      "--1",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999",
                                      "\xD9\xA1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        long long value = 99;
        assert_true(sam_number_whole(good[i].text, strlen(good[i].text), &value));
        assert_true(value == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        long long value = 99;
        if (sam_number_whole(bad[i], strlen(bad[i]), &value)) {
            fail_msg("\"%s\" is taken for a whole number", bad[i]);
        }
        assert_int_equal(value, 99);
    }
    long long value = 0;
    assert_true(sam_number_whole("123", 2, &value));
    assert_int_equal(value, 12);
}

static void test_decimal(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},      {"4.25", 4.25},  {"-4.25", -4.25}, {"+.5", 0.5},    {"5.", 5},
                {"1e3", 1000}, {"1E-3", 0.001}, {"2.5e+1", 25},   {"1e-400", 0.0}, {"007", 7}};
    static const char *const bad[] = {"",    ".",     "-",     "e3",  "1e",       "1e+",
                                      "1,5", "0x10",  "inf",   "nan", "1e999",    " 1",
                                      "1 ",  "1.2.3", "1e3.5", "--1", "infinity", "1_000"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = 99;
        assert_true(sam_number_decimal(good[i].text, strlen(good[i].text), &value));
        check_rel(value, good[i].value, 0);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = 99;
        if (sam_number_decimal(bad[i], strlen(bad[i]), &value)) {
            fail_msg("\"%s\" is taken for a number", bad[i]);
        }
        check_rel(value, 99, 0);
    }
    char many[200];
    double value = 0;
    memset(many, '1', sizeof many);
    assert_false(sam_number_decimal(many, sizeof many, &value));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_print_whole),
        cmocka_unit_test(test_random_doubles_read_back),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
