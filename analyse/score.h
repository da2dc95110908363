/* From answers to one person's score on a set of items.
 *
 *   (1) an answer counts when the item is meant for the person's role: the item's audience has it;
 *       people of unknown role count for every item that is meant for partners (lead or other)
 *   (2) account holders' answers count only for items, and scales, that are meant for account
 *       holders alone: an alliance's score is its partners'
 *   (3) a reversed item's answer a becomes points + 1 - a
 *   (4) "don't know" is missing, never the middle
 *   (5) the score is the mean of the answered items if at least min_answered of the set's items
 *       (all of them, also those not meant for the role) are answered, and at least one */
#ifndef SAM_ANALYSE_SCORE_H
#define SAM_ANALYSE_SCORE_H

#include "analyse/alpha.h"
#include "analyse/estimate.h"
#include "model/answers.h"
#include "model/questionnaire.h"

#include <stdint.h>

struct sam_scoring {
    const struct sam_questionnaire *questionnaire;
    const struct sam_answers *answers;
    uint8_t (*counts)[4];  /* per item, per role: 0xff when the answer counts, else 0 */
    uint8_t keyed[2][256]; /* [reversed] answer as stored -> 1 .. points, or 0 */
};

void sam_scoring_init(struct sam_scoring *scoring, const struct sam_questionnaire *questionnaire,
                      const struct sam_answers *answers);
void sam_scoring_fini(struct sam_scoring *scoring);

/* Is the item, the scale, or what stands under the theme, meant for account holders alone? */
bool sam_item_of_account_holders(const struct sam_questionnaire *questionnaire, size_t item);
bool sam_scale_of_account_holders(const struct sam_questionnaire *questionnaire, size_t scale);
bool sam_theme_of_account_holders(const struct sam_questionnaire *questionnaire, size_t theme);

/* The answers to one item of rows first .. first + rows - 1, 1 .. points or 0. */
void sam_scoring_item(const struct sam_scoring *scoring, size_t item, size_t first, size_t rows,
                      uint8_t *keyed);

struct sam_item_set {
    const size_t *items; /* borrowed */
    size_t count;
    size_t needed; /* answers needed for a score, at least 1 */
};
struct sam_item_set sam_item_set_of(const size_t *items, size_t count, double min_answered);

/* Room for the scores of some people. */
struct sam_scores {
    size_t capacity;
    uint16_t *sum, *answered;
    double *score;    /* of those who have one, packed */
    uint32_t *row;    /* whose it is, counted from the first */
    size_t count;     /* how many have one */
    uint8_t *columns; /* SAM_SCORE_BLOCK rows of each item */
};
enum { SAM_SCORE_BLOCK = 1024 };

void sam_scores_init(struct sam_scores *scores, size_t capacity, size_t most_items);
void sam_scores_fini(struct sam_scores *scores);

/* Fills in sum and answered of rows first .. first + rows - 1; with alpha (may be NULL) takes those
 * who answered everything into it. */
void sam_scores_sum(struct sam_scores *scores, const struct sam_scoring *scoring,
                    const struct sam_item_set *set, size_t first, size_t rows,
                    struct sam_alpha *alpha);
/* Packs the scores of summed rows from .. from + rows - 1 (counted from `first` above). */
void sam_scores_pack(struct sam_scores *scores, const struct sam_item_set *set, size_t from,
                     size_t rows);
/* Replaces the packed scores by one for each organisation, the mean of its people's; whoever names
 * no organisation stays alone. organisation[row] is of the rows packed. Returns how many. */
size_t sam_scores_by_organisation(struct sam_scores *scores, const uint32_t *organisation);

#endif
