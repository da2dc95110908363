#include "analyse/role_contrast.h"

#include "analyse/fixture.h"

/* Scale a: three items for everybody; b: three, for lead and partners alone; c: for account holders
 * alone. */
static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 3, NULL, 0},
    {"b", "alliance", NULL, 3, "[\"lead\",\"partner\"]", 1},
    {"c", "partnership", NULL, 1, "[\"account_holder\"]", 0},
};

struct told {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_scoring scoring;
    struct sam_analysis_options options;
    struct sam_role_plan plan;
    struct sam_scores scores;
    struct sam_splits *splits;
    double first[16], second[16];
};

static void begin(struct told *t) {
    *t = (struct told){.options = {.min_group = 1, .seed = 1}};
    t->q = fixture_questionnaire(5, scales, 3);
    t->answers = sam_answers_new(t->q->item_count);
}

static void plan(struct told *t) {
    sam_answers_sort(t->answers);
    sam_scoring_init(&t->scoring, t->q, t->answers);
    sam_scores_init(&t->scores, 16, t->q->item_count);
    sam_role_plan_init(&t->plan, &t->scoring, &t->options);
    t->splits = sam_splits_new(t->options.resamples, 5);
}

static struct sam_contrast lead(struct told *t, size_t scale) {
    struct sam_role_room room = {&t->scores, t->first, t->second, t->splits};
    return sam_role_lead_partners(&t->plan, &room, scale, 0, t->answers->respondents);
}

static struct sam_contrast holders(struct told *t, size_t scale) {
    struct sam_role_room room = {&t->scores, t->first, t->second, t->splits};
    return sam_role_account_holders_partners(&t->plan, &room, scale, 0, t->answers->respondents);
}

static void end(struct told *t) {
    sam_role_plan_fini(&t->plan);
    sam_splits_free(t->splits);
    sam_scores_fini(&t->scores);
    sam_scoring_fini(&t->scoring);
    sam_answers_free(t->answers);
    sam_questionnaire_free(t->q);
}

/* Lead 5, partners 4 3 4 (one more answers too little), somebody of unknown role 1, account holders
 * 2 and 3. */
static void add_alliance(struct sam_answers *answers) {
    fixture_add(answers, "x", "o1", SAM_LEAD, "5551551");
    fixture_add(answers, "x", "o2", SAM_PARTNER, "4442441");
    fixture_add(answers, "x", "o3", SAM_PARTNER, "33d333.");
    fixture_add(answers, "x", "o3", SAM_PARTNER, "4442444");
    fixture_add(answers, "x", "o4", SAM_PARTNER, "1..1..1");
    fixture_add(answers, "x", "", SAM_ROLE_UNKNOWN, "1115111");
    fixture_add(answers, "x", "", SAM_ACCOUNT_HOLDER, "2221223");
    fixture_add(answers, "x", "", SAM_ACCOUNT_HOLDER, "3335334");
}

static void by_hand(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    add_alliance(t.answers);
    plan(&t);
    struct sam_contrast c = lead(&t, 0);
    assert_int_equal(c.first, 1);
    assert_int_equal(c.second, 3);
    check_number(c.test.difference, 5 - 11.0 / 3);
    check_number(c.first_mean, 5);
    check_number(c.second_mean, 11.0 / 3);
    check_number(c.test.p, 0.5);
    check_number(c.test.superiority, 1);
    assert_int_equal(c.test.arrangements, 4);
    /* Item b1 is reversed: partners 4, 3, 4 again; the lead 5. */
    check_number(lead(&t, 1).test.difference, 5 - 11.0 / 3);
    /* 2 and 3 against 5 4 3 4 1: of the 21 ways to choose two 12 are as far apart (R, combn). */
    c = holders(&t, 0);
    assert_int_equal(c.first, 2);
    assert_int_equal(c.second, 5);
    check_number(c.test.difference, 2.5 - 17.0 / 5);
    check_number(c.test.superiority, (1 + 1.5) / 10);
    assert_int_equal(c.test.arrangements, 21);
    check_number(c.test.p, 12.0 / 21);
    end(&t);
}

static void not_comparable(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    add_alliance(t.answers);
    plan(&t);
    check_why(holders(&t, 1).test.p, SAM_WHY_NOT_COMPARABLE);
    check_why(holders(&t, 2).test.difference, SAM_WHY_NOT_COMPARABLE);
    check_why(lead(&t, 2).test.p, SAM_WHY_NO_ANSWERS);
    end(&t);
}

static void nobody_on_one_side(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    fixture_add(t.answers, "x", "o1", SAM_LEAD, "555555.");
    fixture_add(t.answers, "x", "o1", SAM_LEAD, "444444.");
    plan(&t);
    struct sam_contrast c = lead(&t, 0);
    assert_int_equal(c.first, 2);
    assert_int_equal(c.second, 0);
    check_why(c.test.difference, SAM_WHY_NO_ANSWERS);
    check_why(c.test.superiority, SAM_WHY_NO_ANSWERS);
    check_why(holders(&t, 0).test.p, SAM_WHY_NO_ANSWERS);
    end(&t);
}

static void small_sides_are_suppressed(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    t.options.min_group = 2;
    add_alliance(t.answers);
    plan(&t);
    check_why(lead(&t, 0).test.difference, SAM_WHY_SUPPRESSED);
    assert_int_equal(holders(&t, 0).test.p.why, SAM_HAS_VALUE);
    end(&t);
}

static void organisations_count_once(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    t.options.weight_organisation = true;
    add_alliance(t.answers);
    plan(&t);
    struct sam_contrast c = lead(&t, 0);
    assert_int_equal(c.second, 3);
    /* o2 4, o3 3.5. */
    check_number(c.test.difference, 5 - 3.75);
    assert_int_equal(c.test.arrangements, 3);
    end(&t);
}

static void resamples_may_be_none(void **state) {
    (void)state;
    struct told t;
    begin(&t);
    for (int i = 0; i < 16; i++) {
        fixture_add(t.answers, "x", "o", i % 2 == 0 ? SAM_LEAD : SAM_PARTNER,
                    i % 3 == 0 ? "5551551" : "3333333");
    }
    plan(&t);
    struct sam_contrast c = lead(&t, 0);
    assert_int_equal(c.test.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(c.test.arrangements, 12870);
    end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(not_comparable),
        cmocka_unit_test(nobody_on_one_side),
        cmocka_unit_test(small_sides_are_suppressed),
        cmocka_unit_test(organisations_count_once),
        cmocka_unit_test(resamples_may_be_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
