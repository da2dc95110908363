/* Draws charts and texts on pictures, with Cairo and Pango, which are in a module of their own
 * (base/module.h): only figures and editable documents need them. */
#ifndef SAM_REPORT_PAINTER_H
#define SAM_REPORT_PAINTER_H

#include "base/err.h"
#include "report/canvas.h"

#include <stddef.h>

/* NOWHERE: to measure. */
enum sam_painting_kind { SAM_PAINT_NOWHERE, SAM_PAINT_SVG, SAM_PAINT_PDF, SAM_PAINT_PNG };

struct sam_painting_plan {
    enum sam_painting_kind kind;
    double width, height; /* px */
    double scale;         /* dots (PNG) or points (PDF) per px */
    /* A PDF says them; NULL: nothing. moment as 2026-04-10T12:00:00Z. */
    const char *title, *subject, *creator, *moment;
    /* Gets the bytes of the file piece by piece; false: there is no room. NULL for NOWHERE. */
    bool (*take)(void *context, const void *data, size_t length);
    void *context;
};

struct sam_painting; /* a picture that is being drawn */

/* Where the next drawing goes. */
struct sam_place {
    struct sam_painting *painting;
    double x, y; /* of the drawing's upper left corner */
    /* Called with each drawing's title; may be NULL. */
    void (*say)(void *context, const char *title);
    void *context;
};

/* Text in a block from x, y (its upper left corner), broken into lines of at most `width`. size in
 * pixels; colour as canvas.h has it. */
struct sam_block {
    double x, y, width, size;
    bool bold;
    enum sam_anchor anchor;
    const char *colour;
};

struct sam_painter {
    /* White to begin with. Ends by end. */
    struct sam_painting *(*begin)(const struct sam_painting_plan *plan);
    /* Gives the last of the bytes. Returns NULL, or what went wrong, in English, with its *code. */
    const char *(*end)(struct sam_painting *painting, int *code);
    /* Draws at place, which must outlive it and may be moved between drawings. */
    struct sam_canvas (*canvas)(struct sam_place *place);
    /* Returns the height of the block. With show false it is only measured. */
    double (*block)(struct sam_painting *painting, const struct sam_block *block, const char *text,
                    bool show);
};

/* Loads it. *painter stays for ever. */
enum sam_status sam_painter_load(const struct sam_painter **painter,
                                 struct sam_err *err) SAM_MUST_CHECK;

#endif
