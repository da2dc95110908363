#include "population.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 5 };

static double item_ease(const struct population *p, size_t item) {
    return p->items > 1 ? p->ease * (2.0 * (double)item / (double)(p->items - 1) - 1) : 0;
}

/* Expected scale score of a partner at this level: 1 plus the chances of each step up. */
static double true_score(const struct population *p, double level) {
    double sum = 0;
    for (size_t i = 0; i < p->items; i++) {
        for (int step = 1; step < POINTS; step++) {
            sum += gsl_cdf_gaussian_Q(step + 0.5 - level - item_ease(p, i), p->noise);
        }
    }
    return 1 + sum / (double)p->items;
}

/* Over a normal distribution of levels, by the trapezoid rule. */
static double mean_true_score(const struct population *p, double level, double within) {
    double sum = 0;
    double weight = 0;
    for (int i = -20; i <= 20; i++) {
        double z = i / 4.0;
        double density = exp(-z * z / 2);
        sum += density * true_score(p, level + within * z);
        weight += density;
    }
    return sum / weight;
}

static void draw_answers(const struct population *p, gsl_rng *random, double level, uint8_t *row) {
    for (size_t i = 0; i < p->items; i++) {
        double value = random_normal(random, level + item_ease(p, i), p->noise);
        row[i] = (uint8_t)fmin(POINTS, fmax(1, floor(value + 0.5)));
        double u = gsl_rng_uniform(random);
        if (u < p->missing) {
            row[i] = SAM_MISSING;
        } else if (u < p->missing + p->dont_know) {
            row[i] = SAM_DONT_KNOW;
        }
    }
}

static void draw_size(const struct population *p, gsl_rng *random, struct drawn_alliance *a) {
    a->rate = 0.6 + 0.1 * (double)random_below(random, 5);
    a->n = p->smallest + random_below(random, p->largest - p->smallest + 1);
    a->invited = (size_t)lround((double)a->n / a->rate);
    if (a->invited > MOST_PARTNERS) {
        a->invited = MOST_PARTNERS;
        a->n = (size_t)lround(MOST_PARTNERS * a->rate);
    }
}

struct sam_answers *population_draw(const struct population *p, gsl_rng *random,
                                    struct drawn_alliance *alliances) {
    struct sam_answers *answers = sam_answers_new(p->items);
    assert(p->alliances <= MOST_ALLIANCES && p->items <= MOST_ITEMS);
    for (size_t k = 0; k < p->alliances; k++) {
        struct drawn_alliance *a = &alliances[k];
        char id[32];
        uint8_t row[MOST_ITEMS];
        snprintf(id, sizeof id, "%03zu", k);
        draw_size(p, random, a);
        double mean = random_normal(random, p->level, p->between);
        double within = p->within;
        if (p->unequal > 1) {
            within *= random_below(random, 2) ? p->unequal : 1 / p->unequal;
        }
        a->level = mean_true_score(p, mean, within);
        a->now = 0;
        for (size_t i = 0; i < a->invited; i++) {
            bool answers_it = i < a->n;
            double level = random_normal(random, mean - (answers_it ? 0 : p->loyal), within);
            a->now += true_score(p, level) / (double)a->invited;
            draw_answers(p, random, level, row);
            if (answers_it) {
                sam_answers_add(answers, id, "", SAM_PARTNER, row);
            }
        }
    }
    sam_answers_sort(answers);
    return answers;
}

struct sam_questionnaire *population_questionnaire(size_t items) {
    struct sam_buf json;
    struct sam_problems problems;
    struct sam_questionnaire *q = NULL;
    struct sam_err err = {0};
    sam_buf_init(&json, SAM_BUF_UNLIMITED);
    sam_problems_init(&problems);
    sam_buf_text(&json, "{\"id\":\"q\",\"version\":\"1\",\"title\":{\"nl\":\"t\",\"en\":\"t\"},"
                        "\"response_scale\":{\"points\":5,\"labels\":{"
                        "\"nl\":[\"1\",\"2\",\"3\",\"4\",\"5\"],"
                        "\"en\":[\"1\",\"2\",\"3\",\"4\",\"5\"]},"
                        "\"dont_know\":{\"nl\":\"d\",\"en\":\"d\"}},"
                        "\"themes\":[{\"id\":\"t\",\"title\":{\"nl\":\"t\",\"en\":\"t\"}}],"
                        "\"scales\":[{\"id\":\"s\",\"title\":{\"nl\":\"t\",\"en\":\"t\"},"
                        "\"relation\":\"alliance\"}],\"items\":[");
    for (size_t i = 0; i < items; i++) {
        sam_buf_printf(&json,
                       "%s{\"id\":\"s%zu\",\"theme\":\"t\",\"scale\":\"s\","
                       "\"text\":{\"nl\":\"t\",\"en\":\"t\"},\"reverse\":false,\"questions\":[]}",
                       i > 0 ? "," : "", i + 1);
    }
    sam_buf_text(&json, "]}");
    if (sam_questionnaire_parse(json.data, json.length, "q", &q, &problems, &err) != SAM_OK) {
        fprintf(stderr, "%s\n%s", err.text, problems.lines.data);
        exit(1);
    }
    sam_buf_fini(&json);
    sam_problems_fini(&problems);
    return q;
}

void population_fit(const struct sam_questionnaire *q, const struct sam_answers *answers,
                    struct fitted *fitted) {
    struct sam_scoring scoring;
    struct sam_analysis_options options = {.min_group = 1};
    struct sam_fit_room room = {.values = sam_xcalloc(answers->respondents, sizeof(double)),
                                .sizes = sam_xcalloc(answers->alliance_count, sizeof(size_t))};
    const struct sam_scale *scale = &q->scales[0];
    *fitted = (struct fitted){.model = {.id = scale->id, .relation = scale->relation}};
    fitted->model.set = sam_item_set_of(scale->items, scale->item_count, scale->min_answered);
    sam_scoring_init(&scoring, q, answers);
    sam_scores_init(&room.scores, answers->respondents, q->item_count);
    sam_scale_model_fit(&fitted->model, &scoring, &options, &room);
    sam_scores_fini(&room.scores);
    sam_scoring_fini(&scoring);
    free(room.values);
    free(room.sizes);
}

void fitted_fini(struct fitted *fitted) {
    sam_scale_model_fini(&fitted->model);
}
