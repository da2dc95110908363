#include "analyse/phase.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNTS_LOOKED_UP = 64 };

struct sam_phase_tables {
    struct sam_phase_model model;
    double probability[SAM_PHASES][SAM_PHASES][SAM_POINTS_MAX];
    /* [item's phase][answer][true phase]: the four phases side by side, added in one go */
    double log_answer[SAM_PHASES][SAM_POINTS_MAX + 1][SAM_PHASES];
    /* log of weight (weight + 1) ... (weight + n - 1): what n answers in a category add */
    double log_rising[SAM_PHASES][SAM_POINTS_MAX][COUNTS_LOOKED_UP + 1][SAM_PHASES];
    double log_prior[SAM_PHASES];
};

/* No answer is impossible: one slip must not rule a phase out. */
#define LEAST_PROBABILITY 1e-6

static void cut_normal(const struct sam_phase_model *model, double mean, double *probability) {
    double below = 0;
    double sum = 0;
    for (int i = 0; i < model->points; i++) {
        double up_to = 1;
        if (i < model->points - 1) {
            up_to = gsl_cdf_gaussian_P(model->cut[i] - mean, model->spread);
        }
        probability[i] = fmax(LEAST_PROBABILITY, up_to - below);
        sum += probability[i];
        below = up_to;
    }
    for (int i = 0; i < model->points; i++) {
        probability[i] /= sum;
    }
}

static void look_up(struct sam_phase_tables *tables, int k, int j) {
    double *probability = tables->probability[k][j];
    cut_normal(&tables->model, tables->model.mean[k][j], probability);
    for (int i = 0; i < tables->model.points; i++) {
        double weight = tables->model.concentration * probability[i];
        double sum = 0;
        tables->log_answer[j][i + 1][k] = log(probability[i]);
        for (int n = 0; n <= COUNTS_LOOKED_UP; n++) {
            tables->log_rising[j][i][n][k] = sum;
            sum += log(weight + n);
        }
    }
}

struct sam_phase_tables *sam_phase_tables_new(const struct sam_phase_model *model) {
    struct sam_phase_tables *tables = sam_xcalloc(1, sizeof *tables);
    tables->model = *model;
    for (int k = 0; k < SAM_PHASES; k++) {
        tables->log_prior[k] = log(model->prior[k]);
        for (int j = 0; j < SAM_PHASES; j++) {
            look_up(tables, k, j);
        }
    }
    return tables;
}

void sam_phase_tables_free(struct sam_phase_tables *tables) {
    free(tables);
}

double sam_phase_probability(const struct sam_phase_tables *tables, enum sam_phase phase,
                             enum sam_phase of_item, int answer) {
    assert(answer >= 1 && answer <= tables->model.points);
    return tables->probability[phase][of_item][answer - 1];
}

static double log_rising(const struct sam_phase_tables *tables, int k, int j, int category,
                         size_t n) {
    double weight = tables->model.concentration * tables->probability[k][j][category];
    return gsl_sf_lngamma(weight + (double)n) - gsl_sf_lngamma(weight);
}

void sam_phase_add_counts(const struct sam_phase_tables *tables, enum sam_phase of_item,
                          const size_t *counts, double log_likelihood[SAM_PHASES]) {
    for (int i = 0; i < tables->model.points; i++) {
        size_t n = counts[i];
        if (n == 0) {
            continue;
        }
        for (int k = 0; k < SAM_PHASES; k++) {
            log_likelihood[k] += n <= COUNTS_LOOKED_UP ? tables->log_rising[of_item][i][n][k]
                                                       : log_rising(tables, k, (int)of_item, i, n);
        }
    }
}

void sam_phase_add_people(const struct sam_phase_tables *tables, enum sam_phase of_item,
                          const uint8_t *answers, size_t rows,
                          double (*log_likelihood)[SAM_PHASES]) {
    for (size_t r = 0; r < rows; r++) {
        const double *log_answer = tables->log_answer[of_item][answers[r]];
        for (int k = 0; k < SAM_PHASES; k++) {
            log_likelihood[r][k] += log_answer[k];
        }
    }
}

static double log_posterior(const struct sam_phase_tables *tables, int k,
                            const double log_likelihood[SAM_PHASES]) {
    return tables->log_prior[k] + log_likelihood[k] / tables->model.design_effect;
}

void sam_phase_posterior(const struct sam_phase_tables *tables,
                         const double log_likelihood[SAM_PHASES], double posterior[SAM_PHASES]) {
    double top = log_posterior(tables, 0, log_likelihood);
    double sum = 0;
    for (int k = 1; k < SAM_PHASES; k++) {
        top = fmax(top, log_posterior(tables, k, log_likelihood));
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        posterior[k] = exp(log_posterior(tables, k, log_likelihood) - top);
        sum += posterior[k];
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        posterior[k] /= sum;
    }
}

enum sam_phase sam_phase_leaning(const struct sam_phase_tables *tables,
                                 const double log_likelihood[SAM_PHASES]) {
    double top = -INFINITY;
    double next = -INFINITY;
    int leaning = SAM_PHASE_NONE;
    for (int k = 0; k < SAM_PHASES; k++) {
        double value = log_posterior(tables, k, log_likelihood);
        if (value > top) {
            next = top;
            top = value;
            leaning = k;
        } else {
            next = fmax(next, value);
        }
    }
    return top - next > 1e-9 ? (enum sam_phase)leaning : SAM_PHASE_NONE;
}

static bool lean_apart(const size_t leaning[SAM_PHASES]) {
    size_t all = 0;
    for (int k = 0; k < SAM_PHASES; k++) {
        all += leaning[k];
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        size_t with_next = k + 1 < SAM_PHASES ? leaning[k] + leaning[k + 1] : 0;
        if (2 * leaning[k] > all || (with_next > 0 && 4 * with_next >= 3 * all)) {
            return false;
        }
    }
    return all > 0;
}

/* Profiles are sums of decimals: 82.5 - 75 must not miss 7.5 by a rounding. */
static bool leads(const struct sam_phase_score *score, int modal, int other) {
    return !sam_has(score->profile[other]) ||
           score->profile[modal].value - score->profile[other].value >= SAM_PHASE_LEAD - 1e-9;
}

static bool is_clear(const struct sam_phase_score *score, int modal) {
    if (score->posterior[modal].value < SAM_PHASE_CLEAR || !sam_has(score->profile[modal])) {
        return false;
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        if (k != modal && !leads(score, modal, k)) {
            return false;
        }
    }
    return true;
}

static int most_probable(const struct sam_phase_score *score) {
    int top = -1;
    for (int k = 0; k < SAM_PHASES; k++) {
        if (!score->shared[k] &&
            (top < 0 || score->posterior[k].value > score->posterior[top].value)) {
            top = k;
        }
    }
    return top;
}

static void name_shared(struct sam_phase_score *score, int modal) {
    double together = 0;
    size_t named = 0;
    while (together < SAM_PHASE_CLEAR - 1e-9) {
        int next = most_probable(score);
        score->shared[next] = true;
        together += score->posterior[next].value;
        named++;
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        if (!score->shared[k] && sam_has(score->profile[modal]) && !leads(score, modal, k)) {
            score->shared[k] = true;
            named++;
        }
    }
    /* Only where no item is keyed to the most probable phase: it has no profile to compare. */
    if (named < 2) {
        score->shared[most_probable(score)] = true;
    }
}

void sam_phase_judge(struct sam_phase_score *score) {
    memset(score->shared, 0, sizeof score->shared);
    int modal = most_probable(score);
    score->modal = (enum sam_phase)modal;
    score->why = SAM_HAS_VALUE;
    if (score->respondents < SAM_PHASE_RESPONDENTS || lean_apart(score->leaning)) {
        score->verdict = SAM_VERDICT_UNDECIDED;
    } else if (is_clear(score, modal)) {
        score->verdict = SAM_VERDICT_CLEAR;
    } else {
        score->verdict = SAM_VERDICT_MIXED;
        name_shared(score, modal);
    }
}

void sam_phase_no_data(struct sam_phase_score *score, enum sam_why why) {
    *score = (struct sam_phase_score){
        .modal = SAM_PHASE_NONE, .verdict = SAM_VERDICT_NO_DATA, .why = why};
    for (int k = 0; k < SAM_PHASES; k++) {
        score->posterior[k] = score->profile[k] = sam_no_value(why);
    }
}
