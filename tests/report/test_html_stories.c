#include "report/html.h"

#include "story_fixture.h"

static void all_is_in_it_for_the_evaluator(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_buf html;
    story_init(&f, &own);
    story_html(&f, SAM_FOR_EVALUATOR, SAM_EN, &html);
    check_contains(html.data, "Confidential: for the evaluator.");
    check_contains(html.data, "Stories: 5. People who wrote them: 5.");
    check_contains(html.data, "Dit blijft geheim.");
    check_contains(html.data,
                   "<mark>Movisie <small lang=\"en\">partner</small></mark> sprak ik <mark "
                   "class=\"maybe\">Fatima");
    check_contains(html.data, "id=\"story-3\"");
    check_contains(html.data, "In reports: no. To the funder: yes. Not shown: its writer did not");
    check_contains(html.data, "Zij praten &lt;nu&gt; mee.");
    check_contains(html.data, "Round 2");
    check_contains(html.data, "Moedig &lt;b&gt;");
    check_contains(html.data, "shows 2 of the 5 stories.");
    check_contains(html.data, "href=\"../share/stories.en.html\"");
    assert_null(strstr(html.data, "ynergy")); /* no scores, no phases */
    assert_null(strstr(html.data, "Phase"));
    sam_buf_fini(&html);
    fixture_fini(&f);
}

static void nobody_wrote(void **state) {
    (void)state;
    struct fixture f;
    struct stories own;
    struct sam_buf html;
    story_init_of(&f, &own, NULL, 0);
    story_html(&f, SAM_FOR_EVALUATOR, SAM_NL, &html);
    check_contains(html.data, "Nog niemand heeft een verhaal geschreven.");
    check_contains(html.data, "Er is nog geen verhaal gekozen.");
    sam_buf_fini(&html);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_in_it_for_the_evaluator),
        cmocka_unit_test(nobody_wrote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
