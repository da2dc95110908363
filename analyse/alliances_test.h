/* Do alliances differ on a scale: all of them together, and each from all others?
 *
 *   (1) over the scores that alliances' means are made of: people's, or with weight_organisation
 *       organisations'; raw, not pooled. See between_test.h for the overall test
 *   (2) each against all others, for at most SAM_VERSUS_MOST alliances: see permutation.h.
 *       p_adjusted is Holm's (1979): of the alliances that have a p, the smallest times their
 *       number, the next times one fewer, ..., never falling, at most 1. Read it, not p: among 20
 *       alliances that don't differ one has p < .05
 *   (3) fewer than two alliances with scores: SAM_WHY_ONE_ALLIANCE; an alliance without scores:
 *       SAM_WHY_NO_ANSWERS; with fewer than min_group: SAM_WHY_SUPPRESSED
 *   (4) the same numbers for any number of threads */
#ifndef SAM_ANALYSE_ALLIANCES_TEST_H
#define SAM_ANALYSE_ALLIANCES_TEST_H

#include "analyse/analysis.h"

struct sam_alliances_scores {
    const double *values; /* of the first alliance, then of the second, ... */
    const size_t *sizes;
    size_t count;
};

struct sam_alliances_test sam_alliances_test(const struct sam_alliances_scores *scores,
                                             const struct sam_analysis_options *options,
                                             uint64_t seed);
void sam_alliances_test_fini(struct sam_alliances_test *test);

/* Holm's adjustment of those that have a value; the others keep their reason. */
void sam_adjust_holm(const struct sam_number *p, size_t count, struct sam_number *adjusted);

#endif
