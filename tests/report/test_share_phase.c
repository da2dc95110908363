#include "fixture.h"

#include "report/share.h"

static void check_words(size_t skip, const char *alliance, const char *expected) {
    struct fixture f;
    struct sam_page page;
    struct sam_buf html;
    fixture_init(&f, NULL, skip, 1, true);
    fixture_page(&page, f.results, SAM_EN, &html);
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        if (strcmp(f.results->alliances[a].result.id, alliance) == 0) {
            sam_share_phase_words(&page, &f.results->alliances[a], SAM_RELATION_ALLIANCE);
            sam_share_phase(&page, &f.results->alliances[a], SAM_RELATION_ALLIANCE);
        }
    }
    check_contains(html.data, expected);
    fixture_page_fini(&page);
    fixture_fini(&f);
}

static void the_profile_is_named_where_its_scales_are_shown(void **state) {
    (void)state;
    check_words(0, "gezondheidszorg", "are agreed with most.");
    check_words(0, "gezondheidszorg", "<svg class=\"bar\"");
}

static void too_few_people_have_no_phase(void **state) {
    (void)state;
    check_words(0, "act4respect", "not shown: too few people");
}

/* The model's own verdict only where the answers to all of its statements are shown. */
static void the_verdict_waits_for_all_answers(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    for (size_t a = 0; a < f.results->alliance_count; a++) {
        const struct sam_disclosed_alliance *own = &f.results->disclosure->alliances[a];
        bool all = true;
        for (size_t i = 0; i < q->item_count; i++) {
            all = all &&
                  (q->items[i].phase == SAM_PHASE_NONE || own->items[i].shown == SAM_SHOW_ANSWERS);
        }
        assert_int_equal(own->verdict[SAM_RELATION_ALLIANCE], all);
        assert_false(own->verdict[SAM_RELATION_PARTNERSHIP]);
    }
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_profile_is_named_where_its_scales_are_shown),
        cmocka_unit_test(too_few_people_have_no_phase),
        cmocka_unit_test(the_verdict_waits_for_all_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
