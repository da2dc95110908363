#include "fixture.h"

#include "report/share.h"

static void reasons_that_occur_are_said_once(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_NL, &html);
    sam_share_reasons(&page, NULL);
    assert_int_equal(sam_count_of(html.data, "Minder dan 3 mensen"), 1);
    assert_int_equal(sam_count_of(html.data, "één organisatie"), 1);
    assert_int_equal(sam_count_of(html.data, "elke organisatie"), 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void computed_scores_are_called_so(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_about(&page, NULL);
    check_contains(html.data, "computed from the rounded statements");
    fixture_page_fini(&page);
    fixture_fini(&f);
    fixture_init(&f, NULL, 0, 100, true); /* too few everywhere */
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_about(&page, NULL);
    assert_true(html.length == 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_that_occur_are_said_once),
        cmocka_unit_test(computed_scores_are_called_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
