/* The numbers as results.json (docs/formats.md): the one interface between analysis and people. */
#ifndef SAM_REPORT_RESULTS_WRITE_H
#define SAM_REPORT_RESULTS_WRITE_H

#include "analyse/analysis.h"
#include "base/err.h"
#include "model/activity.h"
#include "model/framework.h"
#include "model/note.h"
#include "model/study.h"
#include "report/results_stories.h"
#include "report/timeline.h"

#include <stdio.h>

/* An open answer; those of an alliance stand together, alliances in bytewise order of their ids. */
struct sam_open_text {
    const char *alliance;
    size_t question;
    const char *text;
};

struct sam_day {
    const char *day; /* YYYY-MM-DD */
    size_t responses;
};

/* What results.json says besides the numbers. */
struct sam_results_context {
    const struct sam_study *study;         /* NULL for `score`: no study */
    size_t wave_index;                     /* into study->waves; ignored without study */
    const struct sam_framework *framework; /* NULL: none */
    const char *wave;                      /* "" when there is none */
    const char *version;                   /* of the program */
    size_t incomplete, replaced;           /* responses left out, see store.h */
    size_t quarantined;
    const char *analysed_at; /* a moment, or NULL: so that a filter gives the same bytes again */
    const char *collected;   /* what kind of pass the numbers rest on, as JSON text, or NULL */
    const struct sam_open_text *open;
    size_t open_count;
    const struct sam_day *days;
    size_t day_count;
    const struct sam_timeline *timeline; /* NULL when there is one wave */
    /* Recorded beside the answers; alliances in bytewise order of their ids. */
    const struct sam_activity *activities;
    size_t activity_count;
    const struct sam_note *notes;
    size_t note_count;
    const struct sam_told *stories; /* by number */
    size_t story_count;
};

/* Streams to out. name is for messages. */
enum sam_status sam_results_write(FILE *out, const char *name,
                                  const struct sam_results_context *context,
                                  struct sam_analysis *analysis,
                                  struct sam_err *err) SAM_MUST_CHECK;

#endif
