#include "report/html.h"

#include "fixture.h"

static void every_statement_has_its_bar(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_item_score *score = &f.results->alliances[5].result.items[0];
    *score = (struct sam_item_score){.respondents = 6,
                                     .dont_know = 3,
                                     .counts = {2, 1, 0, 2, 1},
                                     .mean = sam_value(2.83),
                                     .ad = sam_value(1.4),
                                     .two_camps = true};
    f.results->alliances[5].result.items[1] = (struct sam_item_score){
        .respondents = 5, .counts = {1, 1, 1, 1, 1}, .mean = sam_value(3), .ad = sam_value(1.2)};
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_statements(&page, &f.results->alliances[5].result);
    sam_check_markup(html.data);
    check_contains(html.data, "3.0 (n = 5)<small>they differ: worth asking about</small>");
    assert_int_equal(sam_count_of(html.data, "<svg class=\"answers\""), 31);
    assert_int_equal(sam_count_of(html.data, "<table"), 4);
    check_contains(html.data,
                   "<title>Strongly disagree: 2; Disagree: 1; Neutral: 0; Agree: 2; Strongly "
                   "agree: 1; don&#39;t know: 3</title>");
    check_contains(html.data, ">3 d.k.</text>");
    check_contains(html.data, "2.8 (n = 6)<small>two camps</small>");
    check_contains(html.data, "how many chose &quot;Don&#39;t know / not applicable&quot;");
    for (size_t i = 0; i < f.questionnaire->item_count; i++) {
        struct sam_buf text;
        sam_buf_init(&text, SAM_BUF_UNLIMITED);
        struct sam_page escaped = {.html = &text};
        sam_page_text(&escaped, f.questionnaire->items[i].text.in[SAM_EN]);
        check_contains(html.data, text.data);
        sam_buf_fini(&text);
    }
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void statements_without_answers_or_not_asked_for_say_so(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    result->items[0] = (struct sam_item_score){.mean = sam_no_value(SAM_WHY_NO_ANSWERS)};
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_statements(&page, result);
    check_contains(html.data, "Nobody answered this.");
    sam_buf_clear(&html);
    result->items = NULL;
    sam_html_statements(&page, result);
    check_contains(html.data, "Left out because it was not asked for.");
    assert_null(strstr(html.data, "<table"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void hostile_statements_stay_text(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, FIXTURE_SMALL, 0, 1, true);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        fixture_page(&page, f.results, (enum sam_lang)lang, &html);
        sam_html_statements(&page, &f.results->alliances[5].result);
        sam_check_markup(html.data);
        assert_null(strstr(html.data, "<script"));
        check_contains(html.data, "&lt;script&gt;alert(");
        check_contains(html.data, "<small>");
        fixture_page_fini(&page);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_statement_has_its_bar),
        cmocka_unit_test(statements_without_answers_or_not_asked_for_say_so),
        cmocka_unit_test(hostile_statements_stay_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
