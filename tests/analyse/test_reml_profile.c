#include "support/support.h"

#include "analyse/reml_profile.h"

#include <gsl/gsl_errno.h>
#include <math.h>

/* Moments of Davies & Goldsmith's dyestuff (see test_variance_components.c). */
static const struct sam_group_moments dyestuff[] = {{5, 1505, 15900}, {5, 1528, 4430},
                                                    {5, 1564, 5770},  {5, 1498, 18880},
                                                    {5, 1600, 10000}, {5, 1470, 3850}};

static void criterion_of_lme4(void **state) {
    (void)state;
    struct sam_reml reml;
    sam_reml_init(&reml, dyestuff, 6);
    assert_int_equal(reml.size_count, 1);
    assert_true(reml.groups == 6 && reml.respondents == 30);
    /* From full 30 x 30 matrices in R. */
    check_rel(sam_reml_at(&reml, 0).criterion, 341.376376299615, 1e-13);
    check_rel(sam_reml_at(&reml, 0.1).criterion, 338.240607238355, 1e-13);
    check_rel(sam_reml_at(&reml, 5).criterion, 339.230782388653, 1e-13);
    /* lme4 1.1-31: REML criterion 319.654276842 at the optimum, constants included. */
    struct sam_reml_point best = sam_reml_at(&reml, 1764.05 / 2451.25);
    double constants = 29 * (1 + log(2 * acos(-1) / 29));
    check_rel(best.criterion + constants, 319.654276842, 1e-11);
    check_rel(best.square / 29, 2451.25, 1e-12);
    check_rel(best.mean, 1527.5, 1e-13);
    assert_true(fabs(best.slope) < 1e-10);
    sam_reml_fini(&reml);
}

static const struct sam_group_moments unequal[] = {{3, 4, 2},   {0, 9, 9},   {1, 2, 0},
                                                   {7, 3.5, 4}, {3, 3.2, 1}, {1, 4.5, 0}};

static void groups_of_one_size_enter_together(void **state) {
    (void)state;
    struct sam_reml reml;
    sam_reml_init(&reml, unequal, 6);
    assert_int_equal(reml.size_count, 3);
    assert_true(reml.groups == 5 && reml.respondents == 15 && reml.within_square == 7);
    assert_true(reml.sizes[0].n == 1 && reml.sizes[0].groups == 2);
    check_rel(reml.sizes[0].mean, 3.25, 1e-15);
    check_rel(reml.sizes[0].m2, 3.125, 1e-15);
    assert_true(reml.sizes[2].n == 7 && reml.sizes[2].groups == 1 && reml.sizes[2].m2 == 0);
    sam_reml_fini(&reml);
}

static void slope_is_the_derivative(void **state) {
    (void)state;
    struct sam_reml reml;
    sam_reml_init(&reml, unequal, 6);
    static const double ratios[] = {0.01, 0.2, 1, 7};
    for (size_t i = 0; i < 4; i++) {
        double step = ratios[i] * 1e-5;
        double numeric = (sam_reml_at(&reml, ratios[i] + step).criterion -
                          sam_reml_at(&reml, ratios[i] - step).criterion) /
                         (2 * step);
        check_rel(sam_reml_at(&reml, ratios[i]).slope, numeric, 1e-7);
    }
    sam_reml_fini(&reml);
}

/* -2 log restricted likelihood, both variances free. */
static double criterion(const struct sam_reml *reml, double between, double within) {
    struct sam_reml_point at = sam_reml_at(reml, between / within);
    return (reml->respondents - 1) * log(within) + at.fixed + at.square / within;
}

static void within_given_between(void **state) {
    (void)state;
    struct sam_reml reml;
    sam_reml_init(&reml, unequal, 6);
    static const double betweens[] = {1e-8, 0.01, 0.3, 2, 50};
    for (size_t i = 0; i < 5; i++) {
        double within = sam_reml_within(&reml, betweens[i]);
        double best = criterion(&reml, betweens[i], within);
        assert_true(criterion(&reml, betweens[i], within * 1.001) > best);
        assert_true(criterion(&reml, betweens[i], within * 0.999) > best);
    }
    /* At REML's own between it is REML's own within. */
    sam_reml_fini(&reml);
    sam_reml_init(&reml, dyestuff, 6);
    check_rel(sam_reml_within(&reml, 1764.05), 2451.25, 1e-12);
    sam_reml_fini(&reml);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(criterion_of_lme4),
        cmocka_unit_test(groups_of_one_size_enter_together),
        cmocka_unit_test(slope_is_the_derivative),
        cmocka_unit_test(within_given_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
