#include "report/share.h"

#include "framed.h"

static void draw(struct sam_page *page) {
    sam_buf_clear(page->html);
    sam_share_expectations(page);
    if (page->html->length > 0) {
        sam_check_markup(page->html->data);
    }
}

/* Nothing but this cell is shown, of all alliances together. */
static void show_only(struct fixture *f, size_t item, double low, double high) {
    struct sam_disclosure *plan = f->results->disclosure;
    for (size_t i = 0; i < f->questionnaire->item_count; i++) {
        plan->together[i].cell.shown = SAM_SHOW_NOTHING;
        for (size_t a = 0; a < plan->alliance_count; a++) {
            plan->alliances[a].items[i].shown = SAM_SHOW_NOTHING;
        }
    }
    plan->together[item].alliances = 4;
    plan->together[item].cell =
        (struct sam_cell){.shown = SAM_SHOW_MEAN, .n = 12, .value = 3, .low = low, .high = high};
}

static void rated_from_the_cells_alone(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 1);
    fixture_page(&page, f.results, SAM_EN, &html);
    struct sam_results_expectation *one = &f.results->framework->expectations[1];
    show_only(&f, one->items[0], 3.6, 4.4);
    draw(&page);
    check_contains(html.data, "One <span class=\"note\">");
    check_contains(html.data, "<title>One: between 3.6 and 4.4</title>");
    check_contains(html.data, "+</strong> realised<small>from 1 statement</small>");
    /* A statement that speaks against it is turned round: 1.6 to 2.4 is 3.6 to 4.4. */
    show_only(&f, one->items[2], 1.6, 2.4);
    draw(&page);
    check_contains(html.data, "<title>One: between 3.6 and 4.4</title>");
    show_only(&f, one->items[0], 3.25, 3.75);
    draw(&page);
    check_contains(html.data, "realised or partly realised: what is shown leaves it open");
    show_only(&f, one->items[0], 1, 5);
    draw(&page);
    check_contains(html.data, "can&#39;t be said from what is shown");
    /* The alliance counts once, those together as many as they are. */
    show_only(&f, one->items[0], 2, 2);
    f.results->disclosure->alliances[0].items[one->items[0]] =
        (struct sam_cell){.shown = SAM_SHOW_MEAN, .n = 5, .value = 4.5, .low = 4.5, .high = 4.5};
    draw(&page);
    check_contains(html.data, "<title>One: between 2.5 and 2.5</title>");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Numbers of results.json change nothing on the page. */
static void nothing_but_the_plan_tells(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 2);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    char *before = strdup(html.data);
    for (size_t i = 0; i < f.results->framework->expectation_count; i++) {
        memset(&f.results->framework->expectations[i].result, 0x55,
               sizeof(struct sam_expectation_result));
    }
    draw(&page);
    assert_string_equal(html.data, before);
    free(before);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void the_evaluators_own_without_its_reason(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    framed_init(&f, 0);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "What the evaluators say");
    assert_null(strstr(html.data, "published evaluation"));
    f.results->respondents = 2;
    draw(&page);
    assert_null(strstr(html.data, "What the evaluators say"));
    f.results->framework->expectation_count = 0;
    draw(&page);
    assert_int_equal(html.length, 0);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rated_from_the_cells_alone),
        cmocka_unit_test(nothing_but_the_plan_tells),
        cmocka_unit_test(the_evaluators_own_without_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
