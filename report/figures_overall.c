/* Figures over all alliances, for the evaluator. Alliances stand in order of name, never of score.
 */
#include "base/memory.h"
#include "base/moment.h"
#include "report/chart.h"
#include "report/figures.h"
#include "report/html_record.h"
#include "report/page.h"
#include "report/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More can't be read in one figure. */
enum { MOST_ROWS = 60 };

static const char *tr(const struct sam_figure *figure, const char *message)
    __attribute__((format_arg(2)));
static const char *tr(const struct sam_figure *figure, const char *message) {
    return sam_tr_in(figure->lang, message);
}

static const struct sam_results_alliance *alliance_at(const struct sam_results *results, size_t i) {
    return &results->alliances[results->by_name[i]];
}

/* --- response -------------------------------------------------------------------------------- */

static size_t count_response(const struct sam_results *results,
                             const struct sam_results_alliance *alliance) {
    bool any = false;
    (void)alliance;
    for (size_t i = 0; i < results->alliance_count; i++) {
        any = any || results->alliances[i].result.invited > 0;
    }
    return any && results->alliance_count <= MOST_ROWS;
}

static void draw_response(struct sam_figure *figure) {
    const struct sam_results *results = figure->results;
    sam_figure_title(figure, tr(figure, N_("Who answered, per alliance")));
    sam_figure_heading(figure, tr(figure, N_("Alliance")), NULL, NULL);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_alliance_result *result = &alliance_at(results, i)->result;
        char label[64];
        if (result->invited == 0) {
            continue;
        }
        snprintf(label, sizeof label, tr(figure, N_("%zu of %zu")), result->responded,
                 result->invited);
        sam_figure_row(figure, alliance_at(results, i)->name, NULL, SAM_CHART_BAR_HEIGHT);
        sam_figure_at(figure, 0, SAM_CHART_BAR_HEIGHT);
        sam_chart_bar(&figure->canvas, &(struct sam_chart_bar){.share = (double)result->responded /
                                                                        (double)result->invited,
                                                               .label = label,
                                                               .title = label});
        sam_figure_row_end(figure);
    }
}

/* --- response over time ---------------------------------------------------------------------- */

static size_t count_days(const struct sam_results *results,
                         const struct sam_results_alliance *alliance) {
    (void)alliance;
    return results->day_count > 1;
}

static void draw_days(struct sam_figure *figure) {
    enum { SECONDS_A_DAY = 86400 };
    const struct sam_results *results = figure->results;
    size_t count = results->day_count;
    double *day = sam_xcalloc(count, sizeof *day);
    size_t *responses = sam_xcalloc(count, sizeof *responses);
    size_t all = 0;
    char first[SAM_DATE_WORDS];
    char last[SAM_DATE_WORDS];
    struct sam_buf title;
    for (size_t i = 0; i < count; i++) {
        day[i] = (double)sam_moment_seconds(results->days[i].day) / SECONDS_A_DAY;
        responses[i] = results->days[i].responses;
        all += responses[i];
    }
    sam_date_words(figure->lang, results->days[0].day, first);
    sam_date_words(figure->lang, results->days[count - 1].day, last);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title,
                   sam_trn_in(figure->lang, "%zu response, from %s to %s",
                              "%zu responses, from %s to %s", all),
                   all, first, last);
    sam_figure_title(figure, tr(figure, N_("When answers came in")));
    sam_figure_whole(figure, SAM_CHART_DAYS_HEIGHT);
    sam_chart_days(&figure->canvas, &(struct sam_chart_days){.day = day,
                                                             .responses = responses,
                                                             .count = count,
                                                             .first = first,
                                                             .last = last,
                                                             .title = title.data});
    sam_figure_row_end(figure);
    free(day);
    free(responses);
    sam_buf_fini(&title);
}

/* --- comparison ------------------------------------------------------------------------------ */

static bool comparable(const struct sam_results_alliance *alliance, size_t scale) {
    const struct sam_scale_score *score = &alliance->result.scales[scale];
    return !sam_interview_only(&alliance->result) && sam_has(score->pooled) &&
           sam_has(score->pooled_low) && sam_has(score->pooled_high);
}

static bool worth_comparing(const struct sam_results *results, size_t scale) {
    size_t count = 0;
    for (size_t i = 0; i < results->alliance_count; i++) {
        count += comparable(&results->alliances[i], scale);
    }
    return count > 1 && count <= MOST_ROWS;
}

static size_t count_compare(const struct sam_results *results,
                            const struct sam_results_alliance *alliance) {
    size_t count = 0;
    (void)alliance;
    for (size_t s = 0; s < results->questionnaire->scale_count; s++) {
        count += worth_comparing(results, s);
    }
    return count;
}

static size_t scale_of(const struct sam_results *results, size_t number) {
    size_t scale = 0;
    while (!worth_comparing(results, scale) || number-- > 0) {
        scale++;
    }
    return scale;
}

static const char *which_scale(const struct sam_results *results,
                               const struct sam_results_alliance *alliance, size_t number) {
    (void)alliance;
    return results->questionnaire->scales[scale_of(results, number)].id;
}

static void draw_compare(struct sam_figure *figure) {
    const struct sam_results *results = figure->results;
    size_t scale = scale_of(results, figure->number);
    const struct sam_scale *asked = &results->questionnaire->scales[scale];
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, tr(figure, N_("%s: the alliances side by side")),
                   asked->title.in[figure->lang]);
    sam_figure_title(figure, title.data);
    sam_figure_note(figure, tr(figure, N_("Means drawn towards that of all alliances, the more the "
                                          "fewer people answered, with a 95 % interval. In order "
                                          "of name: where intervals overlap there is no order of "
                                          "score.")));
    sam_figure_heading(figure, tr(figure, N_("Alliance")), NULL, NULL);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = alliance_at(results, i);
        if (comparable(alliance, scale)) {
            sam_figure_row(figure, alliance->name, NULL, SAM_CHART_DOT_HEIGHT);
            sam_figure_dot(figure, asked, &alliance->result.scales[scale], true);
            sam_figure_row_end(figure);
        }
    }
    sam_buf_fini(&title);
}

/* --- network --------------------------------------------------------------------------------- */

/* How many organisations both alliances have. */
static size_t shared_by(const struct sam_results_alliance *one,
                        const struct sam_results_alliance *other) {
    size_t count = 0;
    for (size_t p = 0; p < one->partner_count; p++) {
        for (size_t q = 0; q < other->partner_count; q++) {
            count += strcmp(one->partners[p].id, other->partners[q].id) == 0;
        }
    }
    return count;
}

/* "A and B: 2" for each pair that shares some; returns how many pairs do. */
static size_t find_shared(const struct sam_results *results, size_t *shared,
                          struct sam_buf *words) {
    size_t n = results->alliance_count;
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            size_t count = shared_by(alliance_at(results, i), alliance_at(results, j));
            shared[i * n + j] = count;
            if (count > 0 && words != NULL) {
                sam_buf_printf(words, "%s%s - %s: %zu", pairs > 0 ? "; " : "",
                               alliance_at(results, i)->name, alliance_at(results, j)->name, count);
            }
            pairs += count > 0;
        }
    }
    return pairs;
}

static size_t count_network(const struct sam_results *results,
                            const struct sam_results_alliance *alliance) {
    size_t shared[SAM_CHART_NETWORK_MOST * SAM_CHART_NETWORK_MOST];
    (void)alliance;
    return results->alliance_count <= SAM_CHART_NETWORK_MOST &&
           find_shared(results, shared, NULL) > 0;
}

static void draw_network(struct sam_figure *figure) {
    const struct sam_results *results = figure->results;
    const char *names[SAM_CHART_NETWORK_MOST];
    size_t shared[SAM_CHART_NETWORK_MOST * SAM_CHART_NETWORK_MOST];
    struct sam_buf words;
    sam_buf_init(&words, SAM_BUF_UNLIMITED);
    for (size_t i = 0; i < results->alliance_count; i++) {
        names[i] = alliance_at(results, i)->name;
    }
    find_shared(results, shared, &words);
    sam_figure_title(figure, tr(figure, N_("How many organisations the alliances share")));
    sam_figure_whole(figure, SAM_CHART_NETWORK_HEIGHT);
    sam_chart_network(&figure->canvas, &(struct sam_chart_network){.names = names,
                                                                   .shared = shared,
                                                                   .count = results->alliance_count,
                                                                   .title = words.data});
    sam_figure_row_end(figure);
    sam_buf_fini(&words);
}

/* --- activities ------------------------------------------------------------------------------ */

static size_t count_activities(const struct sam_results *results,
                               const struct sam_results_alliance *alliance) {
    (void)alliance;
    return results->activities != NULL && results->alliance_count <= MOST_ROWS;
}

static void draw_status(struct sam_figure *figure, const char *label,
                        const size_t of[SAM_ACTIVITY_STATUSES], bool with_key) {
    double height = with_key ? SAM_CHART_STATUS_KEY_HEIGHT : SAM_CHART_STATUS_HEIGHT;
    struct sam_buf lines[SAM_ACTIVITY_STATUSES], title;
    const char *key[SAM_ACTIVITY_STATUSES];
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_status_lines(figure->lang, of, lines);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        key[s] = lines[s].data;
        sam_buf_printf(&title, "%s%s", s > 0 ? "; " : "", key[s]);
    }
    sam_figure_row(figure, label, NULL, height);
    sam_figure_at(figure, 0, height);
    sam_chart_status(
        &figure->canvas,
        &(struct sam_chart_status){.of = of, .key = with_key ? key : NULL, .title = title.data});
    sam_figure_row_end(figure);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        sam_buf_fini(&lines[s]);
    }
    sam_buf_fini(&title);
}

static void draw_activities(struct sam_figure *figure) {
    const struct sam_results *results = figure->results;
    sam_figure_title(figure, tr(figure, N_("How the activities go")));
    draw_status(figure, tr(figure, N_("All alliances")), results->activities->of, true);
    for (size_t i = 0; i < results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = alliance_at(results, i);
        if (alliance->record.activity_count > 0) {
            draw_status(figure, alliance->name, alliance->record.of, false);
        }
    }
}

const struct sam_figure_kind sam_figures_overall[] = {
    {"response", false, count_response, draw_response, NULL},
    {"days", false, count_days, draw_days, NULL},
    {"compare", false, count_compare, draw_compare, which_scale},
    {"network", false, count_network, draw_network, NULL},
    {"activities", false, count_activities, draw_activities, NULL},
    {0}};
