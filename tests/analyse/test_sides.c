#include "analyse/sides.h"

#include "analyse/fixture.h"

/* p1, p2 are for everybody, the second reversed; a1 about the inside; l1 for partners alone, h1 for
 * account holders alone. */
static const struct fixture_scale scales[] = {
    {"p", "partnership", NULL, 2, NULL, 2},
    {"a", "alliance", NULL, 1, NULL, 0},
    {"l", "partnership", NULL, 1, "[\"lead\",\"partner\"]", 0},
    {"h", "partnership", NULL, 1, "[\"account_holder\"]", 0},
};

enum { ITEMS = 5 };

struct told {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_scoring scoring;
    struct sam_analysis_options options;
    struct sam_sides *sides;
};

static void begin(struct told *t) {
    *t = (struct told){.options = {.min_group = 1, .items = true}};
    t->q = fixture_questionnaire(5, scales, 4);
    t->answers = sam_answers_new(t->q->item_count);
}

static void compare(struct told *t) {
    sam_answers_sort(t->answers);
    sam_scoring_init(&t->scoring, t->q, t->answers);
    t->sides = sam_sides_new(&t->scoring, &t->options);
}

static void end(struct told *t) {
    sam_sides_free(t->sides);
    sam_scoring_fini(&t->scoring);
    sam_answers_free(t->answers);
    sam_questionnaire_free(t->q);
}

static void add_two_alliances(struct sam_answers *answers) {
    fixture_add(answers, "x", "o1", SAM_LEAD, "5341.");
    fixture_add(answers, "x", "o2", SAM_PARTNER, "4241.");
    fixture_add(answers, "x", "", SAM_ROLE_UNKNOWN, "3d41.");
    fixture_add(answers, "x", "", SAM_ACCOUNT_HOLDER, "24.15");
    fixture_add(answers, "y", "o1", SAM_LEAD, "4.5..");
    fixture_add(answers, "y", "", SAM_ACCOUNT_HOLDER, "2.2.4");
    fixture_add(answers, "z", "o1", SAM_LEAD, "11111");
}

static void both_sides_of_each_statement(void **state) {
    (void)state;
    struct told t;
    struct sam_side own[ITEMS];
    size_t count = 0;
    begin(&t);
    add_two_alliances(t.answers);
    compare(&t);
    count = sam_sides_of(t.sides, 0, own);
    const struct sam_side *side = own;
    assert_int_equal(count, 2); /* no holder answered a1 here; l1 and h1 aren't for both */
    assert_int_equal(side[0].item, 0);
    assert_int_equal(side[0].contrast.first, 3);
    assert_int_equal(side[0].contrast.second, 1);
    check_rel(side[0].contrast.first_mean.value, 4, TINY);
    check_rel(side[0].contrast.test.difference.value, 2, TINY);
    check_rel(side[0].contrast.test.p.value, 2.0 / 4, TINY);
    check_rel(side[0].contrast.test.superiority.value, 1, TINY);
    assert_int_equal(side[1].item, 1); /* as answered, though it is reversed */
    check_rel(side[1].contrast.test.difference.value, 2.5 - 4, TINY);
    assert_int_equal(sam_sides_of(t.sides, 1, own), 2);
    assert_int_equal(side[1].item, 2);
    assert_int_equal(sam_sides_of(t.sides, 2, own), 0);
    side = sam_sides_overall(t.sides, &count);
    assert_int_equal(count, 3);
    assert_int_equal(side[0].alliances, 2);
    assert_int_equal(side[1].alliances, 1);
    assert_int_equal(side[0].contrast.first, 4);
    assert_int_equal(side[0].contrast.second, 2);
    check_rel(side[0].contrast.test.difference.value, 2, TINY);
    /* Of 4 x 2 divisions the sum of both holders is lowest in one and highest in one. */
    check_rel(side[0].contrast.test.p.value, 2.0 / 8, TINY);
    end(&t);
}

static void too_few_on_a_side(void **state) {
    (void)state;
    struct told t;
    struct sam_side own[ITEMS];
    size_t count = 0;
    begin(&t);
    add_two_alliances(t.answers);
    t.options.min_group = 2;
    compare(&t);
    const struct sam_side *side = own;
    assert_int_equal(sam_sides_of(t.sides, 0, own), 2);
    assert_int_equal(side[0].contrast.test.p.why, SAM_WHY_SUPPRESSED);
    assert_int_equal(side[0].contrast.second_mean.why, SAM_WHY_SUPPRESSED);
    assert_int_equal(side[0].contrast.second, 1);
    side = sam_sides_overall(t.sides, &count);
    assert_true(sam_has(side[0].contrast.test.p)); /* 4 against 2 together */
    assert_int_equal(side[1].contrast.test.p.why, SAM_WHY_SUPPRESSED);
    end(&t);
}

static void one_organisation_has_no_inside(void **state) {
    (void)state;
    static const size_t organisations[] = {3, 1, 1};
    struct told t;
    struct sam_side own[ITEMS];
    size_t count = 0;
    begin(&t);
    add_two_alliances(t.answers);
    t.options.organisations = organisations;
    compare(&t);
    assert_int_equal(sam_sides_of(t.sides, 1, own), 1);
    assert_int_equal(own[0].item, 0);
    sam_sides_overall(t.sides, &count);
    assert_int_equal(count, 2);
    end(&t);
}

static void nobody_to_compare(void **state) {
    (void)state;
    struct told t;
    struct sam_side own[ITEMS];
    size_t count = 1;
    begin(&t);
    fixture_add(t.answers, "x", "o1", SAM_LEAD, "53311");
    sam_answers_add_alliance(t.answers, "y");
    compare(&t);
    sam_sides_overall(t.sides, &count);
    assert_int_equal(count, 0);
    assert_int_equal(sam_sides_of(t.sides, 1, own), 0);
    end(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_of_each_statement),
        cmocka_unit_test(too_few_on_a_side),
        cmocka_unit_test(one_organisation_has_no_inside),
        cmocka_unit_test(nobody_to_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
