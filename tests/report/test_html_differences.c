#include "report/html.h"

#include "fixture.h"

static void both_sides_are_drawn_and_chance_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_differences differences[16];
    memcpy(differences, result->differences, f.questionnaire->scale_count * sizeof *differences);
    result->differences = differences;
    differences[1].lead_partners = (struct sam_contrast){
        1, 8, sam_value(4.5), sam_value(2.5), {.difference = sam_value(2), .p = sam_value(0.0123)}};
    result->items[3].voices[SAM_LEAD] = (struct sam_voices){1, 5};
    result->items[3].voices[SAM_PARTNER] = (struct sam_voices){2, 4};
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_roles(&page, result);
    sam_check_markup(html.data);
    check_contains(html.data, "<title>Synergy: lead 4.5, others 2.5</title>");
    check_contains(html.data, "Rarely by chance alone (p = 0.012)<small>people: 1 against 8");
    check_contains(html.data, "Statements on which they are far apart");
    sam_buf_clear(&html);
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        differences[s].lead_partners.test.difference = sam_no_value(SAM_WHY_NO_ANSWERS);
    }
    sam_html_roles(&page, result);
    check_contains(html.data, "Nothing to compare");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void a_change_has_its_margin_and_its_pairs(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_differences differences[16] = {0};
    struct sam_number none = sam_no_value(SAM_WHY_NOT_COMPARABLE);
    for (size_t s = 0; s < f.questionnaire->scale_count; s++) {
        differences[s].change.test = (struct sam_permutation){none, none, none, 0, 0};
    }
    differences[1].change =
        (struct sam_change){.pairs = 3,
                            .test = {.difference = sam_value(-0.44), .p = sam_value(0.25)},
                            .detectable = sam_value(0.61)};
    result->differences = differences;
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_html_change(&page, result); /* no wave to compare with: nothing */
    assert_string_equal(html.data, "");
    f.results->against = "2018";
    sam_html_change(&page, result);
    sam_check_markup(html.data);
    check_contains(html.data, "<title>Synergy: change \xE2\x88\x92"
                              "0.4 since the last wave</title>");
    check_contains(html.data, "<small>3 organisations; error of measurement up to 0.6");
    check_contains(html.data, "May well be chance (p = 0.25)");
    check_contains(html.data, "The statements were not the same");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_are_drawn_and_chance_is_said),
        cmocka_unit_test(a_change_has_its_margin_and_its_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
