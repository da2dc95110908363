#include "base/module.h"
#include "report/painter.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

struct sam_painting {
    cairo_surface_t *surface;
    cairo_t *cairo;
    struct sam_painting_plan plan;
};

/* Whichever of these there is; all have the letters of Dutch and English. */
static const char *const family = "DejaVu Sans,Liberation Sans,Noto Sans,sans-serif";

static void set_colour(cairo_t *cairo, const char *colour, double alpha) {
    unsigned long rgb = strtoul(colour + 1, NULL, 16);
    cairo_set_source_rgba(cairo, (double)(rgb >> 16 & 0xFF) / 255, (double)(rgb >> 8 & 0xFF) / 255,
                          (double)(rgb & 0xFF) / 255, alpha);
}

static PangoLayout *new_layout(cairo_t *cairo, double size, bool bold, const char *text) {
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, family);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    /* The same wherever it is drawn: no hinting to a screen's dots. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    cairo_font_options_destroy(options);
    pango_layout_context_changed(layout);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static double draw_block(struct sam_painting *painting, const struct sam_block *block,
                         const char *text, bool show) {
    cairo_t *cairo = painting->cairo;
    PangoLayout *layout = new_layout(cairo, block->size, block->bold, text);
    PangoRectangle extents;
    pango_layout_set_width(layout, (int)(block->width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, block->anchor == SAM_START    ? PANGO_ALIGN_LEFT
                                       : block->anchor == SAM_MIDDLE ? PANGO_ALIGN_CENTER
                                                                     : PANGO_ALIGN_RIGHT);
    pango_layout_get_extents(layout, NULL, &extents);
    if (show) {
        set_colour(cairo, block->colour, 1);
        cairo_move_to(cairo, block->x, block->y);
        pango_cairo_show_layout(cairo, layout);
    }
    g_object_unref(layout);
    return (double)extents.height / PANGO_SCALE;
}

/* --- the canvas ------------------------------------------------------------------------------ */

static cairo_t *cairo_of(const struct sam_place *place) {
    return place->painting->cairo;
}

static void open_drawing(void *state, const char *kind, double width, double height,
                         const char *title) {
    struct sam_place *place = state;
    (void)kind;
    (void)width;
    (void)height;
    cairo_save(place->painting->cairo);
    cairo_translate(place->painting->cairo, place->x, place->y);
    if (place->say != NULL) {
        place->say(place->context, title);
    }
}

static void close_drawing(void *state) {
    cairo_restore(cairo_of(state));
}

/* Slanted lines over the current path, `apart` px from each other, in the source that is set. */
static void stripe(cairo_t *cairo, double x, double y, double width, double height, double apart,
                   double thick) {
    cairo_save(cairo);
    cairo_clip(cairo);
    cairo_set_line_width(cairo, thick);
    int count = (int)ceil((width + height) / (apart * M_SQRT2));
    for (int i = 0; i < count; i++) {
        double from = x - height + i * apart * M_SQRT2;
        cairo_move_to(cairo, from, y + height);
        cairo_line_to(cairo, from + height, y);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static void set_stroke(cairo_t *cairo, const struct sam_ink *ink) {
    static const double dashes[] = {3, 2};
    set_colour(cairo, ink->stroke, 1);
    cairo_set_line_width(cairo, ink->width);
    cairo_set_dash(cairo, dashes, ink->dashed ? 2 : 0, 0);
}

static void draw_rect(void *state, double x, double y, double width, double height,
                      const struct sam_ink *ink) {
    cairo_t *cairo = cairo_of(state);
    if (ink->fill != NULL) {
        cairo_rectangle(cairo, x, y, width, height);
        set_colour(cairo, ink->pattern == SAM_LINED ? "#ffffff" : ink->fill, 1);
        cairo_fill(cairo);
    }
    if (ink->fill != NULL && ink->pattern != SAM_PLAIN) {
        cairo_rectangle(cairo, x, y, width, height);
        if (ink->pattern == SAM_STRIPED) {
            set_colour(cairo, "#ffffff", 0.55);
            stripe(cairo, x, y, width, height, 5, 2);
        } else {
            set_colour(cairo, "#444444", 1);
            stripe(cairo, x, y, width, height, 4, 3);
        }
    }
    if (ink->stroke != NULL) {
        cairo_rectangle(cairo, x, y, width, height);
        set_stroke(cairo, ink);
        cairo_stroke(cairo);
    }
}

static void draw_line(void *state, double x1, double y1, double x2, double y2,
                      const struct sam_ink *ink) {
    cairo_t *cairo = cairo_of(state);
    cairo_move_to(cairo, x1, y1);
    cairo_line_to(cairo, x2, y2);
    set_stroke(cairo, ink);
    cairo_stroke(cairo);
}

static void draw_circle(void *state, double x, double y, double radius, const struct sam_ink *ink) {
    cairo_t *cairo = cairo_of(state);
    if (ink->fill != NULL) {
        cairo_arc(cairo, x, y, radius, 0, 2 * M_PI);
        set_colour(cairo, ink->fill, 1);
        cairo_fill(cairo);
    }
    if (ink->stroke != NULL) {
        cairo_arc(cairo, x, y, radius, 0, 2 * M_PI);
        set_stroke(cairo, ink);
        cairo_stroke(cairo);
    }
}

static void draw_text(void *state, double x, double y, enum sam_anchor anchor,
                      enum sam_lettering lettering, const char *text) {
    static const struct {
        double size;
        bool bold;
        const char *colour;
    } letterings[] = {[SAM_LETTERS] = {11, false, "#1b1b1b"},
                      [SAM_LETTERS_SMALL] = {10, false, "#4a4a4a"},
                      [SAM_LETTERS_BOLD] = {12, true, "#1b1b1b"},
                      [SAM_LETTERS_WHITE] = {11, false, "#ffffff"}};
    cairo_t *cairo = cairo_of(state);
    PangoLayout *layout =
        new_layout(cairo, letterings[lettering].size, letterings[lettering].bold, text);
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    double width = (double)extents.width / PANGO_SCALE;
    double left = anchor == SAM_START ? x : anchor == SAM_MIDDLE ? x - width / 2 : x - width;
    set_colour(cairo, letterings[lettering].colour, 1);
    cairo_move_to(cairo, left, y - (double)pango_layout_get_baseline(layout) / PANGO_SCALE);
    pango_cairo_show_layout(cairo, layout);
    g_object_unref(layout);
}

static struct sam_canvas canvas_at(struct sam_place *place) {
    return (struct sam_canvas){.state = place,
                               .open = open_drawing,
                               .close = close_drawing,
                               .rect = draw_rect,
                               .line = draw_line,
                               .circle = draw_circle,
                               .text = draw_text};
}

/* --- the picture ----------------------------------------------------------------------------- */

static cairo_status_t take(void *context, const unsigned char *data, unsigned length) {
    const struct sam_painting *painting = context;
    return painting->plan.take(painting->plan.context, data, length) ? CAIRO_STATUS_SUCCESS
                                                                     : CAIRO_STATUS_NO_MEMORY;
}

static cairo_surface_t *new_pdf(struct sam_painting *painting, double width, double height) {
    const struct sam_painting_plan *plan = &painting->plan;
    const struct {
        cairo_pdf_metadata_t what;
        const char *text;
    } said[] = {{CAIRO_PDF_METADATA_TITLE, plan->title},
                {CAIRO_PDF_METADATA_SUBJECT, plan->subject},
                {CAIRO_PDF_METADATA_CREATOR, plan->creator},
                {CAIRO_PDF_METADATA_CREATE_DATE, plan->moment},
                {CAIRO_PDF_METADATA_MOD_DATE, plan->moment}};
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(take, painting, width, height);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (said[i].text != NULL) {
            cairo_pdf_surface_set_metadata(surface, said[i].what, said[i].text);
        }
    }
    return surface;
}

static cairo_surface_t *new_surface(struct sam_painting *painting) {
    double width = painting->plan.width * painting->plan.scale;
    double height = painting->plan.height * painting->plan.scale;
    cairo_surface_t *svg;
    switch (painting->plan.kind) {
    case SAM_PAINT_SVG:
        svg = cairo_svg_surface_create_for_stream(take, painting, width, height);
        cairo_svg_surface_set_document_unit(svg, CAIRO_SVG_UNIT_PX);
        return svg;
    case SAM_PAINT_PDF:
        return new_pdf(painting, width, height);
    case SAM_PAINT_PNG:
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width), (int)ceil(height));
    default:
        return cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    }
}

static struct sam_painting *begin(const struct sam_painting_plan *plan) {
    struct sam_painting *painting = g_new0(struct sam_painting, 1);
    painting->plan = *plan;
    painting->surface = new_surface(painting);
    painting->cairo = cairo_create(painting->surface);
    cairo_scale(painting->cairo, plan->scale, plan->scale);
    cairo_set_source_rgb(painting->cairo, 1, 1, 1);
    cairo_paint(painting->cairo);
    return painting;
}

static const char *end(struct sam_painting *painting, int *code) {
    cairo_status_t status = cairo_status(painting->cairo);
    cairo_destroy(painting->cairo);
    if (painting->plan.kind == SAM_PAINT_PNG && status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_write_to_png_stream(painting->surface, take, painting);
    }
    cairo_surface_finish(painting->surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        status = cairo_surface_status(painting->surface);
    }
    cairo_surface_destroy(painting->surface);
    g_free(painting);
    *code = (int)status;
    return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}

static const struct sam_painter painter = {
    .begin = begin, .end = end, .canvas = canvas_at, .block = draw_block};

const struct sam_module sam_module = {.version = SAM_VERSION, .functions = &painter};
