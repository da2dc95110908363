#include "report/advice.h"
#include "report/strengths.h"

#include "fixture.h"

/* An alliance in which nothing is the matter. */
static struct sam_alliance_result *calm(struct fixture *f) {
    fixture_init(f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f->results->alliances[5].result;
    for (size_t i = 0; i < f->results->questionnaire->item_count; i++) {
        result->items[i].voices[SAM_LEAD] = (struct sam_voices){1, 4};
        result->items[i].voices[SAM_PARTNER] = (struct sam_voices){3, 12};
    }
    struct sam_phase_score *phase = &result->phase[0];
    phase->verdict = SAM_VERDICT_CLEAR;
    phase->profile[SAM_STORMING] = sam_value(30);
    phase->posterior[SAM_STORMING] = sam_value(0.1);
    return result;
}

static void a_meeting_unless_something_speaks_against_it(void **state) {
    (void)state;
    struct fixture f;
    struct sam_alliance_result *result = calm(&f);
    const struct sam_questionnaire *q = f.results->questionnaire;
    struct sam_advice advice = sam_advice_of(q, result);
    assert_int_equal(advice.what, SAM_ADVISE_MEETING);
    assert_false(advice.low_response);
    result->responded = 5;
    assert_true(sam_advice_of(q, result).low_response);
    result->responded = 2;
    assert_int_equal(sam_advice_of(q, result).what, SAM_ADVISE_INTERVIEW);
    result->responded = 0;
    assert_int_equal(sam_advice_of(q, result).what, SAM_ADVISE_ASK);
    fixture_fini(&f);
}

static void high_storming_means_interviews(void **state) {
    (void)state;
    struct fixture f;
    struct sam_alliance_result *result = calm(&f);
    const struct sam_questionnaire *q = f.results->questionnaire;
    result->phase[0].profile[SAM_STORMING] = sam_value(50);
    assert_int_equal(sam_advice_of(q, result).what, SAM_ADVISE_INTERVIEWS);
    assert_true(sam_advice_of(q, result).storming);
    result->phase[0].profile[SAM_STORMING] = sam_value(49.9);
    assert_false(sam_advice_of(q, result).storming);
    result->phase[0].posterior[SAM_STORMING] = sam_value(0.5);
    assert_true(sam_advice_of(q, result).storming);
    result->phase[0].verdict = SAM_VERDICT_NO_DATA;
    assert_false(sam_advice_of(q, result).storming);
    fixture_fini(&f);
}

static void a_power_gap_has_a_direction(void **state) {
    (void)state;
    struct fixture f;
    struct sam_alliance_result *result = calm(&f);
    const struct sam_questionnaire *q = f.results->questionnaire;
    /* far apart, but this way and that */
    for (size_t i = 0; i < q->item_count; i++) {
        result->items[i].voices[SAM_LEAD] = (struct sam_voices){1, i % 2 == 0 ? 5 : 1};
        result->items[i].voices[SAM_PARTNER] = (struct sam_voices){2, 6};
    }
    assert_false(sam_advice_of(q, result).lead_gap);
    /* a point more favourable throughout: low where low is favourable */
    for (size_t i = 0; i < q->item_count; i++) {
        bool low = sam_low_is_favourable(&q->items[i]);
        result->items[i].voices[SAM_LEAD] = (struct sam_voices){1, low ? 2 : 4};
    }
    struct sam_advice advice = sam_advice_of(q, result);
    assert_true(advice.lead_gap);
    assert_int_equal(advice.what, SAM_ADVISE_INTERVIEWS);
    assert_int_equal(advice.lead_statements, 31);
    check_rel(advice.lead_difference, 1, 1e-12);
    assert_false(advice.holder_gap);
    for (size_t i = 0; i < 4; i++) {
        result->items[i].voices[SAM_ACCOUNT_HOLDER] = (struct sam_voices){1, 1};
    }
    assert_true(sam_advice_of(q, result).holder_gap);
    result->items[3].voices[SAM_ACCOUNT_HOLDER].n = 0; /* three are too few */
    assert_false(sam_advice_of(q, result).holder_gap);
    result->items = NULL;
    assert_false(sam_advice_of(q, result).lead_gap);
    fixture_fini(&f);
}

static void mistrust_has_its_own_scales(void **state) {
    (void)state;
    struct fixture f;
    struct sam_alliance_result *result = calm(&f);
    struct sam_questionnaire *q = f.results->questionnaire;
    q->scales[0].id = "trust";
    result->scales[0].mean = sam_value(2.9);
    assert_true(sam_advice_of(q, result).mistrust);
    result->scales[0].mean = sam_value(3);
    assert_false(sam_advice_of(q, result).mistrust);
    q->scales[0].id = "mistrust";
    result->scales[0].mean = sam_value(3.1);
    assert_true(sam_advice_of(q, result).mistrust);
    result->scales[0].mean = sam_no_value(SAM_WHY_NO_ANSWERS);
    assert_false(sam_advice_of(q, result).mistrust);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_unless_something_speaks_against_it),
        cmocka_unit_test(high_storming_means_interviews),
        cmocka_unit_test(a_power_gap_has_a_direction),
        cmocka_unit_test(mistrust_has_its_own_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
