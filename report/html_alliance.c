#include "report/chart.h"
#include "report/html.h"
#include "report/sentences.h"

#include <stdio.h>

/* --- response -------------------------------------------------------------------------------- */

/* With a low response: how far the silent ones could move the score. */
static void write_bounds(struct sam_page *page, const struct sam_alliance_result *result) {
    size_t scale = sam_main_scale(page->questionnaire);
    if (scale == SAM_NONE || sam_interview_only(result)) {
        return;
    }
    const struct sam_scale_score *score = &result->scales[scale];
    if (sam_has(score->lowest) && sam_has(score->highest)) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_page_tr(page, N_("Had everyone who is missing answered %d, the mean of "
                                          "\"%s\" would be %s; had they all answered %d, it "
                                          "would be %s.")),
                     1, sam_page_in(page, &page->questionnaire->scales[scale].title),
                     sam_page_digits(page, score->lowest.value, 1).text,
                     page->questionnaire->points,
                     sam_page_digits(page, score->highest.value, 1).text);
    }
}

static void write_response(struct sam_page *page, const struct sam_alliance_result *result) {
    enum sam_turnout turnout = sam_turnout_of(result->responded, result->invited);
    sam_page_raw(page, turnout == SAM_TURNOUT_LOW ? "<p class=\"warn\">" : "<p>");
    if (result->invited > 0) {
        sam_page_say(page, sam_page_tr(page, N_("%zu of %zu answered (%s).")), result->responded,
                     result->invited, sam_words_turnout(page->lang, turnout));
    } else {
        sam_page_say(page,
                     sam_trn_in(page->lang,
                                "%zu person answered; it is not known how many were invited.",
                                "%zu people answered; it is not known how many were invited.",
                                result->responded),
                     result->responded);
        page->occurred[SAM_WHY_UNKNOWN_INVITED] = true;
    }
    if (turnout == SAM_TURNOUT_LOW) {
        write_bounds(page, result);
    }
    if (result->account_holders > 0) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_trn_in(page->lang, "Besides, %zu account holder of the funder answered.",
                                "Besides, %zu account holders of the funder answered.",
                                result->account_holders),
                     result->account_holders);
    }
    sam_page_raw(page, "</p>\n");
}

/* --- scores ---------------------------------------------------------------------------------- */

static void write_dot(struct sam_page *page, const struct sam_scale *scale,
                      const struct sam_scale_score *score) {
    double bounds[3];
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    struct sam_digits mean = sam_page_digits(page, score->mean.value, 1);
    char count[40];
    snprintf(count, sizeof count, sam_page_tr(page, N_("n = %zu")), score->respondents);
    struct sam_chart_dot chart = {
        .points = page->questionnaire->points,
        .value = score->mean.value,
        .low = score->low.value,
        .high = score->high.value,
        .has_interval = sam_has(score->low) && sam_has(score->high),
        .bounds = bounds,
        .bound_count = sam_page_bounds(scale->zones, page->questionnaire->points, bounds),
        .label = mean.text,
        .count = count,
    };
    if (chart.has_interval) {
        sam_buf_printf(&title, sam_page_tr(page, N_("%s: mean %s, interval %s to %s, on 1 to %d")),
                       sam_page_in(page, &scale->title), mean.text,
                       sam_page_digits(page, score->low.value, 1).text,
                       sam_page_digits(page, score->high.value, 1).text, chart.points);
    } else {
        sam_buf_printf(&title, sam_page_tr(page, N_("%s: mean %s, on 1 to %d")),
                       sam_page_in(page, &scale->title), mean.text, chart.points);
    }
    chart.title = title.data;
    sam_chart_dot(&page->canvas, &chart);
    sam_buf_fini(&title);
    if (!chart.has_interval) {
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_page_tr(page, N_("No interval.")));
        sam_page_raw(page, " ");
        sam_page_why(page, sam_has(score->low) ? score->high.why : score->low.why);
        sam_page_raw(page, "</small>");
    }
}

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
    if (sam_has(score->rwg_chance)) {
        sam_page_say(page, sam_page_tr(page, N_("; by chance .70 or more in %s %%")),
                     sam_page_digits(page, 100 * score->rwg_chance.value, 0).text);
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
    write_dot(page, scale, score);
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

static void write_scores(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Mean and interval"), N_("Band"),
                                          N_("Do the partners agree?")};
    const struct sam_questionnaire *q = page->questionnaire;
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
        if (q->scales[s].phase == SAM_PHASE_NONE) {
            write_score(page, result, &q->scales[s], &result->scales[s]);
        }
    }
    sam_page_table_close(page);
    write_interval_words(page, result);
}

/* --- no scores ------------------------------------------------------------------------------- */

static void write_interview(struct sam_page *page, const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_heading(page, 3, N_("A conversation instead of scores"));
    sam_page_raw(page, "<p>");
    sam_page_text(page, result->responded == 1
                            ? sam_page_tr(page, N_("One person answered. A score would be this "
                                                   "person's own opinion, and nobody's agreement."))
                            : sam_page_tr(page, N_("Two people answered. A score would tell each "
                                                   "of them what the other answered.")));
    sam_page_raw(page, " ");
    sam_page_text(page, sam_page_tr(page, N_("So this report shows none. Prepare an interview, and "
                                             "let the themes of the questionnaire lead it:")));
    sam_page_raw(page, "</p>\n<ul>\n");
    for (size_t t = 0; t < q->theme_count; t++) {
        sam_page_raw(page, "<li>");
        sam_page_text(page, sam_page_in(page, &q->themes[t].title));
        sam_page_raw(page, "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
    size_t scale = sam_main_scale(q);
    if (scale != SAM_NONE && result->scales[scale].mean.why == SAM_WHY_SINGLE_ORGANISATION) {
        sam_page_raw(page, "<p>");
        sam_page_why(page, SAM_WHY_SINGLE_ORGANISATION);
        sam_page_raw(page, "</p>\n");
    }
}

/* What the evaluator found stands, also where the model has nothing to say. */
static void write_own_phases(struct sam_page *page, const struct sam_results_alliance *alliance) {
    for (int r = 0; r < SAM_RELATIONS; r++) {
        const struct sam_evaluator_phase *evaluator = &alliance->evaluator[r];
        if (evaluator->phase == SAM_PHASE_NONE) {
            continue;
        }
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, N_("%s: the evaluator's phase is %s.")),
                     sam_words_relation(page->lang, (enum sam_relation)r),
                     sam_words_phase(page->lang, evaluator->phase));
        sam_page_say(page, " %s", evaluator->reason != NULL ? evaluator->reason : "");
        sam_page_raw(page, "</p>\n");
    }
}

void sam_html_alliance(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_alliance_result *result = &alliance->result;
    sam_page_raw(page, "<section id=\"alliance\">\n");
    sam_page_heading(page, 2, N_("What was answered"));
    write_response(page, result);
    if (result->suppressed) {
        sam_page_raw(page, "<p class=\"say\">");
        sam_page_why(page, SAM_WHY_SUPPRESSED);
        sam_page_raw(page, "</p>\n");
        write_own_phases(page, alliance);
    } else if (sam_interview_only(result)) {
        write_interview(page, result);
        write_own_phases(page, alliance);
    } else if (result->responded == 0 && result->account_holders == 0) {
        write_own_phases(page, alliance);
    } else {
        write_scores(page, result);
        sam_html_phase(page, alliance);
        sam_html_statements(page, result);
        sam_html_topics(page, result);
    }
    sam_page_raw(page, "</section>\n");
}
