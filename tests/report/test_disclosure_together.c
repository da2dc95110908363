#include "support/support.h"

#include "made.h"

static struct sam_questionnaire *questionnaire;

static int open_questionnaire(void **state) {
    (void)state;
    questionnaire = made_questionnaire(1, 3, 5);
    return 0;
}

static int close_questionnaire(void **state) {
    (void)state;
    sam_questionnaire_free(questionnaire);
    return 0;
}

static void small_alliances_speak_together(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "w", "333 342 234 333 423 323");
    for (char id[2] = "1"; id[0] <= '5'; id[0]++) {
        made_add(&made, id, "333 342 234");
    }
    made_run(&made, "1", NULL);
    const struct sam_together *together = &made.results->disclosure->together[0];
    assert_int_equal(together->cell.shown, SAM_SHOW_MEAN);
    assert_int_equal(together->cell.n, 15); /* w shows its own */
    assert_int_equal(together->alliances, 5);
    check_rel(together->cell.value, 2.5, 1e-12);
    assert_true(together->cell.or_lower);
    made_fini(&made);
}

static void two_alliances_would_know_each_other(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "333 342 234 333");
    made_add(&made, "y", "333 342 234 333");
    made_run(&made, "1", NULL);
    assert_int_equal(made.results->disclosure->together[0].cell.shown, SAM_SHOW_NOTHING);
    made_fini(&made);
}

/* Its highest cell begins where one whole alliance may have answered 1. */
static void no_alliance_follows_from_the_others(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "555 555 555");
    made_add(&made, "y", "555 555 555");
    made_add(&made, "z", "555 555 555 555");
    made_run(&made, "1", NULL);
    const struct sam_cell *cell = &made.results->disclosure->together[0].cell;
    assert_true(cell->shown == SAM_SHOW_NOTHING || cell->low * 10 <= 6 * 5 + 4 * 1);
    made_fini(&made);
}

static void nearly_the_same_people_are_not_shown_twice(void **state) {
    (void)state;
    static const char *const three = "333 342 234";
    struct made before;
    struct made now;
    made_init(&before, questionnaire);
    made_init(&now, questionnaire);
    for (size_t i = 0; i < 6; i++) {
        const char id[2] = {(char)('u' + i), '\0'};
        made_add(&before, id, three);
        made_add(&now, id, i == 0 ? "333 342 234 122" : three);
    }
    made_run(&before, "1", NULL);
    made_run(&now, "2", &before);
    assert_int_equal(before.results->disclosure->together[0].cell.shown, SAM_SHOW_MEAN);
    assert_int_equal(now.results->disclosure->together[0].cell.why, SAM_WITHHELD_TURNOVER);
    made_fini(&now);
    made_init(&now, questionnaire);
    for (size_t i = 0; i < 6; i++) {
        const char id[2] = {(char)('u' + i), '\0'};
        made_add(&now, id, three);
    }
    made_run(&now, "2", &before);
    assert_int_equal(now.results->disclosure->together[0].cell.shown, SAM_SHOW_MEAN);
    made_fini(&now);
    made_fini(&before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_alliances_speak_together),
        cmocka_unit_test(two_alliances_would_know_each_other),
        cmocka_unit_test(no_alliance_follows_from_the_others),
        cmocka_unit_test(nearly_the_same_people_are_not_shown_twice),
    };
    return cmocka_run_group_tests(tests, open_questionnaire, close_questionnaire);
}
