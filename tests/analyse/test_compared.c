#include "analyse/compared.h"

#include "analyse/fixture.h"

/* Scale a of as many statements as asked, and a scale b before it. */
static struct sam_questionnaire *with(int points, size_t items, unsigned reversed) {
    const struct fixture_scale scales[] = {{"b", "alliance", NULL, 1, NULL, 0},
                                           {"a", "alliance", NULL, items, NULL, reversed}};
    return fixture_questionnaire(points, scales, 2);
}

static size_t pairs(int points, size_t now_items, size_t then_items, unsigned reversed) {
    struct sam_questionnaire *now = with(5, now_items, 0);
    struct sam_questionnaire *then = with(points, then_items, reversed);
    struct sam_compared compared;
    sam_compared_init(&compared, now, 1, then);
    size_t count = compared.count;
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(now->items[compared.now[i]].id, then->items[compared.then[i]].id);
    }
    sam_compared_fini(&compared);
    sam_questionnaire_free(now);
    sam_questionnaire_free(then);
    return count;
}

static void half_of_either_must_be_there(void **state) {
    (void)state;
    assert_int_equal(pairs(5, 4, 4, 0), 4);
    assert_int_equal(pairs(5, 4, 2, 0), 2);
    assert_int_equal(pairs(5, 2, 4, 0), 2);
    assert_int_equal(pairs(5, 5, 2, 0), 0);
    assert_int_equal(pairs(5, 2, 5, 0), 0);
    assert_int_equal(pairs(5, 4, 4, 1), 3); /* one is turned round */
    assert_int_equal(pairs(5, 4, 4, 7), 0);
    assert_int_equal(pairs(7, 4, 4, 0), 0);
}

static void what_is_left_out_is_named(void **state) {
    (void)state;
    static const char *same_as[] = {"a2", NULL};
    struct sam_questionnaire *now = with(5, 3, 0);
    struct sam_questionnaire *then = with(5, 4, 0);
    struct sam_compared compared;
    now->items[2].id = "new"; /* was a2; says so */
    now->items[2].same_as = same_as;
    now->items[3].id = "fresh";
    sam_compared_init(&compared, now, 1, then);
    assert_int_equal(compared.count, 2);
    assert_int_equal(compared.now[1], 2);
    assert_string_equal(then->items[compared.then[1]].id, "a2");
    assert_int_equal(compared.only_now_count, 1);
    assert_string_equal(now->items[compared.only_now[0]].id, "fresh");
    assert_int_equal(compared.only_then_count, 2);
    assert_string_equal(then->items[compared.only_then[0]].id, "a3");
    sam_compared_fini(&compared);
    /* Two that name the same one: the first has it. */
    now->items[3].same_as = same_as;
    sam_compared_init(&compared, now, 1, then);
    assert_int_equal(compared.count, 2);
    sam_compared_fini(&compared);
    /* In another scale it measures something else. */
    sam_compared_init(&compared, now, 0, then);
    assert_int_equal(compared.count, 1);
    sam_compared_fini(&compared);
    sam_questionnaire_free(now);
    sam_questionnaire_free(then);
}

static void another_scale(void **state) {
    (void)state;
    const struct fixture_scale other = {"z", "alliance", NULL, 2, NULL, 0};
    struct sam_questionnaire *now = with(5, 2, 0);
    struct sam_questionnaire *then = fixture_questionnaire(5, &other, 1);
    struct sam_compared compared;
    sam_compared_init(&compared, now, 1, then);
    assert_int_equal(compared.count, 0);
    assert_int_equal(compared.only_now_count, 2);
    assert_int_equal(compared.only_then_count, 0);
    sam_compared_fini(&compared);
    sam_questionnaire_free(now);
    sam_questionnaire_free(then);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_of_either_must_be_there),
        cmocka_unit_test(what_is_left_out_is_named),
        cmocka_unit_test(another_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
