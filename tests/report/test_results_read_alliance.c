#include "fixture.h"

static void check_same(struct sam_number got, struct sam_number expected) {
    assert_int_equal(got.why, expected.why);
    if (sam_has(expected)) {
        check_rel(got.value, expected.value, 0);
    }
}

static void check_score(const struct sam_scale_score *got, const struct sam_scale_score *expected) {
    assert_int_equal(got->respondents, expected->respondents);
    check_same(got->mean, expected->mean);
    check_same(got->sd, expected->sd);
    check_same(got->low, expected->low);
    check_same(got->high, expected->high);
    check_same(got->index, expected->index);
    check_same(got->lowest, expected->lowest);
    check_same(got->highest, expected->highest);
    assert_int_equal(got->zone, expected->zone);
    assert_int_equal(got->zone_uncertain, expected->zone_uncertain);
    check_same(got->pooled, expected->pooled);
    check_same(got->pooled_low, expected->pooled_low);
    check_same(got->pooled_high, expected->pooled_high);
    check_same(got->rwg, expected->rwg);
    check_same(got->rwg_skewed, expected->rwg_skewed);
    check_same(got->rwg_star, expected->rwg_star);
    check_same(got->rwg_chance, expected->rwg_chance);
    check_same(got->ad, expected->ad);
    check_same(got->ordinal.value, expected->ordinal.value);
    check_same(got->ordinal.se, expected->ordinal.se);
    check_same(got->ordinal.location, expected->ordinal.location);
}

static void check_item(const struct sam_item_score *got, const struct sam_item_score *expected) {
    assert_int_equal(got->respondents, expected->respondents);
    assert_int_equal(got->dont_know, expected->dont_know);
    assert_int_equal(got->missing, expected->missing);
    assert_memory_equal(got->counts, expected->counts, sizeof got->counts);
    check_same(got->mean, expected->mean);
    check_same(got->sd, expected->sd);
    check_same(got->rwg, expected->rwg);
    check_same(got->rwg_star, expected->rwg_star);
    check_same(got->ad, expected->ad);
    assert_int_equal(got->two_camps, expected->two_camps);
}

static void check_phase(const struct sam_phase_score *got, const struct sam_phase_score *expected) {
    assert_int_equal(got->respondents, expected->respondents);
    assert_int_equal(got->verdict, expected->verdict);
    assert_int_equal(got->modal, expected->modal);
    for (int k = 0; k < SAM_PHASES; k++) {
        check_same(got->posterior[k], expected->posterior[k]);
        check_same(got->profile[k], expected->profile[k]);
        assert_int_equal(got->leaning[k], expected->leaning[k]);
        if (expected->verdict == SAM_VERDICT_MIXED) {
            assert_int_equal(got->shared[k], expected->shared[k]);
        }
    }
    if (expected->verdict == SAM_VERDICT_NO_DATA) {
        assert_int_equal(got->why, expected->why);
    }
}

static void check_alliance(const struct fixture *f, const struct sam_alliance_result *got,
                           const struct sam_alliance_result *expected) {
    assert_string_equal(got->id, expected->id);
    assert_int_equal(got->invited, expected->invited);
    assert_int_equal(got->responded, expected->responded);
    assert_int_equal(got->account_holders, expected->account_holders);
    assert_int_equal(got->suppressed, expected->suppressed);
    for (size_t s = 0; s < f->questionnaire->scale_count; s++) {
        check_score(&got->scales[s], &expected->scales[s]);
    }
    for (size_t i = 0; i < f->questionnaire->item_count; i++) {
        check_item(&got->items[i], &expected->items[i]);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        assert_int_equal(got->has_phase[r], expected->has_phase[r]);
        if (expected->has_phase[r]) {
            check_phase(&got->phase[r], &expected->phase[r]);
        }
    }
    assert_int_equal(got->topic_count, expected->topic_count);
    for (size_t t = 0; t < got->topic_count; t++) {
        assert_int_equal(got->topics[t].item, expected->topics[t].item);
        check_rel(got->topics[t].score, expected->topics[t].score, 0);
        assert_memory_equal(got->topics[t].reasons, expected->topics[t].reasons,
                            sizeof got->topics[t].reasons);
    }
}

/* Whoever answers, and also where many don't: 0 everyone, 2 every other one. */
static void alliances_come_back_as_they_were(void **state) {
    (void)state;
    for (size_t skip = 0; skip < 5; skip += 2) {
        struct fixture f;
        fixture_init(&f, NULL, skip, 1, true);
        assert_int_equal(f.results->alliance_count, sam_analysis_alliance_count(f.analysis));
        for (size_t a = 0; a < f.results->alliance_count; a++) {
            check_alliance(&f, &f.results->alliances[a].result,
                           sam_analysis_alliance(f.analysis, a));
        }
        fixture_fini(&f);
    }
}

static void a_suppressed_alliance_comes_back_empty(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 5, true);
    const struct sam_alliance_result *result = &f.results->alliances[0].result;
    assert_string_equal(result->id, "act4respect");
    assert_true(result->suppressed);
    assert_int_equal(result->responded, 4);
    assert_int_equal(result->scales[1].respondents, 0);
    assert_int_equal(result->scales[1].mean.why, SAM_WHY_SUPPRESSED);
    assert_int_equal(result->scales[1].zone, SAM_BAND_NONE);
    assert_int_equal(result->items[0].mean.why, SAM_WHY_SUPPRESSED);
    assert_int_equal(result->items[0].counts[4], 0);
    assert_int_equal(result->phase[0].verdict, SAM_VERDICT_NO_DATA);
    assert_int_equal(result->phase[0].why, SAM_WHY_SUPPRESSED);
    assert_int_equal(result->topic_count, 0);
    fixture_fini(&f);
}

static void what_is_wrong_is_named_with_its_place(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const char *text = f.json.data;
    fixture_refused(text, "\"zone\": \"work\"", "\"zone\": \"purple\"", "scales.synergy.zone");
    fixture_refused(text, "\"counts\": [", "\"counts\": [0, ", "counts: it must have a count");
    fixture_refused(text, "\"verdict\": \"", "\"verdict\": \"very ", "phase.alliance.verdict");
    fixture_refused(text, "\"modal\": \"", "\"modal\": \"x", "phase.alliance.modal");
    fixture_refused(text, "\"discussion\": [{\"item\": \"", "\"discussion\": [{\"item\": \"zz",
                    "discussion");
    fixture_refused(text, "\"posterior\": {\"forming\"", "\"posterior\": {\"storing\"",
                    "alliances.act4respect.phase.alliance.posterior.forming: it is missing");
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alliances_come_back_as_they_were),
        cmocka_unit_test(a_suppressed_alliance_comes_back_empty),
        cmocka_unit_test(what_is_wrong_is_named_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
