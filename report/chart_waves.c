/* Charts over waves: where a score was, and which phase the answers fitted. What lies between two
 * waves nobody knows: the line that joins them is dashed. */
#include "report/chart.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static const char *const blue = "#2166ac";
static const char *const navy = "#053061";
static const char *const grey = "#767676";

static void line(const struct sam_canvas *canvas, double x1, double y1, double x2, double y2,
                 struct sam_ink ink) {
    canvas->line(canvas->state, x1, y1, x2, y2, &ink);
}

static void text(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                 enum sam_lettering lettering, const char *words) {
    canvas->text(canvas->state, x, y, anchor, lettering, words);
}

/* --- a score --------------------------------------------------------------------------------- */

enum { LEFT = 20, TOP = 18, HIGH = 60, BASE = TOP + HIGH };

static double value_y(int points, double value) {
    double share = (value - 1) / (points - 1);
    return BASE - fmin(1, fmax(0, share)) * HIGH;
}

static double wave_x(size_t i, size_t count) {
    double wide = SAM_CHART_WAVES_WIDTH - LEFT;
    return LEFT + wide * ((double)i + 0.5) / (double)count;
}

static void draw_scale(const struct sam_canvas *canvas, int points) {
    /* Of eleven points every second has a number: they would touch. */
    int step = points > 7 ? 2 : 1;
    for (int v = 1; v <= points; v += step) {
        char number[16];
        double y = value_y(points, v);
        snprintf(number, sizeof number, "%d", v);
        line(canvas, LEFT, y, SAM_CHART_WAVES_WIDTH, y,
             (struct sam_ink){.stroke = v == 1 ? grey : "#dcdcdc", .width = 1});
        text(canvas, LEFT - 6, y + 4, SAM_END, SAM_LETTERS_SMALL, number);
    }
}

static void draw_wave(const struct sam_canvas *canvas, const struct sam_chart_waves *chart,
                      size_t i) {
    const struct sam_chart_wave *wave = &chart->waves[i];
    double x = wave_x(i, chart->count);
    if (wave->has_value && wave->has_interval) {
        double low = value_y(chart->points, wave->low);
        double high = value_y(chart->points, wave->high);
        struct sam_ink ink = {.stroke = blue, .width = 2.5};
        line(canvas, x, low, x, high, ink);
        line(canvas, x - 5, low, x + 5, low, ink);
        line(canvas, x - 5, high, x + 5, high, ink);
    }
    if (wave->has_value) {
        bool filled = wave->has_interval && !wave->some;
        double y = value_y(chart->points, wave->value);
        canvas->circle(canvas->state, x, y, 5,
                       &(struct sam_ink){.fill = filled ? navy : "#ffffff",
                                         .stroke = filled ? "#ffffff" : navy,
                                         .width = 1.5});
        double top = wave->has_interval ? value_y(chart->points, wave->high) : y - 4;
        text(canvas, x, top - 5, SAM_MIDDLE, SAM_LETTERS_BOLD, wave->label);
    } else {
        text(canvas, x, BASE - HIGH / 2.0, SAM_MIDDLE, SAM_LETTERS, "\xE2\x80\x93");
    }
    text(canvas, x, BASE + 15, SAM_MIDDLE, SAM_LETTERS, wave->name);
    if (wave->people != NULL) {
        text(canvas, x, BASE + 28, SAM_MIDDLE, SAM_LETTERS_SMALL, wave->people);
    }
}

void sam_chart_waves(const struct sam_canvas *canvas, const struct sam_chart_waves *chart) {
    assert(chart->points >= 2 && chart->count <= SAM_CHART_WAVES_MOST);
    canvas->open(canvas->state, "waves", SAM_CHART_WAVES_WIDTH, SAM_CHART_WAVES_HEIGHT,
                 chart->title);
    draw_scale(canvas, chart->points);
    for (size_t i = 1; i < chart->count; i++) {
        if (chart->waves[i - 1].has_value && chart->waves[i].has_value) {
            line(canvas, wave_x(i - 1, chart->count),
                 value_y(chart->points, chart->waves[i - 1].value), wave_x(i, chart->count),
                 value_y(chart->points, chart->waves[i].value),
                 (struct sam_ink){.stroke = grey, .width = 1, .dashed = true});
        }
    }
    for (size_t i = 0; i < chart->count; i++) {
        draw_wave(canvas, chart, i);
    }
    canvas->close(canvas->state);
}

/* --- a phase --------------------------------------------------------------------------------- */

enum { NAME = 60, BAR = SAM_CHART_WAVES_WIDTH - NAME, CELL = 18, ROW = SAM_CHART_PHASES_ROW };

/* From light to dark in the order of the phases; dark letters on the first two, white on the others
 * (WCAG AA). */
static const char *const shades[] = {"#eef3f8", "#c3d6e8", "#3f6f9f", "#053061"};

static void draw_cells(const struct sam_canvas *canvas, const struct sam_chart_phase_wave *wave,
                       double y) {
    enum { PHASES = 4, FITS = 34, LETTER = 12 };
    double x = NAME;
    for (int k = 0; k < PHASES; k++) {
        double width = fmin(1, fmax(0, wave->share[k])) * BAR;
        if (width < 0.5) {
            continue;
        }
        canvas->rect(canvas->state, x, y, width, CELL,
                     &(struct sam_ink){.fill = shades[k], .stroke = "#ffffff", .width = 1});
        if (width >= LETTER) {
            text(canvas, x + width / 2, y + 13, SAM_MIDDLE, k < 2 ? SAM_LETTERS : SAM_LETTERS_WHITE,
                 width >= FITS ? wave->labels[k] : wave->letters[k]);
        }
        x += width;
    }
    canvas->rect(canvas->state, NAME, y, BAR, CELL, &(struct sam_ink){.stroke = grey, .width = 1});
}

void sam_chart_phases(const struct sam_canvas *canvas, const struct sam_chart_phases *chart) {
    double height = (double)chart->count * ROW + SAM_CHART_PHASES_LEGEND;
    canvas->open(canvas->state, "phases", SAM_CHART_WAVES_WIDTH, height, chart->title);
    for (size_t i = 0; i < chart->count; i++) {
        const struct sam_chart_phase_wave *wave = &chart->waves[i];
        double y = (double)i * ROW + 2;
        text(canvas, NAME - 6, y + 13, SAM_END, SAM_LETTERS, wave->name);
        if (wave->why != NULL) {
            text(canvas, NAME + 4, y + 13, SAM_START, SAM_LETTERS_SMALL, wave->why);
        } else {
            draw_cells(canvas, wave, y);
        }
    }
    text(canvas, SAM_CHART_WAVES_WIDTH, height - 3, SAM_END, SAM_LETTERS_SMALL, chart->legend);
    canvas->close(canvas->state);
}
