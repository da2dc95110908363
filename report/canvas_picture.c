#include "report/canvas_picture.h"

#include "base/file.h"
#include "base/html.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>

/* Dots per CSS pixel: 288 an inch. */
enum { SCALE = 3 };
/* Beside text of a word processor's size a chart is large enough at this share of its own. */
static const double shown = 0.85;

static bool take(void *context, const void *data, size_t length) {
    return sam_buf_append(context, data, length);
}

static void open_picture(void *state, const char *kind, double width, double height,
                         const char *title) {
    struct sam_pictures *p = state;
    sam_buf_printf(p->html, "<img src=\"chart-%zu.png\" width=\"%.0f\" height=\"%.0f\" alt=\"",
                   ++p->count, shown * width, shown * height);
    sam_html_text(p->html, title);
    sam_buf_text(p->html, "\"/>");
    sam_buf_init(&p->png, SAM_BUF_UNLIMITED);
    p->place = (struct sam_place){
        .painting = p->painter->begin(&(struct sam_painting_plan){.kind = SAM_PAINT_PNG,
                                                                  .width = width,
                                                                  .height = height,
                                                                  .scale = SCALE,
                                                                  .take = take,
                                                                  .context = &p->png})};
    p->inner = p->painter->canvas(&p->place);
    p->inner.open(p->inner.state, kind, width, height, title);
}

static void close_picture(void *state) {
    struct sam_pictures *p = state;
    char name[48];
    int code = 0;
    p->inner.close(p->inner.state);
    const char *failed = p->painter->end(p->place.painting, &code);
    snprintf(name, sizeof name, "chart-%zu.png", p->count);
    char *path = sam_path_join(p->folder, name);
    if (p->status == SAM_OK && failed != NULL) {
        p->status =
            sam_fail_cause(&p->err, SAM_E_IO, code, _("%s: could not be drawn (%s)"), path, failed);
    } else if (p->status == SAM_OK) {
        p->status = sam_file_write(path, p->png.data, p->png.length, &p->err);
    }
    sam_buf_fini(&p->png);
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

enum sam_status sam_canvas_picture(struct sam_pictures *pictures, struct sam_canvas *canvas,
                                   struct sam_err *err) {
    enum sam_status status = sam_painter_load(&pictures->painter, err);
    if (status == SAM_OK) {
        *canvas = (struct sam_canvas){.state = pictures,
                                      .open = open_picture,
                                      .close = close_picture,
                                      .rect = draw_rect,
                                      .line = draw_line,
                                      .circle = draw_circle,
                                      .text = draw_text};
    }
    return status;
}
