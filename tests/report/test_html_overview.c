#include "report/html.h"

#include "fixture.h"

static void every_alliance_has_a_row(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    f.results->alliances[0].result.responded = 2;
    f.results->alliances[1].result.responded = 0;
    f.results->alliances[2].result.invited = 0;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_overview(&page);
    assert_int_equal(sam_count_of(html.data, "href=\"../evaluator/pack-"), 8);
    check_contains(html.data, "data-label=\"Invited\">4</td>");
    check_contains(html.data, "data-label=\"Share\">50 %</td>");
    check_contains(html.data, "<strong>low: less than 60 % answered, read with care</strong>");
    check_contains(html.data, ">nobody answered</td>");
    check_contains(html.data, ">not known</td>");
    assert_true(page.occurred[SAM_WHY_UNKNOWN_INVITED]);
    check_contains(html.data, "2 not finished, 1 replaced by a later answer of the same person, 4 "
                              "set aside");
    check_contains(html.data, "Each respondent counts once.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void what_was_not_left_out_is_said_too(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    f.results->incomplete = f.results->replaced = f.results->quarantined = 0;
    f.results->weight_organisation = true;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_overview(&page);
    check_contains(html.data, "No response that came in was left out.");
    check_contains(html.data, "Each organisation counts once");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_alliance_has_a_row),
        cmocka_unit_test(what_was_not_left_out_is_said_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
