#include "support/support.h"

#include "analyse/permutation.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static void all_arrangements(void **state) {
    (void)state;
    /* Efron & Tibshirani 1993, table 2.1: survival of mice, printed means 86.86 and 56.22. Counts
     * here and below: utils::combn of R. */
    static const double treated[] = {94, 197, 16, 38, 99, 141, 23};
    static const double control[] = {52, 104, 146, 10, 51, 30, 40, 27, 46};
    struct sam_permutation p = sam_permutation_of_groups(treated, 7, control, 9, 0, 1);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(p.arrangements, 11440);
    check_rel(p.p.value, 3184.0 / 11440, 1e-15);
    check_rel(p.difference.value, 30.63492063492064, 1e-14);
    check_rel(p.superiority.value, 36.0 / 63, 1e-15);

    static const double high[] = {3.5, 4, 4.25};
    static const double low[] = {2, 3.5, 2.75, 3};
    p = sam_permutation_of_groups(high, 3, low, 4, 0, 1);
    check_rel(p.p.value, 3.0 / 35, 1e-15);
    check_rel(p.superiority.value, 11.5 / 12, 1e-15);
    /* The other way round: the same p, the opposite effect. */
    struct sam_permutation q = sam_permutation_of_groups(low, 4, high, 3, 0, 1);
    check_rel(q.p.value, p.p.value, 1e-15);
    check_rel(q.difference.value, -p.difference.value, 1e-15);
    check_rel(q.superiority.value, 1 - p.superiority.value, 1e-14);
}

/* .1 + .2 is not .3 in a computer; arrangements that differ by that only are equal. */
static void ties_by_rounding(void **state) {
    (void)state;
    static const double a[] = {4, 4.2, 4.4};
    static const double b[] = {3.3, 4.1, 4.3};
    check_rel(sam_permutation_of_groups(a, 3, b, 3, 0, 1).p.value, 12.0 / 20, 1e-15);
    double far_a[3];
    double far_b[3];
    for (size_t i = 0; i < 3; i++) {
        far_a[i] = a[i] + 1e6;
        far_b[i] = b[i] + 1e6;
    }
    check_rel(sam_permutation_of_groups(far_a, 3, far_b, 3, 0, 1).p.value, 12.0 / 20, 1e-15);
}

static void pairs(void **state) {
    (void)state;
    /* Darwin's maize, eighths of an inch (Fisher 1935, sec. 21): crossed minus self-fertilised.
     * 863 arrangements reach the sum on one side. */
    static const double off[] = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    static const double zero[15] = {0};
    struct sam_permutation p = sam_permutation_of_pairs(off, zero, 15, 0, 1);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(p.arrangements, 32768);
    check_rel(p.p.value, 2 * 863.0 / 32768, 1e-15);
    check_rel(p.difference.value, 314.0 / 15, 1e-15);
    check_rel(p.superiority.value, 13.0 / 15, 1e-15);
    /* Pairs without a change don't change p. */
    double padded[40] = {0};
    double same[40] = {0};
    for (size_t i = 0; i < 15; i++) {
        padded[i] = off[i];
    }
    p = sam_permutation_of_pairs(padded, same, 40, 0, 1);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_ALL);
    check_rel(p.p.value, 2 * 863.0 / 32768, 1e-15);
    check_rel(p.superiority.value, (13 + 12.5) / 40, 1e-15);
}

static const double ten_a[] = {3.2, 3.8, 4.1, 4.4, 2.9, 3.6, 4.0, 3.3, 3.9, 4.6};
static const double ten_b[] = {2.8, 3.1, 3.5, 3.0, 3.7, 2.6, 3.4, 4.2, 3.1, 2.9};

static void drawn_when_there_are_too_many(void **state) {
    (void)state;
    /* All 184,756 arrangements, in R: 5730 are as large. */
    double truth = 5730.0 / 184756;
    struct sam_permutation p = sam_permutation_of_groups(ten_a, 10, ten_b, 10, 100000, 7);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_DRAWN);
    assert_int_equal(p.arrangements, 100001);
    assert_true(fabs(p.p.value - truth) < 4 * sqrt(truth * (1 - truth) / 100000));
    struct sam_permutation again = sam_permutation_of_groups(ten_a, 10, ten_b, 10, 100000, 7);
    assert_true(again.p.value == p.p.value);
    struct sam_permutation other = sam_permutation_of_groups(ten_a, 10, ten_b, 10, 100000, 8);
    assert_true(other.p.value != p.p.value);
    /* Seeds that differ above bit 32 differ. */
    other = sam_permutation_of_groups(ten_a, 10, ten_b, 10, 100000, 7 + (UINT64_C(1) << 40));
    assert_true(other.p.value != p.p.value);
    check_rel(p.superiority.value, 0.785, 1e-14);
    /* p is never 0. */
    double up[30];
    double down[30];
    for (size_t i = 0; i < 30; i++) {
        up[i] = 5;
        down[i] = 1;
    }
    p = sam_permutation_of_groups(up, 30, down, 30, 999, 1);
    check_rel(p.p.value, 1.0 / 1000, 1e-15);
    p = sam_permutation_of_pairs(up, down, 30, 999, 1);
    check_rel(p.p.value, 1.0 / 1000, 1e-15);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_DRAWN);
}

/* Random choices that many tests share: the same truth, with or without a last block cut short. */
static void drawn_by_splits(void **state) {
    (void)state;
    double truth = 5730.0 / 184756;
    struct sam_splits *splits = sam_splits_new(100000, 7);
    struct sam_permutation p = sam_permutation_by_splits(ten_a, 10, ten_b, 10, splits);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_DRAWN);
    assert_int_equal(p.arrangements, 100001);
    assert_true(fabs(p.p.value - truth) < 4 * sqrt(truth * (1 - truth) / 100000));
    check_rel(p.superiority.value, 0.785, 1e-14);
    assert_true(sam_permutation_by_splits(ten_a, 10, ten_b, 10, splits).p.value == p.p.value);
    /* Turned round it is the same difference. */
    struct sam_permutation turned = sam_permutation_by_splits(ten_b, 10, ten_a, 10, splits);
    assert_true(fabs(turned.p.value - truth) < 4 * sqrt(truth * (1 - truth) / 100000));
    check_rel(turned.difference.value, -p.difference.value, 1e-15);
    sam_splits_free(splits);
    /* More people than a word has bits, and so few that all are counted. */
    double many[70];
    for (size_t i = 0; i < 70; i++) {
        many[i] = (double)(i % 7);
    }
    splits = sam_splits_new(2000, 7);
    p = sam_permutation_by_splits(many, 35, many + 35, 35, splits);
    assert_true(p.method == SAM_ARRANGEMENTS_DRAWN && p.p.value == 1);
    p = sam_permutation_by_splits(ten_a, 5, ten_b, 5, splits);
    struct sam_permutation all = sam_permutation_of_groups(ten_a, 5, ten_b, 5, 0, 1);
    assert_true(p.method == SAM_ARRANGEMENTS_ALL && p.p.value == all.p.value);
    sam_splits_free(splits);
    splits = sam_splits_new(0, 7);
    p = sam_permutation_by_splits(ten_a, 10, ten_b, 10, splits);
    assert_int_equal(p.p.why, SAM_WHY_NOT_ASKED);
    sam_splits_free(splits);
}

static void drawn_signs(void **state) {
    (void)state;
    /* Twenty pairs of one size, 15 up and 5 down: P(at least 15 or at most 5 of 20) = 43400 / 2^20.
     */
    double up[20];
    double zero[20] = {0};
    for (size_t i = 0; i < 20; i++) {
        up[i] = i < 15 ? 0.3 : -0.3;
    }
    double truth = 2 * 21700.0 / 1048576;
    struct sam_permutation p = sam_permutation_of_pairs(up, zero, 20, 100000, 3);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_DRAWN);
    assert_true(fabs(p.p.value - truth) < 4 * sqrt(truth * (1 - truth) / 100000));
}

static void edges(void **state) {
    (void)state;
    static const double some[] = {3, 4};
    struct sam_permutation p = sam_permutation_of_groups(some, 2, some, 0, 100, 1);
    assert_int_equal(p.p.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(p.difference.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(p.superiority.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(sam_permutation_of_pairs(some, some, 0, 100, 1).p.why, SAM_WHY_NO_ANSWERS);
    /* No difference at all. */
    p = sam_permutation_of_groups(some, 2, some, 2, 0, 1);
    assert_true(p.p.value == 1 && p.difference.value == 0 && p.superiority.value == 0.5);
    p = sam_permutation_of_pairs(some, some, 2, 0, 1);
    assert_true(p.method == SAM_ARRANGEMENTS_ALL && p.p.value == 1 && p.arrangements == 1 &&
                p.superiority.value == 0.5);
    /* One against one can show nothing. */
    p = sam_permutation_of_groups(some, 1, some + 1, 1, 0, 1);
    assert_true(p.p.value == 1 && p.arrangements == 2 && p.superiority.value == 0);
    p = sam_permutation_of_groups(ten_a, 10, ten_b, 10, 0, 1);
    assert_int_equal(p.p.why, SAM_WHY_NOT_ASKED);
    check_rel(p.difference.value, 0.55, 1e-12);
    /* One against many: as many arrangements as people. */
    double many[200];
    for (size_t i = 0; i < 200; i++) {
        many[i] = (double)(i % 10);
    }
    static const double top[] = {9};
    p = sam_permutation_of_groups(many, 200, top, 1, 0, 1);
    assert_int_equal(p.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(p.arrangements, 201);
    /* Mean 909 / 201, above the middle: 20 zeros are further off than the 21 nines. */
    check_rel(p.p.value, 41.0 / 201, 1e-14);
}

/* Where the normal distribution takes over it says what drawing says just below. */
static void many_people(void **state) {
    (void)state;
    enum { N = SAM_PERMUTATION_LARGE + 1 };
    static double a[3 * N];
    static double b[3 * N];
    for (size_t i = 0; i < 3 * (size_t)N; i++) {
        a[i] = 3 + (double)(i * 7 % 11) / 5 + (i % 40 == 0 ? 1 : 0);
        b[i] = 3 + (double)(i * 5 % 11) / 5;
    }
    struct sam_permutation normal = sam_permutation_of_groups(a, N, b, N, 4000, 1);
    struct sam_permutation drawn = sam_permutation_of_groups(a, N - 1, b, N, 4000, 1);
    assert_int_equal(normal.method, SAM_ARRANGEMENTS_MOMENTS);
    assert_int_equal(normal.arrangements, 0);
    assert_int_equal(drawn.method, SAM_ARRANGEMENTS_DRAWN);
    assert_true(normal.p.value > 0.01 && normal.p.value < 0.5);
    assert_true(fabs(normal.p.value - drawn.p.value) < 0.03);
    assert_int_equal(sam_permutation_of_groups(a, N, b, N, 0, 1).p.why, SAM_WHY_NOT_ASKED);
    /* Pairs: the differences that are not 0 count. */
    size_t differ = 0;
    size_t end = 0;
    while (differ < 2 * (size_t)SAM_PERMUTATION_LARGE) {
        differ += a[end] != b[end];
        end++;
    }
    drawn = sam_permutation_of_pairs(a, b, end, 4000, 1);
    assert_int_equal(drawn.method, SAM_ARRANGEMENTS_DRAWN);
    while (a[end] == b[end]) {
        end++;
    }
    normal = sam_permutation_of_pairs(a, b, end + 1, 4000, 1);
    assert_int_equal(normal.method, SAM_ARRANGEMENTS_MOMENTS);
    assert_true(fabs(normal.p.value - drawn.p.value) < 0.03);
    assert_int_equal(sam_permutation_of_pairs(a, b, end + 1, 0, 1).p.why, SAM_WHY_NOT_ASKED);
    /* Means alone: no superiority. */
    normal = sam_permutation_of_means(a, 3, b, 4, 0, 1);
    assert_int_equal(normal.superiority.why, SAM_WHY_NOT_ASKED);
    check_rel(normal.p.value, sam_permutation_of_groups(a, 3, b, 4, 0, 1).p.value, 1e-15);
    assert_string_equal(sam_arrangements_id(SAM_ARRANGEMENTS_ALL), "exact");
    assert_string_equal(sam_arrangements_id(SAM_ARRANGEMENTS_DRAWN), "random");
    assert_string_equal(sam_arrangements_id(SAM_ARRANGEMENTS_MOMENTS), "approximate");
    assert_string_equal(sam_arrangements_id(SAM_ARRANGEMENTS_NONE), "");
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_arrangements),
        cmocka_unit_test(ties_by_rounding),
        cmocka_unit_test(pairs),
        cmocka_unit_test(drawn_when_there_are_too_many),
        cmocka_unit_test(drawn_by_splits),
        cmocka_unit_test(drawn_signs),
        cmocka_unit_test(many_people),
        cmocka_unit_test(edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
