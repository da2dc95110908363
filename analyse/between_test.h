/* Do several groups differ by more than chance would make them?
 *
 *   (1) statistic: the sum of squares between the groups, sum over groups of n (mean - general
 *       mean)^2; with the sizes fixed it orders arrangements as F does
 *   (2) p: the share of arrangements of the values over the groups that have at least as much
 *       (Fisher 1935; Pitman 1938). All of them when there are at most SAM_PERMUTATION_EXACT; else
 *       `resamples` drawn from `seed`, the one seen counting as one of them; with more than
 *       SAM_BETWEEN_DRAWN values by moments: the share of the sum of squares that lies between
 *       groups gets the beta distribution with the mean and variance it has over all arrangements,
 *       both known in closed form (Pitman 1938)
 *   (3) arrangements that are equal but for rounding count as equal
 *   (4) eta_squared: the share that lies between the groups, 0 to 1
 *   (5) no value: SAM_WHY_NO_ANSWERS, SAM_WHY_ONE_ALLIANCE; SAM_WHY_NO_REPLICATION when every group
 *       is of one (all arrangements are the same); SAM_WHY_NO_VARIANCE when all values are; p alone
 *       SAM_WHY_NOT_ASKED when not exact and resamples is 0
 *   (6) the same numbers for any number of threads */
#ifndef SAM_ANALYSE_BETWEEN_TEST_H
#define SAM_ANALYSE_BETWEEN_TEST_H

#include "analyse/permutation.h"

enum { SAM_BETWEEN_DRAWN = 10000 };

struct sam_between_test {
    struct sam_number eta_squared, p;
    enum sam_arrangements method;
    long arrangements; /* as in sam_permutation */
};

/* values: those of the first group, then of the second, ...; sizes[g] may be 0. */
struct sam_between_test sam_between_test(const double *values, const size_t *sizes, size_t groups,
                                         long resamples, uint64_t seed, unsigned threads);

/* Mean and variance of the sum of squares between groups over all arrangements; at least 4 values.
 * Checked against all arrangements gone through in R. */
void sam_between_moments(const double *values, const size_t *sizes, size_t groups, double *mean,
                         double *variance);

#endif
