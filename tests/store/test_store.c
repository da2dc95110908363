#include "store_fixture.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void reading_needs_a_store(void **state) {
    (void)state;
    struct sam_store *store = NULL;
    char *folder = sam_temporary_folder();
    assert_int_equal(sam_store_open(folder, SAM_STORE_READ, &store, &err), SAM_E_NOT_FOUND);
    check_contains(err.text, "store.sqlite");
    check_contains(err.text, "samenscan collect");
    assert_null(store);
    sam_folder_remove(folder);
}

static void writing_needs_a_folder(void **state) {
    (void)state;
    struct sam_store *store = NULL;
    assert_int_equal(sam_store_open("/nowhere/at/all", SAM_STORE_WRITE, &store, &err), SAM_E_STORE);
    check_contains(err.text, "/nowhere/at/all/store.sqlite");
    check_contains(err.text, "No such file");
}

static void only_the_owner_may_read_it(void **state) {
    struct fixture *f = *state;
    static const char *const names[] = {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"};
    fixture_put_answers(f, "r1", "12345");
    for (size_t i = 0; i < 3; i++) {
        struct stat status;
        char *path = sam_path_join(f->folder, names[i]);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
        free(path);
    }
}

static void it_is_set_up_to_survive(void **state) {
    struct fixture *f = *state;
    fixture_check_text(f, "PRAGMA journal_mode", "wal");
    assert_int_equal(fixture_number(f, "PRAGMA synchronous"), 2);
    assert_int_equal(fixture_number(f, "PRAGMA foreign_keys"), 1);
    assert_int_equal(fixture_number(f, "PRAGMA busy_timeout"), 10000);
}

static void reading_writes_nothing(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "12345");
    fixture_reopen(f, SAM_STORE_READ);
    assert_int_equal(sam_store_begin(f->store, &err), SAM_E_STORE);
    check_contains(err.text, "may write to the file");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 1);
}

static void no_database_at_all(void **state) {
    struct fixture *f = *state;
    char *path = sam_path_join(f->folder, "store.sqlite");
    char noise[8192];
    memset(noise, 'x', sizeof noise);
    sam_store_close(f->store);
    f->store = NULL;
    ok(sam_file_write(path, noise, sizeof noise, &err));
    assert_int_equal(sam_store_open(f->folder, SAM_STORE_WRITE, &f->store, &err), SAM_E_STORE);
    check_contains(err.text, path);
    check_contains(err.text, "not a database");
    check_contains(err.text, "backup");
    free(path);
}

/* --- no room -----------------------------------------------------------------------------------
 */

static void a_full_disk(void **state) {
    struct fixture *f = *state;
    static char text[SAM_OPEN_TEXT_LIMIT];
    memset(text, 'x', sizeof text - 1);
    const struct sam_open_answer open[] = {{0, text}};
    fixture_put_answers(f, "before", "12345");
    int64_t pages = fixture_number(f, "PRAGMA page_count");
    char limit[64];
    snprintf(limit, sizeof limit, "PRAGMA max_page_count = %d", (int)pages + 20);
    ok(sam_sql_exec(f->store, limit, &err));
    ok(sam_store_begin(f->store, &err));
    enum sam_status status = SAM_OK;
    int put = 0;
    for (; put < 100 && status == SAM_OK; put++) {
        char id[16];
        enum sam_put what = SAM_PUT_SAME;
        snprintf(id, sizeof id, "r%d", put);
        struct sam_response response = fixture_response(id, "11111");
        response.open = open;
        response.open_count = 1;
        status =
            sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err);
    }
    assert_int_equal(status, SAM_E_STORE);
    assert_in_range(put, 2, 99);
    check_contains(err.text, "store.sqlite");
    check_contains(err.text, "free some space");
    /* Who doesn't look and commits all the same saves nothing by it. */
    if (sqlite3_get_autocommit(f->store->db)) {
        assert_int_equal(sam_store_commit(f->store, &err), SAM_E_STORE);
    }
    sam_store_rollback(f->store);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 1);
    fixture_problems(f, NULL);
    ok(sam_sql_exec(f->store, "PRAGMA max_page_count = 1000000", &err));
    assert_int_equal(fixture_put_answers(f, "after", "12345"), SAM_PUT_NEW);
    fixture_problems(f, NULL);
}

/* SQLite itself may undo a whole transaction; what comes after it must not be saved by itself. */
static void nothing_is_saved_outside_a_transaction(void **state) {
    struct fixture *f = *state;
    enum sam_put what = SAM_PUT_SAME;
    struct sam_response response = fixture_response("r1", "12345");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    ok(sam_sql_exec(f->store, "ROLLBACK", &err));
    response = fixture_response("r2", "12345");
    assert_int_equal(
        sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err),
        SAM_E_STORE);
    check_contains(err.text, "undid this step");
    assert_int_equal(sam_store_commit(f->store, &err), SAM_E_STORE);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
    assert_int_equal(fixture_put_answers(f, "r3", "12345"), SAM_PUT_NEW);
}

/* --- several processes --------------------------------------------------------------------------
 */

enum { EACH = 40, BATCH = 4 };

/* Puts EACH responses in batches, from a connection of its own. Runs in a child. */
static int put_from_child(const char *folder, struct sam_questionnaire *questionnaire, char who) {
    struct sam_store *store = NULL;
    struct sam_err why = {0};
    if (sam_store_open(folder, SAM_STORE_WRITE, &store, &why) != SAM_OK ||
        sam_store_use_questionnaire(store, questionnaire, &why) != SAM_OK) {
        return 1;
    }
    for (int i = 0; i < EACH; i += BATCH) {
        if (sam_store_begin(store, &why) != SAM_OK) {
            return 2;
        }
        for (int j = i; j < i + BATCH; j++) {
            char id[16];
            enum sam_put what = SAM_PUT_SAME;
            snprintf(id, sizeof id, "%c%d", who, j);
            struct sam_response response = fixture_response(id, "12345");
            if (sam_store_put(store, "form", questionnaire, &response, FIXTURE_NOW, &what, &why) !=
                    SAM_OK ||
                what != SAM_PUT_NEW) {
                return 3;
            }
        }
        if (sam_store_commit(store, &why) != SAM_OK) {
            return 4;
        }
    }
    sam_store_close(store);
    return 0;
}

static void two_processes_write(void **state) {
    struct fixture *f = *state;
    pid_t children[2];
    /* No connection may be carried through a fork; and both make the store at once. */
    sam_store_close(f->store);
    f->store = NULL;
    char *path = sam_path_join(f->folder, "store.sqlite");
    assert_int_equal(unlink(path), 0);
    free(path);
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            _exit(put_from_child(f->folder, f->questionnaire, (char)('a' + i)));
        }
    }
    for (int i = 0; i < 2; i++) {
        int how = 0;
        assert_int_equal(waitpid(children[i], &how, 0), children[i]);
        assert_true(WIFEXITED(how));
        assert_int_equal(WEXITSTATUS(how), 0);
    }
    fixture_reopen(f, SAM_STORE_READ);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 2 * EACH);
    /* Every number was given out once. */
    assert_int_equal(fixture_number(f, "SELECT count(DISTINCT change) FROM response"), 2 * EACH);
    assert_int_equal(fixture_number(f, "SELECT max(change) FROM response"), 2 * EACH);
    fixture_problems(f, NULL);
}

/* Puts batches for ever; writes a byte for each batch that was committed. */
static void put_for_ever(const char *folder, struct sam_questionnaire *questionnaire, int out) {
    struct sam_store *store = NULL;
    struct sam_err why = {0};
    enum sam_put what = SAM_PUT_SAME;
    if (sam_store_open(folder, SAM_STORE_WRITE, &store, &why) != SAM_OK ||
        sam_store_use_questionnaire(store, questionnaire, &why) != SAM_OK) {
        return;
    }
    for (int64_t batch = fixture_number(&(struct fixture){.store = store},
                                        "SELECT count(*) / 10 FROM response");
         ; batch++) {
        if (sam_store_begin(store, &why) != SAM_OK) {
            return;
        }
        for (int i = 0; i < 10; i++) {
            char id[32];
            snprintf(id, sizeof id, "%lld.%d", (long long)batch, i);
            struct sam_response response = fixture_response(id, "12345");
            if (sam_store_put(store, "form", questionnaire, &response, FIXTURE_NOW, &what, &why) !=
                SAM_OK) {
                return;
            }
        }
        char cursor[32];
        snprintf(cursor, sizeof cursor, "%lld", (long long)batch + 1);
        if (sam_store_cursor_set(store, "form", cursor, &why) != SAM_OK ||
            sam_store_commit(store, &why) != SAM_OK || write(out, "c", 1) != 1) {
            return;
        }
    }
}

/* Killed twenty times in the middle of it: what was committed is there, whole batches only, and
 * the cursor says how many. */
static void killed_in_the_middle(void **state) {
    struct fixture *f = *state;
    int64_t committed = 0;
    sam_store_close(f->store);
    f->store = NULL;
    for (int round = 0; round < 20; round++) {
        int ends[2];
        char byte = 0;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            put_for_ever(f->folder, f->questionnaire, ends[1]);
            _exit(1);
        }
        close(ends[1]);
        assert_int_equal(read(ends[0], &byte, 1), 1);
        usleep((useconds_t)(round * 700 % 5000));
        assert_int_equal(kill(child, SIGKILL), 0);
        int how = 0;
        assert_int_equal(waitpid(child, &how, 0), child);
        assert_true(WIFSIGNALED(how));
        for (committed++; read(ends[0], &byte, 1) == 1;) {
            committed++;
        }
        close(ends[0]);
        fixture_reopen(f, SAM_STORE_READ);
        int64_t rows = fixture_number(f, "SELECT count(*) FROM response");
        assert_int_equal(rows % 10, 0);
        /* The last commit may have succeeded just before its byte was written. */
        assert_in_range(rows / 10, committed, committed + 1);
        committed = rows / 10;
        assert_int_equal(fixture_number(f, "SELECT cursor FROM cursor"), committed);
        assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), rows);
        fixture_problems(f, NULL);
        sam_store_close(f->store);
        f->store = NULL;
    }
}

static void a_lock_is_named(void **state) {
    struct fixture *f = *state;
    struct sam_store *other = NULL;
    ok(sam_store_open(f->folder, SAM_STORE_WRITE, &other, &err));
    ok(sam_store_begin(f->store, &err));
    sqlite3_busy_timeout(other->db, 1);
    assert_int_equal(sam_store_begin(other, &err), SAM_E_STORE);
    check_contains(err.text, "locked");
    check_contains(err.text, "another program is writing");
    sam_store_rollback(f->store);
    ok(sam_store_begin(other, &err));
    ok(sam_store_commit(other, &err));
    sam_store_close(other);
}

static void it_is_opened_beside_for_reading(void **state) {
    struct fixture *f = *state;
    struct sam_store *reader = NULL;
    int64_t count = -1;
    ok(sam_store_open_beside(f->store, &reader, &err));
    ok(sam_store_cache(reader, 1024, &err));
    ok(sam_sql_number(reader, "PRAGMA cache_size", &count, &err));
    assert_int_equal(count, -1024);
    ok(sam_store_begin(f->store, &err));
    struct sam_response response = fixture_response("a", "12345");
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    /* What isn't committed isn't seen. */
    ok(sam_sql_number(reader, "SELECT count(*) FROM response", &count, &err));
    assert_int_equal(count, 0);
    ok(sam_store_commit(f->store, &err));
    ok(sam_sql_number(reader, "SELECT count(*) FROM response", &count, &err));
    assert_int_equal(count, 1);
    assert_int_equal(sam_sql_exec(reader, "DELETE FROM response", &err), SAM_E_STORE);
    sam_store_close(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_needs_a_store),
        cmocka_unit_test(writing_needs_a_folder),
        fixture_test(only_the_owner_may_read_it),
        fixture_test(it_is_set_up_to_survive),
        fixture_test(reading_writes_nothing),
        fixture_test(no_database_at_all),
        fixture_test(a_full_disk),
        fixture_test(nothing_is_saved_outside_a_transaction),
        fixture_test(two_processes_write),
        fixture_test(killed_in_the_middle),
        fixture_test(a_lock_is_named),
        fixture_test(it_is_opened_beside_for_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
