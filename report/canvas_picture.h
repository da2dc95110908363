/* A canvas whose drawings become picture files that a page refers to: for programs that read HTML
 * but no inline SVG. */
#ifndef SAM_REPORT_CANVAS_PICTURE_H
#define SAM_REPORT_CANVAS_PICTURE_H

#include "base/err.h"
#include "report/canvas_cairo.h"

#include <stddef.h>

struct sam_pictures {
    const char *folder;   /* where chart-1.png, ... go */
    struct sam_buf *html; /* gets an <img> with the drawing's title as its alternative */
    size_t count;
    enum sam_status status; /* of the first that could not be written, with err */
    struct sam_err err;
    /* the drawing that is open */
    struct sam_cairo_place place;
    cairo_surface_t *surface;
    struct sam_canvas inner;
};

/* pictures has folder and html filled in and must outlive it. */
struct sam_canvas sam_canvas_picture(struct sam_pictures *pictures);

#endif
