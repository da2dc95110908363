#include "report/results_framework.h"

#include "framed.h"

static void what_speaks_to_a_question(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 1);
    check_contains(f.json.data, "\"framework\": {");
    check_contains(f.json.data, "\"scales\": [\"synergy\"]");
    check_contains(f.json.data,
                   "\"open_questions\": [{\"question\": \"open_well\", \"answers\": 3}]");
    check_contains(f.json.data, "\"title\": {\"nl\": \"Minutes\", \"en\": \"Minutes\"}, \"where\": "
                                "null, \"says\": null, \"why\": {\"where\": \"not_given\", "
                                "\"says\": \"not_given\"}");
    check_contains(f.json.data, "\"expectations\": [\"E1\"]");
    fixture_fini(&f);
}

static void an_expectation_without_answers_says_why(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 1);
    const char *empty = strstr(f.json.data, "\"id\": \"E3\"");
    assert_non_null(empty);
    check_contains(empty, "\"kind\": \"criterion\"");
    check_contains(empty, "\"rating\": \"no_answers\", \"certainty\": \"no_answers\", \"chance\": "
                          "\"no_answers\"");
    check_contains(empty, "\"sides\": \"one_side\"");
    fixture_fini(&f);
}

static void the_evaluators_own_stand_beside_it(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 0);
    const char *second = strstr(f.json.data, "\"id\": \"E2\"");
    assert_non_null(second);
    check_contains(second, "\"evaluator\": {\"rating\": \"+/-\", \"reason\": {\"nl\": \"Zo ");
    fixture_fini(&f);
}

static void without_a_framework_it_is_absent(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    check_contains(f.json.data, "\"framework\": null");
    check_contains(f.json.data, "\"expectations\": null");
    check_contains(f.json.data, "\"research_questions\": \"not_given\"");
    assert_null(f.results->framework);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_speaks_to_a_question),
        cmocka_unit_test(an_expectation_without_answers_says_why),
        cmocka_unit_test(the_evaluators_own_stand_beside_it),
        cmocka_unit_test(without_a_framework_it_is_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
