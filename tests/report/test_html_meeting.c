#include "report/html.h"

#include "fixture.h"

static void the_plan_runs_from_welcome_to_closing(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    page.alliance = &f.results->alliances[5];
    sam_html_meeting(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "For 9 people, 120 minutes.");
    check_contains(html.data, "0:00\xE2\x80\x93"
                              "0:14");
    check_contains(html.data, "2:00</th>");
    /* a row for each part: five topics and four more, and the header's */
    assert_int_equal(sam_count_of(html.data, "<tr role=\"row\">"), 5 + 4 + 1);
    check_contains(html.data, "<small>Weight: ");
    check_contains(html.data, "; together ");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void without_phases_nothing_is_said_of_them(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    page.alliance = &f.results->alliances[5];
    sam_html_meeting(&page);
    sam_html_notes(&page);
    check_contains(html.data, "Where the alliance stands");
    check_contains(html.data, "Said about the phase");
    fixture_without_phases(f.results->questionnaire);
    sam_buf_clear(&html);
    sam_html_meeting(&page);
    sam_html_notes(&page);
    sam_check_markup(html.data);
    assert_null(strstr(html.data, "Where the alliance stands"));
    assert_null(strstr(html.data, "Said about the phase"));
    check_contains(html.data, "2:00</th>"); /* the time goes to the topics */
    assert_int_equal(sam_count_of(html.data, "class=\"lines\""), 3);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void there_is_room_for_notes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_NL, &html);
    sam_html_notes(&page);
    sam_check_markup(html.data);
    assert_int_equal(sam_count_of(html.data, "class=\"lines\""), 4);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plan_runs_from_welcome_to_closing),
        cmocka_unit_test(without_phases_nothing_is_said_of_them),
        cmocka_unit_test(there_is_room_for_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
