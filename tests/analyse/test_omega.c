#include "support/support.h"

#include "analyse/omega.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdint.h>

enum { MOST = 12 };

static void model(double *covariance, size_t k, const double *loadings, const double *unique) {
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) {
            covariance[i * k + j] = loadings[i] * loadings[j] + (i == j ? unique[i] : 0);
        }
    }
}

static void finds_an_exact_model_again(void **state) {
    (void)state;
    static const double loadings[] = {0.9, 0.5, 1.4, -0.3, 0.7, 1.1};
    static const double unique[] = {0.4, 0.2, 1.0, 0.6, 2.0, 0.05};
    double covariance[36];
    model(covariance, 6, loadings, unique);
    double l[6];
    double u[6];
    struct sam_one_factor fit = {.loadings = l, .uniquenesses = u};
    assert_int_equal(sam_one_factor_fit(covariance, 6, &fit), SAM_HAS_VALUE);
    for (size_t i = 0; i < 6; i++) {
        check_rel(l[i], loadings[i], 1e-10);
        check_rel(u[i], unique[i], 1e-9);
    }
    assert_true(fabs(fit.discrepancy) < 1e-13);
    check_rel(sam_omega_total(covariance, 6, 100).value, 4.3 * 4.3 / (4.3 * 4.3 + 4.25), 1e-10);
}

/* Three items are just identified: loading 1 squared = r12 r13 / r23, in units of variance. */
static void three_items_by_hand(void **state) {
    (void)state;
    static const double r[] = {4, 1.2, 1.6, 1.2, 1, 0.6, 1.6, 0.6, 2.25};
    double l1 = sqrt(1.2 * 1.6 / 0.6);
    double l2 = 1.2 / l1;
    double l3 = 1.6 / l1;
    double sum = l1 + l2 + l3;
    double total = 4 + 1 + 2.25 + 2 * (1.2 + 1.6 + 0.6);
    check_rel(sam_omega_total(r, 3, 30).value, sum * sum / total, 1e-10);
}

/* factanal of R 4.2 gives .6680370013571, its own precision being some 1e-7; the discrepancy's
 * gradient, by differences around the solution, is 0. */
static void minimum_of_the_discrepancy(void **state) {
    (void)state;
    static const double s[] = {1, .5, .4, .3, .5, 1.2, .3, .35, .4, .3, .9, .2, .3, .35, .2, 1.1};
    check_rel(sam_omega_total(s, 4, 50).value, 0.6680370013571293, 1e-8);
    double l[4];
    double u[4];
    struct sam_one_factor fit = {.loadings = l, .uniquenesses = u};
    assert_int_equal(sam_one_factor_fit(s, 4, &fit), SAM_HAS_VALUE);
    /* Likelihood equations (Lawley & Maxwell 1971, eq. 4.9, 4.10): variances are fitted exactly,
     * and S Sigma^-1 L = L, with Sigma^-1 L = U^-1 L / (1 + L' U^-1 L). */
    double information = 1;
    for (size_t i = 0; i < 4; i++) {
        check_rel(l[i] * l[i] + u[i], s[i * 4 + i], 1e-12);
        information += l[i] * l[i] / u[i];
    }
    for (size_t i = 0; i < 4; i++) {
        double product = 0;
        for (size_t j = 0; j < 4; j++) {
            product += s[i * 4 + j] * l[j] / u[j];
        }
        check_rel(product / information, l[i], 1e-11);
    }
    assert_true(fit.iterations < 20);
}

static void scale_and_sign_change_nothing(void **state) {
    (void)state;
    static const double loadings[] = {0.8, 0.5, 0.6, 0.7};
    static const double unique[] = {0.3, 0.5, 0.2, 0.9};
    double covariance[16];
    model(covariance, 4, loadings, unique);
    covariance[1] += 0.07;
    covariance[4] += 0.07;
    double omega = sam_omega_total(covariance, 4, 50).value;
    double scaled[16];
    for (size_t i = 0; i < 16; i++) {
        scaled[i] = covariance[i] * 1e-12;
    }
    check_rel(sam_omega_total(scaled, 4, 50).value, omega, 1e-10);
    for (size_t i = 0; i < 16; i++) {
        scaled[i] = covariance[i] * 1e12;
    }
    check_rel(sam_omega_total(scaled, 4, 50).value, omega, 1e-10);
}

static void reasons(void **state) {
    (void)state;
    static const double heywood[] = {1, .8, .6, .8, 1, .3, .6, .3, 1};
    assert_int_equal(sam_omega_total(heywood, 3, 50).why, SAM_WHY_IMPROPER);
    static const double one_negative[] = {1, .5, -.4, .5, 1, .3, -.4, .3, 1};
    assert_int_equal(sam_omega_total(one_negative, 3, 50).why, SAM_WHY_IMPROPER);
    static const double nothing_shared[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    assert_int_equal(sam_omega_total(nothing_shared, 3, 50).why, SAM_WHY_NO_CONVERGENCE);
    static const double constant[] = {1, 0, .3, 0, 0, 0, .3, 0, 1};
    assert_int_equal(sam_omega_total(constant, 3, 50).why, SAM_WHY_CONSTANT_ITEM);
    static const double copied[] = {1, 1, .4, 1, 1, .4, .4, .4, 1};
    assert_int_equal(sam_omega_total(copied, 3, 50).why, SAM_WHY_SINGULAR);
    static const double fine[] = {1, .5, .4, .5, 1, .4, .4, .4, 1};
    assert_int_equal(sam_omega_total(fine, 3, 50).why, SAM_HAS_VALUE);
    assert_int_equal(sam_omega_total(fine, 3, 9).why, SAM_WHY_TOO_FEW_RESPONDENTS);
    assert_int_equal(sam_omega_total(fine, 3, 0).why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_omega_total(fine, 2, 50).why, SAM_WHY_TOO_FEW_ITEMS);
    assert_int_equal(sam_omega_total(fine, 1, 50).why, SAM_WHY_ONE_ITEM);
    double wide[MOST * MOST];
    static const double loadings[MOST] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    model(wide, MOST, loadings, loadings);
    assert_int_equal(sam_omega_total(wide, MOST, MOST).why, SAM_WHY_SINGULAR);
    check_rel(sam_omega_total(wide, MOST, MOST + 1).value, 144.0 / 156, 1e-10);
}

/* Any covariance matrix ends in a proper number or a reason, within the iterations allowed. */
static void whatever_comes(void **state) {
    (void)state;
    uint64_t random = 2463534242u;
    size_t with_value = 0;
    for (size_t round = 0; round < 400; round++) {
        size_t k = 3 + round % 6;
        double x[20][8];
        double s[64] = {0};
        for (size_t r = 0; r < 20; r++) {
            double common = 0;
            for (size_t i = 0; i <= k && i < 8; i++) {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                double draw = (double)(random % 1000) / 1000 - 0.5;
                common = i == 0 ? draw : common;
                x[r][i] = draw + (i == 0 ? 0 : (double)(round % 4) / 4 * common);
            }
        }
        for (size_t r = 0; r < 20; r++) {
            for (size_t i = 0; i < k; i++) {
                for (size_t j = 0; j < k; j++) {
                    s[i * k + j] += x[r][i] * x[r][j];
                }
            }
        }
        struct sam_number omega = sam_omega_total(s, k, 20);
        if (sam_has(omega)) {
            with_value++;
            assert_true(omega.value >= 0 && omega.value < 1);
        } else {
            assert_true(omega.why == SAM_WHY_IMPROPER || omega.why == SAM_WHY_NO_CONVERGENCE);
        }
    }
    assert_true(with_value > 100);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_an_exact_model_again),
        cmocka_unit_test(three_items_by_hand),
        cmocka_unit_test(minimum_of_the_discrepancy),
        cmocka_unit_test(scale_and_sign_change_nothing),
        cmocka_unit_test(reasons),
        cmocka_unit_test(whatever_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
