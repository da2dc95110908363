#include "analyse/simulate.h"

#include "analyse/phase.h"
#include "base/memory.h"
#include "model/answers.h"

#include <assert.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

/* Of a phase answer's variance this much is the person's, the same for all phase items: people
 * differ in how freely they agree. */
#define PERSON_SHARE 0.2

struct sam_simulation {
    const struct sam_questionnaire *questionnaire;
    struct sam_simulation_options options;
    gsl_rng *random;
    double level;
    enum sam_phase phase;
};

/* Folds 64 bits of seed into the 32 that the generator takes, so that seeds differing anywhere give
 * different streams (Steele, Lea & Flood 2014, the finishing steps of SplitMix64). */
static unsigned long fold(uint64_t seed) {
    seed += 0x9e3779b97f4a7c15U;
    seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9U;
    seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebU;
    return (unsigned long)((seed ^ (seed >> 31)) & 0xffffffffU);
}

struct sam_simulation *sam_simulation_new(const struct sam_questionnaire *questionnaire,
                                          const struct sam_simulation_options *options) {
    struct sam_simulation *simulation = sam_xcalloc(1, sizeof *simulation);
    simulation->questionnaire = questionnaire;
    simulation->options = *options;
    simulation->random = gsl_rng_alloc(gsl_rng_mt19937);
    assert(simulation->random != NULL);
    gsl_rng_set(simulation->random, fold(options->seed));
    simulation->phase = SAM_PHASE_NONE;
    simulation->level = options->level;
    return simulation;
}

void sam_simulation_free(struct sam_simulation *simulation) {
    if (simulation != NULL) {
        gsl_rng_free(simulation->random);
        free(simulation);
    }
}

static double within_range(double value) {
    return fmin(1, fmax(0, value));
}

static double normal(struct sam_simulation *simulation, double mean, double sd) {
    return mean + gsl_ran_gaussian_ziggurat(simulation->random, sd);
}

static enum sam_phase draw_phase(struct sam_simulation *simulation) {
    const double *prior = simulation->questionnaire->phase_model.prior;
    double u = gsl_rng_uniform(simulation->random);
    int phase = 0;
    while (phase < SAM_PHASES - 1 && u >= prior[phase]) {
        u -= prior[phase++];
    }
    return (enum sam_phase)phase;
}

/* Alliances further on are happier with what they do together (performing is argued from synergy):
 * in standard deviations between alliances, with mean 0 over the phases. */
static const double lift[SAM_PHASES] = {-0.3, -1.1, 0.4, 1.0};

enum sam_phase sam_simulation_alliance(struct sam_simulation *simulation, enum sam_phase phase) {
    const struct sam_simulation_options *o = &simulation->options;
    double level = normal(simulation, o->level, o->between);
    /* Drawn also when given, so that what follows is the same either way. */
    enum sam_phase drawn = draw_phase(simulation);
    simulation->phase = phase == SAM_PHASE_NONE ? drawn : phase;
    simulation->level = within_range(level + lift[simulation->phase] * o->between);
    return simulation->phase;
}

double sam_simulation_level(const struct sam_simulation *simulation) {
    return simulation->level;
}

static int category(double value, const double *cut, int points) {
    int answer = 1;
    while (answer < points && value > cut[answer - 1]) {
        answer++;
    }
    return answer;
}

static int draw_answer(struct sam_simulation *simulation, const struct sam_item *item,
                       double person_level, double person_lean) {
    const struct sam_questionnaire *q = simulation->questionnaire;
    const struct sam_phase_model *model = &q->phase_model;
    if (item->phase != SAM_PHASE_NONE) {
        double mean = model->mean[simulation->phase][item->phase] + person_lean;
        double value = normal(simulation, mean, model->spread * sqrt(1 - PERSON_SHARE));
        return category(value, model->cut, q->points);
    }
    double value = normal(simulation, person_level, simulation->options.item_noise);
    return 1 + (int)fmin(q->points - 1, floor(within_range(value) * q->points));
}

void sam_simulation_respondent(struct sam_simulation *simulation, enum sam_role role,
                               uint8_t *answers) {
    const struct sam_questionnaire *q = simulation->questionnaire;
    const struct sam_simulation_options *o = &simulation->options;
    assert(simulation->phase != SAM_PHASE_NONE);
    double level = normal(simulation, simulation->level, o->within);
    double lean = normal(simulation, 0, q->phase_model.spread * sqrt(PERSON_SHARE));
    for (size_t i = 0; i < q->item_count; i++) {
        const struct sam_item *item = &q->items[i];
        int answer = draw_answer(simulation, item, level, lean);
        double u = gsl_rng_uniform(simulation->random);
        answers[i] = (uint8_t)(item->reverse ? q->points + 1 - answer : answer);
        if (u < o->missing) {
            answers[i] = SAM_MISSING;
        } else if (u < o->missing + o->dont_know) {
            answers[i] = SAM_DONT_KNOW;
        }
        if (role != SAM_ROLE_UNKNOWN && !(item->audience & 1U << role)) {
            answers[i] = SAM_MISSING;
        }
    }
}
