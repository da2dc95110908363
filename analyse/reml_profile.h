/* The restricted likelihood of the one-way random-effects model as a function of one number, the
 * ratio of the variance between groups to the variance within (Patterson & Thompson 1971; Searle,
 * Casella & McCulloch 1992, ch. 3): everything else has a closed form given the ratio.
 *
 * Groups of the same size enter together, so that one evaluation costs the number of different
 * sizes, not the number of groups. */
#ifndef SAM_ANALYSE_REML_PROFILE_H
#define SAM_ANALYSE_REML_PROFILE_H

#include "analyse/moments.h"

/* All groups of n respondents. */
struct sam_reml_size {
    double n;
    double groups;
    double mean; /* of their means */
    double m2;   /* of their means */
};

struct sam_reml {
    struct sam_reml_size *sizes; /* n rising */
    size_t size_count;
    double groups;        /* K: those with n > 0 */
    double respondents;   /* N */
    double within_square; /* sum of squares within groups */
    double largest;       /* absolute group mean, for what is rounding */
};

/* Tabulates; groups with n = 0 are passed over. */
void sam_reml_init(struct sam_reml *reml, const struct sam_group_moments *groups, size_t count);
void sam_reml_fini(struct sam_reml *reml);

/* A sum of squares over all respondents that rounding alone would leave. */
double sam_reml_noise(const struct sam_reml *reml);

struct sam_reml_point {
    double criterion; /* -2 log restricted likelihood, without its constant, within at its best */
    double slope;     /* its derivative by the ratio */
    double fixed;     /* the part of the criterion that does not depend on within */
    double square;    /* weighted sum of squares Q: within at its best is Q / (N - 1) */
    double mean;      /* generalised least squares mean */
    double weight;    /* sum of n / (1 + n ratio): within / weight is the variance of mean */
};

/* ratio >= 0; the sum of squares within must not be 0. */
struct sam_reml_point sam_reml_at(const struct sam_reml *reml, double ratio);

/* The part of that Q that lies between groups, falling in ratio. */
double sam_reml_between_square(const struct sam_reml *reml, double ratio);

/* The within variance that is best when the between variance is held at `between` > 0. */
double sam_reml_within(const struct sam_reml *reml, double between);

#endif
