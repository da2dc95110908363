#include "store_fixture.h"

static void put(struct fixture *f, const char *id, const char *alliance, const char *day,
                const char *text, bool complete) {
    struct sam_response r = fixture_response(id, "12345");
    struct sam_open_answer open[] = {{1, text}, {0, ""}};
    r.alliance = alliance;
    r.submitted_at = day;
    r.complete = complete;
    r.open = open;
    r.open_count = 2;
    fixture_put(f, &r);
}

static bool add_open(const char *alliance, size_t question, const char *text, void *context) {
    sam_buf_printf(context, "%s %zu %s\n", alliance, question, text);
    return true;
}

static bool add_day(const char *day, size_t responses, void *context) {
    sam_buf_printf(context, "%s %zu\n", day, responses);
    return true;
}

static bool stop_at_once(const char *alliance, size_t question, const char *text, void *context) {
    add_open(alliance, question, text, context);
    return false;
}

static void what_counts_is_visited_in_an_order_that_tells_nothing(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    put(f, "1", "beta", "2026-11-02T10:00:00Z", "zebra", true);
    put(f, "2", "beta", "2026-11-01", "aardvark", true);
    put(f, "3", "alpha", "2026-11-02", "first", true);
    put(f, "4", "alpha", "2026-11-02", "not finished", false);
    put(f, "5", "alpha", "", "no date", true);
    ok(sam_store_visit_open(f->store, f->questionnaire, "2026", add_open, &text, &err));
    assert_string_equal(text.data, "alpha 1 first\nalpha 1 no date\nbeta 1 aardvark\n"
                                   "beta 1 zebra\n");
    sam_buf_clear(&text);
    ok(sam_store_visit_days(f->store, f->questionnaire, "2026", add_day, &text, &err));
    assert_string_equal(text.data, "2026-11-01 1\n2026-11-02 2\n");
    sam_buf_clear(&text);
    ok(sam_store_visit_open(f->store, f->questionnaire, "2024", add_open, &text, &err));
    ok(sam_store_visit_days(f->store, f->questionnaire, "2024", add_day, &text, &err));
    assert_string_equal(text.data, "");
    ok(sam_store_visit_open(f->store, f->questionnaire, "2026", stop_at_once, &text, &err));
    assert_string_equal(text.data, "alpha 1 first\n");
    sam_buf_fini(&text);
}

static void of_a_person_only_the_latest(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    struct sam_response r = fixture_response("1", "12345");
    struct sam_open_answer open = {0, "old"};
    r.respondent = "anna";
    r.open = &open;
    r.open_count = 1;
    fixture_put(f, &r);
    r.record_id = "2";
    r.submitted_at = "2026-11-05";
    open.text = "new";
    fixture_put(f, &r);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_open(f->store, f->questionnaire, "2026", add_open, &text, &err));
    ok(sam_store_visit_days(f->store, f->questionnaire, "2026", add_day, &text, &err));
    assert_string_equal(text.data, "alpha 0 new\n2026-11-05 1\n");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(what_counts_is_visited_in_an_order_that_tells_nothing),
        fixture_test(of_a_person_only_the_latest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
