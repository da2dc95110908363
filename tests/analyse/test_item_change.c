#include "analyse/item_change.h"

#include "analyse/fixture.h"

static const struct fixture_scale now_scales[] = {{"a", "alliance", NULL, 2, NULL, 2},
                                                  {"b", "alliance", NULL, 1, NULL, 0}};
/* b1 is turned the other way; the items stand in another order */
static const struct fixture_scale then_scales[] = {{"b", "alliance", NULL, 1, NULL, 1},
                                                   {"a", "alliance", NULL, 2, NULL, 2}};

struct waves {
    struct sam_questionnaire *q, *q_then;
    struct sam_answers *now, *then;
    struct sam_scoring scoring;
    struct sam_earlier_wave earlier;
    struct sam_analysis_options options;
    struct sam_item_change change[3];
};

static void begin(struct waves *w, int points_then) {
    *w = (struct waves){.options = {.min_group = 1, .seed = 1}};
    w->q = fixture_questionnaire(5, now_scales, 2);
    w->q_then = fixture_questionnaire(points_then, then_scales, 2);
    w->now = sam_answers_new(3);
    w->then = sam_answers_new(3);
    fixture_add(w->now, "x", "p", SAM_LEAD, "531");
    fixture_add(w->now, "x", "q", SAM_PARTNER, "251");
    fixture_add(w->now, "x", "q", SAM_PARTNER, "4d1");
    fixture_add(w->now, "x", "new", SAM_PARTNER, "111");
    fixture_add(w->now, "x", "", SAM_PARTNER, "111");
    fixture_add(w->now, "x", "p", SAM_ACCOUNT_HOLDER, "111");
    fixture_add(w->now, "y", "p", SAM_LEAD, "555");
    fixture_add(w->then, "x", "gone", SAM_PARTNER, "511");
    fixture_add(w->then, "x", "q", SAM_PARTNER, "424");
    fixture_add(w->then, "x", "p", SAM_LEAD, "13.");
    fixture_add(w->then, "x", "", SAM_PARTNER, "111");
}

static void compare(struct waves *w, const char *alliance) {
    sam_answers_sort(w->now);
    sam_answers_sort(w->then);
    w->earlier = (struct sam_earlier_wave){"2024", w->q_then, w->then, NULL};
    w->options.earlier = &w->earlier;
    sam_scoring_init(&w->scoring, w->q, w->now);
    struct sam_item_changes *changes = sam_item_changes_new(&w->scoring, &w->options);
    sam_item_changes_of(changes, sam_answers_alliance(w->now, alliance), w->change);
    sam_item_changes_free(changes);
}

static void end(struct waves *w) {
    sam_scoring_fini(&w->scoring);
    sam_answers_free(w->now);
    sam_answers_free(w->then);
    sam_questionnaire_free(w->q);
    sam_questionnaire_free(w->q_then);
}

/* a1 then: q 2, p 3; now: q (2 + 4) / 2, p 5. a2 then: q 4, p left it out; now: q 5 and one who did
 * not know. */
static void by_hand(void **state) {
    (void)state;
    struct waves w;
    begin(&w, 5);
    compare(&w, "x");
    assert_int_equal(w.change[0].pairs, 2);
    check_number(w.change[0].difference, (3 - 2 + 5 - 3) / 2.0);
    assert_int_equal(w.change[1].pairs, 1);
    check_number(w.change[1].difference, 1);
    check_why(w.change[2].difference, SAM_WHY_NOT_COMPARABLE);
    end(&w);
}

static void nobody_in_both(void **state) {
    (void)state;
    struct waves w;
    begin(&w, 5);
    compare(&w, "y");
    assert_int_equal(w.change[0].pairs, 0);
    check_why(w.change[0].difference, SAM_WHY_NO_PAIRS);
    end(&w);
}

static void another_response_scale_or_too_few(void **state) {
    (void)state;
    struct waves w;
    begin(&w, 7);
    compare(&w, "x");
    check_why(w.change[0].difference, SAM_WHY_NOT_COMPARABLE);
    end(&w);
    begin(&w, 5);
    w.options.min_group = 2;
    compare(&w, "x");
    assert_true(sam_has(w.change[0].difference));
    check_why(w.change[1].difference, SAM_WHY_SUPPRESSED);
    end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(nobody_in_both),
        cmocka_unit_test(another_response_scale_or_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
