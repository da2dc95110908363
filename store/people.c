#include "store/store_private.h"

static enum sam_status put_person(struct sam_store *store, const struct sam_person *person,
                                  struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT INTO identity (respondent, name, email) VALUES (?, ?, ?)", &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, person->respondent);
        sqlite3_bind_text(put, 2, person->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(put, 3, person->email, -1, SQLITE_STATIC);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_store_use_people(struct sam_store *store, const struct sam_study *study,
                                     struct sam_err *err) {
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    /* Whoever was taken out of study.json goes here too. */
    status = sam_sql_exec(store, "DELETE FROM identity", err);
    for (size_t i = 0; i < study->person_count && status == SAM_OK; i++) {
        status = put_person(store, &study->people[i], err);
    }
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}
