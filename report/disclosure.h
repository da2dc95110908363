/* What participants and the funder may see of a results.json: the disclosure plan (methods,
 * section 7; the rules in full, with their reasons: docs/privacy.md).
 *
 *   (1) every document in share/ shows numbers that rest on answers only through a plan, and
 *       everything else in it is computed from the plan's own rounded values: whatever can be
 *       worked out from all shared files together can be worked out from the plan
 *   (2) the plan follows from results.json and those of earlier waves alone: same files, same plan
 *   (3) no person's answer follows from it, also not for a participant who knows their own answers
 *   (4) ladder: fewer than bands_from answers nothing; fewer than means_from the band of a scale;
 *       then scale means to .1, agreement in words, statements to .5; from distributions_from the
 *       answers to a statement
 *   (5) ends of a scale are not told apart where one person who knows their own answer could
 *       work out all others' ("4.2 or higher")
 *   (6) of a scale either statements are shown, and a score computed from what they show, or its
 *       own mean and no statement: together they could pin an answer that neither tells. Which of
 *       the two goes by how many people answered each statement, never by what they answered
 *   (7) where fewer than means_from people joined or left since an earlier wave: bands only, and
 *       none that would tell what the newcomer answered
 *   (8) roles are not shown apart, nor who leans to which phase */
#ifndef SAM_REPORT_DISCLOSURE_H
#define SAM_REPORT_DISCLOSURE_H

#include "report/cell.h"
#include "report/checksum.h"
#include "report/results.h"
#include "report/sentences.h"

/* One alliance's cells. */
struct sam_disclosed_alliance {
    struct sam_cell *scales; /* per scale; MEAN at most */
    struct sam_cell *items;  /* per item; means are of the answers as given */
    /* SAM_CONSENSUS_YES or _NO where it may be said, else SAM_CONSENSUS_TOO_FEW: per item, and per
     * scale by those of its items. */
    enum sam_consensus *item_agreement, *agreement;
    bool verdict[SAM_RELATIONS]; /* may the phase by the model be said? */
};

/* One statement over all alliances of which it is not shown by themselves. */
struct sam_together {
    struct sam_cell cell; /* MEAN or nothing; n is the number of answers */
    size_t alliances;
    bool *members; /* per alliance */
};

struct sam_disclosure {
    struct sam_privacy privacy; /* the study's, never below the floors of methods, section 7 */
    struct sam_disclosed_alliance *alliances; /* as in results */
    struct sam_together *together;            /* per item */
    /* How much the people of one alliance differ on a scale, rounded up to a quarter of a point
     * (of five) and never below three: for cautious intervals. 0: not shown. */
    double *spread;
    char checksum[SAM_CHECKSUM_SIZE]; /* of all that may be shown, and nothing else */
    bool off, ladder_only;            /* see sam_disclosure_options */
    size_t alliance_count, item_count;
};

/* For tests that must see the attack succeed. Nothing else sets them. */
struct sam_disclosure_options {
    bool off;         /* shows everything */
    bool ladder_only; /* rule (4) and none of the others */
};

/* Makes the plan and keeps it in results->disclosure, instead of one that was there. earlier: the
 * waves whose shared documents are out already, each with its own plan. A results.json that was
 * read has a plan for itself alone. */
void sam_disclose(struct sam_results *results, const struct sam_results *const *earlier,
                  size_t earlier_count, const struct sam_disclosure_options *options);
void sam_disclosure_free(struct sam_disclosure *disclosure);

#endif
