#include "pages.h"

#include "collect/ahead.h"

#include <stdatomic.h>

/* A platform of so many pages, which fails at one of them. */
struct counted {
    int pages, fail_at;
    atomic_int read;
};

static enum sam_status next(void *state, struct sam_page *page, struct sam_err *err) {
    struct counted *c = state;
    int number = atomic_fetch_add(&c->read, 1) + 1;
    if (number == c->fail_at) {
        return sam_fail_cause(err, SAM_E_NET, 503, "page %d fails", number);
    }
    sam_page_clear(page);
    page->cursor = sam_arena_strdup(page->arena, number == 1 ? "one" : "other");
    page->more = number < c->pages;
    return SAM_OK;
}

static const struct sam_platform platform = {.next = next};

static void test_all_pages(void **state) {
    struct counted c = {.pages = 50};
    struct sam_ahead *ahead = NULL;
    struct sam_page page;
    struct sam_err err = {0};
    (void)state;
    sam_page_init(&page);
    assert_int_equal(sam_ahead_start(&platform, &c, NULL, NULL, &ahead, &err), SAM_OK);
    for (int i = 1; i <= 50; i++) {
        assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_OK);
        assert_string_equal(page.cursor, i == 1 ? "one" : "other");
        assert_true(page.more == (i < 50));
        /* no more than one page is read, or lies ready */
        assert_true(atomic_load(&c.read) <= i + 1);
    }
    sam_ahead_stop(ahead);
    sam_page_fini(&page);
}

static void test_failure(void **state) {
    struct counted c = {.pages = 9, .fail_at = 2};
    struct sam_ahead *ahead = NULL;
    struct sam_page page;
    struct sam_err err = {0};
    (void)state;
    sam_page_init(&page);
    assert_int_equal(sam_ahead_start(&platform, &c, NULL, NULL, &ahead, &err), SAM_OK);
    assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_OK);
    assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_E_NET);
    assert_int_equal(err.cause, 503);
    assert_string_equal(err.text, "page 2 fails");
    sam_ahead_stop(ahead);
    sam_page_fini(&page);
}

static enum sam_status look(struct sam_page *page, void *context, struct sam_err *err) {
    int *looked = context;
    page->cursor = "looked at";
    return ++*looked < 3 ? SAM_OK : sam_fail(err, SAM_E_LIMIT, "page %d is too much", *looked);
}

static void test_work_is_done_on_each(void **state) {
    struct counted c = {.pages = 9};
    struct sam_ahead *ahead = NULL;
    struct sam_page page;
    struct sam_err err = {0};
    int looked = 0;
    (void)state;
    sam_page_init(&page);
    assert_int_equal(sam_ahead_start(&platform, &c, look, &looked, &ahead, &err), SAM_OK);
    assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_OK);
    assert_string_equal(page.cursor, "looked at");
    assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_OK);
    assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_E_LIMIT);
    assert_string_equal(err.text, "page 3 is too much");
    sam_ahead_stop(ahead);
    sam_page_fini(&page);
}

/* Stopped before anything, and with a page that nobody took. */
static void test_stopped(void **state) {
    (void)state;
    for (int taken = 0; taken < 3; taken++) {
        struct counted c = {.pages = 9};
        struct sam_ahead *ahead = NULL;
        struct sam_page page;
        struct sam_err err = {0};
        sam_page_init(&page);
        assert_int_equal(sam_ahead_start(&platform, &c, NULL, NULL, &ahead, &err), SAM_OK);
        for (int i = 0; i < taken; i++) {
            assert_int_equal(sam_ahead_next(ahead, &page, &err), SAM_OK);
        }
        sam_ahead_stop(ahead);
        sam_page_fini(&page);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_pages), cmocka_unit_test(test_failure),
        cmocka_unit_test(test_work_is_done_on_each), cmocka_unit_test(test_stopped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
