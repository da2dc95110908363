#include "base/moment.h"
#include "base/zone.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int32_t offset(const struct sam_zone *zone, const char *wall) {
    return sam_zone_offset(zone, (int64_t)sam_moment_seconds(wall));
}

static void test_summer_and_winter(void **state) {
    struct sam_zone *zone = NULL;
    struct sam_err err = {0};
    (void)state;
    assert_int_equal(sam_zone_open("Europe/Amsterdam", &zone, &err), SAM_OK);
    assert_int_equal(offset(zone, "2026-01-15 12:00:00"), 3600);
    assert_int_equal(offset(zone, "2026-07-15 12:00:00"), 7200);
    /* 29 March 2026, 2:00 becomes 3:00 */
    assert_int_equal(offset(zone, "2026-03-29 01:59:59"), 3600);
    assert_int_equal(offset(zone, "2026-03-29 02:30:00"), 3600);
    assert_int_equal(offset(zone, "2026-03-29 03:00:00"), 7200);
    /* 25 October 2026, 3:00 becomes 2:00: the hour from 2:00 comes twice, the first is taken */
    assert_int_equal(offset(zone, "2026-10-25 01:59:59"), 7200);
    assert_int_equal(offset(zone, "2026-10-25 02:30:00"), 7200);
    assert_int_equal(offset(zone, "2026-10-25 03:00:00"), 3600);
    sam_zone_close(zone);
    assert_int_equal(sam_zone_open("Pacific/Chatham", &zone, &err), SAM_OK);
    assert_int_equal(offset(zone, "2026-07-15 12:00:00"), 12 * 3600 + 45 * 60);
    sam_zone_close(zone);
    assert_int_equal(sam_zone_open("UTC", &zone, &err), SAM_OK);
    assert_int_equal(offset(zone, "2026-07-15 12:00:00"), 0);
    sam_zone_close(zone);
    assert_int_equal(sam_zone_open("America/New_York", &zone, &err), SAM_OK);
    assert_int_equal(offset(zone, "2026-11-01 01:30:00"), -4 * 3600);
    assert_int_equal(offset(zone, "2026-03-08 02:30:00"), -5 * 3600);
    sam_zone_close(zone);
}

/* The C library's own opinion, hour by hour over years; it knows one zone at a time. */
static void test_as_the_c_library(void **state) {
    static const char *const names[] = {"Europe/Amsterdam", "America/Paramaribo",
                                        "Australia/Lord_Howe", "America/New_York"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct sam_zone *zone = NULL;
        struct sam_err err = {0};
        assert_int_equal(sam_zone_open(names[i], &zone, &err), SAM_OK);
        setenv("TZ", names[i], 1);
        tzset();
        for (time_t moment = 1577836800; moment < 1861920000; moment += 3600) {
            struct tm parts = {0};
            localtime_r(&moment, &parts);
            int32_t got = sam_zone_offset(zone, (int64_t)moment + parts.tm_gmtoff);
            /* An hour that comes twice may be the other one of the two. */
            time_t other = moment + parts.tm_gmtoff - got;
            struct tm again = {0};
            localtime_r(&other, &again);
            assert_int_equal(again.tm_gmtoff, got);
            assert_true(other <= moment);
        }
        sam_zone_close(zone);
    }
    unsetenv("TZ");
}

static void test_unknown(void **state) {
    static const char *const names[] = {
        "Europe/Amsterdm",   "",        "../../../etc/passwd", "/etc/passwd",
        "Europe//Amsterdam", "Europe/", "tzdata.zi",           "Europe"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct sam_zone *zone = NULL;
        struct sam_err err = {0};
        assert_int_equal(sam_zone_open(names[i], &zone, &err), SAM_E_NOT_FOUND);
        assert_null(zone);
        check_contains(err.text, "tzdata");
    }
    assert_true(sam_zone_name_valid("America/Argentina/Buenos_Aires"));
    assert_false(sam_zone_name_valid("a b"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_summer_and_winter),
                                       cmocka_unit_test(test_as_the_c_library),
                                       cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
