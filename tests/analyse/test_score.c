#include "analyse/fixture.h"
#include "analyse/score.h"

struct table {
    struct sam_questionnaire *q;
    struct sam_answers *answers;
    struct sam_scoring scoring;
    struct sam_scores scores;
};

/* One scale of four items, the second reversed. */
static void set_up(struct table *t, const char *audience) {
    struct fixture_scale scale = {"a", "alliance", NULL, 4, audience, 2};
    t->q = fixture_questionnaire(5, &scale, 1);
    t->answers = sam_answers_new(4);
}

static struct sam_item_set sum_all(struct table *t, double min_answered, struct sam_alpha *alpha) {
    const struct sam_scale *scale = &t->q->scales[0];
    struct sam_item_set set = sam_item_set_of(scale->items, 4, min_answered);
    sam_answers_sort(t->answers);
    sam_scoring_init(&t->scoring, t->q, t->answers);
    sam_scores_init(&t->scores, t->answers->respondents, 4);
    sam_scores_sum(&t->scores, &t->scoring, &set, 0, t->answers->respondents, alpha);
    sam_scores_pack(&t->scores, &set, 0, t->answers->respondents);
    return set;
}

static void tear_down(struct table *t) {
    sam_scores_fini(&t->scores);
    sam_scoring_fini(&t->scoring);
    sam_answers_free(t->answers);
    sam_questionnaire_free(t->q);
}

static void reversed_missing_and_dont_know(void **state) {
    (void)state;
    struct table t;
    set_up(&t, NULL);
    fixture_add(t.answers, "A", "", SAM_PARTNER, "5145"); /* 5 5 4 5 */
    fixture_add(t.answers, "A", "", SAM_PARTNER, "4d.2"); /* 4 2: half of four */
    fixture_add(t.answers, "A", "", SAM_PARTNER, "4d..");
    fixture_add(t.answers, "A", "", SAM_PARTNER, "dddd");
    fixture_add(t.answers, "A", "", SAM_PARTNER, "....");
    sum_all(&t, 0.5, NULL);
    assert_int_equal(t.scores.count, 2);
    check_rel(t.scores.score[0], 19 / 4.0, TINY);
    check_rel(t.scores.score[1], 3, TINY);
    assert_int_equal(t.scores.row[1], 1);
    tear_down(&t);
}

static void how_many_answers_are_needed(void **state) {
    (void)state;
    const size_t items[5] = {0, 1, 2, 3, 4};
    assert_int_equal(sam_item_set_of(items, 4, 0.5).needed, 2);
    assert_int_equal(sam_item_set_of(items, 5, 0.5).needed, 3);
    assert_int_equal(sam_item_set_of(items, 5, 0.6).needed, 3);
    assert_int_equal(sam_item_set_of(items, 3, 1).needed, 3);
    assert_int_equal(sam_item_set_of(items, 3, 0).needed, 1);
    assert_int_equal(sam_item_set_of(items, 0, 0.5).needed, 1);
}

static void an_account_holder_speaks_for_the_funder(void **state) {
    (void)state;
    struct table t;
    set_up(&t, NULL);
    fixture_add(t.answers, "A", "", SAM_ACCOUNT_HOLDER, "4444");
    fixture_add(t.answers, "A", "", SAM_LEAD, "3333");
    fixture_add(t.answers, "A", "", SAM_ROLE_UNKNOWN, "2222");
    sum_all(&t, 0.5, NULL);
    assert_int_equal(t.scores.count, 2);
    assert_int_equal(t.scores.row[0], 1);
    assert_false(sam_scale_of_account_holders(t.q, 0));
    assert_false(sam_theme_of_account_holders(t.q, 0));
    tear_down(&t);
}

static void a_scale_for_account_holders_alone(void **state) {
    (void)state;
    struct table t;
    set_up(&t, "[\"account_holder\"]");
    fixture_add(t.answers, "A", "", SAM_ACCOUNT_HOLDER, "4244");
    fixture_add(t.answers, "A", "", SAM_LEAD, "3333");
    fixture_add(t.answers, "A", "", SAM_ROLE_UNKNOWN, "2222");
    sum_all(&t, 0.5, NULL);
    assert_true(sam_scale_of_account_holders(t.q, 0));
    assert_true(sam_theme_of_account_holders(t.q, 0));
    assert_false(sam_theme_of_account_holders(t.q, 1)); /* nothing stands under it */
    assert_int_equal(t.scores.count, 1);
    check_rel(t.scores.score[0], 4, TINY);
    tear_down(&t);
}

static void answers_of_roles_not_asked_do_not_count(void **state) {
    (void)state;
    struct table t;
    set_up(&t, "[\"lead\"]");
    fixture_add(t.answers, "A", "", SAM_LEAD, "3333");
    fixture_add(t.answers, "A", "", SAM_PARTNER, "5555");
    fixture_add(t.answers, "A", "", SAM_ROLE_UNKNOWN, "4244");
    sum_all(&t, 0.5, NULL);
    assert_int_equal(t.scores.count, 2);
    assert_int_equal(t.scores.row[1], 2);
    tear_down(&t);
}

/* More rows than a block, complete and not, against a plain count. */
static void alpha_takes_the_complete_of_all_blocks(void **state) {
    (void)state;
    struct table t;
    struct sam_alpha alpha;
    uint64_t sum = 0;
    uint64_t cross = 0;
    size_t complete = 0;
    set_up(&t, NULL);
    for (unsigned r = 0; r < 2 * SAM_SCORE_BLOCK + 77; r++) {
        char digits[5] = {(char)('1' + r % 5), (char)('1' + r / 5 % 5), '3',
                          r % 7 == 0 ? '.' : (char)('1' + r % 3), '\0'};
        fixture_add(t.answers, "A", "", SAM_PARTNER, digits);
        if (r % 7 != 0) {
            uint64_t second = 5 - r / 5 % 5;
            complete++;
            sum += second;
            cross += second * (1 + r % 3);
        }
    }
    sam_alpha_init(&alpha, 4);
    sum_all(&t, 1, &alpha);
    assert_int_equal(alpha.n, complete);
    assert_int_equal(alpha.sum[1], sum);
    assert_int_equal(alpha.cross[1 * 4 + 3], cross);
    assert_int_equal(t.scores.count, complete);
    sam_alpha_fini(&alpha);
    tear_down(&t);
}

static void one_voice_per_organisation(void **state) {
    (void)state;
    struct table t;
    set_up(&t, NULL);
    fixture_add(t.answers, "A", "b", SAM_PARTNER, "5155"); /* 5 */
    fixture_add(t.answers, "A", "c", SAM_PARTNER, "2422"); /* 2 */
    fixture_add(t.answers, "A", "b", SAM_PARTNER, "4244"); /* 4 */
    fixture_add(t.answers, "A", "", SAM_PARTNER, "1511");  /* 1, alone */
    fixture_add(t.answers, "A", "", SAM_PARTNER, "3333");  /* 3, alone */
    fixture_add(t.answers, "A", "c", SAM_PARTNER, "....");
    sum_all(&t, 0.5, NULL);
    assert_int_equal(t.scores.count, 5);
    assert_int_equal(sam_scores_by_organisation(&t.scores, t.answers->organisation), 4);
    check_rel(t.scores.score[0], 4.5, TINY);
    check_rel(t.scores.score[1], 2, TINY);
    check_rel(t.scores.score[2], 1, TINY);
    check_rel(t.scores.score[3], 3, TINY);
    tear_down(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reversed_missing_and_dont_know),
        cmocka_unit_test(how_many_answers_are_needed),
        cmocka_unit_test(an_account_holder_speaks_for_the_funder),
        cmocka_unit_test(a_scale_for_account_holders_alone),
        cmocka_unit_test(answers_of_roles_not_asked_do_not_count),
        cmocka_unit_test(alpha_takes_the_complete_of_all_blocks),
        cmocka_unit_test(one_voice_per_organisation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
