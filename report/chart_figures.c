/* Charts that are no rows: answers over time, organisations that alliances share. */
#include "report/chart.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const blue = "#2166ac";
static const char *const navy = "#053061";
static const char *const grey = "#767676";

static void line(const struct sam_canvas *canvas, double x1, double y1, double x2, double y2,
                 const char *colour, double width) {
    canvas->line(canvas->state, x1, y1, x2, y2,
                 &(struct sam_ink){.stroke = colour, .width = width});
}

static void text(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                 enum sam_lettering lettering, const char *words) {
    canvas->text(canvas->state, x, y, anchor, lettering, words);
}

/* --- over time ------------------------------------------------------------------------------- */

void sam_chart_days(const struct sam_canvas *canvas, const struct sam_chart_days *chart) {
    enum { LEFT = 10, WIDE = SAM_CHART_DAYS_WIDTH - 2 * LEFT, BASE = 112, HIGH = 90 };
    size_t most = 1;
    for (size_t i = 0; i < chart->count; i++) {
        most = chart->responses[i] > most ? chart->responses[i] : most;
    }
    canvas->open(canvas->state, "days", SAM_CHART_DAYS_WIDTH, SAM_CHART_DAYS_HEIGHT, chart->title);
    double span = chart->count > 0 ? chart->day[chart->count - 1] - chart->day[0] + 1 : 1;
    double step = (double)WIDE / span;
    double width = fmin(26, fmax(1.5, step * 0.8));
    double labelled = -100; /* where the last number stands */
    for (size_t i = 0; i < chart->count; i++) {
        double x = LEFT + (chart->day[i] - chart->day[0] + 0.5) * step;
        double height = (double)chart->responses[i] / (double)most * HIGH;
        canvas->rect(canvas->state, x - width / 2, BASE - height, width, height,
                     &(struct sam_ink){.fill = blue});
        if (x - labelled >= 16) {
            char number[24];
            snprintf(number, sizeof number, "%zu", chart->responses[i]);
            text(canvas, x, BASE - height - 4, SAM_MIDDLE, SAM_LETTERS, number);
            labelled = x;
        }
    }
    line(canvas, LEFT, BASE, LEFT + WIDE, BASE, grey, 1);
    text(canvas, LEFT, BASE + 16, SAM_START, SAM_LETTERS, chart->first);
    text(canvas, LEFT + WIDE, BASE + 16, SAM_END, SAM_LETTERS, chart->last);
    canvas->close(canvas->state);
}

/* --- shared organisations -------------------------------------------------------------------- */

struct point {
    double x, y;
};

static struct point place_of(size_t i, size_t count) {
    const double pi = 3.14159265358979323846;
    double angle = 2 * pi * (double)i / (double)count - pi / 2;
    return (struct point){SAM_CHART_NETWORK_WIDTH / 2.0 + 150 * cos(angle),
                          SAM_CHART_NETWORK_HEIGHT / 2.0 + 130 * sin(angle)};
}

static void draw_link(const struct sam_canvas *canvas, struct point a, struct point b,
                      size_t shared) {
    line(canvas, a.x, a.y, b.x, b.y, "#92c5de", 1.5 + 1.5 * (double)(shared < 8 ? shared : 8));
}

/* On ground of its own, a third of the way: in the middle lines cross. */
static void draw_number(const struct sam_canvas *canvas, struct point a, struct point b,
                        size_t shared) {
    char number[24];
    double x = a.x + (b.x - a.x) * 0.36;
    double y = a.y + (b.y - a.y) * 0.36;
    snprintf(number, sizeof number, "%zu", shared);
    canvas->circle(canvas->state, x, y, 8,
                   &(struct sam_ink){.fill = "#ffffff", .stroke = "#92c5de", .width = 1});
    text(canvas, x, y + 4, SAM_MIDDLE, SAM_LETTERS, number);
}

/* A long name goes over two lines, broken at the blank nearest to its middle. */
static void draw_name(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                      const char *name) {
    enum { ONE_LINE = 26, ROOM = 200 };
    size_t length = strlen(name);
    size_t at = 0;
    for (size_t i = 0; length > ONE_LINE && i < length; i++) {
        double best = fabs((double)at - (double)length / 2);
        if (name[i] == ' ' && fabs((double)i - (double)length / 2) < best) {
            at = i;
        }
    }
    if (at == 0 || length >= ROOM) {
        text(canvas, x, y, anchor, SAM_LETTERS, name);
        return;
    }
    char first[ROOM];
    memcpy(first, name, at);
    first[at] = '\0';
    /* Beside its place on either side of the line; over and under it away from the place. */
    bool over = y < SAM_CHART_NETWORK_HEIGHT / 2.0;
    double rise = anchor != SAM_MIDDLE ? 6 : over ? 13 : 0;
    text(canvas, x, y - rise, anchor, SAM_LETTERS, first);
    text(canvas, x, y - rise + 13, anchor, SAM_LETTERS, name + at + 1);
}

static void draw_node(const struct sam_canvas *canvas, struct point at, const char *name) {
    double side = at.x - SAM_CHART_NETWORK_WIDTH / 2.0;
    enum sam_anchor anchor = side > 20 ? SAM_START : side < -20 ? SAM_END : SAM_MIDDLE;
    double dx = anchor == SAM_START ? 12 : anchor == SAM_END ? -12 : 0;
    double dy = anchor != SAM_MIDDLE ? 4 : at.y < SAM_CHART_NETWORK_HEIGHT / 2.0 ? -13 : 22;
    canvas->circle(canvas->state, at.x, at.y, 7,
                   &(struct sam_ink){.fill = navy, .stroke = "#ffffff", .width = 1.5});
    draw_name(canvas, at.x + dx, at.y + dy, anchor, name);
}

void sam_chart_network(const struct sam_canvas *canvas, const struct sam_chart_network *chart) {
    assert(chart->count <= SAM_CHART_NETWORK_MOST);
    size_t n = chart->count;
    canvas->open(canvas->state, "network", SAM_CHART_NETWORK_WIDTH, SAM_CHART_NETWORK_HEIGHT,
                 chart->title);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = i + 1; j < n; j++) {
                size_t shared = chart->shared[i * n + j];
                if (shared > 0) {
                    (pass == 0 ? draw_link : draw_number)(canvas, place_of(i, n), place_of(j, n),
                                                          shared);
                }
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        draw_node(canvas, place_of(i, n), chart->names[i]);
    }
    canvas->close(canvas->state);
}
