#include "report/sentences.h"

#include "support/support.h"

#include <stdio.h>
#include <string.h>

static void turnout_changes_at_60_and_80_percent(void **state) {
    (void)state;
    assert_int_equal(sam_turnout_of(0, 5), SAM_TURNOUT_NONE);
    assert_int_equal(sam_turnout_of(3, 0), SAM_TURNOUT_UNKNOWN);
    assert_int_equal(sam_turnout_of(4, 5), SAM_TURNOUT_COMPLETE);
    assert_int_equal(sam_turnout_of(79, 100), SAM_TURNOUT_INDICATIVE);
    assert_int_equal(sam_turnout_of(3, 5), SAM_TURNOUT_INDICATIVE);
    assert_int_equal(sam_turnout_of(59, 100), SAM_TURNOUT_LOW);
    assert_int_equal(sam_turnout_of(6, 5), SAM_TURNOUT_COMPLETE);
    for (int t = SAM_TURNOUT_UNKNOWN; t <= SAM_TURNOUT_COMPLETE; t++) {
        assert_true(strlen(sam_words_turnout(SAM_EN, (enum sam_turnout)t)) > 10);
    }
}

static void agreement_has_no_verdict_below_five(void **state) {
    (void)state;
    struct sam_number ad = sam_value(5 / 6.0);
    assert_int_equal(sam_consensus_of(5, 4, sam_value(0), false), SAM_CONSENSUS_TOO_FEW);
    assert_int_equal(sam_consensus_of(5, 4, sam_value(2), true), SAM_CONSENSUS_TOO_FEW);
    assert_int_equal(sam_consensus_of(5, 5, ad, false), SAM_CONSENSUS_YES);
    assert_int_equal(sam_consensus_of(5, 5, sam_value(0.84), false), SAM_CONSENSUS_NO);
    assert_int_equal(sam_consensus_of(7, 5, sam_value(0.84), false), SAM_CONSENSUS_YES);
    assert_int_equal(sam_consensus_of(5, 5, ad, true), SAM_CONSENSUS_CAMPS);
    assert_int_equal(sam_consensus_of(5, 9, sam_no_value(SAM_WHY_NO_ANSWERS), false),
                     SAM_CONSENSUS_NO_VALUE);
    for (int c = SAM_CONSENSUS_TOO_FEW; c <= SAM_CONSENSUS_NO_VALUE; c++) {
        assert_true(strlen(sam_words_consensus(SAM_EN, (enum sam_consensus)c)) > 5);
    }
}

static void check_verdict(const struct sam_phase_score *score, const char *expected) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_verdict(SAM_EN, score, &text);
    assert_string_equal(text.data, expected);
    sam_buf_fini(&text);
}

static void a_verdict_is_a_sentence(void **state) {
    (void)state;
    struct sam_phase_score score = {.verdict = SAM_VERDICT_CLEAR, .modal = SAM_NORMING};
    check_verdict(&score, "Clearly norming: one shared goal, clear roles and agreements that are "
                          "kept.");
    score.verdict = SAM_VERDICT_MIXED;
    score.shared[SAM_STORMING] = score.shared[SAM_NORMING] = true;
    check_verdict(&score, "Past forming, with moments of storming and norming.");
    score.shared[SAM_PERFORMING] = true;
    check_verdict(&score, "Past forming, with moments of storming, norming and performing.");
    score.shared[SAM_FORMING] = true;
    score.shared[SAM_NORMING] = score.shared[SAM_PERFORMING] = false;
    check_verdict(&score, "Partly still forming, with moments of storming.");
    score.shared[SAM_STORMING] = false;
    check_verdict(&score, "Partly still forming.");
    score = (struct sam_phase_score){.verdict = SAM_VERDICT_UNDECIDED, .respondents = 2};
    check_verdict(&score, "Undecided: fewer than three respondents answered these statements. Ask "
                          "about it in the meeting.");
    score.respondents = 4;
    score.leaning[SAM_FORMING] = 4;
    check_verdict(&score, "Undecided: the answers do not point to one phase. Ask about it in the "
                          "meeting.");
    score.leaning[SAM_FORMING] = 1;
    score.leaning[SAM_PERFORMING] = 3;
    check_verdict(&score, "Undecided: the respondents lean to different phases (forming 1, "
                          "performing 3). That they see it differently is a finding in itself.");
    score = (struct sam_phase_score){.verdict = SAM_VERDICT_NO_DATA, .why = SAM_WHY_NO_ANSWERS};
    check_verdict(&score, "No phase. Nobody answered this.");
}

static void every_code_has_its_words(void **state) {
    (void)state;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int why = SAM_HAS_VALUE; why <= SAM_WHYS; why++) {
            assert_true(strlen(sam_words_why((enum sam_lang)lang, (enum sam_why)why)) > 15);
        }
        for (int band = 0; band < SAM_BAND_NONE; band++) {
            assert_true(strlen(sam_words_band((enum sam_lang)lang, (enum sam_band)band)) > 4);
        }
        for (int phase = 0; phase < SAM_PHASES; phase++) {
            assert_string_equal(sam_words_phase((enum sam_lang)lang, (enum sam_phase)phase),
                                sam_phase_id((enum sam_phase)phase));
            assert_true(
                strlen(sam_words_phase_meaning((enum sam_lang)lang, (enum sam_phase)phase)) > 15);
        }
        for (int r = 0; r < SAM_RELATIONS; r++) {
            assert_true(strlen(sam_words_relation((enum sam_lang)lang, (enum sam_relation)r)) > 5);
        }
    }
    assert_string_equal(sam_words_band(SAM_EN, SAM_BAND_NONE), "");
    assert_string_equal(sam_words_phase(SAM_EN, SAM_PHASE_NONE), "");
}

static void a_summary_is_about_synergy_or_the_first_scale(void **state) {
    (void)state;
    struct sam_scale scales[] = {{.id = "norming", .phase = SAM_NORMING},
                                 {.id = "trust", .phase = SAM_PHASE_NONE},
                                 {.id = "synergy", .phase = SAM_PHASE_NONE}};
    struct sam_questionnaire q = {.scales = scales, .scale_count = 3};
    assert_int_equal(sam_main_scale(&q), 2);
    q.scale_count = 2;
    assert_int_equal(sam_main_scale(&q), 1);
    q.scale_count = 1;
    assert_true(sam_main_scale(&q) == SAM_NONE);
}

static void one_or_two_respondents_are_interviewed(void **state) {
    (void)state;
    struct sam_alliance_result result = {.responded = 0};
    assert_false(sam_interview_only(&result));
    result.responded = 1;
    assert_true(sam_interview_only(&result));
    result.responded = 2;
    assert_true(sam_interview_only(&result));
    result.responded = 3;
    assert_false(sam_interview_only(&result));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(turnout_changes_at_60_and_80_percent),
        cmocka_unit_test(agreement_has_no_verdict_below_five),
        cmocka_unit_test(a_verdict_is_a_sentence),
        cmocka_unit_test(every_code_has_its_words),
        cmocka_unit_test(one_or_two_respondents_are_interviewed),
        cmocka_unit_test(a_summary_is_about_synergy_or_the_first_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
