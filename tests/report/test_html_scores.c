#include "report/html.h"

#include "fixture.h"

static void draw(struct sam_page *page, const struct fixture *f, size_t alliance) {
    sam_buf_clear(page->html);
    page->alliance = &f->results->alliances[alliance];
    sam_html_scores(page, &page->alliance->result);
    sam_check_markup(page->html->data);
}

static void every_scale_that_is_no_phase_has_a_row(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "<h3>Scores</h3>");
    check_contains(html.data, "mean of these 9 invited partners");
    /* four scales, each a dot with an interval and how many it stands for */
    assert_int_equal(sam_count_of(html.data, "<svg class=\"dot\""), 4);
    assert_int_equal(sam_count_of(html.data, ", 95 % interval "), 4);
    assert_int_equal(sam_count_of(html.data, ">n = 9</text>"), 4);
    f.results->alliances[5].result.invited = 0;
    draw(&page, &f, 5);
    check_contains(html.data, "How many were invited is not known, so nothing is deducted");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void scores_say_how_sure_they_are(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_scale_score *score = &f.results->alliances[5].result.scales[1];
    score->mean = sam_value(3.96);
    score->low = sam_value(3.5);
    score->high = sam_value(4.2);
    score->zone = SAM_BAND_HEADWAY;
    score->zone_uncertain = true;
    score->ad = sam_value(0.9);
    score->rwg = sam_value(0.84);
    score->rwg_skewed = sam_value(0.61);
    score->rwg_star = sam_value(0.35);
    score->rwg_chance = sam_value(0.046);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data,
                   "<title>Synergy: mean 4.0 on 1 to 5, 95 % interval 3.5 to 4.2.</title>");
    check_contains(html.data, "headway zone<small>band uncertain: the interval crosses a bound");
    check_contains(html.data, "they differ: worth asking about<small>distance to the mean "
                              "0.90 (agree: up to 0.83)");
    check_contains(html.data,
                   "; r_wg(J) 0.84, lenient 0.61; r*_wg(J) 0.35; by chance .70 or more: 5 %");
    score->rwg = score->rwg_skewed = sam_value(0);
    score->rwg_star = sam_value(-1.4);
    draw(&page, &f, 5);
    check_contains(html.data, "; r_wg(J) 0.00, lenient 0.00; r*_wg(J) \xE2\x88\x92"
                              "1.40; more spread than at random; by chance");
    score->low = sam_no_value(SAM_WHY_NO_REPLICATION);
    score->respondents = 4;
    draw(&page, &f, 5);
    check_contains(html.data, "No interval. In no alliance did two people answer");
    check_contains(html.data, "too few answers to say<small>");
    score->mean = sam_no_value(SAM_WHY_SINGLE_ORGANISATION);
    draw(&page, &f, 5);
    check_contains(html.data, "\">This alliance is one organisation");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scale_that_is_no_phase_has_a_row),
        cmocka_unit_test(scores_say_how_sure_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
