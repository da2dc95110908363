#include "calibrate.h"

#include "analyse/agreement.h"
#include "analyse/chance.h"

#include <math.h>

enum { POINTS = 5 };
static const size_t item_counts[] = {1, 4, 8};
static const size_t sizes[] = {2, 3, 4, 5, 6, 8, 10, 12, 13, 16, 20, 23};

static bool agrees(gsl_rng *random, size_t n, size_t items) {
    struct sam_agreement_sum sum = {0};
    for (size_t i = 0; i < items; i++) {
        size_t counts[POINTS] = {0};
        for (size_t r = 0; r < n; r++) {
            counts[random_below(random, POINTS)]++;
        }
        struct sam_spread spread = sam_spread_of_counts(counts, POINTS);
        sam_agreement_add(&sum, &spread);
    }
    return sam_agreement_of(&sum, POINTS).rwg.value >= 0.7 - 1e-9;
}

void study_chance(struct calibration *run) {
    struct plot plot = {.file = "chance.svg",
                        .title = "r_wg of .70 or more, by people who answer at random",
                        .x_name = "respondents",
                        .y_name = "probability, %",
                        .x_low = 2,
                        .x_high = 23,
                        .x_step = 3,
                        .y_low = 0,
                        .y_high = 60,
                        .y_step = 10};
    struct sam_chance *chance = sam_chance_new(POINTS, 8);
    gsl_rng *random = random_new(7, 0);
    double draws = (double)calibration_repeats(run, 30000, 1500);
    sam_buf_text(
        &run->page,
        "## 7 Agreement by chance\n\n**Question.** Is `rwg_chance` the share of groups of "
        "people answering at random whose r_wg(J) is .70 or more?\n\n**How.** Groups drawn, "
        "their r_wg(J) computed, beside what the program says (exact to 12 people, then a "
        "normal approximation). In %: said / simulated.\n\n"
        "| respondents | 1 statement | 4 statements | 8 statements |\n"
        "| --: | --: | --: | --: |\n");
    struct plot_series *lines[3] = {plot_add(&plot, "1 statement"), plot_add(&plot, "4 statements"),
                                    plot_add(&plot, "8 statements")};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        sam_buf_printf(&run->page, "| %zu |", sizes[s]);
        for (size_t j = 0; j < 3; j++) {
            struct tally hit = {0};
            while (hit.all < draws) {
                tally_add(&hit, agrees(random, sizes[s], item_counts[j]));
            }
            double said = sam_chance_rwg(chance, sizes[s], item_counts[j]).value;
            double noise = 4 * sqrt(fmax(said, 1e-4) / draws);
            plot_point(lines[j], (double)sizes[s], 100 * said);
            sam_buf_printf(&run->page, " %.1f / %.1f |", 100 * said, 100 * tally_share(hit));
            calibration_check(run, said - tally_share(hit), -0.004 - noise, 0.004 + noise, 0,
                              "rwg_chance: n = %zu, %zu statements", sizes[s], item_counts[j]);
        }
        sam_buf_text(&run->page, "\n");
    }
    plot_write(run, &plot);
    sam_buf_text(&run->page,
                 "**What it means.** They agree. With 2 to 4 people strangers look like "
                 "friends too often for any verdict.\n");
    gsl_rng_free(random);
    sam_chance_free(chance);
}
