#include "analyse/agreement.h"
#include "analyse/fixture.h"

static struct sam_spread spread(const char *digits, int points) {
    size_t counts[11] = {0};
    for (const char *c = digits; *c != '\0'; c++) {
        counts[*c - '1']++;
    }
    return sam_spread_of_counts(counts, points);
}

static bool camps(const char *digits, int points) {
    size_t counts[11] = {0};
    for (const char *c = digits; *c != '\0'; c++) {
        counts[*c - '1']++;
    }
    return sam_two_camps(counts, points);
}

static void null_variances(void **state) {
    (void)state;
    check_rel(sam_null_variance_uniform(5), 2, TINY);
    check_rel(sam_null_variance_uniform(4), 1.25, TINY);
    check_rel(sam_null_variance_uniform(7), 4, TINY);
    check_rel(sam_null_variance_uniform(11), 10, TINY);
    check_rel(sam_null_variance_skewed(5), 1.34, TINY);
    check_rel(sam_null_variance_skewed(7), 2.90, TINY);
    check_rel(sam_null_variance_skewed(11), 7.31, TINY);
    check_rel(sam_null_variance_skewed(4), 0.8375, TINY);
    check_rel(sam_null_variance_skewed(2), 0.1675, TINY);
    check_rel(sam_ad_cut(5), 0.8333333333333334, TINY);
}

/* 4 4 5 2: mean 3.75, deviations .25 .25 1.25 1.75, squares sum 4.75. */
static void one_item(void **state) {
    (void)state;
    struct sam_spread s = spread("4452", 5);
    assert_int_equal(s.n, 4);
    check_number(s.mean, 3.75);
    check_number(s.variance, 4.75 / 3);
    check_number(s.sd, sqrt(4.75 / 3));
    check_number(s.ad, 0.875);
    check_number(s.rwg, 1 - 4.75 / 6);
    check_number(s.rwg_star, 1 - 4.75 / 6);
    check_number(s.rwg_skewed, 0);
    check_number(s.rwg_star_skewed, 1 - 4.75 / 3 / 1.34);
}

/* n = 2: AD = |d| / 2, r_wg = 1 - d^2 / 4. */
static void two_people(void **state) {
    (void)state;
    for (int d = 0; d < 5; d++) {
        const char digits[] = {'1', (char)('1' + d), '\0'};
        struct sam_spread s = spread(digits, 5);
        check_number(s.ad, d / 2.0);
        check_number(s.rwg_star, 1 - d * d / 4.0);
        check_number(s.rwg, fmax(0, 1 - d * d / 4.0));
    }
}

/* Polarised: the variance of 1 1 1 5 5 5 is 4.8, more than at random. */
static void polarised(void **state) {
    (void)state;
    struct sam_spread s = spread("111555", 5);
    check_number(s.rwg, 0);
    check_number(s.rwg_star, -1.4);
    check_number(s.ad, 2);
    struct sam_agreement_sum sum = {0};
    for (int i = 0; i < 4; i++) {
        sam_agreement_add(&sum, &s);
    }
    struct sam_agreement scale = sam_agreement_of(&sum, 5);
    check_number(scale.rwg, 0);
    check_number(scale.rwg_skewed, 0);
    check_number(scale.rwg_star, -1.4);
    check_number(scale.ad, 2);
}

static void identical_answers(void **state) {
    (void)state;
    struct sam_spread s = spread("333", 5);
    struct sam_agreement_sum sum = {0};
    check_number(s.sd, 0);
    check_number(s.rwg, 1);
    check_number(s.ad, 0);
    sam_agreement_add(&sum, &s);
    struct sam_agreement scale = sam_agreement_of(&sum, 5);
    check_number(scale.rwg, 1);
    check_number(scale.rwg_skewed, 1);
    check_number(scale.rwg_star, 1);
}

static void too_few_say_why(void **state) {
    (void)state;
    struct sam_spread nobody = spread("", 5);
    struct sam_spread one = spread("4", 5);
    check_why(nobody.mean, SAM_WHY_NO_ANSWERS);
    check_why(nobody.rwg, SAM_WHY_NO_ANSWERS);
    check_number(one.mean, 4);
    check_why(one.sd, SAM_WHY_ONE_RESPONDENT);
    check_why(one.ad, SAM_WHY_ONE_RESPONDENT);
    struct sam_agreement_sum sum = {0};
    check_why(sam_agreement_of(&sum, 5).rwg, SAM_WHY_NO_ANSWERS);
    sam_agreement_add(&sum, &nobody);
    check_why(sam_agreement_of(&sum, 5).ad, SAM_WHY_NO_ANSWERS);
    sam_agreement_add(&sum, &one);
    check_why(sam_agreement_of(&sum, 5).rwg_star, SAM_WHY_ONE_RESPONDENT);
}

/* Variances 1/3 and 1 and an item with one answer, which is left out: mean 2/3, v = 1/3. */
static void of_a_scale(void **state) {
    (void)state;
    struct sam_spread first = spread("344", 5);
    struct sam_spread second = spread("234", 5);
    struct sam_spread third = spread("5", 5);
    struct sam_agreement_sum sum = {0};
    sam_agreement_add(&sum, &first);
    sam_agreement_add(&sum, &second);
    sam_agreement_add(&sum, &third);
    struct sam_agreement scale = sam_agreement_of(&sum, 5);
    assert_int_equal(scale.items, 2);
    check_number(scale.rwg, (4.0 / 3) / (4.0 / 3 + 1.0 / 3));
    check_number(scale.rwg_star, 2.0 / 3);
    double skewed = 2.0 / 3 / 1.34;
    check_number(scale.rwg_skewed, 2 * (1 - skewed) / (2 * (1 - skewed) + skewed));
    check_number(scale.ad, (4.0 / 9 + 2.0 / 3) / 2);
}

static void of_a_scale_of_one_item_is_the_item(void **state) {
    (void)state;
    struct sam_spread s = spread("24455", 5);
    struct sam_agreement_sum sum = {0};
    sam_agreement_add(&sum, &s);
    check_number(sam_agreement_of(&sum, 5).rwg, s.rwg.value);
}

static void two_camps(void **state) {
    (void)state;
    assert_true(camps("1155", 5));
    assert_true(camps("2244", 5));
    assert_true(camps("11355", 5));
    assert_false(camps("113355", 5)); /* a third at the middle */
    assert_false(camps("155", 5));    /* one against two */
    assert_false(camps("115555555", 5));
    assert_false(camps("3333", 5));
    assert_false(camps("", 5));
    assert_true(camps("1144", 4)); /* an even scale has no middle answer */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_variances),    cmocka_unit_test(one_item),
        cmocka_unit_test(two_people),        cmocka_unit_test(polarised),
        cmocka_unit_test(identical_answers), cmocka_unit_test(too_few_say_why),
        cmocka_unit_test(of_a_scale),        cmocka_unit_test(of_a_scale_of_one_item_is_the_item),
        cmocka_unit_test(two_camps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
