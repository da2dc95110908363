#include "report/html.h"

#include "fixture.h"

static void draw(struct sam_page *page, const struct fixture *f, size_t alliance) {
    sam_buf_clear(page->html);
    sam_html_alliance(page, &f->results->alliances[alliance]);
    sam_check_markup(page->html->data);
}

static void an_alliance_has_all_its_parts(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "<section id=\"alliance\">\n<h2>What was answered");
    check_contains(html.data, "9 of 9 answered (complete");
    check_contains(html.data, "<h3>Scores</h3>");
    check_contains(html.data, "<h3>Phase: Among the partners</h3>");
    check_contains(html.data, "<h3>The statements</h3>");
    check_contains(html.data, "<h3>To discuss first</h3>");
    check_contains(html.data, "mean of these 9 invited partners");
    /* the four scales that are no phase, each a dot with an interval */
    assert_int_equal(sam_count_of(html.data, "<svg class=\"dot\""), 4);
    assert_int_equal(sam_count_of(html.data, ", interval "), 4);
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
    score->rwg_chance = sam_value(0.046);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "<title>Synergy: mean 4.0, interval 3.5 to 4.2, on 1 to 5</title>");
    check_contains(html.data, "headway zone<small>band uncertain: the interval crosses a bound");
    check_contains(html.data, "the partners differ: worth asking about<small>distance to the mean "
                              "0.90 (agree: up to 0.83)");
    check_contains(html.data, "; by chance .70 or more in 5 %");
    score->low = sam_no_value(SAM_WHY_NO_REPLICATION);
    score->respondents = 4;
    draw(&page, &f, 5);
    check_contains(html.data, "No interval. In no alliance did two people answer");
    check_contains(html.data, "too few answers to say whether the partners agree");
    score->mean = sam_no_value(SAM_WHY_SINGLE_ORGANISATION);
    draw(&page, &f, 5);
    check_contains(html.data, "\">This alliance is one organisation");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void a_low_response_is_warned_for(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    result->responded = 5;
    result->account_holders = 2;
    result->scales[1].lowest = sam_value(2.26);
    result->scales[1].highest = sam_value(4.0);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "<p class=\"warn\">5 of 9 answered (low");
    check_contains(html.data, "answered 1, the mean of &quot;Synergy&quot; would be 2.3; had they "
                              "all answered 5, it would be 4.0.");
    check_contains(html.data, "2 account holders of the funder answered");
    result->invited = 0;
    draw(&page, &f, 5);
    check_contains(html.data, "5 people answered; it is not known how many were invited.");
    check_contains(html.data, "How many were invited is not known, so nothing is deducted");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void one_or_two_people_get_a_conversation(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_results_alliance *alliance = &f.results->alliances[5];
    alliance->evaluator[0] = (struct sam_evaluator_phase){SAM_NORMING, "Seen <there>."};
    fixture_page(&page, f.results, SAM_EN, &html);
    for (size_t n = 1; n <= 2; n++) {
        alliance->result.responded = n;
        draw(&page, &f, 5);
        check_contains(html.data, "A conversation instead of scores");
        check_contains(html.data, n == 1 ? "One person answered." : "Two people answered.");
        check_contains(html.data, "<li>Working with the funder</li>");
        check_contains(html.data, "the evaluator&#39;s phase is norming. Seen &lt;there&gt;.");
        assert_null(strstr(html.data, "<svg"));
        assert_null(strstr(html.data, "<table"));
    }
    draw(&page, &f, 1);
    check_contains(html.data, "This alliance is one organisation");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void suppressed_alliances_and_silent_ones_show_no_scores(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 5, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 0);
    check_contains(html.data, "Left out to protect the people who answered");
    assert_null(strstr(html.data, "<table"));
    assert_true(page.occurred[SAM_WHY_SUPPRESSED]);
    f.results->alliances[0].result.suppressed = false;
    f.results->alliances[0].result.responded = 0;
    draw(&page, &f, 0);
    check_contains(html.data, "0 of 4 answered (nobody answered)");
    assert_null(strstr(html.data, "<table"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alliance_has_all_its_parts),
        cmocka_unit_test(scores_say_how_sure_they_are),
        cmocka_unit_test(a_low_response_is_warned_for),
        cmocka_unit_test(one_or_two_people_get_a_conversation),
        cmocka_unit_test(suppressed_alliances_and_silent_ones_show_no_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
