#include "fixture.h"

#include "report/share.h"

static void alliances_stand_in_order_of_name(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    fixture_html(f.results, "overall", 0, SAM_EN, &html);
    const char *place = strstr(html.data, "id=\"compare\"");
    for (size_t i = 0; i < f.results->alliance_count; i++) {
        const char *name = f.results->alliances[f.results->by_name[i]].name;
        const char *next = strstr(place, name);
        assert_non_null(next);
        place = next;
    }
    sam_buf_fini(&html);
    fixture_fini(&f);
}

/* With intervals where enough alliances show a mean and a spread, without where not. */
static void intervals_need_enough_people(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    size_t synergy = sam_questionnaire_scale(f.results->questionnaire, "synergy");
    assert_true(f.results->disclosure->spread[synergy] >= 0.75);
    fixture_page(&page, f.results, SAM_EN, &html);
    sam_share_compare(&page);
    check_contains(html.data, "pooled mean");
    sam_buf_clear(&html);
    for (size_t s = 0; s < f.results->questionnaire->scale_count; s++) {
        f.results->disclosure->spread[s] = 0;
    }
    sam_share_compare(&page);
    assert_null(strstr(html.data, "pooled mean"));
    check_contains(html.data, "Too few alliances show an exact score");
    fixture_page_fini(&page);
    fixture_fini(&f);
}

/* Of a subject that no alliance shows the name stands there, and no table of reasons. */
static void what_nobody_shows_is_no_table(void **state) {
    (void)state;
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    size_t synergy = sam_questionnaire_scale(q, "synergy");
    fixture_page(&page, f.results, SAM_EN, &html);
    for (size_t s = synergy;; s = SAM_NONE) { /* that one, then all */
        for (size_t a = 0; a < f.results->alliance_count; a++) {
            for (size_t k = 0; k < q->scale_count; k++) {
                if (s == SAM_NONE || k == s) {
                    f.results->disclosure->alliances[a].scales[k] =
                        (struct sam_cell){.why = SAM_WITHHELD_FEW};
                }
            }
        }
        sam_buf_clear(&html);
        sam_share_compare(&page);
        sam_check_markup(html.data);
        assert_null(strstr(html.data, "<h3>Synergy</h3>"));
        if (s == SAM_NONE) {
            break;
        }
        check_contains(html.data, "Of no alliance is a score shown of: Synergy. Why ");
        check_contains(html.data, "no league table");
    }
    check_contains(html.data, "Of no alliance is a score shown of: Run-up, Synergy, ");
    assert_null(strstr(html.data, "no league table"));
    assert_null(strstr(html.data, "<table"));
    fixture_page_fini(&page);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alliances_stand_in_order_of_name),
        cmocka_unit_test(intervals_need_enough_people),
        cmocka_unit_test(what_nobody_shows_is_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
