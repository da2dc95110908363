/* Where the two sides of a partnership see different things: partners' answers against account
 * holders', statement by statement.
 *
 *   (1) compared is every statement meant for account holders and for lead or partners; as
 *       answered, reversed ones not turned round, for the difference is read beside the text
 *   (2) partners are lead, partners and people of unknown role; people count one by one, also where
 *       scores are weighted by organisation
 *   (3) of an alliance: people of both sides in it; over all alliances: within alliances, see
 *       stratified_test.h. A statement that one side left unanswered is not in the list
 *   (4) fewer than min_group people on a side: the numbers are SAM_WHY_SUPPRESSED
 *   (5) an alliance of one organisation has no inside relation: statements about it are left out
 * The difference is partners minus account holders. */
#ifndef SAM_ANALYSE_SIDES_H
#define SAM_ANALYSE_SIDES_H

#include "analyse/analysis.h"
#include "analyse/score.h"

struct sam_sides;

/* Everything is borrowed and must outlive it. Computes what is over all alliances. */
struct sam_sides *sam_sides_new(const struct sam_scoring *scoring,
                                const struct sam_analysis_options *options);
void sam_sides_free(struct sam_sides *sides);

/* Over all alliances, in order of the questionnaire. */
const struct sam_side *sam_sides_overall(const struct sam_sides *sides, size_t *count);
/* Of alliance a, into side[], which has room for every item; returns how many. */
size_t sam_sides_of(const struct sam_sides *sides, size_t a, struct sam_side *side);

#endif
