/* Which of our statements a platform's questions are: proposals for study.json's "map".
 *
 *   (1) a question whose name means something here already, or is mapped, needs no proposal
 *   (2) by text: the same words in either language, tags, capitals and punctuation aside
 *   (3) nearly: the text most like it (Dice's coefficient over pairs of letters, at least 0.7, and
 *       clearly more than the next one); for people to check, and never used before they did
 *   (4) by name: alliantie, organisatie, rol and the like, in either language, for people to check
 *   (5) each of ours at most once, the surest first
 * Source of (3): Dice, L. R. (1945). Measures of the amount of ecologic association between
 * species. Ecology 26(3), 297-302. */
#ifndef SAM_COLLECT_PROPOSE_H
#define SAM_COLLECT_PROPOSE_H

#include "collect/source.h"

enum sam_proposal_kind {
    SAM_PROPOSED_NONE,
    SAM_PROPOSED_KNOWN,  /* nothing to be done */
    SAM_PROPOSED_TEXT,   /* the same words */
    SAM_PROPOSED_NEARLY, /* to be checked */
    SAM_PROPOSED_NAME    /* to be checked */
};

struct sam_proposal {
    enum sam_proposal_kind kind;
    const char *to;    /* of ours, or NULL */
    double similarity; /* of NEARLY, 0 to 1 */
};

/* Fills proposals[i] for questions->list[i]. */
void sam_propose(const struct sam_questions *questions,
                 const struct sam_questionnaire *questionnaire, const struct sam_mapper *mapper,
                 struct sam_proposal *proposals);

/* Appends text as it is compared: without tags and entities, small letters, single blanks. */
void sam_plain_words(const char *text, struct sam_buf *plain);
/* Dice's coefficient over pairs of bytes of two plain texts, 0 to 1. */
double sam_similarity(const char *a, const char *b);

#endif
