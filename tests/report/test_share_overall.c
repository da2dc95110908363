#include "fixture.h"

#include "report/share.h"

static void it_is_well_formed_whatever_is_missing(void **state) {
    (void)state;
    for (size_t skip = 0; skip < 5; skip++) {
        struct fixture f;
        fixture_init(&f, NULL, skip, 1, skip != 3);
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            struct sam_buf html;
            fixture_html(f.results, "overall", 0, (enum sam_lang)lang, &html);
            sam_check_markup(html.data);
            sam_buf_fini(&html);
        }
        fixture_fini(&f);
    }
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    sam_check_markup(html.data);
    assert_null(strstr(html.data, "id=\"phases\""));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* The evaluators' own phase is theirs to share, its reason is not; nor is it of two people. */
static void the_evaluators_phase_goes_without_its_reason(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        bool few = f.results->alliances[a].result.responded < 3;
        f.results->alliances[a].evaluator[0] =
            (struct sam_evaluator_phase){few ? SAM_STORMING : SAM_PERFORMING, "said in confidence"};
    }
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    check_contains(html.data, "What the evaluators say");
    check_contains(html.data, "\">performing</td>");
    assert_null(strstr(html.data, "\">storming</td>"));
    assert_null(strstr(html.data, "said in confidence"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* Nothing was asked about phases: the alliances of which the evaluators say one, else nothing. */
static void without_phases_the_evaluators_alone_speak(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    size_t named = 0;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        if (f.results->alliances[a].result.responded >= 3 && named < 2) {
            f.results->alliances[a].evaluator[0] =
                (struct sam_evaluator_phase){SAM_PERFORMING, "said in confidence"};
            named++;
        }
    }
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    sam_check_markup(html.data);
    check_contains(html.data, "id=\"phases\"");
    assert_null(strstr(html.data, "What the answers say"));
    assert_null(strstr(html.data, "The answers prepare a judgement"));
    assert_null(strstr(html.data, "Phase and synergy overlap"));
    assert_null(strstr(html.data, "Tuckman"));
    assert_int_equal(sam_count_of(html.data, "data-label=\"What the evaluators say\""), 2);
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* They were asked about, and too few answered everywhere: no table of reasons, the reason once. */
static void phases_of_too_few_are_no_table(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 2, 1, true);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        struct sam_disclosed_alliance *cells = &f.results->disclosure->alliances[a];
        for (int r = 0; r < SAM_RELATIONS; r++) {
            cells->verdict[r] = false;
        }
        for (size_t s = 0; s < f.results->questionnaire->scale_count; s++) {
            if (f.results->questionnaire->scales[s].phase != SAM_PHASE_NONE) {
                cells->scales[s] = (struct sam_cell){.why = SAM_WITHHELD_NO_BANDS};
            }
        }
    }
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    sam_check_markup(html.data);
    assert_null(strstr(html.data, "id=\"phases\""));
    check_contains(html.data, "we show no scores for phases");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void limits_are_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    check_contains(html.data, "prove nothing by themselves");
    check_contains(html.data, "no league table");
    check_contains(html.data, "one is no proof of the other");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_well_formed_whatever_is_missing),
        cmocka_unit_test(the_evaluators_phase_goes_without_its_reason),
        cmocka_unit_test(without_phases_the_evaluators_alone_speak),
        cmocka_unit_test(phases_of_too_few_are_no_table),
        cmocka_unit_test(limits_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
