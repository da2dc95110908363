/* The ordinal comparison of one scale, from the table of answers: cumulative_probit.h fitted to its
 * counts, and where its order of alliances differs from that of their means.
 *
 *   (1) counted are the answers that a scale's means rest on: of people who have a score on the
 *       scale, reversed items turned round, missing and "don't know" skipped; with
 *       weight_organisation each person counts for one part of the organisation
 *   (2) a category of an item that nobody uses is left out, its neighbours then share a threshold;
 *       an item of which one category is used is left out altogether
 *   (3) the order is that of the locations (cumulative_probit.h), which like means are not drawn to
 *       the middle: else alliances of different size would change places for their size alone.
 *       Where tau is 0 there is no ordinal order, and no inversion
 *   (4) alliances that are suppressed take part in the fit but are never named as an inversion
 *   (5) no value: SAM_WHY_NO_ANSWERS, SAM_WHY_ONE_ALLIANCE, SAM_WHY_TOO_FEW_ALLIANCES (two),
 *       SAM_WHY_TOO_MANY_ALLIANCES, SAM_WHY_NO_REPLICATION (no alliance with two respondents), the
 *       reasons of cumulative_probit.h, SAM_WHY_NOT_ASKED */
#ifndef SAM_ANALYSE_ORDINAL_H
#define SAM_ANALYSE_ORDINAL_H

#include "analyse/analysis.h"
#include "analyse/scale_model.h"

enum { SAM_ORDINAL_ALLIANCES_MIN = 3 };

/* Beyond this it is left out: it would take longer than all the rest, and nobody looks at so many
 * pairs. The work is alliances x thresholds^2: 500 alliances on 22 five-point items. */
enum { SAM_ORDINAL_ALLIANCES_MAX = 500, SAM_ORDINAL_WORK_MAX = 4000000 };

/* Of one scale. */
struct sam_ordinal {
    struct sam_ordinal_summary summary;
    struct sam_ordinal_score *alliances; /* per alliance of the table; NULL without a fit */
    struct sam_inversion *inversions;
};

/* groups[a]: the moments of alliance a's scores, n = 0 where it has none. scores is room. */
void sam_ordinal_fit(struct sam_ordinal *ordinal, const struct sam_item_set *set,
                     const struct sam_scoring *scoring, const struct sam_analysis_options *options,
                     const struct sam_group_moments *groups, struct sam_scores *scores);
void sam_ordinal_fini(struct sam_ordinal *ordinal);

/* Alliance a's; without a fit all three say why. */
struct sam_ordinal_score sam_ordinal_score_of(const struct sam_ordinal *ordinal, size_t a);

/* No level, for this reason. */
struct sam_ordinal_score sam_ordinal_without(enum sam_why why);

#endif
