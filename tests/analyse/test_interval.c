#include "analyse/fixture.h"
#include "analyse/interval.h"

/* s^2 = 12 / 24 = .5, s_total^2 = .6, alpha .75: SEM^2 = .15; t(24, .975) = 2.063898562. */
static const double t24 = 2.0638985616280205;

static struct sam_interval_basis example(void) {
    return sam_interval_basis_of(12, 24, sam_value(0.6), sam_value(0.75));
}

static void the_formula(void **state) {
    (void)state;
    struct sam_interval_basis basis = example();
    check_rel(basis.within.value, 0.5, TINY);
    check_rel(basis.error, 0.15, TINY);
    check_rel(basis.t, t24, 1e-9);
    struct sam_range r = sam_interval_of(&basis, 3.5, 4, 8, 5);
    double se = sqrt(0.5 * 0.35 / 4 + 0.15 / 4);
    check_rel(r.low.value, 3.5 - t24 * se, 1e-9);
    check_rel(r.high.value, 3.5 + t24 * se, 1e-9);
}

/* As many as a table holds: t is near the normal quantile (R: qt(.975, 1e6) 1.959966...). */
static void many_degrees_of_freedom(void **state) {
    (void)state;
    struct sam_interval_basis basis =
        sam_interval_basis_of(5e5, 1e6, sam_value(0.6), sam_value(0.75));
    check_rel(basis.t, 1.95996635682, 1e-9);
}

static void nobody_knows_how_many_were_invited(void **state) {
    (void)state;
    struct sam_interval_basis basis = example();
    struct sam_range r = sam_interval_of(&basis, 3.5, 4, 0, 5);
    check_rel(r.high.value - 3.5, t24 * sqrt(0.5 / 4), 1e-9);
}

static void everybody_answered_leaves_measurement_error(void **state) {
    (void)state;
    struct sam_interval_basis basis = example();
    struct sam_range all = sam_interval_of(&basis, 3.5, 4, 4, 5);
    check_rel(all.high.value - 3.5, t24 * sqrt(0.15 / 4), 1e-9);
    struct sam_range more = sam_interval_of(&basis, 3.5, 4, 3, 5);
    check_rel(more.high.value, all.high.value, TINY);
}

static void cut_to_the_response_scale(void **state) {
    (void)state;
    struct sam_interval_basis basis = example();
    check_number(sam_interval_of(&basis, 4.9, 2, 0, 5).high, 5);
    check_number(sam_interval_of(&basis, 1.1, 2, 0, 5).low, 1);
}

static void the_error_is_at_most_the_variance_within(void **state) {
    (void)state;
    struct sam_interval_basis negative =
        sam_interval_basis_of(12, 24, sam_value(0.6), sam_value(-2));
    check_rel(negative.error, 0.5, TINY);
    struct sam_interval_basis unknown =
        sam_interval_basis_of(12, 24, sam_value(0.6), sam_no_value(SAM_WHY_TOO_FEW_RESPONDENTS));
    check_rel(unknown.error, 0.5, TINY);
    struct sam_range r = sam_interval_of(&unknown, 3.5, 4, 4, 5);
    check_rel(r.high.value - 3.5, t24 * sqrt(0.5 / 4), 1e-9);
}

static void without_an_interval_says_why(void **state) {
    (void)state;
    struct sam_interval_basis basis = example();
    check_why(sam_interval_of(&basis, 0, 0, 0, 5).low, SAM_WHY_NO_ANSWERS);
    check_why(sam_interval_of(&basis, 3, 1, 0, 5).low, SAM_WHY_ONE_RESPONDENT);
    basis = sam_interval_basis_of(0, 0, sam_value(0.6), sam_value(0.75));
    check_why(sam_interval_of(&basis, 3, 2, 0, 5).high, SAM_WHY_NO_REPLICATION);
    basis = sam_interval_basis_of(0, 24, sam_value(0), sam_no_value(SAM_WHY_NO_VARIANCE));
    check_why(sam_interval_of(&basis, 3, 2, 0, 5).high, SAM_WHY_NO_VARIANCE);
    basis = sam_interval_basis_of(0, 24, sam_value(0.4), sam_value(0.9));
    check_why(sam_interval_of(&basis, 3, 2, 0, 5).high, SAM_WHY_NO_WITHIN_VARIANCE);
}

static void bounds_of_the_missing(void **state) {
    (void)state;
    struct sam_range r = sam_interval_bounds(4, 3, 5, 5);
    check_number(r.low, (12 + 2) / 5.0);
    check_number(r.high, (12 + 10) / 5.0);
    r = sam_interval_bounds(4.1, 3, 3, 5);
    check_number(r.low, 4.1);
    check_number(r.high, 4.1);
    check_number(sam_interval_bounds(4, 3, 2, 5).low, 4);
    check_why(sam_interval_bounds(4, 3, 0, 5).low, SAM_WHY_UNKNOWN_INVITED);
    check_why(sam_interval_bounds(0, 0, 3, 5).high, SAM_WHY_NO_ANSWERS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula),
        cmocka_unit_test(many_degrees_of_freedom),
        cmocka_unit_test(nobody_knows_how_many_were_invited),
        cmocka_unit_test(everybody_answered_leaves_measurement_error),
        cmocka_unit_test(cut_to_the_response_scale),
        cmocka_unit_test(the_error_is_at_most_the_variance_within),
        cmocka_unit_test(without_an_interval_says_why),
        cmocka_unit_test(bounds_of_the_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
