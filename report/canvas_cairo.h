/* A canvas on a Cairo surface, with Pango for its texts: charts for pasting into documents. */
#ifndef SAM_REPORT_CANVAS_CAIRO_H
#define SAM_REPORT_CANVAS_CAIRO_H

#include "base/buf.h"
#include "report/canvas.h"

#include <cairo.h>

/* Where the next drawing goes and what has been drawn, in words. */
struct sam_cairo_place {
    cairo_t *cairo;
    double x, y;           /* of the drawing's upper left corner */
    struct sam_buf *words; /* each drawing's title is added as a line; NULL: nowhere */
};

/* Draws at place, which must outlive it and may be moved between drawings. */
struct sam_canvas sam_canvas_cairo(struct sam_cairo_place *place);

/* Text in a block from x, y (its upper left corner), broken into lines of at most `width`; returns
 * its height. size in pixels; colour as canvas.h has it. With show false it is only measured. */
struct sam_block {
    double x, y, width, size;
    bool bold;
    enum sam_anchor anchor;
    const char *colour;
};
double sam_cairo_block(cairo_t *cairo, const struct sam_block *block, const char *text, bool show);

#endif
