#include "report/html.h"

#include "fixture.h"

static struct sam_phase_score made_up(void) {
    struct sam_phase_score score = {.respondents = 4,
                                    .modal = SAM_NORMING,
                                    .verdict = SAM_VERDICT_MIXED,
                                    .shared = {false, true, true, false},
                                    .leaning = {0, 1, 3, 0}};
    const double posterior[] = {0.001, 0.3, 0.699, 0};
    const double profile[] = {12.5, 60, 71.4, 33};
    for (int k = 0; k < SAM_PHASES; k++) {
        score.posterior[k] = sam_value(posterior[k]);
        score.profile[k] = sam_value(profile[k]);
    }
    return score;
}

static void draw(struct sam_page *page, struct sam_results_alliance *alliance) {
    sam_buf_clear(page->html);
    sam_html_phase(page, alliance);
    sam_check_markup(page->html->data);
}

static void profile_and_probability_stand_side_by_side(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    f.results->alliances[0].result.phase[0] = made_up();
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f.results->alliances[0]);
    check_contains(html.data, "<p class=\"say\">Past forming, with moments of storming and "
                              "norming.</p>");
    assert_int_equal(sam_count_of(html.data, "<svg class=\"bar\""), 8);
    check_contains(html.data, "<title>norming: profile 71</title>");
    check_contains(html.data, "<title>norming: probability 70 %</title>");
    check_contains(html.data, "<title>forming: probability &lt; 1 %</title>");
    check_contains(html.data, "<title>performing: probability 0 %</title>");
    check_contains(html.data, "lean to: storming 1, norming 3.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Nothing was asked about phases: what the evaluator says stands on the front alone, else nothing. */
static void what_was_not_asked_is_not_explained(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_results_alliance *alliance = &f.results->alliances[0];
    alliance->result.phase[0] =
        (struct sam_phase_score){.verdict = SAM_VERDICT_NO_DATA, .why = SAM_WHY_NO_PHASE_ITEMS};
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_phase_short(&page, alliance);
    sam_html_phase(&page, alliance);
    assert_int_equal(html.length, 0);
    alliance->evaluator[0] = (struct sam_evaluator_phase){SAM_STORMING, "Heard it there."};
    sam_html_phase_short(&page, alliance);
    check_contains(html.data, "own judgement: storming. Heard it there.");
    assert_null(strstr(html.data, "has no statements"));
    assert_false(page.occurred[SAM_WHY_NO_PHASE_ITEMS]);
    draw(&page, alliance);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void the_evaluators_judgement_stands_beside_it(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_results_alliance *alliance = &f.results->alliances[0];
    alliance->result.phase[0] = made_up();
    alliance->result.phase[0].posterior[SAM_NORMING] = sam_value(0.9999);
    alliance->evaluator[0] = (struct sam_evaluator_phase){SAM_STORMING, "Heard \"it\" there."};
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, alliance);
    check_contains(html.data, "The evaluator&#39;s own judgement: storming. Heard &quot;it&quot; "
                              "there.");
    check_contains(html.data, "<title>norming: probability &gt; 99 %</title>");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void no_data_has_its_reason(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_phase_score *score = &f.results->alliances[0].result.phase[0];
    *score = (struct sam_phase_score){.modal = SAM_PHASE_NONE, .verdict = SAM_VERDICT_NO_DATA};
    for (int why = SAM_HAS_VALUE + 1; why <= SAM_WHYS; why++) {
        if (why == SAM_WHY_NO_PHASE_ITEMS) {
            continue; /* not asked: see above */
        }
        score->why = (enum sam_why)why;
        draw(&page, &f.results->alliances[0]);
        check_contains(html.data, "No phase. ");
        assert_null(strstr(html.data, "<table"));
        assert_true(page.occurred[why]);
    }
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profile_and_probability_stand_side_by_side),
        cmocka_unit_test(what_was_not_asked_is_not_explained),
        cmocka_unit_test(the_evaluators_judgement_stands_beside_it),
        cmocka_unit_test(no_data_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
