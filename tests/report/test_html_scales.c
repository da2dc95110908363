#include "report/html.h"

#include "fixture.h"

static void draw(struct sam_page *page) {
    sam_buf_clear(page->html);
    sam_html_scales(page);
    sam_check_markup(page->html->data);
}

static void a_scale_has_its_numbers(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_scale_summary *summary = &f.results->scales[1];
    summary->complete = 33;
    summary->alpha = sam_value(0.914);
    summary->alpha_low = sam_value(0.87);
    summary->alpha_high = sam_value(0.94);
    summary->omega_total = sam_value(0.92);
    summary->icc1 = sam_value(-0.05);
    summary->icc2 = sam_no_value(SAM_WHY_NO_VARIANCE);
    summary->icc1_low = summary->icc1_high = summary->icc2; /* a file from before there was one */
    summary->maxima = sam_value(1);
    summary->method = "half-normal prior";
    for (size_t i = 0; i < 8; i++) {
        summary->item_rest[i] = sam_value(i == 3 ? -0.2 : 0.5);
    }
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "Synergy<small>8 statements; 33 people answered all of them</small>");
    check_contains(html.data, ">0.91 (0.87 to 0.94)<small>omega 0.92</small>");
    check_contains(html.data, "ICC(1) \xE2\x88\x92"
                              "0.05, ICC(2) \xE2\x80\x93");
    check_contains(html.data, "cautious half-normal prior");
    assert_null(strstr(html.data, "more than one maximum"));
    check_contains(html.data, "\xE2\x88\x92"
                              "0.20: ");
    check_contains(html.data, "Synergy: Jones");
    assert_true(page.occurred[SAM_WHY_NO_VARIANCE]);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void icc_has_its_interval(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_scale_summary *summary = &f.results->scales[1];
    summary->icc1 = sam_value(0.21);
    summary->icc1_low = sam_value(0);
    summary->icc1_high = sam_value(0.634);
    summary->icc2 = sam_value(0.57);
    summary->maxima = sam_value(2);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "ICC(1) 0.21 (0.00 to 0.63), ICC(2) 0.57");
    check_contains(html.data, "<small>the likelihood has more than one maximum");
    assert_null(strstr(html.data, "contradict one another"));
    summary->alpha = sam_value(-0.3);
    summary->alpha_low = sam_value(-1.2);
    summary->alpha_high = sam_value(0.2);
    draw(&page);
    check_contains(html.data, "<small>negative: statements contradict one another");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void what_has_no_value_says_why(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    struct sam_scale_summary *summary = &f.results->scales[0];
    summary->alpha = sam_no_value(SAM_WHY_TOO_FEW_RESPONDENTS);
    summary->icc1 = sam_no_value(SAM_WHY_ONE_ALLIANCE);
    summary->item_rest[0] = summary->item_rest[1] = sam_no_value(SAM_WHY_CONSTANT_ITEM);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page);
    check_contains(html.data, "Too few people answered to say this.");
    check_contains(html.data, "There is only one alliance");
    check_contains(html.data, "Everybody gave the same answer to this statement");
    assert_null(strstr(html.data, "<table")); /* nor a row of reasons each */
    check_contains(html.data, "One: Author &lt;i&gt; &amp; Co");
    summary->alpha = sam_value(0.5);
    summary->omega_total = sam_no_value(SAM_WHY_TOO_FEW_ITEMS);
    draw(&page);
    check_contains(html.data, "<table");
    check_contains(html.data, "No omega. There are too few statements to say this.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scale_has_its_numbers),
        cmocka_unit_test(icc_has_its_interval),
        cmocka_unit_test(what_has_no_value_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
