#include "null_study.h"

#include "analyse/alliances_test.h"
#include "analyse/permutation.h"
#include "analyse/variance_components.h"

#include <math.h>
#include <stdio.h>

enum { MOST = 512, MOST_GROUPS = 32 };

static const struct answers_of kinds[] = {
    {"one statement, skewed", 1, {0.02, 0.05, 0.13, 0.40, 0.40}},
    {"one statement, very skewed", 1, {0.01, 0.01, 0.03, 0.20, 0.75}},
    {"scale of four, skewed", 4, {0.02, 0.05, 0.13, 0.40, 0.40}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* One row of the table: `sizes` are of the groups, closed by 0, or `study` is what is drawn. */
struct row {
    const char *name;
    void (*count)(const struct row *row, const struct answers_of *kind, gsl_rng *random,
                  struct tally *hit);
    size_t sizes[MOST_GROUPS];
    struct null_study study;
    double share; /* of the usual number of draws, where one costs much; 0: all */
};

static void draw_scores(const struct answers_of *kind, gsl_rng *random, double *scores, size_t n) {
    for (size_t i = 0; i < n; i++) {
        scores[i] = draw_score(kind, random);
    }
}

static bool below(struct sam_number p) {
    return sam_has(p) && p.value <= 0.05;
}

/* --- the tests of results.json --------------------------------------------------------------- */

static void in_study(const struct row *row, const struct answers_of *kind, gsl_rng *random,
                     struct tally *hit) {
    null_study_run(&row->study, kind, random, hit);
}

static struct sam_alliances_test test_alliances(const struct row *row,
                                                const struct answers_of *kind, gsl_rng *random) {
    static _Thread_local double values[MOST * MOST_GROUPS];
    struct sam_alliances_scores scores = {values, row->sizes, 0};
    const struct sam_analysis_options options = {.resamples = 199, .threads = 1};
    size_t people = 0;
    for (; row->sizes[scores.count] > 0; scores.count++) {
        people += row->sizes[scores.count];
    }
    draw_scores(kind, random, values, people);
    return sam_alliances_test(&scores, &options, gsl_rng_get(random));
}

static void together(const struct row *row, const struct answers_of *kind, gsl_rng *random,
                     struct tally *hit) {
    struct sam_alliances_test test = test_alliances(row, kind, random);
    tally_add(hit, below(test.p));
    sam_alliances_test_fini(&test);
}

/* Is any alliance told from the others? */
static void any_from_others(const struct row *row, const struct answers_of *kind, gsl_rng *random,
                            struct tally *hit) {
    struct sam_alliances_test test = test_alliances(row, kind, random);
    bool any = false;
    for (size_t a = 0; row->sizes[a] > 0; a++) {
        any = any || below(test.versus_others[a].p_adjusted);
    }
    tally_add(hit, any);
    sam_alliances_test_fini(&test);
}

static const struct row rows[] = {
    {"lead and partners, 1 and 20", in_study, .study = {NULL_LEAD, 1, 20, false}},
    {"lead and partners, 2 and 8", in_study, .study = {NULL_LEAD, 2, 8, false}},
    {"lead and partners, 3 and 3", in_study, .study = {NULL_LEAD, 3, 3, false}},
    {"lead and partners, 4 and 5", in_study, .study = {NULL_LEAD, 4, 5, false}},
    {"lead and partners, 8 and 9", in_study, .study = {NULL_LEAD, 8, 9, false}},
    {"lead and partners, 12 and 14, drawn", in_study, .study = {NULL_LEAD, 12, 14, false}},
    {"lead and partners, 12 and 24 in organisations of 3", in_study,
     .study = {NULL_LEAD, 12, 24, true}},
    {"account holders and partners, 2 and 8", in_study, .study = {NULL_HOLDERS, 2, 8, false}},
    {"account holders and partners, 10 and 12, drawn", in_study,
     .study = {NULL_HOLDERS, 10, 12, false}},
    {"one statement, account holders and partners, 2 and 8", in_study,
     .study = {NULL_SIDES, 2, 8, false}},
    {"one statement, 2 and 8, in 25 alliances together", in_study,
     .study = {NULL_SIDES_TOGETHER, 2, 8, false}, .share = 0.2},
    {"change, 5 pairs", in_study, .study = {NULL_CHANGE, 5, 2, false}},
    {"change, 8 pairs", in_study, .study = {NULL_CHANGE, 8, 3, false}},
    {"change, 12 pairs", in_study, .study = {NULL_CHANGE, 12, 0, false}},
    {"change, 23 pairs", in_study, .study = {NULL_CHANGE, 23, 5, false}},
    {"change, 60 pairs, drawn", in_study, .study = {NULL_CHANGE, 60, 5, false}},
    {"alliances, 3 of 2", together, .sizes = {2, 2, 2}},
    {"alliances, 6 of 2 to 5, drawn", together, .sizes = {2, 3, 3, 4, 5, 5}},
    {"alliances, 8 of 2 to 15, drawn", together, .sizes = {2, 2, 3, 4, 6, 8, 12, 15}},
    {"alliances, 24 of 450, by moments", together,
     .sizes = {450, 450, 450, 450, 450, 450, 450, 450, 450, 450, 450, 450,
               450, 450, 450, 450, 450, 450, 450, 450, 450, 450, 450, 450},
     .share = 0.5},
    {"any alliance and others (Holm), 3 of 3", any_from_others, .sizes = {3, 3, 3}},
    {"any alliance and others (Holm), 8 of 2 to 15", any_from_others,
     .sizes = {2, 2, 3, 4, 6, 8, 12, 15}},
    {"any alliance and others (Holm), 20 of 4", any_from_others,
     .sizes = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, .share = 0.5},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* --- what describes, and is no test ---------------------------------------------------------- */

static void by_f(const struct row *row, const struct answers_of *kind, gsl_rng *random,
                 struct tally *hit) {
    struct sam_group_moments groups[MOST_GROUPS] = {{0}};
    size_t count = 0;
    for (; row->sizes[count] > 0; count++) {
        for (size_t i = 0; i < row->sizes[count]; i++) {
            sam_group_moments_add(&groups[count], draw_score(kind, random));
        }
    }
    tally_add(hit, below(sam_anova_compute(groups, count).p));
}

static const struct row descriptions[] = {
    {"F, 3 alliances of 2", by_f, .sizes = {2, 2, 2}},
    {"F, 6 alliances of 2 to 5", by_f, .sizes = {2, 3, 3, 4, 5, 5}},
    {"F, 8 alliances of 4", by_f, .sizes = {4, 4, 4, 4, 4, 4, 4, 4}},
    {"F, 8 alliances of 2 to 15", by_f, .sizes = {2, 2, 3, 4, 6, 8, 12, 15}},
};

/* --- the table ------------------------------------------------------------------------------- */

static void write_heads(struct calibration *run, const char *heads, const char *rule) {
    sam_buf_text(&run->page, heads);
    for (size_t k = 0; k < KINDS; k++) {
        sam_buf_printf(&run->page, " %s, %% |", kinds[k].name);
    }
    sam_buf_printf(&run->page, "\n%s --: | --: | --: |\n", rule);
}

/* Writes the rejections of one row; `tests` says whether they are promised to be few. */
static void write_row(struct calibration *run, const struct row *row, unsigned scenario, bool tests,
                      double shares[KINDS]) {
    double draws = (double)calibration_repeats(run, 10000, 500) * (row->share > 0 ? row->share : 1);
    for (size_t k = 0; k < KINDS; k++) {
        struct tally hit = {0};
        gsl_rng *random = random_new(6, scenario * 10 + (unsigned)k);
        while (hit.all < draws) {
            row->count(row, &kinds[k], random, &hit);
        }
        gsl_rng_free(random);
        shares[k] = tally_share(hit);
        sam_buf_printf(&run->page, " %.1f |", 100 * shares[k]);
        if (tests) {
            calibration_check(run, shares[k], 0, 0.05, hit.all, "false positives: %s, %s",
                              row->name, kinds[k].name);
        }
    }
    sam_buf_text(&run->page, "\n");
}

static void write_tests(struct calibration *run) {
    struct plot plot = {.file = "false_positives.svg",
                        .title = "Significant at 5 % when nothing is there",
                        .x_name = "row of the table",
                        .y_name = "significant, %",
                        .x_low = 1,
                        .x_high = ROWS,
                        .x_step = 2,
                        .y_low = 0,
                        .y_high = 10,
                        .y_step = 1,
                        .band_low = 0,
                        .band_high = 5};
    for (size_t k = 0; k < KINDS; k++) {
        plot_add(&plot, kinds[k].name)->dots = true;
    }
    write_heads(run, "| | test |", "| --: | --- |");
    for (size_t t = 0; t < ROWS; t++) {
        double shares[KINDS];
        sam_buf_printf(&run->page, "| %zu | %s |", t + 1, rows[t].name);
        write_row(run, &rows[t], (unsigned)t, true, shares);
        for (size_t k = 0; k < KINDS; k++) {
            plot_point(&plot.series[k], (double)t + 1, 100 * shares[k]);
        }
    }
    plot_write(run, &plot);
}

void study_false_positives(struct calibration *run) {
    sam_buf_text(
        &run->page,
        "## 6 Tests when nothing is there\n\n**Question.** How often is p at most .05 when "
        "all answers are from one distribution? At most 5 % is right. These are all tests of "
        "`results.json`: `roles`, `sides`, `change`, `alliances_test`, and its `versus_others` as "
        "`p_adjusted` has them: how often at least one alliance is told from the others.\n\n"
        "**How.** Five-point answers, discrete and skewed, of one statement or the mean of "
        "four. Roles, sides (of the first statement) and changes are those of whole studies of 25 "
        "alliances of the size given, run "
        "through the analysis; of an earlier wave half of the answers are repeated. Where there "
        "are more than 100,000 arrangements 199 are drawn.\n\n");
    write_tests(run);
    sam_buf_text(
        &run->page,
        "**What it means.** Every test keeps 5 %, mostly with room to spare: with few people there "
        "are few arrangements, and equal answers are many.\n\n"
        "**No test: `p` beside `f`.** It is the tail of the F distribution, which takes scores for "
        "normal; it describes, as `icc1` does. Used as a test it would be significant in:\n\n");
    write_heads(run, "| F |", "| --- |");
    for (size_t t = 0; t < sizeof descriptions / sizeof *descriptions; t++) {
        double shares[KINDS];
        sam_buf_printf(&run->page, "| %s |", descriptions[t].name);
        write_row(run, &descriptions[t], (unsigned)(ROWS + t), false, shares);
    }
    sam_buf_text(
        &run->page,
        "\nThe last row, one very skewed statement in alliances of very different size, is why "
        "nothing here and in the reports rests on it: the test of the same question is "
        "`alliances_test`.\n");
}
