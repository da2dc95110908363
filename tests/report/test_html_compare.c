#include "report/html.h"

#include "fixture.h"

static void set_pooled(struct sam_alliance_result *result, double low, double high) {
    result->suppressed = false;
    result->responded = 5;
    result->scales[0].pooled = sam_value((low + high) / 2);
    result->scales[0].pooled_low = sam_value(low);
    result->scales[0].pooled_high = sam_value(high);
}

static void overlap_is_counted(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    f.results->alliance_count = 4;
    set_pooled(&f.results->alliances[0].result, 1.0, 2.0);
    set_pooled(&f.results->alliances[1].result, 2.0, 3.0);
    set_pooled(&f.results->alliances[2].result, 2.5, 3.5);
    set_pooled(&f.results->alliances[3].result, 1.5, 3.0);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    sam_check_markup(html.data);
    /* 0 and 2 are apart; 1 and 3 overlap with all */
    assert_int_equal(sam_count_of(html.data, "overlaps with 2 of the 3 others"), 2);
    assert_int_equal(sam_count_of(html.data, "overlaps with all others"), 2);
    check_contains(html.data, "<title>One: pooled mean 1.5, interval 1.0 to 2.0</title>");
    check_contains(html.data, "This is no league table.");
    assert_null(strstr(html.data, "Phase:"));
    fixture_page_fini(&page);
    f.results->alliance_count = 2;
    set_pooled(&f.results->alliances[1].result, 2.01, 3.0);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    assert_int_equal(sam_count_of(html.data, "overlaps with none of the others"), 2);
    fixture_page_fini(&page);
    f.results->alliance_count = 1;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    check_contains(html.data, "nothing to compare with");
    fixture_page_fini(&page);
    f.results->alliance_count = 8;
    fixture_fini(&f);
}

static void who_is_not_shown_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    f.results->alliances[0].result.responded = 2;
    f.results->alliances[2].result.suppressed = true;
    f.results->alliances[3].result.scales[1].pooled_low = sam_no_value(SAM_WHY_NO_CONVERGENCE);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    sam_check_markup(html.data);
    /* four scales and the phase table, three alliances of one or two people */
    assert_int_equal(sam_count_of(html.data, ">A conversation instead of scores</td>"), 5 * 3);
    assert_int_equal(sam_count_of(html.data, ">Left out to protect"), 4);
    check_contains(html.data, "The computation found no stable answer.");
    check_contains(html.data, "<h3>Phase: Among the partners</h3>");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Pairs that change places are named, by name, when both are shown. */
static void inversions_are_named(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    struct sam_results_alliance *a = f.results->alliances;
    for (size_t i = 0; i < 4; i++) {
        set_pooled(&a[i].result, 2, 3);
    }
    a[1].name = "Kleur & Werk";
    const struct sam_inversion pairs[] = {
        {a[0].result.id, a[1].result.id}, {a[2].result.id, a[0].result.id},
        {a[0].result.id, a[3].result.id}, {a[1].result.id, a[2].result.id},
        {a[1].result.id, a[3].result.id}, {a[2].result.id, a[3].result.id}};
    struct sam_ordinal_summary *ordinal = &f.results->scales[0].ordinal;
    ordinal->inversions = pairs;
    ordinal->inversions_listed = 0;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    assert_null(strstr(html.data, "change places"));
    fixture_page_fini(&page);

    ordinal->inversions_listed = 2;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    sam_check_markup(html.data);
    char expected[200];
    snprintf(expected, sizeof expected,
             "these alliances change places: %s and Kleur &amp; Werk; %s and %s. So", a[0].name,
             a[2].name, a[0].name);
    check_contains(html.data, expected);
    fixture_page_fini(&page);

    a[1].result.suppressed = true;
    fixture_page(&page, f.results, SAM_NL, &html);
    sam_html_compare(&page);
    snprintf(expected, sizeof expected, "deze allianties van plaats: %s en %s. ", a[2].name,
             a[0].name);
    check_contains(html.data, expected);
    fixture_page_fini(&page);

    a[1].result.suppressed = false;
    ordinal->inversions_listed = 6;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    check_contains(html.data, "; and 1 more. So");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void alliances_stand_in_the_pages_order(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    f.results->by_name[0] = 5;
    f.results->by_name[5] = 0;
    sam_html_compare(&page);
    assert_true(strstr(html.data, "Samen werkt het") < strstr(html.data, "Act4Respect"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Said only where it is another number than the mean of people. */
static void the_mean_of_alliances(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_scale_summary *summary = &f.results->scales[1];
    summary->mean = sam_value(3.44);
    summary->clustered.low = sam_value(3.1);
    summary->clustered.high = sam_value(3.7);
    summary->mean_of_alliances = sam_value(3.36);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    check_contains(html.data, "All alliances together: mean 3.4, interval 3.1 to 3.7.");
    assert_null(strstr(html.data, "counting once the mean is 3.4"));
    fixture_page_fini(&page);
    summary->mean_of_alliances = sam_value(3.57);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "With every alliance counting once the mean is 3.6.</p>");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* A conversation everywhere: no table of it, and what all together say stays. */
static void without_scores_there_is_no_table(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].result.responded = 1;
    }
    f.results->scales[0].mean = sam_value(3.2);
    f.results->scales[0].clustered.low = sam_value(2.9);
    f.results->scales[0].clustered.high = sam_value(3.4);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_compare(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "No alliance has a score here to compare.");
    check_contains(html.data, "mean 3.2, interval 2.9 to 3.4");
    assert_null(strstr(html.data, "<table"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_scores_there_is_no_table),
        cmocka_unit_test(overlap_is_counted),
        cmocka_unit_test(who_is_not_shown_is_said),
        cmocka_unit_test(inversions_are_named),
        cmocka_unit_test(the_mean_of_alliances),
        cmocka_unit_test(alliances_stand_in_the_pages_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
