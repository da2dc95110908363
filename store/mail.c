#include "store/mail.h"

#include "store/store_private.h"

#include <string.h>

static const char *const kinds[] = {"invitation", "reminder"};
static const char *const states[SAM_MAIL_STATES] = {"prepared", "sending", "sent",   "refused",
                                                    "deferred", "failed",  "unknown"};

const char *sam_mail_kind_id(enum sam_mail_kind kind) {
    return kinds[kind];
}

const char *sam_mail_state_id(enum sam_mail_state state) {
    return states[state];
}

static enum sam_mail_state state_of(const char *id) {
    for (int state = 0; state < SAM_MAIL_STATES; state++) {
        if (strcmp(states[state], id) == 0) {
            return (enum sam_mail_state)state;
        }
    }
    return SAM_MAIL_UNKNOWN;
}

/* Ends a transaction of our own, well or badly. */
static enum sam_status end(struct sam_store *store, enum sam_status status, struct sam_err *err) {
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}

static enum sam_status put_mail(struct sam_store *store, enum sam_mail_kind kind, const char *wave,
                                uint64_t address, time_t now, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store,
        "INSERT INTO mail (kind, wave, address_hash, state, code, reply, prepared_at, changed_at) "
        "VALUES (?1, ?2, ?3, 'prepared', 0, '', ?4, ?4)",
        &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, kinds[kind]);
        sam_sql_bind_text(put, 2, wave);
        sqlite3_bind_int64(put, 3, (int64_t)address);
        sam_sql_bind_text(put, 4, sam_moment_print(now, moment));
        status = sam_sql_run(store, put, err);
    }
    return status;
}

static enum sam_status put_place(struct sam_store *store, int64_t mail, const char *respondent,
                                 struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT OR IGNORE INTO mail_place (letter, respondent) VALUES (?, ?)", &put, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(put, 1, mail);
        sam_sql_bind_text(put, 2, respondent);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_store_mail_prepare(struct sam_store *store, enum sam_mail_kind kind,
                                       const char *wave, uint64_t address,
                                       const char *const *respondents, size_t count, time_t now,
                                       int64_t *mail, struct sam_err *err) {
    int64_t made = 0;
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = put_mail(store, kind, wave, address, now, err);
    made = sqlite3_last_insert_rowid(store->db);
    for (size_t i = 0; i < count && status == SAM_OK; i++) {
        status = put_place(store, made, respondents[i], err);
    }
    status = end(store, status, err);
    if (status == SAM_OK) {
        *mail = made;
    }
    return status;
}

enum sam_status sam_store_mail_mark(struct sam_store *store, int64_t mail,
                                    enum sam_mail_state state, int code, const char *reply,
                                    time_t now, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *set = NULL;
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_sql_kept(store,
                          "UPDATE mail SET state = ?, code = ?, reply = ?, changed_at = ? "
                          "WHERE id = ?",
                          &set, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(set, 1, states[state]);
        sqlite3_bind_int(set, 2, code);
        sam_sql_bind_text(set, 3, reply);
        sam_sql_bind_text(set, 4, sam_moment_print(now, moment));
        sqlite3_bind_int64(set, 5, mail);
        status = sam_sql_run(store, set, err);
    }
    return end(store, status, err);
}

enum sam_status sam_store_mail_settle(struct sam_store *store, time_t now, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    int64_t left = 0;
    sqlite3_stmt *set = NULL;
    enum sam_status status = sam_sql_number(
        store, "SELECT count(*) FROM mail WHERE state IN ('prepared', 'sending')", &left, err);
    if (status != SAM_OK || left == 0) {
        return status;
    }
    status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_sql_kept(store,
                          "UPDATE mail SET state = iif(state = 'prepared', 'failed', 'unknown'), "
                          "changed_at = ? WHERE state IN ('prepared', 'sending')",
                          &set, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(set, 1, sam_moment_print(now, moment));
        status = sam_sql_run(store, set, err);
    }
    return end(store, status, err);
}

enum sam_status sam_store_visit_mail(struct sam_store *store, const char *wave,
                                     sam_mail_visit *visit, void *context, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(
        store,
        "SELECT m.id, m.kind = 'reminder', m.state, p.respondent, m.address_hash, m.code, "
        "m.reply, m.changed_at FROM mail m JOIN mail_place p ON p.letter = m.id "
        "WHERE m.wave = ? ORDER BY m.id, p.respondent",
        &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        const struct sam_mail_entry entry = {
            .id = sqlite3_column_int64(rows, 0),
            .kind = sqlite3_column_int(rows, 1) ? SAM_MAIL_REMINDER : SAM_MAIL_INVITATION,
            .state = state_of(sam_sql_text(rows, 2)),
            .respondent = sam_sql_text(rows, 3),
            .address = (uint64_t)sqlite3_column_int64(rows, 4),
            .code = sqlite3_column_int(rows, 5),
            .reply = sam_sql_text(rows, 6),
            .at = sam_sql_text(rows, 7),
        };
        if (!visit(&entry, context)) {
            break;
        }
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

enum sam_status sam_store_count_mail(struct sam_store *store, const char *wave,
                                     size_t counts[2][SAM_MAIL_STATES], struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(store,
                    "SELECT kind = 'reminder', state, count(*) FROM mail WHERE wave = ? "
                    "GROUP BY 1, 2",
                    &rows, err);
    memset(counts, 0, 2 * sizeof *counts);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        counts[sqlite3_column_int(rows, 0) != 0][state_of(sam_sql_text(rows, 1))] +=
            (size_t)sqlite3_column_int64(rows, 2);
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

enum sam_status sam_store_visit_finished(struct sam_store *store, const char *wave,
                                         sam_name_visit *visit, void *context,
                                         struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(store,
                    "SELECT DISTINCT respondent FROM response WHERE wave = ? AND "
                    "state IN ('complete', 'withdrawn') AND respondent <> ''",
                    &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row && visit(sam_sql_text(rows, 0), context)) {
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
