#include "support/support.h"

#include "report/cell.h"

#include <math.h>

static struct sam_cell mean_of(double mean, size_t n, double step) {
    struct sam_cell_limits limits = sam_cell_unlimited(5);
    sam_cell_limit_insider(&limits, n, 5, 1);
    return sam_cell_mean(mean, n, step, 5, &limits);
}

static void means_are_rounded_half_up(void **state) {
    (void)state;
    struct sam_cell cell = mean_of(3.25, 20, 0.1);
    check_rel(cell.value, 3.3, 1e-12);
    check_rel(cell.low, 3.25, 1e-12);
    check_rel(cell.high, 3.35, 1e-12);
    assert_false(cell.or_higher || cell.or_lower);
    check_rel(mean_of(3.249999, 20, 0.1).value, 3.2, 1e-12);
    check_rel(mean_of(3.25, 20, 0.5).value, 3.5, 1e-12);
}

/* With 5 people and one statement, whoever answered 1 knows from a mean above 4 what all others
 * answered: 4.2 is 1 + 4 x 5. */
static void ends_are_not_told_apart(void **state) {
    (void)state;
    struct sam_cell cell = mean_of(4.2, 5, 0.1);
    check_rel(cell.value, 4.0, 1e-12);
    assert_true(cell.or_higher);
    check_rel(cell.high, 5, 1e-12);
    assert_true(cell.low * 5 <= 20);
    check_rel(mean_of(5, 5, 0.1).value, 4.0, 1e-12);
    cell = mean_of(1.2, 5, 0.1);
    assert_true(cell.or_lower);
    check_rel(cell.value, 2.0, 1e-12);
    assert_false(mean_of(3.9, 5, 0.1).or_higher);
}

static void the_largest_groups_are_hardly_cut_off(void **state) {
    (void)state;
    struct sam_cell cell = mean_of(4.9, 200, 0.1);
    check_rel(cell.value, 4.9, 1e-12);
    assert_false(cell.or_higher);
}

static void one_person_shows_nothing(void **state) {
    (void)state;
    assert_int_equal(mean_of(3, 1, 0.1).shown, SAM_SHOW_NOTHING);
    assert_int_equal(mean_of(3, 1, 0.1).why, SAM_WITHHELD_ENDS);
}

static struct sam_cell band_of(double mean, size_t n, double grain) {
    struct sam_cell_limits limits = sam_cell_unlimited(5);
    sam_cell_limit_insider(&limits, n, 5, grain);
    return sam_cell_band(mean, n, SAM_ZONES_PSAT, 5, &limits);
}

static void bands_that_would_tell_are_one(void **state) {
    (void)state;
    struct sam_cell cell = band_of(4.7, 3, 0.125);
    assert_int_equal(cell.shown, SAM_SHOW_BAND);
    assert_int_equal(cell.first, SAM_BAND_WORK);
    assert_int_equal(cell.last, SAM_BAND_TARGET);
    check_rel(cell.low, 2.95, 1e-12);
    cell = band_of(4.7, 4, 0.125);
    assert_int_equal(cell.first, SAM_BAND_HEADWAY);
    cell = band_of(2, 3, 0.125);
    assert_int_equal(cell.first, SAM_BAND_DANGER);
    assert_int_equal(cell.last, SAM_BAND_DANGER);
    assert_int_equal(band_of(2, 2, 1).shown, SAM_SHOW_NOTHING);
}

/* One newcomer, the others as before: 5 people had a mean in [3.75, 4.25), a sum of 19 to 21. */
static void a_newcomer_is_not_told(void **state) {
    (void)state;
    struct sam_cell before = {.shown = SAM_SHOW_MEAN, .low = 3.75, .high = 4.25};
    struct sam_cell_limits limits = sam_cell_unlimited(5);
    sam_cell_limit_change(&limits, &before, 5, 6, 1, 0, 5, 1);
    /* a sum of 26 would be 21 and a 5: the highest cell begins at 24.25 or less */
    check_rel(limits.top * 6, 5 * 4.25 - 1 + 5 - 1, 1e-12);
    assert_true(limits.bottom * 6 >= 19 + 1 + 1);
    limits = sam_cell_unlimited(5);
    sam_cell_limit_change(&limits, &before, 5, 5, 0, 0, 5, 1);
    assert_true(limits.top > 5);
}

/* Every cell of every size: whatever one person answered, the others may have answered
 * differently. By going through all of a cell's sums. */
static void check_insider(const struct sam_cell *cell, size_t n, int points) {
    long least = 0;
    long most = 0;
    sam_cell_sums(cell, n, points, &least, &most);
    long others = (long)n - 1;
    for (int own = 1; own <= points; own++) {
        long low = least - own > others ? least - own : others;
        long high = most - own < others * points ? most - own : others * points;
        bool possible = low <= high;
        assert_false(possible && (low == others * points || high == others));
    }
}

static void no_cell_tells_an_insider(void **state) {
    (void)state;
    static const double steps[] = {0.1, 0.5};
    for (int points = 2; points <= 11; points++) {
        for (size_t n = 3; n <= 23; n++) {
            for (long sum = (long)n; sum <= (long)n * points; sum++) {
                double mean = (double)sum / (double)n;
                struct sam_cell_limits limits = sam_cell_unlimited(points);
                sam_cell_limit_insider(&limits, n, points, 1);
                for (size_t k = 0; k < 2; k++) {
                    struct sam_cell cell = sam_cell_mean(mean, n, steps[k], points, &limits);
                    assert_true(cell.low - 1e-9 <= mean && mean <= cell.high + 1e-9);
                    check_insider(&cell, n, points);
                }
                struct sam_cell cell = sam_cell_band(mean, n, SAM_ZONES_PSAT, points, &limits);
                assert_true(cell.low - 1e-9 <= mean && mean <= cell.high + 1e-9);
                check_insider(&cell, n, points);
            }
        }
    }
}

static void alike_is_all_but_two(void **state) {
    (void)state;
    assert_true(sam_cell_alike((const size_t[]){0, 0, 1, 6, 1}, 5, 8));
    assert_false(sam_cell_alike((const size_t[]){0, 1, 1, 5, 1}, 5, 8));
    assert_true(sam_cell_alike((const size_t[]){8, 0}, 2, 8));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_rounded_half_up),
        cmocka_unit_test(ends_are_not_told_apart),
        cmocka_unit_test(the_largest_groups_are_hardly_cut_off),
        cmocka_unit_test(one_person_shows_nothing),
        cmocka_unit_test(bands_that_would_tell_are_one),
        cmocka_unit_test(a_newcomer_is_not_told),
        cmocka_unit_test(no_cell_tells_an_insider),
        cmocka_unit_test(alike_is_all_but_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
