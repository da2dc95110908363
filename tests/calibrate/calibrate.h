/* Simulation studies that say how far the numbers can be trusted: truth is drawn, answers are drawn
 * from it, the analysis runs on the answers, and what it says is compared with the truth.
 *
 * A study writes its part of docs/calibration.md into a page of its own, and its plots beside it.
 * What is promised is checked: a number outside its bounds is a breach. Everything comes from fixed
 * seeds, so a run gives the same page on every machine and with any number of threads. */
#ifndef SAM_CALIBRATE_H
#define SAM_CALIBRATE_H

#include "analyse/analysis.h"
#include "base/buf.h"

#include <gsl/gsl_rng.h>

struct calibration {
    bool quick;         /* few repetitions, bounds with room for that */
    const char *folder; /* of the plots */
    struct sam_buf page;
    struct sam_buf breaches;
    size_t checks, breached;
};

typedef void calibration_study(struct calibration *run);

calibration_study study_now;             /* intervals for these partners, now */
calibration_study study_pooled;          /* prediction intervals, prior fallback */
calibration_study study_phase;           /* posterior and verdict */
calibration_study study_phase_choice;    /* where the phase defaults come from */
calibration_study study_false_positives; /* tests when nothing is there */
calibration_study study_chance;          /* r_wg by chance */
calibration_study study_expectation;     /* ratings of expectations */
calibration_study study_icc;             /* the interval of ICC(1) */

/* Repetitions: `full`, or a share of it in a quick run. */
size_t calibration_repeats(const struct calibration *run, size_t full, size_t quick);

/* value must be from low to high; `share_of` draws stand behind a share, and it may be out by three
 * of its standard errors (0: none). name says which number it is. */
void calibration_check(struct calibration *run, double value, double low, double high,
                       double share_of, const char *name, ...) SAM_PRINTF(6, 7);

/* A generator of its own for each study, scenario and repetition. */
gsl_rng *random_new(unsigned study, unsigned scenario);
double random_normal(gsl_rng *random, double mean, double sd);
size_t random_below(gsl_rng *random, size_t n);

/* A share counted up. */
struct tally {
    double hits, all;
};
void tally_add(struct tally *tally, bool hit);
void tally_merge(struct tally *tally, struct tally part);
double tally_share(struct tally tally);

/* --- plots ---------------------------------------------------------------------------------- */

enum { PLOT_POINTS = 64, PLOT_SERIES = 8 };

struct plot_series {
    const char *name;
    size_t count;
    double x[PLOT_POINTS], y[PLOT_POINTS];
    bool dots; /* no line */
};

struct plot {
    const char *file, *title, *x_name, *y_name;
    double x_low, x_high, x_step, y_low, y_high, y_step;
    double band_low, band_high; /* what is promised, shaded; both 0: nothing */
    bool diagonal;              /* y = x drawn */
    size_t count;
    struct plot_series series[PLOT_SERIES];
};

struct plot_series *plot_add(struct plot *plot, const char *name);
void plot_point(struct plot_series *series, double x, double y);
/* Writes the SVG and puts it in the page. */
void plot_write(struct calibration *run, const struct plot *plot);

#endif
