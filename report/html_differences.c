/* Roles against each other, and this wave against the last. */
#include "analyse/score.h"
#include "report/advice.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"

#include <math.h>
#include <stdio.h>

void sam_html_chance(struct sam_page *page, struct sam_number p) {
    if (!sam_has(p)) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_CHANCE_UNKNOWN));
        page->occurred[p.why] = true;
        return;
    }
    sam_page_say(page,
                 p.value < 0.05 ? sam_page_tr(page, SAM_SAY_CHANCE_UNLIKELY)
                                : sam_page_tr(page, SAM_SAY_CHANCE_LIKELY),
                 sam_page_chance(page, p.value).text);
}

/* --- roles ----------------------------------------------------------------------------------- */

static const struct sam_html_names lead_sides = {N_("lead"), N_("others")};

void sam_html_gap(struct sam_page *page, const char *what, const struct sam_html_names *sides,
                  double first, double second) {
    char one[96];
    char other[96];
    struct sam_buf title;
    struct sam_digits a = sam_page_digits(page, first, 1);
    struct sam_digits b = sam_page_digits(page, second, 1);
    snprintf(one, sizeof one, "%s %s", sam_tr_in(page->lang, sides->first), a.text);
    snprintf(other, sizeof other, "%s %s", sam_tr_in(page->lang, sides->second), b.text);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, "%s: %s, %s", what, one, other);
    sam_chart_gap(&page->canvas, &(struct sam_chart_gap){.points = page->questionnaire->points,
                                                         .first = first,
                                                         .second = second,
                                                         .first_label = one,
                                                         .second_label = other,
                                                         .title = title.data});
    sam_buf_fini(&title);
}

void sam_html_contrast(struct sam_page *page, const struct sam_scale *scale,
                       const struct sam_contrast *contrast, const struct sam_html_names *sides) {
    if (!sam_has(contrast->test.difference) || !sam_has(contrast->first_mean)) {
        return;
    }
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &scale->title));
    sam_page_cell(page, N_("Means"));
    sam_html_gap(page, sam_page_in(page, &scale->title), sides, contrast->first_mean.value,
                 contrast->second_mean.value);
    sam_page_cell(page, N_("Is it chance?"));
    sam_html_chance(page, contrast->test.p);
    sam_page_raw(page, "<small>");
    sam_page_say(page, sam_page_tr(page, N_("people: %zu against %zu")), contrast->first,
                 contrast->second);
    sam_page_raw(page, "</small>");
    sam_page_row_close(page);
}

static bool any_contrast(const struct sam_questionnaire *q,
                         const struct sam_alliance_result *result) {
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_contrast *c = &result->differences[s].lead_partners;
        if (sam_has(c->test.difference) && sam_has(c->first_mean)) {
            return true;
        }
    }
    return false;
}

static double mean_of(struct sam_voices voices) {
    return (double)voices.sum / (double)voices.n;
}

/* Statements on which the two are far apart. */
static void write_statements(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Statement"), N_("Means")};
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = false;
    for (size_t i = 0; result->items != NULL && i < q->item_count; i++) {
        const struct sam_voices *voices = result->items[i].voices;
        if (!sam_is_gap(sam_gaps_of(voices).lead, q->points)) {
            continue;
        }
        if (!any) {
            sam_page_table_open(page, "blocks gaps two-columns",
                                sam_page_tr(page, N_("Statements on which they are far apart")),
                                columns, 2);
            any = true;
        }
        const char *text = sam_page_in(page, &q->items[i].text);
        sam_page_row(page);
        sam_page_text(page, text);
        sam_page_cell(page, N_("Means"));
        sam_html_gap(page, text, &lead_sides, mean_of(voices[SAM_LEAD]),
                     mean_of(voices[SAM_PARTNER]));
        sam_page_row_close(page);
    }
    if (any) {
        sam_page_table_close(page);
    }
}

void sam_html_roles(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Means"), N_("Is it chance?")};
    const struct sam_questionnaire *q = page->questionnaire;
    sam_page_heading(page, 3, N_("Who sees it differently?"));
    if (!any_contrast(q, result)) {
        sam_page_element(page, "<p>",
                         N_("Nothing to compare: one of the two sides did not answer."), "</p>\n");
        return;
    }
    sam_page_element(
        page, "<p class=\"note\">",
        N_("A lead partner is one person as a rule. What stands here is a question for "
           "the meeting, not a finding about roles. p: how often chance alone makes a "
           "difference this large."),
        "</p>\n");
    sam_page_table_open(page, "blocks gaps",
                        sam_page_tr(page, N_("The lead partner and the other partners")), columns,
                        3);
    for (size_t s = 0; s < q->scale_count; s++) {
        sam_html_contrast(page, &q->scales[s], &result->differences[s].lead_partners, &lead_sides);
    }
    sam_page_table_close(page);
    write_statements(page, result);
}

/* --- waves ----------------------------------------------------------------------------------- */

static void draw_change(struct sam_page *page, const char *what, struct sam_number difference,
                        struct sam_number margin) {
    char label[64];
    struct sam_buf title;
    struct sam_digits digits = sam_page_digits(page, difference.value, 1);
    snprintf(label, sizeof label, "%s%s", difference.value >= 0.05 ? "+" : "", digits.text);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, sam_page_tr(page, N_("%s: change %s since the last wave")), what, label);
    sam_chart_change(&page->canvas,
                     &(struct sam_chart_change){.range = page->questionnaire->points - 1,
                                                .value = difference.value,
                                                .margin = margin.value,
                                                .has_margin = sam_has(margin),
                                                .label = label,
                                                .down = sam_page_tr(page, N_("lower")),
                                                .up = sam_page_tr(page, N_("higher")),
                                                .title = title.data});
    sam_buf_fini(&title);
}

static void write_change_row(struct sam_page *page, const struct sam_scale *scale,
                             const struct sam_change *change) {
    sam_page_row(page);
    sam_page_text(page, sam_page_in(page, &scale->title));
    sam_page_cell(page, N_("Change"));
    if (!sam_has(change->test.difference)) {
        sam_page_why(page, change->test.difference.why);
        sam_page_cell(page, N_("Is it chance?"));
        sam_page_raw(page, "\xE2\x80\x93");
        sam_page_row_close(page);
        return;
    }
    draw_change(page, sam_page_in(page, &scale->title), change->test.difference,
                change->detectable);
    sam_page_cell(page, N_("Is it chance?"));
    sam_html_chance(page, change->test.p);
    sam_page_raw(page, "<small>");
    if (sam_has(change->detectable)) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_CHANGE_MEASURED), change->pairs,
                     sam_page_digits(page, change->detectable.value, 1).text);
    } else {
        sam_page_say(
            page, sam_say_count(page->lang, change->pairs, SAM_SAY_CHANGE_ONE, SAM_SAY_CHANGE_MANY),
            change->pairs);
    }
    sam_page_raw(page, "</small>");
    sam_page_row_close(page);
}

/* Single statements that moved as much as makes them a topic. */
static void write_moved(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Statement"), N_("Change")};
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = false;
    for (size_t t = 0; t < result->topic_count; t++) {
        size_t i = result->topics[t].item;
        if (!result->topics[t].reasons[SAM_REASON_CHANGE] || result->items == NULL ||
            !sam_has(result->items[i].change.difference)) {
            continue;
        }
        if (!any) {
            sam_page_table_open(page, "blocks gaps two-columns",
                                sam_page_tr(page, N_("Statements that moved most")), columns, 2);
            any = true;
        }
        sam_page_row(page);
        sam_page_text(page, sam_page_in(page, &q->items[i].text));
        sam_page_cell(page, N_("Change"));
        draw_change(page, sam_page_in(page, &q->items[i].text), result->items[i].change.difference,
                    sam_no_value(SAM_WHY_NOT_ASKED));
        sam_page_row_close(page);
    }
    if (any) {
        sam_page_table_close(page);
    }
}

/* By their texts where this questionnaire has them; returns how many it hasn't. */
static size_t add_left_out(struct sam_page *page, const char *const *ids, size_t count,
                           struct sam_buf *names) {
    size_t unknown = 0;
    for (size_t i = 0; i < count; i++) {
        size_t item = sam_questionnaire_item(page->questionnaire, ids[i]);
        if (item == SAM_NONE) {
            unknown++;
            continue;
        }
        sam_buf_text(names, names->length > 0 ? "; " : "");
        sam_buf_text(names, sam_page_in(page, &page->questionnaire->items[item].text));
    }
    return unknown;
}

static void write_left_out(struct sam_page *page) {
    const struct sam_results *results = page->results;
    struct sam_buf names;
    size_t unknown = 0;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
        const struct sam_results_compared *compared = &results->compared[s];
        if (compared->items > 0) {
            unknown += add_left_out(page, compared->left_out, compared->left_out_count, &names);
            unknown +=
                add_left_out(page, compared->left_out_then, compared->left_out_then_count, &names);
        }
    }
    if (unknown > 0) {
        sam_buf_text(&names, names.length > 0 ? "; " : "");
        sam_buf_printf(&names,
                       sam_trn_in(page->lang, "%zu statement of the earlier questionnaire",
                                  "%zu statements of the earlier questionnaire", unknown),
                       unknown);
    }
    if (names.length > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_CHANGE_LEFT_OUT), names.data);
        sam_page_raw(page, "</p>\n");
    }
    sam_buf_fini(&names);
}

/* Who is compared, and from where on a change of the main score is one. */
static void write_who(struct sam_page *page, const struct sam_alliance_result *result) {
    size_t scale = sam_main_scale(page->questionnaire);
    if (scale == SAM_NONE || !sam_has(result->differences[scale].change.test.difference)) {
        return;
    }
    const struct sam_change *change = &result->differences[scale].change;
    sam_page_raw(page, "<p>");
    sam_page_say(page, sam_page_tr(page, SAM_SAY_CHANGE_WHO), change->pairs, change->newcomers,
                 change->leavers);
    if (sam_has(change->detectable)) {
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_CHANGE_DETECTABLE),
                     sam_page_in(page, &page->questionnaire->scales[scale].title),
                     sam_page_digits(page, change->detectable.value, 1).text);
    }
    sam_page_raw(page, "</p>\n");
}

/* Did the last wave ask other statements altogether (a self-evaluation, stories)? */
static bool asked_other_things(const struct sam_page *page,
                               const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = page->questionnaire;
    for (size_t s = 0; s < q->scale_count; s++) {
        struct sam_number difference = result->differences[s].change.test.difference;
        if (!sam_scale_of_account_holders(q, s) &&
            (sam_has(difference) || difference.why != SAM_WHY_NOT_COMPARABLE)) {
            return false;
        }
    }
    return true;
}

static void write_changes(struct sam_page *page, const struct sam_alliance_result *result) {
    static const char *const columns[] = {N_("Scale"), N_("Change"), N_("Is it chance?")};
    const struct sam_questionnaire *q = page->questionnaire;
    char caption[400];
    snprintf(caption, sizeof caption,
             sam_page_tr(page, N_("Change since wave %s, over organisations that answered in both. "
                                  "The line through a dot: what errors of measurement alone may "
                                  "do, in 95 of 100 cases. p: how often chance alone makes a "
                                  "change this large")),
             page->results->against);
    sam_page_table_open(page, "blocks gaps", caption, columns, 3);
    for (size_t s = 0; s < q->scale_count; s++) {
        if (!sam_scale_of_account_holders(q, s)) {
            write_change_row(page, &q->scales[s], &result->differences[s].change);
        }
    }
    sam_page_table_close(page);
}

void sam_html_change(struct sam_page *page, const struct sam_alliance_result *result) {
    if (page->results->against == NULL || page->questionnaire->scale_count == 0 ||
        asked_other_things(page, result)) {
        return;
    }
    sam_page_heading(page, 3, N_("What changed since the last wave?"));
    write_changes(page, result);
    write_who(page, result);
    write_left_out(page);
    write_moved(page, result);
}
