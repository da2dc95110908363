/* One number that may be shown: rounded, and cut off at the ends so that it gives nobody away.
 *
 * A cell is a stretch of means that are told apart from others. Which stretches there are depends
 * on how many people answered and on what was shown before, never on the answers: that a cell is
 * wide says nothing about them. */
#ifndef SAM_REPORT_CELL_H
#define SAM_REPORT_CELL_H

#include "analyse/analysis.h"
#include "model/questionnaire.h"

#include <stdbool.h>
#include <stddef.h>

enum sam_shown {
    SAM_SHOW_NOTHING,
    SAM_SHOW_BAND,   /* first .. last */
    SAM_SHOW_MEAN,   /* value, perhaps "or lower", "or higher" */
    SAM_SHOW_ANSWERS /* counts too */
};

/* Why a cell doesn't show more. */
enum sam_withheld {
    SAM_WITHHELD_NOT,
    SAM_WITHHELD_NO_ANSWERS,
    SAM_WITHHELD_FEW,        /* fewer than bands_from */
    SAM_WITHHELD_BANDS,      /* fewer than means_from: bands, no statements */
    SAM_WITHHELD_NO_BANDS,   /* ... and a phase has no bands */
    SAM_WITHHELD_MEANS,      /* fewer than distributions_from: no answers to a statement */
    SAM_WITHHELD_ENDS,       /* so few, or so near an end, that nothing can be told apart */
    SAM_WITHHELD_ALIKE,      /* all or nearly all answered the same */
    SAM_WITHHELD_TURNOVER,   /* few people joined or left since an earlier wave */
    SAM_WITHHELD_COMBINED,   /* the scale's own mean is shown instead */
    SAM_WITHHELD_WEIGHTED,   /* averaged within organisations */
    SAM_WITHHELD_SUPPRESSED, /* below --min-group, or --no-items */
    SAM_WITHHELD_SINGLE,     /* one organisation has no inside relation */
    SAM_WITHHELD_REASONS
};

struct sam_cell {
    enum sam_shown shown;
    enum sam_withheld why;
    size_t n;                      /* people it rests on; 0 when nothing is shown */
    double value;                  /* rounded mean, on 1 .. points */
    bool or_lower, or_higher;      /* the cell reaches to that end */
    bool about;                    /* computed from other cells, which it says nothing beyond */
    double low, high;              /* what a reader knows: low <= mean < high, an end included */
    enum sam_band first, last;     /* of a BAND */
    size_t counts[SAM_POINTS_MAX]; /* of ANSWERS */
};

/* Between which bounds cells may begin and end: the highest cell begins at `top` or below, the
 * lowest ends above `bottom`. */
struct sam_cell_limits {
    double bottom, top;
};

/* No bounds: every cell may be shown. */
struct sam_cell_limits sam_cell_unlimited(int points);

/* n people, one of whom knows their own answer and may be at either end: the other n - 1 must not
 * follow. grain is the least by which one person's score can differ: 1 for a statement. */
void sam_cell_limit_insider(struct sam_cell_limits *limits, size_t n, int points, double grain);

/* An earlier cell of n_before people (its low and high), of whom `left` are gone and `joined` came
 * instead, answers of the others being the same: what came and went must not follow. */
void sam_cell_limit_change(struct sam_cell_limits *limits, const struct sam_cell *before,
                           size_t n_before, size_t n_now, size_t joined, size_t left, int points,
                           double grain);

/* The cell of a mean on a grid of `step`, half rounding up. Shows nothing (ENDS) where all means
 * would share one cell. */
struct sam_cell sam_cell_mean(double mean, size_t n, double step, int points,
                              const struct sam_cell_limits *limits);
/* The same for the bands of a scale: bands that may not be told apart are one. */
struct sam_cell sam_cell_band(double mean, size_t n, enum sam_zones zones, int points,
                              const struct sam_cell_limits *limits);

struct sam_cell sam_cell_nothing(enum sam_withheld why, int points);

/* The smallest and greatest sum of n whole answers within the cell. */
void sam_cell_sums(const struct sam_cell *cell, size_t n, int points, long *least, long *most);

/* All but at most two people gave the same answer. */
bool sam_cell_alike(const size_t *counts, int points, size_t n);

#endif
