#include "base/moment.h"
#include "support/support.h"

#include <stdlib.h>

static void test_valid_and_what_it_means(void **state) {
    (void)state;
    /* seconds from `date -u -d ... +%s` */
    static const struct {
        const char *text;
        time_t seconds;
    } cases[] = {
        {"1970-01-01", 0},
        {"1970-01-01T00:00:00Z", 0},
        {"2026-11-22", 1795305600},
        {"2026-11-22T09:30:00Z", 1795339800},
        {"2026-11-22 09:30:00", 1795339800},
        {"2026-11-22T09:30", 1795339800},
        {"2026-11-22 09:30Z", 1795339800},
        {"2026-11-22T09:30:00.123456789Z", 1795339800},
        {"2026-11-22T10:30:00+01:00", 1795339800},
        {"2026-11-22T10:30:00+0100", 1795339800},
        {"2026-11-22T04:00:00-05:30", 1795339800},
        {"2026-11-22T23:59:59Z", 1795391999},
        {"2016-12-31T23:59:60Z", 1483228800}, /* a leap second counts as the next */
        {"2024-02-29", 1709164800},
        {"2000-02-29", 951782400},
        {"1969-12-31T23:59:59Z", -1},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!sam_moment_valid(cases[i].text) ||
            sam_moment_seconds(cases[i].text) != cases[i].seconds) {
            fail_msg("%s gives %lld, expected %lld", cases[i].text,
                     (long long)sam_moment_seconds(cases[i].text), (long long)cases[i].seconds);
        }
    }
}

static void test_invalid(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "2026",
        "2026-11",
        "2026-1-2",
        "22-11-2026",
        "0000-01-01",
        "2026-00-01",
        "2026-13-01",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "1900-02-29",
        "2026-11-22x",
        "2026-11-22T",
        "2026-11-22T9:30",
        "2026-11-22T24:00:00",
        "2026-11-22T09:60:00",
        "2026-11-22T09:30:61",
        "2026-11-22T09:30:00.",
        "2026-11-22T09:30:00.Z",
        "2026-11-22T09:30:00ZZ",
        "2026-11-22T09:30:00+25:00",
        "2026-11-22T09:30:00+01:60",
        "2026-11-22T09:30:00+1",
        "2026-11-22T09:30:00 CET",
        "2026-11-22  09:30:00",
        " 2026-11-22",
        "2026-11-22 ",
        "2026\xE2\x80\x93\x31\x31-22",
        "N",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (sam_moment_valid(texts[i])) {
            fail_msg("\"%s\" is taken for a moment", texts[i]);
        }
        assert_int_equal(sam_moment_seconds(texts[i]), 0);
    }
}

static void test_dates(void **state) {
    (void)state;
    assert_true(sam_date_valid("2026-11-22"));
    assert_true(sam_date_valid("2024-02-29"));
    assert_false(sam_date_valid("2023-02-29"));
    assert_false(sam_date_valid("2026-11-22T09:30:00Z"));
    assert_false(sam_date_valid("2026-11-2"));
    assert_false(sam_date_valid("2026/11/22"));
    assert_false(sam_date_valid(""));
}

static void test_print(void **state) {
    (void)state;
    char text[SAM_MOMENT_SIZE];
    assert_string_equal(sam_moment_print(0, text), "1970-01-01T00:00:00Z");
    assert_string_equal(sam_moment_print(1795339800, text), "2026-11-22T09:30:00Z");
    for (time_t moment = 0; moment < 4102444800; moment += 86400 * 13 + 12345) {
        assert_int_equal(sam_moment_seconds(sam_moment_print(moment, text)), moment);
    }
}

static void now_can_be_fixed(void **state) {
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1795339800", 1);
    assert_int_equal(sam_moment_now(), 1795339800);
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    assert_true(sam_moment_now() >= time(NULL) - 5);
    unsetenv("SOURCE_DATE_EPOCH");
    assert_true(sam_moment_now() >= time(NULL) - 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_and_what_it_means),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_print),
        cmocka_unit_test(now_can_be_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
