#include "report/html_record.h"

#include "record_fixture.h"

static void said(unsigned interview, unsigned document, unsigned observation,
                 const char *expected) {
    const struct sam_sources sources = {{interview, document, observation}};
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_say_sources(SAM_EN, &sources, &text);
    assert_string_equal(text.data != NULL ? text.data : "", expected);
    sam_buf_fini(&text);
}

static void agreement_and_contradiction_are_named(void **state) {
    (void)state;
    enum { YES = 1 << SAM_FINDING_CONFIRMED, PARTLY = 1 << SAM_FINDING_NUANCED };
    enum { NO = 1 << SAM_FINDING_CONTRADICTED };
    said(0, 0, 0, "");
    said(YES, 0, YES, "Agreement: interview, observation.");
    said(PARTLY, 0, 0, "In part: interview.");
    said(0, NO, 0, "Contradiction: document.");
    said(YES, NO, 0,
         "Agreement: interview. Contradiction: document. The sources differ: find out why.");
}

static void of_one_alliance(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    record_init(&f);
    fixture_page(&page, f.results, SAM_EN, &html);
    page.alliance = record_alliance(&f, "gedeelde-trots");
    sam_html_sources(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "<strong>contradicted</strong>: Cleared &lt;why&gt;");
    check_contains(html.data, "<q>\xE2\x80\x9C"
                              "Cleared quote\xE2\x80\x9D</q>");
    check_contains(html.data, "mean ");
    check_contains(html.data, "Phase among the partners");
    check_contains(html.data, "interview, <strong>contradicted</strong>");
    check_contains(html.data, "observation, <strong>nuanced</strong>: Of one alliance");
    /* only s1 of them has notes */
    check_contains(html.data, "Of the questionnaire&#39;s 31 statements 30 are left out here");
    assert_null(strstr(html.data, "\">\xE2\x80\x93</td>"));
    assert_null(strstr(html.data, "Secret"));
    sam_buf_clear(&html);
    sam_html_topic_notes(&page, "s1");
    check_contains(html.data, "Noted, interview: <strong>contradicted</strong>");
    check_contains(html.data, "Noted, document: <strong>confirmed</strong>");
    sam_buf_clear(&html);
    page.alliance = record_alliance(&f, "bronnen");
    sam_html_sources(&page);
    sam_html_topic_notes(&page, "s1");
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void over_all_alliances(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    record_init(&f);
    record_alliance(&f, "samen-werkt-het")->evaluator[SAM_RELATION_ALLIANCE] =
        (struct sam_evaluator_phase){SAM_NORMING, "They agreed on it <i>"};
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_all_sources(&page);
    sam_check_markup(html.data);
    /* three topics, a group of rows each */
    assert_int_equal(sam_count_of(html.data, "scope=\"rowgroup\""), 3);
    assert_int_equal(sam_count_of(html.data, "<tbody"), sam_count_of(html.data, "</tbody>"));
    check_contains(html.data, "31 statements 30 are left out here");
    check_contains(html.data, "Secret quote");
    check_contains(html.data, "quote not cleared: not to be shared");
    check_contains(html.data, "They agreed on it &lt;i&gt;");
    check_contains(html.data, "Phases: the model");
    assert_non_null(strstr(html.data, "Synergy"));
    fixture_page_fini(&page);
    fixture_fini(&f);
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_all_sources(&page);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(agreement_and_contradiction_are_named),
                                       cmocka_unit_test(of_one_alliance),
                                       cmocka_unit_test(over_all_alliances)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
