#include "analyse/bands.h"
#include "analyse/fixture.h"

static enum sam_band band(enum sam_zones zones, double mean, int points) {
    return sam_band_of(zones, sam_value(mean), points);
}

static void wilder_bounds(void **state) {
    (void)state;
    assert_int_equal(band(SAM_ZONES_WILDER, 1, 5), SAM_BAND_CONCERN);
    assert_int_equal(band(SAM_ZONES_WILDER, 2.949, 5), SAM_BAND_CONCERN);
    assert_int_equal(band(SAM_ZONES_WILDER, 2.95, 5), SAM_BAND_DISCUSS);
    assert_int_equal(band(SAM_ZONES_WILDER, 3.949, 5), SAM_BAND_DISCUSS);
    assert_int_equal(band(SAM_ZONES_WILDER, 3.95, 5), SAM_BAND_STRENGTH);
    assert_int_equal(band(SAM_ZONES_WILDER, 5, 5), SAM_BAND_STRENGTH);
}

static void psat_bounds(void **state) {
    (void)state;
    assert_int_equal(band(SAM_ZONES_PSAT, 2.94, 5), SAM_BAND_DANGER);
    assert_int_equal(band(SAM_ZONES_PSAT, 3.94, 5), SAM_BAND_WORK);
    assert_int_equal(band(SAM_ZONES_PSAT, 4.54, 5), SAM_BAND_HEADWAY);
    assert_int_equal(band(SAM_ZONES_PSAT, 4.55, 5), SAM_BAND_TARGET);
}

/* Halves that are exact as fractions, however they are computed. */
static void halves_go_up(void **state) {
    (void)state;
    for (int tenths = 10; tenths < 50; tenths++) {
        double half = (tenths + 0.5) / 10;
        double again = (20 * tenths + 10) / 200.0;
        enum sam_band up = band(SAM_ZONES_PSAT, (tenths + 1) / 10.0, 5);
        assert_int_equal(band(SAM_ZONES_PSAT, half, 5), up);
        assert_int_equal(band(SAM_ZONES_PSAT, again, 5), up);
    }
}

static void other_scales_are_put_on_five_points(void **state) {
    (void)state;
    assert_int_equal(band(SAM_ZONES_WILDER, 5.5, 7), SAM_BAND_STRENGTH);
    assert_int_equal(band(SAM_ZONES_WILDER, 5.4, 7), SAM_BAND_DISCUSS);
    assert_int_equal(band(SAM_ZONES_WILDER, 1, 2), SAM_BAND_CONCERN);
    assert_int_equal(band(SAM_ZONES_PSAT, 11, 11), SAM_BAND_TARGET);
}

static void uncertain_when_the_interval_crosses_a_bound(void **state) {
    (void)state;
    assert_true(sam_band_uncertain(SAM_ZONES_WILDER, sam_value(3.9), sam_value(4.1), 5));
    assert_false(sam_band_uncertain(SAM_ZONES_WILDER, sam_value(4.0), sam_value(5), 5));
    assert_true(sam_band_uncertain(SAM_ZONES_PSAT, sam_value(4.0), sam_value(5), 5));
    assert_false(sam_band_uncertain(SAM_ZONES_PSAT, sam_no_value(SAM_WHY_ONE_RESPONDENT),
                                    sam_no_value(SAM_WHY_ONE_RESPONDENT), 5));
    assert_int_equal(sam_band_of(SAM_ZONES_PSAT, sam_no_value(SAM_WHY_NO_ANSWERS), 5),
                     SAM_BAND_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilder_bounds),
        cmocka_unit_test(psat_bounds),
        cmocka_unit_test(halves_go_up),
        cmocka_unit_test(other_scales_are_put_on_five_points),
        cmocka_unit_test(uncertain_when_the_interval_crosses_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
