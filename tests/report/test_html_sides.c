#include "report/html.h"

#include "fixture.h"

static struct sam_side side_of(size_t item, double partners, double holder) {
    return (struct sam_side){
        .item = item,
        .alliances = 2,
        .contrast = {6,
                     2,
                     sam_value(partners),
                     sam_value(holder),
                     {.difference = sam_value(partners - holder), .p = sam_value(0.03)}}};
}

static const char *place_of(const struct sam_buf *html, const char *text) {
    const char *place = strstr(html->data, text);
    assert_non_null(place);
    return place;
}

static void the_widest_gap_comes_first(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_side sides[] = {side_of(0, 4, 3.5), side_of(1, 4, 3.8), side_of(2, 2, 4.5)};
    struct sam_questionnaire *q = f.results->questionnaire;
    q->items[2].wording[SAM_ACCOUNT_HOLDER] =
        (struct sam_text){{"Zoals wij het zien.", "As we see it."}};
    result->sides = sides;
    result->side_count = 3;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_sides(&page, result);
    sam_check_markup(html.data);
    assert_true(place_of(&html, q->items[2].text.in[SAM_EN]) <
                place_of(&html, q->items[0].text.in[SAM_EN]));
    check_contains(html.data, "alliance 2.0, account holder 4.5</title>");
    check_contains(html.data, "people: 6 against 2");
    assert_true(place_of(&html, q->items[0].text.in[SAM_EN]) <
                place_of(&html, q->items[1].text.in[SAM_EN]));
    check_contains(html.data, "<small>To the account holder: As we see it.</small>");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* In results.json account holders stand first in the contrast of a scale. */
static void scales_name_the_right_side(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_differences differences[16];
    memcpy(differences, result->differences, f.questionnaire->scale_count * sizeof *differences);
    result->differences = differences;
    differences[1].account_holders_partners = (struct sam_contrast){
        1, 8, sam_value(2.5), sam_value(4.5), {.difference = sam_value(-2), .p = sam_value(0.22)}};
    result->side_count = 0;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_sides(&page, result);
    sam_check_markup(html.data);
    check_contains(html.data, "<title>Synergy: alliance 4.5, account holder 2.5</title>");
    check_contains(html.data, "people: 8 against 1");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void all_alliances_together(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_side sides[] = {side_of(0, 4, 2.5)};
    fixture_page(&page, f.results, SAM_NL, &html);
    f.results->side_count = 0;
    sam_html_sides_overall(&page);
    assert_string_equal(html.data, "");
    f.results->sides = sides;
    f.results->side_count = 1;
    sam_html_sides_overall(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "allianties 4,0, accounthouders 2,5</title>");
    check_contains(html.data, "6 partners, 2 accounthouders, 2 allianties");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void nobody_on_the_other_side(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_differences differences[16];
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        differences[s] = result->differences[s];
        differences[s].account_holders_partners.test.difference = sam_no_value(SAM_WHY_NO_ANSWERS);
    }
    result->differences = differences;
    result->side_count = 0;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_sides(&page, result);
    assert_string_equal(html.data, "");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_widest_gap_comes_first),
        cmocka_unit_test(scales_name_the_right_side),
        cmocka_unit_test(all_alliances_together),
        cmocka_unit_test(nobody_on_the_other_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
