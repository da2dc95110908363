/* What both sides answered to one statement, over all alliances: as given, not reversed.
 *
 *   (1) an answer counts when the statement is meant for the person's role; people of unknown role
 *       count with the partners
 *   (2) statements of a scale about the alliance don't count in an alliance of one organisation
 *   (3) a side of fewer than min_group people who gave a number is told by its number alone */
#ifndef SAM_ANALYSE_ITEM_VOICES_H
#define SAM_ANALYSE_ITEM_VOICES_H

#include "analyse/expectation.h"

struct sam_item_voices {
    size_t respondents; /* who gave a number */
    struct sam_number mean;
};

/* voices[side]; SAM_WHY_NO_ANSWERS, SAM_WHY_SUPPRESSED. */
void sam_item_voices_of(const struct sam_questionnaire *questionnaire,
                        const struct sam_answers *answers,
                        const struct sam_analysis_options *options, size_t item,
                        struct sam_item_voices voices[SAM_SIDES]);

/* (1) and (2) for one role in alliance a. */
bool sam_item_is_asked(const struct sam_questionnaire *questionnaire,
                       const struct sam_analysis_options *options, size_t item, size_t a,
                       unsigned role);

#endif
