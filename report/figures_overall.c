/* Figures over all alliances, for the evaluator. Alliances stand in order of name, never of score.
 */
#include "base/memory.h"
#include "base/moment.h"
#include "report/chart.h"
#include "report/chart_overall.h"
#include "report/figures.h"
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
    const struct sam_results *results = figure->results;
    size_t count = results->day_count;
    double *at = sam_xcalloc(count, sizeof *at);
    size_t *sum = sam_xcalloc(count, sizeof *sum);
    size_t total = 0;
    size_t invited = 0;
    char last[64];
    char most[64];
    struct sam_buf title;
    for (size_t i = 0; i < count; i++) {
        enum { SECONDS_A_DAY = 86400 };
        total += results->days[i].responses;
        sum[i] = total;
        at[i] = (double)(sam_moment_seconds(results->days[i].day) -
                         sam_moment_seconds(results->days[0].day)) /
                SECONDS_A_DAY;
    }
    for (size_t a = 0; a < results->alliance_count; a++) {
        for (int role = 0; role < SAM_ROLES; role++) {
            invited += results->alliances[a].invited_by_role[role];
        }
    }
    bool known = invited >= total;
    snprintf(last, sizeof last, tr(figure, N_("%zu answered")), total);
    snprintf(most, sizeof most, tr(figure, N_("%zu invited")), invited);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, tr(figure, N_("From %s to %s %zu people answered")),
                   results->days[0].day, results->days[count - 1].day, total);
    sam_figure_title(figure, tr(figure, N_("Answers over time")));
    figure->y += 6;
    figure->place.x = SAM_FIGURE_MARGIN;
    figure->place.y = figure->y;
    sam_chart_days(&figure->canvas,
                   &(struct sam_chart_days){.count = count,
                                            .at = at,
                                            .sum = sum,
                                            .most = known ? invited : total,
                                            .most_label = known ? most : NULL,
                                            .last_label = last,
                                            .first_day = results->days[0].day,
                                            .last_day = results->days[count - 1].day,
                                            .title = title.data});
    figure->y += SAM_CHART_DAYS_HEIGHT;
    free(at);
    free(sum);
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

struct network {
    const char **left, **right; /* alliances by name; organisations in several */
    const char **ids;           /* of right */
    size_t left_count, right_count, link_count;
    size_t (*links)[2];
};

/* In how many alliances this organisation is. */
static size_t alliances_of(const struct sam_results *results, const char *id) {
    size_t count = 0;
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = alliance_at(results, a);
        for (size_t p = 0; p < alliance->partner_count; p++) {
            if (strcmp(alliance->partners[p].id, id) == 0) {
                count++;
                break;
            }
        }
    }
    return count;
}

static int compare_links(const void *a, const void *b) {
    const size_t *one = a;
    const size_t *other = b;
    return one[1] != other[1] ? (one[1] < other[1] ? -1 : 1) : (one[0] < other[0] ? -1 : 1);
}

static void network_add(struct network *n, size_t alliance, const struct sam_results_partner *p) {
    size_t right = 0;
    while (right < n->right_count && strcmp(n->ids[right], p->id) != 0) {
        right++;
    }
    if (right == n->right_count) {
        n->ids[n->right_count] = p->id;
        n->right[n->right_count++] = p->name;
    }
    n->links[n->link_count][0] = alliance;
    n->links[n->link_count++][1] = right;
}

static void network_init(struct network *n, const struct sam_results *results) {
    size_t partners = 0;
    for (size_t a = 0; a < results->alliance_count; a++) {
        partners += results->alliances[a].partner_count;
    }
    *n = (struct network){.left = sam_xcalloc(results->alliance_count + 1, sizeof *n->left),
                          .right = sam_xcalloc(partners + 1, sizeof *n->right),
                          .ids = sam_xcalloc(partners + 1, sizeof *n->ids),
                          .links = sam_xcalloc(partners + 1, sizeof *n->links)};
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = alliance_at(results, a);
        bool linked = false;
        for (size_t p = 0; p < alliance->partner_count; p++) {
            if (alliances_of(results, alliance->partners[p].id) > 1) {
                linked = true;
                network_add(n, n->left_count, &alliance->partners[p]);
            }
        }
        if (linked) {
            n->left[n->left_count++] = alliance->name;
        }
    }
    qsort(n->links, n->link_count, sizeof *n->links, compare_links);
}

static void network_fini(struct network *n) {
    free(n->left);
    free(n->right);
    free(n->ids);
    free(n->links);
}

static size_t count_network(const struct sam_results *results,
                            const struct sam_results_alliance *alliance) {
    struct network n;
    (void)alliance;
    if (results->alliance_count > MOST_ROWS) {
        return 0;
    }
    network_init(&n, results);
    bool some = n.right_count > 0 && n.right_count <= MOST_ROWS;
    network_fini(&n);
    return some;
}

/* "COC: Act4Respect, Samen werkt het" per organisation: the network in words. */
static void network_words(const struct network *n, struct sam_buf *words) {
    for (size_t i = 0; i < n->link_count; i++) {
        bool begins = i == 0 || n->links[i][1] != n->links[i - 1][1];
        if (begins) {
            sam_buf_printf(words, "%s%s: ", i > 0 ? "; " : "", n->right[n->links[i][1]]);
        }
        sam_buf_printf(words, "%s%s", begins ? "" : ", ", n->left[n->links[i][0]]);
    }
}

static void draw_network(struct sam_figure *figure) {
    struct network n;
    struct sam_buf words;
    network_init(&n, figure->results);
    sam_buf_init(&words, SAM_BUF_UNLIMITED);
    network_words(&n, &words);
    struct sam_chart_network chart = {.left = n.left,
                                      .right = n.right,
                                      .left_count = n.left_count,
                                      .right_count = n.right_count,
                                      .links = (const size_t(*)[2])n.links,
                                      .link_count = n.link_count,
                                      .title = words.data};
    sam_figure_title(figure, tr(figure, N_("Organisations that work in several alliances")));
    figure->y += 4;
    figure->place.x = SAM_FIGURE_MARGIN;
    figure->place.y = figure->y;
    sam_chart_network(&figure->canvas, &chart);
    figure->y += sam_chart_network_height(&chart);
    sam_buf_fini(&words);
    network_fini(&n);
}

const struct sam_figure_kind sam_figures_overall[] = {
    {"response", false, count_response, draw_response, NULL},
    {"days", false, count_days, draw_days, NULL},
    {"compare", false, count_compare, draw_compare, which_scale},
    {"network", false, count_network, draw_network, NULL},
    {0}};
