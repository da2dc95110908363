#include "store_fixture.h"

static void facts_are_kept_per_source_and_name(void **state) {
    struct fixture *f = *state;
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_text(&text, "");
    ok(sam_store_fact(f->store, "ls", "server", &text, &err));
    assert_string_equal(text.data, "");
    ok(sam_store_fact_set(f->store, "ls", "server", "6.4.2", &err));
    ok(sam_store_fact_set(f->store, "ls", "server", "7.0", &err));
    ok(sam_store_fact_set(f->store, "nc", "server", "5.2", &err));
    ok(sam_store_fact(f->store, "ls", "server", &text, &err));
    assert_string_equal(text.data, "7.0");
    ok(sam_store_fact_set(f->store, "ls", "server", NULL, &err));
    sam_buf_clear(&text);
    ok(sam_store_fact(f->store, "ls", "server", &text, &err));
    assert_string_equal(text.length > 0 ? text.data : "", "");
    sam_buf_fini(&text);
}

static void people_who_answered_twice(void **state) {
    struct fixture *f = *state;
    enum sam_put what = SAM_PUT_SAME;
    size_t people = 9;
    ok(sam_store_begin(f->store, &err));
    for (int i = 0; i < 4; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%d", i);
        struct sam_response response = fixture_response(id, "12345");
        response.respondent = i < 3 ? "somebody" : "";
        response.complete = i != 2;
        ok(sam_store_put(f->store, "lime", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    }
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_repeats(f->store, "lime", "2026", &people, &err));
    assert_int_equal(people, 1);
    ok(sam_store_repeats(f->store, "other", "2026", &people, &err));
    assert_int_equal(people, 0);
    ok(sam_store_repeats(f->store, "lime", "2025", &people, &err));
    assert_int_equal(people, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(facts_are_kept_per_source_and_name),
        fixture_test(people_who_answered_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
