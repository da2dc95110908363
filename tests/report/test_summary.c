#include "fixture.h"

static struct sam_buf summary_of(const struct sam_results *results, enum sam_lang lang) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_report_summary(results, lang, &text);
    return text;
}

static void every_alliance_has_its_block(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_buf text = summary_of(f.results, SAM_EN);
    check_contains(text.data, "SIMULATED");
    assert_int_equal(sam_count_of(text.data, "  answered: "), 8);
    assert_int_equal(sam_count_of(text.data, "  phase, Among the partners: "), 6);
    assert_int_equal(sam_count_of(text.data, "  Synergy: "), 6);
    check_contains(text.data, "Samen werkt het\n  answered: 9 of 9 (complete: at least 80 % "
                              "answered)\n  Synergy: ");
    check_contains(text.data, "LGBT Heritage\n  answered: 1 of 1 (complete: at least 80 % "
                              "answered)\n  A conversation instead of scores\n");
    sam_buf_fini(&text);
    fixture_fini(&f);
}

static void a_score_has_its_interval_band_and_comma(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, false);
    struct sam_alliance_result *result = &f.results->alliances[0].result;
    size_t scale = sam_questionnaire_scale(f.results->questionnaire, "synergy");
    result->scales[scale].mean = sam_value(3.96);
    result->scales[scale].low = sam_value(3.5);
    result->scales[scale].high = sam_value(4.25);
    result->scales[scale].zone = SAM_BAND_HEADWAY;
    result->scales[scale].zone_uncertain = true;
    f.results->alliances[0].evaluator[0].phase = SAM_STORMING;
    struct sam_buf text = summary_of(f.results, SAM_EN);
    check_contains(text.data, "  Synergy: 4.0 (3.5 to 4.2), headway zone (band uncertain)\n");
    check_contains(text.data, "  phase according to the evaluator: storming\n");
    sam_buf_fini(&text);
    text = summary_of(f.results, SAM_NL);
    check_contains(text.data, "  Synergie: 4,0 (3,5 ");
    sam_buf_fini(&text);
    result->scales[scale].low = sam_no_value(SAM_WHY_NO_REPLICATION);
    result->scales[scale].zone_uncertain = false;
    result->invited = 0;
    text = summary_of(f.results, SAM_EN);
    check_contains(text.data, "  answered: 4\n  Synergy: 4.0, headway zone\n");
    sam_buf_fini(&text);
    fixture_fini(&f);
}

static void suppressed_scores_are_not_told(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 100, false);
    struct sam_buf text = summary_of(f.results, SAM_EN);
    assert_null(strstr(text.data, "Synergy"));
    assert_null(strstr(text.data, "phase"));
    assert_int_equal(sam_count_of(text.data, "protect the people who answered"), 8);
    sam_buf_fini(&text);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_alliance_has_its_block),
        cmocka_unit_test(a_score_has_its_interval_band_and_comma),
        cmocka_unit_test(suppressed_scores_are_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
