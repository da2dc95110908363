/* What the funder's staff see, apart from what partners see. */
#include "analyse/score.h"
#include "report/html.h"

static bool has_own(const struct sam_questionnaire *q, size_t theme) {
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && sam_item_of_account_holders(q, i)) {
            return true;
        }
    }
    return false;
}

/* --- scales of theirs --------------------------------------------------------------------------
 */

static void write_scale(struct sam_page *page, size_t scale, struct sam_number mean, size_t n) {
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &page->questionnaire->scales[scale].title));
    sam_page_cell(page, N_("Mean"));
    if (sam_has(mean)) {
        sam_page_say(page, sam_page_tr(page, N_("%s (n = %zu)")),
                     sam_page_digits(page, mean.value, 1).text, n);
    } else {
        sam_page_why(page, mean.why);
    }
    sam_page_row_close(page);
}

/* Of one alliance, or (NULL) of all. */
static void write_scales(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Mean")};
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = false;
    for (size_t s = 0; s < q->scale_count; s++) {
        if (!sam_scale_of_account_holders(q, s)) {
            continue;
        }
        if (!any) {
            sam_page_table_open(page, "blocks",
                                sam_page_tr(page, N_("Means of what account holders were asked")),
                                columns, 2);
        }
        any = true;
        if (result != NULL) {
            write_scale(page, s, result->scales[s].mean, result->scales[s].respondents);
        } else {
            write_scale(page, s, page->results->scales[s].mean,
                        page->results->scales[s].respondents);
        }
    }
    if (any) {
        sam_page_table_close(page);
    }
}

/* --- their own statements ----------------------------------------------------------------------
 */

static void write_theme(struct sam_page *page, const struct sam_alliance_result *result,
                        size_t theme) {
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_raw(page, "<table class=\"blocks statements\" role=\"table\"><caption>");
    sam_page_say(page, sam_page_tr(page, N_("Theme: %s")),
                 sam_page_in(page, sam_theme_title(&q->themes[theme], SAM_ACCOUNT_HOLDER)));
    sam_page_raw(page, "</caption>\n");
    sam_html_statement_head(page, N_("Mean"));
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme && sam_item_of_account_holders(q, i)) {
            sam_page_row(page);
            sam_page_text(page, sam_page_in(page, sam_item_text(&q->items[i], SAM_ACCOUNT_HOLDER)));
            sam_page_cell(page, "");
            sam_html_answers(page, &result->items[i]);
            sam_page_cell(page, N_("Mean"));
            sam_html_item_mean(page, &result->items[i]);
            sam_page_row_close(page);
        }
    }
    sam_page_table_close(page);
}

/* Statements or scales of theirs; what is mirrored alone stands where the two sides are compared.
 */
static bool any_own(const struct sam_questionnaire *q) {
    bool any = false;
    for (size_t t = 0; t < q->theme_count && !any; t++) {
        any = has_own(q, t);
    }
    for (size_t s = 0; s < q->scale_count && !any; s++) {
        any = sam_scale_of_account_holders(q, s);
    }
    return any;
}

void sam_html_holders(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_questionnaire *q = page->questionnaire;
    const struct sam_alliance_result *result = &alliance->result;
    size_t there = result->by_role[SAM_ACCOUNT_HOLDER];
    if (there == 0 || result->items == NULL || !any_own(q)) {
        return;
    }
    sam_page_raw(page, "<section id=\"holders\">\n");
    sam_page_heading(page, 2, N_("What the account holder sees"));
    sam_page_raw(page, "<p>");
    sam_page_say(page,
                 sam_trn_in(page->lang, "%zu account holder of the funder answered.",
                            "%zu account holders of the funder answered.", there),
                 there);
    sam_page_raw(page, " ");
    sam_page_text(page, sam_trn_in(page->lang,
                                   "It is what one person sees from their place. It counts in no "
                                   "score of the alliance, and is for you alone: everybody knows "
                                   "who the account holder is.",
                                   "It is what a few people see from their place. It counts in no "
                                   "score of the alliance, and is for you alone: everybody knows "
                                   "who the account holders are.",
                                   there));
    sam_page_raw(page, "</p>\n");
    write_scales(page, result);
    for (size_t t = 0; t < q->theme_count; t++) {
        if (has_own(q, t)) {
            write_theme(page, result, t);
        }
    }
    sam_page_raw(page, "</section>\n");
}

bool sam_html_has_holders(const struct sam_page *page) {
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (sam_scale_of_account_holders(page->questionnaire, s) &&
            page->results->scales[s].respondents > 0) {
            return true;
        }
    }
    return false;
}

void sam_html_holders_overall(struct sam_page *page) {
    if (!sam_html_has_holders(page)) {
        return;
    }
    sam_page_raw(page, "<section id=\"holders\">\n");
    sam_page_heading(page, 2, N_("What the account holders see"));
    sam_page_element(page, "<p>",
                     N_("Over all alliances. Each answers about their own alliance, so this is no "
                        "comparison; per alliance it stands in the pack."),
                     "</p>\n");
    write_scales(page, NULL);
    sam_page_raw(page, "</section>\n");
}
