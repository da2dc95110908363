#include "store_fixture.h"

static bool note(const struct sam_progress *progress, void *context) {
    sam_buf_printf(context, "%s %zu %zu %zu %s;", progress->alliance, progress->complete,
                   progress->incomplete, progress->account_holders, progress->last_answer);
    return true;
}

static void put(struct fixture *f, const char *id, const char *respondent, const char *alliance,
                enum sam_role role, bool complete, const char *submitted_at) {
    struct sam_response response = fixture_response(id, "11111");
    response.respondent = respondent;
    response.alliance = alliance;
    response.role = role;
    response.complete = complete;
    response.submitted_at = submitted_at;
    fixture_put(f, &response);
}

static void counts_respondents(void **state) {
    struct fixture *f = *state;
    struct sam_buf seen;
    bool was_there = false;
    sam_buf_init(&seen, SAM_BUF_UNLIMITED);
    ok(sam_store_progress(f->store, "2026", note, &seen, &err));
    assert_string_equal(seen.data, "");
    put(f, "1", "ann", "beta", SAM_LEAD, true, "2026-11-01T10:00:00Z");
    put(f, "2", "ann", "beta", SAM_LEAD, false, "2026-11-01T11:00:00+05:00"); /* 6:00 */
    put(f, "3", "bob", "beta", SAM_PARTNER, false, "");
    put(f, "4", "", "beta", SAM_PARTNER, true, "");
    put(f, "5", "", "beta", SAM_PARTNER, true, "2026-10-01");
    put(f, "6", "acc", "beta", SAM_ACCOUNT_HOLDER, true, "2026-11-01T09:59:59Z");
    put(f, "7", "acc", "alpha", SAM_ACCOUNT_HOLDER, false, "");
    put(f, "8", "gone", "beta", SAM_PARTNER, true, "2027-01-01");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "8", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_progress(f->store, "2026", note, &seen, &err));
    assert_string_equal(seen.data, "alpha 0 0 0 ;beta 3 1 1 2026-11-01T10:00:00Z;");
    sam_buf_clear(&seen);
    ok(sam_store_progress(f->store, "2028", note, &seen, &err));
    assert_string_equal(seen.data, "");
    sam_buf_fini(&seen);
}

static void check_progress(struct fixture *f, const char *expected) {
    struct sam_buf seen;
    sam_buf_init(&seen, SAM_BUF_UNLIMITED);
    ok(sam_store_progress(f->store, "2026", note, &seen, &err));
    assert_string_equal(seen.data, expected);
    sam_buf_fini(&seen);
}

static void a_place_taken_over_counts_once(void **state) {
    struct fixture *f = *state;
    ok(sam_sql_exec(f->store, "INSERT INTO succession VALUES ('ann', 'bob')", &err));
    put(f, "1", "ann", "beta", SAM_LEAD, false, "");
    check_progress(f, "beta 0 1 0 ;");
    put(f, "2", "bob", "beta", SAM_LEAD, false, "");
    check_progress(f, "beta 0 1 0 ;");
    put(f, "1", "ann", "beta", SAM_LEAD, true, "");
    check_progress(f, "beta 1 0 0 ;");
    put(f, "2", "bob", "beta", SAM_LEAD, true, "");
    check_progress(f, "beta 1 0 0 ;");
}

int main(void) {
    const struct CMUnitTest tests[] = {fixture_test(counts_respondents),
                                       fixture_test(a_place_taken_over_counts_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
