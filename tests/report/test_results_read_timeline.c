#include "timeline_fixture.h"

static void what_was_written_is_read(void **state) {
    (void)state;
    struct two_waves w;
    two_waves_init(&w);
    const struct sam_timeline *timeline = &w.results->timeline;
    assert_int_equal(timeline->wave_count, 2);
    assert_string_equal(timeline->waves[0].id, "2018");
    assert_string_equal(timeline->waves[1].version, w.f.questionnaire->version);
    assert_null(timeline->waves[0].opens);
    assert_int_equal(timeline->waves[1].alliance_count, w.results->alliance_count);
    size_t synergy = sam_questionnaire_scale(w.results->questionnaire, "synergy");
    size_t outcome = sam_questionnaire_scale(w.results->questionnaire, "outcome");
    for (size_t a = 0; a < w.results->alliance_count; a++) {
        const struct sam_alliance_result *result = &w.results->alliances[a].result;
        const struct sam_timeline_alliance *was =
            sam_timeline_find(&timeline->waves[1], result->id);
        assert_non_null(was);
        assert_string_equal(was->name, w.results->alliances[a].name);
        assert_int_equal(was->responded, result->responded);
        assert_int_equal(was->scales[synergy].mean.why, result->scales[synergy].mean.why);
        check_rel(was->scales[synergy].mean.value, result->scales[synergy].mean.value, 0);
        check_rel(was->scales[synergy].low.value, result->scales[synergy].low.value, 0);
        assert_int_equal(was->phase[0].modal, result->phase[0].modal);
        assert_int_equal(was->phase[0].verdict, result->phase[0].verdict);
        check_rel(was->phase[0].posterior[1].value, result->phase[0].posterior[1].value, 0);
        was = sam_timeline_find(&timeline->waves[0], result->id);
        assert_int_equal(was->scales[outcome].mean.why, SAM_WHY_NOT_COMPARABLE);
    }
    two_waves_fini(&w);
}

static void check_refused(const struct two_waves *w, const char *find, const char *replace,
                          const char *told) {
    struct sam_results *results = NULL;
    struct sam_err err = {0};
    char *at = strstr(w->json.data, find);
    assert_non_null(at);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_append(&text, w->json.data, (size_t)(at - w->json.data));
    sam_buf_text(&text, replace);
    sam_buf_text(&text, at + strlen(find));
    assert_int_equal(sam_results_parse(text.data, text.length, "results.json", &results, &err),
                     SAM_E_INPUT);
    check_contains(err.text, told);
    sam_buf_fini(&text);
}

static void what_is_wrong_is_named(void **state) {
    (void)state;
    struct two_waves w;
    two_waves_init(&w);
    check_refused(&w, "\"timeline\": [", "\"timeline\": [3, ", "timeline");
    check_refused(&w, "\"wave\": \"2018\"", "\"wove\": \"2018\"", "timeline.wave");
    check_refused(&w, "\"now\": [\"act4respect\"]", "\"now\": [7]",
                  "timeline.alliances.act4respect.now: each must be an id");
    check_refused(&w, "\"now\": [\"act4respect\"]", "\"now\": {}", "now");
    two_waves_fini(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
