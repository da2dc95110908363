#include "analyse/item_voices.h"

#include "fixture.h"

static const struct fixture_scale scales[] = {
    {"a", "alliance", NULL, 1, "[\"lead\",\"partner\"]", 1},
    {"p", "partnership", NULL, 1, NULL, 0},
    {"h", "partnership", NULL, 1, "[\"account_holder\"]", 0}};

static struct sam_answers *table(void) {
    struct sam_answers *answers = sam_answers_new(3);
    fixture_add(answers, "x", "o", SAM_LEAD, "125");
    fixture_add(answers, "x", "u", SAM_PARTNER, "5d.");
    fixture_add(answers, "x", "", SAM_ROLE_UNKNOWN, ".45");
    fixture_add(answers, "x", "", SAM_ACCOUNT_HOLDER, "512");
    fixture_add(answers, "y", "o", SAM_LEAD, "33.");
    sam_answers_sort(answers);
    return answers;
}

static void each_side_by_what_it_was_asked(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    struct sam_answers *answers = table();
    struct sam_analysis_options options = {.min_group = 1};
    struct sam_item_voices voices[SAM_SIDES];
    sam_item_voices_of(q, answers, &options, 0, voices);
    assert_int_equal(voices[SAM_SIDE_PARTNERS].respondents, 3);
    check_number(voices[SAM_SIDE_PARTNERS].mean, 3); /* as given, though reversed */
    check_why(voices[SAM_SIDE_ACCOUNT_HOLDERS].mean, SAM_WHY_NO_ANSWERS);
    sam_item_voices_of(q, answers, &options, 1, voices);
    check_number(voices[SAM_SIDE_PARTNERS].mean, 3);
    assert_int_equal(voices[SAM_SIDE_PARTNERS].respondents, 3);
    check_number(voices[SAM_SIDE_ACCOUNT_HOLDERS].mean, 1);
    sam_item_voices_of(q, answers, &options, 2, voices);
    check_why(voices[SAM_SIDE_PARTNERS].mean, SAM_WHY_NO_ANSWERS);
    check_number(voices[SAM_SIDE_ACCOUNT_HOLDERS].mean, 2);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

static void one_organisation_has_no_inside(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    struct sam_answers *answers = table();
    const size_t organisations[] = {4, 1};
    struct sam_analysis_options options = {.min_group = 1, .organisations = organisations};
    struct sam_item_voices voices[SAM_SIDES];
    sam_item_voices_of(q, answers, &options, 0, voices);
    assert_int_equal(voices[SAM_SIDE_PARTNERS].respondents, 2);
    sam_item_voices_of(q, answers, &options, 1, voices);
    assert_int_equal(voices[SAM_SIDE_PARTNERS].respondents, 3);
    assert_false(sam_item_is_asked(q, &options, 0, 1, SAM_LEAD));
    assert_true(sam_item_is_asked(q, &options, 0, 0, SAM_ROLE_UNKNOWN));
    assert_false(sam_item_is_asked(q, &options, 2, 0, SAM_ROLE_UNKNOWN));
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

static void small_sides_are_suppressed(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(5, scales, 3);
    struct sam_answers *answers = table();
    struct sam_analysis_options options = {.min_group = 2};
    struct sam_item_voices voices[SAM_SIDES];
    sam_item_voices_of(q, answers, &options, 1, voices);
    check_number(voices[SAM_SIDE_PARTNERS].mean, 3);
    check_why(voices[SAM_SIDE_ACCOUNT_HOLDERS].mean, SAM_WHY_SUPPRESSED);
    assert_int_equal(voices[SAM_SIDE_ACCOUNT_HOLDERS].respondents, 1);
    sam_answers_free(answers);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_side_by_what_it_was_asked),
        cmocka_unit_test(one_organisation_has_no_inside),
        cmocka_unit_test(small_sides_are_suppressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
