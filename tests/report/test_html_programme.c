#include "report/html.h"

#include "fixture.h"
#include "report/sentences.h"

static void describe(struct sam_results *results) {
    static const double budget[] = {4.5e6, 4.7e6, 4.8e6, 5.1e6};
    for (size_t a = 0; a < results->alliance_count; a++) {
        struct sam_results_alliance *alliance = &results->alliances[a];
        alliance->began = 2022;
        alliance->budget = budget[a % 4];
        alliance->continued = a < 2 ? SAM_CONTINUED_YES : SAM_CONTINUED_NO;
    }
}

static void the_table_is_in_order_of_name(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    describe(f.results);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_programme(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "8 alliances prove nothing");
    check_contains(html.data, "\xE2\x82\xAC\xC2\xA0"
                              "4.5m");
    assert_null(strstr(html.data, "Staff"));
    const char *last = html.data;
    for (size_t i = 0; i < f.results->alliance_count; i++) {
        const char *at = strstr(last, f.results->alliances[page.order[i]].name);
        assert_non_null(at);
        last = at;
    }
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Of what differs both sides are told, and never more than that. */
static void a_sentence_describes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    describe(f.results);
    size_t scale = sam_main_scale(f.results->questionnaire);
    double mean = 2;
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        struct sam_alliance_result *result = &f.results->alliances[a].result;
        result->responded = 4;
        result->scales[scale].mean = sam_value(mean);
        mean += 0.2; /* 2.0, 2.2 ... 3.4 */
    }
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_programme(&page);
    check_contains(html.data, "Budget: up to \xE2\x82\xAC\xC2\xA0"
                              "4.7m (4 alliances) means from 2.0 "
                              "to 3.0; more (4 alliances) from 2.4 to 3.4.");
    check_contains(html.data, "Since: the same, as far as it is known");
    check_contains(html.data,
                   "Continued or new: continued (2 alliances) means from 2.0 to 2.2; new "
                   "(6 alliances) means from 2.4 to 3.4.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void without_scores_there_are_the_facts(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    describe(f.results);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].result.responded = 1;
    }
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_programme(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "continued");
    assert_null(strstr(html.data, "Score"));
    assert_null(strstr(html.data, "Since: the same"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void what_is_shared_has_no_scores(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        f.results->alliances[a].began = 0;
    }
    sam_html_programme(&page);
    sam_html_programme_facts(&page);
    assert_string_equal(html.data, ""); /* nothing but the number of partners is known */
    describe(f.results);
    sam_html_programme_facts(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "continued");
    assert_null(strstr(html.data, "<svg"));
    assert_null(strstr(html.data, "means"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order_of_name),
        cmocka_unit_test(a_sentence_describes),
        cmocka_unit_test(without_scores_there_are_the_facts),
        cmocka_unit_test(what_is_shared_has_no_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
