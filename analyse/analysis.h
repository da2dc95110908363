/* From a table of answers to every number of results.json.
 *
 * Two passes: sam_analysis_new takes in all answers and keeps what is global (scales over all
 * alliances, variance components), sam_analysis_alliance then gives one alliance at a time, so
 * that results of 50,000 alliances stream and nothing but the table grows with the respondents.
 * Several may be computed at the same time, each at a desk of its own. No I/O, no clock, no
 * globals: same table, questionnaire and options, same numbers. */
#ifndef SAM_ANALYSE_ANALYSIS_H
#define SAM_ANALYSE_ANALYSIS_H

#include "analyse/compared.h"
#include "analyse/estimate.h"
#include "analyse/permutation.h"
#include "model/answers.h"
#include "model/questionnaire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was asked and answered before, to compare with. */
struct sam_earlier_wave {
    const char *id;
    const struct sam_questionnaire *questionnaire;
    const struct sam_answers *answers; /* sorted */
    /* per alliance of this wave's sorted table the one it was in `answers`, or SAM_NONE; NULL: the
     * one with the same id */
    const size_t *alliances;
};

struct sam_analysis_options {
    long resamples; /* of random permutations; 0 for none */
    uint64_t seed;
    size_t min_group;         /* alliances with fewer respondents are suppressed */
    bool items;               /* results per item */
    bool weight_organisation; /* average within an organisation first */
    /* invited[a] people of alliance a of the sorted table (0 unknown), or NULL: nobody knows */
    const size_t *invited;
    /* partner organisations of alliance a (0 unknown), or NULL; 1 means no inside relation */
    const size_t *organisations;
    const struct sam_earlier_wave *earlier; /* NULL: nothing to compare with */
    /* per row of the sorted table the number of the human being, UINT32_MAX where it isn't known;
     * NULL: nobody knows */
    const uint32_t *person;
    unsigned threads; /* 0: as many as there are processors; no number depends on it */
    bool ordinal;     /* compare alliances by a cumulative probit too, see analyse/ordinal.h */
};

/* --- over all alliances ------------------------------------------------------------------- */

/* One alliance's scores beside all others'; p_adjusted is for the number of alliances (Holm 1979).
 * No order of merit: tested is whether they differ, on raw scores. */
struct sam_versus_others {
    struct sam_permutation test; /* difference: this alliance minus the others */
    struct sam_number p_adjusted;
};

struct sam_alliances_test {
    size_t alliances, scores; /* that took part; scores are people's, or organisations' */
    struct sam_number eta_squared, p;
    enum sam_arrangements method;
    long arrangements;
    /* per alliance of the table, or NULL: for more than SAM_VERSUS_MOST */
    struct sam_versus_others *versus_others;
};
enum { SAM_VERSUS_MOST = 30 };
/* Two alliances that means and ordinal levels put in a different order. */
struct sam_inversion {
    const char *higher_mean, *higher_ordinal; /* ids */
};

enum { SAM_INVERSIONS_LISTED = 100 };

struct sam_ordinal_summary {
    struct sam_number tau, log_likelihood;
    size_t alliances; /* with a score */
    struct sam_number inversion_count;
    const struct sam_inversion *inversions; /* at most SAM_INVERSIONS_LISTED of them */
    size_t inversions_listed;
};

/* How sure the mean over all alliances is, people of one organisation taken together; see
 * clustered.h. */
struct sam_clustered {
    size_t clusters; /* organisations, or people who are alone */
    struct sam_number se, df, low, high;
};

/* Who answered for more than one alliance. */
struct sam_overlap {
    size_t organisations;
    bool people_known;
    size_t people, account_holders; /* where they are known */
};

struct sam_scale_summary {
    size_t respondents; /* with a score */
    size_t complete;    /* who answered every item: alpha, omega and item-rest rest on these */
    struct sam_number mean, sd;
    struct sam_number mean_of_alliances;            /* each counts once */
    struct sam_number alpha, alpha_low, alpha_high; /* Cronbach 1951; Feldt 1965 */
    struct sam_number alpha_standardized, average_r, omega_total;
    struct sam_number *item_rest;        /* per item of the scale */
    struct sam_number *alpha_if_dropped; /* per item of the scale */
    struct sam_number icc1, icc2, f, p;
    struct sam_number icc1_low, icc1_high; /* Wald 1940 */
    struct sam_number df_between, df_within;
    struct sam_number between, within; /* variance components */
    struct sam_number maxima;          /* of the likelihood they are the highest of */
    const char *method;                /* "REML", or "half-normal prior" where REML gave 0 */
    struct sam_clustered clustered;
    struct sam_number sem; /* standard error of measurement of one person's score */
    struct sam_alliances_test alliances_test;
    struct sam_ordinal_summary ordinal;
};

/* --- one alliance -------------------------------------------------------------------------- */

enum sam_band { /* of both zone tables, see analyse/bands.h */
                SAM_BAND_CONCERN,
                SAM_BAND_DISCUSS,
                SAM_BAND_STRENGTH,
                SAM_BAND_DANGER,
                SAM_BAND_WORK,
                SAM_BAND_HEADWAY,
                SAM_BAND_TARGET,
                SAM_BAND_NONE
};

struct sam_ordinal_score {
    struct sam_number value, se; /* drawn to the middle of all alliances, 0 */
    struct sam_number location;  /* not drawn to it: what orders alliances */
};

struct sam_scale_score {
    size_t respondents; /* with a score */
    struct sam_number mean, sd, low, high, index;
    struct sam_number lowest, highest; /* had all missing partners answered 1, or points */
    enum sam_band zone;  /* none of a scale keyed to a phase: more of a phase is not better */
    bool zone_uncertain; /* the interval crosses a bound */
    struct sam_number pooled, pooled_low, pooled_high;
    struct sam_number rwg, rwg_skewed, rwg_star, ad;
    struct sam_number rwg_star_skewed;
    struct sam_number rwg_chance; /* P(rwg >= .70) of people answering at random, at this n */
    struct sam_ordinal_score ordinal;
};

/* Two groups of people of one alliance. */
struct sam_contrast {
    size_t first, second; /* people with a score */
    struct sam_number first_mean, second_mean;
    struct sam_permutation test;
};

/* One statement that both sides of a partnership answered; see sides.h. */
struct sam_side {
    size_t item;
    size_t alliances;             /* in which both did; 1 of one alliance */
    struct sam_contrast contrast; /* partners, account holders */
};

/* This wave minus the earlier one, over partner organisations that answered in both. */
struct sam_change {
    size_t pairs, newcomers, leavers; /* organisations: in both, now only, then only */
    size_t unnamed;                   /* people of either wave who name no organisation */
    struct sam_permutation test;
    struct sam_number detectable; /* smaller changes may be errors of measurement */
};

struct sam_differences {
    struct sam_contrast lead_partners, account_holders_partners;
    struct sam_change change;
};

/* This wave minus the earlier one; pairs are organisations that answered the item in both. */
struct sam_item_change {
    size_t pairs;
    struct sam_number difference;
};

/* Answers of one role, as given. */
struct sam_voices {
    size_t n, sum;
};

struct sam_item_score {
    size_t respondents; /* who gave a number */
    size_t dont_know;
    size_t missing;
    size_t counts[SAM_POINTS_MAX]; /* counts[0]: answer 1 */
    struct sam_number mean, sd, rwg, rwg_skewed, rwg_star, rwg_star_skewed, ad;
    bool two_camps;
    struct sam_voices voices[SAM_ROLES]; /* of roles the item is meant for; hidden: 0 */
    struct sam_item_change change;       /* without an earlier wave SAM_WHY_NOT_ASKED */
};

enum sam_verdict {
    SAM_VERDICT_CLEAR,
    SAM_VERDICT_MIXED,
    SAM_VERDICT_UNDECIDED,
    SAM_VERDICT_NO_DATA
};

struct sam_phase_score {
    size_t respondents; /* who answered at least one phase item of this relation */
    struct sam_number posterior[SAM_PHASES];
    struct sam_number profile[SAM_PHASES]; /* index 0 to 100 */
    enum sam_phase modal;                  /* SAM_PHASE_NONE without data */
    enum sam_verdict verdict;
    bool shared[SAM_PHASES];    /* the phases a `mixed` verdict names */
    size_t leaning[SAM_PHASES]; /* respondents whose own posterior is highest there */
    enum sam_why why;           /* with SAM_VERDICT_NO_DATA: the reason */
};

enum sam_reason {
    SAM_REASON_LOW_AGREED,
    SAM_REASON_DISAGREEMENT,
    SAM_REASON_TWO_CAMPS,
    SAM_REASON_ROLE_GAP,
    SAM_REASON_DONT_KNOW,
    SAM_REASON_CHANGE,
    SAM_REASON_OPEN_ANSWER, /* never by the analysis: it has no texts, see report/open_topics.h */
    SAM_REASONS
};

struct sam_topic {
    size_t item;
    double score; /* 0 to 1 */
    bool reasons[SAM_REASONS];
    double parts[SAM_REASONS]; /* of the score, 0 where the reason doesn't hold */
};

struct sam_alliance_result {
    const char *id;
    size_t invited;   /* 0 unknown */
    size_t responded; /* lead, partner and unknown role */
    size_t account_holders;
    size_t by_role[SAM_ROLE_UNKNOWN + 1]; /* who answered */
    bool suppressed;
    struct sam_scale_score *scales; /* per scale of the questionnaire */
    struct sam_item_score *items;   /* per item, NULL without options.items */
    struct sam_phase_score phase[SAM_RELATIONS];
    bool has_phase[SAM_RELATIONS]; /* does the questionnaire key items of this relation? */
    struct sam_topic *topics;      /* most worth discussing first */
    size_t topic_count;
    const struct sam_differences *differences; /* per scale */
    const struct sam_side *sides;              /* none without options.items */
    size_t side_count;
};

struct sam_analysis;

/* answers must be sorted; answers, questionnaire and the arrays in options are borrowed and must
 * outlive the analysis. Never fails: what can't be computed says why. */
struct sam_analysis *sam_analysis_new(const struct sam_questionnaire *questionnaire,
                                      const struct sam_answers *answers,
                                      const struct sam_analysis_options *options);
void sam_analysis_free(struct sam_analysis *analysis);

/* All respondents, of every role. */
size_t sam_analysis_respondents(const struct sam_analysis *analysis);
size_t sam_analysis_alliance_count(const struct sam_analysis *analysis);
const char *sam_analysis_alliance_id(const struct sam_analysis *analysis, size_t a);
const struct sam_scale_summary *sam_analysis_scale(const struct sam_analysis *analysis,
                                                   size_t scale);
struct sam_overlap sam_analysis_overlap(const struct sam_analysis *analysis);
/* What of a scale the earlier wave is compared on; NULL without one. */
const struct sam_compared *sam_analysis_compared(const struct sam_analysis *analysis, size_t scale);
/* Statements that both sides answered, over all alliances. */
const struct sam_side *sam_analysis_sides(const struct sam_analysis *analysis, size_t *count);
const struct sam_questionnaire *sam_analysis_questionnaire(const struct sam_analysis *analysis);
const struct sam_answers *sam_analysis_answers(const struct sam_analysis *analysis);
const struct sam_analysis_options *sam_analysis_options(const struct sam_analysis *analysis);

/* Computes alliance a; the result is borrowed and valid until this desk's next call. Desks 0 ..
 * sam_analysis_desks() - 1 may be used by as many threads at the same time: one for each thread
 * asked for, no more than alliances, and one alone where nothing is resampled. */
unsigned sam_analysis_desks(const struct sam_analysis *analysis);
const struct sam_alliance_result *sam_analysis_alliance_at(struct sam_analysis *analysis,
                                                           unsigned desk, size_t a);
/* At desk 0. */
const struct sam_alliance_result *sam_analysis_alliance(struct sam_analysis *analysis, size_t a);

/* "clear", ...; "headway", ...; "low_agreed", ... as in results.json; "" for none. */
const char *sam_verdict_id(enum sam_verdict verdict);
const char *sam_band_id(enum sam_band band);
const char *sam_reason_id(enum sam_reason reason);

#endif
