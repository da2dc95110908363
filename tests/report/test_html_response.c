#include "report/html.h"

#include "fixture.h"

static void days_are_drawn_and_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_days(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "<figcaption>35 responses, from 2 March 2020 to 30 March 2020");
    assert_int_equal(sam_count_of(html.data, "<rect"), 3);
    sam_buf_clear(&html);
    f.results->day_count = 0;
    sam_html_days(&page);
    assert_string_equal(html.data, "");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void shared_organisations_are_named(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    /* the first partner of the first alliance joins the second */
    f.results->alliances[1].partners[0] = f.results->alliances[0].partners[0];
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_network(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "<svg class=\"network\"");
    check_contains(html.data, "role=\"rowheader\">Rutgers</th>");
    check_contains(html.data, "Act4Respect, ");
    sam_buf_clear(&html);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].partner_count = 0;
    }
    sam_html_network(&page);
    assert_string_equal(html.data, "");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_drawn_and_said),
        cmocka_unit_test(shared_organisations_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
