#include "report/html.h"

#include "framed.h"

static void draw(struct sam_page *page) {
    sam_buf_clear(page->html);
    sam_html_expectations(page);
    if (page->html->length > 0) {
        sam_check_markup(page->html->data);
    }
}

/* The row of an expectation, with that of its statements; free it. */
static char *row_of(const struct sam_buf *html, const char *text) {
    char mark[128];
    snprintf(mark, sizeof mark, "role=\"rowheader\">%s", text);
    const char *start = strstr(html->data, mark);
    assert_non_null(start);
    const char *end = strstr(start, "role=\"rowheader\"");
    end = strstr(end + 1, "role=\"rowheader\"");
    end = end != NULL ? end : html->data + html->length;
    return strndup(start, (size_t)(end - start));
}

static void both_sides_and_the_evaluators_own(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 1);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "It doesn&#39;t show what happened");
    char *apart = row_of(&html, "Apart");
    check_contains(apart, "<title>Partners: mean ");
    check_contains(apart, "<title>Account holders: mean 1.0, interval ");
    check_contains(apart, "n = 8");
    check_contains(apart, "The two sides see it differently");
    check_contains(apart, "account holders &quot;not realised&quot;");
    check_contains(apart, "<strong class=\"rating\">+</strong> realised");
    free(apart);
    char *one = row_of(&html, "One");
    check_contains(one, "(goal of the policy)");
    check_contains(one, "(agreeing speaks against it)");
    check_contains(one, "Account holders: not asked");
    check_contains(one, "By partners alone.");
    check_contains(one, "As rated in the published evaluation");
    free(one);
    char *empty = row_of(&html, "Empty");
    check_contains(empty, "(criterion)");
    check_contains(empty, "No statement of this questionnaire is linked to it.");
    free(empty);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void how_sure_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_expectation_view *both = &f.results->framework->expectations[1].result.both;
    both->rating = SAM_RATING_PARTLY;
    both->chance[SAM_RATING_YES] = sam_value(0.3);
    both->chance[SAM_RATING_PARTLY] = sam_value(0.6);
    both->chance[SAM_RATING_NO] = sam_value(0.1);
    both->certainty = SAM_CERTAINTY_LIKELY;
    draw(&page);
    check_contains(html.data, "This is the most likely (chance 60 %), but &quot;realised&quot; may "
                              "be true as well (30 %).");
    both->chance[SAM_RATING_YES] = sam_value(0.1);
    both->chance[SAM_RATING_NO] = sam_value(0.3);
    draw(&page);
    check_contains(html.data, "but &quot;not realised&quot; may be true as well (30 %).");
    both->certainty = SAM_CERTAINTY_OPEN;
    draw(&page);
    check_contains(html.data, "leave it open. Chances: realised 10 %, partly 60 %, not 30 %.");
    both->certainty = SAM_CERTAINTY_NONE;
    both->se = sam_no_value(SAM_WHY_TOO_FEW_RESPONDENTS);
    draw(&page);
    check_contains(html.data, "No rating. Too few people answered to say this.");
    assert_true(page.occurred[SAM_WHY_TOO_FEW_RESPONDENTS]);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void another_rating_of_their_own_is_pointed_out(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_NL, &html);
    struct sam_results_expectation *one = &f.results->framework->expectations[1];
    struct sam_results_rating ratings[] = {
        {NULL, SAM_RATING_NO, {{"Reden <nl>", "Reason"}}},
        {"act4respect", SAM_RATING_YES, {{"Hier wel", "Here it did"}}},
        {"gone", SAM_RATING_YES, {{"Weg", "Gone"}}}};
    one->ratings = ratings;
    one->rating_count = 3;
    draw(&page);
    check_contains(html.data, "Reden &lt;nl&gt; <strong>Een ander oordeel dan");
    check_contains(html.data, "Act4Respect: <strong class=\"rating\">+</strong> gerealiseerd. "
                              "Hier wel");
    check_contains(html.data, "gone: ");
    ratings[0].rating = one->result.both.rating;
    draw(&page);
    char *row = row_of(&html, "Een");
    assert_null(strstr(row, "Een ander oordeel"));
    free(row);
    /* Only of an alliance: none of them all. */
    one->ratings = ratings + 1;
    one->rating_count = 2;
    draw(&page);
    check_contains(html.data, "nog geen oordeel");
    check_contains(html.data, "expectation_ratings");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void many_statements_are_cut_short(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_results_expectation *one = &f.results->framework->expectations[1];
    size_t items[] = {0, 1, 2, 3, 4, 5};
    bool against[6] = {false};
    one->items = items;
    one->against = against;
    one->item_count = 5;
    draw(&page);
    check_contains(html.data, "and 1 more statement</td>");
    one->item_count = 6;
    draw(&page);
    check_contains(html.data, "and 2 more statements</td>");
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
        cmocka_unit_test(both_sides_and_the_evaluators_own),
        cmocka_unit_test(how_sure_is_said),
        cmocka_unit_test(another_rating_of_their_own_is_pointed_out),
        cmocka_unit_test(many_statements_are_cut_short),
        cmocka_unit_test(nothing_where_nothing_is_linked),
        cmocka_unit_test(nothing_without_a_framework),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
