#include "report/chart.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"

static void write_bar(struct sam_page *page, const char *what, enum sam_phase phase,
                      struct sam_number value, enum sam_pattern pattern) {
    if (!sam_has(value)) {
        sam_page_text(page, sam_page_number(page, value, 0).text);
        return;
    }
    double share = pattern == SAM_PLAIN ? value.value / 100 : value.value;
    struct sam_buf label;
    struct sam_buf title;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    if (pattern == SAM_PLAIN) {
        sam_buf_text(&label, sam_page_digits(page, value.value, 0).text);
    } else {
        sam_buf_text(&label, sam_page_percent(page, share).text);
    }
    sam_buf_printf(&title, "%s: %s %s", sam_words_phase(page->lang, phase),
                   sam_tr_in(page->lang, what), label.data);
    sam_chart_bar(&page->canvas, &(struct sam_chart_bar){.share = share,
                                                         .pattern = pattern,
                                                         .label = label.data,
                                                         .title = title.data});
    sam_buf_fini(&label);
    sam_buf_fini(&title);
}

static void write_phase_rows(struct sam_page *page, const struct sam_phase_score *score) {
    for (int k = 0; k < SAM_PHASES; k++) {
        enum sam_phase phase = (enum sam_phase)k;
        sam_page_row(page);
        sam_page_text(page, sam_words_phase(page->lang, phase));
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_words_phase_meaning(page->lang, phase));
        sam_page_raw(page, "</small>");
        sam_page_cell(page, N_("Profile, 0 to 100"));
        write_bar(page, N_("profile"), phase, score->profile[k], SAM_PLAIN);
        sam_page_cell(page, N_("Probability"));
        write_bar(page, N_("probability"), phase, score->posterior[k], SAM_LINED);
        sam_page_cell(page, N_("Respondents who lean here"));
        sam_page_say(page, "%zu", score->leaning[k]);
        sam_page_row_close(page);
    }
}

static void write_verdict(struct sam_page *page, const struct sam_phase_score *score) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_verdict(page->lang, score, &text);
    sam_page_raw(page, "<p class=\"say\">");
    sam_page_text(page, text.data);
    sam_page_raw(page, "</p>\n");
    sam_buf_fini(&text);
}

static void write_evaluator(struct sam_page *page, const struct sam_evaluator_phase *evaluator) {
    if (evaluator->phase == SAM_PHASE_NONE) {
        return;
    }
    sam_page_raw(page, "<p>");
    sam_page_say(page, sam_page_tr(page, SAM_SAY_PHASE_EVALUATOR),
                 sam_words_phase(page->lang, evaluator->phase));
    if (evaluator->reason != NULL) {
        sam_page_raw(page, " ");
        sam_page_written(page, evaluator->reason);
    }
    sam_page_raw(page, "</p>\n");
}

/* Most probable and second: -1 where there are no probabilities. */
static void two_most_probable(const struct sam_phase_score *score, int best[2]) {
    best[0] = best[1] = -1;
    for (int k = 0; k < SAM_PHASES; k++) {
        if (!sam_has(score->posterior[k])) {
            continue;
        }
        double p = score->posterior[k].value;
        if (best[0] < 0 || p > score->posterior[best[0]].value) {
            best[1] = best[0];
            best[0] = k;
        } else if (best[1] < 0 || p > score->posterior[best[1]].value) {
            best[1] = k;
        }
    }
}

static void write_odds(struct sam_page *page, const struct sam_phase_score *score) {
    int best[2];
    two_most_probable(score, best);
    if (best[1] < 0) {
        return;
    }
    const char *first = sam_words_phase(page->lang, (enum sam_phase)best[0]);
    struct sam_digits p = sam_page_percent(page, score->posterior[best[0]].value);
    sam_page_raw(page, "<p>");
    if (score->posterior[best[1]].value < 0.05) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PHASE_ODDS_ALONE), first, p.text);
    } else {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_PHASE_ODDS), first, p.text,
                     sam_words_phase(page->lang, (enum sam_phase)best[1]),
                     sam_page_percent(page, score->posterior[best[1]].value).text);
    }
    sam_page_raw(page, "</p>\n");
}

static void write_leaning(struct sam_page *page, const struct sam_phase_score *score) {
    size_t sides = 0;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_leaning(page->lang, score->leaning, &text);
    for (int k = 0; k < SAM_PHASES; k++) {
        sides += score->leaning[k] > 0;
    }
    sam_page_raw(page, "<p class=\"note\">");
    if (sides > 1) {
        sam_page_say(page,
                     sam_page_tr(page, N_("Seen by themselves, the respondents lean to: %s.")),
                     text.data);
    } else if (sides == 1) {
        sam_page_say(page,
                     sam_page_tr(page, N_("Seen by themselves, all respondents lean to one "
                                          "phase: %s.")),
                     text.data);
    }
    sam_page_raw(page, "</p>\n");
    sam_buf_fini(&text);
}

static void write_relation(struct sam_page *page, const struct sam_results_alliance *alliance,
                           enum sam_relation relation) {
    static const char *const columns[] = {N_("Phase"), N_("Profile, 0 to 100"), N_("Probability"),
                                          N_("Respondents who lean here")};
    const struct sam_phase_score *score = &alliance->result.phase[relation];
    sam_page_raw(page, "<h3>");
    sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                 sam_words_relation(page->lang, relation));
    sam_page_raw(page, "</h3>\n");
    write_verdict(page, score);
    write_evaluator(page, &alliance->evaluator[relation]);
    if (score->verdict == SAM_VERDICT_NO_DATA) {
        page->occurred[score->why] = true;
        return;
    }
    sam_page_table_open(page, "blocks phases",
                        sam_page_tr(page, N_("How much each phase's statements are agreed with "
                                             "(profile), and how probable each phase is given all "
                                             "answers")),
                        columns, sizeof columns / sizeof *columns);
    write_phase_rows(page, score);
    sam_page_table_close(page);
    write_leaning(page, score);
}

static void write_short(struct sam_page *page, const struct sam_results_alliance *alliance,
                        enum sam_relation relation) {
    static const char *const columns[] = {N_("Phase"), N_("Profile, 0 to 100"), N_("Probability")};
    const struct sam_phase_score *score = &alliance->result.phase[relation];
    sam_page_raw(page, "<h3>");
    sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                 sam_words_relation(page->lang, relation));
    sam_page_raw(page, "</h3>\n");
    write_verdict(page, score);
    write_evaluator(page, &alliance->evaluator[relation]);
    if (score->verdict == SAM_VERDICT_NO_DATA) {
        page->occurred[score->why] = true;
        return;
    }
    write_odds(page, score);
    sam_page_table_open(page, "blocks short",
                        sam_page_tr(page, N_("Agreement with each phase's statements, and how "
                                             "probable each phase is")),
                        columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < SAM_PHASES; k++) {
        enum sam_phase phase = (enum sam_phase)k;
        sam_page_row(page);
        sam_page_text(page, sam_words_phase(page->lang, phase));
        sam_page_cell(page, columns[1]);
        write_bar(page, N_("profile"), phase, score->profile[k], SAM_PLAIN);
        sam_page_cell(page, columns[2]);
        write_bar(page, N_("probability"), phase, score->posterior[k], SAM_LINED);
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

void sam_html_phase_short(struct sam_page *page, const struct sam_results_alliance *alliance) {
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (alliance->result.has_phase[r]) {
            write_short(page, alliance, (enum sam_relation)r);
        }
    }
}

void sam_html_phase(struct sam_page *page, const struct sam_results_alliance *alliance) {
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (alliance->result.has_phase[r]) {
            write_relation(page, alliance, (enum sam_relation)r);
        }
    }
}
