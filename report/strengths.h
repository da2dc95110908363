/* What goes well and is agreed on: what a meeting opens with.
 *
 *   (1) a statement is a strength when its favourable mean (high, but low for reversed statements
 * and for forming and storming) is at 70 % of the response range or higher, people agree on it
 *       (mean deviation up to points / 6, Burke & Dunlap 2002), and three or more answered it
 *   (2) a statement with a reason to discuss it is none
 *   (3) the most favourable first; where equal, the most agreed on; then in the questionnaire's
 * order The 70 % is a convention of this program: 3.8 of 5. */
#ifndef SAM_REPORT_STRENGTHS_H
#define SAM_REPORT_STRENGTHS_H

#include "report/results.h"

struct sam_strength {
    size_t item;
    double favourable; /* 0 to 1 of the response range */
    double deviation;
};

/* Is low the favourable answer to this statement? */
bool sam_low_is_favourable(const struct sam_item *item);

/* The first `most` of them; returns how many. 0 when there are no results per item. */
size_t sam_strengths(const struct sam_questionnaire *questionnaire,
                     const struct sam_alliance_result *result, struct sam_strength *strengths,
                     size_t most);

#endif
