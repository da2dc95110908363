#include "phase_ways.h"

#include "base/memory.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* Of people's answers, whatever the model under test assumes. */
static const double USUAL_SPREAD = 0.24;
static const double NOISY_SPREAD = 0.40;

const struct phase_way phase_ways[] = {
    {.name = "as the model says",
     .what = "each statement's answers drawn from the model's own Dirichlet distribution",
     .dirichlet = true,
     .assumed = true},
    {.name = "leniency",
     .what = "people differ in how freely they agree with anything (sd .12 of the range)",
     .lenient = 0.12,
     .item = 0.05},
    {.name = "views of one's own",
     .what = "half of the variance of answers is the person's own view of a phase's issues, on top "
             "of leniency (sd .08)",
     .person = 0.5,
     .lenient = 0.08,
     .item = 0.05},
    {.name = "answers at random",
     .what = "three in ten people answer anything at all; leniency sd .08",
     .random = 0.3,
     .lenient = 0.08,
     .item = 0.05},
    {.name = "between phases",
     .what = "alliances are for 55 to 80 % in one phase, the rest in a neighbouring one; the first "
             "counts as true; leniency sd .08",
     .between = true,
     .lenient = 0.08,
     .item = 0.05},
    {.name = "extreme styles",
     .what = "one third uses the ends of the scale, one third the middle; leniency sd .08",
     .extreme = true,
     .lenient = 0.08,
     .item = 0.05},
    {.name = "another table",
     .what = "the true mean of every cell is off the table by sd .08, anew for each alliance; "
             "leniency sd .08",
     .table = 0.08,
     .lenient = 0.08,
     .item = 0.05},
    {.name = "far noisier",
     .what = "answers spread .40 instead of .24, leniency sd .12, items sd .08, one in ten people "
             "at random",
     .spread = NOISY_SPREAD,
     .lenient = 0.12,
     .item = 0.08,
     .random = 0.1,
     .noisy = true},
};
const size_t phase_way_count = sizeof phase_ways / sizeof *phase_ways;

bool phase_way_noisier(const struct phase_way *way, struct phase_way *noisier) {
    *noisier = *way;
    noisier->spread = NOISY_SPREAD;
    return !way->dirichlet && !way->noisy;
}

enum sam_phase phase_of_item(size_t item) {
    return (enum sam_phase)(item / (PHASE_ITEMS / SAM_PHASES));
}

/* --- drawing --------------------------------------------------------------------------------- */

static int category(const struct sam_phase_model *model, double value) {
    int answer = 1;
    while (answer < PHASE_POINTS && value > model->cut[answer - 1]) {
        answer++;
    }
    return answer;
}

/* The true mean of each item in this alliance. */
static void draw_means(const struct phase_way *way, const struct sam_phase_model *model,
                       gsl_rng *random, enum sam_phase truth, double mean[PHASE_ITEMS]) {
    double share = way->between ? 0.55 + 0.25 * gsl_rng_uniform(random) : 1;
    int other = (int)truth + (gsl_rng_uniform(random) < 0.5 ? -1 : 1);
    other = other < 0 ? 1 : other >= SAM_PHASES ? SAM_PHASES - 2 : other;
    double cell[SAM_PHASES];
    for (int j = 0; j < SAM_PHASES; j++) {
        cell[j] = share * model->mean[truth][j] + (1 - share) * model->mean[other][j] +
                  random_normal(random, 0, way->table);
    }
    for (size_t i = 0; i < PHASE_ITEMS; i++) {
        mean[i] = cell[phase_of_item(i)] + random_normal(random, 0, way->item);
    }
}

static void draw_person(const struct phase_way *way, const struct sam_phase_model *model,
                        gsl_rng *random, const double mean[PHASE_ITEMS],
                        uint8_t answers[PHASE_ITEMS]) {
    double spread = way->spread > 0 ? way->spread : USUAL_SPREAD;
    double lean = random_normal(random, 0, way->lenient);
    bool anything = gsl_rng_uniform(random) < way->random;
    size_t style = way->extreme ? random_below(random, 3) : 0;
    double stretch = style == 1 ? 1.8 : style == 2 ? 0.5 : 1;
    double view[SAM_PHASES];
    for (int j = 0; j < SAM_PHASES; j++) {
        view[j] = random_normal(random, 0, spread * sqrt(way->person));
    }
    for (size_t i = 0; i < PHASE_ITEMS; i++) {
        double value = random_normal(random, mean[i] + lean + view[phase_of_item(i)],
                                     spread * sqrt(1 - way->person));
        answers[i] = (uint8_t)category(model, 0.5 + stretch * (value - 0.5));
        if (anything) {
            answers[i] = (uint8_t)(1 + random_below(random, PHASE_POINTS));
        }
    }
}

static void draw_dirichlet(const struct sam_phase_model *model,
                           const struct sam_phase_tables *tables, gsl_rng *random,
                           struct phase_alliance *alliance) {
    for (size_t i = 0; i < PHASE_ITEMS; i++) {
        double weight[PHASE_POINTS];
        double probability[PHASE_POINTS];
        for (int c = 0; c < PHASE_POINTS; c++) {
            weight[c] = model->concentration *
                        sam_phase_probability(tables, alliance->truth, phase_of_item(i), c + 1);
        }
        gsl_ran_dirichlet(random, PHASE_POINTS, weight, probability);
        for (size_t r = 0; r < alliance->n; r++) {
            double u = gsl_rng_uniform(random);
            int c = 0;
            while (c < PHASE_POINTS - 1 && u >= probability[c]) {
                u -= probability[c++];
            }
            alliance->answers[r][i] = (uint8_t)(c + 1);
        }
    }
}

/* 7 % of answers are missing or "don't know". */
static void leave_out(gsl_rng *random, struct phase_alliance *alliance) {
    for (size_t r = 0; r < alliance->n; r++) {
        for (size_t i = 0; i < PHASE_ITEMS; i++) {
            if (gsl_rng_uniform(random) < 0.07) {
                alliance->answers[r][i] = 0;
            }
        }
    }
}

struct phase_alliance *phase_draw(const struct phase_way *way, const struct sam_phase_model *model,
                                  gsl_rng *random, size_t each, size_t *count) {
    struct phase_alliance *alliances = sam_xcalloc(each * (PHASE_PEOPLE - 1), sizeof *alliances);
    struct sam_phase_tables *tables = sam_phase_tables_new(model);
    *count = 0;
    for (size_t n = 2; n <= PHASE_PEOPLE; n++) {
        for (size_t a = 0; a < each; a++) {
            struct phase_alliance *alliance = &alliances[(*count)++];
            double mean[PHASE_ITEMS];
            alliance->n = n;
            alliance->truth = (enum sam_phase)(a % SAM_PHASES);
            if (way->dirichlet) {
                draw_dirichlet(model, tables, random, alliance);
            } else {
                draw_means(way, model, random, alliance->truth, mean);
                for (size_t r = 0; r < n; r++) {
                    draw_person(way, model, random, mean, alliance->answers[r]);
                }
            }
            leave_out(random, alliance);
        }
    }
    sam_phase_tables_free(tables);
    return alliances;
}

/* --- judging --------------------------------------------------------------------------------- */

/* The phase scales' index: mean over people of the mean of what they answered, half at least. */
static void fill_profile(const struct phase_alliance *alliance, struct sam_phase_score *score) {
    for (size_t j = 0; j < SAM_PHASES; j++) {
        double sum = 0;
        double people = 0;
        for (size_t r = 0; r < alliance->n; r++) {
            double own = 0;
            double answered = 0;
            for (size_t i = 0; i < PHASE_ITEMS; i++) {
                if ((size_t)phase_of_item(i) == j && alliance->answers[r][i] > 0) {
                    own += alliance->answers[r][i];
                    answered++;
                }
            }
            if (answered >= 2) {
                sum += own / answered;
                people++;
            }
        }
        score->profile[j] = people > 0 ? sam_value(100 * (sum / people - 1) / (PHASE_POINTS - 1))
                                       : sam_no_value(SAM_WHY_NO_ANSWERS);
    }
}

struct sam_phase_score phase_judged(const struct sam_phase_tables *tables,
                                    const struct phase_alliance *alliance) {
    struct sam_phase_score score = {.respondents = alliance->n};
    double people[PHASE_PEOPLE][SAM_PHASES] = {{0}};
    double together[SAM_PHASES] = {0};
    double posterior[SAM_PHASES];
    for (size_t i = 0; i < PHASE_ITEMS; i++) {
        uint8_t answers[PHASE_PEOPLE];
        size_t counts[PHASE_POINTS] = {0};
        for (size_t r = 0; r < alliance->n; r++) {
            answers[r] = alliance->answers[r][i];
            if (answers[r] > 0) {
                counts[answers[r] - 1]++;
            }
        }
        sam_phase_add_counts(tables, phase_of_item(i), counts, together);
        sam_phase_add_people(tables, phase_of_item(i), answers, alliance->n, people);
    }
    for (size_t r = 0; r < alliance->n; r++) {
        enum sam_phase phase = sam_phase_leaning(tables, people[r]);
        if (phase != SAM_PHASE_NONE) {
            score.leaning[phase]++;
        }
    }
    sam_phase_posterior(tables, together, posterior);
    for (int k = 0; k < SAM_PHASES; k++) {
        score.posterior[k] = sam_value(posterior[k]);
    }
    fill_profile(alliance, &score);
    sam_phase_judge(&score);
    return score;
}

/* --- quality --------------------------------------------------------------------------------- */

/* Equal means share the guess. */
static double by_highest_mean(const struct sam_phase_score *score, enum sam_phase truth) {
    double ties = 0;
    for (int k = 0; k < SAM_PHASES; k++) {
        double off = score->profile[k].value - score->profile[truth].value;
        if (off > 1e-9) {
            return 0;
        }
        ties += off > -1e-9;
    }
    return 1 / ties;
}

void phase_quality_add(struct phase_quality *quality, const struct sam_phase_score *score,
                       enum sam_phase truth, bool clear) {
    bool right = score->modal == truth;
    double said = score->posterior[score->modal].value;
    size_t bin = (size_t)fmin(PHASE_BINS - 1, floor(said * PHASE_BINS));
    quality->all++;
    quality->right += right;
    quality->by_mean += by_highest_mean(score, truth);
    quality->bin_all[bin]++;
    quality->bin_right[bin] += right;
    quality->bin_said[bin] += said;
    for (int k = 0; k < SAM_PHASES; k++) {
        double off = score->posterior[k].value - (k == (int)truth);
        quality->brier += off * off;
    }
    tally_add(&quality->clear_of[truth], clear);
    tally_add(&quality->right_of[truth], right);
    if (clear) {
        tally_add(&quality->clear, right);
    }
}

void phase_quality_merge(struct phase_quality *quality, const struct phase_quality *part) {
    quality->all += part->all;
    quality->right += part->right;
    quality->by_mean += part->by_mean;
    quality->brier += part->brier;
    tally_merge(&quality->clear, part->clear);
    for (int b = 0; b < PHASE_BINS; b++) {
        quality->bin_all[b] += part->bin_all[b];
        quality->bin_right[b] += part->bin_right[b];
        quality->bin_said[b] += part->bin_said[b];
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        tally_merge(&quality->clear_of[k], part->clear_of[k]);
        tally_merge(&quality->right_of[k], part->right_of[k]);
    }
}

double phase_calibration_error(const struct phase_quality *quality) {
    double error = 0;
    for (int b = 0; b < PHASE_BINS; b++) {
        error += fabs(quality->bin_right[b] - quality->bin_said[b]) / quality->all;
    }
    return error;
}
