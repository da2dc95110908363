/* What charts draw on: a few shapes, so that one geometry becomes a cell of a page (canvas_svg.h)
 * or a figure of its own in another format. Units are CSS pixels, y grows downwards. Whoever
 * implements it fills in the functions; colours are "#rrggbb". */
#ifndef SAM_REPORT_CANVAS_H
#define SAM_REPORT_CANVAS_H

#include <stdbool.h>

/* Fills that stay apart without colour: plain; the colour under white stripes (disagreement); dark
 * stripes on white (probability). */
enum sam_pattern { SAM_PLAIN, SAM_STRIPED, SAM_LINED };

struct sam_ink {
    const char *fill;   /* NULL: none */
    const char *stroke; /* NULL: none */
    double width;       /* of the stroke */
    enum sam_pattern pattern;
    bool dashed;
};

/* The four kinds of text there are, so that all charts look alike: 11 px; 10 px, grey; 12 px, bold;
 * 11 px, white on dark. */
enum sam_lettering { SAM_LETTERS, SAM_LETTERS_SMALL, SAM_LETTERS_BOLD, SAM_LETTERS_WHITE };
enum sam_anchor { SAM_START, SAM_MIDDLE, SAM_END };

struct sam_canvas {
    void *state;
    /* Begins a drawing; title says in words what it shows. kind names the chart: "answers", ... */
    void (*open)(void *state, const char *kind, double width, double height, const char *title);
    void (*close)(void *state);
    void (*rect)(void *state, double x, double y, double width, double height,
                 const struct sam_ink *ink);
    void (*line)(void *state, double x1, double y1, double x2, double y2,
                 const struct sam_ink *ink);
    void (*circle)(void *state, double x, double y, double radius, const struct sam_ink *ink);
    /* y is the baseline; text is plain, the implementation escapes it. */
    void (*text)(void *state, double x, double y, enum sam_anchor anchor,
                 enum sam_lettering lettering, const char *text);
};

#endif
