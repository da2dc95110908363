#include "form_fixture.h"

#include <ctype.h>

static const struct sam_token ann = {SAM_TOKEN_RESPONDENT, "ann", "2026"};
static const struct sam_token reader = {SAM_TOKEN_READER, "", ""};

static void a_token_finds_its_owner(void **state) {
    struct fixture *f = *state;
    char text[SAM_TOKEN_SIZE], key[SAM_TOKEN_SIZE];
    struct sam_token found = {0};
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, text, &err));
    ok(sam_token_issue(f->store, &reader, FIXTURE_NOW, key, &err));
    assert_int_equal(strlen(text), 26);
    assert_int_equal(strspn(text, "abcdefghijklmnopqrstuvwxyz234567"), 26);
    ok(sam_token_check(f->store, text, &found, &err));
    assert_int_equal(found.kind, SAM_TOKEN_RESPONDENT);
    assert_string_equal(found.respondent, "ann");
    assert_string_equal(found.wave, "2026");
    ok(sam_token_check(f->store, key, &found, &err));
    assert_int_equal(found.kind, SAM_TOKEN_READER);
    assert_string_equal(found.respondent, "");
    /* Typed over from paper, in capitals. */
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)toupper((unsigned char)*c);
    }
    ok(sam_token_check(f->store, text, &found, &err));
    assert_string_equal(found.respondent, "ann");
}

static void two_tokens_differ(void **state) {
    struct fixture *f = *state;
    char text[64][SAM_TOKEN_SIZE];
    struct sam_token token = ann;
    for (int i = 0; i < 64; i++) {
        snprintf(token.respondent, sizeof token.respondent, "r%d", i);
        ok(sam_token_issue(f->store, &token, FIXTURE_NOW, text[i], &err));
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(text[i], text[j]);
        }
    }
}

static void a_new_one_replaces_the_old(void **state) {
    struct fixture *f = *state;
    char old[SAM_TOKEN_SIZE], new[SAM_TOKEN_SIZE], other[SAM_TOKEN_SIZE];
    struct sam_token found = {0}, later = ann;
    snprintf(later.wave, sizeof later.wave, "2028");
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, old, &err));
    ok(sam_token_issue(f->store, &later, FIXTURE_NOW, other, &err));
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, new, &err));
    assert_int_equal(sam_token_check(f->store, old, &found, &err), SAM_E_AUTH);
    ok(sam_token_check(f->store, new, &found, &err));
    ok(sam_token_check(f->store, other, &found, &err));
    assert_string_equal(found.wave, "2028");
}

static void one_beside_another_leaves_it_working(void **state) {
    struct fixture *f = *state;
    char old[SAM_TOKEN_SIZE], new[SAM_TOKEN_SIZE];
    struct sam_token found = {0};
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, old, &err));
    ok(sam_token_issue_beside(f->store, &ann, FIXTURE_NOW, new, &err));
    assert_string_not_equal(old, new);
    ok(sam_token_check(f->store, old, &found, &err));
    ok(sam_token_check(f->store, new, &found, &err));
    assert_string_equal(found.respondent, "ann");
}

static void forgeries_are_nobodys(void **state) {
    struct fixture *f = *state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    char text[SAM_TOKEN_SIZE], forged[64];
    struct sam_token found = {0};
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, text, &err));
    for (size_t at = 0; at < 26; at++) {
        for (size_t letter = 0; letter < 32; letter++) {
            memcpy(forged, text, sizeof text);
            forged[at] = letters[letter];
            enum sam_status expected = letters[letter] == text[at] ? SAM_OK : SAM_E_AUTH;
            assert_int_equal(sam_token_check(f->store, forged, &found, &err), expected);
        }
    }
    const char *wrong[] = {"",
                           " ",
                           "a",
                           "12345678901234567890123456",
                           "aaaaaaaaaaaaaaaaaaaaaaaaaa",
                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                           "\xff\xff\xff",
                           "' OR 1=1 --"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(sam_token_check(f->store, wrong[i], &found, &err), SAM_E_AUTH);
    }
    snprintf(forged, sizeof forged, "%sa", text);
    assert_int_equal(sam_token_check(f->store, forged, &found, &err), SAM_E_AUTH);
    check_contains(err.text, "not known here");
}

/* Neither the text nor the bits it stands for are in the file: only the keyed hash is. */
static void only_a_hash_is_kept(void **state) {
    struct fixture *f = *state;
    char text[SAM_TOKEN_SIZE];
    ok(sam_token_issue(f->store, &ann, FIXTURE_NOW, text, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM token WHERE length(hash) = 32"), 1);
    ok(sam_sql_exec(f->store, "PRAGMA wal_checkpoint(TRUNCATE)", &err));
    struct sam_buf bytes;
    char *path = sam_path_join(f->folder, "store.sqlite");
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    ok(sam_file_read(path, &bytes, &err));
    assert_null(memmem(bytes.data, bytes.length, text, strlen(text)));
    assert_non_null(memmem(bytes.data, bytes.length, "2026", 4));
    sam_buf_fini(&bytes);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(a_token_finds_its_owner),
        fixture_test(two_tokens_differ),
        fixture_test(a_new_one_replaces_the_old),
        fixture_test(one_beside_another_leaves_it_working),
        fixture_test(forgeries_are_nobodys),
        fixture_test(only_a_hash_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
