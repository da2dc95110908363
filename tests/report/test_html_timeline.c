#include "report/html.h"

#include "timeline_fixture.h"

static void clear(struct sam_timeline *timeline, size_t wave, size_t a, enum sam_phase phase) {
    struct sam_phase_score *score = &timeline->waves[wave].alliances[a].phase[0];
    timeline->waves[wave].alliances[a].has_phase[0] = true;
    score->verdict = phase == SAM_PHASE_NONE ? SAM_VERDICT_UNDECIDED : SAM_VERDICT_CLEAR;
    score->modal = phase;
    for (int k = 0; k < SAM_PHASES; k++) {
        score->posterior[k] = sam_value(k == (int)phase ? 0.97 : 0.01);
    }
}

static void a_path_is_told_in_neutral_words(void **state) {
    (void)state;
    static const struct {
        enum sam_phase then, now;
        const char *told;
    } steps[] = {
        {SAM_PERFORMING, SAM_STORMING, "went from performing back to storming. That is no failure"},
        {SAM_FORMING, SAM_NORMING, "went from forming to norming."},
        {SAM_NORMING, SAM_NORMING, "go on pointing to norming"},
        {SAM_PHASE_NONE, SAM_NORMING, "no step can be said"},
    };
    struct two_waves w;
    two_waves_init(&w);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct sam_page page;
        struct sam_buf html;
        clear(&w.results->timeline, 0, 0, steps[i].then);
        clear(&w.results->timeline, 1, 0, steps[i].now);
        fixture_page(&page, w.results, SAM_EN, &html);
        sam_html_timeline(&page, &w.results->alliances[0]);
        sam_check_markup(html.data);
        check_contains(html.data, steps[i].told);
        check_contains(html.data, "Over the waves");
        check_contains(html.data, "<title>Synergy: 2018 mean ");
        assert_null(strstr(html.data, "called"));
        assert_null(strstr(html.data, "worse"));
        fixture_page_fini(&page);
    }
    two_waves_fini(&w);
}

static void former_names_newcomers_and_those_that_are_gone(void **state) {
    (void)state;
    struct two_waves w;
    struct sam_page page;
    struct sam_buf html;
    two_waves_init(&w);
    struct sam_timeline_wave *then = &w.results->timeline.waves[0];
    then->alliances[0].name = "A & B";
    then->alliances[2].now_count = 0;
    fixture_page(&page, w.results, SAM_NL, &html);
    sam_html_timeline_overall(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "In 2018 heette ze A &amp; B.");
    struct sam_buf told;
    sam_buf_init(&told, SAM_BUF_UNLIMITED);
    sam_buf_printf(&told, "Alleen in eerdere rondes: %s (2018).", then->alliances[2].name);
    check_contains(html.data, told.data);
    sam_buf_clear(&told);
    sam_buf_printf(&told, "Voor het eerst in deze ronde: %s.", w.results->alliances[2].name);
    check_contains(html.data, told.data);
    sam_buf_fini(&told);
    fixture_page_fini(&page);
    two_waves_fini(&w);
}

static void one_wave_has_no_line(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_timeline(&page, &f.results->alliances[0]);
    sam_html_timeline_overall(&page);
    assert_string_equal(html.data, "");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_told_in_neutral_words),
        cmocka_unit_test(former_names_newcomers_and_those_that_are_gone),
        cmocka_unit_test(one_wave_has_no_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
