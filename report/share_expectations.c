/* What was expected, for sharing: rated from the cells of the plan and nothing else, with the
 * evaluators' own rating, without its reason. What cells tell is told already; so what follows from
 * a rating follows from them (docs/privacy.md, rule 11). */
#include "report/chart.h"
#include "report/framework_phrases.h"
#include "report/html.h"
#include "report/share.h"

#include <math.h>

/* A stretch in which a mean lies, on 1 .. points. */
struct stretch {
    double low, high;
    size_t statements;
};

/* One statement over all alliances: those that show it, and those that show it together, each
 * alliance counting once. False where none does. */
static bool stretch_of(const struct sam_page *page, size_t item, bool turned, double *low,
                       double *high) {
    const struct sam_disclosure *plan = page->results->disclosure;
    const struct sam_together *together = &plan->together[item];
    double lows = 0;
    double highs = 0;
    double alliances = 0;
    for (size_t a = 0; a < plan->alliance_count; a++) {
        const struct sam_cell *cell = &plan->alliances[a].items[item];
        if (cell->shown == SAM_SHOW_MEAN || cell->shown == SAM_SHOW_ANSWERS) {
            lows += cell->low;
            highs += cell->high;
            alliances++;
        }
    }
    if (together->cell.shown != SAM_SHOW_NOTHING) {
        lows += (double)together->alliances * together->cell.low;
        highs += (double)together->alliances * together->cell.high;
        alliances += (double)together->alliances;
    }
    if (!(alliances > 0)) {
        return false;
    }
    double mirror = page->questionnaire->points + 1;
    *low = turned ? mirror - highs / alliances : lows / alliances;
    *high = turned ? mirror - lows / alliances : highs / alliances;
    return true;
}

static struct stretch gather(const struct sam_page *page,
                             const struct sam_results_expectation *expectation) {
    struct stretch sum = {0};
    const unsigned partners = 1U << SAM_LEAD | 1U << SAM_PARTNER;
    for (size_t i = 0; i < expectation->item_count; i++) {
        size_t item = expectation->items[i];
        if ((page->questionnaire->items[item].audience & partners) == 0) {
            continue;
        }
        bool turned = page->questionnaire->items[item].reverse != expectation->against[i];
        double low = 0;
        double high = 0;
        if (stretch_of(page, item, turned, &low, &high)) {
            sum.low += low;
            sum.high += high;
            sum.statements++;
        }
    }
    if (sum.statements > 0) {
        sum.low /= (double)sum.statements;
        sum.high /= (double)sum.statements;
    }
    return sum;
}

/* No dot: no place in the stretch is likelier than another. */
static void write_stretch(struct sam_page *page, const struct sam_results_expectation *expectation,
                          const struct stretch *stretch) {
    int points = page->questionnaire->points;
    const double marks[] = {1 + 0.375 * (points - 1), 1 + 0.625 * (points - 1)};
    struct sam_digits low = sam_page_digits(page, stretch->low, 1);
    struct sam_digits high = sam_page_digits(page, stretch->high, 1);
    struct sam_buf label;
    struct sam_buf title;
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&label, sam_page_tr(page, N_("%s to %s")), low.text, high.text);
    sam_buf_printf(&title, sam_page_tr(page, N_("%s: between %s and %s")),
                   sam_page_in(page, &expectation->text), low.text, high.text);
    sam_chart_range(&page->canvas, &(struct sam_chart_range){.points = points,
                                                             .low = stretch->low,
                                                             .high = stretch->high,
                                                             .bounds = marks,
                                                             .bound_count = 2,
                                                             .label = label.data,
                                                             .title = title.data});
    sam_buf_fini(&label);
    sam_buf_fini(&title);
}

static void write_answers(struct sam_page *page,
                          const struct sam_results_expectation *expectation) {
    struct stretch stretch = gather(page, expectation);
    int points = page->questionnaire->points;
    if (stretch.statements == 0) {
        sam_page_raw(page, "<span class=\"note\">");
        sam_page_text(page, sam_page_tr(page, SAM_SHARE_EXPECT_NOTHING));
        sam_page_raw(page, "</span>");
        return;
    }
    write_stretch(page, expectation, &stretch);
    enum sam_rating worst = sam_rating_of_mean(stretch.low, points);
    enum sam_rating best = sam_rating_of_mean(stretch.high, points);
    if (worst == best) {
        sam_html_rating(page, best);
    } else if (best == SAM_RATING_YES && worst == SAM_RATING_NO) {
        sam_page_text(page, sam_page_tr(page, SAM_SHARE_EXPECT_ALL));
    } else {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_EXPECT_TWO),
                     sam_words_rating(page->lang, best), sam_words_rating(page->lang, worst));
    }
    sam_page_raw(page, "<small>");
    sam_page_say(page,
                 sam_say_count(page->lang, stretch.statements, SAM_SHARE_EXPECT_COUNT_ONE,
                               SAM_SHARE_EXPECT_COUNT_MANY),
                 stretch.statements);
    sam_page_raw(page, "</small>");
}

bool sam_share_own_rating(const struct sam_page *page,
                          const struct sam_results_expectation *expectation) {
    return sam_results_own_rating(expectation) != NULL &&
           page->results->respondents >= (size_t)page->results->disclosure->privacy.bands_from;
}

void sam_share_expectations(struct sam_page *page) {
    static const char *const columns[] = {N_("Expectation"), N_("By what partners answered"),
                                          N_("What the evaluators say")};
    const struct sam_results_framework *framework = page->results->framework;
    bool own = false;
    bool linked = false;
    for (size_t i = 0; framework != NULL && i < framework->expectation_count; i++) {
        own = own || sam_share_own_rating(page, &framework->expectations[i]);
        linked = linked || gather(page, &framework->expectations[i]).statements > 0;
    }
    if (!own && !linked) {
        return;
    }
    sam_page_raw(page, "<section id=\"expectations\">\n");
    sam_page_heading(page, 2, N_("What was expected, and how partners see it"));
    sam_page_element(page, "<p>", SAM_SHARE_EXPECT_INTRO, "</p>\n");
    sam_page_table_open(page, "blocks expected",
                        sam_page_tr(page, N_("Expectations, goals and criteria of the "
                                             "evaluation")),
                        columns, own ? 3 : 2);
    for (size_t i = 0; i < framework->expectation_count; i++) {
        const struct sam_results_expectation *expectation = &framework->expectations[i];
        sam_page_row(page);
        sam_html_expectation_name(page, expectation);
        sam_page_cell(page, N_("By what partners answered"));
        write_answers(page, expectation);
        if (own) {
            sam_page_cell(page, N_("What the evaluators say"));
            if (sam_share_own_rating(page, expectation)) {
                sam_html_rating(page, sam_results_own_rating(expectation)->rating);
            } else {
                sam_page_raw(page, "\xE2\x80\x93");
            }
        }
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
    sam_page_raw(page, "</section>\n");
}
