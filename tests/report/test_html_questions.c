#include "report/html.h"

#include "framed.h"

static void draw(struct sam_page *page) {
    sam_buf_clear(page->html);
    sam_html_questions(page);
    if (page->html->length > 0) {
        sam_check_markup(page->html->data);
    }
}

static void what_speaks_to_each_question(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 1);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "<strong>2d</strong> Synergy &lt;b&gt;?");
    check_contains(html.data, "<p><strong>Synergy: mean ");
    check_contains(html.data, "3 open answers to &quot;What goes well in this alliance?&quot;");
    check_contains(html.data, "<cite>Report &lt;i&gt;</cite>, p. 3 &amp; 4: Yes");
    check_contains(html.data, "<cite>Minutes</cite></p>");
    check_contains(html.data, "One <span class=\"note\">(goal of the policy)</span>: <strong");
    check_contains(html.data, "account holders 1.0 (n = 8)");
    check_contains(html.data, "No statement of this questionnaire speaks to it");
    check_contains(html.data, "Questions of the evaluation"); /* of no group */
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void a_scale_is_listed_once(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init_framed(&f, NULL, NULL, 0);
    fixture_page(&page, f.results, SAM_NL, &html);
    draw(&page);
    check_contains(html.data, "De uitspraken staan bij 2c.");
    check_contains(html.data, "De uitspraken staan bij 2b.");
    check_contains(html.data, "een fase heeft geen zones");
    const char *first = strstr(html.data, "De partners vullen elkaar goed aan.");
    assert_non_null(first);
    assert_null(strstr(first + 1, "De partners vullen elkaar goed aan."));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void what_has_no_value_says_so(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_results_question *question = &f.results->framework->questions[0];
    question->voices[0][SAM_SIDE_PARTNERS].mean = sam_no_value(SAM_WHY_NO_ANSWERS);
    f.results->scales[question->scales[0]].mean = sam_no_value(SAM_WHY_NO_ANSWERS);
    question->open_answers[0] = 1;
    draw(&page);
    check_contains(html.data, "<span class=\"at\">no value</span>");
    check_contains(html.data, "Synergy: no value");
    check_contains(html.data, "1 open answer to &quot;");
    assert_true(page.occurred[SAM_WHY_NO_ANSWERS]);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* As of a wave of stories: nothing in its questionnaire is linked. */
static void nothing_where_nothing_is_linked(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_results_framework *framework = f.results->framework;
    for (size_t i = 0; i < framework->expectation_count; i++) {
        framework->expectations[i].item_count = framework->expectations[i].rating_count = 0;
    }
    for (size_t i = 0; i < framework->question_count; i++) {
        framework->questions[i].item_count = framework->questions[i].open_count = 0;
    }
    draw(&page);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void nothing_without_a_framework(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_speaks_to_each_question),
        cmocka_unit_test(a_scale_is_listed_once),
        cmocka_unit_test(what_has_no_value_says_so),
        cmocka_unit_test(nothing_where_nothing_is_linked),
        cmocka_unit_test(nothing_without_a_framework),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
