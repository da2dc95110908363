/* Charts: cells of a table's row, and two that are no rows; one look, geometry alone (canvas.h does
 * the drawing).
 *
 * Readable without colour: lightness carries the order, what lies on the side of disagreement is
 * striped, numbers stand in or beside what they measure, and an interval is drawn wherever a dot
 * is. Every chart has a title that says the same in words. Texts come in the reader's language;
 * numbers only as the caller formatted them. Each chart has a fixed size, so that rows line up. */
#ifndef SAM_REPORT_CHART_H
#define SAM_REPORT_CHART_H

#include "report/canvas.h"

#include <stddef.h>

/* Answers to one statement, the middle of the response scale on a fixed vertical line: left of it
 * what disagrees, right of it what agrees, each side 100 % at its full width. "Don't know" stands
 * apart in a dashed box and is in no share. Nothing but the box when nobody gave a number. */
struct sam_chart_answers {
    int points;
    const size_t *counts; /* counts[0]: answer 1 */
    const char *apart;    /* "2 d.k.", or NULL */
    const char *title;
};
enum { SAM_CHART_ANSWERS_SIDE = 105, SAM_CHART_ANSWERS_WIDTH = 272, SAM_CHART_ANSWERS_HEIGHT = 22 };
void sam_chart_answers(const struct sam_canvas *canvas, const struct sam_chart_answers *chart);

/* A value with its interval on the response range 1 .. points. */
struct sam_chart_dot {
    int points;
    double value, low, high;
    bool has_interval;    /* false: the dot is hollow, low and high are ignored */
    const double *bounds; /* of the bands, faint */
    size_t bound_count;
    const char *label; /* the value, over the dot */
    const char *count; /* "n = 4", at the right end, or NULL */
    const char *title;
};
enum { SAM_CHART_DOT_WIDTH = 262, SAM_CHART_DOT_HEIGHT = 44 };
void sam_chart_dot(const struct sam_canvas *canvas, const struct sam_chart_dot *chart);

/* The stretch of 1 .. points in which a value lies that is not shown exactly: no dot in it, because
 * no place in it is likelier than another. */
struct sam_chart_range {
    int points;
    double low, high;
    const double *bounds; /* of the bands, faint */
    size_t bound_count;
    const char *label; /* over the stretch */
    const char *count; /* "n = 4", at the right end, or NULL */
    const char *title;
};
void sam_chart_range(const struct sam_canvas *canvas, const struct sam_chart_range *chart);

/* A share of a whole, 0 to 1, with its number behind it. */
struct sam_chart_bar {
    double share;
    enum sam_pattern pattern; /* plain or lined */
    const char *label;
    const char *title;
};
enum { SAM_CHART_BAR_WIDTH = 142, SAM_CHART_BAR_HEIGHT = 20 };
void sam_chart_bar(const struct sam_canvas *canvas, const struct sam_chart_bar *chart);

/* A change since the last wave on -range .. range, 0 in the middle; what errors of measurement
 * alone may do is the line through the dot. */
struct sam_chart_change {
    double range;
    double value, margin;  /* the line runs from value - margin to value + margin */
    bool has_margin;       /* false: the dot is hollow */
    const char *label;     /* "+0,4" */
    const char *down, *up; /* the words at both ends */
    const char *title;
};
enum { SAM_CHART_CHANGE_WIDTH = 232, SAM_CHART_CHANGE_HEIGHT = 47 };
void sam_chart_change(const struct sam_canvas *canvas, const struct sam_chart_change *chart);

/* Two sides of a gap on 1 .. points: a filled and a hollow mark with a line between them. Both are
 * named where they stand: nothing to look up. */
struct sam_chart_gap {
    int points;
    double first, second;
    const char *first_label, *second_label; /* "lead 4,0", "others 2,5" */
    const char *title;
};
enum { SAM_CHART_GAP_WIDTH = 262, SAM_CHART_GAP_HEIGHT = 58 };
void sam_chart_gap(const struct sam_canvas *canvas, const struct sam_chart_gap *chart);

/* A score in each wave with its interval: columns in order of time, 1 .. points upwards. */
struct sam_chart_wave {
    const char *name; /* of the wave */
    bool has_value, has_interval;
    bool some; /* rests on other statements than the others: the dot is hollow */
    double value, low, high;
    const char *label;  /* the value, over the dot */
    const char *people; /* "n = 4", under the wave, or NULL */
};
struct sam_chart_waves {
    int points;
    const struct sam_chart_wave *waves;
    size_t count; /* at most SAM_CHART_WAVES_MOST */
    const char *title;
};
enum { SAM_CHART_WAVES_MOST = 6, SAM_CHART_WAVES_WIDTH = 272, SAM_CHART_WAVES_HEIGHT = 110 };
void sam_chart_waves(const struct sam_canvas *canvas, const struct sam_chart_waves *chart);

/* The probability of each phase in each wave: a row a wave, its cells as wide as the shares. */
struct sam_chart_phase_wave {
    const char *name;
    double share[4];        /* in order of the phases; together 1 */
    const char *labels[4];  /* "N 62 %", in a cell where it fits */
    const char *letters[4]; /* "N", where that doesn't */
    const char *why;        /* instead of cells, or NULL */
};
struct sam_chart_phases {
    const struct sam_chart_phase_wave *waves;
    size_t count;
    const char *legend; /* what the letters stand for */
    const char *title;
};
enum { SAM_CHART_PHASES_ROW = 23, SAM_CHART_PHASES_LEGEND = 16 };
void sam_chart_phases(const struct sam_canvas *canvas, const struct sam_chart_phases *chart);

/* How many responses came in on which day: columns along a line of time. */
struct sam_chart_days {
    const double *day; /* day numbers, rising */
    const size_t *responses;
    size_t count;
    const char *first, *last; /* the first and last day in words */
    const char *title;
};
enum { SAM_CHART_DAYS_WIDTH = 600, SAM_CHART_DAYS_HEIGHT = 134 };
void sam_chart_days(const struct sam_canvas *canvas, const struct sam_chart_days *chart);

/* Activities by how they go, as shares of one bar: done or on schedule (dark), delayed or adapted
 * (light), stopped (striped), unclear (open, dashed). The number of each stands under its part.
 * With a key, below it a line per kind with its mark. */
enum { SAM_CHART_STATUSES = 4 };
struct sam_chart_status {
    const size_t *of;       /* per kind */
    const char *const *key; /* a line per kind ("213 done or on schedule (77 %)"), or NULL */
    const char *title;
};
enum {
    SAM_CHART_STATUS_WIDTH = 272,
    SAM_CHART_STATUS_HEIGHT = 36,
    SAM_CHART_STATUS_KEY_HEIGHT = 108
};
void sam_chart_status(const struct sam_canvas *canvas, const struct sam_chart_status *chart);

/* Alliances on a circle, a line between those that share organisations with how many they share. */
struct sam_chart_network {
    const char *const *names;
    const size_t *shared; /* shared[i * count + j], for i < j */
    size_t count;         /* at most SAM_CHART_NETWORK_MOST */
    const char *title;
};
enum { SAM_CHART_NETWORK_MOST = 12, SAM_CHART_NETWORK_WIDTH = 660, SAM_CHART_NETWORK_HEIGHT = 340 };
void sam_chart_network(const struct sam_canvas *canvas, const struct sam_chart_network *chart);

#endif
