#include "report/results_framework.h"

#include "framed.h"

static void check_number_same(struct sam_number got, struct sam_number expected) {
    assert_int_equal(got.why, expected.why);
    if (sam_has(expected)) {
        check_rel(got.value, expected.value, 0);
    }
}

static void check_view(const struct sam_expectation_view *got,
                       const struct sam_expectation_view *expected) {
    assert_int_equal(got->respondents, expected->respondents);
    check_number_same(got->mean, expected->mean);
    check_number_same(got->low, expected->low);
    check_number_same(got->high, expected->high);
    check_number_same(got->index, expected->index);
    assert_int_equal(got->certainty, expected->certainty);
    if (expected->certainty != SAM_CERTAINTY_NONE) {
        assert_int_equal(got->rating, expected->rating);
    }
    for (int i = 0; i < SAM_RATINGS; i++) {
        check_number_same(got->chance[i], expected->chance[i]);
    }
}

static void expectations_are_those_of_the_analysis(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 1);
    const struct sam_results_framework *framework = f.results->framework;
    assert_non_null(framework);
    assert_string_equal(framework->title.in[SAM_NL], "Kader");
    assert_int_equal(framework->expectation_count, 3);
    for (size_t i = 0; i < framework->expectation_count; i++) {
        const struct sam_results_expectation *own = &framework->expectations[i];
        const struct sam_expectation_set set = {own->items, own->against, own->item_count};
        const struct sam_expectation_result expected =
            sam_expectation_of(f.questionnaire, f.answers, &f.options, &set);
        for (int side = 0; side < SAM_SIDES; side++) {
            check_view(&own->result.sides[side], &expected.sides[side]);
            assert_int_equal(own->result.sides[side].alliances, expected.sides[side].alliances);
        }
        check_view(&own->result.both, &expected.both);
        check_number_same(own->result.gap, expected.gap);
        check_number_same(own->result.gap_low, expected.gap_low);
        assert_int_equal(own->result.verdict, expected.verdict);
    }
    assert_int_equal(framework->expectations[0].result.verdict, SAM_SIDES_APART);
    assert_int_equal(framework->expectations[1].kind, SAM_POLICY_GOAL);
    assert_true(framework->expectations[1].against[2]);
    const struct sam_results_rating *rating = sam_results_own_rating(&framework->expectations[1]);
    assert_int_equal(rating->rating, SAM_RATING_PARTLY);
    check_contains(rating->reason.in[SAM_EN], "published");
    fixture_fini(&f);
}

static void questions_with_what_speaks_to_them(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 2);
    const struct sam_results_framework *framework = f.results->framework;
    assert_int_equal(framework->question_count, 3);
    const struct sam_results_question *question = &framework->questions[0];
    assert_string_equal(question->group.in[SAM_EN], "Inside");
    assert_int_equal(question->item_count, 8);
    assert_int_equal(question->scale_count, 1);
    assert_int_equal(sam_results_open_answers(question), 3);
    assert_int_equal(question->document_count, 2);
    assert_string_equal(question->documents[0].where, "p. 3 & 4");
    assert_null(question->documents[1].says.in[SAM_EN]);
    assert_string_equal(question->expectations[0], "E2");
    question = &framework->questions[1];
    assert_null(question->group.in[SAM_NL]);
    assert_int_equal(question->item_count, 2);
    assert_int_equal(question->voices[0][SAM_SIDE_ACCOUNT_HOLDERS].respondents, 16);
    check_rel(question->voices[0][SAM_SIDE_ACCOUNT_HOLDERS].mean.value, 1, 0);
    assert_int_equal(question->voices[1][SAM_SIDE_ACCOUNT_HOLDERS].mean.why, SAM_WHY_NO_ANSWERS);
    assert_int_equal(framework->questions[2].item_count, 0);
    fixture_fini(&f);
}

static void what_is_wrong_is_named(void **state) {
    (void)state;
    struct fixture f;
    framed_init(&f, 1);
    const char *json = f.json.data;
    fixture_refused(json, "\"certainty\": \"clear\"", "\"certainty\": \"sure\"",
                    "\"clear\", \"likely\" or \"open\"");
    fixture_refused(json, "\"sides\": \"apart\"", "\"sides\": \"so so\"", "\"alike\", \"apart\"");
    fixture_refused(json, "\"kind\": \"goal\"", "\"kind\": \"wish\"",
                    "expectations[1].kind: it must be \"expectation\"");
    fixture_refused(json, "{\"item\": \"w1\", \"against\"", "{\"item\": \"w99\", \"against\"",
                    "a statement the questionnaire lacks");
    fixture_refused(json, "\"scales\": [\"synergy\"]", "\"scales\": [\"energy\"]",
                    "a scale the questionnaire lacks");
    fixture_refused(json, "{\"question\": \"open_well\", \"answers\"",
                    "{\"question\": \"shut\", \"answers\"", "a question the questionnaire lacks");
    fixture_refused(json, "\"expectations\": [\"E1\"]", "\"expectations\": [7]",
                    "it must be a text");
    fixture_refused(json, "\"evaluator\": {\"rating\": \"+\"", "\"evaluator\": {\"rating\": \"++\"",
                    "it must be \"+\", \"+/-\" or \"0\"");
    fixture_refused(json, "\"nl\": \"Kader\"", "\"de\": \"Rahmen\"",
                    "framework.title.nl: it is missing");
    fixture_fini(&f);
}

/* Files from before there were frameworks. */
static void a_file_without_reads(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    char *at = strstr(f.json.data, "\"framework\": null");
    assert_non_null(at);
    memcpy(at, "\"ignoreeed\"", 11);
    struct sam_results *results = fixture_parse(f.json.data);
    assert_null(results->framework);
    sam_results_free(results);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expectations_are_those_of_the_analysis),
        cmocka_unit_test(questions_with_what_speaks_to_them),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(a_file_without_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
