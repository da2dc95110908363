#include "fixture.h"

#include "report/push.h"

static struct sam_text words(const char *nl) {
    return (struct sam_text){{nl, "en"}};
}

static void test_who_is_asked(void **state) {
    struct sam_item items[] = {{.audience = 7}, {.audience = 3}};
    struct sam_open_question open = {.audience = 7};
    struct sam_questionnaire q = {
        .items = items, .item_count = 1, .open_questions = &open, .open_count = 1};
    (void)state;
    assert_false(sam_push_asks_role(&q));
    open.audience = 4;
    assert_true(sam_push_asks_role(&q));
    open.audience = 7;
    open.wording[SAM_LEAD] = words("a");
    assert_true(sam_push_asks_role(&q));
    q.open_count = 0;
    q.introductions[SAM_PARTNER] = words("b");
    assert_true(sam_push_asks_role(&q));
    assert_int_equal(sam_push_introduced(&q), 1U << SAM_PARTNER);
    q.introductions[SAM_PARTNER] = (struct sam_text){{NULL, NULL}};
    assert_false(sam_push_asks_role(&q));
    q.item_count = 2;
    assert_true(sam_push_asks_role(&q));
}

static void check_page(struct sam_push_page page, unsigned roles, enum sam_role role) {
    assert_int_equal(page.roles, roles);
    assert_int_equal(page.words, role);
}

/* A page for each role with words of its own, and none for a role without anything on it. */
static void test_pages_of_a_theme(void **state) {
    struct sam_theme themes[2] = {{.id = "t"}, {.id = "u"}};
    struct sam_item items[] = {{.audience = 7}, {.audience = 3}, {.theme = 1, .audience = 4}};
    struct sam_questionnaire q = {
        .themes = themes, .theme_count = 2, .items = items, .item_count = 3};
    struct sam_push_page pages[SAM_ROLES + 1];
    (void)state;
    assert_int_equal(sam_push_pages(&q, 0, pages), 1);
    check_page(pages[0], 7, SAM_ROLE_UNKNOWN);
    items[0].wording[SAM_ACCOUNT_HOLDER] = words("a");
    assert_int_equal(sam_push_pages(&q, 0, pages), 2);
    check_page(pages[0], 3, SAM_ROLE_UNKNOWN);
    check_page(pages[1], 4, SAM_ACCOUNT_HOLDER);
    assert_int_equal(sam_push_pages(&q, 1, pages), 1);
    check_page(pages[0], 4, SAM_ROLE_UNKNOWN);
    /* a title for a role that gets nothing there makes no page */
    themes[1].wording[SAM_LEAD] = words("b");
    assert_int_equal(sam_push_pages(&q, 1, pages), 1);
    themes[1].wording[SAM_ACCOUNT_HOLDER] = words("c");
    assert_int_equal(sam_push_pages(&q, 1, pages), 1);
    check_page(pages[0], 4, SAM_ACCOUNT_HOLDER);
    assert_int_equal(sam_push_pages(&q, SAM_NONE, pages), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_who_is_asked),
                                       cmocka_unit_test(test_pages_of_a_theme)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
