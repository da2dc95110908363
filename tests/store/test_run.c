#include "store_fixture.h"

static void cursors_are_kept_per_source(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_cursor(f->store, "lime", &text, &err));
    assert_string_equal(text.data, "");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_cursor_set(f->store, "lime", "{\"after\": 17}", &err));
    ok(sam_store_cursor_set(f->store, "form", "5", &err));
    ok(sam_store_cursor_set(f->store, "lime", "{\"after\": 18}", &err));
    ok(sam_store_commit(f->store, &err));
    sam_buf_text(&text, "=");
    ok(sam_store_cursor(f->store, "lime", &text, &err));
    assert_string_equal(text.data, "={\"after\": 18}");
    sam_buf_fini(&text);
}

/* The page and its cursor are saved together or not at all. */
static void a_cursor_goes_with_its_page(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    enum sam_put what = SAM_PUT_SAME;
    struct sam_response response = fixture_response("r1", "12345");
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "lime", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_cursor_set(f->store, "lime", "1", &err));
    sam_store_rollback(f->store);
    ok(sam_store_cursor(f->store, "lime", &text, &err));
    assert_string_equal(text.data, "");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
    sam_buf_fini(&text);
}

static void the_last_run(void **state) {
    struct fixture *f = *state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_run run = {0};
    int64_t first = 0, second = 0;
    bool found = true;
    ok(sam_store_run_last(f->store, "lime", arena, &run, &found, &err));
    assert_false(found);
    ok(sam_store_run_start(f->store, "lime", true, FIXTURE_NOW, &first, &err));
    ok(sam_store_run_last(f->store, "lime", arena, &run, &found, &err));
    assert_false(found);
    struct sam_run result = {.outcome = "done",
                             .fetched = 10,
                             .added = 4,
                             .changed = 3,
                             .withdrawn = 2,
                             .quarantined = 1,
                             .ended = FIXTURE_NOW + 7};
    ok(sam_store_run_end(f->store, first, &result, &err));
    ok(sam_store_run_start(f->store, "lime", false, FIXTURE_NOW + 100, &second, &err));
    assert_int_not_equal(first, second);
    ok(sam_store_run_last(f->store, "lime", arena, &run, &found, &err));
    assert_true(found);
    assert_string_equal(run.source, "lime");
    assert_string_equal(run.outcome, "done");
    assert_string_equal(run.message, "");
    assert_true(run.full);
    assert_int_equal(run.fetched, 10);
    assert_int_equal(run.added, 4);
    assert_int_equal(run.changed, 3);
    assert_int_equal(run.withdrawn, 2);
    assert_int_equal(run.quarantined, 1);
    assert_int_equal(run.started, FIXTURE_NOW);
    assert_int_equal(run.ended, FIXTURE_NOW + 7);
    result =
        (struct sam_run){.outcome = "failed", .message = "no network", .ended = FIXTURE_NOW + 101};
    ok(sam_store_run_end(f->store, second, &result, &err));
    ok(sam_store_run_last(f->store, "lime", arena, &run, &found, &err));
    assert_string_equal(run.outcome, "failed");
    assert_string_equal(run.message, "no network");
    assert_false(run.full);
    ok(sam_store_run_last(f->store, "other", arena, &run, &found, &err));
    assert_false(found);
    time_t full = 0;
    time_t incremental = 1;
    ok(sam_store_run_done(f->store, "lime", true, &full, &err));
    ok(sam_store_run_done(f->store, "lime", false, &incremental, &err));
    assert_int_equal(full, FIXTURE_NOW + 7);
    assert_int_equal(incremental, 0); /* it failed */
    sam_arena_free(arena);
}

/* A run that was killed shows up as failed once the next one starts. */
static void a_killed_run(void **state) {
    struct fixture *f = *state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_run run = {0};
    int64_t number = 0;
    bool found = false;
    ok(sam_store_run_start(f->store, "lime", false, FIXTURE_NOW, &number, &err));
    ok(sam_store_run_start(f->store, "lime", false, FIXTURE_NOW + 60, &number, &err));
    ok(sam_store_run_last(f->store, "lime", arena, &run, &found, &err));
    assert_true(found);
    assert_string_equal(run.outcome, "failed");
    check_contains(run.message, "broken off");
    assert_int_equal(run.started, FIXTURE_NOW);
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(cursors_are_kept_per_source),
        fixture_test(a_cursor_goes_with_its_page),
        fixture_test(the_last_run),
        fixture_test(a_killed_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
