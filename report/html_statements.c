/* Statements by theme with their answers, and the topics that come out of them. */
#include "analyse/score.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/sentences.h"

#include <stdio.h>

static void title_of_answers(const struct sam_page *page, const struct sam_item_score *score,
                             struct sam_buf *title) {
    const struct sam_questionnaire *q = page->questionnaire;
    for (int i = 0; i < q->points; i++) {
        sam_buf_printf(title, "%s%s: %zu", i > 0 ? "; " : "", sam_page_in(page, &q->labels[i]),
                       score->counts[i]);
    }
    if (score->dont_know > 0) {
        sam_buf_printf(title, "; %s: %zu", sam_page_tr(page, N_("don't know")), score->dont_know);
    }
}

void sam_html_answers(struct sam_page *page, const struct sam_item_score *score) {
    struct sam_buf title;
    char apart[64] = "";
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    title_of_answers(page, score, &title);
    if (score->dont_know > 0) {
        /* Room for the number and two letters in the box; the title has the words. */
        snprintf(apart, sizeof apart, sam_page_tr(page, N_("%zu d.k.")), score->dont_know);
    }
    sam_chart_answers(&page->canvas,
                      &(struct sam_chart_answers){.points = page->questionnaire->points,
                                                  .counts = score->counts,
                                                  .apart = apart[0] != '\0' ? apart : NULL,
                                                  .title = title.data});
    sam_buf_fini(&title);
}

void sam_html_item_mean(struct sam_page *page, const struct sam_item_score *score) {
    if (sam_has(score->mean)) {
        sam_page_say(page, sam_page_tr(page, N_("%s (n = %zu)")),
                     sam_page_digits(page, score->mean.value, 1).text, score->respondents);
    } else {
        sam_page_why(page, score->mean.why);
    }
}

/* Below five answers there is nothing to say; the text above the tables says that once. */
static void write_agreement(struct sam_page *page, const struct sam_item_score *score) {
    enum sam_consensus consensus = sam_consensus_of(page->questionnaire->points, score->respondents,
                                                    score->ad, score->two_camps);
    if (consensus != SAM_CONSENSUS_TOO_FEW) {
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_words_consensus(page->lang, consensus));
        sam_page_raw(page, "</small>");
    }
}

/* Which way a statement was put, and for whom, where that matters for reading its bar. */
static void write_statement_notes(struct sam_page *page, const struct sam_item *item) {
    if (item->reverse) {
        sam_page_element(page, "<small>",
                         N_("turned around in its scale: agreeing lowers the score"), "</small>");
    }
}

static bool theme_has_items(const struct sam_questionnaire *q, size_t theme) {
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && !sam_item_of_account_holders(q, i)) {
            return true;
        }
    }
    return false;
}

void sam_html_statement_head(struct sam_page *page, const char *last) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<thead role=\"rowgroup\"><tr role=\"row\">");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", N_("Statement"), "</th>");
    sam_page_raw(page, "<th scope=\"col\" role=\"columnheader\"><span class=\"ends\"><span>");
    sam_page_raw(page, "\xE2\x86\x90 ");
    sam_page_text(page, sam_page_in(page, &q->labels[0]));
    sam_page_raw(page, "</span><span>");
    sam_page_text(page, sam_page_in(page, &q->labels[q->points - 1]));
    sam_page_raw(page, " \xE2\x86\x92</span></span></th>");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", last, "</th>");
    sam_page_raw(page, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void write_theme(struct sam_page *page, const struct sam_alliance_result *result,
                        size_t theme) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<table class=\"blocks statements\" role=\"table\"><caption>");
    sam_page_say(page, sam_page_tr(page, N_("Theme: %s")),
                 sam_page_in(page, &q->themes[theme].title));
    sam_page_raw(page, "</caption>\n");
    sam_html_statement_head(page, N_("Mean, and do the partners agree?"));
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && !sam_item_of_account_holders(q, i)) {
            sam_page_row(page);
            sam_page_text(page, sam_page_in(page, &q->items[i].text));
            write_statement_notes(page, &q->items[i]);
            sam_page_cell(page, "");
            sam_html_answers(page, &result->items[i]);
            sam_page_cell(page, N_("Mean"));
            sam_html_item_mean(page, &result->items[i]);
            write_agreement(page, &result->items[i]);
            sam_page_row_close(page);
        }
    }
    sam_page_table_close(page);
}

void sam_html_statements(struct sam_page *page, const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_heading(page, 3, N_("The statements"));
    if (result->items == NULL) {
        sam_page_raw(page, "<p>");
        sam_page_why(page, SAM_WHY_NOT_ASKED);
        sam_page_raw(page, "</p>\n");
        return;
    }
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_say(page,
                 sam_page_tr(page, N_("Each bar shows how many gave which answer: disagreeing lies "
                                      "left of the line and is hatched, agreeing lies right. The "
                                      "darker, the stronger. In the dashed box: how many chose "
                                      "\"%s\". They are in no mean.")),
                 q->dont_know.in[page->lang] != NULL ? q->dont_know.in[page->lang]
                                                     : sam_page_tr(page, N_("don't know")));
    sam_page_raw(page, "</p>\n");
    if (result->responded < SAM_CONSENSUS_FROM) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page,
                     sam_page_tr(page, N_("With fewer than %d answers nothing is said about "
                                          "agreement: people who answer at random agree too "
                                          "often then.")),
                     SAM_CONSENSUS_FROM);
        sam_page_raw(page, "</p>\n");
    }
    for (size_t t = 0; t < q->theme_count; t++) {
        if (theme_has_items(q, t)) {
            write_theme(page, result, t);
        }
    }
}
