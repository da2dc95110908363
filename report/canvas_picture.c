#include "report/canvas_picture.h"

#include "base/file.h"
#include "base/html.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Dots per CSS pixel: 288 an inch. */
enum { SCALE = 3 };
/* Beside text of a word processor's size a chart is large enough at this share of its own. */
static const double shown = 0.85;

static cairo_status_t take(void *context, const unsigned char *data, unsigned length) {
    return sam_buf_append(context, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void open_picture(void *state, const char *kind, double width, double height,
                         const char *title) {
    struct sam_pictures *p = state;
    sam_buf_printf(p->html, "<img src=\"chart-%zu.png\" width=\"%.0f\" height=\"%.0f\" alt=\"",
                   ++p->count, shown * width, shown * height);
    sam_html_text(p->html, title);
    sam_buf_text(p->html, "\"/>");
    p->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * SCALE),
                                            (int)ceil(height * SCALE));
    p->place = (struct sam_cairo_place){.cairo = cairo_create(p->surface)};
    cairo_scale(p->place.cairo, SCALE, SCALE);
    cairo_set_source_rgb(p->place.cairo, 1, 1, 1);
    cairo_paint(p->place.cairo);
    p->inner = sam_canvas_cairo(&p->place);
    p->inner.open(p->inner.state, kind, width, height, title);
}

static void close_picture(void *state) {
    struct sam_pictures *p = state;
    char name[48];
    struct sam_buf png;
    p->inner.close(p->inner.state);
    cairo_destroy(p->place.cairo);
    snprintf(name, sizeof name, "chart-%zu.png", p->count);
    char *path = sam_path_join(p->folder, name);
    sam_buf_init(&png, SAM_BUF_UNLIMITED);
    cairo_status_t drawn = cairo_surface_write_to_png_stream(p->surface, take, &png);
    cairo_surface_destroy(p->surface);
    if (p->status == SAM_OK && drawn != CAIRO_STATUS_SUCCESS) {
        p->status = sam_fail_cause(&p->err, SAM_E_IO, (int)drawn, _("%s: could not be drawn (%s)"),
                                   path, cairo_status_to_string(drawn));
    } else if (p->status == SAM_OK) {
        p->status = sam_file_write(path, png.data, png.length, &p->err);
    }
    sam_buf_fini(&png);
    free(path);
}

static void draw_rect(void *state, double x, double y, double width, double height,
                      const struct sam_ink *ink) {
    struct sam_pictures *p = state;
    p->inner.rect(p->inner.state, x, y, width, height, ink);
}

static void draw_line(void *state, double x1, double y1, double x2, double y2,
                      const struct sam_ink *ink) {
    struct sam_pictures *p = state;
    p->inner.line(p->inner.state, x1, y1, x2, y2, ink);
}

static void draw_circle(void *state, double x, double y, double radius, const struct sam_ink *ink) {
    struct sam_pictures *p = state;
    p->inner.circle(p->inner.state, x, y, radius, ink);
}

static void draw_text(void *state, double x, double y, enum sam_anchor anchor,
                      enum sam_lettering lettering, const char *text) {
    struct sam_pictures *p = state;
    p->inner.text(p->inner.state, x, y, anchor, lettering, text);
}

struct sam_canvas sam_canvas_picture(struct sam_pictures *pictures) {
    return (struct sam_canvas){.state = pictures,
                               .open = open_picture,
                               .close = close_picture,
                               .rect = draw_rect,
                               .line = draw_line,
                               .circle = draw_circle,
                               .text = draw_text};
}
