/* Figures of one alliance, for its evaluator. */
#include "analyse/score.h"
#include "report/chart.h"
#include "report/figures.h"
#include "report/sentences.h"

#include <math.h>
#include <stdio.h>

static const char *tr(const struct sam_figure *figure, const char *message)
    __attribute__((format_arg(2)));
static const char *tr(const struct sam_figure *figure, const char *message) {
    return sam_tr_in(figure->lang, message);
}

/* Nobody's scores are drawn of one or two people: a conversation instead (sentences.h). */
static bool silent(const struct sam_results_alliance *alliance) {
    return sam_interview_only(&alliance->result);
}

/* --- scores ---------------------------------------------------------------------------------- */

static size_t count_scores(const struct sam_results *results,
                           const struct sam_results_alliance *alliance) {
    bool any = false;
    for (size_t s = 0; s < results->questionnaire->scale_count && !silent(alliance); s++) {
        any = any || sam_has(alliance->result.scales[s].mean);
    }
    return any;
}

static void draw_scores(struct sam_figure *figure) {
    const struct sam_questionnaire *q = figure->results->questionnaire;
    sam_figure_alliance_title(figure, tr(figure, N_("scores")));
    sam_figure_note(figure, tr(figure, N_("Mean with its 95 % interval; dashed: where the reading "
                                          "bands meet. Hollow: no interval.")));
    sam_figure_heading(figure, tr(figure, N_("Scale")), NULL, NULL);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale_score *score = &figure->alliance->result.scales[s];
        if (!sam_has(score->mean) || sam_scale_of_account_holders(q, s)) {
            continue;
        }
        struct sam_buf band;
        sam_buf_init(&band, SAM_BUF_UNLIMITED);
        sam_buf_text(&band, sam_words_band(figure->lang, score->zone));
        if (score->zone != SAM_BAND_NONE && score->zone_uncertain) {
            sam_buf_printf(&band, "; %s",
                           tr(figure, N_("band uncertain: the interval crosses a bound")));
        }
        sam_figure_row(figure, q->scales[s].title.in[figure->lang],
                       band.length > 0 ? band.data : NULL, SAM_CHART_DOT_HEIGHT);
        sam_figure_dot(figure, &q->scales[s], score, false);
        sam_figure_row_end(figure);
        sam_buf_fini(&band);
    }
}

/* --- statements ------------------------------------------------------------------------------ */

static size_t count_statements(const struct sam_results *results,
                               const struct sam_results_alliance *alliance) {
    (void)results;
    return alliance->result.items != NULL && alliance->result.responded > 0 && !silent(alliance);
}

static void draw_answers(struct sam_figure *figure, const struct sam_item_score *score) {
    const struct sam_questionnaire *q = figure->results->questionnaire;
    struct sam_buf title;
    char apart[64];
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    for (int i = 0; i < q->points; i++) {
        sam_buf_printf(&title, "%s%s: %zu", i > 0 ? "; " : "", q->labels[i].in[figure->lang],
                       score->counts[i]);
    }
    if (score->dont_know > 0) {
        sam_buf_printf(&title, "; %s: %zu", tr(figure, N_("don't know")), score->dont_know);
        snprintf(apart, sizeof apart, tr(figure, N_("%zu d.k.")), score->dont_know);
    }
    sam_figure_at(figure, 0, SAM_CHART_ANSWERS_HEIGHT);
    sam_chart_answers(&figure->canvas,
                      &(struct sam_chart_answers){.points = q->points,
                                                  .counts = score->counts,
                                                  .apart = score->dont_know > 0 ? apart : NULL,
                                                  .title = title.data});
    sam_buf_fini(&title);
}

static void draw_statements(struct sam_figure *figure) {
    const struct sam_questionnaire *q = figure->results->questionnaire;
    struct sam_buf left;
    struct sam_buf right;
    sam_buf_init(&left, SAM_BUF_UNLIMITED);
    sam_buf_init(&right, SAM_BUF_UNLIMITED);
    sam_buf_printf(&left, "\xE2\x86\x90\xC2\xA0%s", q->labels[0].in[figure->lang]);
    sam_buf_printf(&right, "%s\xC2\xA0\xE2\x86\x92", q->labels[q->points - 1].in[figure->lang]);
    sam_figure_alliance_title(figure, tr(figure, N_("answers per statement")));
    sam_figure_note(figure, tr(figure, N_("Numbers are people. Striped: disagree. Don't know "
                                          "stands apart.")));
    for (size_t theme = 0; theme < q->theme_count; theme++) {
        bool headed = false;
        for (size_t i = 0; i < q->item_count; i++) {
            const struct sam_item_score *score = &figure->alliance->result.items[i];
            if (q->items[i].theme != theme || score->respondents + score->dont_know == 0 ||
                sam_item_of_account_holders(q, i)) {
                continue;
            }
            if (!headed) {
                sam_figure_heading(figure, q->themes[theme].title.in[figure->lang], left.data,
                                   right.data);
                headed = true;
            }
            sam_figure_row(figure, q->items[i].text.in[figure->lang],
                           q->items[i].reverse
                               ? tr(figure, N_("turned around in its scale: agreeing lowers the "
                                               "score"))
                               : NULL,
                           SAM_CHART_ANSWERS_HEIGHT);
            draw_answers(figure, score);
            sam_figure_row_end(figure);
        }
    }
    sam_buf_fini(&left);
    sam_buf_fini(&right);
}

/* --- phase ----------------------------------------------------------------------------------- */

static bool has_phase(const struct sam_results_alliance *alliance, int relation) {
    return alliance->result.has_phase[relation] && !silent(alliance) &&
           alliance->result.phase[relation].verdict != SAM_VERDICT_NO_DATA;
}

static size_t count_phases(const struct sam_results *results,
                           const struct sam_results_alliance *alliance) {
    size_t count = 0;
    (void)results;
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        count += has_phase(alliance, relation);
    }
    return count;
}

static enum sam_relation relation_of(const struct sam_results_alliance *alliance, size_t number) {
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        if (has_phase(alliance, relation) && number-- == 0) {
            return (enum sam_relation)relation;
        }
    }
    return SAM_RELATION_ALLIANCE;
}

static const char *which_phase(const struct sam_results *results,
                               const struct sam_results_alliance *alliance, size_t number) {
    (void)results;
    return sam_relation_id(relation_of(alliance, number));
}

static void draw_bar(struct sam_figure *figure, double x, struct sam_number value, double most,
                     const char *what, enum sam_pattern pattern) {
    if (!sam_has(value)) {
        return;
    }
    struct sam_buf title;
    struct sam_buf label;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    if (pattern == SAM_PLAIN) {
        sam_buf_text(&label, sam_figure_number(figure, value.value, 0).text);
    } else {
        sam_words_percent(figure->lang, value.value, &label);
    }
    sam_buf_printf(&title, "%s %s", what, label.data);
    sam_figure_at(figure, x, SAM_CHART_BAR_HEIGHT);
    sam_chart_bar(&figure->canvas, &(struct sam_chart_bar){.share = value.value / most,
                                                           .pattern = pattern,
                                                           .label = label.data,
                                                           .title = title.data});
    sam_buf_fini(&title);
    sam_buf_fini(&label);
}

static void draw_phase(struct sam_figure *figure) {
    enum { SECOND = 150 };
    enum sam_relation relation = relation_of(figure->alliance, figure->number);
    const struct sam_phase_score *score = &figure->alliance->result.phase[relation];
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, tr(figure, N_("phase: %s")), sam_words_relation(figure->lang, relation));
    sam_figure_alliance_title(figure, text.data);
    sam_buf_clear(&text);
    sam_words_verdict(figure->lang, score, &text);
    sam_figure_note(figure, text.data);
    sam_figure_note(
        figure,
        tr(figure,
           N_("Left: how strongly people agree with the statements of each phase (profile). Right: "
              "how probable each phase is by the model. Read both: they can differ.")));
    sam_figure_heading(figure, tr(figure, N_("Phase")), tr(figure, N_("Profile, 0 to 100")),
                       tr(figure, N_("Probability")));
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_figure_row(figure, sam_words_phase(figure->lang, (enum sam_phase)k),
                       sam_words_phase_meaning(figure->lang, (enum sam_phase)k),
                       SAM_CHART_BAR_HEIGHT);
        draw_bar(figure, 0, score->profile[k], 100, tr(figure, N_("profile")), SAM_PLAIN);
        draw_bar(figure, SECOND, score->posterior[k], 1, tr(figure, N_("probability")), SAM_LINED);
        sam_figure_row_end(figure);
    }
    sam_buf_fini(&text);
}

/* --- change ---------------------------------------------------------------------------------- */

static size_t count_change(const struct sam_results *results,
                           const struct sam_results_alliance *alliance) {
    bool any = false;
    if (results->against == NULL || alliance->result.differences == NULL || silent(alliance)) {
        return 0;
    }
    for (size_t s = 0; s < results->questionnaire->scale_count; s++) {
        any = any || sam_has(alliance->result.differences[s].change.test.difference);
    }
    return any;
}

static void draw_one_change(struct sam_figure *figure, const struct sam_change *change,
                            double range) {
    struct sam_buf label;
    struct sam_buf title;
    double value = change->test.difference.value;
    bool has_margin = sam_has(change->detectable);
    sam_buf_init(&label, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&label, "%s%s", value > 0 ? "+" : "", sam_figure_number(figure, value, 1).text);
    sam_buf_printf(&title, tr(figure, N_("change %s")), label.data);
    if (has_margin) {
        sam_buf_printf(&title, tr(figure, N_("; up to %s either way may be error of measurement")),
                       sam_figure_number(figure, change->detectable.value, 1).text);
    }
    sam_figure_at(figure, 0, SAM_CHART_CHANGE_HEIGHT);
    sam_chart_change(&figure->canvas, &(struct sam_chart_change){.range = range,
                                                                 .value = value,
                                                                 .margin = change->detectable.value,
                                                                 .has_margin = has_margin,
                                                                 .label = label.data,
                                                                 .down = tr(figure, N_("lower")),
                                                                 .up = tr(figure, N_("higher")),
                                                                 .title = title.data});
    sam_buf_fini(&label);
    sam_buf_fini(&title);
}

static void draw_change(struct sam_figure *figure) {
    const struct sam_questionnaire *q = figure->results->questionnaire;
    struct sam_buf title;
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&title, tr(figure, N_("change since wave %s")), figure->results->against);
    sam_figure_alliance_title(figure, title.data);
    sam_figure_note(figure, tr(figure, N_("Partners who answered in both waves. The line is what "
                                          "errors of measurement alone may do.")));
    sam_figure_heading(figure, tr(figure, N_("Scale")), NULL, NULL);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_change *change = &figure->alliance->result.differences[s].change;
        char pairs[96];
        if (!sam_has(change->test.difference)) {
            continue;
        }
        snprintf(pairs, sizeof pairs,
                 sam_trn_in(figure->lang, "%zu partner in both waves", "%zu partners in both waves",
                            change->pairs),
                 change->pairs);
        sam_figure_row(figure, q->scales[s].title.in[figure->lang], pairs, SAM_CHART_CHANGE_HEIGHT);
        draw_one_change(figure, change, (q->points - 1) / 2.0);
        sam_figure_row_end(figure);
    }
    sam_buf_fini(&title);
}

/* --- roles ----------------------------------------------------------------------------------- */

static bool has_gap(const struct sam_contrast *contrast) {
    return sam_has(contrast->first_mean) && sam_has(contrast->second_mean);
}

static size_t count_roles(const struct sam_results *results,
                          const struct sam_results_alliance *alliance) {
    bool any = false;
    if (alliance->result.differences == NULL || silent(alliance)) {
        return 0;
    }
    for (size_t s = 0; s < results->questionnaire->scale_count; s++) {
        const struct sam_differences *differences = &alliance->result.differences[s];
        any = any || has_gap(&differences->lead_partners) ||
              has_gap(&differences->account_holders_partners);
    }
    return any;
}

static void draw_gap(struct sam_figure *figure, const char *scale,
                     const struct sam_contrast *contrast, const char *first, const char *second) {
    struct sam_buf one;
    struct sam_buf other;
    struct sam_buf title;
    if (!has_gap(contrast)) {
        return;
    }
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    sam_buf_init(&title, SAM_BUF_UNLIMITED);
    sam_buf_printf(&one, "%s %s", first,
                   sam_figure_number(figure, contrast->first_mean.value, 1).text);
    sam_buf_printf(&other, "%s %s", second,
                   sam_figure_number(figure, contrast->second_mean.value, 1).text);
    sam_buf_printf(&title, "%s (n = %zu); %s (n = %zu)", one.data, contrast->first, other.data,
                   contrast->second);
    sam_figure_row(figure, scale, NULL, SAM_CHART_GAP_HEIGHT);
    sam_figure_at(figure, 0, SAM_CHART_GAP_HEIGHT);
    sam_chart_gap(&figure->canvas,
                  &(struct sam_chart_gap){.points = figure->results->questionnaire->points,
                                          .first = contrast->first_mean.value,
                                          .second = contrast->second_mean.value,
                                          .first_label = one.data,
                                          .second_label = other.data,
                                          .title = title.data});
    sam_figure_row_end(figure);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    sam_buf_fini(&title);
}

static void draw_roles(struct sam_figure *figure) {
    const struct sam_questionnaire *q = figure->results->questionnaire;
    sam_figure_alliance_title(figure, tr(figure, N_("who sees it differently")));
    sam_figure_note(figure, tr(figure, N_("A lead partner is one person: a gap is a question, not "
                                          "a finding.")));
    sam_figure_heading(figure, tr(figure, N_("Scale")), NULL, NULL);
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_differences *differences = &figure->alliance->result.differences[s];
        const char *scale = q->scales[s].title.in[figure->lang];
        draw_gap(figure, scale, &differences->lead_partners, tr(figure, N_("lead")),
                 tr(figure, N_("others")));
        draw_gap(figure, scale, &differences->account_holders_partners, tr(figure, N_("funder")),
                 tr(figure, N_("alliance")));
    }
}

const struct sam_figure_kind sam_figures_alliance[] = {
    {"scores", true, count_scores, draw_scores, NULL},
    {"statements", true, count_statements, draw_statements, NULL},
    {"phase", true, count_phases, draw_phase, which_phase},
    {"change", true, count_change, draw_change, NULL},
    {"roles", true, count_roles, draw_roles, NULL},
    {0}};
