/* A results.json in memory, for whoever renders it. Read-only; everything is borrowed from it. */
#ifndef SAM_REPORT_RESULTS_H
#define SAM_REPORT_RESULTS_H

#include "analyse/analysis.h"
#include "base/arena.h"
#include "model/study.h"
#include "report/checksum.h"
#include "report/results_read.h"

struct sam_evaluator_phase {
    enum sam_phase phase; /* SAM_PHASE_NONE: the evaluator gave none */
    const char *reason;   /* NULL when none was given */
};

/* Organisations that joined or left since the wave compared with, of those with a score. */
struct sam_turnover {
    bool known; /* false: nothing to compare with, or people who name no organisation */
    size_t joined, left;
};

struct sam_results_alliance {
    const char *name;
    struct sam_turnover *turnover; /* per scale */
    /* As the analysis gave it. Of a suppressed alliance every number says so and every count is
     * 0; items is NULL when they were not asked for. */
    struct sam_alliance_result result;
    struct sam_evaluator_phase evaluator[SAM_RELATIONS];
};

struct sam_results {
    struct sam_arena *arena;
    struct sam_questionnaire *questionnaire;
    const char *version;              /* of the program that wrote it */
    const char *analysed_at;          /* "2026-11-22T09:30:00Z"; NULL when it doesn't say */
    char checksum[SAM_CHECKSUM_SIZE]; /* of the file's bytes: SHA-256 in hexadecimal */
    const char *study, *wave;         /* NULL when there was none */
    struct sam_text study_title;      /* both NULL without study */
    const char *funder;               /* NULL when not given */
    bool simulated;
    int language; /* enum sam_lang of the study, or -1 */
    struct sam_privacy privacy;
    double seed;
    long long resamples;
    bool weight_organisation;
    size_t respondents, min_group;
    size_t incomplete, replaced, quarantined; /* responses left out */
    struct sam_scale_summary *scales;         /* per scale of the questionnaire */
    struct sam_results_alliance *alliances;   /* on the heap */
    size_t alliance_count;
    const char *against;           /* the wave that changes are since, or NULL */
    struct sam_disclosure *disclosure; /* what may be shared, see disclosure.h; owned */
    size_t *by_name; /* indices of alliances in order of name; on the heap */
};

#endif
