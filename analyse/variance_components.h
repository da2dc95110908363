/* How much of the differences in a score lies between alliances, and how much within them.
 *
 * Everything here needs of an alliance its number of respondents, their mean and the sum of their
 * squared deviations from that mean, so that tables of millions of respondents stream. Groups with
 * n = 0 are passed over. */
#ifndef SAM_ANALYSE_VARIANCE_COMPONENTS_H
#define SAM_ANALYSE_VARIANCE_COMPONENTS_H

#include "analyse/between_prior.h"
#include "analyse/estimate.h"
#include "analyse/moments.h"

#include <stddef.h>

/* One-way analysis of variance with unequal groups.
 *   (1) F = MSB / MSW on K - 1 and N - K degrees of freedom, p its upper tail
 *   (2) ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW), n0 = (N - sum n^2 / N) / (K - 1) (Searle,
 *       Casella & McCulloch 1992, ch. 3)
 *   (3) ICC(2) = 1 - 1 / F (Bliese 2000)
 *   (4) both stay negative where they are negative
 *   (5) MSB = 0 within rounding: icc2 has no value (SAM_WHY_NO_VARIANCE); icc1, f and p have one
 *   (6) MSW = 0 within rounding while MSB is not: icc1 = icc2 = 1, f and p have no value
 *       (SAM_WHY_NO_WITHIN_VARIANCE); MSB = MSW = 0: none has (SAM_WHY_NO_VARIANCE)
 *   (7) nobody: SAM_WHY_NO_ANSWERS; one group: SAM_WHY_ONE_ALLIANCE; every group of one:
 *       SAM_WHY_NO_REPLICATION; then none has a value but the degrees of freedom that exist */
struct sam_anova {
    struct sam_number df_between, df_within, f, p, icc1, icc2;
};

/* Cost: linear in count. */
struct sam_anova sam_anova_compute(const struct sam_group_moments *groups, size_t count);

/* What the posterior says of the level of an alliance whose own mean lies d above the general one.
 */
struct sam_prediction {
    double left, shift; /* expected level: general mean + (1 - left) d + shift */
    /* its variance: error + (left_variance d - 2 covariance) d + shift_variance */
    double error, left_variance, covariance, shift_variance;
};
enum { SAM_PREDICTIONS_KNOWN = 64 };

/* Random-effects model: score = mean + alliance + person, estimated by REML (Patterson & Thompson
 * 1971). */
struct sam_components {
    struct sam_number between, within; /* variances */
    struct sam_number mean;            /* generalised least squares mean of the alliances */
    struct sam_number mean_variance;   /* its sampling variance */
    const char *method;                /* "REML" or "half-normal prior"; never NULL */
    size_t maxima;                     /* local maxima of the REML likelihood, 0 included */
    struct sam_range icc;              /* between / (between + within), see (4) */
    struct sam_number df;              /* N - K, of the within variance */
    double t;                          /* quantile .975 of Student's t on df */
    /* The posterior of between / within, and what it says of an alliance of each number of
     * respondents that is common. */
    struct sam_between_node nodes[SAM_BETWEEN_NODES];
    struct sam_prediction prediction[SAM_PREDICTIONS_KNOWN + 1];
};

/*   (1) the profile likelihood of between/within is scanned from 0 upwards on a logarithmic grid,
 *       every local maximum refined to full precision, the best taken: with few unequal groups
 *       there can be two, and a single search may end in the wrong one
 *   (2) where the best is at 0, method is "half-normal prior": the between standard deviation is
 *       the mean of its posterior distribution under a half-normal(0.3 (points - 1) / 4) prior, the
 *       within variance its REML value given that one. (The posterior *mode* would be 0 again.)
 *       0 would mean "not detectable with so few", not "no differences".
 *   (3) no value: SAM_WHY_NO_ANSWERS, _ONE_ALLIANCE, _NO_REPLICATION; SAM_WHY_NO_WITHIN_VARIANCE
 *       when nobody differs from the own alliance (then REML has no maximum), SAM_WHY_NO_VARIANCE
 *       when nobody differs from anybody; method is then "REML"
 *   (4) icc: the 95 % interval that is exact for normal scores and unequal groups (Wald 1940): the
 *       ratios r at which F(r) = (squares between groups, weighing n / (1 + n r)) / (K - 1) / MSW
 *       is the .975 and the .025 quantile of F on K - 1 and N - K degrees of freedom; r / (1 + r),
 *       at least 0. Reasons as in (3)
 * points is of the response scale, 2 and up. Cost: linear in count, then the number of different
 * group sizes for each of some 500 evaluations. */
struct sam_components sam_components_fit(const struct sam_group_moments *groups, size_t count,
                                         int points);

/* Partial pooling: the best linear unbiased prediction of one alliance's level and its 95 %
 * prediction interval.
 *   (1) the interval is that of the level's posterior distribution: its mean, give or take
 * Student's t on N - K degrees of freedom times its standard deviation, over the posterior of the
 * ratio between / within (prior: Rayleigh(0.6 (points - 1) / 4) on the between standard deviation,
 *       1 / s on the within one). With the ratio taken as known a 95 % interval of 6 to 20
 *       alliances covers 88 to 93 % (docs/calibration.md). The prediction itself is not in its
 *       middle, but never outside
 *   (2) an alliance without answers (n = 0) gets the general mean and the interval of a new one
 *   (3) without components all three carry their reason
 * The group is one of those fitted, or a new one. */
void sam_components_predict(const struct sam_components *components,
                            const struct sam_group_moments *group, struct sam_number *mean,
                            struct sam_number *low, struct sam_number *high);

#endif
