#include "store_fixture.h"

static const uint8_t one[SAM_TOKEN_HASH] = {1, 0, 1}, two[SAM_TOKEN_HASH] = {2};
static const struct sam_token ann = {SAM_TOKEN_RESPONDENT, "ann", "2026"};

static void put(struct fixture *f, const uint8_t *hash, const struct sam_token *token) {
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_token_put(f->store, hash, token, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
}

static void the_key_is_made_once(void **state) {
    struct fixture *f = *state;
    uint8_t key[SAM_TOKEN_HASH] = {0};
    ok(sam_store_token_key(f->store, one, key, &err));
    assert_memory_equal(key, one, SAM_TOKEN_HASH);
    ok(sam_store_token_key(f->store, two, key, &err));
    assert_memory_equal(key, one, SAM_TOKEN_HASH);
    fixture_reopen(f, SAM_STORE_WRITE);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_token_key(f->store, two, key, &err));
    ok(sam_store_commit(f->store, &err));
    assert_memory_equal(key, one, SAM_TOKEN_HASH);
}

static void found_by_its_hash(void **state) {
    struct fixture *f = *state;
    struct sam_token token = {0};
    assert_int_equal(sam_store_token_find(f->store, one, &token, &err), SAM_E_NOT_FOUND);
    put(f, one, &ann);
    ok(sam_store_token_find(f->store, one, &token, &err));
    assert_int_equal(token.kind, SAM_TOKEN_RESPONDENT);
    assert_string_equal(token.respondent, "ann");
    assert_string_equal(token.wave, "2026");
    assert_int_equal(sam_store_token_find(f->store, two, &token, &err), SAM_E_NOT_FOUND);
}

static void a_new_one_revokes(void **state) {
    struct fixture *f = *state;
    struct sam_token token = {0};
    put(f, one, &ann);
    put(f, two, &ann);
    assert_int_equal(sam_store_token_find(f->store, one, &token, &err), SAM_E_NOT_FOUND);
    ok(sam_store_token_find(f->store, two, &token, &err));
}

static void one_beside_another(void **state) {
    struct fixture *f = *state;
    struct sam_token token = {0};
    put(f, one, &ann);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_token_add(f->store, two, &ann, FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_token_find(f->store, one, &token, &err));
    ok(sam_store_token_find(f->store, two, &token, &err));
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_token_revoke(f->store, &ann, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(sam_store_token_find(f->store, one, &token, &err), SAM_E_NOT_FOUND);
    assert_int_equal(sam_store_token_find(f->store, two, &token, &err), SAM_E_NOT_FOUND);
}

static void who_has_one(void **state) {
    struct fixture *f = *state;
    const struct sam_token reader = {SAM_TOKEN_READER, "", ""};
    bool exists = true;
    ok(sam_store_token_exists(f->store, "ann", "2026", &exists, &err));
    assert_false(exists);
    put(f, one, &ann);
    put(f, two, &reader);
    ok(sam_store_token_exists(f->store, "ann", "2026", &exists, &err));
    assert_true(exists);
    ok(sam_store_token_exists(f->store, "ann", "2028", &exists, &err));
    assert_false(exists);
    ok(sam_store_token_exists(f->store, "", "", &exists, &err));
    assert_false(exists);
}

static void a_damaged_key_is_named(void **state) {
    struct fixture *f = *state;
    uint8_t key[SAM_TOKEN_HASH];
    ok(sam_sql_exec(f->store, "INSERT INTO secret VALUES ('token', x'0102')", &err));
    assert_int_equal(sam_store_token_key(f->store, one, key, &err), SAM_E_STORE);
    check_contains(err.text, "secret for tokens is damaged");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(the_key_is_made_once), fixture_test(found_by_its_hash),
        fixture_test(a_new_one_revokes),    fixture_test(one_beside_another),
        fixture_test(who_has_one),          fixture_test(a_damaged_key_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
