/* A canvas that writes inline SVG into a page. */
#ifndef SAM_REPORT_CANVAS_SVG_H
#define SAM_REPORT_CANVAS_SVG_H

#include "base/buf.h"
#include "report/canvas.h"

/* Draws into html, which must outlive it. */
struct sam_canvas sam_canvas_svg(struct sam_buf *html);

/* The patterns that drawings refer to: once in a page, before the first. */
void sam_canvas_svg_patterns(struct sam_buf *html);

#endif
