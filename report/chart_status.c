/* How activities go: one bar of four parts. */
#include "report/chart.h"

#include <math.h>
#include <stdio.h>

enum { LEFT = 1, BAR = SAM_CHART_STATUS_WIDTH - 2, TOP = 2, THICK = 16, NUMBERS = 31 };

/* Apart by lightness and by pattern, so that a grey print tells them apart too. */
static struct sam_ink ink_of(int status) {
    static const struct sam_ink inks[SAM_CHART_STATUSES] = {
        {.fill = "#2166ac", .pattern = SAM_PLAIN, .stroke = "#2166ac", .width = 1},
        {.fill = "#b9d7ea", .pattern = SAM_PLAIN, .stroke = "#2166ac", .width = 1},
        {.fill = "#333333", .pattern = SAM_LINED, .stroke = "#333333", .width = 1},
        {.fill = "#ffffff", .pattern = SAM_PLAIN, .stroke = "#555555", .width = 1, .dashed = true}};
    return inks[status];
}

static void text(const struct sam_canvas *canvas, double x, double y, enum sam_anchor anchor,
                 const char *words) {
    canvas->text(canvas->state, x, y, anchor, SAM_LETTERS, words);
}

/* Numbers stand in the middle under their parts, moved aside where they would touch: to the right
 * first, then back from the end. */
static void place_numbers(const double *middle, const bool *there, double *x) {
    enum { APART = 22 };
    double before = LEFT + 6 - APART;
    for (int s = 0; s < SAM_CHART_STATUSES; s++) {
        if (there[s]) {
            x[s] = fmax(middle[s], before + APART);
            before = x[s];
        }
    }
    double behind = LEFT + BAR - 6 + APART;
    for (int s = SAM_CHART_STATUSES - 1; s >= 0; s--) {
        if (there[s]) {
            x[s] = fmin(x[s], behind - APART);
            behind = x[s];
        }
    }
}

static void draw_bar(const struct sam_canvas *canvas, const size_t *of, size_t total) {
    double middle[SAM_CHART_STATUSES] = {0}, x[SAM_CHART_STATUSES] = {0};
    bool there[SAM_CHART_STATUSES] = {false};
    double at = LEFT;
    for (int s = 0; s < SAM_CHART_STATUSES; s++) {
        double width = (double)of[s] / (double)total * BAR;
        struct sam_ink ink = ink_of(s);
        there[s] = of[s] > 0;
        middle[s] = at + width / 2;
        if (there[s]) {
            canvas->rect(canvas->state, at, TOP, width, THICK, &ink);
        }
        at += width;
    }
    place_numbers(middle, there, x);
    for (int s = 0; s < SAM_CHART_STATUSES; s++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", of[s]);
        if (there[s]) {
            text(canvas, x[s], NUMBERS, SAM_MIDDLE, number);
        }
    }
}

static void draw_key(const struct sam_canvas *canvas, const char *const *key) {
    enum { FIRST = 42, STEP = 17, SIDE = 11 };
    for (int s = 0; s < SAM_CHART_STATUSES; s++) {
        struct sam_ink ink = ink_of(s);
        double y = FIRST + STEP * s;
        canvas->rect(canvas->state, LEFT, y, 2.0 * SIDE, SIDE, &ink);
        text(canvas, LEFT + 2 * SIDE + 7, y + 10, SAM_START, key[s]);
    }
}

void sam_chart_status(const struct sam_canvas *canvas, const struct sam_chart_status *chart) {
    size_t total = 0;
    for (int s = 0; s < SAM_CHART_STATUSES; s++) {
        total += chart->of[s];
    }
    canvas->open(canvas->state, "status", SAM_CHART_STATUS_WIDTH,
                 chart->key != NULL ? SAM_CHART_STATUS_KEY_HEIGHT : SAM_CHART_STATUS_HEIGHT,
                 chart->title);
    if (total > 0) {
        draw_bar(canvas, chart->of, total);
    }
    if (chart->key != NULL) {
        draw_key(canvas, chart->key);
    }
    canvas->close(canvas->state);
}
