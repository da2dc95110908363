/* Against clubSandwich (tests/data/reference/make_clustered.R). */
#include "analyse/clustered.h"

#include "base/csv.h"
#include "base/memory.h"
#include "support/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64 };

struct given {
    double score[MOST];
    uint32_t row[MOST], of_row[MOST];
    size_t count;
    struct sam_clusters clusters;
};

static void read_scores(struct given *g, char *text) {
    char *rest = text;
    g->count = 0;
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        g->row[g->count] = (uint32_t)g->count;
        g->score[g->count++] = strtod(word, NULL);
    }
}

/* Names of clusters become numbers; "." is alone. */
static void read_clusters(struct given *g, char *text) {
    char *names[MOST];
    char *rest = text;
    size_t i = 0;
    g->clusters = (struct sam_clusters){.of_row = g->of_row};
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        size_t k = 0;
        while (k < g->clusters.count && strcmp(names[k], word) != 0) {
            k++;
        }
        if (strcmp(word, ".") == 0) {
            g->of_row[i++] = SAM_ALONE;
            continue;
        }
        if (k == g->clusters.count) {
            names[g->clusters.count++] = word;
        }
        g->of_row[i++] = (uint32_t)k;
    }
    assert_int_equal(i, g->count);
}

/* The scores in two portions, as alliances come. */
static struct sam_clustered clustered(struct given *g, bool varies) {
    struct sam_cluster_sums sums;
    sam_cluster_sums_init(&sums, &g->clusters, 5);
    for (int pass = 0; pass < 2; pass++) {
        sam_cluster_sums_clear(&sums);
        size_t half = g->count / 2;
        struct sam_scores scores = {.score = g->score, .row = g->row, .count = half};
        sam_cluster_sums_add(&sums, &scores, 0);
        scores =
            (struct sam_scores){.score = g->score + half, .row = g->row, .count = g->count - half};
        sam_cluster_sums_add(&sums, &scores, half);
    }
    struct sam_clustered result = sam_clustered_of(&sums, 5, varies);
    sam_cluster_sums_fini(&sums);
    return result;
}

static void as_club_sandwich(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_csv_row row;
    struct sam_err err = {0};
    size_t cases = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_clustered.csv", &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "expected", ',');
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK); /* the header */
    while (sam_csv_next(csv, &row, &err) == SAM_OK && row.count == 8) {
        struct given g;
        read_scores(&g, row.fields[1].text);
        read_clusters(&g, row.fields[2].text);
        struct sam_clustered got = clustered(&g, true);
        assert_int_equal(got.clusters, strtol(row.fields[3].text, NULL, 10));
        check_rel(got.se.value, strtod(row.fields[4].text, NULL), 1e-8);
        check_rel(got.df.value, strtod(row.fields[5].text, NULL), 1e-8);
        check_rel(got.low.value, strtod(row.fields[6].text, NULL), 1e-8);
        check_rel(got.high.value, strtod(row.fields[7].text, NULL), 1e-8);
        cases++;
    }
    assert_int_equal(cases, 9);
    sam_csv_free(csv);
    sam_buf_fini(&text);
}

static void without_enough_there_is_a_reason(void **state) {
    (void)state;
    struct given g = {.score = {4.5, 3, 5}, .row = {0, 1, 2}, .count = 3};
    g.clusters = (struct sam_clusters){.of_row = g.of_row, .count = 1};
    assert_int_equal(clustered(&g, true).se.why, SAM_WHY_TOO_FEW_RESPONDENTS);
    g.of_row[0] = SAM_ALONE;
    assert_true(sam_has(clustered(&g, true).se));
    assert_int_equal(clustered(&g, false).high.why, SAM_WHY_NO_VARIANCE);
    g.count = 1;
    assert_int_equal(clustered(&g, true).df.why, SAM_WHY_ONE_RESPONDENT);
    g.count = 0;
    struct sam_clustered none = clustered(&g, true);
    assert_int_equal(none.low.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(none.clusters, 0);
}

/* Two organisations whose people differ and whose means do not. */
static void equal_means_are_not_certain(void **state) {
    (void)state;
    struct given g = {.score = {2.2, 3.1, 4.3, 2.9, 3.5}, .row = {0, 1, 2, 3, 4}, .count = 5};
    double mean = (2.2 + 3.1 + 4.3) / 3;
    g.score[3] = mean - 0.3;
    g.score[4] = mean + 0.3;
    g.of_row[3] = g.of_row[4] = 1;
    g.clusters = (struct sam_clusters){.of_row = g.of_row, .count = 2};
    struct sam_clustered got = clustered(&g, true);
    assert_int_equal(got.clusters, 2);
    assert_int_equal(got.se.why, SAM_WHY_TOO_FEW_RESPONDENTS);
    assert_int_equal(got.low.why, SAM_WHY_TOO_FEW_RESPONDENTS);
    g.score[4] += 1e-6; /* next to nothing is something */
    assert_true(sam_has(clustered(&g, true).se));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_club_sandwich),
        cmocka_unit_test(without_enough_there_is_a_reason),
        cmocka_unit_test(equal_means_are_not_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
