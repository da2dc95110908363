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

static enum sam_status is_known(struct sam_store *store, const struct sam_person *person,
                                bool *known, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    enum sam_status status = sam_sql_kept(
        store, "SELECT 1 FROM identity WHERE respondent = ? AND name IS ? AND email IS ?", &get,
        err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, person->respondent);
        sqlite3_bind_text(get, 2, person->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(get, 3, person->email, -1, SQLITE_STATIC);
        status = sam_sql_step(store, get, known, err);
        sqlite3_reset(get);
    }
    return status;
}

/* --- who took over, directly or not, from whom ------------------------------------------------ */

typedef enum sam_status each_succession(struct sam_store *store, const char *respondent,
                                        const char *successor, void *context, struct sam_err *err);

static enum sam_status for_each(struct sam_store *store, const struct sam_study *study,
                                each_succession *visit, void *context, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < study->person_count; i++) {
        const struct sam_person *person = &study->people[i], *at = person->successor;
        /* The study's reader refuses rounds. */
        for (; at != NULL && status == SAM_OK; at = at->successor) {
            status = visit(store, person->respondent, at->respondent, context, err);
        }
    }
    return status;
}

static enum sam_status put_succession(struct sam_store *store, const char *respondent,
                                      const char *successor, void *context, struct sam_err *err) {
    (void)context;
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT INTO succession (respondent, successor) VALUES (?, ?)", &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, respondent);
        sam_sql_bind_text(put, 2, successor);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

struct known_successions {
    int64_t count;
    bool all;
};

static enum sam_status look_up(struct sam_store *store, const char *respondent,
                               const char *successor, void *context, struct sam_err *err) {
    struct known_successions *known = context;
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(
        store, "SELECT 1 FROM succession WHERE respondent = ? AND successor = ?", &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, respondent);
        sam_sql_bind_text(get, 2, successor);
        status = sam_sql_step(store, get, &row, err);
        sqlite3_reset(get);
    }
    known->count++;
    known->all = known->all && row;
    return status;
}

static enum sam_status are_successions_known(struct sam_store *store, const struct sam_study *study,
                                             bool *known, struct sam_err *err) {
    struct known_successions found = {.all = true};
    int64_t count = 0;
    enum sam_status status = sam_sql_number(store, "SELECT count(*) FROM succession", &count, err);
    if (status == SAM_OK) {
        status = for_each(store, study, look_up, &found, err);
    }
    *known = found.all && found.count == count;
    return status;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Mostly nothing has changed; then no lock is taken that a writer might have for long. */
static enum sam_status are_known(struct sam_store *store, const struct sam_study *study,
                                 bool *known, struct sam_err *err) {
    int64_t count = 0;
    enum sam_status status = sam_sql_number(store, "SELECT count(*) FROM identity", &count, err);
    *known = (size_t)count == study->person_count;
    for (size_t i = 0; i < study->person_count && *known && status == SAM_OK; i++) {
        status = is_known(store, &study->people[i], known, err);
    }
    return status == SAM_OK && *known ? are_successions_known(store, study, known, err) : status;
}

enum sam_status sam_store_use_people(struct sam_store *store, const struct sam_study *study,
                                     struct sam_err *err) {
    bool known = false;
    enum sam_status status = are_known(store, study, &known, err);
    if (status != SAM_OK || known) {
        return status;
    }
    status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    /* Whoever was taken out of study.json goes here too. */
    status = sam_sql_exec(store, "DELETE FROM identity", err);
    for (size_t i = 0; i < study->person_count && status == SAM_OK; i++) {
        status = put_person(store, &study->people[i], err);
    }
    if (status == SAM_OK) {
        status = sam_sql_exec(store, "DELETE FROM succession", err);
    }
    if (status == SAM_OK) {
        status = for_each(store, study, put_succession, NULL, err);
    }
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}
