#include "report/figure.h"

#include "base/file.h"
#include "base/html.h"
#include "base/moment.h"
#include "report/png_text.h"
#include "report/provenance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INSIDE = SAM_FIGURE_WIDTH - 2 * SAM_FIGURE_MARGIN };
/* scale: dots of a PNG, and points of a PDF, per CSS pixel: 288 dots an inch, and a page's own
 * size. */
static const struct format {
    const char *ending;
    enum sam_painting_kind kind;
    double scale;
} formats[] = {{"svg", SAM_PAINT_SVG, 1},
               {"pdf", SAM_PAINT_PDF, 0.75},
               {"png", SAM_PAINT_PNG, 3},
               {"txt", SAM_PAINT_NOWHERE, 1}};

/* --- parts ----------------------------------------------------------------------------------- */

static double put(struct sam_figure *figure, const struct sam_block *block, const char *text) {
    return figure->painter->block(figure->place.painting, block, text, true);
}

static double block(struct sam_figure *figure, double x, double y, double width, double size,
                    const char *colour, const char *text) {
    return put(figure, &(struct sam_block){x, y, width, size, size > 14, SAM_START, colour}, text);
}

static void add_line(void *words, const char *text) {
    if (text != NULL && text[0] != '\0') {
        sam_buf_text(words, text);
        sam_buf_char(words, '\n');
    }
}

static void say(const struct sam_figure *figure, const char *text) {
    add_line(figure->words, text);
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
    figure->y += 6;
    double height = put(figure,
                        &(struct sam_block){SAM_FIGURE_MARGIN, figure->y, SAM_FIGURE_LABEL - 14,
                                            SIZE, true, SAM_START, "#1b1b1b"},
                        text);
    if (left != NULL) {
        height =
            fmax(height, block(figure, chart, figure->y, CHART / 2.0 - 6, SMALL, "#4a4a4a", left));
    }
    if (right != NULL) {
        const struct sam_block end = {
            chart + CHART / 2.0 + 6, figure->y, CHART / 2.0 - 6, SMALL, false, SAM_END, "#4a4a4a"};
        height = fmax(height, put(figure, &end, right));
    }
    figure->y += height + 4;
    figure->canvas.line(figure->canvas.state, SAM_FIGURE_MARGIN, figure->y,
                        SAM_FIGURE_WIDTH - SAM_FIGURE_MARGIN, figure->y,
                        &(struct sam_ink){.stroke = "#757575", .width = 1});
    figure->y += 4;
    say(figure, text);
}

void sam_figure_row(struct sam_figure *figure, const char *label, const char *small,
                    double chart_height) {
    enum { SIZE = 12, SMALL = 10, WIDTH = SAM_FIGURE_LABEL - 14 };
    struct sam_block words = {SAM_FIGURE_MARGIN, 0, WIDTH, SIZE, false, SAM_START, "#1b1b1b"};
    struct sam_block below = {SAM_FIGURE_MARGIN, 0, WIDTH, SMALL, false, SAM_START, "#4a4a4a"};
    struct sam_painting *painting = figure->place.painting;
    double label_height = figure->painter->block(painting, &words, label, false);
    double small_height =
        small != NULL ? figure->painter->block(painting, &below, small, false) : 0;
    figure->row_height = fmax(chart_height, label_height + small_height) + 4;
    words.y = figure->y + (figure->row_height - label_height - small_height) / 2;
    below.y = words.y + label_height;
    put(figure, &words, label);
    if (small != NULL) {
        put(figure, &below, small);
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
    const struct sam_painter *painter;
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

void sam_figure_begin(struct sam_figure *figure, const struct sam_painter *painter,
                      const struct sam_painting_plan *plan, struct sam_buf *words) {
    figure->painter = painter;
    figure->words = words;
    figure->place =
        (struct sam_place){.painting = painter->begin(plan), .say = add_line, .context = words};
    figure->canvas = painter->canvas(&figure->place);
    figure->y = SAM_FIGURE_MARGIN;
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

/* --- in each format -------------------------------------------------------------------------- */

static bool take(void *context, const void *data, size_t length) {
    return sam_buf_append(context, data, length);
}

/* Draws all of it into bytes and leaves the words. Returns what went wrong, or NULL. */
static const char *draw_all(struct making *making, enum sam_painting_kind kind, double scale,
                            struct sam_buf *bytes, int *code) {
    char moment[SAM_MOMENT_SIZE];
    struct sam_figure figure = *making->what;
    struct sam_buf words;
    sam_buf_init(&words, SAM_BUF_UNLIMITED);
    sam_moment_print(sam_results_moment(making->what->results), moment);
    /* moment, not the time now: the same results give the same bytes. */
    const struct sam_painting_plan plan = {.kind = kind,
                                           .width = SAM_FIGURE_WIDTH,
                                           .height = making->height,
                                           .scale = scale,
                                           .title = making->title.data,
                                           .subject = making->words.data,
                                           .creator = "samenscan " SAM_VERSION,
                                           .moment = moment,
                                           .take = take,
                                           .context = bytes};
    sam_figure_begin(&figure, making->painter, &plan, &words);
    making->draw(&figure);
    draw_source(&figure);
    const char *failed = making->painter->end(figure.place.painting, code);
    making->height = ceil(figure.y + SAM_FIGURE_MARGIN);
    sam_buf_fini(&making->words);
    making->words = words;
    return failed;
}

/* What the format needs that Cairo doesn't give. */
static void complete(const struct making *making, enum sam_painting_kind kind,
                     struct sam_buf *bytes) {
    struct sam_buf whole;
    switch (kind) {
    case SAM_PAINT_SVG:
        sam_buf_init(&whole, SAM_BUF_UNLIMITED);
        forget_numbers(bytes);
        add_words(making, bytes, &whole);
        sam_buf_fini(bytes);
        *bytes = whole;
        break;
    case SAM_PAINT_PNG:
        sam_png_add_text(bytes, "Software", "samenscan " SAM_VERSION);
        sam_png_add_text(bytes, "Description", making->words.data);
        sam_png_add_text(bytes, "Title", making->title.data);
        break;
    default:
        break;
    }
}

/* Writes stem.ending: the picture, or for NOWHERE the words. */
static enum sam_status write_format(struct making *making, const struct format *format,
                                    const char *stem, struct sam_err *err) {
    int code = 0;
    const char *failed = NULL;
    struct sam_buf path;
    struct sam_buf bytes;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    sam_buf_printf(&path, "%s.%s", stem, format->ending);
    if (format->kind == SAM_PAINT_NOWHERE) {
        sam_buf_append(&bytes, making->words.data, making->words.length);
    } else {
        failed = draw_all(making, format->kind, format->scale, &bytes, &code);
    }
    if (failed == NULL) {
        complete(making, format->kind, &bytes);
    }
    enum sam_status status =
        failed == NULL ? sam_file_write(path.data, bytes.data, bytes.length, err)
                       : sam_fail_cause(err, SAM_E_IO, code, _("%s: could not be drawn (%s)"),
                                        path.data, failed);
    sam_buf_fini(&path);
    sam_buf_fini(&bytes);
    return status;
}

enum sam_status sam_figure_write(const struct sam_figure *what, sam_figure_draw *draw,
                                 const char *stem, struct sam_err *err) {
    int code = 0;
    struct making making = {.what = what, .draw = draw};
    enum sam_status status = sam_painter_load(&making.painter, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_buf_init(&making.words, SAM_BUF_UNLIMITED);
    sam_buf_init(&making.title, SAM_BUF_UNLIMITED);
    /* How high it is. The pictures themselves tell what goes wrong. */
    draw_all(&making, SAM_PAINT_NOWHERE, 1, NULL, &code);
    sam_buf_append(&making.title, making.words.data, strcspn(making.words.data, "\n"));
    for (size_t i = 0; i < sizeof formats / sizeof *formats && status == SAM_OK; i++) {
        status = write_format(&making, &formats[i], stem, err);
    }
    sam_buf_fini(&making.words);
    sam_buf_fini(&making.title);
    return status;
}
