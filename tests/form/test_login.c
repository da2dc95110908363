#include "form/login.h"

#include "store/session.h"
#include "store/store_fixture.h"

static enum sam_password check(struct fixture *f, const char *password) {
    enum sam_password what = SAM_PASSWORD_NONE;
    ok(sam_password_check(f->store, password, &what, &err));
    return what;
}

static void only_the_password_itself_is_right(void **state) {
    struct fixture *f = *state;
    struct sam_buf hash;
    assert_int_equal(check(f, "anything at all"), SAM_PASSWORD_NONE);
    ok(sam_password_set(f->store, "correct horse battery", &err));
    assert_int_equal(check(f, "correct horse battery"), SAM_PASSWORD_RIGHT);
    assert_int_equal(check(f, "correct horse batter"), SAM_PASSWORD_WRONG);
    assert_int_equal(check(f, "correct horse battery "), SAM_PASSWORD_WRONG);
    assert_int_equal(check(f, ""), SAM_PASSWORD_WRONG);
    sam_buf_init(&hash, 1000);
    ok(sam_store_password(f->store, &hash, &err));
    assert_memory_equal(hash.data, "$argon2id$", 10);
    sam_buf_fini(&hash);
    ok(sam_password_set(f->store, "another password", &err));
    assert_int_equal(check(f, "correct horse battery"), SAM_PASSWORD_WRONG);
    assert_int_equal(check(f, "another password"), SAM_PASSWORD_RIGHT);
}

static void short_ones_are_refused(void **state) {
    struct fixture *f = *state;
    char long_one[SAM_PASSWORD_MOST + 2];
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    assert_int_equal(sam_password_set(f->store, "elf teken 1", &err), SAM_E_INPUT);
    check_contains(err.text, "12 characters or more");
    assert_int_equal(
        sam_password_set(f->store, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", &err),
        SAM_E_INPUT); /* twelve bytes, six characters */
    assert_int_equal(sam_password_set(f->store, long_one, &err), SAM_E_INPUT);
    assert_int_equal(check(f, long_one), SAM_PASSWORD_NONE);
}

static bool is_open(struct fixture *f, const char *text, time_t now, bool *touch) {
    bool open = false;
    ok(sam_session_look(f->store, text, now, &open, touch, &err));
    return open;
}

static void sessions_end_by_themselves(void **state) {
    struct fixture *f = *state;
    char text[SAM_SESSION_TEXT], other[SAM_SESSION_TEXT];
    bool touch = true;
    time_t start = FIXTURE_NOW;
    ok(sam_session_text(text, &err));
    ok(sam_session_text(other, &err));
    assert_string_not_equal(text, other);
    assert_int_equal(strlen(text), 22);
    assert_false(is_open(f, text, start, &touch));
    ok(sam_store_begin(f->store, &err));
    ok(sam_session_begin(f->store, text, start, &err));
    ok(sam_store_commit(f->store, &err));
    assert_true(is_open(f, text, start + 59, &touch));
    assert_false(touch);
    assert_false(is_open(f, other, start, &touch));
    assert_false(is_open(f, "", start, &touch));
    assert_false(is_open(f, "much-longer-than-a-session-is", start, &touch));
    assert_true(is_open(f, text, start + SAM_SESSION_IDLE - 1, &touch));
    assert_true(touch);
    assert_false(is_open(f, text, start + SAM_SESSION_IDLE, &touch));
    /* Used all the time, it ends all the same. */
    for (time_t now = start; now < start + SAM_SESSION_LONGEST; now += 1800) {
        assert_true(is_open(f, text, now, &touch));
        ok(sam_store_begin(f->store, &err));
        ok(sam_session_touch(f->store, text, now, &err));
        ok(sam_store_commit(f->store, &err));
    }
    assert_false(is_open(f, text, start + SAM_SESSION_LONGEST, &touch));
}

static void logging_out_ends_it(void **state) {
    struct fixture *f = *state;
    char text[SAM_SESSION_TEXT];
    bool touch = false;
    ok(sam_session_text(text, &err));
    ok(sam_store_begin(f->store, &err));
    ok(sam_session_begin(f->store, text, FIXTURE_NOW, &err));
    ok(sam_session_end(f->store, text, &err));
    ok(sam_store_commit(f->store, &err));
    assert_false(is_open(f, text, FIXTURE_NOW, &touch));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(only_the_password_itself_is_right),
        fixture_test(short_ones_are_refused),
        fixture_test(sessions_end_by_themselves),
        fixture_test(logging_out_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
