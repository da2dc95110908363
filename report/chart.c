#include "report/chart.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum { LEVELS = 5 };

/* From light to dark; orange and blue stay apart for every kind of colour blindness. Black reads
 * on the first four, white on the last (WCAG AA). */
static const char *const disagree[LEVELS] = {"#fee0b6", "#fdcb8a", "#fdb863", "#e08214", "#b35806"};
static const char *const agree[LEVELS] = {"#d1e5f0", "#a9cfe5", "#92c5de", "#4393c3", "#2166ac"};
static const char *const neutral = "#dcdcdc";
static const char *const blue = "#2166ac";
static const char *const navy = "#053061";

static void line(const struct sam_canvas *canvas, double x1, double y1, double x2, double y2,
                 const char *colour, double width, bool dashed) {
    canvas->line(canvas->state, x1, y1, x2, y2,
                 &(struct sam_ink){.stroke = colour, .width = width, .dashed = dashed});
}

static void rect(const struct sam_canvas *canvas, double x, double y, double width, double height,
                 struct sam_ink ink) {
    canvas->rect(canvas->state, x, y, width, height, &ink);
}

static void text(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                 enum sam_lettering lettering, const char *words) {
    canvas->text(canvas->state, x, y, anchor, lettering, words);
}

/* Filled where the interval is known, hollow where it isn't. */
static void dot(const struct sam_canvas *canvas, double x, double y, bool filled) {
    canvas->circle(canvas->state, x, y, 5,
                   &(struct sam_ink){.fill = filled ? navy : "#ffffff",
                                     .stroke = filled ? "#ffffff" : navy,
                                     .width = 1.5});
}

static void whiskers(const struct sam_canvas *canvas, double low, double high, double y) {
    line(canvas, low, y, high, y, blue, 2.5, false);
    line(canvas, low, y - 5, low, y + 5, blue, 2.5, false);
    line(canvas, high, y - 5, high, y + 5, blue, 2.5, false);
}

/* --- answers --------------------------------------------------------------------------------- */

enum { SIDE = SAM_CHART_ANSWERS_SIDE, APART = SAM_CHART_ANSWERS_WIDTH - 2 * SIDE };

/* Level 0 .. LEVELS - 1 of answer i on its side, or -1 in the middle. */
static int level_of(int points, int i) {
    double middle = (points - 1) / 2.0;
    double distance = fabs(i - middle);
    if (distance == 0) {
        return -1;
    }
    return (int)lround(distance / middle * (LEVELS - 1));
}

static void draw_segment(const struct sam_canvas *canvas, int points, int i, size_t count, double x,
                         double width) {
    int level = level_of(points, i);
    bool negative = 2 * i < points - 1;
    const char *colour = level < 0 ? neutral : (negative ? disagree : agree)[level];
    rect(canvas, x, 2, width, 18,
         (struct sam_ink){.fill = colour,
                          .pattern = negative ? SAM_STRIPED : SAM_PLAIN,
                          .stroke = "#ffffff",
                          .width = 0.8});
    if (width < (count < 10 ? 9 : 16)) {
        return;
    }
    /* On the stripes a number needs ground of its own. */
    double half = count < 10 ? 5 : count < 100 ? 8 : 11;
    if (negative && width >= 2 * half) {
        rect(canvas, x + width / 2 - half, 4.5, 2 * half, 13, (struct sam_ink){.fill = colour});
    }
    char number[24];
    snprintf(number, sizeof number, "%zu", count);
    text(canvas, x + width / 2, 15, SAM_MIDDLE,
         level == LEVELS - 1 ? SAM_LETTERS_WHITE : SAM_LETTERS, number);
}

static void draw_segments(const struct sam_canvas *canvas, const struct sam_chart_answers *chart,
                          size_t total) {
    double unit = (double)SIDE / (double)total;
    double left = 0;
    for (int i = 0; 2 * i <= chart->points - 1; i++) {
        double share = 2 * i == chart->points - 1 ? 0.5 : 1;
        left += share * (double)chart->counts[i] * unit;
    }
    double x = SIDE - left;
    for (int i = 0; i < chart->points; i++) {
        double width = (double)chart->counts[i] * unit;
        if (width > 0) {
            draw_segment(canvas, chart->points, i, chart->counts[i], x, width);
        }
        x += width;
    }
}

void sam_chart_answers(const struct sam_canvas *canvas, const struct sam_chart_answers *chart) {
    size_t total = 0;
    for (int i = 0; i < chart->points; i++) {
        total += chart->counts[i];
    }
    canvas->open(canvas->state, "answers", SAM_CHART_ANSWERS_WIDTH, SAM_CHART_ANSWERS_HEIGHT,
                 chart->title);
    if (total > 0) {
        /* The middle line shows above and below the bar, and leaves the numbers alone. */
        line(canvas, SIDE, 0, SIDE, SAM_CHART_ANSWERS_HEIGHT, "#333333", 1, false);
        draw_segments(canvas, chart, total);
    }
    if (chart->apart != NULL) {
        double x = 2 * SIDE + 4;
        rect(canvas, x, 2.5, APART - 5, 17,
             (struct sam_ink){.stroke = "#555555", .width = 1, .dashed = true});
        text(canvas, x + (APART - 5) / 2.0, 15, SAM_MIDDLE, SAM_LETTERS, chart->apart);
    }
    canvas->close(canvas->state);
}

/* --- on the response range ------------------------------------------------------------------- */

enum { MARGIN = 14, RANGE = 204 }; /* of every axis */

static double range_x(int points, double value) {
    double share = (value - 1) / (points - 1);
    return MARGIN + fmin(1, fmax(0, share)) * RANGE;
}

static void draw_axis(const struct sam_canvas *canvas, int points, double y) {
    line(canvas, MARGIN, y, MARGIN + RANGE, y, "#767676", 1, false);
    for (int v = 1; v <= points; v++) {
        char number[16];
        double x = range_x(points, v);
        snprintf(number, sizeof number, "%d", v);
        line(canvas, x, y, x, y + 3, "#767676", 1, false);
        text(canvas, x, y + 12, SAM_MIDDLE, SAM_LETTERS_SMALL, number);
    }
}

void sam_chart_dot(const struct sam_canvas *canvas, const struct sam_chart_dot *chart) {
    enum { AXIS = 30, LINE = 20 };
    assert(chart->points >= 2);
    double x = range_x(chart->points, chart->value);
    canvas->open(canvas->state, "dot", SAM_CHART_DOT_WIDTH, SAM_CHART_DOT_HEIGHT, chart->title);
    draw_axis(canvas, chart->points, AXIS);
    for (size_t i = 0; i < chart->bound_count; i++) {
        double bound = range_x(chart->points, chart->bounds[i]);
        line(canvas, bound, 12, bound, AXIS, "#8a8a8a", 1, true);
    }
    if (chart->has_interval) {
        whiskers(canvas, range_x(chart->points, chart->low), range_x(chart->points, chart->high),
                 LINE);
    }
    dot(canvas, x, LINE, chart->has_interval);
    text(canvas, x, 11, SAM_MIDDLE, SAM_LETTERS_BOLD, chart->label);
    if (chart->count != NULL) {
        text(canvas, SAM_CHART_DOT_WIDTH - 1, LINE + 4, SAM_END, SAM_LETTERS_SMALL, chart->count);
    }
    canvas->close(canvas->state);
}

/* As wide as a dot and its label at the least: a narrow stretch is still seen. */
void sam_chart_range(const struct sam_canvas *canvas, const struct sam_chart_range *chart) {
    enum { AXIS = 30, TOP = 15, THICKNESS = 9, NARROWEST = 8, HALF_LABEL = 48 };
    assert(chart->points >= 2 && chart->low <= chart->high);
    double low = range_x(chart->points, chart->low);
    double width = fmax(NARROWEST, range_x(chart->points, chart->high) - low);
    double middle = fmin(fmax(low + width / 2, HALF_LABEL), MARGIN + RANGE - HALF_LABEL + MARGIN);
    canvas->open(canvas->state, "dot", SAM_CHART_DOT_WIDTH, SAM_CHART_DOT_HEIGHT, chart->title);
    draw_axis(canvas, chart->points, AXIS);
    for (size_t i = 0; i < chart->bound_count; i++) {
        double bound = range_x(chart->points, chart->bounds[i]);
        line(canvas, bound, 12, bound, AXIS, "#8a8a8a", 1, true);
    }
    rect(canvas, low, TOP, width, THICKNESS,
         (struct sam_ink){.fill = blue, .pattern = SAM_LINED, .stroke = blue, .width = 1});
    text(canvas, middle, 11, SAM_MIDDLE, SAM_LETTERS_BOLD, chart->label);
    if (chart->count != NULL) {
        text(canvas, SAM_CHART_DOT_WIDTH - 1, TOP + THICKNESS, SAM_END, SAM_LETTERS_SMALL,
             chart->count);
    }
    canvas->close(canvas->state);
}

/* Where the labels of two marks go so that they don't run into each other: each leans outwards. */
void sam_chart_gap(const struct sam_canvas *canvas, const struct sam_chart_gap *chart) {
    enum { AXIS = 44, LINE = 31 };
    assert(chart->points >= 2);
    double first = range_x(chart->points, chart->first);
    double second = range_x(chart->points, chart->second);
    bool left = first <= second;
    canvas->open(canvas->state, "gap", SAM_CHART_GAP_WIDTH, SAM_CHART_GAP_HEIGHT, chart->title);
    draw_axis(canvas, chart->points, AXIS);
    line(canvas, first, LINE, second, LINE, blue, 2.5, false);
    dot(canvas, first, LINE, true);
    dot(canvas, second, LINE, false);
    /* One above the other: two words never fit beside each other at every distance. */
    text(canvas, fmin(fmax(first, 40), MARGIN + RANGE - 20), left ? 10 : 22, SAM_MIDDLE,
         SAM_LETTERS, chart->first_label);
    text(canvas, fmin(fmax(second, 40), MARGIN + RANGE - 20), left ? 22 : 10, SAM_MIDDLE,
         SAM_LETTERS, chart->second_label);
    canvas->close(canvas->state);
}

/* --- a share --------------------------------------------------------------------------------- */

void sam_chart_bar(const struct sam_canvas *canvas, const struct sam_chart_bar *chart) {
    enum { LENGTH = 96 };
    double length = fmin(1, fmax(0, chart->share)) * LENGTH;
    bool plain = chart->pattern == SAM_PLAIN;
    canvas->open(canvas->state, "bar", SAM_CHART_BAR_WIDTH, SAM_CHART_BAR_HEIGHT, chart->title);
    rect(canvas, 0.5, 3.5, LENGTH, 13, (struct sam_ink){.stroke = "#c4c4c4", .width = 1});
    rect(canvas, 0.5, 3.5, length, 13,
         (struct sam_ink){.fill = blue,
                          .pattern = chart->pattern,
                          .stroke = plain ? blue : "#444444",
                          .width = 1});
    text(canvas, LENGTH + 6, 14.5, SAM_START, SAM_LETTERS, chart->label);
    canvas->close(canvas->state);
}

/* --- a change -------------------------------------------------------------------------------- */

static double change_x(const struct sam_chart_change *chart, double value) {
    double share = (value / chart->range + 1) / 2;
    return MARGIN + fmin(1, fmax(0, share)) * RANGE;
}

void sam_chart_change(const struct sam_canvas *canvas, const struct sam_chart_change *chart) {
    enum { AXIS = 30, LINE = 20 };
    assert(chart->range > 0);
    double zero = change_x(chart, 0);
    canvas->open(canvas->state, "change", SAM_CHART_CHANGE_WIDTH, SAM_CHART_CHANGE_HEIGHT,
                 chart->title);
    line(canvas, MARGIN, AXIS, MARGIN + RANGE, AXIS, "#767676", 1, false);
    line(canvas, zero, 12, zero, AXIS + 3, "#333333", 1, false);
    text(canvas, zero, 42, SAM_MIDDLE, SAM_LETTERS_SMALL, "0");
    text(canvas, MARGIN - 8, 42, SAM_START, SAM_LETTERS_SMALL, chart->down);
    text(canvas, MARGIN + RANGE + 8, 42, SAM_END, SAM_LETTERS_SMALL, chart->up);
    if (chart->has_margin) {
        whiskers(canvas, change_x(chart, chart->value - chart->margin),
                 change_x(chart, chart->value + chart->margin), LINE);
    }
    dot(canvas, change_x(chart, chart->value), LINE, chart->has_margin);
    text(canvas, change_x(chart, chart->value), 11, SAM_MIDDLE, SAM_LETTERS_BOLD, chart->label);
    canvas->close(canvas->state);
}
