/* Do two sides answer a statement differently, group by group?
 *
 * In every group (an alliance) there are people of a first and of a second side, with answers 1 ..
 * points.
 *   (1) under "it doesn't matter who is on which side" every division of a group's answers over the
 *       two sides is equally likely, and groups are independent: p is the share of all divisions of
 *       all groups whose difference is at least as large, in either direction, as the one seen
 *       (Fisher 1935; the stratified form: Mantel 1963; Lehmann 1975, ch. 3). Differences between
 *       groups can't make it small
 *   (2) the difference is that of the weighted means of both sides, a group weighing m n / (m + n)
 *       for m and n people (Cochran 1954): with these weights it orders divisions as the sum of one
 *       side's answers does. In one group it is the difference of two means, and p that of
 *       permutation.h
 *   (3) superiority: over all pairs of one of each side in the same group, the share in which the
 *       first answers higher, ties half (Grissom & Kim 2012)
 *   (4) exact whatever the number of divisions: sums of answers are whole, so that their
 *       distribution is counted for each group (multivariate hypergeometric) and added up over
 *       groups by convolution. Where the smaller side of a group has more than SAM_STRATIFIED_SIDE
 *       people, or of all groups together more than SAM_STRATIFIED_ALL, p is of the normal
 *       distribution with the mean and variance that the sum has over all divisions
 *   (5) groups without people on both sides take no part; none is left: SAM_WHY_NO_ANSWERS
 * Nothing is drawn: no seed. Checked against all divisions gone through in R
 * (tests/data/reference/make_sides.R). */
#ifndef SAM_ANALYSE_STRATIFIED_TEST_H
#define SAM_ANALYSE_STRATIFIED_TEST_H

#include "analyse/permutation.h"
#include "model/questionnaire.h"

enum { SAM_STRATIFIED_SIDE = 60, SAM_STRATIFIED_ALL = 500 };

/* Answers of one group: first[0] of the first side's people answered 1, ... */
struct sam_two_sides {
    size_t first[SAM_POINTS_MAX], second[SAM_POINTS_MAX];
};

struct sam_stratified {
    size_t groups;                             /* that take part */
    size_t first, second;                      /* people in them */
    struct sam_number first_mean, second_mean; /* weighted, see (2) */
    /* arrangements: 0 where there are more than 2^53 */
    struct sam_permutation test;
};

struct sam_stratified sam_stratified_test(const struct sam_two_sides *groups, size_t count,
                                          int points);

#endif
