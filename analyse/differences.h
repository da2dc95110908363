/* Differences inside each alliance: between roles, and since an earlier wave.
 *
 *   (1) desks may compute alliances at the same time; the same numbers at any desk, and whichever
 *       other alliances there are: changes draw from a stream of their own alliance and scale,
 *       roles use the random choices that belong to their sizes
 *   (2) an alliance with fewer than min_group respondents: SAM_WHY_SUPPRESSED; of one organisation,
 *       in scales about the inside: SAM_WHY_SINGLE_ORGANISATION
 *   (3) without an earlier wave `change` has SAM_WHY_NOT_ASKED throughout */
#ifndef SAM_ANALYSE_DIFFERENCES_H
#define SAM_ANALYSE_DIFFERENCES_H

#include "analyse/analysis.h"
#include "analyse/scale_model.h"

struct sam_differencing;

/* Everything is borrowed and must outlive it; scales has one for each of the questionnaire. */
struct sam_differencing *sam_differencing_new(const struct sam_scoring *scoring,
                                              const struct sam_analysis_options *options,
                                              const struct sam_scale_model *scales, unsigned desks);
void sam_differencing_free(struct sam_differencing *differencing);

/* What of a scale the earlier wave is compared on; NULL without one. */
const struct sam_compared *sam_differencing_compared(const struct sam_differencing *differencing,
                                                     size_t scale);

/* Of alliance a, per scale; borrowed until this desk's next call. */
const struct sam_differences *sam_differences_of(struct sam_differencing *differencing,
                                                 unsigned desk, size_t a);

#endif
