/* Do two groups, or two waves of the same partners, differ by more than chance would make them?
 *
 *   (1) under "it doesn't matter who is in which group" every arrangement of the values over the
 *       groups is equally likely (paired: every choice of signs of the differences); p is the share
 *       of arrangements whose difference is at least as large, in either direction, as the one seen
 *       (Fisher 1935, ch. 3; Pitman 1937)
 *   (2) all arrangements are counted when there are at most SAM_PERMUTATION_EXACT; otherwise
 *       `resamples` are drawn at random from `seed`, and the one seen counts as one of them, so
 *       that p is never 0 (Phipson & Smyth 2010): p = (count + 1) / (resamples + 1)
 *   (3) differences that are equal but for rounding count as equal
 *   (4) superiority: the probability that one of the first group lies above one of the second, ties
 *       half (Grissom & Kim 2012, ch. 5); paired: the share of pairs in which the first is higher,
 *       equal pairs half. .5 is no difference
 *   (5) pairs without a difference stay in `difference` and `superiority`; they can't change p
 *   (6) where the smaller group has more than SAM_PERMUTATION_LARGE people (or there are more than
 *       twice as many pairs that differ) p is of the normal distribution with the mean and variance
 *       that the difference has over all arrangements, known in closed form (Pitman 1937; Hoeffding
 *       1951): drawing would take long, and be no closer
 *   (7) p can't be below 1 / arrangements: one against three is never below .25
 *   (8) an empty group: SAM_WHY_NO_ANSWERS in all three; too many arrangements and resamples 0: p
 *       has no value, SAM_WHY_NOT_ASKED, also where (6) would not draw
 * Same values, order, resamples and seed: same numbers. No value is NaN or infinite. */
#ifndef SAM_ANALYSE_PERMUTATION_H
#define SAM_ANALYSE_PERMUTATION_H

#include "analyse/estimate.h"
#include "analyse/splits.h"

#include <stdint.h>

enum { SAM_PERMUTATION_EXACT = 100000, SAM_PERMUTATION_LARGE = 5000 };

enum sam_arrangements {
    SAM_ARRANGEMENTS_NONE, /* p has no value */
    SAM_ARRANGEMENTS_ALL,
    SAM_ARRANGEMENTS_DRAWN,
    SAM_ARRANGEMENTS_MOMENTS
};
/* "exact", "random", "approximate"; "" for none. */
const char *sam_arrangements_id(enum sam_arrangements method);

struct sam_permutation {
    struct sam_number difference; /* mean of the first minus mean of the second */
    struct sam_number p;          /* two-sided */
    struct sam_number superiority;
    enum sam_arrangements method;
    long arrangements; /* gone through, or drawn and the one seen; 0 for the others */
};

/* Checked: Efron & Tibshirani 1993, table 2.1 (mouse data): difference 30.63. */
struct sam_permutation sam_permutation_of_groups(const double *first, size_t first_count,
                                                 const double *second, size_t second_count,
                                                 long resamples, uint64_t seed);

/* The same for many tests of few sizes: those of up to SAM_SPLITS_PEOPLE people use the same random
 * choices. */
struct sam_permutation sam_permutation_by_splits(const double *first, size_t first_count,
                                                 const double *second, size_t second_count,
                                                 struct sam_splits *splits);

/* The same without superiority (no value, SAM_WHY_NOT_ASKED), which needs sorting. */
struct sam_permutation sam_permutation_of_means(const double *first, size_t first_count,
                                                const double *second, size_t second_count,
                                                long resamples, uint64_t seed);

/* first[i] and second[i] are of the same partner. Checked: Fisher 1935, sec. 21 (Darwin's maize):
 * 863 of 32,768 arrangements on one side. */
struct sam_permutation sam_permutation_of_pairs(const double *first, const double *second,
                                                size_t count, long resamples, uint64_t seed);

#endif
