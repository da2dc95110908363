/* Against all divisions gone through in R (tests/data/reference/make_sides.R). */
#include "support/support.h"

#include "analyse/stratified_test.h"
#include "base/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 16 };

/* "4 5 3/2;1/2 2": answers of the first side, of the second, group by group. */
static size_t read_groups(const char *text, struct sam_two_sides groups[GROUPS]) {
    size_t count = 0;
    bool second = false;
    memset(groups, 0, GROUPS * sizeof *groups);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == ';') {
            count++;
            second = false;
        } else if (*c == '/') {
            second = true;
        } else if (*c >= '1' && *c <= '9') {
            (second ? groups[count].second : groups[count].first)[*c - '1']++;
        }
    }
    return count + 1;
}

static void check_all(const struct sam_csv_row *row) {
    struct sam_two_sides groups[GROUPS];
    double want[9];
    for (size_t i = 1; i < 9; i++) {
        want[i] = strtod(row->fields[i].text, NULL);
    }
    size_t count = read_groups(row->fields[0].text, groups);
    struct sam_stratified got = sam_stratified_test(groups, count, 5);
    assert_int_equal(got.first, want[1]);
    assert_int_equal(got.second, want[2]);
    check_rel(got.first_mean.value, want[3], 1e-12);
    check_rel(got.second_mean.value, want[4], 1e-12);
    assert_true(fabs(got.test.difference.value - want[5]) < 1e-12);
    check_rel(got.test.p.value, want[6], 1e-10);
    assert_int_equal(got.test.arrangements, want[7]);
    check_rel(got.test.superiority.value, want[8], 1e-12);
    assert_int_equal(got.test.method, SAM_ARRANGEMENTS_ALL);
}

static void as_all_divisions_in_r(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_csv_row row;
    struct sam_err err = {0};
    size_t cases = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_source_file("tests/data/reference/expected_sides.csv", &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "expected_sides.csv", ',');
    assert_int_equal(sam_csv_next(csv, &row, &err), SAM_OK); /* the header */
    while (sam_csv_next(csv, &row, &err) == SAM_OK && row.count > 0) {
        assert_int_equal(row.count, 9);
        check_all(&row);
        cases++;
    }
    assert_int_equal(cases, 12);
    sam_csv_free(csv);
    sam_buf_fini(&text);
}

/* The values behind the counts, for the test of permutation.h. */
static size_t unroll(const size_t *counts, double *values) {
    size_t n = 0;
    for (int c = 0; c < 5; c++) {
        for (size_t i = 0; i < counts[c]; i++) {
            values[n++] = c + 1;
        }
    }
    return n;
}

static void in_one_group_it_is_the_permutation_test(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 200; round++) {
        struct sam_two_sides group = {{0}, {0}};
        double first[16];
        double second[16];
        for (int i = 0; i < 10; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            unsigned draw = (unsigned)(seed >> 40);
            (i < 1 + round % 9 ? group.first : group.second)[draw % 5]++;
        }
        size_t m = unroll(group.first, first);
        size_t n = unroll(group.second, second);
        struct sam_permutation want = sam_permutation_of_groups(first, m, second, n, 0, 1);
        struct sam_permutation got = sam_stratified_test(&group, 1, 5).test;
        check_rel(got.p.value, want.p.value, 1e-10);
        check_rel(got.difference.value, want.difference.value, 1e-12);
        check_rel(got.superiority.value, want.superiority.value, 1e-12);
        assert_int_equal(got.arrangements, want.arrangements);
    }
}

/* One account holder against ten million partners, and two against as many: no factor grows beyond
 * what a double holds, and p is the share of partners who answered as far from the mean. */
static void a_side_of_millions(void **state) {
    (void)state;
    struct sam_two_sides group = {{1000000, 2000000, 4000000, 2000000, 1000000}, {1, 0, 0, 0, 0}};
    struct sam_permutation test = sam_stratified_test(&group, 1, 5).test;
    assert_int_equal(test.method, SAM_ARRANGEMENTS_ALL);
    /* The one is among those who may be chosen; the mean lies just below 3. */
    check_rel(test.p.value, 2000001.0 / 10000001, 1e-9);
    group.second[0] = SAM_STRATIFIED_SIDE;
    test = sam_stratified_test(&group, 1, 5).test;
    assert_int_equal(test.method, SAM_ARRANGEMENTS_ALL);
    assert_true(test.p.value >= 0 && test.p.value < 1e-20);
    assert_int_equal(test.arrangements, 0);
}

/* Where counting stops the normal distribution goes on without a step. */
static void many_people_go_by_moments(void **state) {
    (void)state;
    struct sam_two_sides counted = {{20, 40, 60, 40, 20}, {16, 16, 14, 8, 6}};
    struct sam_two_sides approximate = {{20, 40, 60, 40, 20}, {16, 16, 14, 9, 6}};
    struct sam_permutation all = sam_stratified_test(&counted, 1, 5).test;
    struct sam_permutation some = sam_stratified_test(&approximate, 1, 5).test;
    assert_int_equal(all.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(some.method, SAM_ARRANGEMENTS_MOMENTS);
    assert_true(fabs(all.p.value - some.p.value) < 0.01);
    enum { MANY = SAM_STRATIFIED_ALL + 1 };
    struct sam_two_sides *groups = calloc(MANY, sizeof *groups);
    assert_non_null(groups);
    for (size_t g = 0; g < MANY; g++) {
        groups[g].first[g % 5] = groups[g].first[(g + 1) % 5] = 1;
        groups[g].second[(g + g / 5) % 5] = 1;
    }
    all = sam_stratified_test(groups, MANY - 1, 5).test;
    some = sam_stratified_test(groups, MANY, 5).test;
    assert_int_equal(all.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(some.method, SAM_ARRANGEMENTS_MOMENTS);
    assert_true(fabs(all.p.value - some.p.value) < 0.02);
    free(groups);
}

static void nobody_and_all_alike(void **state) {
    (void)state;
    struct sam_two_sides groups[2] = {{{0, 2}, {0}}, {{0}, {1}}};
    struct sam_stratified got = sam_stratified_test(groups, 2, 5);
    assert_int_equal(got.groups, 0);
    assert_int_equal(got.test.p.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(got.test.difference.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(got.first_mean.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_stratified_test(groups, 0, 5).groups, 0);
    struct sam_two_sides alike[2] = {{{0, 3}, {0, 1}}, {{0, 0, 0, 700}, {0, 0, 0, 100}}};
    got = sam_stratified_test(alike, 1, 5);
    check_rel(got.test.p.value, 1, 1e-15);
    check_rel(got.test.superiority.value, 0.5, 1e-15);
    got = sam_stratified_test(alike, 2, 5); /* by moments, of which the variance is 0 */
    check_rel(got.test.p.value, 1, 1e-15);
    /* No two points more than there can be. */
    struct sam_two_sides widest = {{[10] = 2}, {[0] = 2}};
    check_rel(sam_stratified_test(&widest, 1, 11).test.p.value, 2.0 / 6, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_all_divisions_in_r),
        cmocka_unit_test(in_one_group_it_is_the_permutation_test),
        cmocka_unit_test(a_side_of_millions),
        cmocka_unit_test(many_people_go_by_moments),
        cmocka_unit_test(nobody_and_all_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
