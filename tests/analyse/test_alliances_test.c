#include "analyse/alliances_test.h"

#include "analyse/fixture.h"

static void adjusted_as_holm(void **state) {
    (void)state;
    /* p.adjust(c(.01, .04, .03, .5), "holm") of R: .04 .09 .09 .5; what has no value has no part.
     */
    const struct sam_number p[] = {sam_value(0.01), sam_no_value(SAM_WHY_SUPPRESSED),
                                   sam_value(0.04), sam_value(0.03), sam_value(0.5)};
    struct sam_number adjusted[5];
    sam_adjust_holm(p, 5, adjusted);
    check_number(adjusted[0], 0.04);
    check_why(adjusted[1], SAM_WHY_SUPPRESSED);
    check_number(adjusted[2], 0.09);
    check_number(adjusted[3], 0.09);
    check_number(adjusted[4], 0.5);
    const struct sam_number large[] = {sam_value(0.6), sam_value(0.9)};
    sam_adjust_holm(large, 2, adjusted);
    check_number(adjusted[0], 1);
    check_number(adjusted[1], 1);
}

static const double values[] = {4, 5, 4.5, 2, 3, 2.5, 1.5, 3, 4};
static const size_t sizes[] = {3, 4, 0, 2};

static void by_hand(void **state) {
    (void)state;
    struct sam_analysis_options options = {.min_group = 1, .threads = 2};
    struct sam_alliances_scores scores = {values, sizes, 4};
    struct sam_alliances_test test = sam_alliances_test(&scores, &options, 1);
    assert_int_equal(test.alliances, 3);
    assert_int_equal(test.scores, 9);
    assert_int_equal(test.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(test.arrangements, 1260);
    for (size_t a = 0, at = 0; a < 4; at += sizes[a++]) {
        const struct sam_versus_others *versus = &test.versus_others[a];
        if (sizes[a] == 0) {
            check_why(versus->test.p, SAM_WHY_NO_ANSWERS);
            check_why(versus->p_adjusted, SAM_WHY_NO_ANSWERS);
            continue;
        }
        double rest[9];
        size_t others = 0;
        for (size_t i = 0; i < 9; i++) {
            if (i < at || i >= at + sizes[a]) {
                rest[others++] = values[i];
            }
        }
        struct sam_permutation own =
            sam_permutation_of_groups(values + at, sizes[a], rest, others, 0, 1);
        check_number(versus->test.difference, own.difference.value);
        check_number(versus->test.p, own.p.value);
        check_number(versus->test.superiority, own.superiority.value);
        assert_true(versus->p_adjusted.value >= own.p.value);
    }
    /* 4 5 4.5 are the highest three of nine but for a tie with 4. */
    check_number(test.versus_others[0].test.superiority, 17.5 / 18);
    sam_alliances_test_fini(&test);
}

static void one_and_none(void **state) {
    (void)state;
    struct sam_analysis_options options = {.min_group = 1};
    static const size_t alone[] = {0, 9};
    struct sam_alliances_scores scores = {values, alone, 2};
    struct sam_alliances_test test = sam_alliances_test(&scores, &options, 1);
    check_why(test.p, SAM_WHY_ONE_ALLIANCE);
    check_why(test.versus_others[0].test.p, SAM_WHY_NO_ANSWERS);
    check_why(test.versus_others[1].test.p, SAM_WHY_ONE_ALLIANCE);
    check_why(test.versus_others[1].p_adjusted, SAM_WHY_ONE_ALLIANCE);
    sam_alliances_test_fini(&test);
    scores.count = 0;
    test = sam_alliances_test(&scores, &options, 1);
    check_why(test.p, SAM_WHY_NO_ANSWERS);
    sam_alliances_test_fini(&test);
}

static void small_and_many(void **state) {
    (void)state;
    struct sam_analysis_options options = {.min_group = 3, .resamples = 99};
    struct sam_alliances_scores scores = {values, sizes, 4};
    struct sam_alliances_test test = sam_alliances_test(&scores, &options, 1);
    check_why(test.versus_others[3].test.p, SAM_WHY_SUPPRESSED);
    check_why(test.versus_others[3].p_adjusted, SAM_WHY_SUPPRESSED);
    assert_true(sam_has(test.versus_others[0].p_adjusted));
    sam_alliances_test_fini(&test);
    double many[2 * (SAM_VERSUS_MOST + 1)];
    size_t pairs[SAM_VERSUS_MOST + 1];
    for (size_t a = 0; a <= SAM_VERSUS_MOST; a++) {
        pairs[a] = 2;
        many[2 * a] = (double)(a % 5);
        many[2 * a + 1] = (double)(a % 4);
    }
    scores = (struct sam_alliances_scores){many, pairs, SAM_VERSUS_MOST + 1};
    test = sam_alliances_test(&scores, &options, 1);
    assert_null(test.versus_others);
    assert_int_equal(test.method, SAM_ARRANGEMENTS_DRAWN);
    scores.count--;
    test = sam_alliances_test(&scores, &options, 1);
    assert_non_null(test.versus_others);
    sam_alliances_test_fini(&test);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adjusted_as_holm),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(one_and_none),
        cmocka_unit_test(small_and_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
