#include "calibrate.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 640, HEIGHT = 340, LEFT = 58, RIGHT = 190, TOP = 34, BOTTOM = 46 };

/* Okabe & Ito (2008): told apart by everybody; marks differ too. */
static const char *const colours[PLOT_SERIES] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                 "#e69f00", "#56b4e9", "#444444", "#999999"};

struct plot_series *plot_add(struct plot *plot, const char *name) {
    assert(plot->count < PLOT_SERIES);
    struct plot_series *series = &plot->series[plot->count++];
    *series = (struct plot_series){.name = name};
    return series;
}

void plot_point(struct plot_series *series, double x, double y) {
    assert(series->count < PLOT_POINTS);
    series->x[series->count] = x;
    series->y[series->count++] = y;
}

static double across(const struct plot *plot, double x) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (x - plot->x_low) / (plot->x_high - plot->x_low);
}

static double up(const struct plot *plot, double y) {
    double within = fmin(fmax(y, plot->y_low), plot->y_high);
    return HEIGHT - BOTTOM -
           (HEIGHT - TOP - BOTTOM) * (within - plot->y_low) / (plot->y_high - plot->y_low);
}

static void draw_mark(struct sam_buf *svg, size_t s, double x, double y) {
    if (s % 3 == 0) {
        sam_buf_printf(svg, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>\n", x, y, colours[s]);
    } else if (s % 3 == 1) {
        sam_buf_printf(svg, "<rect x='%.1f' y='%.1f' width='5.4' height='5.4' fill='%s'/>\n",
                       x - 2.7, y - 2.7, colours[s]);
    } else {
        sam_buf_printf(svg, "<path d='M%.1f %.1fl3.6 6.4h-7.2z' fill='%s'/>\n", x, y - 3.8,
                       colours[s]);
    }
}

static void draw_axes(struct sam_buf *svg, const struct plot *plot) {
    double bottom = up(plot, plot->y_low);
    double right = across(plot, plot->x_high);
    for (int i = 0; plot->y_low + i * plot->y_step <= plot->y_high + 1e-9; i++) {
        double y = plot->y_low + i * plot->y_step;
        sam_buf_printf(svg,
                       "<path d='M%d %.1fH%.1f' stroke='#ddd'/><text x='%d' y='%.1f' "
                       "text-anchor='end'>%.3g</text>\n",
                       LEFT, up(plot, y), right, LEFT - 7, up(plot, y) + 4, fabs(y) < 1e-9 ? 0 : y);
    }
    for (int i = 0; plot->x_low + i * plot->x_step <= plot->x_high + 1e-9; i++) {
        double x = plot->x_low + i * plot->x_step;
        sam_buf_printf(svg, "<text x='%.1f' y='%.1f' text-anchor='middle'>%.3g</text>\n",
                       across(plot, x), bottom + 17, fabs(x) < 1e-9 ? 0 : x);
    }
    sam_buf_printf(svg, "<path d='M%d %.1fH%.1f' stroke='#333'/>\n", LEFT, bottom, right);
    sam_buf_printf(svg, "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>\n",
                   (LEFT + right) / 2, HEIGHT - 8, plot->x_name);
    sam_buf_printf(svg,
                   "<text transform='translate(14 %.1f) rotate(-90)' "
                   "text-anchor='middle'>%s</text>\n",
                   (TOP + bottom) / 2, plot->y_name);
}

static void draw_series(struct sam_buf *svg, const struct plot *plot, size_t s) {
    const struct plot_series *series = &plot->series[s];
    if (!series->dots) {
        sam_buf_text(svg, "<polyline fill='none' stroke-width='1.5' points='");
        for (size_t i = 0; i < series->count; i++) {
            sam_buf_printf(svg, "%.1f,%.1f ", across(plot, series->x[i]), up(plot, series->y[i]));
        }
        sam_buf_printf(svg, "' stroke='%s'/>\n", colours[s]);
    }
    for (size_t i = 0; i < series->count; i++) {
        draw_mark(svg, s, across(plot, series->x[i]), up(plot, series->y[i]));
    }
    double y = TOP + 8 + 20 * (double)s;
    draw_mark(svg, s, WIDTH - RIGHT + 16, y);
    sam_buf_printf(svg, "<text x='%d' y='%.1f'>%s</text>\n", WIDTH - RIGHT + 26, y + 4,
                   series->name);
}

static void draw(struct sam_buf *svg, const struct plot *plot) {
    sam_buf_printf(svg,
                   "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' "
                   "height='%d' role='img' font-family='sans-serif' font-size='12' "
                   "stroke='none'>\n"
                   "<title>%s</title>\n<rect width='%d' height='%d' fill='#fff'/>\n"
                   "<text x='%d' y='18' font-weight='bold'>%s</text>\n",
                   WIDTH, HEIGHT, WIDTH, HEIGHT, plot->title, WIDTH, HEIGHT, LEFT, plot->title);
    if (plot->band_high > 0) {
        sam_buf_printf(svg, "<rect x='%d' y='%.1f' width='%.1f' height='%.1f' fill='#e5f2e5'/>\n",
                       LEFT, up(plot, plot->band_high), across(plot, plot->x_high) - LEFT,
                       up(plot, plot->band_low) - up(plot, plot->band_high));
    }
    draw_axes(svg, plot);
    if (plot->diagonal) {
        sam_buf_printf(svg, "<path d='M%.1f %.1fL%.1f %.1f' stroke='#888' stroke-dasharray='4'/>\n",
                       across(plot, plot->x_low), up(plot, plot->x_low), across(plot, plot->x_high),
                       up(plot, plot->x_high));
    }
    for (size_t s = 0; s < plot->count; s++) {
        draw_series(svg, plot, s);
    }
    sam_buf_text(svg, "</svg>\n");
}

void plot_write(struct calibration *run, const struct plot *plot) {
    sam_buf_printf(&run->page, "\n![%s](calibration/%s)\n\n", plot->title, plot->file);
    if (run->folder == NULL) {
        return;
    }
    struct sam_buf svg;
    struct sam_buf path;
    sam_buf_init(&svg, SAM_BUF_UNLIMITED);
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    draw(&svg, plot);
    sam_buf_printf(&path, "%s/%s", run->folder, plot->file);
    FILE *file = fopen(path.data, "w");
    if (file == NULL || fwrite(svg.data, 1, svg.length, file) != svg.length || fclose(file) != 0) {
        perror(path.data);
        exit(1);
    }
    sam_buf_fini(&svg);
    sam_buf_fini(&path);
}
