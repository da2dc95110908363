/* Do the people of one alliance agree? Low agreement is a topic to discuss, not a fault.
 *
 * An item's answers come as counts: counts[0] answers of 1, counts[1] of 2, ... Reversing an item
 * changes none of this.
 *   (1) ad: mean absolute deviation from the mean (Burke & Dunlap 2002); divides by n
 *   (2) rwg: 1 - variance / null variance (James, Demaree & Wolf 1984), variance with n - 1, the
 *       null variance that of people who answer at random: (A^2 - 1) / 12 for A points. What is
 *       negative is set to 0, as they did
 *   (3) rwg_star: the same with negative values kept (Lindell, Brandt & Whitney 1999): below 0
 *       means more spread than at random
 *   (4) of a scale of J items, with v the mean item variance / null variance: rwg(J) =
 *       J (1 - v) / (J (1 - v) + v), 0 when v >= 1; rwg_star = 1 - v, doesn't grow with J; ad the
 *       mean of the items' ads
 *   (5) rwg_skewed: rwg and rwg(J) with the null variance of slightly lenient people (LeBreton &
 * Senter 2008, table 2): 5 points 1.34, 6 1.85, 7 2.90, 8 3.47, 9 5.66, 10 6.30, 11 7.31. The table
 *       begins at 5: for 2 to 4 points .67 of the uniform, which is what 1.34 is of 2
 *       rwg_star_skewed: rwg_star with that null variance
 *   (6) each item counts with every answer given to it; an item with fewer than two is left out
 *   (7) nobody: SAM_WHY_NO_ANSWERS; no item with two answers: SAM_WHY_ONE_RESPONDENT */
#ifndef SAM_ANALYSE_AGREEMENT_H
#define SAM_ANALYSE_AGREEMENT_H

#include "analyse/estimate.h"

double sam_null_variance_uniform(int points);
double sam_null_variance_skewed(int points);

/* Burke & Dunlap (2002): agreement up to a sixth of the number of points. */
double sam_ad_cut(int points);

struct sam_spread {
    size_t n;
    struct sam_number mean, sd, variance, rwg, rwg_skewed, rwg_star, rwg_star_skewed, ad;
};

struct sam_spread sam_spread_of_counts(const size_t *counts, int points);

struct sam_agreement {
    size_t items; /* J: with two answers or more */
    struct sam_number rwg, rwg_skewed, rwg_star, ad, rwg_star_skewed;
};

/* Of a scale: start with {0}, add each item's spread, then compute. */
struct sam_agreement_sum {
    size_t items, answers;
    double variance, ad;
};
void sam_agreement_add(struct sam_agreement_sum *sum, const struct sam_spread *spread);
struct sam_agreement sam_agreement_of(const struct sam_agreement_sum *sum, int points);

/* Two camps: two people and a quarter of the answers or more on either side of the middle of the
 * scale, and at most a fifth at it. */
bool sam_two_camps(const size_t *counts, int points);

#endif
