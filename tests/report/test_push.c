#include "fixture.h"

#include "report/push.h"

static void test_who_is_asked(void **state) {
    struct sam_item everybody = {.audience = 7};
    struct sam_item partners = {.audience = 3};
    struct sam_item items[] = {everybody, partners};
    struct sam_questionnaire q = {.items = items, .item_count = 1};
    (void)state;
    assert_false(sam_push_is_limited(&everybody));
    assert_true(sam_push_is_limited(&partners));
    assert_false(sam_push_asks_role(&q));
    q.item_count = 2;
    assert_true(sam_push_asks_role(&q));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_who_is_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
