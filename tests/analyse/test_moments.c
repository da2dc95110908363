#include "analyse/fixture.h"
#include "analyse/moments.h"

static void whole_numbers_are_exact(void **state) {
    (void)state;
    const size_t counts[5] = {1, 0, 2, 1, 1}; /* 1 3 3 4 5: mean 3.2, squares 60 */
    struct sam_whole_moments m = sam_whole_moments_of_counts(counts, 5);
    assert_int_equal(m.n, 5);
    assert_int_equal(m.sum, 16);
    assert_int_equal(m.squares, 60);
    check_number(sam_whole_mean(&m), 3.2);
    check_number(sam_whole_variance(&m), 2.2);
}

static void large_counts_do_not_cancel(void **state) {
    (void)state;
    const size_t all_same[5] = {0, 0, 0, (size_t)1 << 32, 0};
    struct sam_whole_moments m = sam_whole_moments_of_counts(all_same, 5);
    assert_true(sam_whole_variance(&m).value == 0);
    const size_t one_apart[5] = {0, 0, 0, 999999999, 1};
    m = sam_whole_moments_of_counts(one_apart, 5);
    check_number(sam_whole_variance(&m), 1e-9);
}

static void too_few_say_why(void **state) {
    (void)state;
    const size_t nobody[5] = {0};
    const size_t one[5] = {0, 0, 1, 0, 0};
    struct sam_whole_moments m = sam_whole_moments_of_counts(nobody, 5);
    check_why(sam_whole_mean(&m), SAM_WHY_NO_ANSWERS);
    check_why(sam_whole_variance(&m), SAM_WHY_NO_ANSWERS);
    m = sam_whole_moments_of_counts(one, 5);
    check_number(sam_whole_mean(&m), 3);
    check_why(sam_whole_variance(&m), SAM_WHY_ONE_RESPONDENT);
    struct sam_group_moments g = sam_moments_of(NULL, 0);
    check_why(sam_moments_mean(&g), SAM_WHY_NO_ANSWERS);
    check_why(sam_moments_sd(&g), SAM_WHY_NO_ANSWERS);
    g = sam_moments_of((double[]){2.5}, 1);
    check_number(sam_moments_mean(&g), 2.5);
    check_why(sam_moments_sd(&g), SAM_WHY_ONE_RESPONDENT);
}

/* With raw power sums all digits would be lost. */
static void doubles_far_from_zero(void **state) {
    (void)state;
    const double values[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    struct sam_group_moments g = sam_moments_of(values, 4);
    check_number(sam_moments_mean(&g), 1e9 + 10);
    check_rel(g.m2, 90, 1e-14);
    check_number(sam_moments_sd(&g), sqrt(30));
}

static void equal_values_have_no_variance_at_all(void **state) {
    (void)state;
    double values[7];
    for (size_t i = 0; i < 7; i++) {
        values[i] = 29.0 / 7;
    }
    struct sam_group_moments g = sam_moments_of(values, 7);
    assert_true(g.mean == 29.0 / 7);
    assert_true(g.m2 == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_exact),
        cmocka_unit_test(large_counts_do_not_cancel),
        cmocka_unit_test(too_few_say_why),
        cmocka_unit_test(doubles_far_from_zero),
        cmocka_unit_test(equal_values_have_no_variance_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
