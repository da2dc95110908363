#include "analyse/wave_change.h"

#include "analyse/fixture.h"

static const struct fixture_scale now_scales[] = {
    {"a", "alliance", NULL, 3, NULL, 1},
    {"b", "alliance", NULL, 2, NULL, 0},
    {"c", "partnership", NULL, 1, NULL, 0},
};
/* a as now but in another place; b with a statement more, which is left out; c not there. */
static const struct fixture_scale then_scales[] = {
    {"z", "alliance", NULL, 1, NULL, 0},
    {"b", "alliance", NULL, 3, NULL, 0},
    {"a", "alliance", NULL, 3, NULL, 1},
};

struct waves {
    struct sam_questionnaire *q, *q_then;
    struct sam_answers *now, *then;
    struct sam_scoring scoring;
    struct sam_earlier_wave earlier;
    struct sam_analysis_options options;
    struct sam_wave_plan plan;
    struct sam_wave_room room;
};

static void begin(struct waves *w) {
    *w = (struct waves){.options = {.min_group = 1, .seed = 1}};
    w->q = fixture_questionnaire(5, now_scales, 3);
    w->q_then = fixture_questionnaire(5, then_scales, 3);
    w->now = sam_answers_new(w->q->item_count);
    w->then = sam_answers_new(w->q_then->item_count);
}

static void plan(struct waves *w) {
    sam_answers_sort(w->now);
    sam_answers_sort(w->then);
    w->earlier = (struct sam_earlier_wave){"2024", w->q_then, w->then, NULL};
    w->options.earlier = &w->earlier;
    sam_scoring_init(&w->scoring, w->q, w->now);
    sam_wave_plan_init(&w->plan, &w->scoring, &w->options);
    sam_wave_room_init(&w->room, &w->plan);
}

static struct sam_change change(struct waves *w, size_t scale, const char *alliance) {
    return sam_wave_change(&w->plan, &w->room, scale, sam_answers_alliance(w->now, alliance),
                           sam_value(0.4), 3);
}

static void end(struct waves *w) {
    sam_wave_room_fini(&w->room);
    sam_wave_plan_fini(&w->plan);
    sam_scoring_fini(&w->scoring);
    sam_answers_free(w->now);
    sam_answers_free(w->then);
    sam_questionnaire_free(w->q);
    sam_questionnaire_free(w->q_then);
}

/* Item a1 is reversed. Now: p 4, q (5 + 3) / 2, r 2, new 5, nobody's 1. Then: gone 3, r 2, q 3, p 3
 * (with an account holder of p that does not count), nobody's 2. */
static void add_waves(struct waves *w) {
    fixture_add(w->now, "x", "p", SAM_LEAD, "244111");
    fixture_add(w->now, "x", "q", SAM_PARTNER, "155111");
    fixture_add(w->now, "x", "new", SAM_PARTNER, "155111");
    fixture_add(w->now, "x", "q", SAM_PARTNER, "333111");
    fixture_add(w->now, "x", "r", SAM_PARTNER, "422111");
    fixture_add(w->now, "x", "", SAM_PARTNER, "511111");
    fixture_add(w->now, "y", "p", SAM_LEAD, "244111");
    fixture_add(w->now, "new alliance", "p", SAM_LEAD, "244111");
    fixture_add(w->then, "x", "gone", SAM_PARTNER, "1111333");
    fixture_add(w->then, "x", "r", SAM_PARTNER, "1111422");
    fixture_add(w->then, "x", "q", SAM_PARTNER, "1111333");
    fixture_add(w->then, "x", "p", SAM_LEAD, "1111333");
    fixture_add(w->then, "x", "p", SAM_ACCOUNT_HOLDER, "1111155");
    fixture_add(w->then, "x", "", SAM_PARTNER, "1111422");
    fixture_add(w->then, "old alliance", "p", SAM_LEAD, "1111155");
    fixture_add(w->then, "y", "p", SAM_LEAD, "1111...");
    fixture_add(w->then, "y", "q", SAM_PARTNER, "1111333");
}

static void by_hand(void **state) {
    (void)state;
    struct waves w;
    begin(&w);
    add_waves(&w);
    plan(&w);
    struct sam_change c = change(&w, 0, "x");
    assert_int_equal(c.pairs, 3);
    assert_int_equal(c.newcomers, 1);
    assert_int_equal(c.leavers, 1);
    assert_int_equal(c.unnamed, 2);
    /* +1, +1, 0: two differ, so four choices of signs, two of them as large. */
    check_number(c.test.difference, 2.0 / 3);
    check_number(c.test.p, 0.5);
    check_number(c.test.superiority, 2.5 / 3);
    assert_int_equal(c.test.method, SAM_ARRANGEMENTS_ALL);
    assert_int_equal(c.test.arrangements, 4);
    check_number(c.detectable, 1.959963984540054 * sqrt(2) * 0.4 / sqrt(3));
    c = sam_wave_change(&w.plan, &w.room, 0, sam_answers_alliance(w.now, "x"),
                        sam_no_value(SAM_WHY_ONE_ITEM), 3);
    check_why(c.detectable, SAM_WHY_ONE_ITEM);
    assert_true(sam_has(c.test.p));
    end(&w);
}

static void nothing_to_compare(void **state) {
    (void)state;
    struct waves w;
    begin(&w);
    add_waves(&w);
    plan(&w);
    check_why(change(&w, 2, "x").test.difference, SAM_WHY_NOT_COMPARABLE);
    struct sam_change c = change(&w, 0, "y");
    check_why(c.test.p, SAM_WHY_NO_PAIRS);
    check_why(c.detectable, SAM_WHY_NO_PAIRS);
    assert_int_equal(c.pairs, 0);
    assert_int_equal(c.newcomers, 1);
    assert_int_equal(c.leavers, 1);
    c = change(&w, 0, "new alliance");
    check_why(c.test.superiority, SAM_WHY_NO_PAIRS);
    assert_int_equal(c.newcomers, 1);
    assert_int_equal(c.leavers, 0);
    end(&w);
}

static void few_are_suppressed(void **state) {
    (void)state;
    struct waves w;
    begin(&w);
    w.options.min_group = 4;
    add_waves(&w);
    plan(&w);
    /* Enough people then and now, too few pairs. */
    struct sam_change c = change(&w, 0, "x");
    assert_int_equal(c.pairs, 3);
    check_why(c.test.p, SAM_WHY_SUPPRESSED);
    /* Too few people then. */
    check_why(change(&w, 0, "y").test.difference, SAM_WHY_SUPPRESSED);
    end(&w);
}

/* What one of the questionnaires lacks is left out; with fewer statements the error is larger. */
static void what_both_have_is_compared(void **state) {
    (void)state;
    struct waves w;
    begin(&w);
    add_waves(&w);
    fixture_add(w.now, "y", "q", SAM_LEAD, "244351");
    plan(&w);
    struct sam_change c = change(&w, 1, "y"); /* b1, b2: 3, 5 now and 1, 1 then */
    assert_int_equal(c.pairs, 2);
    check_number(c.test.difference, (3.0 + 0) / 2);
    check_number(c.detectable, 1.959963984540054 * sqrt(2) * 0.4 / sqrt(2));
    end(&w);
    struct fixture_scale more = {"b", "alliance", NULL, 4, NULL, 0};
    struct fixture_scale fewer = {"b", "alliance", NULL, 2, NULL, 0};
    begin(&w);
    sam_questionnaire_free(w.q);
    sam_questionnaire_free(w.q_then);
    sam_answers_free(w.now);
    sam_answers_free(w.then);
    w.q = fixture_questionnaire(5, &more, 1);
    w.q_then = fixture_questionnaire(5, &fewer, 1);
    w.now = sam_answers_new(4);
    w.then = sam_answers_new(2);
    fixture_add(w.now, "x", "p", SAM_LEAD, "4511");
    fixture_add(w.then, "x", "p", SAM_LEAD, "22");
    plan(&w);
    c = change(&w, 0, "x");
    check_number(c.test.difference, 2.5);
    check_number(c.detectable, 1.959963984540054 * sqrt(2 * 4 / 2.0) * 0.4);
    end(&w);
}

/* An alliance that goes on under another name. */
static void under_another_name(void **state) {
    (void)state;
    struct waves w;
    begin(&w);
    add_waves(&w);
    plan(&w);
    size_t then[3];
    for (size_t a = 0; a < 3; a++) {
        then[a] = SAM_NONE;
    }
    then[sam_answers_alliance(w.now, "new alliance")] =
        sam_answers_alliance(w.then, "old alliance");
    w.earlier.alliances = then;
    struct sam_change c = change(&w, 0, "new alliance");
    assert_int_equal(c.pairs, 1);
    check_number(c.test.difference, 4 - 5);
    c = change(&w, 0, "x");
    check_why(c.test.p, SAM_WHY_NO_PAIRS);
    assert_int_equal(c.leavers, 0);
    end(&w);
}

/* Another number of points, or a statement turned round, is another scale. */
static void other_scales_are_not_compared(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct waves w;
        struct fixture_scale turned = {"a", "alliance", NULL, 3, NULL, 2};
        begin(&w);
        sam_questionnaire_free(w.q_then);
        sam_answers_free(w.then);
        w.q_then = fixture_questionnaire(i == 0 ? 5 : 4, i == 0 ? &turned : now_scales, 1);
        w.then = sam_answers_new(3);
        fixture_add(w.then, "x", "p", SAM_LEAD, "333");
        fixture_add(w.now, "x", "p", SAM_LEAD, "244111");
        plan(&w);
        check_why(change(&w, 0, "x").test.p, SAM_WHY_NOT_COMPARABLE);
        end(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),
        cmocka_unit_test(nothing_to_compare),
        cmocka_unit_test(few_are_suppressed),
        cmocka_unit_test(what_both_have_is_compared),
        cmocka_unit_test(under_another_name),
        cmocka_unit_test(other_scales_are_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
