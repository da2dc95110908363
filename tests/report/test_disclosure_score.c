#include "support/support.h"

#include "made.h"

static void the_score_is_the_mean_of_what_is_shown(void **state) {
    (void)state;
    struct sam_questionnaire *q = made_questionnaire(1, 3, 5);
    struct made made;
    made_init(&made, q);
    made_add(&made, "x", "243 344 432 323 245"); /* 14, 18, 17: 2.8, 3.6, 3.4 */
    made_run(&made, "1", NULL);
    const struct sam_disclosed_alliance *own = &made.results->disclosure->alliances[0];
    check_rel(own->items[0].value, 3, 1e-12);
    check_rel(own->items[1].value, 3.5, 1e-12);
    check_rel(own->scales[0].value, 3.3, 1e-12); /* (3 + 3.5 + 3.5) / 3 */
    assert_true(own->scales[0].low <= 3.27 && 3.27 <= own->scales[0].high);
    made_fini(&made);
    sam_questionnaire_free(q);
}

static void answers_give_it_exactly(void **state) {
    (void)state;
    struct sam_questionnaire *q = made_questionnaire(1, 2, 5);
    struct made made;
    made_init(&made, q);
    made_add(&made, "x", "14 23 34 42 52 35 21 34");
    made_run(&made, "1", NULL);
    const struct sam_cell *score = &made.results->disclosure->alliances[0].scales[0];
    double mean = made.results->alliances[0].result.scales[0].mean.value;
    check_rel(score->low, mean, 1e-12);
    check_rel(score->high, mean, 1e-12);
    made_fini(&made);
    sam_questionnaire_free(q);
}

/* Two camps on every statement: the scale's people differ. */
static void agreement_is_that_of_most_statements(void **state) {
    (void)state;
    struct sam_questionnaire *q = made_questionnaire(1, 3, 5);
    struct made made;
    made_init(&made, q);
    made_add(&made, "x", "111 222 154 455 544 511 225 554");
    made_run(&made, "1", NULL);
    assert_int_equal(made.results->disclosure->alliances[0].agreement[0], SAM_CONSENSUS_NO);
    made_fini(&made);
    made_init(&made, q);
    made_add(&made, "x", "333 344 433 243 344 332 433 324");
    made_run(&made, "1", NULL);
    assert_int_equal(made.results->disclosure->alliances[0].agreement[0], SAM_CONSENSUS_YES);
    made_fini(&made);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_score_is_the_mean_of_what_is_shown),
        cmocka_unit_test(answers_give_it_exactly),
        cmocka_unit_test(agreement_is_that_of_most_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
