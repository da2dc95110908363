#include "report/share.h"

#include "framed.h"

static void statements_stand_under_the_first_of_their_questions(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init_framed(&f, NULL, NULL, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    const struct sam_results_framework *framework = f.results->framework;
    size_t s1 = sam_questionnaire_item(f.questionnaire, "s1");
    assert_string_equal(framework->questions[sam_share_home(&page, s1)].id, "2c");
    size_t home = sam_share_home(&page, sam_questionnaire_item(f.questionnaire, "v2"));
    assert_string_equal(framework->questions[home].id, "1a");
    sam_share_common(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "Which new chances does working in the alliance bring?");
    check_contains(html.data, "More statements speak to this, under: &quot;How did the subsidy "
                              "scheme come about?&quot;.");
    /* None of its own, but others': a heading with what there is. */
    check_contains(html.data, "<h4>How far is there synergy?</h4>");
    check_contains(html.data, "<h4>Do the expectations of the partnership come true?</h4>");
    assert_null(strstr(html.data, "How do the funder&#39;s staff see")); /* nothing at all */
    /* Every statement that is shown stands there once. */
    const char *text = "We solve problems by thinking about them together.</th>";
    const char *first = strstr(html.data, text);
    assert_non_null(first);
    assert_null(strstr(first + 1, text));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void expectations_and_documents_without_words(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 1);
    fixture_page(&page, f.results, SAM_EN, &html);
    assert_true(sam_share_besides(&page, 0));
    check_contains(html.data, "What was expected here: One (partly realised).");
    check_contains(html.data, "Documents that speak to this: Report &lt;i&gt; (p. 3 &amp; 4); "
                              "Minutes.");
    assert_null(strstr(html.data, "Yes")); /* what it says is the evaluator's own */
    sam_buf_clear(&html);
    assert_false(sam_share_besides(&page, 2));
    assert_int_equal(html.length, 0);
    assert_int_equal(sam_share_home(&page, 0), SAM_NONE);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_stand_under_the_first_of_their_questions),
        cmocka_unit_test(expectations_and_documents_without_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
