#include "cli/retention.h"

#include "base/file.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static int64_t left_of(const struct sam_study *study, struct sam_store *store, size_t wave,
                       const char *today) {
    struct sam_err err = {0};
    int64_t left = -1;
    assert_int_equal(sam_retention_left(study, store, wave, today, &left, &err), SAM_OK);
    return left;
}

static void a_date_that_is_past(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    struct sam_store *store = NULL;
    struct sam_person people[] = {{.respondent = "a", .email = "a@b.nl"}, {.respondent = "b"}};
    struct sam_wave waves[] = {{.id = "w1", .erase_after = "2026-06-30"}, {.id = "w2"}};
    struct sam_study study = {.people = people, .person_count = 2, .waves = waves, .wave_count = 2};
    const uint8_t hash[SAM_TOKEN_HASH] = {1};
    const struct sam_token token = {SAM_TOKEN_RESPONDENT, "a", "w1"};
    assert_int_equal(sam_store_open(folder, SAM_STORE_WRITE, &store, &err), SAM_OK);
    assert_int_equal(sam_store_begin(store, &err), SAM_OK);
    assert_int_equal(sam_store_token_put(store, hash, &token, 0, &err), SAM_OK);
    assert_int_equal(sam_store_commit(store, &err), SAM_OK);
    assert_int_equal(left_of(&study, store, 0, "2026-06-30"), 0); /* the day itself */
    assert_int_equal(left_of(&study, store, 0, "2026-07-01"), 1);
    assert_int_equal(left_of(&study, store, 1, "2026-07-01"), 0);
    assert_int_equal(left_of(&study, NULL, 0, "2026-07-01"), 0); /* w2 may keep the names */
    waves[1].erase_after = "2026-01-01";
    assert_int_equal(left_of(&study, NULL, 0, "2026-07-01"), 1);
    assert_int_equal(left_of(&study, store, 0, "2026-07-01"), 2);
    sam_store_close(store);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_date_that_is_past)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
