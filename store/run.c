#include "store/store_private.h"

enum sam_status sam_store_cursor(struct sam_store *store, const char *source, struct sam_buf *text,
                                 struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT cursor FROM cursor WHERE source = ?", &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        sam_buf_text(text, sam_sql_text(get, 0));
        sqlite3_reset(get);
    }
    return status;
}

enum sam_status sam_store_cursor_set(struct sam_store *store, const char *source,
                                     const char *cursor, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store,
                              "INSERT INTO cursor (source, cursor) VALUES (?1, ?2) "
                              "ON CONFLICT DO UPDATE SET cursor = ?2",
                              &put, err);
    }
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, source);
        sam_sql_bind_text(put, 2, cursor);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

/* --- runs ------------------------------------------------------------------------------------ */

/* A run that was killed can't say so itself. */
static enum sam_status end_broken(struct sam_store *store, const char *source, const char *moment,
                                  struct sam_err *err) {
    sqlite3_stmt *mark = NULL;
    enum sam_status status = sam_sql_kept(store,
                                          "UPDATE run SET outcome = 'failed', message = ?, "
                                          "ended = ? WHERE source = ? AND outcome = 'running'",
                                          &mark, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(mark, 1, _("it was broken off; what it had saved was kept"));
        sam_sql_bind_text(mark, 2, moment);
        sam_sql_bind_text(mark, 3, source);
        status = sam_sql_run(store, mark, err);
    }
    return status;
}

static enum sam_status insert_run(struct sam_store *store, const char *source, bool full,
                                  const char *moment, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status =
        sam_sql_kept(store,
                     "INSERT INTO run (source, full, outcome, message, fetched, added, changed, "
                     "withdrawn, quarantined, started, ended) "
                     "VALUES (?, ?, 'running', '', 0, 0, 0, 0, 0, ?, '')",
                     &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, source);
        sqlite3_bind_int(put, 2, full);
        sam_sql_bind_text(put, 3, moment);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

/* Commits when all went well. */
static enum sam_status finish(struct sam_store *store, enum sam_status status,
                              struct sam_err *err) {
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}

enum sam_status sam_store_run_start(struct sam_store *store, const char *source, bool full,
                                    time_t now, int64_t *run, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sam_moment_print(now, moment);
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    int64_t made = 0;
    status = end_broken(store, source, moment, err);
    if (status == SAM_OK) {
        status = insert_run(store, source, full, moment, err);
        made = sqlite3_last_insert_rowid(store->db);
    }
    status = finish(store, status, err);
    if (status == SAM_OK) {
        *run = made;
    }
    return status;
}

enum sam_status sam_store_run_end(struct sam_store *store, int64_t run,
                                  const struct sam_run *result, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_sql_kept(store,
                          "UPDATE run SET outcome = ?, message = ?, fetched = ?, added = ?, "
                          "changed = ?, withdrawn = ?, quarantined = ?, ended = ? WHERE id = ?",
                          &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, result->outcome);
        sam_sql_bind_text(put, 2, result->message);
        sqlite3_bind_int64(put, 3, (int64_t)result->fetched);
        sqlite3_bind_int64(put, 4, (int64_t)result->added);
        sqlite3_bind_int64(put, 5, (int64_t)result->changed);
        sqlite3_bind_int64(put, 6, (int64_t)result->withdrawn);
        sqlite3_bind_int64(put, 7, (int64_t)result->quarantined);
        sam_sql_bind_text(put, 8, sam_moment_print(result->ended, moment));
        sqlite3_bind_int64(put, 9, run);
        status = sam_sql_run(store, put, err);
    }
    return finish(store, status, err);
}

static size_t count_at(sqlite3_stmt *row, int column) {
    return (size_t)sqlite3_column_int64(row, column);
}

enum sam_status sam_store_run_last(struct sam_store *store, const char *source,
                                   struct sam_arena *arena, struct sam_run *run, bool *found,
                                   struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store,
                     "SELECT source, outcome, message, full, fetched, added, changed, withdrawn, "
                     "quarantined, started, ended FROM run WHERE source = ? AND outcome <> "
                     "'running' ORDER BY ended DESC, id DESC LIMIT 1",
                     &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    if (row) {
        *run = (struct sam_run){
            .source = sam_arena_strdup(arena, sam_sql_text(get, 0)),
            .outcome = sam_arena_strdup(arena, sam_sql_text(get, 1)),
            .message = sam_arena_strdup(arena, sam_sql_text(get, 2)),
            .full = sqlite3_column_int(get, 3) != 0,
            .fetched = count_at(get, 4),
            .added = count_at(get, 5),
            .changed = count_at(get, 6),
            .withdrawn = count_at(get, 7),
            .quarantined = count_at(get, 8),
            .started = sam_moment_seconds(sam_sql_text(get, 9)),
            .ended = sam_moment_seconds(sam_sql_text(get, 10)),
        };
        sqlite3_reset(get);
    }
    *found = row;
    return SAM_OK;
}

enum sam_status sam_store_run_done(struct sam_store *store, const char *source, bool full,
                                   time_t *ended, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store,
                     "SELECT ended FROM run WHERE source = ? AND full = ? AND outcome = 'done' "
                     "ORDER BY ended DESC, id DESC LIMIT 1",
                     &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        sqlite3_bind_int(get, 2, full);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK) {
        *ended = row ? sam_moment_seconds(sam_sql_text(get, 0)) : 0;
        sqlite3_reset(get);
    }
    return status;
}
