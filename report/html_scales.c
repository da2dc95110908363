#include "analyse/score.h"
#include "report/html.h"
#include "report/sentences.h"

#include <string.h>

static void write_reliability(struct sam_page *page, const struct sam_scale_summary *summary) {
    if (!sam_has(summary->alpha)) {
        sam_page_why(page, summary->alpha.why);
        return;
    }
    sam_page_say(page, "%s", sam_page_digits(page, summary->alpha.value, 2).text);
    if (sam_has(summary->alpha_low) && sam_has(summary->alpha_high)) {
        sam_page_say(page, sam_page_tr(page, N_(" (%s to %s)")),
                     sam_page_digits(page, summary->alpha_low.value, 2).text,
                     sam_page_digits(page, summary->alpha_high.value, 2).text);
    }
    if (summary->alpha.value < 0) {
        sam_page_element(page, "<small>",
                         N_("negative: statements contradict one another, see the weakest"),
                         "</small>");
    }
    sam_page_raw(page, "<small>");
    if (sam_has(summary->omega_total)) {
        sam_page_say(page, sam_page_tr(page, N_("omega %s")),
                     sam_page_digits(page, summary->omega_total.value, 2).text);
    } else {
        sam_page_text(page, sam_page_tr(page, N_("No omega.")));
        sam_page_raw(page, " ");
        sam_page_why(page, summary->omega_total.why);
    }
    sam_page_raw(page, "</small>");
}

static void write_icc(struct sam_page *page, const struct sam_scale_summary *summary) {
    if (!sam_has(summary->icc1)) {
        sam_page_why(page, summary->icc1.why);
        return;
    }
    if (sam_has(summary->icc1_low) && sam_has(summary->icc1_high)) {
        sam_page_say(page, sam_page_tr(page, N_("ICC(1) %s (%s to %s), ICC(2) %s")),
                     sam_page_digits(page, summary->icc1.value, 2).text,
                     sam_page_digits(page, summary->icc1_low.value, 2).text,
                     sam_page_digits(page, summary->icc1_high.value, 2).text,
                     sam_page_number(page, summary->icc2, 2).text);
    } else {
        sam_page_say(page, sam_page_tr(page, N_("ICC(1) %s, ICC(2) %s")),
                     sam_page_digits(page, summary->icc1.value, 2).text,
                     sam_page_number(page, summary->icc2, 2).text);
    }
    /* REML is the rule, as the method says; what differs from it is said. */
    if (sam_has(summary->between) &&
        (summary->method == NULL || strcmp(summary->method, "REML") != 0)) {
        sam_page_element(page, "<small>",
                         N_("the data show no variance between alliances; pooled with a cautious "
                            "half-normal prior"),
                         "</small>");
    }
    if (sam_has(summary->maxima) && summary->maxima.value > 1) {
        sam_page_element(page, "<small>",
                         N_("the likelihood has more than one maximum; the highest was taken"),
                         "</small>");
    }
}

static void write_weakest(struct sam_page *page, const struct sam_scale *scale,
                          const struct sam_scale_summary *summary) {
    size_t weakest = SAM_NONE;
    for (size_t i = 0; i < scale->item_count; i++) {
        if (sam_has(summary->item_rest[i]) &&
            (weakest == SAM_NONE ||
             summary->item_rest[i].value < summary->item_rest[weakest].value)) {
            weakest = i;
        }
    }
    if (weakest == SAM_NONE) {
        if (scale->item_count > 0) {
            sam_page_why(page, summary->item_rest[0].why);
        }
        return;
    }
    sam_page_say(page, "%s: ", sam_page_digits(page, summary->item_rest[weakest].value, 2).text);
    sam_page_text(page, sam_page_in(page, &page->questionnaire->items[scale->items[weakest]].text));
}

static void write_row(struct sam_page *page, size_t index) {
    const struct sam_scale *scale = &page->questionnaire->scales[index];
    const struct sam_scale_summary *summary = &page->results->scales[index];
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &scale->title));
    sam_page_raw(page, "<small>");
    sam_page_say(page,
                 sam_trn_in(page->lang, "%zu statement; %zu people answered all of it",
                            "%zu statements; %zu people answered all of them", scale->item_count),
                 scale->item_count, summary->complete);
    sam_page_raw(page, "</small>");
    sam_page_cell(page, N_("Alpha and its interval"));
    write_reliability(page, summary);
    sam_page_cell(page, N_("Differences between alliances"));
    write_icc(page, summary);
    sam_page_cell(page, N_("Weakest statement"));
    write_weakest(page, scale, summary);
    sam_page_row_close(page);
}

static void write_sources(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    if (q->source_count == 0) {
        return;
    }
    sam_page_heading(page, 3, N_("Where the scales come from"));
    sam_page_raw(page, "<ul>\n");
    for (size_t i = 0; i < q->source_count; i++) {
        sam_page_raw(page, "<li>");
        bool first = true;
        for (size_t s = 0; s < q->scale_count; s++) {
            if (q->scales[s].source != NULL &&
                strcmp(q->scales[s].source, q->sources[i].key) == 0) {
                sam_page_say(page, "%s%s", first ? "" : ", ",
                             sam_page_in(page, &q->scales[s].title));
                first = false;
            }
        }
        sam_page_say(page, "%s%s", first ? "" : ": ", q->sources[i].text);
        sam_page_raw(page, "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
}

static bool has_numbers(const struct sam_page *page, size_t index) {
    const struct sam_scale_summary *summary = &page->results->scales[index];
    bool any = sam_has(summary->alpha) || sam_has(summary->icc1);
    for (size_t i = 0; i < page->questionnaire->scales[index].item_count; i++) {
        any = any || sam_has(summary->item_rest[i]);
    }
    return any;
}

/* Scales that account holders alone answered, and for which they were too few, as they mostly are:
 * one sentence instead of a row of reasons each. */
static bool is_left_out(const struct sam_page *page, size_t index) {
    return sam_scale_of_account_holders(page->questionnaire, index) && !has_numbers(page, index);
}

static void write_left_out(struct sam_page *page) {
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (is_left_out(page, s)) {
            sam_buf_text(&names, names.length > 0 ? "; " : "");
            sam_buf_text(&names, sam_page_in(page, &page->questionnaire->scales[s].title));
            page->occurred[page->results->scales[s].alpha.why] = true;
        }
    }
    if (names.length > 0) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page,
                     sam_page_tr(page, N_("Only account holders answered these, too few of them "
                                          "for such numbers: %s.")),
                     names.data);
        sam_page_raw(page, "</p>\n");
    }
    sam_buf_fini(&names);
}

static bool any_numbers(const struct sam_page *page) {
    bool any = false;
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        any = any || has_numbers(page, s);
    }
    return any;
}

/* Without any number each reason once, and not in every row. */
static void write_reasons(struct sam_page *page) {
    bool said[SAM_WHYS + 1] = {[SAM_HAS_VALUE] = true};
    size_t before = page->html->length;
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        const struct sam_scale_summary *summary = &page->results->scales[s];
        bool items = page->questionnaire->scales[s].item_count > 0;
        const enum sam_why whys[] = {summary->alpha.why, summary->icc1.why,
                                     items ? summary->item_rest[0].why : summary->alpha.why};
        for (size_t i = 0; i < sizeof whys / sizeof *whys && !is_left_out(page, s); i++) {
            if (!said[whys[i]]) {
                sam_page_raw(page, page->html->length > before ? " " : "<p>");
                sam_page_why(page, whys[i]);
                said[whys[i]] = true;
            }
        }
    }
    sam_page_raw(page, page->html->length > before ? "</p>\n" : "");
}

static void write_rows(struct sam_page *page) {
    static const char *const columns[] = {N_("Scale"), N_("Alpha and its interval"),
                                          N_("Differences between alliances"),
                                          N_("Weakest statement")};
    sam_page_table_open(page, "blocks reliability",
                        sam_page_tr(page, N_("Per scale: reliability, and how much of the "
                                             "differences lies between alliances")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        if (!is_left_out(page, s)) {
            write_row(page, s);
        }
    }
    sam_page_table_close(page);
}

void sam_html_scales(struct sam_page *page) {
    if (page->questionnaire->scale_count == 0) {
        return;
    }
    sam_page_raw(page, "<section id=\"scales\">\n");
    sam_page_heading(page, 2, N_("How well the scales hold together"));
    sam_page_element(page, "<p>",
                     N_("Over all alliances together, never per alliance: with a handful of people "
                        "such numbers say nothing. The weakest statement goes least with the rest "
                        "of its scale; a negative number there deserves a look at the wording."),
                     "</p>\n");
    if (any_numbers(page)) {
        write_rows(page);
    } else {
        write_reasons(page);
    }
    write_left_out(page);
    write_sources(page);
    sam_page_raw(page, "</section>\n");
}
