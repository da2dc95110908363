#include "phase_ways.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The ways of answering, drawn from the default table or another, and behind them those that are
 * drawn noisier too. The first, which is the model's own, is drawn anew for each model. */
enum { MOST_DRAWN = 16 };
struct ways {
    struct sam_phase_model truth;
    struct phase_alliance *alliances[MOST_DRAWN];
    size_t drawn, count, each;
};

static void ways_draw(struct ways *ways, const struct sam_phase_model *truth, size_t each) {
    *ways = (struct ways){.truth = *truth, .each = each};
    for (size_t w = 1; w < phase_way_count; w++) {
        gsl_rng *random = random_new(4, (unsigned)w);
        ways->alliances[w] = phase_draw(&phase_ways[w], truth, random, each, &ways->count);
        gsl_rng_free(random);
    }
    ways->drawn = phase_way_count;
    for (size_t w = 0; w < phase_way_count; w++) {
        struct phase_way noisier;
        if (phase_way_noisier(&phase_ways[w], &noisier)) {
            gsl_rng *random = random_new(4, 20 + (unsigned)w);
            ways->alliances[ways->drawn++] =
                phase_draw(&noisier, truth, random, each, &ways->count);
            gsl_rng_free(random);
        }
    }
}

static void ways_fini(struct ways *ways) {
    for (size_t w = 0; w < ways->drawn; w++) {
        free(ways->alliances[w]);
    }
}

static void draw_own(struct ways *ways, const struct sam_phase_model *model) {
    struct sam_phase_model own = *model;
    gsl_rng *random = random_new(4, 0);
    memcpy(own.mean, ways->truth.mean, sizeof own.mean);
    free(ways->alliances[0]);
    ways->alliances[0] = phase_draw(&phase_ways[0], &own, random, ways->each, &ways->count);
    gsl_rng_free(random);
}

/* Of `clear` under other bounds than the program's. */
struct bounds {
    double probability, lead;
};

static bool clear_under(const struct sam_phase_score *score, struct bounds bounds) {
    if (score->verdict == SAM_VERDICT_UNDECIDED ||
        score->posterior[score->modal].value < bounds.probability) {
        return false;
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        double lead = score->profile[score->modal].value - score->profile[k].value;
        if (k != (int)score->modal && lead < bounds.lead - 1e-9) {
            return false;
        }
    }
    return true;
}

struct verdict {
    double own_error;    /* worst over n where answers are as this model assumes */
    double most_error;   /* worst over n and the other ways, noisier ones too */
    double brier, right; /* mean over the ways */
    double clear, clear_performing;
    double clear_right, clear_cases; /* worst over ways, and n from 3; of how many that share is */
};

static struct verdict judge(struct ways *ways, const struct sam_phase_model *model,
                            struct bounds bounds) {
    struct sam_phase_tables *tables = sam_phase_tables_new(model);
    struct verdict v = {.clear_right = 1};
    double share = 1.0 / (double)phase_way_count;
    draw_own(ways, model);
    for (size_t w = 0; w < ways->drawn; w++) {
        struct phase_quality of[PHASE_PEOPLE + 1] = {{0}};
        struct phase_quality all = {0};
        double worst = 0;
        for (size_t a = 0; a < ways->count; a++) {
            const struct phase_alliance *alliance = &ways->alliances[w][a];
            struct sam_phase_score score = phase_judged(tables, alliance);
            phase_quality_add(&of[alliance->n], &score, alliance->truth,
                              clear_under(&score, bounds));
        }
        for (size_t n = 2; n <= PHASE_PEOPLE; n++) {
            phase_quality_merge(&all, &of[n]);
            worst = fmax(worst, phase_calibration_error(&of[n]));
            double right = tally_share(of[n].clear);
            if (n > 2 && w < phase_way_count && right < v.clear_right) {
                v.clear_right = right;
                v.clear_cases = of[n].clear.all;
            }
        }
        if (w == 0) {
            v.own_error = worst;
        } else {
            v.most_error = fmax(v.most_error, worst);
        }
        if (w < phase_way_count) {
            v.brier += share * all.brier / all.all;
            v.right += share * all.right / all.all;
            v.clear += share * all.clear.all / all.all;
            v.clear_performing += share * tally_share(all.clear_of[SAM_PERFORMING]);
        }
    }
    sam_phase_tables_free(tables);
    return v;
}

static const struct bounds standard = {SAM_PHASE_CLEAR, SAM_PHASE_LEAD};

/* --- spread, concentration, design effect ---------------------------------------------------- */

static struct verdict row_of(struct calibration *run, struct ways *ways, double spread,
                             double concentration, double design_effect) {
    struct sam_phase_model model = sam_phase_model_default(PHASE_POINTS);
    bool chosen = model.spread == spread && model.concentration == concentration &&
                  model.design_effect == design_effect;
    model.spread = spread;
    model.concentration = concentration;
    model.design_effect = design_effect;
    struct verdict v = judge(ways, &model, standard);
    const char *mark = chosen ? "**" : "";
    sam_buf_printf(&run->page, "| %s%.2f%s | %.0f | %.2f | %.3f | %.3f | %.3f | %.1f | %.1f |\n",
                   mark, spread, mark, concentration, design_effect, v.own_error, v.most_error,
                   v.brier, 100 * v.right, 100 * v.clear_right);
    return v;
}

static void choose_numbers(struct calibration *run, struct ways *ways) {
    static const double spreads[] = {0.24, 0.30, 0.36, 0.40, 0.44, 0.48};
    static const double effects[] = {1, 1.25, 1.5, 2, 3};
    struct sam_phase_model standing = sam_phase_model_default(PHASE_POINTS);
    double best = 1;
    sam_buf_text(
        &run->page,
        "| spread | concentration | design effect | error, as assumed | error, other ways | "
        "Brier | right, % | right of clear, % |\n"
        "| --: | --: | --: | --: | --: | --: | --: | --: |\n");
    struct verdict chosen =
        row_of(run, ways, standing.spread, standing.concentration, standing.design_effect);
    row_of(run, ways, 0.24, 8, 3);
    for (size_t s = 0; s < 6 && !run->quick; s++) {
        for (size_t e = 0; e < 5; e++) {
            struct verdict v = row_of(run, ways, spreads[s], 30, effects[e]);
            best = v.own_error <= 0.06 ? fmin(best, v.most_error) : best;
        }
    }
    for (double c = 8; c <= 120 && !run->quick; c = c < 15 ? 15 : c * 2 > 60 ? c + 60 : c * 2) {
        row_of(run, ways, standing.spread, c, standing.design_effect);
    }
    calibration_check(run, chosen.own_error, 0, run->quick ? 0.12 : 0.06, 0,
                      "phase choice: error of the default as assumed");
    calibration_check(run, chosen.most_error, 0, run->quick ? 0.24 : fmin(0.12, best + 0.02), 0,
                      "phase choice: error of the default beside the best");
}

/* --- the mean table -------------------------------------------------------------------------- */

/* The rows of norming and performing, which are closest. */
static const struct {
    const char *name;
    double norming[SAM_PHASES], performing[SAM_PHASES];
} pairs[] = {
    {"closer", {0.32, 0.35, 0.74, 0.58}, {0.22, 0.25, 0.74, 0.76}},
    {"default", {0.32, 0.35, 0.74, 0.60}, {0.22, 0.25, 0.71, 0.80}},
    {"further apart", {0.34, 0.36, 0.76, 0.56}, {0.20, 0.23, 0.66, 0.84}},
};

static struct sam_phase_model with_pair(size_t pair) {
    struct sam_phase_model model = sam_phase_model_default(PHASE_POINTS);
    memcpy(model.mean[SAM_NORMING], pairs[pair].norming, sizeof pairs[pair].norming);
    memcpy(model.mean[SAM_PERFORMING], pairs[pair].performing, sizeof pairs[pair].performing);
    return model;
}

static void choose_table(struct calibration *run, size_t each) {
    double least[3] = {1, 1, 1};
    sam_buf_text(
        &run->page,
        "\n### The mean table\n\nNobody has measured it. Norming and performing are the "
        "rows that are hard to tell apart; three pairs of them (forming, storming, norming, "
        "performing statements): ");
    for (size_t p = 0; p < 3; p++) {
        const double *n = pairs[p].norming;
        const double *k = pairs[p].performing;
        sam_buf_printf(
            &run->page, "%s*%s* norming %.2f %.2f %.2f %.2f, performing %.2f %.2f %.2f %.2f",
            p > 0 ? "; " : "", pairs[p].name, n[0], n[1], n[2], n[3], k[0], k[1], k[2], k[3]);
    }
    sam_buf_text(&run->page, ". Each as the truth, judged by each.\n\n"
                             "| truth | model's table | error, other ways | Brier | right, % | "
                             "clear, % | performing: clear, % | right of clear, worst n, % |\n"
                             "| --- | --- | --: | --: | --: | --: | --: | --: |\n");
    for (size_t t = 0; t < 3; t++) {
        struct ways ways;
        struct sam_phase_model truth = with_pair(t);
        ways_draw(&ways, &truth, each);
        for (size_t p = 0; p < 3; p++) {
            struct sam_phase_model model = with_pair(p);
            struct verdict v = judge(&ways, &model, standard);
            least[p] = fmin(least[p], v.clear_right);
            sam_buf_printf(&run->page, "| %s | %s | %.3f | %.3f | %.1f | %.0f | %.0f | %.1f |\n",
                           pairs[t].name, pairs[p].name, v.most_error, v.brier, 100 * v.right,
                           100 * v.clear, 100 * v.clear_performing, 100 * v.clear_right);
        }
        ways_fini(&ways);
    }
    sam_buf_text(
        &run->page,
        "\nHow often performing is `clear` is decided by the truth, not by the model's table: "
        "where performing alliances agree with norming statements nearly as much, no table "
        "makes them clear. *Further apart* gives the most wrong `clear`s when the truth is "
        "closer; *closer* is less often right when it is not. The default stays in the "
        "middle; were the truth *closer*, its error would be .15 in the noisiest way, more than is "
        "promised.\n");
}

/* --- the bounds of `clear` ------------------------------------------------------------------- */

static void choose_bounds(struct calibration *run, struct ways *ways) {
    static const double probabilities[] = {0.6, 0.75, 0.9};
    static const double leads[] = {0, 2.5, 5, 7.5, 10};
    struct sam_phase_model model = sam_phase_model_default(PHASE_POINTS);
    sam_buf_text(
        &run->page,
        "\n### When a phase is clear\n\n| probability at least | lead at least | clear, % | "
        "performing: clear, % | right of clear, worst way and n, % |\n"
        "| --: | --: | --: | --: | --: |\n");
    for (size_t p = 0; p < 3; p++) {
        for (size_t l = 0; l < 5; l++) {
            struct bounds bounds = {probabilities[p], leads[l]};
            bool chosen =
                bounds.probability == standard.probability && bounds.lead == standard.lead;
            struct verdict v = judge(ways, &model, bounds);
            const char *mark = chosen ? "**" : "";
            sam_buf_printf(&run->page, "| %s%.2f%s | %.1f | %.0f | %.0f | %.1f |\n", mark,
                           bounds.probability, mark, bounds.lead, 100 * v.clear,
                           100 * v.clear_performing, 100 * v.clear_right);
            if (chosen) {
                calibration_check(run, v.clear_right, 0.90, 1, v.clear_cases,
                                  "phase choice: right of clear at the worst n");
            }
        }
    }
    sam_buf_text(&run->page,
                 "\nThe rule: .75 is the lowest probability at which the last column reaches 90 %. "
                 "With it a lead of 5 does as well as 7.5, to within what this run can tell, and "
                 "is clear more often; 7.5 is kept as the more careful of the two, since the table "
                 "behind all this is not measured.\n");
}

void study_phase_choice(struct calibration *run) {
    struct sam_phase_model standing = sam_phase_model_default(PHASE_POINTS);
    size_t each = calibration_repeats(run, 400, 60);
    struct ways ways;
    ways_draw(&ways, &standing, each);
    sam_buf_text(
        &run->page,
        "## 5 How the phase defaults were chosen\n\n"
        "**How.** The ways of answering of 4, the same answers for every row. *Error* is the "
        "calibration error at the worst n, *as assumed* with answers drawn from the row's own "
        "model, *other ways* the worst of the seven others and of the six that are drawn far "
        "noisier too; Brier and right are means over the eight; *right of clear* is at the worst "
        "of the eight and n.\n\n"
        "### Spread, concentration, design effect\n\nThe first row (bold spread) is the default, "
        "the second what a first prototype used.\n\n");
    choose_numbers(run, &ways);
    sam_buf_text(
        &run->page,
        "\nA narrow spread is too sure of itself in the other ways. A design effect of 3 "
        "makes up for some of that, but then two or three people who answer as assumed are "
        "believed too little. A wider spread with a small design effect keeps both errors "
        "low; from 30 the concentration hardly matters. The rule: error as assumed at most "
        ".06, and then the lowest of the other ways to within what these runs can tell "
        "(.02).\n");
    if (!run->quick) {
        choose_table(run, each);
        choose_bounds(run, &ways);
    }
    ways_fini(&ways);
}
