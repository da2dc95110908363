/* A figure for pasting: a title, rows of a label and its charts, notes, and where it comes from; as
 * SVG, PNG and PDF, and what it shows as text.
 *
 *   (1) one look with the documents: their charts (chart.h), on a painter's canvas (painter.h)
 *   (2) the source line is part of the picture: a picture gets lost from the file it came with
 *   (3) title and description stand in the SVG for who can't see it; FILE.txt says the same
 *   (4) same results, same bytes (given the same fonts)
 * A figure is drawn by calling its function several times: to measure, and once per format. */
#ifndef SAM_REPORT_FIGURE_H
#define SAM_REPORT_FIGURE_H

#include "base/buf.h"
#include "base/err.h"
#include "report/painter.h"
#include "report/results.h"

enum { SAM_FIGURE_WIDTH = 680, SAM_FIGURE_LABEL = 330, SAM_FIGURE_MARGIN = 16 };

struct sam_figure {
    const struct sam_results *results;
    const struct sam_results_alliance *alliance; /* NULL: over all */
    size_t number;                               /* of the scale, relation, ... it is about */
    enum sam_lang lang;
    const struct sam_painter *painter;
    struct sam_place place;
    struct sam_canvas canvas; /* draws at place */
    double y;                 /* where the next part goes */
    double row_height;
    struct sam_buf *words; /* title, labels, charts and notes as lines */
};
typedef void sam_figure_draw(struct sam_figure *figure);

/* Parts, from top to bottom. Texts are in the reader's language. */
void sam_figure_title(struct sam_figure *figure, const char *title);
void sam_figure_note(struct sam_figure *figure, const char *text);
/* A heading over rows; right and left stand at the ends of the first chart column, or NULL. */
void sam_figure_heading(struct sam_figure *figure, const char *text, const char *left,
                        const char *right);
/* A row with its label and a smaller line below it (or NULL), and room for charts of this height.
 * Then each chart: sam_figure_at, and draw on figure->canvas. Ends by sam_figure_row_end. */
void sam_figure_row(struct sam_figure *figure, const char *label, const char *small,
                    double chart_height);
/* The next drawing goes right of the label, x px further. */
void sam_figure_at(struct sam_figure *figure, double x, double chart_height);
void sam_figure_row_end(struct sam_figure *figure);
/* A row without label: the next drawing goes at its left and is this high. Ends likewise. */
void sam_figure_whole(struct sam_figure *figure, double chart_height);

/* Makes figure, with results, lang and so on filled in, ready to be drawn; it may not move until
 * painter->end. words, which it gets as lines, must outlive it. */
void sam_figure_begin(struct sam_figure *figure, const struct sam_painter *painter,
                      const struct sam_painting_plan *plan, struct sam_buf *words);

/* Writes stem.svg, stem.png, stem.pdf and stem.txt, each whole or not at all. */
enum sam_status sam_figure_write(const struct sam_figure *what, sam_figure_draw *draw,
                                 const char *stem, struct sam_err *err) SAM_MUST_CHECK;

#endif
