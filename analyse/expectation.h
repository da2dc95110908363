/* How far did something expected come true, by those who answered the statements linked to it?
 * Self-report: what people see, not what happened. docs/methods.md, "Expectations".
 *
 *   (1) two sides: partners (lead, others and unknown role) and account holders. A person's score
 *       is the mean of the linked statements answered that are meant for their role, after
 *       reversal, if at least half of those are answered. A statement linked as speaking against
 *       the expectation is turned round once more
 *   (2) statements of a scale about the alliance don't count in an alliance of one organisation
 *   (3) a side's mean is the mean of its alliances' means: each alliance counts once. Its standard
 *       error is that of k such means, s / sqrt(k), with t on k - 1 degrees of freedom, so that
 *       people of one alliance count as answering together; where one alliance answered, its
 *       people take the place of the alliances. It is never below the error of rounding an answer
 *       to a whole point (variance 1/12 each): means that happen to be alike are not certain
 *   (4) SAM_WHY_NO_ANSWERS, or SAM_WHY_TOO_FEW_RESPONDENTS with fewer than 3 people with a score,
 *       or fewer than min_group: the side has no view. SAM_WHY_ONE_RESPONDENT where one voice is
 *       left (an organisation's): a mean without interval or rating
 *   (5) both sides together: the mean of their two means, whichever is larger; its standard error
 *       that of sides that err together, (se + se) / 2, with the fewer degrees of freedom. Where
 *       one side has no view: the other's
 *   (6) rating by the mean on 0 to 100: + from 62.5, 0 below 37.5, +/- between. These are the
 *       halfway marks around the middle of five points: nearer to agree, to neither, to disagree
 *   (7) the chance of each rating: of a t distribution around the mean with that standard error (a
 *       confidence distribution: Xie & Singh 2013, International Statistical Review 81, 3-39) */
#ifndef SAM_ANALYSE_EXPECTATION_H
#define SAM_ANALYSE_EXPECTATION_H

#include "analyse/analysis.h"
#include "model/study.h"

/* The statements linked to one expectation. */
struct sam_expectation_set {
    const size_t *items; /* of the questionnaire, each once */
    const bool *against;
    size_t count;
};

enum sam_viewpoint { SAM_SIDE_PARTNERS, SAM_SIDE_ACCOUNT_HOLDERS };
enum { SAM_SIDES = 2 };

/* How much the chances say of the rating by the mean. */
enum sam_certainty {
    SAM_CERTAINTY_CLEAR,  /* its chance is .75 or more */
    SAM_CERTAINTY_LIKELY, /* .5 or more */
    SAM_CERTAINTY_OPEN,   /* less */
    SAM_CERTAINTY_NONE    /* there is no rating */
};

/* One side's view, or both sides'. */
struct sam_expectation_view {
    size_t respondents, alliances;     /* people with a score, and in how many alliances */
    struct sam_number mean, low, high; /* on 1 .. points; 95 % interval */
    struct sam_number index;           /* mean on 0 to 100 */
    struct sam_number se, df;          /* of the mean */
    enum sam_rating rating;            /* meaningless with SAM_CERTAINTY_NONE */
    struct sam_number chance[SAM_RATINGS];
    enum sam_certainty certainty;
};

enum sam_sides_verdict {
    SAM_SIDES_ALIKE,   /* both come to the same rating */
    SAM_SIDES_APART,   /* to another, and the interval of the difference leaves 0 out */
    SAM_SIDES_UNCLEAR, /* to another, but that may be chance */
    SAM_SIDES_ONE      /* one side has no rating, or neither has */
};

struct sam_expectation_result {
    struct sam_expectation_view sides[SAM_SIDES];
    struct sam_expectation_view both;
    /* Partners minus account holders, with a 95 % interval (Welch 1947). */
    struct sam_number gap, gap_low, gap_high;
    enum sam_sides_verdict verdict;
};

struct sam_expectation_result sam_expectation_of(const struct sam_questionnaire *questionnaire,
                                                 const struct sam_answers *answers,
                                                 const struct sam_analysis_options *options,
                                                 const struct sam_expectation_set *set);

/* --- its steps, for tests ------------------------------------------------------------------- */

/* What stands for an alliance: the mean of its people's scores, which rest on so many answers. */
struct sam_expectation_voice {
    double mean;
    size_t answers;
};

/* (3), (6), (7) from the voices; respondents and alliances are the caller's to fill in. */
struct sam_expectation_view sam_expectation_view_of(const struct sam_expectation_voice *voices,
                                                    size_t count, int points);
/* (5) to (7), and the gap between the two. */
void sam_expectation_join(struct sam_expectation_result *result, int points);

/* (6) of a mean on 1 .. points. */
enum sam_rating sam_rating_of_mean(double mean, int points);

/* "clear", "likely", "open"; "" for none. */
const char *sam_certainty_id(enum sam_certainty certainty);
/* "alike", "apart", "unclear", "one_side" */
const char *sam_sides_verdict_id(enum sam_sides_verdict verdict);

#endif
