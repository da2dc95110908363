/* The charts that aren't rows of a table: answering over time, and who works in which alliances.
 * As in chart.h: geometry alone, texts and numbers come ready. */
#ifndef SAM_REPORT_CHART_OVERALL_H
#define SAM_REPORT_CHART_OVERALL_H

#include "report/canvas.h"

#include <stddef.h>

/* How many had answered by the end of each day; a step up on each day with answers. */
struct sam_chart_days {
    size_t count;      /* days with answers, at least one */
    const double *at;  /* days since the first, rising; at[0] is 0 */
    const size_t *sum; /* answers up to and with that day */
    size_t most;       /* top of the axis: all who were invited, or the last sum */
    const char *most_label, *last_label; /* "41 invited" (or NULL), "35 answered" */
    const char *first_day, *last_day;
    const char *title;
};
enum { SAM_CHART_DAYS_WIDTH = 640, SAM_CHART_DAYS_HEIGHT = 190 };
void sam_chart_days(const struct sam_canvas *canvas, const struct sam_chart_days *chart);

/* Alliances on the left, organisations that work in several on the right, lines between them. */
struct sam_chart_network {
    const char *const *left, *const *right; /* names, in the order they stand in */
    size_t left_count, right_count;
    const size_t (*links)[2]; /* index left, index right */
    size_t link_count;
    const char *title;
};
enum { SAM_CHART_NETWORK_WIDTH = 640, SAM_CHART_NETWORK_ROW = 22 };
double sam_chart_network_height(const struct sam_chart_network *chart);
void sam_chart_network(const struct sam_canvas *canvas, const struct sam_chart_network *chart);

#endif
