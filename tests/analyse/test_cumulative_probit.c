#include "analyse/cumulative_probit.h"

#include "support/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

/* One item of `cells` categories, a row of counts for each alliance. */
struct fitted {
    size_t first_cell[2];
    struct sam_ordinal_table table;
    double thresholds[10];
    struct sam_probit_level levels[40];
    struct sam_cumulative_probit fit;
    enum sam_why why;
};

static void fit(struct fitted *f, size_t cells, double *counts, size_t alliances) {
    f->first_cell[0] = 0;
    f->first_cell[1] = cells;
    f->table = (struct sam_ordinal_table){alliances, 1, f->first_cell, counts};
    f->fit =
        (struct sam_cumulative_probit){.tau = -1, .thresholds = f->thresholds, .levels = f->levels};
    f->why = sam_cumulative_probit_fit(&f->table, &f->fit);
}

/* ordinal::clmm(y ~ 1 + (1 | g), link = "probit", nAGQ = 20, gradTol = 1e-8) of R 4.2. */
static void one_item_is_as_clmm_has_it(void **state) {
    (void)state;
    double counts[] = {4, 2, 1, 0, 0, /* */
                       1, 3, 2, 1, 0, /* */
                       0, 1, 3, 4, 1, /* */
                       0, 0, 2, 3, 5, /* */
                       1, 1, 2, 2, 1, /* */
                       0, 2, 5, 1, 0};
    struct fitted f;
    fit(&f, 5, counts, 6);
    assert_int_equal(f.why, SAM_HAS_VALUE);
    check_rel(f.fit.tau, 0.906805787544, 1e-6);
    check_rel(f.fit.log_likelihood, -67.0257453979453, 1e-9);
    const double thresholds[] = {-1.482035878, -0.5589343023, 0.5554356467, 1.542940662};
    const double modes[] = {-1.359180045, -0.5036007739, 0.5215011808,
                            1.31802115,   0.1377561403,  -0.1106504283};
    for (size_t t = 0; t < 4; t++) {
        check_rel(f.thresholds[t], thresholds[t], 1e-5);
    }
    for (size_t a = 0; a < 6; a++) { /* clmm gives modes; they are near */
        assert_true(fabs(f.levels[a].mean - modes[a]) < 0.02);
    }
}

static void no_differences_is_tau_0(void **state) {
    (void)state;
    double counts[] = {2, 3, 5, 2, 3, 5, 2, 3, 5, 4, 6, 10};
    struct fitted f;
    fit(&f, 3, counts, 4);
    assert_int_equal(f.why, SAM_HAS_VALUE);
    assert_true(f.fit.tau == 0);
    check_rel(f.fit.log_likelihood, 10 * log(0.2) + 15 * log(0.3) + 25 * log(0.5), 1e-14);
    check_rel(f.thresholds[0], gsl_cdf_ugaussian_Pinv(0.2), 1e-14);
    check_rel(f.thresholds[1], 0, 1e-14);
    for (size_t a = 0; a < 4; a++) {
        assert_true(f.levels[a].mean == 0 && f.levels[a].sd == 0);
        assert_true(fabs(f.levels[a].location) < 1e-9);
    }
}

static void turned_round_everything_changes_sign(void **state) {
    (void)state;
    double counts[] = {5, 2, 0, 1, 2, 3, 0, 1, 6, 2, 2, 2, 0, 3, 1};
    double turned[15];
    for (size_t i = 0; i < 15; i++) {
        turned[i] = counts[i / 3 * 3 + 2 - i % 3];
    }
    struct fitted f;
    struct fitted g;
    fit(&f, 3, counts, 5);
    fit(&g, 3, turned, 5);
    check_rel(f.fit.tau, g.fit.tau, 1e-9);
    check_rel(f.fit.log_likelihood, g.fit.log_likelihood, 1e-12);
    check_rel(f.thresholds[0], -g.thresholds[1], 1e-8);
    for (size_t a = 0; a < 5; a++) {
        check_rel(f.levels[a].mean, -g.levels[a].mean, 1e-8);
        check_rel(f.levels[a].location, -g.levels[a].location, 1e-8);
    }
}

/* The location is not drawn to the middle, the mean is; only at an end there is no location. */
static void levels_are_drawn_to_the_middle(void **state) {
    (void)state;
    double counts[] = {6, 3, 0, 0, /* */
                       0, 3, 4, 1, /* */
                       0, 0, 0, 7, /* */
                       3, 0, 0, 0, /* */
                       2, 3, 3, 2, /* */
                       0, 0, 0, 0};
    struct fitted f;
    fit(&f, 4, counts, 6);
    assert_int_equal(f.why, SAM_HAS_VALUE);
    assert_true(f.levels[0].location < f.levels[0].mean && f.levels[0].mean < 0);
    assert_true(f.levels[2].location == INFINITY && f.levels[2].mean > 0.5);
    assert_true(f.levels[3].location == -INFINITY && f.levels[3].mean < -0.5);
    assert_true(isnan(f.levels[5].location));
    check_rel(1 + f.levels[5].mean, 1, 1e-9);
    check_rel(f.levels[5].sd, f.fit.tau, 1e-9);
    for (size_t a = 0; a < 5; a++) {
        if (isfinite(f.levels[a].location)) {
            struct sam_probit_slope at =
                sam_probit_given(&f.table, a, f.thresholds, f.levels[a].location);
            assert_true(fabs(at.first) < 1e-9);
        }
    }
}

static void separated_alliances_have_no_fit(void **state) {
    (void)state;
    double counts[] = {4, 0, 0, 0, 5, 0, 0, 0, 6, 0, 3, 0};
    struct fitted f;
    fit(&f, 3, counts, 4);
    assert_int_equal(f.why, SAM_WHY_NO_CONVERGENCE);
    assert_true(f.fit.tau == -1);
}

static void nothing_varies(void **state) {
    (void)state;
    size_t first_cell[] = {0};
    struct sam_ordinal_table table = {3, 0, first_cell, NULL};
    struct sam_cumulative_probit fit = {0};
    assert_int_equal(sam_cumulative_probit_fit(&table, &fit), SAM_WHY_NO_VARIANCE);
}

/* Ten thousand answers an alliance: the curve over u is a needle. */
static void large_counts_are_no_matter(void **state) {
    (void)state;
    const double true_level[] = {-0.9, -0.4, 0, 0.3, 1.0};
    const double cut[] = {-INFINITY, -1, 0, 0.5, INFINITY};
    double counts[20];
    for (size_t a = 0; a < 5; a++) {
        for (size_t c = 0; c < 4; c++) {
            counts[a * 4 + c] = 1e6 * (gsl_cdf_ugaussian_P(cut[c + 1] - true_level[a]) -
                                       gsl_cdf_ugaussian_P(cut[c] - true_level[a]));
        }
    }
    struct fitted f;
    fit(&f, 4, counts, 5);
    assert_int_equal(f.why, SAM_HAS_VALUE);
    /* true levels have mean 0 and mean square .412; thresholds are then the true ones */
    check_rel(f.fit.tau, sqrt(0.412), 1e-4);
    for (size_t a = 0; a < 5; a++) {
        assert_true(fabs(f.levels[a].location - true_level[a]) < 1e-4);
        assert_true(f.levels[a].sd < 0.0015 && f.levels[a].sd > 0.0009);
    }
    check_rel(f.thresholds[2], 0.5, 1e-3);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_item_is_as_clmm_has_it),
        cmocka_unit_test(no_differences_is_tau_0),
        cmocka_unit_test(turned_round_everything_changes_sign),
        cmocka_unit_test(levels_are_drawn_to_the_middle),
        cmocka_unit_test(separated_alliances_have_no_fit),
        cmocka_unit_test(nothing_varies),
        cmocka_unit_test(large_counts_are_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
