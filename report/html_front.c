/* The one page to walk in with, and what stands on it when there are no scores. */
#include "analyse/score.h"
#include "report/advice.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"
#include "report/strengths.h"
#include "report/topics.h"

#include <math.h>
#include <stdio.h>

enum { STRENGTHS_SHOWN = 3 };

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
        sam_page_say(page, sam_page_tr(page, SAM_SAY_BOUNDS), 1,
                     sam_page_in(page, &page->questionnaire->scales[scale].title),
                     sam_page_digits(page, score->lowest.value, 1).text,
                     page->questionnaire->points,
                     sam_page_digits(page, score->highest.value, 1).text);
    }
}

/* Who is missing, by role: a person's name is no help in a meeting and a danger on paper. */
static void write_missing(struct sam_page *page, const struct sam_results_alliance *alliance) {
    size_t missing[SAM_ROLES];
    size_t all = 0;
    if (!alliance->roles_known) {
        return;
    }
    for (int role = 0; role < SAM_ROLES; role++) {
        size_t invited = alliance->invited_by_role[role];
        size_t there = alliance->result.by_role[role];
        missing[role] = invited > there ? invited - there : 0;
        all += missing[role];
    }
    if (all == 0) {
        sam_page_element(page, " ", SAM_SAY_MISSING_NOBODY, "");
        return;
    }
    if (missing[SAM_LEAD] > 0) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_say_count(page->lang, missing[SAM_LEAD], SAM_SAY_MISSING_LEAD,
                                   SAM_SAY_MISSING_LEADS),
                     missing[SAM_LEAD]);
    }
    if (missing[SAM_PARTNER] > 0) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_say_count(page->lang, missing[SAM_PARTNER], SAM_SAY_MISSING_PARTNER,
                                   SAM_SAY_MISSING_PARTNERS),
                     missing[SAM_PARTNER]);
    }
    if (missing[SAM_ACCOUNT_HOLDER] > 0) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_say_count(page->lang, missing[SAM_ACCOUNT_HOLDER], SAM_SAY_MISSING_HOLDER,
                                   SAM_SAY_MISSING_HOLDERS),
                     missing[SAM_ACCOUNT_HOLDER]);
    }
}

void sam_html_response(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_alliance_result *result = &alliance->result;
    enum sam_turnout turnout = sam_turnout_of(result->responded, result->invited);
    sam_page_raw(page, turnout == SAM_TURNOUT_LOW ? "<p class=\"warn\">" : "<p>");
    if (result->invited > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_ANSWERED), result->responded, result->invited,
                     sam_words_turnout(page->lang, turnout));
    } else {
        sam_page_say(page,
                     sam_say_count(page->lang, result->responded, SAM_SAY_ANSWERED_ONE,
                                   SAM_SAY_ANSWERED_MANY),
                     result->responded);
        page->occurred[SAM_WHY_UNKNOWN_INVITED] = true;
    }
    write_missing(page, alliance);
    if (turnout == SAM_TURNOUT_LOW) {
        write_bounds(page, result);
    }
    if (result->account_holders > 0) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     sam_say_count(page->lang, result->account_holders, SAM_SAY_HOLDER_ONE,
                                   SAM_SAY_HOLDER_MANY),
                     result->account_holders);
    }
    sam_page_raw(page, "</p>\n");
}

/* --- the main score -------------------------------------------------------------------------- */

void sam_html_dot(struct sam_page *page, const struct sam_scale *scale,
                  const struct sam_scale_score *score) {
    double bounds[3];
    struct sam_buf title;
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
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    if (chart.has_interval) {
        sam_buf_printf(&title, sam_page_tr(page, SAM_SAY_SCORE), sam_page_in(page, &scale->title),
                       mean.text, sam_page_points(page).text,
                       sam_page_digits(page, score->low.value, 1).text,
                       sam_page_digits(page, score->high.value, 1).text);
    } else {
        sam_buf_printf(&title, sam_page_tr(page, SAM_SAY_SCORE_ALONE),
                       sam_page_in(page, &scale->title), mean.text, sam_page_points(page).text);
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

static void write_main_score(struct sam_page *page, const struct sam_alliance_result *result) {
    size_t scale = sam_main_scale(page->questionnaire);
    if (scale == SAM_NONE) {
        return;
    }
    const struct sam_scale *own = &page->questionnaire->scales[scale];
    const struct sam_scale_score *score = &result->scales[scale];
    sam_page_raw(page, "<h3>");
    sam_page_text(page, sam_page_in(page, &own->title));
    sam_page_raw(page, "</h3>\n");
    if (!sam_has(score->mean)) {
        sam_page_raw(page, "<p>");
        sam_page_why(page, score->mean.why);
        sam_page_raw(page, "</p>\n");
        return;
    }
    sam_html_dot(page, own, score);
    sam_page_raw(page, "<p>");
    if (sam_has(score->low) && sam_has(score->high)) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_SCORE), sam_page_in(page, &own->title),
                     sam_page_digits(page, score->mean.value, 1).text, sam_page_points(page).text,
                     sam_page_digits(page, score->low.value, 1).text,
                     sam_page_digits(page, score->high.value, 1).text);
    }
    if (score->zone != SAM_BAND_NONE) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     score->zone_uncertain ? sam_page_tr(page, SAM_SAY_BAND_UNCERTAIN)
                                           : sam_page_tr(page, SAM_SAY_BAND),
                     sam_words_band(page->lang, score->zone));
    }
    sam_page_raw(page, "</p>\n");
}

/* --- advice ---------------------------------------------------------------------------------- */

static const char *advised(enum sam_advised what) {
    switch (what) {
    case SAM_ADVISE_ASK:
        return SAM_SAY_ADVICE_ASK;
    case SAM_ADVISE_INTERVIEW:
        return SAM_SAY_ADVICE_INTERVIEW;
    case SAM_ADVISE_INTERVIEWS:
        return SAM_SAY_ADVICE_INTERVIEWS;
    case SAM_ADVISE_MEETING:
        break;
    }
    return SAM_SAY_ADVICE_MEETING;
}

static void because(struct sam_page *page, const char *message) {
    sam_page_element(page, " ", message, "");
}

static void write_reasons(struct sam_page *page, const struct sam_alliance_result *result,
                          const struct sam_advice *advice) {
    const struct sam_phase_score *phase = &result->phase[SAM_RELATION_ALLIANCE];
    if (advice->storming) {
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_BECAUSE_STORMING),
                     sam_page_number(page, phase->profile[SAM_STORMING], 0).text,
                     sam_has(phase->posterior[SAM_STORMING])
                         ? sam_page_percent(page, phase->posterior[SAM_STORMING].value).text
                         : "\xE2\x80\x93");
    }
    if (advice->mistrust) {
        size_t scale = advice->mistrust_scale;
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_BECAUSE_MISTRUST),
                     sam_page_in(page, &page->questionnaire->scales[scale].title),
                     sam_page_number(page, result->scales[scale].mean, 1).text);
    }
    if (advice->lead_gap) {
        sam_page_raw(page, " ");
        sam_page_say(page,
                     advice->lead_difference > 0 ? sam_page_tr(page, SAM_SAY_BECAUSE_LEAD_UP)
                                                 : sam_page_tr(page, SAM_SAY_BECAUSE_LEAD_DOWN),
                     advice->lead_statements,
                     sam_page_digits(page, fabs(advice->lead_difference), 1).text);
    }
    if (advice->holder_gap) {
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_BECAUSE_HOLDER), advice->holder_statements,
                     sam_page_digits(page, fabs(advice->holder_difference), 1).text);
    }
}

static void write_advice(struct sam_page *page, const struct sam_alliance_result *result) {
    struct sam_advice advice = sam_advice_of(page->questionnaire, result);
    sam_page_raw(page, "<div class=\"advice\">\n");
    sam_page_heading(page, 3, N_("Advice"));
    sam_page_element(page, "<p><strong>", advised(advice.what), "</strong>");
    write_reasons(page, result, &advice);
    if (advice.what == SAM_ADVISE_MEETING && !advice.low_response) {
        because(page, SAM_SAY_BECAUSE_NOTHING);
    } else if (advice.what == SAM_ADVISE_INTERVIEW) {
        because(page, result->responded == 1 ? SAM_SAY_BECAUSE_ONE : SAM_SAY_BECAUSE_TWO);
    } else if (advice.what == SAM_ADVISE_ASK) {
        because(page, SAM_SAY_BECAUSE_NOBODY);
    }
    if (advice.low_response) {
        because(page, SAM_SAY_BECAUSE_LOW);
    }
    sam_page_raw(page, "</p>\n</div>\n");
}

/* --- strengths ------------------------------------------------------------------------------- */

void sam_html_strengths(struct sam_page *page, const struct sam_alliance_result *result) {
    struct sam_strength strengths[STRENGTHS_SHOWN];
    const struct sam_questionnaire *q = page->questionnaire;
    size_t count = sam_strengths(q, result, strengths, STRENGTHS_SHOWN);
    if (count > 0) {
        sam_page_raw(page, "<ul class=\"strengths\">\n");
    }
    for (size_t i = 0; i < count; i++) {
        const struct sam_item *item = &q->items[strengths[i].item];
        sam_page_raw(page, "<li>");
        sam_page_text(page, sam_page_in(page, &item->text));
        sam_page_raw(page, " <span class=\"note\">");
        sam_page_say(page,
                     sam_low_is_favourable(item) ? sam_page_tr(page, SAM_SAY_STRENGTH_DENY)
                                                 : sam_page_tr(page, SAM_SAY_STRENGTH_AGREE),
                     sam_page_number(page, result->items[strengths[i].item].mean, 1).text);
        sam_page_raw(page, "</span></li>\n");
    }
    if (count > 0) {
        sam_page_raw(page, "</ul>\n");
    }
    if (count < STRENGTHS_SHOWN) {
        sam_page_element(page, "<p class=\"note\">",
                         count == 0 ? SAM_SAY_STRENGTHS_NONE : SAM_SAY_STRENGTHS_FEW, "</p>\n");
    }
}

/* --- topics ---------------------------------------------------------------------------------- */

static void write_topic(struct sam_page *page, const struct sam_alliance_result *result,
                        const struct sam_topic *topic, const char *question) {
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
    sam_page_raw(page, "<br/>");
    struct sam_buf why;
    sam_buf_init(&why, SAM_BUF_UNLIMITED);
    for (int r = 0; r < SAM_REASONS; r++) {
        size_t before = why.length;
        sam_topic_why(page->lang, page->questionnaire, result, topic, (enum sam_reason)r, &why);
        sam_buf_text(&why, why.length > before ? " " : "");
    }
    if (why.length == 0) {
        sam_topic_why(page->lang, page->questionnaire, result, topic, SAM_REASONS, &why);
    }
    sam_page_text(page, why.data);
    sam_buf_fini(&why);
    sam_page_raw(page, "<span class=\"ask\">");
    sam_page_text(page, question);
    sam_page_raw(page, "</span></li>\n");
}

static void write_topics(struct sam_page *page, const struct sam_alliance_result *result) {
    sam_page_heading(page, 3, N_("To raise"));
    if (result->topic_count == 0) {
        sam_page_element(page, "<p>", SAM_SAY_TOPICS_NONE, "</p>\n");
        return;
    }
    const char *questions[SAM_TOPICS_SHOWN];
    size_t count = result->topic_count < SAM_TOPICS_SHOWN ? result->topic_count : SAM_TOPICS_SHOWN;
    sam_topic_questions(page->lang, page->questionnaire, result, questions, count);
    sam_page_raw(page, "<ol class=\"topics\">\n");
    for (size_t i = 0; i < count; i++) {
        write_topic(page, result, &result->topics[i], questions[i]);
    }
    sam_page_raw(page, "</ol>\n");
}

/* --- no scores ------------------------------------------------------------------------------- */

/* An interview by the themes of the questionnaire. */
static void write_interview(struct sam_page *page, const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_heading(page, 3, N_("A conversation instead of scores"));
    sam_page_element(page, "<p>",
                     N_("This pack shows no scores. Let the themes of the questionnaire lead the "
                        "conversation:"),
                     "</p>\n<ul>\n");
    for (size_t t = 0; t < q->theme_count; t++) {
        if (!sam_theme_of_account_holders(q, t)) {
            sam_page_raw(page, "<li>");
            sam_page_text(page, sam_page_in(page, &q->themes[t].title));
            sam_page_raw(page, "</li>\n");
        }
    }
    sam_page_raw(page, "</ul>\n");
    sam_page_element(page, "<p>", N_("With each theme you can ask:"), "\n");
    sam_page_element(page, "<span class=\"ask\">", SAM_ASK_THEME, "</span></p>\n");
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
        sam_page_raw(page, " ");
        sam_page_written(page, evaluator->reason);
        sam_page_raw(page, "</p>\n");
    }
}

/* --- the page -------------------------------------------------------------------------------- */

bool sam_html_has_scores(const struct sam_alliance_result *result) {
    return !result->suppressed && !sam_interview_only(result) &&
           (result->responded > 0 || result->account_holders > 0);
}

static void write_scored(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_alliance_result *result = &alliance->result;
    sam_page_raw(page, "<div class=\"two\">\n<div>\n");
    sam_page_heading(page, 3, N_("Who answered"));
    sam_html_response(page, alliance);
    write_main_score(page, result);
    write_advice(page, result);
    sam_page_raw(page, "</div>\n<div>\n");
    sam_html_phase_short(page, alliance);
    sam_page_raw(page, "</div>\n</div>\n");
    sam_page_heading(page, 3, N_("Strengths to open with"));
    sam_html_strengths(page, result);
    write_topics(page, result);
}

void sam_html_front(struct sam_page *page) {
    const struct sam_results_alliance *alliance = page->alliance;
    const struct sam_alliance_result *result = &alliance->result;
    sam_page_raw(page, "<section class=\"front\">\n");
    sam_page_heading(page, 2, N_("To walk in with"));
    if (sam_html_has_scores(result)) {
        write_scored(page, alliance);
        sam_page_raw(page, "</section>\n");
        return;
    }
    sam_page_heading(page, 3, N_("Who answered"));
    sam_html_response(page, alliance);
    if (result->suppressed) {
        sam_page_raw(page, "<p class=\"say\">");
        sam_page_why(page, SAM_WHY_SUPPRESSED);
        sam_page_raw(page, "</p>\n");
    } else {
        write_advice(page, result);
        write_interview(page, result);
    }
    write_own_phases(page, alliance);
    sam_page_raw(page, "</section>\n");
}
