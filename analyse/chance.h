/* How easily agreement comes about by chance: the probability that rwg(J) reaches .70 in a group
 * of n people who answer J items independently and at random, each answer equally likely.
 *
 *   (1) rwg(J) >= .70 is the same as a sum of item variances up to a limit
 *       (James, Demaree & Wolf 1984, solved for the variance)
 *   (2) for n up to SAM_CHANCE_EXACT people the distribution of one item's variance is found by
 *       going through all divisions of n people over the answers, and that of J items by J-fold
 *       convolution: exact. Published for one item on five points: .52 at n = 2, .23 at 3, .10 at
 *       4, .06 at 5
 *   (3) beyond that, and where (2) would take more than some 10^7 steps, the sum is taken as normal
 *       with its true mean and variance: off by less than .002 on up to five points, and by .0031
 *       at most on more, wherever it takes over
 *   (4) fewer than two people or no items: SAM_WHY_ONE_RESPONDENT, SAM_WHY_TOO_FEW_ITEMS */
#ifndef SAM_ANALYSE_CHANCE_H
#define SAM_ANALYSE_CHANCE_H

#include "analyse/estimate.h"

enum { SAM_CHANCE_EXACT = 12 };

/* Each probability is computed when first asked for; threads may share one. */
struct sam_chance;

/* most_items: the largest J that will be asked for. */
struct sam_chance *sam_chance_new(int points, size_t most_items);
void sam_chance_free(struct sam_chance *chance);

struct sam_number sam_chance_rwg(struct sam_chance *chance, size_t n, size_t items);

#endif
