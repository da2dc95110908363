#include "support/support.h"

#include "made.h"
#include "report/disclosure_parts.h"

static struct sam_questionnaire *questionnaire;
static const char *const six = "333 342 234 443 323 244";

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

static struct sam_disclosed_alliance second_wave(struct made *before, struct made *now,
                                                 const char *then, const char *later) {
    made_init(before, questionnaire);
    made_init(now, questionnaire);
    made_add(before, "x", then);
    made_add(now, "x", later);
    made_run(before, "1", NULL);
    made_run(now, "2", before);
    return now->results->disclosure->alliances[0];
}

static void the_same_people_show_the_same(void **state) {
    (void)state;
    struct made before;
    struct made now;
    struct sam_disclosed_alliance own = second_wave(&before, &now, six, six);
    assert_int_equal(own.scales[0].shown, SAM_SHOW_MEAN);
    assert_int_equal(own.items[0].shown, SAM_SHOW_MEAN);
    made_fini(&now);
    made_fini(&before);
}

static void one_newcomer_leaves_bands(void **state) {
    (void)state;
    struct made before;
    struct made now;
    struct sam_disclosed_alliance own =
        second_wave(&before, &now, six, "333 342 234 443 323 244 333");
    assert_int_equal(own.scales[0].shown, SAM_SHOW_BAND);
    assert_int_equal(own.scales[0].why, SAM_WITHHELD_TURNOVER);
    assert_int_equal(own.items[0].why, SAM_WITHHELD_TURNOVER);
    made_fini(&now);
    made_fini(&before);
}

/* The same cells whatever an alliance is called now, as long as the study says what it continues.
 */
static void under_another_name_the_rules_hold(void **state) {
    (void)state;
    static const char *const later[] = {"333 342 234 443 323 244", "333 342 234 443 323 244 333",
                                        "333 342 234 443 323", "343 342 234 443 323 245"};
    static const size_t then[] = {0};
    static const char *formerly[] = {"x"};
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        struct made before[2];
        struct made now[2];
        for (int renamed = 0; renamed < 2; renamed++) {
            made_init(&before[renamed], questionnaire);
            made_init(&now[renamed], questionnaire);
            made_add(&before[renamed], "x", six);
            made_add(&now[renamed], renamed ? "y" : "x", later[i]);
            if (renamed) {
                now[1].then = then;
                now[1].formerly = formerly;
            }
            made_run(&before[renamed], "1", NULL);
            made_run(&now[renamed], "2", &before[renamed]);
        }
        const struct sam_disclosed_alliance *one = &now[0].results->disclosure->alliances[0];
        const struct sam_disclosed_alliance *other = &now[1].results->disclosure->alliances[0];
        assert_memory_equal(&one->scales[0], &other->scales[0], sizeof one->scales[0]);
        for (size_t item = 0; item < 3; item++) {
            assert_memory_equal(&one->items[item], &other->items[item], sizeof one->items[item]);
        }
        for (int renamed = 0; renamed < 2; renamed++) {
            made_fini(&now[renamed]);
            made_fini(&before[renamed]);
        }
    }
}

static void one_who_left_too(void **state) {
    (void)state;
    struct made before;
    struct made now;
    struct sam_disclosed_alliance own = second_wave(&before, &now, six, "333 342 234 443 323");
    assert_int_equal(own.scales[0].shown, SAM_SHOW_BAND);
    made_fini(&now);
    made_fini(&before);
}

static void many_newcomers_are_a_group(void **state) {
    (void)state;
    struct made before;
    struct made now;
    struct sam_disclosed_alliance own =
        second_wave(&before, &now, six, "333 342 234 443 323 244 333 222 345 234 432 333");
    assert_int_equal(own.scales[0].shown, SAM_SHOW_MEAN);
    /* six newcomers: not enough for the answers to a statement */
    assert_int_equal(own.items[0].shown, SAM_SHOW_MEAN);
    made_fini(&now);
    made_fini(&before);
}

/* Without an account of who came and went, the numbers of people say too little. */
static void unknown_turnover_counts_as_few(void **state) {
    (void)state;
    struct made before;
    struct made now;
    second_wave(&before, &now, six, six);
    const struct sam_results *waves[] = {before.results};
    now.results->against = NULL;
    sam_disclose(now.results, waves, 1, NULL);
    assert_int_equal(now.results->disclosure->alliances[0].scales[0].shown, SAM_SHOW_BAND);
    made_fini(&now);
    made_fini(&before);
}

static void what_was_not_shown_before_tells_nothing_now(void **state) {
    (void)state;
    struct made before;
    struct made now;
    struct sam_disclosed_alliance own =
        second_wave(&before, &now, "333 342", "333 342 234 443 323");
    assert_int_equal(own.scales[0].shown, SAM_SHOW_MEAN);
    made_fini(&now);
    made_fini(&before);
}

static void an_alliance_is_found_from_any_hint(void **state) {
    (void)state;
    struct made made;
    made_init(&made, questionnaire);
    made_add(&made, "x", six);
    made_add(&made, "y", six);
    made_run(&made, "1", NULL);
    static const char *former[] = {"w", "x"};
    const struct sam_results_alliance x = {.result = {.id = "x"}};
    const struct sam_results_alliance y = {.result = {.id = "y"}};
    const struct sam_results_alliance z = {.result = {.id = "z"}};
    const struct sam_results_alliance was_x = {
        .result = {.id = "z"}, .formerly = former, .formerly_count = 2};
    for (size_t hint = 0; hint < 3; hint++) {
        assert_int_equal(sam_results_alliance_was(made.results, &x, hint), 0);
        assert_int_equal(sam_results_alliance_was(made.results, &y, hint), 1);
        assert_true(sam_results_alliance_was(made.results, &z, hint) == SAM_NONE);
        assert_int_equal(sam_results_alliance_was(made.results, &was_x, hint), 0);
    }
    made_fini(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_people_show_the_same),
        cmocka_unit_test(one_newcomer_leaves_bands),
        cmocka_unit_test(one_who_left_too),
        cmocka_unit_test(under_another_name_the_rules_hold),
        cmocka_unit_test(many_newcomers_are_a_group),
        cmocka_unit_test(unknown_turnover_counts_as_few),
        cmocka_unit_test(what_was_not_shown_before_tells_nothing_now),
        cmocka_unit_test(an_alliance_is_found_from_any_hint),
    };
    return cmocka_run_group_tests(tests, open_questionnaire, close_questionnaire);
}
