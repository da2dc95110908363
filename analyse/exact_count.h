/* Counts arrangements without making each of them: how many ways to choose k of n values, or to
 * give n of them signs, have a sum of absolute size `least`, above 0, or more?
 *
 *   (1) choices of few values, or from many, are made one by one. Else the values are cut in two:
 *       the sums of each half are put in order, equal ones taken together, and the two walked
 *       through from opposite ends (Horowitz & Sahni 1974). For n values that takes steps in
 *       proportion to 2^(n/2) at most, not 2^n
 *   (2) sums that differ by less than 1e-10 of the largest value may count as equal: the caller
 *       takes more than that off `least`
 * Nothing is allocated. */
#ifndef SAM_ANALYSE_EXACT_COUNT_H
#define SAM_ANALYSE_EXACT_COUNT_H

#include <stddef.h>

enum { SAM_SIGNS_MOST = 22 };

/* k is 1 .. n. */
long sam_count_choices(const double *values, size_t n, size_t k, double least);

/* n is at most SAM_SIGNS_MOST. */
long sam_count_signs(const double *values, size_t n, double least);

#endif
