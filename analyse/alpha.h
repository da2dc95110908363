/* Do the items of a scale go together? Of all respondents of all alliances who answered every item
 * of the scale; never of one alliance: at n = 5 an alpha of .91 has the interval .70 to .99.
 *
 *   (1) fewer than SAM_ALPHA_RESPONDENTS complete respondents: nothing has a value
 *       (SAM_WHY_TOO_FEW_RESPONDENTS)
 *   (2) alpha (Cronbach 1951): k / (k - 1) (1 - sum of item variances / variance of the total);
 *       negative values stay; items without variance stay in, too; SAM_WHY_ONE_ITEM,
 *       SAM_WHY_NO_VARIANCE when the total has none
 *   (3) its 95 % interval (Feldt 1965; Feldt, Woodruff & Salih 1987): 1 - (1 - alpha) F with the
 *       quantiles .975 and .025 of F on n - 1 and (n - 1)(k - 1) degrees of freedom. Checked:
 *       alpha .85, k 7, n 89 gives .797 to .893
 *   (4) average_r: mean correlation of two items; standardized: k r / (1 + (k - 1) r);
 *       SAM_WHY_CONSTANT_ITEM when an item has no variance
 *   (5) item_rest[i]: correlation of an item with the sum of the others; SAM_WHY_CONSTANT_ITEM when
 *       this item, SAM_WHY_NO_VARIANCE when the sum of the others has no variance
 *   (6) if_dropped[i]: alpha of the others; SAM_WHY_TOO_FEW_ITEMS for a scale of two */
#ifndef SAM_ANALYSE_ALPHA_H
#define SAM_ANALYSE_ALPHA_H

#include "analyse/estimate.h"

#include <stdint.h>

enum { SAM_ALPHA_RESPONDENTS = 10, SAM_ALPHA_PAD = 64 };

/* Whole-number sums and cross products of the answers: exact, and mergeable by adding. */
struct sam_alpha {
    size_t items;
    uint64_t n;
    uint64_t *sum;   /* items of them */
    uint64_t *cross; /* items x items, upper triangle: cross[i * items + j], i <= j */
};

void sam_alpha_init(struct sam_alpha *alpha, size_t items);
void sam_alpha_fini(struct sam_alpha *alpha);
/* Takes in the respondents of a block: answer[i * stride + r] of item i and respondent r, 0 for
 * whoever did not answer every item; `complete` of them did. stride is a multiple of SAM_ALPHA_PAD
 * and the columns are 0 from `rows` up to the next multiple. */
void sam_alpha_add(struct sam_alpha *alpha, const uint8_t *answers, size_t stride, size_t rows,
                   size_t complete);
void sam_alpha_merge(struct sam_alpha *alpha, const struct sam_alpha *part);

/* Covariance matrix (n - 1) of the items, items x items, row major; n must be at least 2. */
void sam_alpha_covariance(const struct sam_alpha *alpha, double *covariance);

struct sam_alpha_result {
    struct sam_number alpha, low, high, standardized, average_r;
};

/* item_rest and if_dropped have room for a number per item. covariance is this accumulator's, or
 * NULL when n is less than 2. */
struct sam_alpha_result sam_alpha_compute(const struct sam_alpha *alpha, const double *covariance,
                                          struct sam_number *item_rest,
                                          struct sam_number *if_dropped);

/* (3) for any alpha of `items` items and `respondents` people; both at least 2. */
struct sam_range sam_alpha_feldt_interval(double alpha, size_t items, size_t respondents);

#endif
