#include "web_fixture.h"

static void it_is_bound_to_who_asks(void **state) {
    struct served *s = *state;
    struct bare_web b;
    char one[SAM_CSRF_SIZE], other[SAM_CSRF_SIZE], forged[SAM_CSRF_SIZE];
    served_stop(s);
    bare_web_init(&b, s);
    ok(sam_csrf_key(s->f.store, b.server.csrf_key, &err));
    b.request.proof = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    sam_csrf(&b.web, one);
    assert_int_equal(strlen(one), 22);
    assert_true(sam_csrf_is(&b.web, one));
    assert_false(sam_csrf_is(&b.web, NULL));
    assert_false(sam_csrf_is(&b.web, ""));
    assert_false(sam_csrf_is(&b.web, b.request.proof));
    for (size_t i = 0; i < strlen(one); i++) {
        memcpy(forged, one, sizeof one);
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        assert_false(sam_csrf_is(&b.web, forged));
    }
    b.request.proof = "aaaaaaaaaaaaaaaaaaaaaaaaab";
    sam_csrf(&b.web, other);
    assert_string_not_equal(one, other);
    assert_false(sam_csrf_is(&b.web, one));
    /* Nobody in particular: no page could have been bound to them. */
    b.request.proof = "";
    sam_csrf(&b.web, other);
    assert_false(sam_csrf_is(&b.web, other));
    bare_web_fini(&b);
}

/* A page that was open while the server was started again can still be sent. */
static void it_outlives_the_server_but_not_the_study(void **state) {
    struct served *s = *state;
    uint8_t key[SAM_KEY_SIZE], again[SAM_KEY_SIZE], token_key[SAM_KEY_SIZE];
    const uint8_t make[SAM_KEY_SIZE] = {0};
    served_stop(s);
    ok(sam_csrf_key(s->f.store, key, &err));
    fixture_reopen(&s->f, SAM_STORE_WRITE);
    ok(sam_csrf_key(s->f.store, again, &err));
    assert_memory_equal(key, again, sizeof key);
    ok(sam_store_token_key(s->f.store, make, token_key, &err));
    assert_memory_not_equal(key, token_key, sizeof key);
    ok(sam_sql_exec(s->f.store, "DELETE FROM secret", &err));
    ok(sam_csrf_key(s->f.store, again, &err));
    assert_memory_not_equal(key, again, sizeof key);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(it_is_bound_to_who_asks),
        served_test(it_outlives_the_server_but_not_the_study),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
