#include "fixture.h"

#include "report/share.h"

static void set_item(struct sam_results *results, size_t a, size_t item, double value) {
    struct sam_cell *cell = &results->disclosure->alliances[a].items[item];
    *cell = (struct sam_cell){.shown = SAM_SHOW_MEAN, .n = 6, .value = value};
}

/* Everything hidden but what the test shows. */
static void clear(struct sam_results *results) {
    const struct sam_questionnaire *q = results->questionnaire;
    for (size_t i = 0; i < q->item_count; i++) {
        for (size_t a = 0; a < results->alliance_count; a++) {
            results->disclosure->alliances[a].items[i] = sam_cell_nothing(SAM_WITHHELD_FEW, 5);
        }
        results->disclosure->together[i].cell = sam_cell_nothing(SAM_WITHHELD_FEW, 5);
    }
}

static void what_most_share_stands_under_its_question(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    clear(f.results);
    size_t strong = sam_questionnaire_item(f.results->questionnaire, "s1");
    size_t weak = sam_questionnaire_item(f.results->questionnaire, "t1");
    for (size_t a = 0; a < 3; a++) {
        set_item(f.results, a, strong, 4);
        set_item(f.results, a, weak, a == 0 ? 2 : 3.5); /* tensions: low is favourable */
    }
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_common(&page);
    sam_check_markup(html.data);
    check_contains(html.data, "<caption>New chances by working together</caption>");
    check_contains(html.data, ">3 of 3</td>");
    check_contains(html.data, ">2 of 3</td>");
    const char *well = strstr(html.data, "What goes well in general");
    const char *talk = strstr(html.data, "What to talk about in general");
    const char *text = strstr(html.data, f.results->questionnaire->items[strong].text.in[SAM_EN]);
    assert_true(well < text && text < talk);
    /* in one alliance it goes well: not shared */
    text = strstr(talk, f.results->questionnaire->items[weak].text.in[SAM_EN]);
    assert_true(text > strstr(html.data, "By question of the evaluation"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void nothing_shown_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    clear(f.results);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_common(&page);
    check_contains(html.data, "No statement may be shown");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_most_share_stands_under_its_question),
        cmocka_unit_test(nothing_shown_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
