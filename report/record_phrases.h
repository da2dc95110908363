/* Sentences about what was recorded beside the answers: activities, and what other sources say of
 * what the survey says. Messages as in phrases.h, with a table of their own. */
#ifndef SAM_REPORT_RECORD_PHRASES_H
#define SAM_REPORT_RECORD_PHRASES_H

#include "report/phrases.h"

const struct sam_phrase *sam_record_phrases(size_t *count);

/* --- activities */
#define SAM_SAY_PLANNED_ONE N_("%zu activity is planned.")
#define SAM_SAY_PLANNED_MANY N_("%zu activities are planned.")
#define SAM_SAY_ON_SCHEDULE N_("%zu done or on schedule (%s)")
#define SAM_SAY_ADAPTED N_("%zu delayed or adapted (%s)")
#define SAM_SAY_STOPPED N_("%zu stopped (%s)")
#define SAM_SAY_UNCLEAR N_("%zu unclear (%s)")
#define SAM_SAY_ALL_ON_SCHEDULE N_("All of it is done or on schedule.")
#define SAM_SAY_GOALS_ALL N_("Every goal of the Theory of Change has an activity that runs.")
#define SAM_SAY_GOALS_WITHOUT                                                                      \
    N_("Goals of the Theory of Change without an activity that runs (done, on schedule, delayed "  \
       "or adapted):")

/* --- sources side by side */
#define SAM_SAY_SOURCES_AGREE N_("Agreement: %s.")
#define SAM_SAY_SOURCES_NUANCE N_("In part: %s.")
#define SAM_SAY_SOURCES_CONTRADICT N_("Contradiction: %s.")
#define SAM_SAY_SOURCES_APART N_("The sources differ: find out why.")

#endif
