/* Means and variances without rounding where answers are whole numbers, and without cancellation
 * where they are not. */
#ifndef SAM_ANALYSE_MOMENTS_H
#define SAM_ANALYSE_MOMENTS_H

#include "analyse/estimate.h"

#include <stdint.h>

struct sam_group_moments {
    size_t n;
    double mean;
    double m2; /* sum of squared deviations from mean */
};

/* Takes one more value into the group (Welford 1962: no sums of squares, no cancellation). */
void sam_group_moments_add(struct sam_group_moments *group, double value);
/* Takes all of part's values into the group (Chan, Golub & LeVeque 1983): parts counted apart,
 * wherever, give the whole. */
void sam_group_moments_merge(struct sam_group_moments *group, const struct sam_group_moments *part);

/* Of whole numbers: exact, and mergeable by adding the members. Good for 2^32 answers of 1 to
 * 11. */
struct sam_whole_moments {
    uint64_t n, sum, squares;
};

/* counts[0] answers of 1, counts[1] of 2, ... */
struct sam_whole_moments sam_whole_moments_of_counts(const size_t *counts, int points);
/* SAM_WHY_NO_ANSWERS when n is 0. */
struct sam_number sam_whole_mean(const struct sam_whole_moments *moments);
/* With n - 1; SAM_WHY_NO_ANSWERS or SAM_WHY_ONE_RESPONDENT. The numerator n sum(x^2) - sum(x)^2 is
 * exact, so answers that are all the same give 0. */
struct sam_number sam_whole_variance(const struct sam_whole_moments *moments);

/* Of doubles, in two passes around the first value with the corrected sum of squares (Chan, Golub
 * & LeVeque 1983, eq. 1.7). Values that are all the same give that value and 0 exactly. */
struct sam_group_moments sam_moments_of(const double *values, size_t n);

/* Of a group: mean (SAM_WHY_NO_ANSWERS) and standard deviation with n - 1 (also
 * SAM_WHY_ONE_RESPONDENT). */
struct sam_number sam_moments_mean(const struct sam_group_moments *moments);
struct sam_number sam_moments_sd(const struct sam_group_moments *moments);

#endif
