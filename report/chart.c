#include "report/chart.h"

#include "base/html.h"

#include <assert.h>
#include <math.h>

enum { LEVELS = 5 };

/* From light to dark; orange and blue stay apart for every kind of colour blindness. Black reads
 * on the first four, white on the last (WCAG AA). */
static const char *const disagree[LEVELS] = {"#fee0b6", "#fdcb8a", "#fdb863", "#e08214", "#b35806"};
static const char *const agree[LEVELS] = {"#d1e5f0", "#a9cfe5", "#92c5de", "#4393c3", "#2166ac"};
static const char *const neutral = "#dcdcdc";

void sam_chart_patterns(struct sam_buf *html) {
    sam_buf_text(html,
                 "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
                 "focusable=\"false\"><defs>"
                 "<pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                 "patternTransform=\"rotate(45)\"><path d=\"M0 0V5\" stroke=\"#fff\" "
                 "stroke-width=\"2\" stroke-opacity=\".55\"/></pattern>"
                 "<pattern id=\"lines\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
                 "patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>"
                 "<path d=\"M0 0V4\" stroke=\"#444\" stroke-width=\"3\"/></pattern>"
                 "</defs></svg>\n");
}

static void open_cell(struct sam_buf *html, const char *class, int width, int height,
                      const char *title) {
    sam_buf_printf(html,
                   "<svg class=\"%s\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d "
                   "%d\"><title>",
                   class, width, height, width, height);
    sam_html_text(html, title);
    sam_buf_text(html, "</title>");
}

static void write_text(struct sam_buf *html, double x, double y, const char *attributes,
                       const char *text) {
    sam_buf_printf(html, "<text x=\"%.1f\" y=\"%.1f\"%s>", x, y, attributes);
    sam_html_text(html, text);
    sam_buf_text(html, "</text>");
}

/* --- answers --------------------------------------------------------------------------------- */

enum { ANSWERS_SIDE = 105, ANSWERS_HEIGHT = 22, ANSWERS_APART = 62 };

/* Level 0 .. LEVELS - 1 of answer i on its side, or -1 in the middle. */
static int level_of(int points, int i) {
    double middle = (points - 1) / 2.0;
    double distance = fabs(i - middle);
    if (distance == 0) {
        return -1;
    }
    return (int)lround(distance / middle * (LEVELS - 1));
}

static void write_segment(struct sam_buf *html, int points, int i, size_t count, double x,
                          double width) {
    int level = level_of(points, i);
    bool negative = 2 * i < points - 1;
    const char *colour = level < 0 ? neutral : (negative ? disagree : agree)[level];
    sam_buf_printf(html,
                   "<rect x=\"%.1f\" y=\"2\" width=\"%.1f\" height=\"18\" fill=\"%s\" "
                   "stroke=\"#fff\" stroke-width=\".8\"/>",
                   x, width, colour);
    if (negative) {
        sam_buf_printf(html,
                       "<rect x=\"%.1f\" y=\"2\" width=\"%.1f\" height=\"18\" "
                       "fill=\"url(#hatch)\"/>",
                       x, width);
    }
    if (width < (count < 10 ? 9 : 16)) {
        return;
    }
    /* On the hatching a number needs ground of its own. */
    double half = count < 10 ? 5 : count < 100 ? 8 : 11;
    if (negative && width >= 2 * half) {
        sam_buf_printf(html,
                       "<rect x=\"%.1f\" y=\"4.5\" width=\"%.1f\" height=\"13\" fill=\"%s\"/>",
                       x + width / 2 - half, 2 * half, colour);
    }
    sam_buf_printf(html, "<text x=\"%.1f\" y=\"15\" text-anchor=\"middle\"%s>%zu</text>",
                   x + width / 2, level == LEVELS - 1 ? " fill=\"#fff\"" : "", count);
}

static void write_segments(struct sam_buf *html, const struct sam_chart_answers *chart,
                           size_t total) {
    double unit = (double)ANSWERS_SIDE / (double)total;
    double left = 0;
    for (int i = 0; 2 * i <= chart->points - 1; i++) {
        double share = 2 * i == chart->points - 1 ? 0.5 : 1;
        left += share * (double)chart->counts[i] * unit;
    }
    double x = ANSWERS_SIDE - left;
    for (int i = 0; i < chart->points; i++) {
        double width = (double)chart->counts[i] * unit;
        if (width > 0) {
            write_segment(html, chart->points, i, chart->counts[i], x, width);
        }
        x += width;
    }
}

void sam_chart_answers(struct sam_buf *html, const struct sam_chart_answers *chart) {
    size_t total = 0;
    for (int i = 0; i < chart->points; i++) {
        total += chart->counts[i];
    }
    open_cell(html, "answers", 2 * ANSWERS_SIDE + ANSWERS_APART, ANSWERS_HEIGHT, chart->title);
    if (total > 0) {
        write_segments(html, chart, total);
        sam_buf_printf(html, "<path d=\"M%d 0V22\" stroke=\"#333\" stroke-width=\"1\"/>",
                       ANSWERS_SIDE);
    }
    if (chart->apart != NULL) {
        int x = 2 * ANSWERS_SIDE + 4;
        sam_buf_printf(html,
                       "<rect x=\"%d\" y=\"2.5\" width=\"%d\" height=\"17\" fill=\"none\" "
                       "stroke=\"#555\" stroke-dasharray=\"3 2\"/>",
                       x, ANSWERS_APART - 5);
        write_text(html, x + (ANSWERS_APART - 5) / 2.0, 15, " text-anchor=\"middle\"",
                   chart->apart);
    }
    sam_buf_text(html, "</svg>");
}

/* --- a value with its interval --------------------------------------------------------------- */

enum { DOT_WIDTH = 232, DOT_HEIGHT = 44, DOT_MARGIN = 14, DOT_AXIS = 30, DOT_LINE = 20 };

static double dot_x(int points, double value) {
    double share = (value - 1) / (points - 1);
    return DOT_MARGIN + fmin(1, fmax(0, share)) * (DOT_WIDTH - 2 * DOT_MARGIN);
}

static void write_axis(struct sam_buf *html, const struct sam_chart_dot *chart) {
    sam_buf_printf(html, "<path d=\"M%d %dH%d", DOT_MARGIN, DOT_AXIS, DOT_WIDTH - DOT_MARGIN);
    for (int v = 1; v <= chart->points; v++) {
        sam_buf_printf(html, "M%.1f %dv3", dot_x(chart->points, v), DOT_AXIS);
    }
    sam_buf_text(html, "\" stroke=\"#767676\"/>");
    for (size_t i = 0; i < chart->bound_count; i++) {
        sam_buf_printf(html,
                       "<path d=\"M%.1f 12V%d\" stroke=\"#8a8a8a\" stroke-dasharray=\"2 3\"/>",
                       dot_x(chart->points, chart->bounds[i]), DOT_AXIS);
    }
    for (int v = 1; v <= chart->points; v++) {
        sam_buf_printf(html,
                       "<text x=\"%.1f\" y=\"42\" class=\"t\" text-anchor=\"middle\">%d</text>",
                       dot_x(chart->points, v), v);
    }
}

void sam_chart_dot(struct sam_buf *html, const struct sam_chart_dot *chart) {
    assert(chart->points >= 2);
    double x = dot_x(chart->points, chart->value);
    open_cell(html, "dot", DOT_WIDTH, DOT_HEIGHT, chart->title);
    write_axis(html, chart);
    if (chart->has_interval) {
        double low = dot_x(chart->points, chart->low);
        double high = dot_x(chart->points, chart->high);
        sam_buf_printf(html,
                       "<path d=\"M%.1f %dH%.1fM%.1f %dv10M%.1f %dv10\" stroke=\"#2166ac\" "
                       "stroke-width=\"2.5\"/>",
                       low, DOT_LINE, high, low, DOT_LINE - 5, high, DOT_LINE - 5);
    }
    sam_buf_printf(html,
                   "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" stroke=\"%s\" "
                   "stroke-width=\"1.5\"/>",
                   x, DOT_LINE, chart->has_interval ? "#053061" : "#fff",
                   chart->has_interval ? "#fff" : "#053061");
    write_text(html, x, 11, " class=\"v\" text-anchor=\"middle\"", chart->label);
    sam_buf_text(html, "</svg>");
}

/* --- a share --------------------------------------------------------------------------------- */

enum { BAR_LENGTH = 96, BAR_WIDTH = 142, BAR_HEIGHT = 20 };

void sam_chart_bar(struct sam_buf *html, const struct sam_chart_bar *chart) {
    double length = fmin(1, fmax(0, chart->share)) * BAR_LENGTH;
    bool solid = chart->fill == SAM_FILL_SOLID;
    open_cell(html, "bar", BAR_WIDTH, BAR_HEIGHT, chart->title);
    sam_buf_printf(html,
                   "<rect x=\".5\" y=\"3.5\" width=\"%d\" height=\"13\" fill=\"none\" "
                   "stroke=\"#c4c4c4\"/><rect x=\".5\" y=\"3.5\" width=\"%.1f\" height=\"13\" "
                   "fill=\"%s\" stroke=\"%s\"/>",
                   BAR_LENGTH, length, solid ? "#2166ac" : "url(#lines)",
                   solid ? "#2166ac" : "#444");
    write_text(html, BAR_LENGTH + 6, 14.5, "", chart->label);
    sam_buf_text(html, "</svg>");
}
