#include "store_fixture.h"

static void put(struct fixture *f, const char *id) {
    struct sam_response response = fixture_response(id, "12345");
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
}

static void one_step_is_undone_by_itself(void **state) {
    struct fixture *f = *state;
    ok(sam_store_begin(f->store, &err));
    for (int i = 0; i < 3; i++) {
        const char *const ids[] = {"a", "b", "c"};
        ok(sam_store_step_begin(f->store, &err));
        put(f, ids[i]);
        ok(i == 1 ? sam_store_step_undo(f->store, &err) : sam_store_step_end(f->store, &err));
    }
    ok(sam_store_commit(f->store, &err));
    fixture_check_text(f, "SELECT group_concat(record_id || change) FROM response", "a1,c2");
    assert_int_equal(fixture_number(f, "SELECT value FROM counter WHERE name = 'change'"), 2);
    fixture_problems(f, NULL);
}

/* A full disk undoes all of the transaction: no step of it can go on as if nothing were. */
static void a_lost_transaction_is_told(void **state) {
    struct fixture *f = *state;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_step_begin(f->store, &err));
    put(f, "a");
    ok(sam_sql_exec(f->store, "ROLLBACK", &err));
    assert_int_equal(sam_store_step_undo(f->store, &err), SAM_E_STORE);
    assert_int_equal(sam_store_step_end(f->store, &err), SAM_E_STORE);
    assert_int_equal(sam_store_step_begin(f->store, &err), SAM_E_STORE);
    assert_int_equal(sam_store_commit(f->store, &err), SAM_E_STORE);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(one_step_is_undone_by_itself),
        fixture_test(a_lost_transaction_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
