/* How often is the rating of an expectation right, and how often does its interval hold the truth?
 */
#include "calibrate.h"

#include "analyse/expectation.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 5, ITEMS = 2 };
static const double PERSON = 0.6, NOISE = 0.6;

struct scene {
    const char *name;
    size_t alliances, smallest, largest; /* partners in each */
    size_t holders;                      /* account holders in each */
    double between;                      /* sd of alliances, as both sides see them */
};

static const struct scene scenes[] = {
    {"8 alliances of 2 to 6", 8, 2, 6, 0, 0.4},
    {"the same, all alike", 8, 2, 6, 0, 0},
    {"the same, very different", 8, 2, 6, 0, 0.8},
    {"8 of 2 to 6, with an account holder each", 8, 2, 6, 1, 0.4},
    {"6 of 4 to 22", 6, 4, 22, 0, 0.4},
    {"6 of 4 to 22, with 2 account holders each", 6, 4, 22, 2, 0.4},
    {"3 of 2 to 5", 3, 2, 5, 0, 0.4},
    {"2 of 5", 2, 5, 5, 0, 0.4},
};
enum { SCENES = sizeof scenes / sizeof *scenes };

struct outcome {
    struct tally covered, right, by[SAM_CERTAINTY_NONE]; /* right, by certainty */
    struct tally apart; /* of studies with two sides: said to be apart when they see the same */
};

static struct sam_questionnaire *two_statements(void) {
    static const char text[] =
        "{\"id\":\"q\",\"version\":\"1\",\"title\":{\"nl\":\"t\",\"en\":\"t\"},\"response_scale\":"
        "{\"points\":5,\"labels\":{\"nl\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"en\":[\"a\",\"b\","
        "\"c\",\"d\",\"e\"]}},\"themes\":[{\"id\":\"t\",\"title\":{\"nl\":\"t\",\"en\":\"t\"}}],"
        "\"scales\":[],\"items\":[{\"id\":\"a\",\"theme\":\"t\",\"text\":{\"nl\":\"t\",\"en\":"
        "\"t\"}},{\"id\":\"b\",\"theme\":\"t\",\"text\":{\"nl\":\"t\",\"en\":\"t\"}}]}";
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(text, sizeof text - 1, "q", &q, &problems, &err) != SAM_OK) {
        abort();
    }
    sam_problems_fini(&problems);
    return q;
}

/* The mean answer of a side at this level, over all alliances there might be. */
static double true_mean(const struct scene *scene, double level) {
    double sd = sqrt(scene->between * scene->between + PERSON * PERSON + NOISE * NOISE);
    double sum = 1;
    for (int step = 1; step < POINTS; step++) {
        sum += gsl_cdf_gaussian_Q(step + 0.5 - level, sd);
    }
    return sum;
}

static void add_person(gsl_rng *random, struct sam_answers *answers, const char *alliance,
                       enum sam_role role, double level) {
    uint8_t row[ITEMS];
    double own = random_normal(random, level, PERSON);
    for (int i = 0; i < ITEMS; i++) {
        row[i] = (uint8_t)fmin(POINTS, fmax(1, floor(random_normal(random, own, NOISE) + 0.5)));
    }
    sam_answers_add(answers, alliance, "", role, row);
}

static struct sam_expectation_result one_study(const struct scene *scene, gsl_rng *random,
                                               const struct sam_questionnaire *q, double partners,
                                               double holders) {
    static const size_t items[ITEMS] = {0, 1};
    static const bool against[ITEMS] = {false, false};
    const struct sam_expectation_set set = {items, against, ITEMS};
    const struct sam_analysis_options options = {.min_group = 1};
    struct sam_answers *answers = sam_answers_new(ITEMS);
    for (size_t a = 0; a < scene->alliances; a++) {
        char id[24];
        double effect = random_normal(random, 0, scene->between);
        size_t n = scene->smallest + random_below(random, scene->largest - scene->smallest + 1);
        snprintf(id, sizeof id, "a%zu", a);
        for (size_t i = 0; i < n; i++) {
            add_person(random, answers, id, i == 0 ? SAM_LEAD : SAM_PARTNER, partners + effect);
        }
        for (size_t i = 0; i < scene->holders; i++) {
            add_person(random, answers, id, SAM_ACCOUNT_HOLDER, holders + effect);
        }
    }
    sam_answers_sort(answers);
    struct sam_expectation_result result = sam_expectation_of(q, answers, &options, &set);
    sam_answers_free(answers);
    return result;
}

static struct outcome simulate(struct calibration *run, size_t index) {
    const struct scene *scene = &scenes[index];
    struct outcome outcome = {0};
    gsl_rng *random = random_new(8, (unsigned)index);
    struct sam_questionnaire *q = two_statements();
    size_t repeats = calibration_repeats(run, 8000, 300);
    for (size_t i = 0; i < repeats; i++) {
        /* Anything from not at all to fully; every other study both sides see the same. */
        double partners = 1.5 + 3 * gsl_rng_uniform(random);
        bool same = i % 2 == 0;
        double holders = same ? partners : random_normal(random, partners, 0.7);
        struct sam_expectation_result r = one_study(scene, random, q, partners, holders);
        double truth = true_mean(scene, partners);
        if (scene->holders > 0) {
            truth = (truth + true_mean(scene, holders)) / 2;
            if (same) {
                tally_add(&outcome.apart, r.verdict == SAM_SIDES_APART);
            }
        }
        bool right = r.both.rating == sam_rating_of_mean(truth, POINTS);
        tally_add(&outcome.covered, r.both.low.value <= truth && truth <= r.both.high.value);
        tally_add(&outcome.right, right);
        tally_add(&outcome.by[r.both.certainty], right);
    }
    sam_questionnaire_free(q);
    gsl_rng_free(random);
    return outcome;
}

static void write_row(struct calibration *run, const struct scene *scene, const struct outcome *o) {
    sam_buf_printf(&run->page, "| %s | %.1f | %.0f |", scene->name, 100 * tally_share(o->covered),
                   100 * tally_share(o->right));
    for (int c = 0; c < SAM_CERTAINTY_NONE; c++) {
        if (o->by[c].all > 0) {
            sam_buf_printf(&run->page, " %.0f: %.0f |", 100 * o->by[c].all / o->right.all,
                           100 * tally_share(o->by[c]));
        } else {
            sam_buf_text(&run->page, " 0 |");
        }
    }
    if (o->apart.all > 0) {
        sam_buf_printf(&run->page, " %.1f |\n", 100 * tally_share(o->apart));
    } else {
        sam_buf_text(&run->page, " |\n");
    }
}

void study_expectation(struct calibration *run) {
    sam_buf_text(
        &run->page,
        "## 8 Ratings of expectations\n\n"
        "**Question.** Does the 95 % interval of both sides together hold the true mean, and how "
        "often is the rating the true one: over all studies, and where it says `clear` (meant to "
        "be "
        "right in three of four cases or more), `likely` (in half or more) or `open`?\n\n"
        "**How.** The true mean is anything from 1.5 to 4.5 of five; two statements; people differ "
        "with an sd of 0.6, and answers of one person with 0.6; alliances with 0.4 unless it says "
        "otherwise, and both sides see the same good and bad alliances. In half of the studies "
        "account holders have another mean than partners (sd of the difference 0.7). The truth is "
        "the mean over all alliances there might be. In %: how many / right of those.\n\n"
        "| study | interval holds | right | clear | likely | open | sides said apart that see the "
        "same |\n| --- | --: | --: | --: | --: | --: | --: |\n");
    for (size_t s = 0; s < SCENES; s++) {
        struct outcome o = simulate(run, s);
        write_row(run, &scenes[s], &o);
        calibration_check(run, tally_share(o.covered), 0.93, 1, o.covered.all,
                          "expectation: %s, interval", scenes[s].name);
        calibration_check(run, tally_share(o.by[SAM_CERTAINTY_CLEAR]), 0.75, 1,
                          o.by[SAM_CERTAINTY_CLEAR].all, "expectation: %s, clear", scenes[s].name);
        calibration_check(run, tally_share(o.by[SAM_CERTAINTY_LIKELY]), 0.5, 1,
                          o.by[SAM_CERTAINTY_LIKELY].all, "expectation: %s, likely",
                          scenes[s].name);
        if (o.apart.all > 0) {
            calibration_check(run, tally_share(o.apart), 0, 0.05, o.apart.all,
                              "expectation: %s, apart", scenes[s].name);
        }
    }
    sam_buf_text(
        &run->page,
        "\n**What it means.** The interval holds the truth as often as it says or more: it "
        "counts alliances, not people, and lets both sides err together. `clear` is right "
        "far more often than three times in four, because most truths lie far from a mark; "
        "`likely` about as often as it says. With two or three alliances fewer are `clear`, and "
        "those are right nine times in ten.\n");
}
