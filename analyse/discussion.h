/* What an alliance's meeting had best talk about: which statements, why, and in which order.
 *
 * An answer is favourable when it says the working together goes well: high, but low for a reversed
 * item and for items keyed to forming and storming. Reasons, each with its part of the score, a
 * share of the largest it could be:
 *
 *   (1) low_agreed: the favourable mean is below the middle of the response scale and people agree
 *       on it (mean deviation up to points / 6, Burke & Dunlap 2002): a shared bottleneck. Part:
 *       (points - favourable mean) / (points - 1)
 *   (2) disagreement: mean deviation above points / 6. Part: deviation / ((points - 1) / 2)
 *   (3) two_camps: as sam_two_camps. Part: distance of the camps' means / (points - 1)
 *   (4) role_gap: the lead's mean and the other partners', or the alliance's and the account
 *       holders', are 3/8 of the response range apart or more (1.5 of 5 points). Part: the largest
 *       such distance / (points - 1)
 *   (5) dont_know: two people or more, and 30 % or more of those who reacted, answered "don't
 *       know": what partners can't see. Part: that share
 *   (6) change: over two organisations or more, the answers moved by a quarter of the response
 *       range or more since the last wave (1 of 5 points). Part: that distance / (points - 1)
 *   (7) (1) to (3) need two answers
 *   (8) score = 1 - product of (1 - part) over the reasons that hold: 0 to 1, more reasons more;
 *       the parts stay with the topic
 * The bounds in (4) to (6) are conventions of this program. A further reason, open_answer, comes
 * from the texts: sam_discussion_add. */
#ifndef SAM_ANALYSE_DISCUSSION_H
#define SAM_ANALYSE_DISCUSSION_H

#include "analyse/agreement.h"
#include "analyse/analysis.h"

#define SAM_ROLE_GAP 0.375
#define SAM_DONT_KNOW_SHARE 0.3
#define SAM_CHANGE_SHARE 0.25

/* The answers to one item in one alliance, as given. */
struct sam_statement {
    int points;
    bool low_is_favourable;
    const size_t *counts; /* of everyone who counts */
    const struct sam_spread *spread;
    size_t dont_know;
    const struct sam_voices *voices; /* per role */
    struct sam_item_change change;
};

/* Fills in topic's score and reasons; false when there is no reason. */
bool sam_discussion_topic(const struct sam_statement *statement, struct sam_topic *topic);

/* A reason more: holds it with its part (0 to 1) and raises the score as (8) says. */
void sam_discussion_add(struct sam_topic *topic, enum sam_reason reason, double part);

/* Highest score first, items in their order where scores are equal. */
void sam_discussion_sort(struct sam_topic *topics, size_t count);

#endif
