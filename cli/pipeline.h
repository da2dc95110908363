/* Carries answers from the store to the analysis and its numbers to results.json: the two rooms
 * don't know each other. */
#ifndef SAM_CLI_PIPELINE_H
#define SAM_CLI_PIPELINE_H

#include "analyse/analysis.h"
#include "cli/workspace.h"

/* What the verbs that analyse have in common. */
struct sam_analyse_settings {
    const char *wave;    /* NULL: the last */
    const char *against; /* an earlier wave; NULL: the one before, if there is one */
    const char *weight;  /* "respondent" or "organisation" */
    long long resamples, seed, min_group;
    bool no_items, no_ordinal;
};
#define SAM_ANALYSE_SETTINGS_DEFAULT                                                               \
    { .weight = "respondent", .resamples = 2000, .seed = 1, .min_group = 1 }

enum { SAM_ANALYSE_OPTIONS = 6 };
/* The options' rows for a verb's table (all but --wave). */
void sam_analyse_options(struct sam_option *options, struct sam_analyse_settings *settings);
enum sam_status sam_analyse_settings_check(const struct sam_analyse_settings *settings,
                                           struct sam_err *err) SAM_MUST_CHECK;
struct sam_analysis_options
sam_analyse_settings_options(const struct sam_analyse_settings *settings);

/* STUDY/results/WAVE/NAME, on the heap. */
char *sam_results_path(const struct sam_study *study, size_t wave, const char *name);

/* Analyses a wave of an open workspace with a store and writes results.json; *path is its path, on
 * the heap. */
enum sam_status sam_pipeline_analyse(struct sam_workspace *work,
                                     const struct sam_analyse_settings *settings, size_t wave,
                                     char **path, struct sam_err *err) SAM_MUST_CHECK;

/* The languages to report in: those of the set, or for an empty one the study's own. */
struct sam_results;
unsigned sam_results_langs(const struct sam_results *results, unsigned langs);

/* Reads results.json and writes all documents beside it, in the languages of the set (0: the
 * study's own); *overview is the path of the page to begin with, on the heap. With summary, prints
 * a few lines per alliance to stdout. Where shared documents of other results of the wave stood, it
 * says on stderr what that means. */
enum sam_status sam_pipeline_report(const char *results_path, unsigned langs, bool summary,
                                    char **overview, struct sam_err *err) SAM_MUST_CHECK;

/* Says on stderr, also with --quiet, what stands beside results.json that was made of earlier
 * results: said last, when all that was asked for is made. */
void sam_pipeline_tell_older(const char *results_path);

/* Collects one source (SAM_NONE: all of them), saying what was done. A source that fails doesn't
 * stop the others; then the first one's error is returned. */
struct sam_collect_options;
enum sam_status sam_pipeline_collect(const struct sam_call *call, struct sam_workspace *work,
                                     size_t source, const struct sam_collect_options *options,
                                     struct sam_err *err) SAM_MUST_CHECK;

/* The options for collecting that tell this call's user of progress and notices. */
struct sam_collect_options sam_pipeline_collect_options(const struct sam_call *call);

/* The languages of documents as a set, 1 << lang: both, or that of --lang or LANG; 0 when none was
 * said: the study's own. */
unsigned sam_document_langs(const struct sam_call *call, bool both);

#endif
