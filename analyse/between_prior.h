/* The between standard deviation where REML says 0: with six to eight alliances that is common, and
 * means "not detectable", not "no differences". */
#ifndef SAM_ANALYSE_BETWEEN_PRIOR_H
#define SAM_ANALYSE_BETWEEN_PRIOR_H

#include "analyse/reml_profile.h"

enum { SAM_BETWEEN_NODES = 96 };

/* One possible ratio of between to within, and what holds if it is the true one. */
struct sam_between_node {
    double ratio, probability;
    double within; /* expected within variance */
    double mean;   /* generalised least squares mean of the alliances */
    double weight; /* within / weight is the variance of mean */
};

/* Scale of the half-normal prior on the between standard deviation: 0.3 on five points, in
 * proportion on others. About 95 % of it lies below twice that. */
double sam_between_prior_scale(int points);

/* Of the prior of the posterior below: twice that. */
double sam_between_wide_scale(int points);

/* Posterior mean of the between standard deviation: restricted likelihood, half-normal(scale) prior
 * on it, prior 1 / s on the within standard deviation s, which is integrated out (Gelman 2006).
 * Relative error below 1e-9. Cost: some 600 evaluations of the profile. */
double sam_between_prior_mean(const struct sam_reml *reml, double scale);

/* The posterior distribution of the ratio between / within, as SAM_BETWEEN_NODES points evenly
 * spread over the logarithm of its root where it is not negligible; the probabilities add up to 1.
 * The prior of the between standard deviation t is Rayleigh(scale): t exp(-(t / scale)^2 / 2). Near
 * 0 that is flat in the variance, which is what keeps intervals from being too narrow where
 * alliances differ a little (Morris 1983); a density of t that is flat there makes them so. likely:
 * the ratio with the highest likelihood, 0 when there is none. */
void sam_between_posterior(const struct sam_reml *reml, double scale, double likely,
                           struct sam_between_node nodes[SAM_BETWEEN_NODES]);

#endif
