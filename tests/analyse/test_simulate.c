#include "analyse/fixture.h"
#include "analyse/simulate.h"
#include "model/answers.h"

static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 4, NULL, 2},
    {"n", "alliance", "norming", 3, NULL, 1},
    {"h", "partnership", NULL, 2, "[\"account_holder\"]", 0},
};
enum { ITEMS = 9 };

static void draw(struct sam_questionnaire *q, uint64_t seed, uint8_t rows[50][ITEMS]) {
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    options.seed = seed;
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    for (size_t r = 0; r < 50; r++) {
        if (r % 5 == 0) {
            sam_simulation_alliance(simulation, SAM_PHASE_NONE);
        }
        sam_simulation_respondent(simulation, SAM_PARTNER, rows[r]);
    }
    sam_simulation_free(simulation);
}

static void same_seed_same_answers(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    uint8_t one[50][ITEMS];
    uint8_t again[50][ITEMS];
    uint8_t other[50][ITEMS];
    draw(q, 7, one);
    draw(q, 7, again);
    assert_memory_equal(one, again, sizeof one);
    draw(q, 8, other);
    assert_memory_not_equal(one, other, sizeof one);
    draw(q, 7 + ((uint64_t)1 << 40), other); /* seeds differ in all their bits */
    assert_memory_not_equal(one, other, sizeof one);
    sam_questionnaire_free(q);
}

static void answers_are_on_the_scale_and_for_the_role(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(7, scales, 3);
    uint8_t rows[50][ITEMS];
    draw(q, 1, rows);
    for (size_t r = 0; r < 50; r++) {
        for (size_t i = 0; i < ITEMS; i++) {
            assert_true(rows[r][i] <= 7 || rows[r][i] == SAM_DONT_KNOW);
        }
        assert_int_equal(rows[r][7], SAM_MISSING);
        assert_int_equal(rows[r][8], SAM_MISSING);
    }
    sam_questionnaire_free(q);
}

/* Means of 20,000 answers come out at the truth, reversed items mirrored. */
static void the_truth_is_recoverable(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    options.within = 0.05;
    options.between = 0;
    options.item_noise = 0.05;
    options.level = 0.5;
    q->phase_model.spread = 0.24; /* wider ones are cut at the ends of the scale */
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    double sum[ITEMS] = {0};
    double n[ITEMS] = {0};
    double unknown = 0;
    assert_int_equal(sam_simulation_alliance(simulation, SAM_NORMING), SAM_NORMING);
    check_rel(sam_simulation_level(simulation), 0.5, TINY);
    for (size_t r = 0; r < 20000; r++) {
        uint8_t row[ITEMS];
        sam_simulation_respondent(simulation, SAM_LEAD, row);
        for (size_t i = 0; i < 7; i++) {
            unknown += row[i] == SAM_DONT_KNOW;
            if (row[i] != SAM_MISSING && row[i] != SAM_DONT_KNOW) {
                sum[i] += row[i];
                n[i]++;
            }
        }
    }
    for (size_t i = 0; i < 4; i++) {
        assert_true(fabs(sum[i] / n[i] - 3) < 0.02);
    }
    assert_true(sum[4] / n[4] < 2.0);                        /* reversed: 6 - 4.2 */
    assert_true(sum[5] / n[5] > 4.0 && sum[6] / n[6] > 4.0); /* .74 of the range */
    assert_true(fabs(sum[4] / n[4] + sum[5] / n[5] - 6) < 0.05);
    assert_true(fabs(unknown / (7 * 20000) - 0.04) < 0.005);
    sam_simulation_free(simulation);
    sam_questionnaire_free(q);
}

static void phases_follow_the_prior(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    struct sam_simulation_options options = SAM_SIMULATION_DEFAULT;
    struct sam_simulation *simulation = sam_simulation_new(q, &options);
    size_t seen[SAM_PHASES] = {0};
    for (int a = 0; a < 4000; a++) {
        seen[sam_simulation_alliance(simulation, SAM_PHASE_NONE)]++;
    }
    for (int k = 0; k < SAM_PHASES; k++) {
        assert_true(seen[k] > 880 && seen[k] < 1120);
    }
    sam_simulation_free(simulation);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_same_answers),
        cmocka_unit_test(answers_are_on_the_scale_and_for_the_role),
        cmocka_unit_test(the_truth_is_recoverable),
        cmocka_unit_test(phases_follow_the_prior),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
