#include "analyse/score.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/sentences.h"

#include <stdio.h>

/* --- scores ---------------------------------------------------------------------------------- */

static void write_agreement(struct sam_page *page, const struct sam_scale_score *score) {
    int points = page->questionnaire->points;
    enum sam_consensus consensus = sam_consensus_of(points, score->respondents, score->ad, false);
    sam_page_text(page, sam_words_consensus(page->lang, consensus));
    if (consensus == SAM_CONSENSUS_NO_VALUE) {
        page->occurred[score->ad.why] = true;
    }
    sam_page_raw(page, "<small>");
    if (sam_has(score->ad)) {
        sam_page_say(page, sam_page_tr(page, N_("distance to the mean %s (agree: up to %s)")),
                     sam_page_digits(page, score->ad.value, 2).text,
                     sam_page_digits(page, points / 6.0, 2).text);
    }
    if (sam_has(score->rwg) && sam_has(score->rwg_skewed)) {
        sam_page_say(page, sam_page_tr(page, N_("; r_wg(J) %s, lenient %s")),
                     sam_page_digits(page, score->rwg.value, 2).text,
                     sam_page_digits(page, score->rwg_skewed.value, 2).text);
    }
    if (sam_has(score->rwg_star)) {
        sam_page_say(page, sam_page_tr(page, N_("; r*_wg(J) %s")),
                     sam_page_digits(page, score->rwg_star.value, 2).text);
        if (score->rwg_star.value < 0) { /* r_wg(J) is then 0, whatever the spread */
            sam_page_text(page, sam_page_tr(page, N_("; more spread than at random")));
        }
    }
    if (sam_has(score->rwg_chance)) {
        sam_page_say(page, sam_page_tr(page, N_("; by chance .70 or more: %s")),
                     sam_page_percent(page, score->rwg_chance.value).text);
    }
    sam_page_raw(page, "</small>");
}

static void write_score(struct sam_page *page, const struct sam_alliance_result *result,
                        const struct sam_scale *scale, const struct sam_scale_score *score) {
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &scale->title));
    sam_page_raw(page, "<small>");
    size_t all = result->invited > 0 ? result->invited : result->responded;
    sam_page_say(page, sam_page_tr(page, N_("%zu of %zu with a score")), score->respondents, all);
    sam_page_raw(page, "</small>");
    if (!sam_has(score->mean)) {
        sam_page_cell(page, N_("Mean and interval"));
        sam_page_why(page, score->mean.why);
        sam_page_cell(page, N_("Band"));
        sam_page_raw(page, "\xE2\x80\x93");
        sam_page_cell(page, N_("Agreement"));
        sam_page_raw(page, "\xE2\x80\x93");
        sam_page_row_close(page);
        return;
    }
    sam_page_cell(page, N_("Mean and interval"));
    sam_html_dot(page, scale, score);
    sam_page_cell(page, N_("Band"));
    sam_page_text(page, sam_words_band(page->lang, score->zone));
    if (score->zone_uncertain) {
        sam_page_element(page, "<small>", N_("band uncertain: the interval crosses a bound"),
                         "</small>");
    }
    sam_page_cell(page, N_("Agreement"));
    write_agreement(page, score);
    sam_page_row_close(page);
}

static void write_interval_words(struct sam_page *page, const struct sam_alliance_result *result) {
    sam_page_raw(page, "<p class=\"note\">");
    if (result->invited > 0) {
        sam_page_say(
            page,
            sam_page_tr(page, N_("The line through a dot is the 95 %% interval. It answers "
                                 "the question: where does the mean of these %zu invited "
                                 "partners lie now, given who answered and how precisely "
                                 "these statements measure?")),
            result->invited);
    } else {
        sam_page_text(
            page, sam_page_tr(page, N_("The line through a dot is the 95 % interval. It answers "
                                       "the question: where would the mean of a large group "
                                       "like these respondents lie? How many were invited is "
                                       "not known, so nothing is deducted for a group that is "
                                       "nearly complete.")));
    }
    sam_page_raw(page, " ");
    sam_page_text(page, sam_page_tr(page, N_("Dashed lines are where a band begins.")));
    sam_page_raw(page, "</p>\n");
}

void sam_html_scores(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Mean and interval"), N_("Band"),
                                          N_("Do the partners agree?")};
    const struct sam_questionnaire *q = page->questionnaire;
    if (sam_main_scale(q) == SAM_NONE) {
        return;
    }
    sam_page_heading(page, 3, N_("Scores"));
    struct sam_buf caption;
    sam_buf_init(&caption, SAM_BUF_UNLIMITED);
    sam_buf_printf(&caption,
                   sam_page_tr(page, N_("Scale means from 1 (%s) to %d (%s), with their "
                                        "95 %% intervals")),
                   sam_page_in(page, &q->labels[0]), q->points,
                   sam_page_in(page, &q->labels[q->points - 1]));
    sam_page_table_open(page, "blocks scores", caption.data, columns,
                        sizeof columns / sizeof *columns);
    sam_buf_fini(&caption);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase == SAM_PHASE_NONE && !sam_scale_of_account_holders(q, s)) {
            write_score(page, result, &q->scales[s], &result->scales[s]);
        }
    }
    sam_page_table_close(page);
    write_interval_words(page, result);
}
