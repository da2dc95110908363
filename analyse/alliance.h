/* One alliance's numbers: the second of the analysis's two passes.
 *
 *   (1) an alliance's scores are over its lead, partners and people of unknown role; see score.h
 *   (2) with weight_organisation the score, its sd, interval and pooled values are over
 *       organisations, and the interval's N is their number; agreement, items and phase stay over
 *       persons
 *   (3) fewer respondents than min_group: everything but their number is SAM_WHY_SUPPRESSED; what
 *       account holders alone answer is suppressed by their own number
 *   (4) an alliance of one organisation has no inside relation: no scales, phase or topics of it
 *       (SAM_WHY_SINGLE_ORGANISATION); the counts of its items stay
 *   (5) the profile of a phase is the index of the scale keyed to it; a questionnaire has one at
 * most for each phase and relation */
#ifndef SAM_ANALYSE_ALLIANCE_H
#define SAM_ANALYSE_ALLIANCE_H

#include "analyse/agreement.h"
#include "analyse/analysis.h"
#include "analyse/chance.h"
#include "analyse/item_change.h"
#include "analyse/phase.h"
#include "analyse/scale_model.h"

/* One item's answers in the current alliance. */
struct sam_item_tally {
    size_t counts[SAM_POINTS_MAX];
    size_t dont_know, missing;
    struct sam_voices voices[SAM_ROLES];
    struct sam_spread spread;
};

struct sam_phase_plan {
    size_t *items; /* keyed to a phase, of this relation */
    size_t count;
    size_t scale[SAM_PHASES]; /* of that phase and relation, or SAM_NONE */
};

/* Everything an alliance is computed from, and the room its result is in. */
struct sam_alliance_room {
    const struct sam_questionnaire *questionnaire;
    const struct sam_answers *answers;
    const struct sam_analysis_options *options;
    const struct sam_scoring *scoring;
    const struct sam_scale_model *scales;
    struct sam_chance *chance;
    struct sam_phase_tables *tables;
    struct sam_item_changes *changes; /* NULL without an earlier wave */
    struct sam_phase_plan plan[SAM_RELATIONS];
    struct sam_item_tally *tallies;      /* per item */
    uint8_t tally_column[256];           /* per answer as stored; 0 for what is none */
    struct sam_item_change *item_change; /* per item */
    struct sam_alliance_result result;
};

/* The members above plan are the caller's to fill in before, and to free after. */
void sam_alliance_room_init(struct sam_alliance_room *room);
void sam_alliance_room_fini(struct sam_alliance_room *room);

void sam_alliance_compute(struct sam_alliance_room *room, size_t a);

#endif
