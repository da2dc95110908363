#include "store/store_private.h"

enum sam_status sam_store_fact(struct sam_store *store, const char *source, const char *name,
                               struct sam_buf *value, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(
        store, "SELECT value FROM source_fact WHERE source = ? AND fact = ?", &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        sam_sql_bind_text(get, 2, name);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        sam_buf_text(value, sam_sql_text(get, 0));
        sqlite3_reset(get);
    }
    return status;
}

static enum sam_status write_fact(struct sam_store *store, const char *source, const char *name,
                                  const char *value, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status =
        sam_sql_kept(store,
                     value != NULL ? "INSERT INTO source_fact (source, fact, value) "
                                     "VALUES (?1, ?2, ?3) "
                                     "ON CONFLICT DO UPDATE SET value = ?3"
                                   : "DELETE FROM source_fact WHERE source = ?1 AND "
                                     "fact = ?2",
                     &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, source);
        sam_sql_bind_text(put, 2, name);
        if (value != NULL) {
            sam_sql_bind_text(put, 3, value);
        }
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_store_fact_set(struct sam_store *store, const char *source, const char *name,
                                   const char *value, struct sam_err *err) {
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = write_fact(store, source, name, value, err);
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}

/* Whoever is there several times is found in the index alone; only their rows are looked at. */
enum sam_status sam_store_repeats(struct sam_store *store, const char *source, const char *wave,
                                  size_t *people, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(
        store,
        "WITH several AS MATERIALIZED (SELECT wave, alliance, respondent FROM response "
        "WHERE wave = ?2 AND respondent <> '' GROUP BY wave, alliance, respondent "
        "HAVING count(*) > 1) "
        "SELECT count(*) FROM several s WHERE (SELECT count(*) FROM response r WHERE "
        "r.wave = s.wave AND r.alliance = s.alliance AND r.respondent = s.respondent "
        "AND r.source = ?1 AND r.state = 'complete') > 1",
        &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        sam_sql_bind_text(get, 2, wave);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK) {
        *people = row ? (size_t)sqlite3_column_int64(get, 0) : 0;
        sqlite3_reset(get);
    }
    return status;
}
