/* How sure is an alliance's score?
 *
 * The question answered: where is the mean of the true scores of the partners that were invited, as
 * they are now? Not: what would other partners have said.
 *
 *   (1) SE^2 = (1 - n / N) (s^2 - SEM^2) / n + SEM^2 / n, with n scores of N invited (finite
 *       population correction, Cochran 1977, ch. 2), s^2 the variance within alliances pooled over
 *       all of them (an alliance's own is useless at n = 3), SEM^2 = s_total^2 (1 - alpha) the
 *       error variance of one person's score, at most s^2 (longer by what is not answered:
 *       scale_model.h). N unknown: SE^2 = s^2 / n
 *   (2) alpha without value: SEM^2 = s^2, so nothing is gained from a high response
 *   (3) mean +- t SE, 95 %, t on the degrees of freedom of s^2, cut to the response scale. No
 *       bootstrap: at n = 2 its 95 % covers 49 %
 *   (4) n > N counts as n = N
 *   (5) no value: SAM_WHY_NO_ANSWERS; SAM_WHY_ONE_RESPONDENT for n = 1: one voice gives a score, no
 *       idea of the others'; SAM_WHY_NO_REPLICATION when no alliance has two scores;
 *       SAM_WHY_NO_WITHIN_VARIANCE when nobody differs from the own alliance, SAM_WHY_NO_VARIANCE
 *       when nobody differs from anybody */
#ifndef SAM_ANALYSE_INTERVAL_H
#define SAM_ANALYSE_INTERVAL_H

#include "analyse/estimate.h"

/* What the intervals of one scale have in common. */
struct sam_interval_basis {
    struct sam_number within; /* s^2 */
    double df;
    double error; /* SEM^2 */
    double t;     /* quantile .975 */
};

/* squares and df: sum of squared deviations within alliances and its degrees of freedom; total:
 * variance of all persons' scores (may be without value). */
struct sam_interval_basis sam_interval_basis_of(double squares, double df, struct sam_number total,
                                                struct sam_number alpha);

/* invited 0: unknown. */
struct sam_range sam_interval_of(const struct sam_interval_basis *basis, double mean, size_t n,
                                 size_t invited, int points);

/* The score had all who are missing answered 1, or points. SAM_WHY_UNKNOWN_INVITED;
 * SAM_WHY_NO_ANSWERS. */
struct sam_range sam_interval_bounds(double mean, size_t n, size_t invited, int points);

#endif
