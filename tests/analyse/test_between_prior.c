#include "support/support.h"

#include "analyse/between_prior.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static double mean_of(const struct sam_group_moments *groups, size_t count, double scale) {
    struct sam_reml reml;
    sam_reml_init(&reml, groups, count);
    double mean = sam_between_prior_mean(&reml, scale);
    sam_reml_fini(&reml);
    return mean;
}

static void scale_follows_the_response_scale(void **state) {
    (void)state;
    check_rel(sam_between_prior_scale(5), 0.3, 1e-15);
    check_rel(sam_between_prior_scale(11), 0.75, 1e-15);
    check_rel(sam_between_prior_scale(2), 0.075, 1e-15);
}

/* Against nested adaptive integration in R (stats::integrate, relative tolerance 1e-11): the
 * square is what it prints. */
static void integrals_of_r(void **state) {
    (void)state;
    static const struct sam_group_moments five[] = {
        {4, 3.5, 0.8}, {7, 3.52, 2.2}, {2, 3.6, 0.1}, {12, 3.5, 5}, {5, 3.6, 1.9}};
    check_rel(pow(mean_of(five, 5, 0.3), 2), 0.0147952761472, 1e-10);
    /* A second maximum of the likelihood counts too. */
    static const struct sam_group_moments two_maxima[] = {{16, 2.9375, 12.9375},
                                                          {3, 8.0 / 3, 8.0 / 3},
                                                          {1, 5, 0},
                                                          {1, 5, 0},
                                                          {2, 2.5, 0.5},
                                                          {1, 4, 0},
                                                          {1, 2, 0}};
    check_rel(pow(mean_of(two_maxima, 7, 0.3), 2), 0.0593970313063526, 1e-9);
    /* 300 alliances with 4650 respondents: the posterior is narrow, .007 beside a prior of .3. */
    struct sam_group_moments many[300];
    for (size_t g = 0; g < 300; g++) {
        many[g] = (struct sam_group_moments){g % 30 + 1, 3.4 + (g % 2 == 0 ? -0.01 : 0.01), 0};
    }
    many[299].m2 = 1605.9178325307107;
    check_rel(pow(mean_of(many, 300, 0.3), 2), 4.83080944693545e-05, 1e-6);
}

/* With answers that say nothing about it, the prior: mean scale * sqrt(2 / pi). */
static void without_information_the_prior(void **state) {
    (void)state;
    static const struct sam_group_moments vague[] = {{40, 3, 4e9}, {40, 3, 4e9}};
    check_rel(mean_of(vague, 2, 0.3), 0.3 * sqrt(2 / acos(-1)), 1e-6);
}

static void moments_of(const struct sam_group_moments *groups, size_t count, double scale,
                       double *sum, double *sd) {
    struct sam_reml reml;
    struct sam_between_node nodes[SAM_BETWEEN_NODES];
    sam_reml_init(&reml, groups, count);
    sam_between_posterior(&reml, scale, 0.1, nodes);
    *sum = *sd = 0;
    for (size_t i = 0; i < SAM_BETWEEN_NODES; i++) {
        *sum += nodes[i].probability;
        *sd += nodes[i].probability * sqrt(nodes[i].ratio * nodes[i].within);
        assert_true(i == 0 || nodes[i].ratio > nodes[i - 1].ratio);
    }
    sam_reml_fini(&reml);
}

/* The mean of the between standard deviation under the Rayleigh prior: by R's integrate. root(mean
 * square of the within one) is a little more than its mean. */
static void nodes_of_the_posterior(void **state) {
    (void)state;
    static const struct sam_group_moments five[] = {
        {40, 3.5, 8}, {70, 3.9, 22}, {20, 3.2, 1}, {120, 3.5, 50}, {50, 3.6, 19}};
    double sum;
    double sd;
    moments_of(five, 5, 0.3, &sum, &sd);
    check_rel(sum, 1, 1e-12);
    check_rel(sd, 0.30369266834, 2e-3);
    check_rel(sam_between_wide_scale(5), 0.6, 1e-15);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scale_follows_the_response_scale),
        cmocka_unit_test(integrals_of_r),
        cmocka_unit_test(without_information_the_prior),
        cmocka_unit_test(nodes_of_the_posterior),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
