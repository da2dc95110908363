#include "report/html_record.h"

#include "record_fixture.h"

static void over_all_alliances(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    record_init(&f);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_activities(&page);
    sam_check_markup(html.data);
    check_contains(html.data,
                   "6 activities are planned. 3 done or on schedule (50 %), 1 delayed or "
                   "adapted (17 %), 1 stopped (17 %), 1 unclear (17 %).");
    check_contains(html.data, "<title>3 done or on schedule (50 %); 1 delayed");
    check_contains(html.data, "<li>Goal two <span class=\"note\">Act4Respect</span></li>");
    check_contains(html.data, "<li>Goal three</li>");
    assert_null(strstr(html.data, "Goal one"));
    assert_null(strstr(html.data, "No money")); /* reasons are the evaluator's */
    assert_null(strstr(html.data, "Bronnen"));  /* has none */
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void of_one_alliance(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    record_init(&f);
    fixture_page(&page, f.results, SAM_NL, &html);
    page.alliance = record_alliance(&f, "act4respect");
    sam_html_alliance_activities(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "2 activiteiten zijn gepland.");
    check_contains(html.data, "No money");
    check_contains(html.data, "Film");
    assert_null(strstr(html.data, "Course")); /* on schedule */
    check_contains(html.data, "<li>Doel twee</li>");
    sam_buf_clear(&html);
    page.alliance = record_alliance(&f, "werk-en-toekomst");
    sam_html_alliance_activities(&page);
    check_contains(html.data, "1 activiteit is gepland.");
    check_contains(html.data, "Alles is uitgevoerd of op schema.");
    sam_buf_clear(&html);
    page.alliance = record_alliance(&f, "bronnen");
    sam_html_alliance_activities(&page);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* The counts the midterm evaluation of 2025 published, with its percentages. */
static void as_published(void **state) {
    (void)state;
    static const size_t of[SAM_ACTIVITY_STATUSES] = {213, 30, 10, 23};
    static const char *const lines[SAM_ACTIVITY_STATUSES] = {
        "213 done or on schedule (77 %)", "30 delayed or adapted (11 %)", "10 stopped (4 %)",
        "23 unclear (8 %)"};
    struct sam_buf made[SAM_ACTIVITY_STATUSES];
    sam_status_lines(SAM_EN, of, made);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        assert_string_equal(made[s].data, lines[s]);
        sam_buf_fini(&made[s]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(over_all_alliances),
                                       cmocka_unit_test(of_one_alliance),
                                       cmocka_unit_test(as_published)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
