#include "analyse/probit_likelihood.h"

#include "support/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Three items of 3, 2 and 4 categories; an alliance at the upper end, one with a single answer, one
 * with many, one without any. */
enum { CELLS = 9, THRESHOLDS = 6, ALLIANCES = 5, PARAMETERS = THRESHOLDS + 1 };
static size_t first_cell[] = {0, 3, 5, 9};
static double counts[] = {
    2, 1, 0,   1,   3,     0,   1,   1,   2,  /* */
    0, 0, 4,   0,   4,     0,   0,   0,   3,  /* at the upper end */
    0, 0, 0,   0,   0,     1,   0,   0,   0,  /* one answer */
    9, 5, 2.5, 300, 120.5, 310, 280, 190, 90, /* many, not all of them whole */
    0, 0, 0,   0,   0,     0,   0,   0,   0,  /* none */
};
static const struct sam_ordinal_table table = {ALLIANCES, 3, first_cell, counts};
static const double parameters[] = {-0.7, 0.4, 0.1, -1.2, -0.2, 0.9, -0.3};

static double probability(size_t item, size_t category, double u, const double *thresholds) {
    size_t cells = first_cell[item + 1] - first_cell[item];
    const double *own = thresholds + first_cell[item] - item;
    double low = category == 0 ? -INFINITY : own[category - 1] - u;
    double high = category + 1 == cells ? INFINITY : own[category] - u;
    return low > 0 ? gsl_cdf_ugaussian_Q(low) - gsl_cdf_ugaussian_Q(high)
                   : gsl_cdf_ugaussian_P(high) - gsl_cdf_ugaussian_P(low);
}

static double log_given(size_t a, double u, const double *thresholds) {
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        for (size_t c = first_cell[i]; c < first_cell[i + 1]; c++) {
            if (counts[a * CELLS + c] > 0) {
                sum +=
                    counts[a * CELLS + c] * log(probability(i, c - first_cell[i], u, thresholds));
            }
        }
    }
    return sum;
}

/* Many equal steps: exact to rounding for integrands like this one. */
struct integral {
    double log, mean, sd;
};
static struct integral by_steps(size_t a, const double *at) {
    enum { STEPS = 20000 };
    double tau = exp(at[THRESHOLDS]);
    double top = -INFINITY;
    double moment[3] = {0, 0, 0};
    for (int pass = 0; pass < 2; pass++) {
        for (int k = -STEPS; k <= STEPS; k++) {
            double z = 9.0 * k / STEPS;
            double value = log_given(a, tau * z, at) - z * z / 2;
            if (pass == 0) {
                top = fmax(top, value);
            } else {
                double part = exp(value - top);
                moment[0] += part;
                moment[1] += part * tau * z;
                moment[2] += part * tau * z * tau * z;
            }
        }
    }
    double mean = moment[1] / moment[0];
    return (struct integral){log(moment[0] * 9.0 / STEPS / sqrt(2 * M_PI)) + top, mean,
                             sqrt(moment[2] / moment[0] - mean * mean)};
}

static void is_the_integral(void **state) {
    (void)state;
    struct sam_probit *probit = sam_probit_new(&table);
    double gradient[PARAMETERS];
    double hessian[PARAMETERS * PARAMETERS];
    double expected = 0;
    double got = sam_probit_log_likelihood(probit, parameters, gradient, hessian);
    for (size_t a = 0; a < ALLIANCES; a++) {
        struct integral exact = by_steps(a, parameters);
        double mean;
        double sd;
        expected += exact.log;
        sam_probit_predict(probit, parameters, a, &mean, &sd);
        check_rel(1 + mean, 1 + exact.mean, 1e-8);
        check_rel(sd, exact.sd, 1e-7);
    }
    check_rel(got, expected, 1e-10);
    sam_probit_free(probit);
}

/* Symmetric: what moves with two parameters moves with them either way round. */
static void derivatives_are_those_of_the_value(void **state) {
    (void)state;
    struct sam_probit *probit = sam_probit_new(&table);
    double gradient[PARAMETERS];
    double hessian[PARAMETERS * PARAMETERS];
    double up_gradient[PARAMETERS];
    double down_gradient[PARAMETERS];
    double unused[PARAMETERS * PARAMETERS];
    const double step = 1e-5;
    sam_probit_log_likelihood(probit, parameters, gradient, hessian);
    for (size_t i = 0; i < PARAMETERS; i++) {
        double at[PARAMETERS];
        memcpy(at, parameters, sizeof at);
        at[i] += step;
        double up = sam_probit_log_likelihood(probit, at, up_gradient, unused);
        at[i] -= 2 * step;
        double down = sam_probit_log_likelihood(probit, at, down_gradient, unused);
        check_rel(gradient[i], (up - down) / (2 * step), 1e-5);
        for (size_t j = 0; j < PARAMETERS; j++) {
            double bend = hessian[i >= j ? i * PARAMETERS + j : j * PARAMETERS + i];
            double expected = (up_gradient[j] - down_gradient[j]) / (2 * step);
            assert_true(fabs(bend - expected) < 1e-4 * (1 + fabs(expected)));
        }
    }
    sam_probit_free(probit);
}

static void given_u_it_is_a_product(void **state) {
    (void)state;
    for (double u = -3; u <= 3; u += 0.5) {
        struct sam_probit_slope slope = sam_probit_given(&table, 0, parameters, u);
        double up = log_given(0, u + 1e-4, parameters);
        double here = log_given(0, u, parameters);
        double down = log_given(0, u - 1e-4, parameters);
        check_rel(slope.value, here, 1e-13);
        assert_true(fabs(slope.first - (up - down) / 2e-4) < 1e-6 * (1 + fabs(slope.first)));
        assert_true(fabs(slope.second - (up - 2 * here + down) / 1e-8) < 1e-4 * -slope.second);
    }
}

/* Thirty standard deviations away a difference of distribution functions has no digits left. */
static void keeps_its_digits_far_out(void **state) {
    (void)state;
    double far[] = {-0.7, 0.4, 0.1, 30, 30.5, 31, 0};
    size_t one_answer = 2;
    struct sam_probit_slope slope = sam_probit_given(&table, one_answer, far, 60);
    /* log Phi(-30) = -454.3212439563432 (R: pnorm(-30, log.p = TRUE)) */
    check_rel(slope.value, -454.3212439563432, 1e-13);
    double between[] = {-0.7, 0.4, 0.1, -30.5, -30, 31, 0};
    counts[2 * CELLS + 5] = 0;
    counts[2 * CELLS + 6] = 1;
    slope = sam_probit_given(&table, one_answer, between, 0);
    counts[2 * CELLS + 5] = 1;
    counts[2 * CELLS + 6] = 0;
    check_rel(slope.value, log(gsl_cdf_ugaussian_P(-30) - gsl_cdf_ugaussian_P(-30.5)), 1e-13);
}

static void thresholds_out_of_order_are_impossible(void **state) {
    (void)state;
    struct sam_probit *probit = sam_probit_new(&table);
    double gradient[PARAMETERS];
    double hessian[PARAMETERS * PARAMETERS];
    double wrong[] = {0.4, -0.7, 0.1, -1.2, -0.2, 0.9, -0.3};
    assert_true(isinf(sam_probit_log_likelihood(probit, wrong, gradient, hessian)));
    double equal[] = {-0.7, 0.4, 0.1, -1.2, 0.9, 0.9, -0.3};
    assert_true(isinf(sam_probit_log_likelihood(probit, equal, gradient, hessian)));
    sam_probit_free(probit);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_integral),
        cmocka_unit_test(derivatives_are_those_of_the_value),
        cmocka_unit_test(given_u_it_is_a_product),
        cmocka_unit_test(keeps_its_digits_far_out),
        cmocka_unit_test(thresholds_out_of_order_are_impossible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
