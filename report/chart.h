/* Small inline SVG cells for tables of a report.
 *
 * One look, readable without colour: lightness carries the order, what lies on the side of
 * disagreement is hatched, numbers stand in or beside what they measure, and an interval is drawn
 * wherever a dot is. Every cell has a <title> that says the same in words. Texts come in the
 * reader's language and are escaped here. Numbers only use what the caller formatted. */
#ifndef SAM_REPORT_CHART_H
#define SAM_REPORT_CHART_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Patterns that the cells refer to; once in a page, before the first cell. */
void sam_chart_patterns(struct sam_buf *html);

/* Answers to one statement, the middle of the response scale on a fixed vertical line: left of it
 * what disagrees, right of it what agrees, each side 100 % at its full width. "Don't know" stands
 * apart in a dashed box and is in no share. Nothing but the box when nobody gave a number. */
struct sam_chart_answers {
    int points;
    const size_t *counts; /* counts[0]: answer 1 */
    const char *apart;    /* "2 don't know", or NULL */
    const char *title;
};
void sam_chart_answers(struct sam_buf *html, const struct sam_chart_answers *chart);

/* A value with its interval on the response range 1 .. points. */
struct sam_chart_dot {
    int points;
    double value, low, high;
    bool has_interval;    /* false: the dot is hollow, low and high are ignored */
    const double *bounds; /* of the bands, faint */
    size_t bound_count;
    const char *label; /* the value, over the dot */
    const char *title;
};
void sam_chart_dot(struct sam_buf *html, const struct sam_chart_dot *chart);

/* A share of a whole, 0 to 1, with its number behind it. */
enum sam_chart_fill { SAM_FILL_SOLID, SAM_FILL_HATCHED };
struct sam_chart_bar {
    double share;
    enum sam_chart_fill fill;
    const char *label;
    const char *title;
};
void sam_chart_bar(struct sam_buf *html, const struct sam_chart_bar *chart);

#endif
