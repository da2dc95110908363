/* A results.json in memory, for whoever renders it. Read-only; everything is borrowed from it. */
#ifndef SAM_REPORT_RESULTS_H
#define SAM_REPORT_RESULTS_H

#include "analyse/analysis.h"
#include "base/arena.h"
#include "model/study.h"
#include "report/checksum.h"
#include "report/names.h"
#include "report/results_framework.h"
#include "report/results_read.h"
#include "report/results_record.h"
#include "report/results_write.h"
#include "report/timeline.h"

struct sam_evaluator_phase {
    enum sam_phase phase; /* SAM_PHASE_NONE: the evaluator gave none */
    const char *reason;   /* NULL when none was given */
};

struct sam_results_partner {
    const char *id, *name;
    bool lead;
};

struct sam_results_open {
    size_t question;
    const char *text;
    struct sam_name_flag *flags; /* rising, not overlapping */
    size_t flag_count;
};

struct sam_results_alliance {
    const char *name;
    /* As the analysis gave it. Of a suppressed alliance every number says so and every count is
     * 0; items is NULL when they were not asked for. */
    struct sam_alliance_result result;
    struct sam_evaluator_phase evaluator[SAM_RELATIONS];
    bool roles_known; /* study.json lists people */
    size_t invited_by_role[SAM_ROLES];
    struct sam_results_partner *partners;
    size_t partner_count;
    int began;     /* a year, or 0 */
    double budget; /* in euros; below 0 when not given */
    enum sam_continued continued;
    enum sam_staff staff;
    const char **formerly; /* ids of the alliances it continues, the nearest first */
    size_t formerly_count;
    struct sam_results_open *open; /* by question; of those, in no telling order */
    size_t open_count;
    struct sam_results_record record;
};

/* What of a scale the earlier wave was compared on: statements without an equal, by id. */
struct sam_results_compared {
    size_t items; /* that were compared */
    const char **left_out, **left_out_then;
    size_t left_out_count, left_out_then_count;
};

struct sam_results {
    struct sam_arena *arena;
    struct sam_questionnaire *questionnaire;
    const char *version;              /* of the program that wrote it */
    const char *analysed_at;          /* "2026-11-22T09:30:00Z"; NULL when it doesn't say */
    char checksum[SAM_CHECKSUM_SIZE]; /* of the file's bytes: SHA-256 in hexadecimal */
    const char *study, *wave;         /* NULL when there was none */
    const char *against;              /* the wave compared with, or NULL */
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
    struct sam_results_compared *compared;    /* per scale; all 0 without an earlier wave */
    struct sam_overlap overlap;
    struct sam_timeline timeline;
    struct sam_side *sides; /* statements that both sides answered */
    size_t side_count;
    struct sam_told *stories; /* by number; none unless the questionnaire asks for them */
    size_t story_count;
    struct sam_results_alliance *alliances; /* on the heap */
    size_t alliance_count;
    struct sam_disclosure *disclosure;       /* what may be shared, see disclosure.h; owned */
    struct sam_results_framework *framework; /* NULL: none */
    const struct sam_results_activities *activities; /* NULL: none */
    struct sam_day *days;                            /* of answering, in order */
    size_t day_count;
    size_t *by_name; /* indices of alliances in order of name; on the heap */
};

#endif
