/* Omega: how much of the variance of a scale's total is of the one thing its items share. */
#ifndef SAM_ANALYSE_OMEGA_H
#define SAM_ANALYSE_OMEGA_H

#include "analyse/estimate.h"

#include <stddef.h>

/* A one-factor model of a covariance matrix by maximum likelihood: covariance = loadings loadings'
 * + diagonal of uniquenesses (Lawley & Maxwell 1971, ch. 4; Clarke 1970 for the second
 * derivatives). */
struct sam_one_factor {
    double *loadings;     /* items of them, unstandardised, the sum not negative */
    double *uniquenesses; /* items of them, > 0 */
    double discrepancy;   /* log|Sigma| - log|S| + tr(S Sigma^-1) - items; 0 is a perfect fit */
    size_t iterations;
};

/* Fits to covariance (items x items, symmetric, row major; divisor n - 1 or n, the fit is the
 * same). loadings and uniquenesses are the caller's, room for `items`; untouched without a value.
 *   (1) SAM_HAS_VALUE: converged, no logarithm of a uniqueness moves by more than 1e-10
 *   (2) SAM_WHY_ONE_ITEM, SAM_WHY_TOO_FEW_ITEMS: fewer than three, not identified
 *   (3) SAM_WHY_CONSTANT_ITEM: an item without variance
 *   (4) SAM_WHY_SINGULAR: covariance is not positive definite
 *   (5) SAM_WHY_IMPROPER: the likelihood rises towards an item without variance of its own
 *       (Heywood case)
 *   (6) SAM_WHY_NO_CONVERGENCE: no maximum found, e.g. where no items share anything
 * Cost: items^3 for each of some 10 iterations. */
enum sam_why sam_one_factor_fit(const double *covariance, size_t items, struct sam_one_factor *fit);

/* Omega total (McDonald 1999), (sum of loadings)^2 over the variance of the total that the model
 * implies, of respondents who answered all items. Reasons as above, and
 * SAM_WHY_TOO_FEW_RESPONDENTS below 10, SAM_WHY_SINGULAR when there are no more respondents than
 * items. */
struct sam_number sam_omega_total(const double *covariance, size_t items, size_t respondents);

#endif
