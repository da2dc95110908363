#include "store_fixture.h"

static void is_at_the_version_of_this_program(void **state) {
    struct fixture *f = *state;
    assert_int_equal(fixture_number(f, "PRAGMA user_version"), sam_schema_version);
    assert_int_equal(fixture_number(f, "PRAGMA application_id"), SAM_SCHEMA_ID);
}

static void a_newer_one_is_refused(void **state) {
    struct fixture *f = *state;
    static const enum sam_store_mode modes[] = {SAM_STORE_READ, SAM_STORE_WRITE};
    fixture_put_answers(f, "r1", "12345");
    ok(sam_sql_exec(f->store, "PRAGMA user_version = 999", &err));
    sam_store_close(f->store);
    for (size_t i = 0; i < 2; i++) {
        f->store = NULL;
        assert_int_equal(sam_store_open(f->folder, modes[i], &f->store, &err), SAM_E_STORE);
        assert_null(f->store);
        check_contains(err.text, "store.sqlite: written by a newer samenscan");
        check_contains(err.text, "999");
        check_contains(err.text, "install the newer program");
    }
}

static void another_programs_database_is_refused(void **state) {
    struct fixture *f = *state;
    sqlite3 *db = NULL;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "store.sqlite");
    struct sam_store *store = NULL;
    (void)f;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE bookmarks (url)", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sam_store_open(folder, SAM_STORE_WRITE, &store, &err), SAM_E_STORE);
    check_contains(err.text, "another program's database");
    free(path);
    sam_folder_remove(folder);
}

/* A version 0 that never was, with content, brought up by steps of its own. */
static void an_older_one_is_brought_up(void **state) {
    struct fixture *f = *state;
    static const char *const steps[] = {
        "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)",
        "ALTER TABLE thing ADD COLUMN size INTEGER; UPDATE thing SET size = length(name)",
        "CREATE INDEX thing_size ON thing (size)"};
    ok(sam_sql_exec(f->store, "PRAGMA user_version = 0", &err));
    ok(sam_schema_migrate(f->store, steps, 1, &err));
    assert_int_equal(fixture_number(f, "PRAGMA user_version"), 1);
    ok(sam_sql_exec(f->store, "INSERT INTO thing (name) VALUES ('alpha')", &err));
    ok(sam_schema_migrate(f->store, steps, 3, &err));
    assert_int_equal(fixture_number(f, "PRAGMA user_version"), 3);
    assert_int_equal(fixture_number(f, "SELECT size FROM thing INDEXED BY thing_size "
                                       "WHERE size = 5"),
                     5);
    /* Nothing is done twice. */
    ok(sam_schema_migrate(f->store, steps, 3, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM thing"), 1);
}

static void a_step_that_fails_leaves_the_one_before(void **state) {
    struct fixture *f = *state;
    static const char *const steps[] = {
        "CREATE TABLE thing (id INTEGER PRIMARY KEY)",
        "CREATE TABLE half (id INTEGER PRIMARY KEY); INSERT INTO no_such_table VALUES (1)"};
    ok(sam_sql_exec(f->store, "PRAGMA user_version = 0", &err));
    assert_int_equal(sam_schema_migrate(f->store, steps, 2, &err), SAM_E_STORE);
    check_contains(err.text, "no_such_table");
    assert_int_equal(fixture_number(f, "PRAGMA user_version"), 1);
    assert_int_equal(
        fixture_number(f, "SELECT count(*) FROM sqlite_schema WHERE name IN ('thing', 'half')"), 1);
}

static void an_older_one_is_not_read(void **state) {
    struct fixture *f = *state;
    ok(sam_sql_exec(f->store, "PRAGMA user_version = 0", &err));
    sam_store_close(f->store);
    f->store = NULL;
    assert_int_equal(sam_store_open(f->folder, SAM_STORE_READ, &f->store, &err), SAM_E_STORE);
    check_contains(err.text, "written by an older samenscan");
}

/* A file that was made and never filled: killed at the very first moment. */
static void an_empty_file(void **state) {
    (void)state;
    struct sam_store *store = NULL;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "store.sqlite");
    ok(sam_file_write(path, "", 0, &err));
    assert_int_equal(sam_store_open(folder, SAM_STORE_READ, &store, &err), SAM_E_NOT_FOUND);
    ok(sam_store_open(folder, SAM_STORE_WRITE, &store, &err));
    sam_store_close(store);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(is_at_the_version_of_this_program),
        fixture_test(a_newer_one_is_refused),
        fixture_test(another_programs_database_is_refused),
        fixture_test(an_older_one_is_brought_up),
        fixture_test(a_step_that_fails_leaves_the_one_before),
        fixture_test(an_older_one_is_not_read),
        cmocka_unit_test(an_empty_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
