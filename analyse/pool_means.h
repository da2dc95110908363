/* Partial pooling of means that are known only as they are printed: the one-way random-effects
 * model with the within-group standard deviation given instead of estimated.
 *
 *   (1) tau^2, the variance between groups: the moment estimator of DerSimonian & Laird (1986,
 *       Controlled Clinical Trials 7, eq. 8), cut at 0
 *   (2) each group's value: the empirical best linear unbiased prediction, mu + B (mean - mu),
 *       B = tau^2 / (tau^2 + sd^2 / n), mu weighted by 1 / (tau^2 + sd^2 / n)
 *   (3) low and high: value +- z .975 times the root of B sd^2 / n + (1 - B)^2 var(mu) (Morris
 *       1983, JASA 78, with the between variance taken as known): 95 % under the model, cautious
 *       because sd is given generously
 * Checked against metafor's rma(method = "DL") formulas in tests/analyse/test_pool_means.c. */
#ifndef SAM_ANALYSE_POOL_MEANS_H
#define SAM_ANALYSE_POOL_MEANS_H

#include <stddef.h>

struct sam_pool_group {
    double mean;
    size_t n; /* 1 or more */
    /* out: */
    double value, low, high;
};

/* count groups, 1 or more; sd > 0, that of one person within a group. Returns tau^2. */
double sam_pool_means(struct sam_pool_group *groups, size_t count, double sd);

#endif
