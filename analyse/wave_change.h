/* What changed since an earlier wave?
 *
 *   (1) paired on partner organisation within the alliance (people change jobs): an organisation's
 *       score is the mean of its people's in that wave. Who names no organisation can't be paired
 *   (2) a scale is compared on the statements that both questionnaires have of it, see compared.h;
 *       where that is too little SAM_WHY_NOT_COMPARABLE
 *   (3) change: mean over the pairs of now minus then; p over all choices of signs; superiority:
 *       the share of pairs that went up, ties half; see permutation.h
 *   (4) detectable: 1.96 sqrt(2) SEM / sqrt(pairs), what errors of measurement alone stay below in
 *       95 of 100 cases (de Vet et al. 2006); SEM of the scale in this wave, of one person, larger
 *       by the root of statements / statements compared. Without SEM it has no value
 *   (5) no organisation in both: SAM_WHY_NO_PAIRS; in either wave, or of the pairs, fewer than
 *       min_group: SAM_WHY_SUPPRESSED */
#ifndef SAM_ANALYSE_WAVE_CHANGE_H
#define SAM_ANALYSE_WAVE_CHANGE_H

#include "analyse/analysis.h"
#include "analyse/compared.h"
#include "analyse/score.h"

struct sam_wave_plan {
    const struct sam_scoring *now;
    const struct sam_analysis_options *options;
    struct sam_scoring then;
    struct sam_compared *compared;           /* per scale */
    struct sam_item_set *now_set, *then_set; /* of the pairs in it */
    uint32_t *organisation; /* number then -> number now, or SAM_NOT_IN_DICTIONARY */
    size_t largest;         /* alliance of either wave */
};

/* Per organisation of the earlier table its number in this one, or SAM_NOT_IN_DICTIONARY; on the
 * heap. */
uint32_t *sam_wave_organisations(const struct sam_answers *now, const struct sam_answers *then);

/* The alliance of the earlier table that alliance a of this one was, or SAM_NONE. */
size_t sam_wave_alliance(const struct sam_earlier_wave *earlier, const struct sam_answers *now,
                         size_t a);

/* options->earlier must be there. */
void sam_wave_plan_init(struct sam_wave_plan *plan, const struct sam_scoring *now,
                        const struct sam_analysis_options *options);
void sam_wave_plan_fini(struct sam_wave_plan *plan);

struct sam_wave_voice; /* an organisation's score */
struct sam_wave_room {
    struct sam_scores scores; /* of plan->largest people */
    struct sam_wave_voice *now, *then;
    double *first, *second;
};
void sam_wave_room_init(struct sam_wave_room *room, const struct sam_wave_plan *plan);
void sam_wave_room_fini(struct sam_wave_room *room);

/* Of alliance a of this wave's table. */
struct sam_change sam_wave_change(const struct sam_wave_plan *plan, struct sam_wave_room *room,
                                  size_t scale, size_t a, struct sam_number sem, uint64_t seed);

struct sam_change sam_change_none(enum sam_why why);

#endif
