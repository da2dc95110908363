#include "store/session.h"

#include "store_fixture.h"

static const uint8_t one[SAM_SESSION_HASH] = {1}, two[SAM_SESSION_HASH] = {2};

static bool find(struct fixture *f, const uint8_t *hash, struct sam_session *session) {
    bool found = false;
    ok(sam_store_session_find(f->store, hash, session, &found, &err));
    return found;
}

static void sessions_come_and_go(void **state) {
    struct fixture *f = *state;
    struct sam_session session = {0};
    assert_false(find(f, one, &session));
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_session_put(f->store, one, FIXTURE_NOW, FIXTURE_NOW - 10, &err));
    ok(sam_store_session_seen(f->store, one, FIXTURE_NOW + 60, &err));
    ok(sam_store_commit(f->store, &err));
    assert_true(find(f, one, &session));
    assert_int_equal(session.started, FIXTURE_NOW);
    assert_int_equal(session.seen, FIXTURE_NOW + 60);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_session_put(f->store, two, FIXTURE_NOW + 100, FIXTURE_NOW + 61, &err));
    ok(sam_store_commit(f->store, &err));
    assert_false(find(f, one, &session)); /* not seen for too long */
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_session_end(f->store, two, &err));
    ok(sam_store_commit(f->store, &err));
    assert_false(find(f, two, &session));
}

static void another_password_ends_them(void **state) {
    struct fixture *f = *state;
    struct sam_session session = {0};
    struct sam_buf hash;
    sam_buf_init(&hash, 1000);
    ok(sam_store_password(f->store, &hash, &err));
    assert_int_equal(hash.length, 0);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_password_set(f->store, "first", &err));
    ok(sam_store_session_put(f->store, one, FIXTURE_NOW, 0, &err));
    ok(sam_store_password_set(f->store, "second", &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_password(f->store, &hash, &err));
    assert_string_equal(hash.data, "second");
    assert_false(find(f, one, &session));
    sam_buf_fini(&hash);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(sessions_come_and_go),
        fixture_test(another_password_ends_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
