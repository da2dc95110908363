#include "analyse/scale_model.h"

#include "analyse/alliances_test.h"
#include "analyse/clustered.h"
#include "analyse/moments.h"
#include "analyse/omega.h"
#include "analyse/ordinal.h"
#include "analyse/stream.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool sam_single_organisation(const struct sam_analysis_options *options, size_t a) {
    return options->organisations != NULL && options->organisations[a] == 1;
}

/* The scores of the alliance whose rows are row .. row + rows - 1 of the last sum, which began at
 * table row `first`: left packed in scores, by organisation if asked. Returns their moments;
 * *people becomes those of persons. */
static struct sam_group_moments alliance_moments(struct sam_fit_room *room,
                                                 const struct sam_scoring *scoring,
                                                 const struct sam_item_set *set, size_t first,
                                                 size_t row, size_t rows, bool by_organisation,
                                                 struct sam_group_moments *people) {
    struct sam_scores *scores = &room->scores;
    sam_scores_pack(scores, set, row, rows);
    if (room->clusters != NULL) {
        sam_cluster_sums_add(room->clusters, scores, first + row);
    }
    *people = sam_moments_of(scores->score, scores->count);
    if (!by_organisation) {
        return *people;
    }
    sam_scores_by_organisation(scores, scoring->answers->organisation + first + row);
    return sam_moments_of(scores->score, scores->count);
}

static bool left_out(const struct sam_scale_model *model,
                     const struct sam_analysis_options *options, size_t a) {
    return model->relation == SAM_RELATION_ALLIANCE && sam_single_organisation(options, a);
}

/* Alliances a .. end - 1 fit the room together. */
static size_t stretch(const struct sam_scale_model *model, const struct sam_answers *answers,
                      const struct sam_analysis_options *options, size_t a, size_t capacity) {
    size_t end = a + 1;
    while (end < answers->alliance_count && !left_out(model, options, end) &&
           answers->first_row[end + 1] - answers->first_row[a] <= capacity) {
        end++;
    }
    return end;
}

/* How many people answered how many items: of_answered[0 .. items]. */
static void count_answered(const struct sam_scores *scores, size_t rows, size_t *of_answered) {
    for (size_t r = 0; r < rows; r++) {
        of_answered[scores->answered[r]]++;
    }
}

/* Items over items answered, mean over those with a score: that much larger than alpha says is the
 * error variance of a score that rests on fewer answers. */
static double lengthening(const struct sam_item_set *set, const size_t *of_answered) {
    double sum = 0;
    double people = 0;
    for (size_t answered = set->needed; answered <= set->count; answered++) {
        sum += (double)of_answered[answered] * ((double)set->count / (double)answered);
        people += (double)of_answered[answered];
    }
    return people > 0 ? sum / people : 1;
}

static struct sam_group_moments pass(struct sam_scale_model *model,
                                     const struct sam_scoring *scoring,
                                     const struct sam_analysis_options *options,
                                     struct sam_fit_room *room, struct sam_alpha *alpha,
                                     size_t *of_answered) {
    const struct sam_answers *answers = scoring->answers;
    const size_t *first_row = answers->first_row;
    struct sam_group_moments everyone = {0};
    size_t kept = 0;
    for (size_t a = 0; a < answers->alliance_count;) {
        if (left_out(model, options, a)) {
            room->sizes[a++] = 0;
            continue;
        }
        size_t first = first_row[a];
        size_t end = stretch(model, answers, options, a, room->scores.capacity);
        sam_scores_sum(&room->scores, scoring, &model->set, first, first_row[end] - first, alpha);
        count_answered(&room->scores, first_row[end] - first, of_answered);
        for (; a < end; a++) {
            struct sam_group_moments people;
            model->groups[a] = alliance_moments(
                room, scoring, &model->set, first, first_row[a] - first,
                first_row[a + 1] - first_row[a], options->weight_organisation, &people);
            model->people[a] = (uint32_t)people.n;
            room->sizes[a] = room->scores.count;
            memcpy(room->values + kept, room->scores.score, room->sizes[a] * sizeof *room->values);
            kept += room->sizes[a];
            sam_group_moments_merge(&everyone, &people);
        }
    }
    return everyone;
}

static struct sam_number omega_of(const struct sam_alpha *alpha, const double *covariance) {
    if (alpha->items < 3) {
        return sam_no_value(alpha->items == 1 ? SAM_WHY_ONE_ITEM : SAM_WHY_TOO_FEW_ITEMS);
    }
    if (alpha->n < SAM_ALPHA_RESPONDENTS) {
        return sam_no_value(SAM_WHY_TOO_FEW_RESPONDENTS);
    }
    return sam_omega_total(covariance, alpha->items, (size_t)alpha->n);
}

static void fill_reliability(struct sam_scale_summary *summary, const struct sam_alpha *alpha) {
    double *covariance = sam_xcalloc(alpha->items * alpha->items, sizeof *covariance);
    if (alpha->n >= 2) {
        sam_alpha_covariance(alpha, covariance);
    }
    summary->item_rest = sam_xcalloc(alpha->items, sizeof *summary->item_rest);
    summary->alpha_if_dropped = sam_xcalloc(alpha->items, sizeof *summary->alpha_if_dropped);
    struct sam_alpha_result result =
        sam_alpha_compute(alpha, covariance, summary->item_rest, summary->alpha_if_dropped);
    summary->complete = (size_t)alpha->n;
    summary->alpha = result.alpha;
    summary->alpha_low = result.low;
    summary->alpha_high = result.high;
    summary->alpha_standardized = result.standardized;
    summary->average_r = result.average_r;
    summary->omega_total = omega_of(alpha, covariance);
    free(covariance);
}

static struct sam_number mean_of_groups(const struct sam_group_moments *groups, size_t count) {
    struct sam_group_moments means = {0};
    for (size_t a = 0; a < count; a++) {
        if (groups[a].n > 0) {
            sam_group_moments_add(&means, groups[a].mean);
        }
    }
    return sam_moments_mean(&means);
}

static void fill_components(struct sam_scale_model *model, const struct sam_group_moments *groups,
                            size_t count, int points) {
    struct sam_scale_summary *summary = &model->summary;
    struct sam_anova anova = sam_anova_compute(groups, count);
    summary->icc1 = anova.icc1;
    summary->icc2 = anova.icc2;
    summary->f = anova.f;
    summary->p = anova.p;
    summary->df_between = anova.df_between;
    summary->df_within = anova.df_within;
    model->components = sam_components_fit(groups, count, points);
    summary->between = model->components.between;
    summary->within = model->components.within;
    summary->method = model->components.method;
    summary->icc1_low = model->components.icc.low;
    summary->icc1_high = model->components.icc.high;
    summary->maxima = summary->between;
    if (sam_has(summary->between)) {
        summary->maxima.value = (double)model->components.maxima;
    }
    summary->mean_of_alliances = mean_of_groups(groups, count);
}

static struct sam_number sem_of(const struct sam_scale_summary *summary,
                                const struct sam_interval_basis *basis) {
    if (!sam_has(summary->sd)) {
        return summary->sd;
    }
    if (!sam_has(summary->alpha)) {
        return summary->alpha;
    }
    double total = summary->sd.value * summary->sd.value;
    double most = total;
    if (basis->df >= 1) {
        most = sam_has(basis->within) ? basis->within.value : 0;
    }
    return sam_value(sqrt(fmin(most, total * (1 - summary->alpha.value))));
}

static void fill_basis(struct sam_scale_model *model, const struct sam_group_moments *groups,
                       size_t count, const struct sam_group_moments *everyone, double longer) {
    struct sam_number total = sam_no_value(SAM_WHY_ONE_RESPONDENT);
    double squares = 0;
    double df = 0;
    for (size_t a = 0; a < count; a++) {
        squares += groups[a].m2;
        df += groups[a].n > 1 ? (double)(groups[a].n - 1) : 0;
    }
    if (everyone->n >= 2) {
        total = sam_value(everyone->m2 / (double)(everyone->n - 1));
    }
    model->basis = sam_interval_basis_of(squares, df, total, model->summary.alpha);
    if (sam_has(model->basis.within)) {
        model->basis.error = fmin(model->basis.within.value, longer * model->basis.error);
    }
    model->summary.sem = sem_of(&model->summary, &model->basis);
}

void sam_scale_model_fit(struct sam_scale_model *model, const struct sam_scoring *scoring,
                         const struct sam_analysis_options *options, struct sam_fit_room *room) {
    struct sam_alpha alpha;
    sam_alpha_init(&alpha, model->set.count);
    size_t *of_answered = sam_xcalloc(model->set.count + 1, sizeof *of_answered);
    size_t count = scoring->answers->alliance_count;
    model->groups = sam_xcalloc(count, sizeof *model->groups);
    model->people = sam_xcalloc(count, sizeof *model->people);
    if (room->clusters != NULL) {
        sam_cluster_sums_clear(room->clusters);
    }
    struct sam_group_moments everyone = pass(model, scoring, options, room, &alpha, of_answered);
    model->summary.respondents = everyone.n;
    model->summary.mean = sam_moments_mean(&everyone);
    model->summary.sd = sam_moments_sd(&everyone);
    if (room->clusters != NULL) {
        model->summary.clustered =
            sam_clustered_of(room->clusters, scoring->questionnaire->points, everyone.m2 > 0);
    }
    fill_reliability(&model->summary, &alpha);
    fill_components(model, model->groups, count, scoring->questionnaire->points);
    fill_basis(model, model->groups, count, &everyone, lengthening(&model->set, of_answered));
    free(of_answered);
    struct sam_alliances_scores scores = {room->values, room->sizes, count};
    model->summary.alliances_test =
        sam_alliances_test(&scores, options, sam_stream_seed(options->seed, model->id));
    model->ordinal = sam_xcalloc(1, sizeof *model->ordinal);
    sam_ordinal_fit(model->ordinal, &model->set, scoring, options, model->groups, &room->scores);
    model->summary.ordinal = model->ordinal->summary;
    sam_alpha_fini(&alpha);
}

void sam_scale_model_fini(struct sam_scale_model *model) {
    free(model->summary.item_rest);
    free(model->summary.alpha_if_dropped);
    sam_alliances_test_fini(&model->summary.alliances_test);
    sam_ordinal_fini(model->ordinal);
    free(model->ordinal);
    free(model->groups);
    free(model->people);
}
