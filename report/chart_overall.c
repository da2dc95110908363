#include "report/chart_overall.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static const char *const blue = "#2166ac";
static const char *const navy = "#053061";
static const char *const grey = "#767676";

static void line(const struct sam_canvas *canvas, double x1, double y1, double x2, double y2,
                 const char *colour, double width, bool dashed) {
    canvas->line(canvas->state, x1, y1, x2, y2,
                 &(struct sam_ink){.stroke = colour, .width = width, .dashed = dashed});
}

static void text(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                 enum sam_lettering lettering, const char *words) {
    if (words != NULL) {
        canvas->text(canvas->state, x, y, anchor, lettering, words);
    }
}

/* --- days ------------------------------------------------------------------------------------ */

enum { LEFT = 40, RIGHT = 500, TOP = 22, BOTTOM = 160 };

static double days_x(const struct sam_chart_days *chart, double day) {
    double last = chart->at[chart->count - 1];
    return LEFT + (last > 0 ? day / last : 0) * (RIGHT - LEFT);
}

static double days_y(const struct sam_chart_days *chart, size_t sum) {
    return BOTTOM - (double)sum / (double)chart->most * (BOTTOM - TOP);
}

void sam_chart_days(const struct sam_canvas *canvas, const struct sam_chart_days *chart) {
    assert(chart->count > 0 && chart->most >= chart->sum[chart->count - 1]);
    char number[24];
    canvas->open(canvas->state, "days", SAM_CHART_DAYS_WIDTH, SAM_CHART_DAYS_HEIGHT, chart->title);
    line(canvas, LEFT, BOTTOM, RIGHT, BOTTOM, grey, 1, false);
    line(canvas, LEFT, TOP, LEFT, BOTTOM, grey, 1, false);
    text(canvas, LEFT - 5, BOTTOM + 4, SAM_END, SAM_LETTERS_SMALL, "0");
    snprintf(number, sizeof number, "%zu", chart->most);
    text(canvas, LEFT - 5, TOP + 4, SAM_END, SAM_LETTERS_SMALL, number);
    line(canvas, LEFT, TOP, RIGHT, TOP, grey, 1, true);
    text(canvas, RIGHT + 8, TOP + 4, SAM_START, SAM_LETTERS_SMALL, chart->most_label);
    double x = LEFT;
    double y = BOTTOM;
    for (size_t i = 0; i < chart->count; i++) {
        double next_x = days_x(chart, chart->at[i]);
        double next_y = days_y(chart, chart->sum[i]);
        line(canvas, x, y, next_x, y, blue, 2.5, false);
        line(canvas, next_x, y, next_x, next_y, blue, 2.5, false);
        x = next_x;
        y = next_y;
    }
    line(canvas, x, y, RIGHT, y, blue, 2.5, false);
    canvas->circle(canvas->state, RIGHT, y, 4, &(struct sam_ink){.fill = navy});
    /* Clear of the words over it. */
    text(canvas, RIGHT + 8, fmax(y + 4, TOP + 18), SAM_START, SAM_LETTERS_BOLD, chart->last_label);
    text(canvas, LEFT, BOTTOM + 18, SAM_START, SAM_LETTERS_SMALL, chart->first_day);
    if (chart->count > 1) {
        text(canvas, RIGHT, BOTTOM + 18, SAM_END, SAM_LETTERS_SMALL, chart->last_day);
    }
    canvas->close(canvas->state);
}

/* --- network --------------------------------------------------------------------------------- */

enum { FROM = 280, TO = 380, EDGE = 8 };

double sam_chart_network_height(const struct sam_chart_network *chart) {
    size_t rows = chart->left_count > chart->right_count ? chart->left_count : chart->right_count;
    return (double)rows * SAM_CHART_NETWORK_ROW + 2 * EDGE;
}

/* The shorter side is spread over the height of the longer. */
static double network_y(const struct sam_chart_network *chart, size_t count, size_t i) {
    double height = sam_chart_network_height(chart) - 2 * EDGE;
    return EDGE + ((double)i + 0.5) * height / (double)count;
}

void sam_chart_network(const struct sam_canvas *canvas, const struct sam_chart_network *chart) {
    canvas->open(canvas->state, "network", SAM_CHART_NETWORK_WIDTH, sam_chart_network_height(chart),
                 chart->title);
    for (size_t i = 0; i < chart->link_count; i++) {
        line(canvas, FROM, network_y(chart, chart->left_count, chart->links[i][0]), TO,
             network_y(chart, chart->right_count, chart->links[i][1]), blue, 1.5, false);
    }
    for (size_t i = 0; i < chart->left_count; i++) {
        double y = network_y(chart, chart->left_count, i);
        canvas->circle(canvas->state, FROM, y, 4, &(struct sam_ink){.fill = navy});
        text(canvas, FROM - 10, y + 4, SAM_END, SAM_LETTERS, chart->left[i]);
    }
    for (size_t i = 0; i < chart->right_count; i++) {
        double y = network_y(chart, chart->right_count, i);
        canvas->circle(canvas->state, TO, y, 4,
                       &(struct sam_ink){.fill = "#ffffff", .stroke = navy, .width = 1.5});
        text(canvas, TO + 10, y + 4, SAM_START, SAM_LETTERS, chart->right[i]);
    }
    canvas->close(canvas->state);
}
