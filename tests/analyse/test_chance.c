#include "analyse/chance.h"
#include "analyse/fixture.h"

/* Exact fractions over 5^n, and for 5 and 8 items counted by another program in whole numbers. */
static void published_and_recounted(void **state) {
    (void)state;
    static const struct {
        size_t n, items;
        double probability, tolerance;
    } known[] = {
        {2, 1, 13.0 / 25, 1e-12},    {3, 1, 29.0 / 125, 1e-12}, {4, 1, 61.0 / 625, 1e-12},
        {5, 1, 185.0 / 3125, 1e-12}, {6, 1, 0.044992, 1e-12},   {2, 5, 0.294611, 2e-6},
        {3, 5, 0.178914, 3e-6},      {4, 5, 0.109983, 5e-6},    {5, 5, 0.073461, 7e-6},
        {6, 5, 0.045699, 1e-5},      {2, 8, 0.311398, 2e-6},    {12, 8, 0.00855, 1e-3},
    };
    struct sam_chance *chance = sam_chance_new(5, 8);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct sam_number p = sam_chance_rwg(chance, known[i].n, known[i].items);
        check_why(p, SAM_HAS_VALUE);
        check_rel(p.value, known[i].probability, known[i].tolerance);
        check_rel(sam_chance_rwg(chance, known[i].n, known[i].items).value, p.value, 0);
    }
    sam_chance_free(chance);
}

/* Exactly .00168, .00099, .0017, .00615 at n = 13. */
static void the_approximation_is_near(void **state) {
    (void)state;
    static const double exact[][2] = {{1, .00168}, {2, .00099}, {4, .00170}, {8, .00615}};
    struct sam_chance *chance = sam_chance_new(5, 8);
    for (size_t i = 0; i < 4; i++) {
        double p = sam_chance_rwg(chance, 13, (size_t)exact[i][0]).value;
        assert_true(fabs(p - exact[i][1]) < 0.002);
    }
    sam_chance_free(chance);
}

/* Where the approximation takes over, on more points and with more items: counted by another
 * program in whole numbers. And the last that is exact. */
static void the_bound_holds_on_more_points(void **state) {
    (void)state;
    static const struct {
        int points;
        size_t n, items;
        double probability, tolerance;
    } known[] = {{7, 11, 8, .01344, 2e-3},    {7, 13, 1, .00162, 3.1e-3},
                 {9, 10, 6, .01274, 3.1e-3},  {11, 8, 6, .02705, 3.1e-3},
                 {11, 13, 1, .00173, 3.1e-3}, {11, 5, 20, .17949, 3.1e-3},
                 {11, 11, 1, .00424, 1e-5},   {10, 12, 2, .00183, 1e-5}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct sam_chance *chance = sam_chance_new(known[i].points, 20);
        double p = sam_chance_rwg(chance, known[i].n, known[i].items).value;
        if (!(fabs(p - known[i].probability) <= known[i].tolerance)) {
            fail_msg("%d points, %zu people, %zu items: %g, not %g", known[i].points, known[i].n,
                     known[i].items, p, known[i].probability);
        }
        sam_chance_free(chance);
    }
}

static void large_questionnaires_stay_fast_and_within_bounds(void **state) {
    (void)state;
    struct sam_chance *chance = sam_chance_new(11, 500);
    for (size_t n = 2; n < 40; n++) {
        double p = sam_chance_rwg(chance, n, 500).value;
        assert_true(p >= 0 && p <= 1);
    }
    assert_true(sam_chance_rwg(chance, 1000000, 1).value < 1e-10);
    sam_chance_free(chance);
}

static void too_few_say_why(void **state) {
    (void)state;
    struct sam_chance *chance = sam_chance_new(5, 3);
    check_why(sam_chance_rwg(chance, 0, 3), SAM_WHY_NO_ANSWERS);
    check_why(sam_chance_rwg(chance, 1, 3), SAM_WHY_ONE_RESPONDENT);
    check_why(sam_chance_rwg(chance, 5, 0), SAM_WHY_TOO_FEW_ITEMS);
    sam_chance_free(chance);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_and_recounted),
        cmocka_unit_test(the_approximation_is_near),
        cmocka_unit_test(the_bound_holds_on_more_points),
        cmocka_unit_test(large_questionnaires_stay_fast_and_within_bounds),
        cmocka_unit_test(too_few_say_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
