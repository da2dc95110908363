#include "store/store_private.h"

enum sam_status sam_left_blank_erase(struct sam_store *store, int64_t response,
                                     struct sam_err *err) {
    sqlite3_stmt *erase = NULL;
    enum sam_status status =
        sam_sql_kept(store, "DELETE FROM left_blank WHERE response = ?", &erase, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(erase, 1, response);
        status = sam_sql_run(store, erase, err);
    }
    return status;
}

enum sam_status sam_left_blank_put(struct sam_store *store, int64_t response, const char *items,
                                   struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT OR REPLACE INTO left_blank (response, items) VALUES (?, ?)", &put, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(put, 1, response);
        sam_sql_bind_text(put, 2, items);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_left_blank_any(struct sam_store *store, bool *any, struct sam_err *err) {
    int64_t there = 0;
    enum sam_status status =
        sam_sql_number(store, "SELECT EXISTS (SELECT 1 FROM left_blank)", &there, err);
    *any = there != 0;
    return status;
}

enum sam_status sam_left_blank_get(struct sam_store *store, int64_t response, struct sam_buf *items,
                                   struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT items FROM left_blank WHERE response = ?", &get, err);
    sam_buf_clear(items);
    sam_buf_text(items, "");
    if (status == SAM_OK) {
        sqlite3_bind_int64(get, 1, response);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        sam_buf_text(items, sam_sql_text(get, 0));
        sqlite3_reset(get);
    }
    return status;
}
