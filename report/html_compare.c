/* Alliances side by side. Pooled values with their intervals, in order of name: there is no league
 * table, since nearly all intervals overlap. */
#include "analyse/score.h"
#include "base/memory.h"
#include "report/chart.h"
#include "report/html.h"
#include "report/phrases.h"
#include "report/sentences.h"

#include <stdlib.h>
#include <string.h>

struct spans { /* of the alliances that are shown, each sorted */
    double *low, *high;
    size_t count;
};

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Is a pooled value shown? One or two respondents get a conversation. */
static bool is_shown(const struct sam_alliance_result *result, size_t scale) {
    const struct sam_scale_score *score = &result->scales[scale];
    return !result->suppressed && !sam_interview_only(result) && sam_has(score->pooled) &&
           sam_has(score->pooled_low) && sam_has(score->pooled_high);
}

static struct spans spans_of(const struct sam_results *results, size_t scale) {
    struct spans spans = {.low = sam_xcalloc(results->alliance_count + 1, sizeof(double)),
                          .high = sam_xcalloc(results->alliance_count + 1, sizeof(double))};
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (is_shown(&results->alliances[a].result, scale)) {
            const struct sam_scale_score *score = &results->alliances[a].result.scales[scale];
            spans.low[spans.count] = score->pooled_low.value;
            spans.high[spans.count] = score->pooled_high.value;
            spans.count++;
        }
    }
    qsort(spans.low, spans.count, sizeof(double), compare_doubles);
    qsort(spans.high, spans.count, sizeof(double), compare_doubles);
    return spans;
}

/* How many of the sorted values are below x. */
static size_t below(const double *sorted, size_t count, double x) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle] < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* How many of sorted are x or less. */
static size_t up_to(const double *sorted, size_t count, double x) {
    size_t low = below(sorted, count, x);
    while (low < count && sorted[low] == x) {
        low++;
    }
    return low;
}

static void write_overlap(struct sam_page *page, const struct spans *spans,
                          const struct sam_scale_score *score) {
    size_t others = spans->count - 1;
    size_t apart = below(spans->high, spans->count, score->pooled_low.value) + spans->count -
                   up_to(spans->low, spans->count, score->pooled_high.value);
    if (others == 0) {
        sam_page_text(page, sam_page_tr(page, N_("nothing to compare with")));
    } else if (apart == 0) {
        sam_page_text(page, sam_page_tr(page, N_("overlaps with all others")));
    } else if (apart == others) {
        sam_page_text(page, sam_page_tr(page, N_("overlaps with none of the others")));
    } else {
        sam_page_say(page, sam_page_tr(page, N_("overlaps with %zu of the %zu others")),
                     others - apart, others);
    }
}

static void write_pooled(struct sam_page *page, size_t scale, const struct sam_scale_score *score,
                         const struct spans *spans) {
    struct sam_digits mean = sam_page_digits(page, score->pooled.value, 1);
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, sam_page_tr(page, N_("%s: pooled mean %s, interval %s to %s")),
                   sam_page_in(page, &page->questionnaire->scales[scale].title), mean.text,
                   sam_page_digits(page, score->pooled_low.value, 1).text,
                   sam_page_digits(page, score->pooled_high.value, 1).text);
    sam_page_cell(page, N_("Pooled mean and interval"));
    sam_chart_dot(&page->canvas, &(struct sam_chart_dot){.points = page->questionnaire->points,
                                                         .value = score->pooled.value,
                                                         .low = score->pooled_low.value,
                                                         .high = score->pooled_high.value,
                                                         .has_interval = true,
                                                         .label = mean.text,
                                                         .title = title.data});
    sam_buf_fini(&title);
    sam_page_cell(page, N_("Compared with the others"));
    write_overlap(page, spans, score);
}

static void write_no_value(struct sam_page *page, const struct sam_alliance_result *result,
                           size_t scale) {
    sam_page_cell(page, N_("Pooled mean and interval"));
    if (result->suppressed) {
        sam_page_why(page, SAM_WHY_SUPPRESSED);
    } else if (sam_interview_only(result)) {
        sam_page_text(page, sam_page_tr(page, N_("A conversation instead of scores")));
    } else {
        const struct sam_scale_score *score = &result->scales[scale];
        sam_page_why(page, !sam_has(score->pooled)       ? score->pooled.why
                           : !sam_has(score->pooled_low) ? score->pooled_low.why
                                                         : score->pooled_high.why);
    }
    sam_page_cell(page, N_("Compared with the others"));
    sam_page_raw(page, "\xE2\x80\x93");
}

/* The alliance of this id if its pooled value is shown, else NULL. */
static const struct sam_results_alliance *shown_alliance(const struct sam_results *results,
                                                         size_t scale, const char *id) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &results->alliances[a];
        if (strcmp(alliance->result.id, id) == 0) {
            return is_shown(&alliance->result, scale) ? alliance : NULL;
        }
    }
    return NULL;
}

/* Which alliances change places when answers are taken for steps, if any. */
static void write_inversions(struct sam_page *page, size_t scale) {
    enum { NAMED = 5 };
    const struct sam_ordinal_summary *ordinal = &page->results->scales[scale].ordinal;
    size_t pairs = 0;
    struct sam_buf names;
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < ordinal->inversions_listed; i++) {
        const struct sam_results_alliance *one =
            shown_alliance(page->results, scale, ordinal->inversions[i].higher_mean);
        const struct sam_results_alliance *other =
            shown_alliance(page->results, scale, ordinal->inversions[i].higher_ordinal);
        if (one == NULL || other == NULL) {
            continue;
        }
        if (pairs < NAMED) {
            sam_buf_text(&names, pairs > 0 ? "; " : "");
            sam_buf_printf(&names, sam_page_tr(page, N_("%s and %s")), one->name, other->name);
        }
        pairs++;
    }
    if (pairs > NAMED) {
        sam_buf_printf(&names, sam_page_tr(page, N_("; and %zu more")), pairs - NAMED);
    }
    if (pairs > 0) {
        sam_page_raw(page, "<p>");
        sam_page_say(page,
                     sam_page_tr(page, N_("A mean takes the steps between answers for equal "
                                          "distances. Without that these alliances change "
                                          "places: %s. So read nothing into which of the two is "
                                          "higher.")),
                     names.data);
        sam_page_raw(page, "</p>\n");
    }
    sam_buf_fini(&names);
}

/* Where the large alliances make the mean another one. */
static void write_mean_of_alliances(struct sam_page *page,
                                    const struct sam_scale_summary *summary) {
    if (!sam_has(summary->mean_of_alliances)) {
        return;
    }
    struct sam_digits people = sam_page_digits(page, summary->mean.value, 1);
    struct sam_digits alliances = sam_page_digits(page, summary->mean_of_alliances.value, 1);
    if (strcmp(people.text, alliances.text) != 0) {
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_MEAN_OF_ALLIANCES), alliances.text);
    }
}

static void write_overall(struct sam_page *page, size_t scale) {
    const struct sam_scale_summary *summary = &page->results->scales[scale];
    if (!sam_has(summary->mean) || !sam_has(summary->clustered.low)) {
        return;
    }
    sam_page_raw(page, "<p>");
    sam_page_say(page, sam_page_tr(page, SAM_SAY_OVERALL_MEAN),
                 sam_page_digits(page, summary->mean.value, 1).text,
                 sam_page_digits(page, summary->clustered.low.value, 1).text,
                 sam_page_digits(page, summary->clustered.high.value, 1).text);
    write_mean_of_alliances(page, summary);
    sam_page_raw(page, "</p>\n");
}

/* Do they differ at all? */
static void write_test(struct sam_page *page, size_t scale) {
    const struct sam_alliances_test *test = &page->results->scales[scale].alliances_test;
    if (!sam_has(test->eta_squared)) {
        return;
    }
    sam_page_raw(page, "<p class=\"note\">");
    sam_page_say(page, sam_page_tr(page, SAM_SAY_BETWEEN),
                 sam_page_percent(page, test->eta_squared.value).text);
    if (sam_has(test->p)) {
        double p = test->p.value;
        sam_page_raw(page, " ");
        sam_page_say(page,
                     p < 0.05 ? sam_page_tr(page, SAM_SAY_BETWEEN_CHANCE_UNLIKELY)
                              : sam_page_tr(page, SAM_SAY_BETWEEN_CHANCE_LIKELY),
                     sam_page_chance(page, p).text);
    }
    sam_page_raw(page, "</p>\n");
}

static void write_table(struct sam_page *page, size_t scale, const struct spans *spans) {
    static const char *const columns[] = {N_("Alliance"), N_("Pooled mean and interval"),
                                          N_("Compared with the others")};
    const struct sam_results *results = page->results;
    sam_page_table_open(page, "blocks",
                        sam_page_tr(page, N_("Pooled means in order of name, with the intervals "
                                             "that belong to comparing")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &results->alliances[page->order[i]];
        sam_page_row(page);
        sam_page_text(page, alliance->name);
        if (is_shown(&alliance->result, scale)) {
            write_pooled(page, scale, &alliance->result.scales[scale], spans);
        } else {
            write_no_value(page, &alliance->result, scale);
        }
        sam_page_row_close(page);
    }
    sam_page_table_close(page);
}

static void write_scale(struct sam_page *page, size_t scale) {
    struct spans spans = spans_of(page->results, scale);
    sam_page_raw(page, "<h3>");
    sam_page_text(page, sam_page_in(page, &page->questionnaire->scales[scale].title));
    sam_page_raw(page, "</h3>\n");
    if (spans.count > 0) {
        write_table(page, scale, &spans);
    } else {
        sam_page_element(page, "<p>", N_("No alliance has a score here to compare."), "</p>\n");
    }
    write_overall(page, scale);
    write_test(page, scale);
    write_inversions(page, scale);
    free(spans.low);
    free(spans.high);
}

static void write_phases(struct sam_page *page, enum sam_relation relation) {
    static const char *const columns[] = {N_("Alliance"), N_("What the answers say")};
    sam_page_raw(page, "<h3>");
    sam_page_say(page, sam_page_tr(page, N_("Phase: %s")),
                 sam_words_relation(page->lang, relation));
    sam_page_raw(page, "</h3>\n");
    sam_page_table_open(page, "blocks",
                        sam_page_tr(page, N_("Phases in order of the alliances' names")), columns,
                        sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        sam_page_row(page);
        sam_page_text(page, alliance->name);
        sam_page_cell(page, "");
        if (!alliance->result.suppressed && sam_interview_only(&alliance->result)) {
            sam_buf_text(&text, sam_page_tr(page, N_("A conversation instead of scores")));
        } else {
            sam_words_verdict(page->lang, &alliance->result.phase[relation], &text);
        }
        sam_page_text(page, text.data);
        sam_page_row_close(page);
        sam_buf_fini(&text);
    }
    sam_page_table_close(page);
}

static bool any_phase(const struct sam_results *results, enum sam_relation relation) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_alliance_result *result = &results->alliances[a].result;
        if (result->has_phase[relation] && sam_html_asks_phase(&result->phase[relation])) {
            return true;
        }
    }
    return false;
}

bool sam_html_has_compare(const struct sam_page *page) {
    return sam_main_scale(page->questionnaire) != SAM_NONE ||
           any_phase(page->results, SAM_RELATION_ALLIANCE) ||
           any_phase(page->results, SAM_RELATION_PARTNERSHIP);
}

void sam_html_compare(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    if (!sam_html_has_compare(page)) {
        return;
    }
    sam_page_raw(page, "<section id=\"compare\">\n");
    sam_page_heading(page, 2, N_("The alliances side by side"));
    sam_page_element(page, "<p class=\"say\">",
                     N_("This is no league table. Alliances differ in size and in task; where "
                        "intervals overlap, a difference may well be chance."),
                     "</p>\n");
    sam_page_element(
        page, "<p>",
        N_("The values here are pooled: each alliance's mean is drawn towards the mean "
           "of all, more so when fewer people answered. That makes comparing fair. An "
           "alliance's own pack shows its own mean."),
        "</p>\n");
    for (size_t s = 0; s < q->scale_count; s++) {
        if (q->scales[s].phase == SAM_PHASE_NONE && !sam_scale_of_account_holders(q, s)) {
            write_scale(page, s);
        }
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (any_phase(page->results, (enum sam_relation)r)) {
            write_phases(page, (enum sam_relation)r);
        }
    }
    sam_page_raw(page, "</section>\n");
}
