/* Talk in a group, or alone first? Advice to the evaluator, with the numbers it rests on.
 *
 *   (1) nobody answered: ask again. One or two people answered: an interview, no scores
 *   (2) individual interviews first (as was done in 2020) when any of these holds:
 *       storming: among the partners the storming profile is 50 or higher, or the probability of
 *       storming .5 or higher; mistrust: a scale with id `trust` has a mean below the middle of the
 *       response range, or one with id `mistrust` above it; power gap: over the statements that
 * both answered, the lead's answers are on average a quarter of the range (1 of 5 points) more or
 *       less favourable than the other partners', or the alliance's than the account holders'. One
 *       statement may well differ by chance; most of them in one direction hardly
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
    bool storming, mistrust, lead_gap, holder_gap, low_response;
    size_t mistrust_scale; /* with mistrust */
    /* First side minus second, favourable points on average, over so many statements; lead and
     * others, alliance and account holders. */
    double lead_difference, holder_difference;
    size_t lead_statements, holder_statements;
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
