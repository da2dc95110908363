#include "store/store_private.h"

static enum sam_status run(struct sam_store *store, const char *sql, struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store, sql, &statement, err);
    }
    return status == SAM_OK ? sam_sql_run(store, statement, err) : status;
}

enum sam_status sam_store_step_begin(struct sam_store *store, struct sam_err *err) {
    enum sam_status status = run(store, "SAVEPOINT step", err);
    if (status == SAM_OK) {
        store->change_at_step = store->change;
    }
    return status;
}

enum sam_status sam_store_step_end(struct sam_store *store, struct sam_err *err) {
    return run(store, "RELEASE step", err);
}

enum sam_status sam_store_step_undo(struct sam_store *store, struct sam_err *err) {
    enum sam_status status = run(store, "ROLLBACK TO step", err);
    if (status == SAM_OK) {
        store->change = store->change_at_step;
        status = run(store, "RELEASE step", err);
    }
    return status;
}
