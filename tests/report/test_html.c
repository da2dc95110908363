#include "fixture.h"

static void the_page_is_whole_and_of_itself(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 4, 1, true);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        fixture_html(f.results, (enum sam_lang)lang, &html);
        sam_check_markup(html.data);
        check_contains(html.data, lang == SAM_NL ? "<html lang=\"nl\">" : "<html lang=\"en\">");
        check_contains(html.data, "default-src 'none'; style-src 'unsafe-inline'");
        assert_null(strstr(html.data, "<script"));
        assert_null(strstr(html.data, "<img"));
        assert_null(strstr(html.data, "<link"));
        assert_null(strstr(html.data, "src="));
        assert_null(strstr(html.data, "url(h"));
        assert_null(strstr(html.data, ">nan"));
        assert_int_equal(sam_count_of(html.data, "<h1>"), 1);
        assert_int_equal(sam_count_of(html.data, "<h2>"), 8 + 4);
        assert_int_equal(sam_count_of(html.data, "<main"), 1);
        /* every picture has its words */
        assert_int_equal(sam_count_of(html.data, "role=\"img\""),
                         sam_count_of(html.data, "<svg class") - 1);
        assert_int_equal(sam_count_of(html.data, "<title>"),
                         sam_count_of(html.data, "role=\"img\"") + 1);
        sam_buf_fini(&html);
    }
    fixture_fini(&f);
}

static void nobody_reads_an_id(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 4, 1, true);
    fixture_html(f.results, SAM_EN, &html);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        const char *id = f.results->alliances[a].result.id;
        assert_null(strchr(id, '-') != NULL ? strstr(html.data, id) : NULL);
    }
    assert_null(strstr(html.data, "run_up"));
    assert_null(strstr(html.data, "one_respondent"));
    assert_null(strstr(html.data, "ocw-2018"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void simulated_answers_are_marked_everywhere(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_html(f.results, SAM_EN, &html);
    check_contains(html.data, "<title>Simulated: Strategic");
    check_contains(html.data, "class=\"banner simulated\"");
    check_contains(html.data, "@bottom-left{content:\"Confidential - SIMULATED answers\"");
    check_contains(html.data, "class=\"banner confidential\"");
    sam_buf_fini(&html);
    f.results->simulated = false;
    fixture_html(f.results, SAM_EN, &html);
    assert_null(strstr(html.data, "banner simulated"));
    assert_null(strstr(html.data, "SIMULATED"));
    check_contains(html.data, "@bottom-left{content:\"Confidential\"");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void hostile_names_stay_text(void **state) {
    (void)state;
    const char *hostile = "</title><script>alert('x')</script>\"&";
    struct fixture f;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    f.results->study_title = (struct sam_text){{hostile, hostile}};
    f.results->funder = f.results->wave = f.results->version = hostile;
    f.results->questionnaire->title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->version = hostile;
    f.results->questionnaire->themes[0].title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->scales[0].title = (struct sam_text){{hostile, hostile}};
    f.results->questionnaire->sources[0].text = hostile;
    for (int i = 0; i < 4; i++) {
        f.results->questionnaire->labels[i] = (struct sam_text){{hostile, hostile}};
    }
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].name = hostile;
        f.results->alliances[a].evaluator[0] = (struct sam_evaluator_phase){SAM_NORMING, hostile};
    }
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        struct sam_buf html;
        fixture_html(f.results, (enum sam_lang)lang, &html);
        sam_check_markup(html.data);
        assert_null(strstr(html.data, "<script"));
        assert_true(sam_count_of(html.data, "&lt;/title&gt;&lt;script&gt;") > 50);
        sam_buf_fini(&html);
    }
    fixture_fini(&f);
}

static void alliances_stand_in_order_of_name(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    f.results->alliances[0].name = "zebra";
    f.results->alliances[1].name = "Yak";
    f.results->alliances[2].name = "aardvark";
    fixture_html(f.results, SAM_EN, &html);
    const char *last = strstr(html.data, "<h2>zebra</h2>");
    const char *before = strstr(html.data, "<h2>Yak</h2>");
    assert_non_null(strstr(html.data, "id=\"alliance-1\">\n<h2>aardvark</h2>"));
    assert_true(before != NULL && last != NULL && before < last);
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void a_report_that_grows_too_large_is_told(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    struct sam_err err = {0};
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_init(&html, 100000);
    assert_int_equal(sam_report_html(f.results, SAM_EN, &html, &err), SAM_E_LIMIT);
    check_contains(err.text, "8 alliances");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* Every reason there is, at every number of an alliance, still makes a page. */
static void every_reason_makes_a_page(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    for (int code = SAM_HAS_VALUE + 1; code <= SAM_WHYS; code++) {
        struct sam_number none = sam_no_value((enum sam_why)code);
        struct sam_alliance_result *result = &f.results->alliances[5].result;
        for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
            struct sam_scale_score *score = &result->scales[s];
            *score = (struct sam_scale_score){.mean = s % 2 == 0 ? none : sam_value(3),
                                              .low = none,
                                              .high = none,
                                              .index = none,
                                              .sd = none,
                                              .zone = SAM_BAND_NONE,
                                              .lowest = none,
                                              .highest = none,
                                              .pooled = none,
                                              .pooled_low = none,
                                              .pooled_high = none,
                                              .rwg = none,
                                              .rwg_skewed = none,
                                              .rwg_star = none,
                                              .ad = none,
                                              .rwg_chance = none};
            f.results->scales[s].alpha = f.results->scales[s].icc1 = none;
        }
        result->phase[0].verdict = SAM_VERDICT_NO_DATA;
        result->phase[0].why = none.why;
        struct sam_buf html;
        fixture_html(f.results, SAM_EN, &html);
        sam_check_markup(html.data);
        check_contains(html.data, "Why some numbers are absent");
        sam_buf_fini(&html);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_whole_and_of_itself),
        cmocka_unit_test(nobody_reads_an_id),
        cmocka_unit_test(simulated_answers_are_marked_everywhere),
        cmocka_unit_test(hostile_names_stay_text),
        cmocka_unit_test(alliances_stand_in_order_of_name),
        cmocka_unit_test(a_report_that_grows_too_large_is_told),
        cmocka_unit_test(every_reason_makes_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
