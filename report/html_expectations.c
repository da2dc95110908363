/* What was expected and how far it is seen as realised: the answers of both sides, and beside them
 * the evaluator's own rating. */
#include "report/chart.h"
#include "report/framework_phrases.h"
#include "report/html.h"
#include "report/sentences.h"

#include <stdio.h>
#include <string.h>

/* An expectation of many statements names the first few. */
enum { STATEMENTS_NAMED = 4 };

const char *sam_words_rating(enum sam_lang lang, enum sam_rating rating) {
    static const char *const words[SAM_RATINGS] = {SAM_SAY_RATING_YES, SAM_SAY_RATING_PARTLY,
                                                   SAM_SAY_RATING_NO};
    return sam_tr_in(lang, words[rating]);
}

void sam_html_rating(struct sam_page *page, enum sam_rating rating) {
    /* A hyphen is no minus, and would be broken at. */
    static const char *const signs[SAM_RATINGS] = {"+", "+/\xE2\x88\x92", "0"};
    sam_page_raw(page, "<strong class=\"rating\">");
    sam_page_raw(page, signs[rating]);
    sam_page_raw(page, "</strong> ");
    sam_page_text(page, sam_words_rating(page->lang, rating));
}

/* --- the expectation -------------------------------------------------------------------------- */

/* Under the row, over its whole width: in a column of their own they would make it three times as
 * high. */
static void write_linked(struct sam_page *page, const struct sam_results_expectation *expectation) {
    const struct sam_questionnaire *q = page->questionnaire;
    if (expectation->item_count == 0) {
        return;
    }
    sam_page_raw(page, "<tr role=\"row\" class=\"linked\"><td role=\"cell\" colspan=\"4\">");
    for (size_t i = 0; i < expectation->item_count && i < STATEMENTS_NAMED; i++) {
        sam_page_raw(page, i > 0 ? " &middot; " : "");
        sam_page_say(page, sam_page_tr(page, N_("\"%s\"")),
                     sam_page_in(page, &q->items[expectation->items[i]].text));
        if (expectation->against[i]) {
            sam_page_raw(page, " ");
            sam_page_text(page, sam_page_tr(page, N_("(agreeing speaks against it)")));
        }
    }
    if (expectation->item_count > STATEMENTS_NAMED) {
        sam_page_raw(page, " &middot; ");
        size_t more = expectation->item_count - STATEMENTS_NAMED;
        sam_page_say(
            page, sam_trn_in(page->lang, "and %zu more statement", "and %zu more statements", more),
            more);
    }
    sam_page_row_close(page);
}

void sam_html_expectation_name(struct sam_page *page,
                               const struct sam_results_expectation *expectation) {
    sam_page_text(page, sam_page_in(page, &expectation->text));
    if (expectation->kind != SAM_EXPECTATION) {
        sam_page_raw(page, " <span class=\"note\">(");
        sam_page_text(page, sam_page_tr(page, expectation->kind == SAM_POLICY_GOAL
                                                  ? SAM_SAY_KIND_GOAL
                                                  : SAM_SAY_KIND_CRITERION));
        sam_page_raw(page, ")</span>");
    }
}

/* --- the rating by the answers ---------------------------------------------------------------- */

/* The most likely of the other two. */
static enum sam_rating second_of(const struct sam_expectation_view *view) {
    enum sam_rating second = view->rating == SAM_RATING_YES ? SAM_RATING_PARTLY : SAM_RATING_YES;
    for (int i = 0; i < SAM_RATINGS; i++) {
        if (i != (int)view->rating && view->chance[i].value > view->chance[second].value) {
            second = (enum sam_rating)i;
        }
    }
    return second;
}

static void write_certainty(struct sam_page *page, const struct sam_expectation_view *view) {
    struct sam_digits own = sam_page_percent(page, view->chance[view->rating].value);
    enum sam_rating second = second_of(view);
    switch (view->certainty) {
    case SAM_CERTAINTY_CLEAR:
        sam_page_say(page, sam_page_tr(page, SAM_SAY_EXPECT_CLEAR), own.text);
        break;
    case SAM_CERTAINTY_LIKELY:
        sam_page_say(page, sam_page_tr(page, SAM_SAY_EXPECT_LIKELY), own.text,
                     sam_words_rating(page->lang, second),
                     sam_page_percent(page, view->chance[second].value).text);
        break;
    default:
        sam_page_say(page, sam_page_tr(page, SAM_SAY_EXPECT_OPEN),
                     sam_page_percent(page, view->chance[SAM_RATING_YES].value).text,
                     sam_page_percent(page, view->chance[SAM_RATING_PARTLY].value).text,
                     sam_page_percent(page, view->chance[SAM_RATING_NO].value).text);
    }
}

static void write_sides_in_words(struct sam_page *page,
                                 const struct sam_expectation_result *result) {
    const struct sam_expectation_view *partners = &result->sides[SAM_SIDE_PARTNERS];
    const struct sam_expectation_view *holders = &result->sides[SAM_SIDE_ACCOUNT_HOLDERS];
    const char *one = sam_words_rating(page->lang, partners->rating);
    const char *other = sam_words_rating(page->lang, holders->rating);
    switch (result->verdict) {
    case SAM_SIDES_ALIKE:
        sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_ALIKE));
        break;
    case SAM_SIDES_APART:
        sam_page_say(page, sam_page_tr(page, SAM_SAY_EXPECT_APART), one, other);
        break;
    case SAM_SIDES_UNCLEAR:
        sam_page_say(page, sam_page_tr(page, SAM_SAY_EXPECT_UNCLEAR), one, other);
        break;
    case SAM_SIDES_ONE:
        sam_page_text(page, sam_page_tr(page, partners->certainty != SAM_CERTAINTY_NONE
                                                  ? SAM_SAY_EXPECT_PARTNERS_ONLY
                                                  : SAM_SAY_EXPECT_HOLDERS_ONLY));
    }
}

static void write_rating(struct sam_page *page, const struct sam_results_expectation *expectation) {
    const struct sam_expectation_view *both = &expectation->result.both;
    if (expectation->item_count == 0) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_UNLINKED));
        return;
    }
    if (both->certainty == SAM_CERTAINTY_NONE) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_NONE));
        sam_page_raw(page, " ");
        sam_page_why(page, both->se.why);
        return;
    }
    sam_html_rating(page, both->rating);
    sam_page_raw(page, "<small>");
    write_certainty(page, both);
    sam_page_raw(page, " ");
    write_sides_in_words(page, &expectation->result);
    sam_page_raw(page, "</small>");
}

/* --- both sides as dots ----------------------------------------------------------------------- */

static bool is_asked(const struct sam_page *page, const struct sam_results_expectation *expectation,
                     enum sam_viewpoint side) {
    const unsigned roles = side == SAM_SIDE_ACCOUNT_HOLDERS ? 1U << SAM_ACCOUNT_HOLDER
                                                            : 1U << SAM_LEAD | 1U << SAM_PARTNER;
    for (size_t i = 0; i < expectation->item_count; i++) {
        if ((page->questionnaire->items[expectation->items[i]].audience & roles) != 0) {
            return true;
        }
    }
    return false;
}

static void write_dot(struct sam_page *page, const struct sam_expectation_view *view,
                      const char *name) {
    int points = page->questionnaire->points;
    const double marks[] = {1 + 0.375 * (points - 1), 1 + 0.625 * (points - 1)};
    bool interval = sam_has(view->low);
    struct sam_digits mean = sam_page_digits(page, view->mean.value, 1);
    char count[48];
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    snprintf(count, sizeof count, sam_page_tr(page, N_("n = %zu")), view->respondents);
    if (interval) {
        sam_buf_printf(&title, sam_page_tr(page, N_("%s: mean %s, interval %s to %s")), name,
                       mean.text, sam_page_digits(page, view->low.value, 1).text,
                       sam_page_digits(page, view->high.value, 1).text);
    } else {
        sam_buf_printf(&title, sam_page_tr(page, N_("%s: mean %s")), name, mean.text);
    }
    sam_chart_dot(&page->canvas, &(struct sam_chart_dot){.points = points,
                                                         .value = view->mean.value,
                                                         .low = interval ? view->low.value : 0,
                                                         .high = interval ? view->high.value : 0,
                                                         .has_interval = interval,
                                                         .bounds = marks,
                                                         .bound_count = 2,
                                                         .label = mean.text,
                                                         .count = count,
                                                         .title = title.data});
    sam_buf_fini(&title);
}

static void write_side(struct sam_page *page, const struct sam_results_expectation *expectation,
                       enum sam_viewpoint side) {
    static const char *const names[SAM_SIDES] = {N_("Partners"), N_("Account holders")};
    const struct sam_expectation_view *view = &expectation->result.sides[side];
    const char *name = sam_page_tr(page, names[side]);
    sam_page_raw(page, "<small>");
    sam_page_text(page, name);
    if (!is_asked(page, expectation, side)) {
        sam_page_raw(page, ": ");
        sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_NOT_ASKED));
        sam_page_raw(page, "</small>");
        return;
    }
    if (!sam_has(view->mean)) {
        sam_page_raw(page, ": ");
        sam_page_why(page, view->mean.why);
        sam_page_raw(page, "</small>");
        return;
    }
    sam_page_raw(page, "</small>");
    write_dot(page, view, name);
}

/* --- the evaluator's own ---------------------------------------------------------------------- */

static const char *alliance_name(const struct sam_page *page, const char *id) {
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        if (strcmp(page->results->alliances[a].result.id, id) == 0) {
            return page->results->alliances[a].name;
        }
    }
    return id;
}

static void write_own(struct sam_page *page, const struct sam_results_expectation *expectation) {
    const struct sam_results_rating *own = sam_results_own_rating(expectation);
    const struct sam_expectation_view *both = &expectation->result.both;
    if (own == NULL) {
        sam_page_raw(page, "<span class=\"note\">");
        sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_OWN_NONE));
        sam_page_raw(page, "</span>");
    } else {
        sam_html_rating(page, own->rating);
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_page_in(page, &own->reason));
        if (both->certainty != SAM_CERTAINTY_NONE && both->rating != own->rating) {
            sam_page_raw(page, " <strong>");
            sam_page_text(page, sam_page_tr(page, SAM_SAY_EXPECT_OWN_OTHER));
            sam_page_raw(page, "</strong>");
        }
        sam_page_raw(page, "</small>");
    }
    for (size_t i = own != NULL ? 1 : 0; i < expectation->rating_count; i++) {
        const struct sam_results_rating *rating = &expectation->ratings[i];
        sam_page_raw(page, "<small>");
        sam_page_text(page, alliance_name(page, rating->alliance));
        sam_page_raw(page, ": ");
        sam_html_rating(page, rating->rating);
        sam_page_raw(page, ". ");
        sam_page_text(page, sam_page_in(page, &rating->reason));
        sam_page_raw(page, "</small>");
    }
}

/* --- the table -------------------------------------------------------------------------------- */

static void write_row(struct sam_page *page, const struct sam_results_expectation *expectation) {
    sam_page_row(page);
    sam_html_expectation_name(page, expectation);
    sam_page_cell(page, N_("Rating by the answers"));
    write_rating(page, expectation);
    sam_page_cell(page, "");
    if (expectation->item_count == 0) {
        sam_page_raw(page, "\xE2\x80\x93");
    }
    for (int side = 0; expectation->item_count > 0 && side < SAM_SIDES; side++) {
        write_side(page, expectation, (enum sam_viewpoint)side);
    }
    sam_page_cell(page, N_("Your own rating"));
    write_own(page, expectation);
    sam_page_row_close(page);
    write_linked(page, expectation);
}

/* A wave of stories rates nothing. */
bool sam_html_has_expectations(const struct sam_page *page) {
    const struct sam_results_framework *framework = page->results->framework;
    for (size_t i = 0; framework != NULL && i < framework->expectation_count; i++) {
        if (framework->expectations[i].item_count + framework->expectations[i].rating_count > 0) {
            return true;
        }
    }
    return false;
}

void sam_html_expectations(struct sam_page *page) {
    static const char *const columns[] = {N_("Expectation and its statements"),
                                          N_("Rating by the answers"), N_("Both sides"),
                                          N_("Your own rating")};
    const struct sam_results_framework *framework = page->results->framework;
    bool unrated = false;
    if (!sam_html_has_expectations(page)) {
        return;
    }
    sam_page_raw(page, "<section id=\"expectations\">\n");
    sam_page_heading(page, 2, N_("What was expected, and how people see it"));
    sam_page_element(page, "<p class=\"say\">", SAM_SAY_EXPECT_PERCEPTION, "</p>\n");
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_text(page, sam_page_in(page, &framework->title));
    sam_page_raw(page, "</p>\n");
    sam_page_table_open(page, "blocks expectations",
                        sam_page_tr(page, N_("Each alliance counts once, each side for half. The "
                                             "faint lines are where one rating becomes the next")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < framework->expectation_count; i++) {
        write_row(page, &framework->expectations[i]);
        unrated = unrated || sam_results_own_rating(&framework->expectations[i]) == NULL;
    }
    sam_page_table_close(page);
    if (unrated) {
        sam_page_element(page, "<p class=\"note\">", SAM_SAY_EXPECT_OWN_HOW, "</p>\n");
    }
    sam_page_raw(page, "</section>\n");
}
