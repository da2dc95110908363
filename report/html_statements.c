/* Statements by theme with their answers, and the topics that come out of them. */
#include "report/chart.h"
#include "report/html.h"
#include "report/sentences.h"

#include <stdio.h>

enum { TOPICS_SHOWN = 8 };

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

static void write_answers(struct sam_page *page, const struct sam_item_score *score) {
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

static void write_item_numbers(struct sam_page *page, const struct sam_item_score *score) {
    if (sam_has(score->mean)) {
        sam_page_say(page, sam_page_tr(page, N_("%s (n = %zu)")),
                     sam_page_digits(page, score->mean.value, 1).text, score->respondents);
    } else {
        sam_page_why(page, score->mean.why);
    }
    enum sam_consensus consensus = sam_consensus_of(page->questionnaire->points, score->respondents,
                                                    score->ad, score->two_camps);
    if (consensus == SAM_CONSENSUS_NO) {
        sam_page_element(page, "<small>", N_("answers lie apart"), "</small>");
    } else if (consensus == SAM_CONSENSUS_CAMPS) {
        sam_page_element(page, "<small>", N_("two camps"), "</small>");
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
        if (q->items[i].theme == theme) {
            return true;
        }
    }
    return false;
}

static void write_statement_head(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<thead role=\"rowgroup\"><tr role=\"row\">");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", N_("Statement"), "</th>");
    sam_page_raw(page, "<th scope=\"col\" role=\"columnheader\"><span class=\"ends\"><span>");
    sam_page_raw(page, "\xE2\x86\x90 ");
    sam_page_text(page, sam_page_in(page, &q->labels[0]));
    sam_page_raw(page, "</span><span>");
    sam_page_text(page, sam_page_in(page, &q->labels[q->points - 1]));
    sam_page_raw(page, " \xE2\x86\x92</span></span></th>");
    sam_page_element(page, "<th scope=\"col\" role=\"columnheader\">", N_("Mean"), "</th>");
    sam_page_raw(page, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void write_theme(struct sam_page *page, const struct sam_alliance_result *result,
                        size_t theme) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<table class=\"blocks statements\" role=\"table\"><caption>");
    sam_page_say(page, sam_page_tr(page, N_("Theme: %s")),
                 sam_page_in(page, &q->themes[theme].title));
    sam_page_raw(page, "</caption>\n");
    write_statement_head(page);
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme) {
            sam_page_row(page);
            sam_page_text(page, sam_page_in(page, &q->items[i].text));
            write_statement_notes(page, &q->items[i]);
            sam_page_cell(page, "");
            write_answers(page, &result->items[i]);
            sam_page_cell(page, N_("Mean"));
            write_item_numbers(page, &result->items[i]);
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
    for (size_t t = 0; t < q->theme_count; t++) {
        if (theme_has_items(q, t)) {
            write_theme(page, result, t);
        }
    }
}

/* --- topics ---------------------------------------------------------------------------------- */

static void write_topic(struct sam_page *page, const struct sam_alliance_result *result,
                        const struct sam_topic *topic) {
    sam_page_raw(page, "<li><strong>");
    sam_page_text(page, sam_page_in(page, &page->questionnaire->items[topic->item].text));
    sam_page_raw(page, "</strong>");
    if (result->items != NULL && sam_has(result->items[topic->item].mean)) {
        const struct sam_item_score *score = &result->items[topic->item];
        sam_page_raw(page, " <span class=\"note\">");
        sam_page_say(page, sam_page_tr(page, N_("mean %s (n = %zu)")),
                     sam_page_digits(page, score->mean.value, 1).text, score->respondents);
        sam_page_raw(page, "</span>");
    }
    sam_page_raw(page, "\n<ul>");
    bool any = false;
    bool partners_only =
        (page->questionnaire->items[topic->item].audience & 1U << SAM_ACCOUNT_HOLDER) == 0;
    for (int r = 0; r < SAM_REASONS; r++) {
        if (topic->reasons[r]) {
            sam_page_raw(page, "<li>");
            sam_page_text(page, sam_words_reason(page->lang, (enum sam_reason)r, partners_only));
            sam_page_raw(page, "</li>");
            any = true;
        }
    }
    if (!any) {
        sam_page_element(page, "<li>", N_("Among the statements with the most to talk about."),
                         "</li>");
    }
    sam_page_raw(page, "</ul></li>\n");
}

void sam_html_topics(struct sam_page *page, const struct sam_alliance_result *result) {
    sam_page_heading(page, 3, N_("To discuss first"));
    if (result->topic_count == 0) {
        sam_page_element(page, "<p>", N_("No statement stands out. Start from what goes well."),
                         "</p>\n");
        return;
    }
    sam_page_raw(page, "<ol class=\"topics\">\n");
    for (size_t i = 0; i < result->topic_count && i < TOPICS_SHOWN; i++) {
        write_topic(page, result, &result->topics[i]);
    }
    sam_page_raw(page, "</ol>\n");
}
