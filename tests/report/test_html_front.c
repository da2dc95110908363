#include "report/html.h"

#include "fixture.h"

static void draw(struct sam_page *page, const struct fixture *f, size_t alliance) {
    sam_buf_clear(page->html);
    page->alliance = &f->results->alliances[alliance];
    sam_html_front(page);
    sam_check_markup(page->html->data);
}

static void the_page_has_all_its_parts(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "<h2>To walk in with</h2>");
    check_contains(html.data,
                   "9 of 9 answered (complete: at least 80 % answered). Nobody is missing.");
    check_contains(html.data, "<h3>Synergy</h3>");
    check_contains(html.data, "<h3>Phase: Among the partners</h3>");
    check_contains(html.data, "<h3>Advice</h3>");
    check_contains(html.data, "<h3>Strengths to open with</h3>");
    check_contains(html.data, "<h3>To raise</h3>");
    assert_true(sam_html_has_scores(&f.results->alliances[5].result));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void who_is_missing_is_said_by_role(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_results_alliance *alliance = &f.results->alliances[5];
    alliance->result.by_role[SAM_LEAD] = 0;
    alliance->result.by_role[SAM_PARTNER] = 6;
    alliance->invited_by_role[SAM_ACCOUNT_HOLDER] = 1;
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "1 answer of the lead partner is missing. 2 answers of the other "
                              "partners are missing. 1 answer of the account holders is missing.");
    alliance->roles_known = false;
    draw(&page, &f, 5);
    assert_null(strstr(html.data, "missing"));
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
        assert_false(sam_html_has_scores(&alliance->result));
    }
    struct sam_questionnaire *q = f.results->questionnaire;
    size_t theme = q->items[sam_questionnaire_item(q, "w1")].theme;
    for (size_t i = 0; i < q->item_count; i++) { /* what partners weren't asked is no topic */
        if (q->items[i].theme == theme) {
            q->items[i].audience = 1U << SAM_ACCOUNT_HOLDER;
        }
    }
    draw(&page, &f, 5);
    assert_null(strstr(html.data, "<li>Working with the funder</li>"));
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
    check_contains(html.data, "First ask for answers once more.");
    assert_null(strstr(html.data, "<table"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void topics_give_their_reasons(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_topic topics[12] = {{.item = 2, .score = 0.9, .reasons = {true, false, true}},
                                   {.item = 3, .score = 0.5}};
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    result->topics = topics;
    result->topic_count = 2;
    result->items[2].mean = sam_value(2.25);
    result->items[2].respondents = 8;
    fixture_page(&page, f.results, SAM_EN, &html);
    draw(&page, &f, 5);
    check_contains(html.data, "mean 2.2 (n = 8)</span><br/>Unfavourable, and the partners agree "
                              "on it: a bottleneck they share. Two camps");
    check_contains(html.data, "Among the statements with the most to talk about.");
    result->topic_count = 12;
    draw(&page, &f, 5);
    assert_int_equal(sam_count_of(html.data, "<span class=\"ask\">"), 5);
    result->topic_count = 0;
    draw(&page, &f, 5);
    check_contains(html.data, "No statement stands out.");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_has_all_its_parts),
        cmocka_unit_test(who_is_missing_is_said_by_role),
        cmocka_unit_test(a_low_response_is_warned_for),
        cmocka_unit_test(one_or_two_people_get_a_conversation),
        cmocka_unit_test(suppressed_alliances_and_silent_ones_show_no_scores),
        cmocka_unit_test(topics_give_their_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
