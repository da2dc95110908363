/* Cells of a plan on a page. */
#include "analyse/score.h"
#include "report/chart.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <stdio.h>

const struct sam_disclosed_alliance *sam_share_cells(const struct sam_page *page,
                                                     const struct sam_results_alliance *alliance) {
    return &page->results->disclosure->alliances[alliance - page->results->alliances];
}

static size_t bounds_of(const struct sam_page *page, size_t scale, double bounds[3]) {
    const struct sam_questionnaire *q = page->questionnaire;
    if (scale == SAM_NONE || q->scales[scale].phase != SAM_PHASE_NONE) {
        return 0;
    }
    return sam_page_bounds(q->scales[scale].zones, q->points, bounds);
}

/* A mean as a hollow dot, everything wider as a stretch. */
static void write_chart(struct sam_page *page, const struct sam_cell *cell, size_t scale,
                        const char *label, const char *title) {
    double bounds[3];
    size_t bound_count = bounds_of(page, scale, bounds);
    int points = page->questionnaire->points;
    char count[48];
    snprintf(count, sizeof count, sam_page_tr(page, N_("n = %zu")), cell->n);
    if (cell->shown == SAM_SHOW_BAND || cell->or_lower || cell->or_higher) {
        sam_chart_range(&page->canvas, &(struct sam_chart_range){.points = points,
                                                                 .low = cell->low,
                                                                 .high = cell->high,
                                                                 .bounds = bounds,
                                                                 .bound_count = bound_count,
                                                                 .label = label,
                                                                 .count = count,
                                                                 .title = title});
        return;
    }
    sam_chart_dot(&page->canvas, &(struct sam_chart_dot){.points = points,
                                                         .value = cell->value,
                                                         .bounds = bounds,
                                                         .bound_count = bound_count,
                                                         .label = label,
                                                         .count = count,
                                                         .title = title});
}

void sam_share_cell(struct sam_page *page, const struct sam_cell *cell, size_t scale,
                    const char *what) {
    if (cell->shown == SAM_SHOW_NOTHING) {
        sam_page_raw(page, "<span class=\"note\">");
        sam_page_text(page, sam_words_withheld_short(page->lang, cell->why));
        sam_page_raw(page, "</span>");
        return;
    }
    struct sam_buf label;
    struct sam_buf title;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_words_cell(page->lang, cell, page->questionnaire->points, &label);
    sam_buf_printf(&title, "%s: %s", what, label.data);
    /* A band's name and bounds are too long to stand over it. */
    write_chart(page, cell, scale, cell->shown == SAM_SHOW_BAND ? "" : label.data, title.data);
    if (cell->shown == SAM_SHOW_BAND) {
        sam_page_raw(page, "<strong>");
        sam_page_text(page, label.data);
        sam_page_raw(page, "</strong>");
    }
    sam_buf_fini(&label);
    sam_buf_fini(&title);
}

static void title_of_answers(const struct sam_page *page, const struct sam_cell *cell,
                             struct sam_buf *title) {
    const struct sam_questionnaire *q = page->questionnaire;
    for (int i = 0; i < q->points; i++) {
        sam_buf_printf(title, "%s%s: %zu", i > 0 ? "; " : "", sam_page_in(page, &q->labels[i]),
                       cell->counts[i]);
    }
}

void sam_share_statement(struct sam_page *page, const struct sam_cell *cell, size_t item) {
    if (cell->shown != SAM_SHOW_ANSWERS) {
        sam_share_cell(page, cell, SAM_NONE,
                       sam_page_in(page, &page->questionnaire->items[item].text));
        return;
    }
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    title_of_answers(page, cell, &title);
    sam_chart_answers(&page->canvas,
                      &(struct sam_chart_answers){.points = page->questionnaire->points,
                                                  .counts = cell->counts,
                                                  .title = title.data});
    sam_buf_fini(&title);
}

/* --- statements ------------------------------------------------------------------------------ */

static bool theme_shows(const struct sam_page *page, const struct sam_disclosed_alliance *cells,
                        size_t theme) {
    const struct sam_questionnaire *q = page->questionnaire;
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && cells->items[i].shown != SAM_SHOW_NOTHING &&
            !sam_item_of_account_holders(q, i)) {
            return true;
        }
    }
    return false;
}

static void write_row(struct sam_page *page, const struct sam_disclosed_alliance *cells,
                      size_t item) {
    const struct sam_cell *cell = &cells->items[item];
    const struct sam_item *statement = &page->questionnaire->items[item];
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &statement->text));
    if (statement->reverse) {
        sam_page_element(page, "<small>",
                         N_("turned around in its scale: agreeing lowers the score"), "</small>");
    }
    sam_page_cell(page, "");
    sam_share_statement(page, cell, item);
    sam_page_cell(page, N_("Mean"));
    if (cell->shown != SAM_SHOW_NOTHING) {
        struct sam_buf value;
        sam_buf_init(&value, SAM_BUF_UNLIMITED);
        sam_words_cell(page->lang, cell, page->questionnaire->points, &value);
        sam_page_say(page, sam_page_tr(page, N_("%s (n = %zu)")), value.data, cell->n);
        sam_buf_fini(&value);
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
    if (cells->item_agreement[item] == SAM_CONSENSUS_NO) {
        sam_page_element(page, "<small>", SAM_SHARE_APART, "</small>");
    }
    sam_page_row_close(page);
}

static void write_theme(struct sam_page *page, const struct sam_disclosed_alliance *cells,
                        size_t theme) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<table class=\"blocks statements\" role=\"table\"><caption>");
    sam_page_say(page, sam_page_tr(page, N_("Theme: %s")),
                 sam_page_in(page, &q->themes[theme].title));
    sam_page_raw(page, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", N_("Statement"), "</th>");
    sam_page_raw(page, "<th scope=\"col\" role=\"columnheader\"><span class=\"ends\"><span>");
    sam_page_raw(page, "\xE2\x86\x90 ");
    sam_page_text(page, sam_page_in(page, &q->labels[0]));
    sam_page_raw(page, "</span><span>");
    sam_page_text(page, sam_page_in(page, &q->labels[q->points - 1]));
    sam_page_raw(page, " \xE2\x86\x92</span></span></th>");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", N_("Mean"), "</th>");
    sam_page_raw(page, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && !sam_item_of_account_holders(q, i)) {
            write_row(page, cells, i);
        }
    }
    sam_page_table_close(page);
}

void sam_share_statements(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_disclosed_alliance *cells = sam_share_cells(page, alliance);
    for (size_t t = 0; t < page->questionnaire->theme_count; t++) {
        if (theme_shows(page, cells, t)) {
            write_theme(page, cells, t);
        }
    }
}

/* --- reading --------------------------------------------------------------------------------- */

double sam_share_favourable(const struct sam_questionnaire *q, size_t item, double value) {
    const struct sam_item *statement = &q->items[item];
    bool low =
        statement->reverse || statement->phase == SAM_FORMING || statement->phase == SAM_STORMING;
    return low ? q->points + 1 - value : value;
}

double sam_share_strong(int points) {
    return 1 + 0.75 * (points - 1);
}

double sam_share_weak(int points) {
    return 1 + 0.5 * (points - 1);
}
