#include "analyse/ordinal.h"

#include "analyse/cumulative_probit.h"
#include "analyse/inversions.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Means this close are the same but for rounding, and so are locations: both are of the order 1. */
static const double TIE = 1e-9;

/* Everything a fit is made of; `rows` are the alliances that take part. */
struct fitting {
    const struct sam_item_set *set;
    const struct sam_scoring *scoring;
    const struct sam_analysis_options *options;
    const struct sam_group_moments *groups; /* per alliance of the table */
    struct sam_scores *scores;
    size_t *rows; /* which alliance of the table each is */
    size_t count;
    double *all;      /* counts: rows x items x points */
    double *weight;   /* per person of the current alliance, 0 without a score */
    uint8_t *keyed;   /* their answers to one item */
    uint32_t *people; /* per organisation: people with a score in the current alliance */
    struct sam_ordinal_table table;
};

/* --- counting ------------------------------------------------------------------------------- */

/* People of an organisation share one voice, as they share one score in the mean. */
static void share_voices(struct fitting *f, const uint32_t *organisation, size_t n) {
    for (size_t r = 0; r < n; r++) {
        if (f->weight[r] > 0 && organisation[r] != SAM_NO_ORGANISATION) {
            f->people[organisation[r]]++;
        }
    }
    for (size_t r = 0; r < n; r++) {
        if (f->weight[r] > 0 && organisation[r] != SAM_NO_ORGANISATION) {
            f->weight[r] = 1.0 / f->people[organisation[r]];
        }
    }
    for (size_t r = 0; r < n; r++) {
        if (organisation[r] != SAM_NO_ORGANISATION) {
            f->people[organisation[r]] = 0;
        }
    }
}

static void count_alliance(struct fitting *f, size_t a, double *counts) {
    const struct sam_answers *answers = f->scoring->answers;
    size_t points = (size_t)f->scoring->questionnaire->points;
    size_t first = answers->first_row[a];
    size_t n = answers->first_row[a + 1] - first;
    struct sam_scores *scores = f->scores;
    sam_scores_sum(scores, f->scoring, f->set, first, n, NULL);
    for (size_t r = 0; r < n; r++) {
        f->weight[r] = scores->answered[r] >= f->set->needed ? 1 : 0;
    }
    if (f->options->weight_organisation) {
        share_voices(f, answers->organisation + first, n);
    }
    for (size_t i = 0; i < f->set->count; i++) {
        sam_scoring_item(f->scoring, f->set->items[i], first, n, f->keyed);
        for (size_t r = 0; r < n; r++) {
            if (f->keyed[r] != 0) {
                counts[i * points + f->keyed[r] - 1] += f->weight[r];
            }
        }
    }
}

/* Which categories of item i anybody uses; how many. */
static size_t used_of(const struct fitting *f, size_t i, size_t used[SAM_POINTS_MAX]) {
    size_t points = (size_t)f->scoring->questionnaire->points;
    size_t stride = f->set->count * points;
    size_t count = 0;
    for (size_t c = 0; c < points; c++) {
        for (size_t a = 0; a < f->count; a++) {
            if (f->all[a * stride + i * points + c] > 0) {
                used[count++] = c;
                break;
            }
        }
    }
    return count;
}

/* The table the likelihood wants: only what is used. */
static void make_table(struct fitting *f) {
    size_t points = (size_t)f->scoring->questionnaire->points;
    size_t stride = f->set->count * points;
    size_t *columns = sam_xcalloc(stride, sizeof *columns);
    size_t cells = 0;
    f->table.alliances = f->count;
    f->table.first_cell = sam_xcalloc(f->set->count + 1, sizeof *f->table.first_cell);
    for (size_t i = 0; i < f->set->count; i++) {
        size_t used[SAM_POINTS_MAX];
        size_t count = used_of(f, i, used);
        for (size_t c = 0; count >= 2 && c < count; c++) {
            columns[cells++] = i * points + used[c];
        }
        if (count >= 2) {
            f->table.first_cell[++f->table.items] = cells;
        }
    }
    f->table.counts = sam_xcalloc(f->count * cells, sizeof *f->table.counts);
    for (size_t a = 0; a < f->count; a++) {
        for (size_t c = 0; c < cells; c++) {
            f->table.counts[a * cells + c] = f->all[a * stride + columns[c]];
        }
    }
    free(columns);
}

static void count_answers(struct fitting *f) {
    const struct sam_answers *answers = f->scoring->answers;
    size_t stride = f->set->count * (size_t)f->scoring->questionnaire->points;
    size_t largest = 0;
    for (size_t a = 0; a < f->count; a++) {
        size_t n = answers->first_row[f->rows[a] + 1] - answers->first_row[f->rows[a]];
        largest = n > largest ? n : largest;
    }
    f->all = sam_xcalloc(f->count * stride, sizeof *f->all);
    f->weight = sam_xcalloc(largest, sizeof *f->weight);
    f->keyed = sam_xcalloc(largest, sizeof *f->keyed);
    f->people = sam_xcalloc(sam_dictionary_count(answers->organisation_ids), sizeof *f->people);
    for (size_t a = 0; a < f->count; a++) {
        count_alliance(f, f->rows[a], f->all + a * stride);
    }
    make_table(f);
}

/* --- order ---------------------------------------------------------------------------------- */

/* Fewer people than may be named: what account holders answer hides by their number. */
static bool hidden(const struct fitting *f, size_t a) {
    const struct sam_answers *answers = f->scoring->answers;
    size_t holders = 0;
    for (size_t r = answers->first_row[a]; r < answers->first_row[a + 1]; r++) {
        holders += answers->role[r] == SAM_ACCOUNT_HOLDER;
    }
    size_t others = answers->first_row[a + 1] - answers->first_row[a] - holders;
    bool theirs = sam_item_of_account_holders(f->scoring->questionnaire, f->set->items[0]);
    return (others > 0 && others < f->options->min_group) ||
           (theirs && holders < f->options->min_group);
}

static void find_inversions(const struct fitting *f, const struct sam_cumulative_probit *fit,
                            struct sam_ordinal *ordinal) {
    const char *const *ids = f->scoring->answers->alliance_ids;
    struct sam_inverted list[SAM_INVERSIONS_LISTED];
    struct sam_measured *measured = sam_xcalloc(f->count, sizeof *measured);
    size_t n = 0;
    for (size_t a = 0; a < f->count && fit->tau > 0; a++) {
        if (!isnan(fit->levels[a].location) && !hidden(f, f->rows[a])) {
            measured[n++] = (struct sam_measured){f->rows[a], f->groups[f->rows[a]].mean,
                                                  fit->levels[a].location};
        }
    }
    size_t count = sam_inversions(measured, n, TIE, list, SAM_INVERSIONS_LISTED);
    size_t listed = count < SAM_INVERSIONS_LISTED ? count : SAM_INVERSIONS_LISTED;
    ordinal->inversions = sam_xcalloc(listed, sizeof *ordinal->inversions);
    for (size_t i = 0; i < listed; i++) {
        ordinal->inversions[i] =
            (struct sam_inversion){ids[list[i].higher_by_one], ids[list[i].higher_by_other]};
    }
    ordinal->summary.inversion_count = sam_value((double)count);
    ordinal->summary.inversions = ordinal->inversions;
    ordinal->summary.inversions_listed = listed;
    free(measured);
}

/* --- all of it ------------------------------------------------------------------------------ */

static struct sam_number location_of(double location) {
    return isnan(location)   ? sam_no_value(SAM_WHY_NO_VARIANCE)
           : isinf(location) ? sam_no_value(SAM_WHY_AT_AN_END)
                             : sam_value(location);
}

static enum sam_why fit_table(const struct fitting *f, struct sam_ordinal *ordinal) {
    size_t thresholds = sam_ordinal_thresholds(&f->table);
    if (f->count * thresholds * thresholds > SAM_ORDINAL_WORK_MAX) {
        return SAM_WHY_TOO_MANY_ALLIANCES;
    }
    struct sam_cumulative_probit fit = {
        .thresholds = sam_xcalloc(thresholds, sizeof *fit.thresholds),
        .levels = sam_xcalloc(f->count, sizeof *fit.levels),
    };
    enum sam_why why = sam_cumulative_probit_fit(&f->table, &fit);
    if (why == SAM_HAS_VALUE) {
        size_t count = f->scoring->answers->alliance_count;
        ordinal->summary.tau = sam_value(fit.tau);
        ordinal->summary.log_likelihood = sam_value(fit.log_likelihood);
        ordinal->alliances = sam_xcalloc(count, sizeof *ordinal->alliances);
        for (size_t a = 0; a < count; a++) {
            ordinal->alliances[a] = sam_ordinal_without(SAM_WHY_NO_ANSWERS);
        }
        for (size_t a = 0; a < f->count; a++) {
            ordinal->alliances[f->rows[a]] = (struct sam_ordinal_score){
                .value = sam_value(fit.levels[a].mean),
                .se = sam_value(fit.levels[a].sd),
                .location = location_of(fit.levels[a].location),
            };
        }
        find_inversions(f, &fit, ordinal);
    }
    free(fit.thresholds);
    free(fit.levels);
    return why;
}

/* Lists who takes part; the reason to go no further. */
static enum sam_why list_rows(struct fitting *f) {
    size_t most = 0;
    size_t count = f->scoring->answers->alliance_count;
    f->rows = sam_xcalloc(count, sizeof *f->rows);
    for (size_t a = 0; a < count; a++) {
        size_t n = f->groups[a].n;
        most = n > most ? n : most;
        if (n > 0) {
            f->rows[f->count++] = a;
        }
    }
    if (!f->options->ordinal) {
        return SAM_WHY_NOT_ASKED;
    }
    if (f->count < SAM_ORDINAL_ALLIANCES_MIN) {
        return f->count == 0   ? SAM_WHY_NO_ANSWERS
               : f->count == 1 ? SAM_WHY_ONE_ALLIANCE
                               : SAM_WHY_TOO_FEW_ALLIANCES;
    }
    if (f->count > SAM_ORDINAL_ALLIANCES_MAX) {
        return SAM_WHY_TOO_MANY_ALLIANCES;
    }
    return most < 2 ? SAM_WHY_NO_REPLICATION : SAM_HAS_VALUE;
}

void sam_ordinal_fit(struct sam_ordinal *ordinal, const struct sam_item_set *set,
                     const struct sam_scoring *scoring, const struct sam_analysis_options *options,
                     const struct sam_group_moments *groups, struct sam_scores *scores) {
    struct fitting f = {set, scoring, options, groups, .scores = scores};
    enum sam_why why = list_rows(&f);
    *ordinal = (struct sam_ordinal){.summary.alliances = f.count};
    if (why == SAM_HAS_VALUE) {
        count_answers(&f);
        why = fit_table(&f, ordinal);
    }
    if (why != SAM_HAS_VALUE) {
        ordinal->summary.tau = ordinal->summary.log_likelihood = sam_no_value(why);
        ordinal->summary.inversion_count = sam_no_value(why);
    }
    free(f.rows);
    free(f.all);
    free(f.weight);
    free(f.keyed);
    free(f.people);
    free(f.table.first_cell);
    free(f.table.counts);
}

void sam_ordinal_fini(struct sam_ordinal *ordinal) {
    free(ordinal->alliances);
    free(ordinal->inversions);
}

struct sam_ordinal_score sam_ordinal_without(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_ordinal_score){none, none, none};
}

struct sam_ordinal_score sam_ordinal_score_of(const struct sam_ordinal *ordinal, size_t a) {
    return ordinal->alliances != NULL ? ordinal->alliances[a]
                                      : sam_ordinal_without(ordinal->summary.tau.why);
}
