/* A number that may have no value, and then says why. */
#ifndef SAM_ANALYSE_ESTIMATE_H
#define SAM_ANALYSE_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

/* Why a number has no value. The codes' names and sentences in both languages are in
 * analyse/why.c; docs/reasons.md is made from it. */
enum sam_why {
    SAM_HAS_VALUE,
    SAM_WHY_NO_ANSWERS,          /* nobody answered */
    SAM_WHY_ONE_RESPONDENT,      /* needs two */
    SAM_WHY_TOO_FEW_RESPONDENTS, /* fewer than the statistic needs */
    SAM_WHY_ONE_ITEM,            /* needs two items */
    SAM_WHY_TOO_FEW_ITEMS,       /* fewer than the statistic needs (e.g. 3 for omega) */
    SAM_WHY_NO_VARIANCE,         /* everybody answered the same */
    SAM_WHY_CONSTANT_ITEM,       /* this item, or one of them, has no variance */
    SAM_WHY_ONE_ALLIANCE,        /* needs two alliances */
    SAM_WHY_NO_REPLICATION,      /* no alliance has two respondents */
    SAM_WHY_NO_CONVERGENCE,      /* the estimation did not settle */
    SAM_WHY_IMPROPER,            /* Heywood case: a negative residual variance */
    SAM_WHY_SINGULAR,            /* more items than people, or items that are copies */
    SAM_WHY_SINGLE_ORGANISATION, /* an alliance of one organisation has no inside relation */
    SAM_WHY_NO_PHASE_ITEMS,      /* the questionnaire keys no item to a phase */
    SAM_WHY_UNKNOWN_INVITED,     /* nobody said how many were invited */
    SAM_WHY_SUPPRESSED,          /* fewer respondents than --min-group */
    SAM_WHY_NOT_ASKED,           /* left out on request (--no-items, --resamples 0) */
    SAM_WHY_PHASE_SCALE,         /* a scale keyed to a phase has no bands */
    SAM_WHY_NOT_GIVEN,           /* neither study.json nor the data says it */
    SAM_WHY_NO_WITHIN_VARIANCE,  /* identical within each group, though groups differ */
    SAM_WHY_NOT_COMPARABLE,      /* the two sides were asked different statements */
    SAM_WHY_NO_PAIRS,            /* no partner answered in both waves */
    SAM_WHY_TOO_MANY_ALLIANCES,  /* or statements: it would take too long */
    SAM_WHY_TOO_FEW_ALLIANCES,   /* fewer than the statistic needs */
    SAM_WHY_AT_AN_END,           /* all answers are the highest or the lowest there are */
    SAM_WHYS
};

struct sam_number {
    double value; /* meaningless unless why is SAM_HAS_VALUE */
    enum sam_why why;
};

struct sam_range {
    struct sam_number low, high;
};

static inline struct sam_number sam_value(double value) {
    return (struct sam_number){value, SAM_HAS_VALUE};
}

static inline struct sam_number sam_no_value(enum sam_why why) {
    return (struct sam_number){0, why};
}

static inline bool sam_has(struct sam_number number) {
    return number.why == SAM_HAS_VALUE;
}

/* "one_respondent", ...: what results.json says. */
const char *sam_why_id(enum sam_why why);
/* A sentence (English message for the catalogue) saying the same to a reader. */
const char *sam_why_sentence(enum sam_why why);
/* The reason with this id, or SAM_WHYS. */
enum sam_why sam_why_read(const char *id);

#endif
