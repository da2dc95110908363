/* What changed in the answers to single statements since an earlier wave?
 *
 *   (1) paired on partner organisation within the alliance, as in wave_change.h: an organisation's
 *       answer is the mean of its people's who gave a number; who names no organisation, and
 *       account holders where the statement isn't theirs alone, take no part
 *   (2) an item is compared with its equal in the earlier questionnaire, by id or declared
 *       (sam_item_same); the text is not compared
 *   (3) difference: mean over the pairs of now minus then, of answers as given; without pairs
 *       SAM_WHY_NO_PAIRS, not comparable SAM_WHY_NOT_COMPARABLE, fewer than min_group pairs
 *       SAM_WHY_SUPPRESSED
 * No test and no interval: single statements are too many and too noisy for one. It is for
 * choosing what to talk about. */
#ifndef SAM_ANALYSE_ITEM_CHANGE_H
#define SAM_ANALYSE_ITEM_CHANGE_H

#include "analyse/analysis.h"
#include "analyse/score.h"

struct sam_item_changes;

/* Everything is borrowed; options->earlier must be there. */
struct sam_item_changes *sam_item_changes_new(const struct sam_scoring *now,
                                              const struct sam_analysis_options *options);
void sam_item_changes_free(struct sam_item_changes *changes);

/* Fills in change[item] of each item, for alliance a of this wave's table. */
void sam_item_changes_of(struct sam_item_changes *changes, size_t a,
                         struct sam_item_change *change);

#endif
