#include "analyse/alliances_test.h"

#include "analyse/between_test.h"
#include "analyse/parallel.h"
#include "analyse/stream.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- adjusting ------------------------------------------------------------------------------- */

struct ranked {
    double p;
    size_t place;
};

static int smallest_first(const void *a, const void *b) {
    const struct ranked *x = a;
    const struct ranked *y = b;
    if (x->p != y->p) {
        return x->p < y->p ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

void sam_adjust_holm(const struct sam_number *p, size_t count, struct sam_number *adjusted) {
    struct ranked *ranked = sam_xcalloc(count, sizeof *ranked);
    size_t tests = 0;
    for (size_t i = 0; i < count; i++) {
        adjusted[i] = p[i];
        if (sam_has(p[i])) {
            ranked[tests++] = (struct ranked){p[i].value, i};
        }
    }
    qsort(ranked, tests, sizeof *ranked, smallest_first);
    double floor = 0;
    for (size_t i = 0; i < tests; i++) {
        floor = fmin(1, fmax(floor, ranked[i].p * (double)(tests - i)));
        adjusted[ranked[i].place] = sam_value(floor);
    }
    free(ranked);
}

/* --- each against the others ----------------------------------------------------------------- */

struct versus {
    const struct sam_alliances_scores *scores;
    const struct sam_analysis_options *options;
    uint64_t seed;
    size_t total;
    const double *rank_sum; /* per alliance, of its values among all, ties sharing */
    struct sam_versus_others *result;
};

static void compare_one(void *context, size_t a, unsigned thread) {
    (void)thread;
    struct versus *versus = context;
    const struct sam_alliances_scores *scores = versus->scores;
    struct sam_permutation *test = &versus->result[a].test;
    size_t n = scores->sizes[a];
    size_t others = versus->total - n;
    if (n == 0 || n < versus->options->min_group) {
        struct sam_number none = sam_no_value(n == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_SUPPRESSED);
        *test = (struct sam_permutation){.difference = none, .p = none, .superiority = none};
        return;
    }
    size_t before = 0;
    for (size_t i = 0; i < a; i++) {
        before += scores->sizes[i];
    }
    double *rest = sam_xcalloc(others, sizeof *rest);
    memcpy(rest, scores->values, before * sizeof *rest);
    memcpy(rest + before, scores->values + before + n, (others - before) * sizeof *rest);
    *test =
        sam_permutation_of_means(scores->values + before, n, rest, others,
                                 versus->options->resamples, sam_stream_of(versus->seed, a).state);
    double size = (double)n;
    double wins = versus->rank_sum[a] - size * (size + 1) / 2;
    test->superiority = sam_value(wins / (size * (double)others));
    free(rest);
}

static void sum_ranks(const struct sam_alliances_scores *scores, size_t total, double *rank_sum) {
    struct ranked *ranked = sam_xcalloc(total, sizeof *ranked);
    size_t at = 0;
    for (size_t a = 0; a < scores->count; a++) {
        rank_sum[a] = 0;
        for (size_t i = 0; i < scores->sizes[a]; i++, at++) {
            ranked[at] = (struct ranked){scores->values[at], a};
        }
    }
    qsort(ranked, total, sizeof *ranked, smallest_first);
    for (size_t i = 0; i < total;) {
        size_t end = i;
        while (end < total && ranked[end].p == ranked[i].p) {
            end++;
        }
        for (size_t j = i; j < end; j++) {
            rank_sum[ranked[j].place] += (double)(i + 1 + end) / 2;
        }
        i = end;
    }
    free(ranked);
}

static void compare_each(struct sam_alliances_test *test, const struct sam_alliances_scores *scores,
                         const struct sam_analysis_options *options, uint64_t seed) {
    double rank_sum[SAM_VERSUS_MOST];
    struct sam_number p[SAM_VERSUS_MOST];
    struct sam_number adjusted[SAM_VERSUS_MOST];
    struct versus versus = {scores, options, seed, test->scores, rank_sum, test->versus_others};
    sum_ranks(scores, test->scores, rank_sum);
    sam_parallel(scores->count, sam_threads(options->threads), compare_one, &versus);
    for (size_t a = 0; a < scores->count; a++) {
        p[a] = test->versus_others[a].test.p;
    }
    sam_adjust_holm(p, scores->count, adjusted);
    for (size_t a = 0; a < scores->count; a++) {
        test->versus_others[a].p_adjusted = adjusted[a];
    }
}

static void compare_nobody(struct sam_versus_others *others, enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    *others = (struct sam_versus_others){
        .test = {.difference = none, .p = none, .superiority = none}, .p_adjusted = none};
}

/* --- all of it ------------------------------------------------------------------------------- */

struct sam_alliances_test sam_alliances_test(const struct sam_alliances_scores *scores,
                                             const struct sam_analysis_options *options,
                                             uint64_t seed) {
    struct sam_alliances_test test = {0};
    for (size_t a = 0; a < scores->count; a++) {
        test.alliances += scores->sizes[a] > 0;
        test.scores += scores->sizes[a];
    }
    struct sam_between_test overall =
        sam_between_test(scores->values, scores->sizes, scores->count, options->resamples, seed,
                         sam_threads(options->threads));
    test.eta_squared = overall.eta_squared;
    test.p = overall.p;
    test.method = overall.method;
    test.arrangements = overall.arrangements;
    if (scores->count > SAM_VERSUS_MOST) {
        return test;
    }
    test.versus_others = sam_xcalloc(scores->count, sizeof *test.versus_others);
    if (test.alliances >= 2) {
        compare_each(&test, scores, options, sam_stream_seed(seed, "versus others"));
        return test;
    }
    for (size_t a = 0; a < scores->count; a++) {
        compare_nobody(&test.versus_others[a],
                       scores->sizes[a] > 0 ? SAM_WHY_ONE_ALLIANCE : SAM_WHY_NO_ANSWERS);
    }
    return test;
}

void sam_alliances_test_fini(struct sam_alliances_test *test) {
    free(test->versus_others);
    test->versus_others = NULL;
}
