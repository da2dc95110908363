/* A canvas whose drawings become picture files that a page refers to: for programs that read HTML
 * but no inline SVG. */
#ifndef SAM_REPORT_CANVAS_PICTURE_H
#define SAM_REPORT_CANVAS_PICTURE_H

#include "base/buf.h"
#include "base/err.h"
#include "report/painter.h"

#include <stddef.h>

struct sam_pictures {
    const char *folder;   /* where chart-1.png, ... go */
    struct sam_buf *html; /* gets an <img> with the drawing's title as its alternative */
    size_t count;
    enum sam_status status; /* of the first that could not be written, with err */
    struct sam_err err;
    /* the drawing that is open */
    const struct sam_painter *painter;
    struct sam_buf png;
    struct sam_place place;
    struct sam_canvas inner;
};

/* pictures has folder and html filled in and must outlive the canvas. */
enum sam_status sam_canvas_picture(struct sam_pictures *pictures, struct sam_canvas *canvas,
                                   struct sam_err *err) SAM_MUST_CHECK;

#endif
