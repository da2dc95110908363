#include "report/canvas_svg.h"

#include "base/html.h"

#include <math.h>
#include <stdio.h>

void sam_canvas_svg_patterns(struct sam_buf *html) {
    sam_buf_text(html,
                 "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
                 "focusable=\"false\"><defs>"
                 "<pattern id=\"striped\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                 "patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" stroke=\"#fff\" "
                 "stroke-width=\"2\" stroke-opacity=\".55\"/></pattern>"
                 "<pattern id=\"lined\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
                 "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>"
                 "<path d=\"M0 0V4\" stroke=\"#444\" stroke-width=\"3\"/></pattern>"
                 "</defs></svg>\n");
}

/* A coordinate on one decimal, without ".0": there are thousands in a page. */
static void coordinate(struct sam_buf *html, const char *name, double value) {
    double tenths = round(10 * value);
    if (fmod(tenths, 10) == 0) {
        sam_buf_printf(html, " %s=\"%.0f\"", name, tenths / 10 + 0.0);
    } else {
        sam_buf_printf(html, " %s=\"%.1f\"", name, tenths / 10);
    }
}

static void stroke(struct sam_buf *html, const struct sam_ink *ink) {
    if (ink->stroke == NULL) {
        return;
    }
    sam_buf_printf(html, " stroke=\"%s\"", ink->stroke);
    if (ink->width != 1) {
        coordinate(html, "stroke-width", ink->width);
    }
    sam_buf_text(html, ink->dashed ? " stroke-dasharray=\"3 2\"" : "");
}

static void open_svg(void *state, const char *kind, double width, double height,
                     const char *title) {
    struct sam_buf *html = state;
    sam_buf_printf(html,
                   "<svg class=\"%s\" role=\"img\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 "
                   "%.0f %.0f\"><title>",
                   kind, width, height, width, height);
    sam_html_text(html, title);
    sam_buf_text(html, "</title>");
}

static void close_svg(void *state) {
    sam_buf_text(state, "</svg>");
}

static void place_rect(struct sam_buf *html, double x, double y, double width, double height) {
    sam_buf_text(html, "<rect");
    coordinate(html, "x", x);
    coordinate(html, "y", y);
    coordinate(html, "width", width);
    coordinate(html, "height", height);
}

static void rect(void *state, double x, double y, double width, double height,
                 const struct sam_ink *ink) {
    struct sam_buf *html = state;
    place_rect(html, x, y, width, height);
    if (ink->pattern == SAM_LINED) {
        sam_buf_text(html, " fill=\"url(#lined)\"");
    } else {
        sam_buf_printf(html, " fill=\"%s\"", ink->fill != NULL ? ink->fill : "none");
    }
    stroke(html, ink);
    sam_buf_text(html, "/>");
    if (ink->pattern == SAM_STRIPED) {
        place_rect(html, x, y, width, height);
        sam_buf_text(html, " fill=\"url(#striped)\"/>");
    }
}

static void line(void *state, double x1, double y1, double x2, double y2,
                 const struct sam_ink *ink) {
    struct sam_buf *html = state;
    sam_buf_text(html, "<line");
    coordinate(html, "x1", x1);
    coordinate(html, "y1", y1);
    coordinate(html, "x2", x2);
    coordinate(html, "y2", y2);
    stroke(html, ink);
    sam_buf_text(html, "/>");
}

static void circle(void *state, double x, double y, double radius, const struct sam_ink *ink) {
    struct sam_buf *html = state;
    sam_buf_text(html, "<circle");
    coordinate(html, "cx", x);
    coordinate(html, "cy", y);
    coordinate(html, "r", radius);
    sam_buf_printf(html, " fill=\"%s\"", ink->fill != NULL ? ink->fill : "none");
    stroke(html, ink);
    sam_buf_text(html, "/>");
}

/* The page's style knows the classes. */
static void text_svg(void *state, double x, double y, enum sam_anchor anchor,
                     enum sam_lettering lettering, const char *text) {
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    static const char *const classes[] = {"", " class=\"t\"", " class=\"v\"", " class=\"w\""};
    struct sam_buf *html = state;
    sam_buf_text(html, "<text");
    coordinate(html, "x", x);
    coordinate(html, "y", y);
    sam_buf_printf(html, "%s%s>", anchors[anchor], classes[lettering]);
    sam_html_text(html, text);
    sam_buf_text(html, "</text>");
}

struct sam_canvas sam_canvas_svg(struct sam_buf *html) {
    return (struct sam_canvas){.state = html,
                               .open = open_svg,
                               .close = close_svg,
                               .rect = rect,
                               .line = line,
                               .circle = circle,
                               .text = text_svg};
}
