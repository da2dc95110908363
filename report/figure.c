#include "report/figure.h"

#include "base/file.h"
#include "base/html.h"
#include "base/moment.h"
#include "report/png_text.h"
#include "report/provenance.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INSIDE = SAM_FIGURE_WIDTH - 2 * SAM_FIGURE_MARGIN };
/* Dots of a PNG, and points of a PDF, per CSS pixel: 288 dots an inch, and a page's own size. */
static const double png_scale = 3;
static const double pdf_scale = 0.75;

/* --- parts ----------------------------------------------------------------------------------- */

static double block(struct sam_figure *figure, double x, double y, double width, double size,
                    const char *colour, const char *text) {
    return sam_cairo_block(figure->place.cairo,
                           &(struct sam_block){x, y, width, size, size > 14, SAM_START, colour},
                           text, true);
}

static void say(struct sam_figure *figure, const char *text) {
    if (text != NULL && text[0] != '\0') {
        sam_buf_text(figure->words, text);
        sam_buf_char(figure->words, '\n');
    }
}

void sam_figure_title(struct sam_figure *figure, const char *title) {
    enum { SIZE = 16 };
    figure->y += block(figure, SAM_FIGURE_MARGIN, figure->y, INSIDE, SIZE, "#1b1b1b", title) + 4;
    say(figure, title);
}

void sam_figure_note(struct sam_figure *figure, const char *text) {
    enum { SIZE = 11 };
    figure->y += block(figure, SAM_FIGURE_MARGIN, figure->y, INSIDE, SIZE, "#4a4a4a", text) + 3;
    say(figure, text);
}

void sam_figure_heading(struct sam_figure *figure, const char *text, const char *left,
                        const char *right) {
    enum { SIZE = 12, SMALL = 10, CHART = 210 };
    double chart = SAM_FIGURE_MARGIN + SAM_FIGURE_LABEL;
    cairo_t *cairo = figure->place.cairo;
    figure->y += 6;
    double height =
        sam_cairo_block(cairo,
                        &(struct sam_block){SAM_FIGURE_MARGIN, figure->y, SAM_FIGURE_LABEL - 14,
                                            SIZE, true, SAM_START, "#1b1b1b"},
                        text, true);
    if (left != NULL) {
        height =
            fmax(height, block(figure, chart, figure->y, CHART / 2.0 - 6, SMALL, "#4a4a4a", left));
    }
    if (right != NULL) {
        height = fmax(height, sam_cairo_block(cairo,
                                              &(struct sam_block){chart + CHART / 2.0 + 6,
                                                                  figure->y, CHART / 2.0 - 6, SMALL,
                                                                  false, SAM_END, "#4a4a4a"},
                                              right, true));
    }
    figure->y += height + 4;
    cairo_move_to(cairo, SAM_FIGURE_MARGIN, figure->y);
    cairo_line_to(cairo, SAM_FIGURE_WIDTH - SAM_FIGURE_MARGIN, figure->y);
    cairo_set_source_rgb(cairo, 0.46, 0.46, 0.46);
    cairo_set_line_width(cairo, 1);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_stroke(cairo);
    figure->y += 4;
    say(figure, text);
}

void sam_figure_row(struct sam_figure *figure, const char *label, const char *small,
                    double chart_height) {
    enum { SIZE = 12, SMALL = 10, WIDTH = SAM_FIGURE_LABEL - 14 };
    struct sam_block words = {SAM_FIGURE_MARGIN, 0, WIDTH, SIZE, false, SAM_START, "#1b1b1b"};
    struct sam_block below = {SAM_FIGURE_MARGIN, 0, WIDTH, SMALL, false, SAM_START, "#4a4a4a"};
    cairo_t *cairo = figure->place.cairo;
    double label_height = sam_cairo_block(cairo, &words, label, false);
    double small_height = small != NULL ? sam_cairo_block(cairo, &below, small, false) : 0;
    figure->row_height = fmax(chart_height, label_height + small_height) + 4;
    words.y = figure->y + (figure->row_height - label_height - small_height) / 2;
    below.y = words.y + label_height;
    sam_cairo_block(cairo, &words, label, true);
    if (small != NULL) {
        sam_cairo_block(cairo, &below, small, true);
    }
    say(figure, label);
    say(figure, small);
}

void sam_figure_at(struct sam_figure *figure, double x, double chart_height) {
    figure->place.x = SAM_FIGURE_MARGIN + SAM_FIGURE_LABEL + x;
    figure->place.y = figure->y + (figure->row_height - chart_height) / 2;
}

void sam_figure_row_end(struct sam_figure *figure) {
    figure->y += figure->row_height;
}

void sam_figure_whole(struct sam_figure *figure, double chart_height) {
    figure->row_height = chart_height;
    figure->place.x = SAM_FIGURE_MARGIN;
    figure->place.y = figure->y;
}

/* --- the whole ------------------------------------------------------------------------------- */

struct making {
    const struct sam_figure *what;
    sam_figure_draw *draw;
    double height;
    struct sam_buf words;
    struct sam_buf title; /* the first of the words */
};

static void draw_source(struct sam_figure *figure) {
    struct sam_buf line;
    sam_buf_init(&line, SAM_BUF_UNLIMITED);
    if (figure->results->simulated) {
        sam_buf_text(&line, sam_tr_in(figure->lang, N_("SIMULATED answers. ")));
    }
    sam_provenance_line(figure->results, figure->lang, SAM_CHECKSUM_SHORT, &line);
    figure->y += 8;
    figure->y += block(figure, SAM_FIGURE_MARGIN, figure->y, INSIDE, 9, "#4a4a4a", line.data);
    say(figure, line.data);
    sam_buf_fini(&line);
}

/* Draws all of it on surface; returns its height and leaves the words. */
static double draw_on(struct making *making, cairo_surface_t *surface, double scale) {
    struct sam_figure figure = *making->what;
    sam_buf_clear(&making->words);
    figure.place =
        (struct sam_cairo_place){.cairo = cairo_create(surface), .words = &making->words};
    figure.canvas = sam_canvas_cairo(&figure.place);
    figure.words = &making->words;
    figure.y = SAM_FIGURE_MARGIN;
    cairo_scale(figure.place.cairo, scale, scale);
    cairo_set_source_rgb(figure.place.cairo, 1, 1, 1);
    cairo_paint(figure.place.cairo);
    making->draw(&figure);
    draw_source(&figure);
    cairo_destroy(figure.place.cairo);
    return ceil(figure.y + SAM_FIGURE_MARGIN);
}

static cairo_status_t take(void *context, const unsigned char *data, unsigned length) {
    return sam_buf_append(context, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

/* Writes bytes beside the others; `failed` is what Cairo said. */
static enum sam_status keep(const char *stem, const char *ending, const struct sam_buf *bytes,
                            cairo_status_t failed, struct sam_err *err) {
    struct sam_buf path;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_printf(&path, "%s.%s", stem, ending);
    enum sam_status status =
        failed == CAIRO_STATUS_SUCCESS
            ? sam_file_write(path.data, bytes->data, bytes->length, err)
            : sam_fail_cause(err, SAM_E_IO, (int)failed, _("%s: could not be drawn (%s)"),
                             path.data, cairo_status_to_string(failed));
    sam_buf_fini(&path);
    return status;
}

/* Cairo numbers its surfaces over all the process has made: ids that differ from run to run. There
 * is one surface in our files, so the number can go. */
static void forget_numbers(struct sam_buf *svg) {
    static const char id[] = "id=\"surface";
    char *from = svg->data;
    char *to = svg->data;
    const char *end = svg->data + svg->length;
    while (from < end) {
        bool found = strncmp(from, id, sizeof id - 1) == 0;
        size_t length = found ? sizeof id - 1 : 1;
        memmove(to, from, length);
        to += length;
        from += length;
        from += found ? strspn(from, "0123456789") : 0;
    }
    sam_buf_end(svg, to);
}

/* Cairo writes no words into an SVG: they go behind its opening tag. */
static void add_words(const struct making *making, const struct sam_buf *svg, struct sam_buf *out) {
    const char *tag = strstr(svg->data, "<svg ");
    const char *end = tag != NULL ? strchr(tag, '>') : NULL;
    if (end == NULL) {
        sam_buf_append(out, svg->data, svg->length);
        return;
    }
    sam_buf_append(out, svg->data, (size_t)(tag - svg->data));
    sam_buf_printf(out, "<svg role=\"img\" xml:lang=\"%s\" aria-labelledby=\"title desc\" ",
                   sam_lang_code(making->what->lang));
    sam_buf_append(out, tag + strlen("<svg "), (size_t)(end + 1 - tag) - strlen("<svg "));
    sam_buf_text(out, "\n<title id=\"title\">");
    sam_html_text(out, making->title.data);
    sam_buf_text(out, "</title>\n<desc id=\"desc\">");
    sam_html_text(out, making->words.data);
    sam_buf_text(out, "</desc>");
    sam_buf_text(out, end + 1);
}

static enum sam_status write_svg(struct making *making, const char *stem, struct sam_err *err) {
    struct sam_buf drawn;
    struct sam_buf whole;
    sam_buf_init(&drawn, SAM_BUF_UNLIMITED);
    sam_buf_init(&whole, SAM_BUF_UNLIMITED);
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(take, &drawn, SAM_FIGURE_WIDTH, making->height);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    draw_on(making, surface, 1);
    cairo_surface_finish(surface);
    forget_numbers(&drawn);
    add_words(making, &drawn, &whole);
    enum sam_status status = keep(stem, "svg", &whole, cairo_surface_status(surface), err);
    cairo_surface_destroy(surface);
    sam_buf_fini(&drawn);
    sam_buf_fini(&whole);
    return status;
}

static enum sam_status write_pdf(struct making *making, const char *stem, struct sam_err *err) {
    struct sam_buf bytes;
    char moment[SAM_MOMENT_SIZE];
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        take, &bytes, SAM_FIGURE_WIDTH * pdf_scale, making->height * pdf_scale);
    sam_moment_print(sam_results_moment(making->what->results), moment);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, making->title.data);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "samenscan " SAM_VERSION);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, making->words.data);
    /* Not the time now: the same results give the same bytes. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
    draw_on(making, surface, pdf_scale);
    cairo_surface_finish(surface);
    enum sam_status status = keep(stem, "pdf", &bytes, cairo_surface_status(surface), err);
    cairo_surface_destroy(surface);
    sam_buf_fini(&bytes);
    return status;
}

static enum sam_status write_png(struct making *making, const char *stem, struct sam_err *err) {
    struct sam_buf bytes;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(SAM_FIGURE_WIDTH * png_scale), (int)(making->height * png_scale));
    draw_on(making, surface, png_scale);
    cairo_status_t failed = cairo_surface_write_to_png_stream(surface, take, &bytes);
    if (failed == CAIRO_STATUS_SUCCESS) {
        sam_png_add_text(&bytes, "Software", "samenscan " SAM_VERSION);
        sam_png_add_text(&bytes, "Description", making->words.data);
        sam_png_add_text(&bytes, "Title", making->title.data);
    }
    enum sam_status status = keep(stem, "png", &bytes, failed, err);
    cairo_surface_destroy(surface);
    sam_buf_fini(&bytes);
    return status;
}

enum sam_status sam_figure_write(const struct sam_figure *what, sam_figure_draw *draw,
                                 const char *stem, struct sam_err *err) {
    struct making making = {.what = what, .draw = draw};
    sam_buf_init(&making.words, SAM_BUF_UNLIMITED);
    sam_buf_init(&making.title, SAM_BUF_UNLIMITED);
    cairo_surface_t *nowhere = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    making.height = draw_on(&making, nowhere, 1);
    cairo_surface_destroy(nowhere);
    sam_buf_append(&making.title, making.words.data, strcspn(making.words.data, "\n"));
    enum sam_status status = write_svg(&making, stem, err);
    if (status == SAM_OK) {
        status = write_pdf(&making, stem, err);
    }
    if (status == SAM_OK) {
        status = write_png(&making, stem, err);
    }
    if (status == SAM_OK) {
        status = keep(stem, "txt", &making.words, CAIRO_STATUS_SUCCESS, err);
    }
    sam_buf_fini(&making.words);
    sam_buf_fini(&making.title);
    return status;
}
