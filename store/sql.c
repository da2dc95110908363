#include "store/store_private.h"

#include <assert.h>
#include <string.h>

static const char *what_to_do(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL:
        return _("the disk is full: free some space and try again; what was saved before is still "
                 "there");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("another program is writing to it: wait until that has ended and try again");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return _("the file is damaged, or is no store: keep a copy of it and put back your last "
                 "backup");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return _("see to it that you may write to the file and to its folder");
    case SQLITE_IOERR:
        return _("the disk can't be read or written: check the disk and try again");
    case SQLITE_NOMEM:
        return _("there is too little memory: close other programs and try again");
    default:
        return _("run \"samenscan check\" to see what is wrong");
    }
}

enum sam_status sam_sql_fail(struct sam_store *store, struct sam_err *err) {
    int code = sqlite3_extended_errcode(store->db);
    return sam_fail_cause(err, SAM_E_STORE, code, _("%s: %s; %s"), store->path,
                          sqlite3_errmsg(store->db), what_to_do(code));
}

enum sam_status sam_sql_own(struct sam_store *store, const char *sql, sqlite3_stmt **statement,
                            struct sam_err *err) {
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &made, NULL) != SQLITE_OK) {
        return sam_sql_fail(store, err);
    }
    *statement = made;
    return SAM_OK;
}

enum sam_status sam_sql_kept(struct sam_store *store, const char *sql, sqlite3_stmt **statement,
                             struct sam_err *err) {
    for (size_t i = 0; i < store->cached_count; i++) {
        if (store->cached[i].sql == sql) {
            *statement = store->cached[i].statement;
            assert(!sqlite3_stmt_busy(*statement));
            return SAM_OK;
        }
    }
    assert(store->cached_count < SAM_STATEMENTS);
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) !=
        SQLITE_OK) {
        return sam_sql_fail(store, err);
    }
    store->cached[store->cached_count].sql = sql;
    store->cached[store->cached_count++].statement = made;
    *statement = made;
    return SAM_OK;
}

enum sam_status sam_sql_step(struct sam_store *store, sqlite3_stmt *statement, bool *row,
                             struct sam_err *err) {
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW) {
        return SAM_OK;
    }
    enum sam_status status = code == SQLITE_DONE ? SAM_OK : sam_sql_fail(store, err);
    sqlite3_reset(statement);
    return status;
}

enum sam_status sam_sql_run(struct sam_store *store, sqlite3_stmt *statement, struct sam_err *err) {
    bool row = false;
    enum sam_status status = sam_sql_step(store, statement, &row, err);
    assert(!row);
    return status;
}

enum sam_status sam_sql_exec(struct sam_store *store, const char *sql, struct sam_err *err) {
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? SAM_OK
                                                                       : sam_sql_fail(store, err);
}

enum sam_status sam_sql_number(struct sam_store *store, const char *sql, int64_t *number,
                               struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, sql, &statement, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, statement, &row, err);
    }
    if (status == SAM_OK) {
        *number = row ? sqlite3_column_int64(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    return status;
}

void sam_sql_bind_text(sqlite3_stmt *statement, int at, const char *text) {
    sqlite3_bind_text(statement, at, text != NULL ? text : "", -1, SQLITE_STATIC);
}

const char *sam_sql_text(sqlite3_stmt *statement, int column) {
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text != NULL ? (const char *)text : "";
}

void sam_sql_quote(struct sam_buf *sql, const char *prefix, const char *name) {
    sam_buf_char(sql, '"');
    sam_buf_text(sql, prefix);
    for (const char *c = name; *c != '\0'; c++) {
        sam_buf_append(sql, "\"\"", *c == '"' ? 2 : 0);
        sam_buf_append(sql, c, *c == '"' ? 0 : 1);
    }
    sam_buf_char(sql, '"');
}
