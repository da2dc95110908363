#include "support/support.h"

#include "made.h"

/* Eight people, three statements: a1 varied, a2 alike, a3 varied. */
static const char *const eight = "153 244 341 442 543 342 241 145";

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

static const struct sam_disclosed_alliance *first(const struct made *made) {
    return &made->results->disclosure->alliances[0];
}

static void the_ladder(void **state) {
    (void)state;
    static const char *const people[] = {"333 444", "333 444 233", "333 444 233 435",
                                         "333 444 233 435 251", eight};
    static const enum sam_shown scales[] = {SAM_SHOW_NOTHING, SAM_SHOW_BAND, SAM_SHOW_BAND,
                                            SAM_SHOW_MEAN, SAM_SHOW_MEAN};
    static const enum sam_shown items[] = {SAM_SHOW_NOTHING, SAM_SHOW_NOTHING, SAM_SHOW_NOTHING,
                                           SAM_SHOW_MEAN, SAM_SHOW_ANSWERS};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        struct made made;
        made_init(&made, questionnaire);
        made_add(&made, "x", people[i]);
        made_run(&made, "1", NULL);
        assert_int_equal(first(&made)->scales[0].shown, scales[i]);
        assert_int_equal(first(&made)->items[0].shown, items[i]);
        made_fini(&made);
    }
}

/* Don't-knows and open answers don't count. */
static void the_ladder_goes_by_statement(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "?53 -44 341 442 543 342 241 145");
    made_run(&made, "1", NULL);
    assert_int_equal(first(&made)->items[0].shown, SAM_SHOW_MEAN);
    assert_int_equal(first(&made)->items[0].n, 6);
    assert_int_equal(first(&made)->items[0].why, SAM_WITHHELD_MEANS);
    assert_int_equal(first(&made)->items[2].shown, SAM_SHOW_ANSWERS);
    made_fini(&made);
}

static void answers_that_are_alike_are_not_counted_out(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", eight);
    made_run(&made, "1", NULL);
    assert_int_equal(first(&made)->items[1].shown, SAM_SHOW_MEAN);
    assert_int_equal(first(&made)->items[1].why, SAM_WITHHELD_ALIKE);
    made_fini(&made);
}

/* All five answered 5: nothing says so. */
static void unanimity_is_not_told(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "555 555 555 555 555");
    made_run(&made, "1", NULL);
    const struct sam_cell *cell = &first(&made)->scales[0];
    assert_true(cell->or_higher && cell->about && cell->low < 4.2);
    made_fini(&made);
}

static void floors_hold_whatever_the_file_says(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "345 543");
    made_run(&made, "1", NULL);
    made.results->privacy = (struct sam_privacy){1, 0, -5};
    sam_disclose(made.results, NULL, 0, NULL);
    assert_int_equal(first(&made)->scales[0].shown, SAM_SHOW_NOTHING);
    assert_int_equal(made.results->disclosure->privacy.bands_from, 3);
    assert_int_equal(made.results->disclosure->privacy.distributions_from, 3);
    made_fini(&made);
}

static void one_organisation_of_many_shows_no_weighted_score(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", eight);
    made_run(&made, "1", NULL);
    made.results->weight_organisation = true;
    sam_disclose(made.results, NULL, 0, NULL);
    /* from the statements, in which every person counts once */
    assert_true(first(&made)->scales[0].about);
    made_fini(&made);
    made_init(&made, questionnaire);
    made_add(&made, "x", "345 543 434");
    made_run(&made, "1", NULL);
    made.results->weight_organisation = true;
    sam_disclose(made.results, NULL, 0, NULL);
    assert_int_equal(first(&made)->scales[0].why, SAM_WITHHELD_WEIGHTED);
    made_fini(&made);
}

static void the_checksum_is_of_what_is_shown_alone(void **state) {
    (void)state;
    struct made one;
    struct made other;
    made_init(&one, questionnaire);
    made_init(&other, questionnaire);
    made_add(&one, "x", "345 545 344 545 354");
    made_add(&other, "x", "545 345 344 545 354"); /* the same sums */
    made_run(&one, "1", NULL);
    made_run(&other, "1", NULL);
    assert_string_equal(one.results->disclosure->checksum, other.results->disclosure->checksum);
    made_fini(&other);
    made_init(&other, questionnaire);
    made_add(&other, "x", "145 145 144 145 154");
    made_run(&other, "1", NULL);
    assert_string_not_equal(one.results->disclosure->checksum, other.results->disclosure->checksum);
    made_fini(&one);
    made_fini(&other);
}

/* Nobody answered all: no statement has five answers, the scale has. */
static void a_mean_stands_where_statements_can_t(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "3?4 ?34 43? 434 343");
    made_run(&made, "1", NULL);
    const struct sam_disclosed_alliance *own = first(&made);
    assert_int_equal(own->scales[0].shown, SAM_SHOW_MEAN);
    assert_false(own->scales[0].about);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(own->items[i].shown, SAM_SHOW_NOTHING);
    }
    made_fini(&made);
    made_init(&made, questionnaire);
    made_add(&made, "x", "3?4 334 433 434 343");
    made_run(&made, "1", NULL);
    own = first(&made);
    assert_true(own->scales[0].about);
    assert_int_equal(own->items[0].shown, SAM_SHOW_MEAN);
    assert_int_equal(own->items[1].shown, SAM_SHOW_NOTHING);
    made_fini(&made);
}

/* One statement could be shown, the mean is: then neither that statement. */
static void never_both(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "3?4 3?4 433 43? 343");
    made_run(&made, "1", NULL);
    assert_int_equal(first(&made)->items[0].why, SAM_WITHHELD_COMBINED);
    made_fini(&made);
}

static void the_switch_shows_everything(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", "345");
    made_run(&made, "1", NULL);
    sam_disclose(made.results, NULL, 0, &(struct sam_disclosure_options){.off = true});
    assert_int_equal(first(&made)->items[0].counts[2], 1);
    check_rel(first(&made)->scales[0].value, 4, 1e-12);
    made_fini(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ladder),
        cmocka_unit_test(the_ladder_goes_by_statement),
        cmocka_unit_test(answers_that_are_alike_are_not_counted_out),
        cmocka_unit_test(unanimity_is_not_told),
        cmocka_unit_test(floors_hold_whatever_the_file_says),
        cmocka_unit_test(one_organisation_of_many_shows_no_weighted_score),
        cmocka_unit_test(the_checksum_is_of_what_is_shown_alone),
        cmocka_unit_test(a_mean_stands_where_statements_can_t),
        cmocka_unit_test(never_both),
        cmocka_unit_test(the_switch_shows_everything),
    };
    return cmocka_run_group_tests(tests, open_questionnaire, close_questionnaire);
}
