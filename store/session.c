#include "store/session.h"

#include "store/store_private.h"

#include <string.h>

enum sam_status sam_store_password(struct sam_store *store, struct sam_buf *hash,
                                   struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT value FROM secret WHERE name = 'password'", &get, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        sam_buf_append(hash, sqlite3_column_blob(get, 0), (size_t)sqlite3_column_bytes(get, 0));
        sqlite3_reset(get);
    }
    return status;
}

enum sam_status sam_store_password_set(struct sam_store *store, const char *hash,
                                       struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(
            store, "INSERT OR REPLACE INTO secret (name, value) VALUES ('password', ?)", &put, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_blob(put, 1, hash, (int)strlen(hash), SQLITE_TRANSIENT);
        status = sam_sql_run(store, put, err);
        sqlite3_clear_bindings(put);
    }
    return status == SAM_OK ? sam_sql_exec(store, "DELETE FROM session", err) : status;
}

/* Runs sql, whose first parameter is the hash and whose others are moments. */
static enum sam_status change(struct sam_store *store, const char *sql,
                              const uint8_t hash[SAM_SESSION_HASH], time_t now,
                              struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store, sql, &statement, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_blob(statement, 1, hash, SAM_SESSION_HASH, SQLITE_TRANSIENT);
        if (sqlite3_bind_parameter_count(statement) > 1) {
            sqlite3_bind_int64(statement, 2, (int64_t)now);
        }
        status = sam_sql_run(store, statement, err);
    }
    return status;
}

enum sam_status sam_store_session_put(struct sam_store *store, const uint8_t hash[SAM_SESSION_HASH],
                                      time_t now, time_t oldest, struct sam_err *err) {
    sqlite3_stmt *drop = NULL;
    enum sam_status status =
        change(store, "INSERT OR REPLACE INTO session (hash, started, seen) VALUES (?1, ?2, ?2)",
               hash, now, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store, "DELETE FROM session WHERE seen < ?", &drop, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_int64(drop, 1, (int64_t)oldest);
        status = sam_sql_run(store, drop, err);
    }
    return status;
}

enum sam_status sam_store_session_find(struct sam_store *store,
                                       const uint8_t hash[SAM_SESSION_HASH],
                                       struct sam_session *session, bool *found,
                                       struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT started, seen FROM session WHERE hash = ?", &get, err);
    if (status == SAM_OK) {
        sqlite3_bind_blob(get, 1, hash, SAM_SESSION_HASH, SQLITE_TRANSIENT);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        *session = (struct sam_session){(time_t)sqlite3_column_int64(get, 0),
                                        (time_t)sqlite3_column_int64(get, 1)};
        sqlite3_reset(get);
    }
    if (status == SAM_OK) {
        *found = row;
    }
    return status;
}

enum sam_status sam_store_session_seen(struct sam_store *store,
                                       const uint8_t hash[SAM_SESSION_HASH], time_t now,
                                       struct sam_err *err) {
    return change(store, "UPDATE session SET seen = ?2 WHERE hash = ?1", hash, now, err);
}

enum sam_status sam_store_session_end(struct sam_store *store, const uint8_t hash[SAM_SESSION_HASH],
                                      struct sam_err *err) {
    return change(store, "DELETE FROM session WHERE hash = ?1", hash, 0, err);
}
