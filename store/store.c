#include "store/store_private.h"

#include "base/file.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 10000, WAL_TRIES = 200, WAL_PAUSE_MS = 50, SMALL_SIZE = 1200, SMALL_COUNT = 400 };

/* Answers are personal: the file, and with it SQLite's log beside it, is for its owner alone. Only
 * a new file is opened here, because closing a file drops the locks this process has on it. */
static enum sam_status make_file(struct sam_store *store, struct sam_err *err) {
    int fd = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
    } else if (errno != EEXIST) {
        return sam_fail_cause(err, SAM_E_STORE, errno,
                              _("%s: cannot be made (%s); see to it that the folder is there and "
                                "that you may write in it"),
                              store->path, strerror(errno));
    }
    return SAM_OK;
}

/* Turning the log on needs the file alone for a moment, and doesn't wait for it by itself. */
static enum sam_status turn_log_on(struct sam_store *store, struct sam_err *err) {
    for (int try = 0;; try++) {
        int code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK) {
            return SAM_OK;
        }
        if ((code & 0xff) != SQLITE_BUSY || try == WAL_TRIES) {
            return sam_sql_fail(store, err);
        }
        sqlite3_sleep(WAL_PAUSE_MS);
    }
}

/* SQLite's own count of its memory, which nobody asks for, takes a lock at every piece. Not after
 * it was started; then it stays as it is. */
static void leave_memory_uncounted(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum sam_status set_up(struct sam_store *store, struct sam_err *err) {
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_LOOKASIDE, NULL, SMALL_SIZE, SMALL_COUNT);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    enum sam_status status = SAM_OK;
    if (store->mode == SAM_STORE_WRITE) {
        status = turn_log_on(store, err);
    }
    if (status == SAM_OK) {
        /* secure_delete: what was withdrawn must not be left in unused parts of the file.
         * wal_autocheckpoint: a page of the file that many commits change is written back once. */
        status = sam_sql_exec(store,
                              "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                              "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384;"
                              "PRAGMA trusted_schema = OFF; PRAGMA wal_autocheckpoint = 4000",
                              err);
    }
    if (status == SAM_OK) {
        status = sam_schema_migrate(store, sam_schema_steps, sam_schema_version, err);
    }
    if (status == SAM_OK && store->mode == SAM_STORE_READ) {
        status = sam_sql_exec(store, "PRAGMA query_only = ON", err);
    }
    return status;
}

/* path is taken over. */
static enum sam_status open_path(char *path, enum sam_store_mode mode, struct sam_store **out,
                                 struct sam_err *err) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, leave_memory_uncounted);
    struct sam_store *store = sam_xcalloc(1, sizeof *store);
    store->path = path;
    store->mode = mode;
    sam_buf_init(&store->scratch, SAM_BUF_UNLIMITED);
    enum sam_status status = SAM_OK;
    if (mode == SAM_STORE_WRITE) {
        status = make_file(store, err);
    } else if (access(store->path, F_OK) != 0) {
        status = sam_fail_cause(err, SAM_E_NOT_FOUND, errno,
                                _("%s: is not there yet; fetch answers with \"samenscan collect\" "
                                  "or \"samenscan import\""),
                                store->path);
    }
    /* Reading too may have to write: to make an interrupted writer's log whole. */
    if (status == SAM_OK &&
        sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        status = sam_sql_fail(store, err);
    }
    if (status == SAM_OK) {
        status = set_up(store, err);
    }
    if (status != SAM_OK) {
        sam_store_close(store);
        return status;
    }
    *out = store;
    return SAM_OK;
}

enum sam_status sam_store_open(const char *folder, enum sam_store_mode mode, struct sam_store **out,
                               struct sam_err *err) {
    return open_path(sam_path_join(folder, "store.sqlite"), mode, out, err);
}

enum sam_status sam_store_open_beside(const struct sam_store *store, struct sam_store **out,
                                      struct sam_err *err) {
    return open_path(sam_xstrdup(store->path), SAM_STORE_READ, out, err);
}

enum sam_status sam_store_cache(struct sam_store *store, int kib, struct sam_err *err) {
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", kib);
    return sam_sql_exec(store, sql, err);
}

void sam_store_close(struct sam_store *store) {
    if (store == NULL) {
        return;
    }
    sam_store_rollback(store);
    sam_tables_free(store);
    for (size_t i = 0; i < store->cached_count; i++) {
        sqlite3_finalize(store->cached[i].statement);
    }
    int code = sqlite3_close(store->db);
    assert(code == SQLITE_OK);
    sam_buf_fini(&store->scratch);
    free(store->path);
    free(store);
}

enum sam_status sam_store_begin(struct sam_store *store, struct sam_err *err) {
    assert(!store->in_transaction);
    sqlite3_stmt *begin = NULL, *counter = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(store, "BEGIN IMMEDIATE", &begin, err);
    if (status == SAM_OK) {
        status = sam_sql_run(store, begin, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    store->in_transaction = true;
    status = sam_sql_kept(store,
                          "SELECT value, NOT EXISTS (SELECT 1 FROM quarantine) FROM counter "
                          "WHERE name = 'change'",
                          &counter, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, counter, &row, err);
    }
    if (status != SAM_OK) {
        sam_store_rollback(store);
        return status;
    }
    store->change = row ? sqlite3_column_int64(counter, 0) : 0;
    store->change_at_begin = store->change;
    store->quarantine_empty = row && sqlite3_column_int(counter, 1) != 0;
    sqlite3_reset(counter);
    return SAM_OK;
}

enum sam_status sam_store_writing(struct sam_store *store, struct sam_err *err) {
    assert(store->in_transaction);
    if (sqlite3_get_autocommit(store->db)) {
        return sam_fail(err, SAM_E_STORE,
                        _("%s: an earlier failure undid this step; nothing of it was saved, try "
                          "it again"),
                        store->path);
    }
    return SAM_OK;
}

enum sam_status sam_store_commit(struct sam_store *store, struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK && store->change != store->change_at_begin) {
        status = sam_sql_kept(store, "UPDATE counter SET value = ? WHERE name = 'change'",
                              &statement, err);
        if (status == SAM_OK) {
            sqlite3_bind_int64(statement, 1, store->change);
            status = sam_sql_run(store, statement, err);
        }
    }
    if (status == SAM_OK) {
        status = sam_sql_kept(store, "COMMIT", &statement, err);
    }
    if (status == SAM_OK) {
        status = sam_sql_run(store, statement, err);
    }
    if (status != SAM_OK) {
        sam_store_rollback(store);
    }
    store->in_transaction = false;
    return status;
}

void sam_store_rollback(struct sam_store *store) {
    if (store->in_transaction && !sqlite3_get_autocommit(store->db)) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    store->in_transaction = false;
}
