/* Both intervals of an alliance, in studies of many kinds: that of these partners now, and the
 * pooled one of all who could be its partners. */
#include "population.h"

#include <math.h>

enum { RATES = 5 };

/* Promised of every row and of every number of respondents, when answers are as in these. */
static const struct population ordinary[] = {
    {"usual: mean about 3.8", 8, 2, 23, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"few and small: 6 alliances of 2 to 5", 6, 2, 5, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"many alliances: 40", 40, 2, 23, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"in the middle: mean about 3", 8, 2, 23, 4, 3.0, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"skewed: mean about 4.4", 8, 2, 23, 4, 4.5, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"very skewed: mean about 4.7", 8, 2, 23, 4, 5.0, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"people alike: sd .2", 8, 2, 23, 4, 3.8, 0.3, 0.2, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"people differ: sd .9", 8, 2, 23, 4, 3.8, 0.3, 0.9, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"careful answers: noise .4", 8, 2, 23, 4, 3.8, 0.3, 0.5, 0.4, 0.3, 0.02, 0.05, 0, 0},
    {"careless answers: noise 1.1", 8, 2, 23, 4, 3.8, 0.3, 0.5, 1.1, 0.3, 0.02, 0.05, 0, 0},
    {"two items", 8, 2, 23, 2, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"eight items", 8, 2, 23, 8, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 0, 0},
    {"many don't know: 20 %, 8 % missing", 8, 2, 23, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.08, 0.2, 0, 0},
};

/* Shown, not promised: what the interval takes for granted does not hold. */
static const struct population beyond[] = {
    {"alliances differ inside: sd .3 or .8", 8, 2, 23, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05, 1.6,
     0},
    {"the silent are half a point less positive", 8, 2, 23, 4, 3.8, 0.3, 0.5, 0.7, 0.3, 0.02, 0.05,
     0, 0.5},
};

struct covers {
    struct tally all, by_n[MOST_PARTNERS + 1], by_rate[RATES];
    double width;
};

struct coverage {
    struct covers now, pooled;
    struct tally everybody, unknown; /* now; unknown: the same with N not known */
};

static void count_hit(struct covers *c, const struct drawn_alliance *a, size_t n, double truth,
                      double low, double high) {
    bool hit = low <= truth && truth <= high;
    tally_add(&c->all, hit);
    tally_add(&c->by_n[n], hit);
    tally_add(&c->by_rate[lround((a->rate - 0.6) / 0.1)], hit);
    c->width += (high - low) / 2;
}

static void count_alliance(const struct sam_scale_model *model, const struct drawn_alliance *a,
                           const struct sam_group_moments *g, struct coverage *c) {
    struct sam_range r = sam_interval_of(&model->basis, g->mean, g->n, a->invited, 5);
    if (!sam_has(r.low)) {
        return; /* fewer than two scores */
    }
    count_hit(&c->now, a, g->n, a->now, r.low.value, r.high.value);
    if (g->n == a->invited) {
        tally_add(&c->everybody, r.low.value <= a->now && a->now <= r.high.value);
    }
    r = sam_interval_of(&model->basis, g->mean, g->n, 0, 5);
    tally_add(&c->unknown, r.low.value <= a->now && a->now <= r.high.value);
    struct sam_number mean;
    struct sam_range pooled;
    sam_components_predict(&model->components, g, &mean, &pooled.low, &pooled.high);
    if (sam_has(pooled.low)) {
        count_hit(&c->pooled, a, g->n, a->level, pooled.low.value, pooled.high.value);
    }
}

static void one_study(const struct population *p, const struct sam_questionnaire *q,
                      gsl_rng *random, struct coverage *c) {
    struct drawn_alliance alliances[MOST_ALLIANCES];
    struct fitted fitted;
    struct sam_answers *answers = population_draw(p, random, alliances);
    population_fit(q, answers, &fitted);
    for (size_t k = 0; k < p->alliances; k++) {
        count_alliance(&fitted.model, &alliances[k], &fitted.model.groups[k], c);
    }
    fitted_fini(&fitted);
    sam_answers_free(answers);
}

static void simulate(struct calibration *run, const struct population *p, unsigned scenario,
                     struct coverage *c) {
    gsl_rng *random = random_new(1, scenario);
    struct sam_questionnaire *q = population_questionnaire(p->items);
    double wanted = (double)calibration_repeats(run, 25000, 1200);
    *c = (struct coverage){0};
    while (c->now.all.all < wanted) {
        one_study(p, q, random, c);
    }
    sam_questionnaire_free(q);
    gsl_rng_free(random);
    sam_buf_printf(&run->page, "| %s | %.1f | %.1f | %.1f | %.2f |", p->name,
                   100 * tally_share(c->now.all), 100 * tally_share(c->everybody),
                   100 * tally_share(c->unknown), c->now.width / c->now.all.all);
    if (p->loyal > 0) { /* the truth of all who could be partners has no silent ones */
        sam_buf_text(&run->page, " | |\n");
        return;
    }
    sam_buf_printf(&run->page, " %.1f | %.2f |\n", 100 * tally_share(c->pooled.all),
                   c->pooled.width / c->pooled.all.all);
}

/* Pooled intervals of one study share its components: half of them count. */
enum { POOLED_ALIKE = 2 };

static void merge(struct covers *sum, const struct covers *part) {
    for (size_t n = 2; n <= MOST_PARTNERS; n++) {
        tally_merge(&sum->by_n[n], part->by_n[n]);
    }
    for (size_t r = 0; r < RATES; r++) {
        tally_merge(&sum->by_rate[r], part->by_rate[r]);
    }
}

static void check_and_sum(struct calibration *run, const struct population *p,
                          const struct coverage *c, struct coverage *sum) {
    calibration_check(run, tally_share(c->now.all), 0.93, 0.97, c->now.all.all, "now: %s", p->name);
    calibration_check(run, tally_share(c->everybody), 0.93, 0.97, c->everybody.all,
                      "now, everybody answered: %s", p->name);
    calibration_check(run, tally_share(c->pooled.all), 0.93, 0.97, c->pooled.all.all / POOLED_ALIKE,
                      "pooled: %s", p->name);
    merge(&sum->now, &c->now);
    merge(&sum->pooled, &c->pooled);
}

static void write_by_n(struct calibration *run, const struct coverage *sum) {
    struct plot plot = {.file = "now.svg",
                        .title = "How often the 95 % intervals hold the truth",
                        .x_name = "respondents",
                        .y_name = "covered, %",
                        .x_low = 2,
                        .x_high = 23,
                        .x_step = 3,
                        .y_low = 85,
                        .y_high = 100,
                        .y_step = 5,
                        .band_low = 93,
                        .band_high = 97};
    struct plot_series *now = plot_add(&plot, "these partners, now");
    struct plot_series *pooled = plot_add(&plot, "pooled");
    sam_buf_text(&run->page, "\n| respondents | covers, % | pooled | | respondents | covers, % | "
                             "pooled |\n| --: | --: | --: | --- | --: | --: | --: |\n");
    for (size_t n = 2; n <= MOST_PARTNERS; n++) {
        const struct tally *own = &sum->now.by_n[n];
        const struct tally *all = &sum->pooled.by_n[n];
        plot_point(now, (double)n, 100 * tally_share(*own));
        plot_point(pooled, (double)n, 100 * tally_share(*all));
        calibration_check(run, tally_share(*own), 0.93, 0.97, own->all, "now: n = %zu", n);
        calibration_check(run, tally_share(*all), 0.93, 0.97, all->all / POOLED_ALIKE,
                          "pooled: n = %zu", n);
        if (n <= 12) {
            sam_buf_printf(&run->page, "| %zu | %.1f | %.1f | | %zu | %.1f | %.1f |\n", n,
                           100 * tally_share(*own), 100 * tally_share(*all), n + 11,
                           100 * tally_share(own[11]), 100 * tally_share(all[11]));
        }
    }
    plot_write(run, &plot);
}

/* alike: of how many intervals one counts. */
static void write_by_rate(struct calibration *run, const struct covers *c, double alike,
                          const char *name) {
    sam_buf_printf(&run->page, "| %s covers, %% |", name);
    for (size_t r = 0; r < RATES; r++) {
        double share = tally_share(c->by_rate[r]);
        sam_buf_printf(&run->page, " %.1f |", 100 * share);
        calibration_check(run, share, 0.93, 0.97, c->by_rate[r].all / alike, "%s: response %zu %%",
                          name, 60 + 10 * r);
    }
    sam_buf_text(&run->page, "\n");
}

void study_now(struct calibration *run) {
    struct coverage sum = {0};
    struct coverage c;
    sam_buf_text(
        &run->page,
        "## 1 The intervals of an alliance\n\n"
        "**Question.** Does `low` to `high` hold the mean of the true scores of all N invited "
        "partners, now, in 95 % of the cases? And `pooled` the alliance's true mean, of all who "
        "could be its partners? Promised: 93 to 97 %.\n\n"
        "**How.** Studies of 6 to 40 alliances, N up to 23, 60 to 100 % of them (in steps of 10) "
        "answer; who does is chance. A partner's level is normal around the alliance's, an answer "
        "normal around the partner's level and the statement's own (\"noise\"), rounded to 1 to 5. "
        "Usually: 8 alliances, 4 statements, sd between alliances .3, between people .5, noise .7, "
        "5 % don't know and 2 % missing; each row changes something. A partner's true score is the "
        "expected answer. *Everybody*: of alliances where all answered. *N unknown*: the interval "
        "the program gives when nobody said how many were invited.\n\n"
        "| answers | covers, % | everybody | N unknown | half width | pooled covers, % | "
        "half width |\n| --- | --: | --: | --: | --: | --: | --: |\n");
    for (unsigned s = 0; s < sizeof ordinary / sizeof *ordinary; s++) {
        simulate(run, &ordinary[s], s, &c);
        check_and_sum(run, &ordinary[s], &c, &sum);
    }
    for (unsigned s = 0; s < sizeof beyond / sizeof *beyond; s++) {
        simulate(run, &beyond[s], 100 + s, &c);
    }
    write_by_n(run, &sum);
    sam_buf_text(&run->page, "| response, % | 60 | 70 | 80 | 90 | 100 |\n"
                             "| --- | --: | --: | --: | --: | --: |\n");
    write_by_rate(run, &sum.now, 1, "now");
    write_by_rate(run, &sum.pooled, POOLED_ALIKE, "pooled");
    sam_buf_text(
        &run->page,
        "\n**What it means.** Both intervals hold what they say, from 2 respondents up, also where "
        "answers crowd at the top. Neither protects against silence that has a reason (last "
        "row): look at `lowest` and `highest`. Not saying how many were invited costs width, never "
        "coverage.\n\n"
        "**Chosen by it.** The error variance counts answers that are not there; the row "
        "with many don't-knows is what that is for.\n");
}
