/* The figures there are, and all of them into files (figure.h).
 *
 *   (1) FOLDER/evaluator/figures/ALLIANCE/NAME.LANG.svg, .png, .pdf and .txt of each alliance,
 *       FOLDER/evaluator/figures/overall/ over all alliances. The evaluator's own
 *   (2) a figure with nothing to show is not made: no scores, no earlier wave, one day of answers
 */
#ifndef SAM_REPORT_FIGURES_H
#define SAM_REPORT_FIGURES_H

#include "report/figure.h"

/* Writes all figures in each language of the set (1 << lang); *count is how many. progress (may be
 * NULL) is called with each one's path without ending; false from it stops: SAM_E_STOPPED. */
typedef bool sam_figure_progress(void *context, const char *stem);
enum sam_status sam_figures_write(const struct sam_results *results, const char *folder,
                                  unsigned langs, sam_figure_progress *progress, void *context,
                                  size_t *count, struct sam_err *err) SAM_MUST_CHECK;

struct sam_figure_kind {
    const char *name;
    bool per_alliance;
    /* How many of it there are: one per scale, per relation; 0: nothing to show. */
    size_t (*count)(const struct sam_results *results, const struct sam_results_alliance *alliance);
    sam_figure_draw *draw;
    /* What tells the n-th of several from the others: the id of its scale or relation; or NULL. */
    const char *(*which)(const struct sam_results *results,
                         const struct sam_results_alliance *alliance, size_t number);
};
/* In figures_alliance.c and figures_overall.c; both end with a NULL name. */
extern const struct sam_figure_kind sam_figures_alliance[], sam_figures_overall[];

/* --- for these files alone ------------------------------------------------------------------- */

/* A value with its interval, as the documents draw it; `pooled` the value for comparing. */
void sam_figure_dot(struct sam_figure *figure, const struct sam_scale *scale,
                    const struct sam_scale_score *score, bool pooled);
struct sam_figure_digits {
    char text[48];
};
struct sam_figure_digits sam_figure_number(const struct sam_figure *figure, double value,
                                           int decimals);
/* A title: "ALLIANCE: message". */
void sam_figure_alliance_title(struct sam_figure *figure, const char *message);

#endif
