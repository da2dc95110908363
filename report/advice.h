/* Talk in a group, or alone first? Advice to the evaluator, with the numbers it rests on.
 *
 *   (1) nobody answered: ask again. One or two people answered: an interview, no scores
 *   (2) individual interviews first (as was done in 2020) when any of these holds:
 *       storming: among the partners the storming profile is 50 or higher, or the probability of
 *       storming .5 or higher; mistrust: a scale with id `trust` has a mean below the middle of the
 *       response range, or one with id `mistrust` above it; power gap: a quarter or more of the
 *       statements that both sides answered are 3/8 of the range or more apart, lead and other
 *       partners, or alliance and account holders
 *   (3) else a group meeting; less than 60 % answered is said beside it
 * The bounds are conventions of this program. */
#ifndef SAM_REPORT_ADVICE_H
#define SAM_REPORT_ADVICE_H

#include "report/results.h"

enum sam_advised {
    SAM_ADVISE_ASK,
    SAM_ADVISE_INTERVIEW,
    SAM_ADVISE_INTERVIEWS,
    SAM_ADVISE_MEETING
};

struct sam_advice {
    enum sam_advised what;
    bool storming, mistrust, power_gap, low_response;
    size_t mistrust_scale;                /* with mistrust */
    size_t gap_statements, of_statements; /* with power_gap */
};

struct sam_advice sam_advice_of(const struct sam_questionnaire *questionnaire,
                                const struct sam_alliance_result *result);

/* How far apart the roles are on a statement: the distance of the means, or 0 where one side is
 * silent. Account holders against all of the alliance. */
struct sam_gaps {
    double lead, account_holders; /* lead and other partners; alliance and account holders */
};
struct sam_gaps sam_gaps_of(const struct sam_voices voices[SAM_ROLES]);
/* Is this distance a gap (discussion.h, 4)? */
bool sam_is_gap(double distance, int points);

#endif
