#include "store/store_private.h"

#include <string.h>

enum { AT_STATE, AT_ROLE, AT_ALLIANCE, AT_ORGANISATION, AT_RESPONDENT, AT_REPLACED, AT_ANSWERS };

/* The rows are read in the order of the file and not of the wave's index: with a million of them
 * that is several times as fast, and it is the order they were added in. */
static enum sam_status prepare(struct sam_store *store, const struct sam_questionnaire *q,
                               sqlite3_stmt **rows, struct sam_err *err) {
    struct sam_table *table = sam_table_get(store, q);
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_text(&sql,
                 "SELECT r.state = 'complete', r.role, r.alliance, r.organisation, r.respondent, "
                 "r.state = 'complete' AND " SAM_SQL_REPLACED_OF_ALL);
    sam_table_columns(table, q, &sql);
    sam_buf_printf(&sql,
                   " FROM response r NOT INDEXED JOIN %s a ON a.response = r.id WHERE r.wave = ? "
                   "AND r.questionnaire = ? AND r.state <> 'withdrawn' ORDER BY r.id",
                   table->name);
    enum sam_status status = sam_sql_own(store, sql.data, rows, err);
    sam_buf_fini(&sql);
    return status;
}

static enum sam_status add_row(struct sam_store *store, const struct sam_questionnaire *q,
                               sqlite3_stmt *rows, struct sam_answers *table,
                               struct sam_left_out *left_out, struct sam_err *err) {
    uint8_t answers[SAM_ITEMS_MAX];
    enum sam_role role = SAM_ROLE_UNKNOWN;
    if (!sqlite3_column_int(rows, AT_STATE)) {
        left_out->incomplete++;
        return SAM_OK;
    }
    if (sqlite3_column_int(rows, AT_REPLACED)) {
        left_out->replaced++;
        return SAM_OK;
    }
    enum sam_status status = sam_table_answers(store, q, rows, AT_ANSWERS, answers, err);
    if (status == SAM_OK) {
        if (sam_role_read(sam_sql_text(rows, AT_ROLE), &role) != 0) {
            role = SAM_ROLE_UNKNOWN;
        }
        sam_answers_add(table, sam_sql_text(rows, AT_ALLIANCE), sam_sql_text(rows, AT_ORGANISATION),
                        role, answers);
        sam_answers_name(table, sam_sql_text(rows, AT_RESPONDENT));
    }
    return status;
}

static enum sam_status count_others(struct sam_store *store, const char *questionnaire,
                                    const char *wave, size_t *others, struct sam_err *err) {
    sqlite3_stmt *count = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(store,
                                          "SELECT count(*) FROM response WHERE wave = ? AND "
                                          "questionnaire <> ? AND state <> 'withdrawn'",
                                          &count, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(count, 1, wave);
        sam_sql_bind_text(count, 2, questionnaire);
        status = sam_sql_step(store, count, &row, err);
        *others = row ? (size_t)sqlite3_column_int64(count, 0) : 0;
        sqlite3_reset(count);
    }
    return status;
}

enum sam_status sam_store_answers(struct sam_store *store,
                                  const struct sam_questionnaire *questionnaire, const char *wave,
                                  struct sam_answers *table, struct sam_left_out *left_out,
                                  struct sam_err *err) {
    struct sam_left_out counted = {0};
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        count_others(store, questionnaire->id, wave, &counted.other_questionnaire, err);
    if (status == SAM_OK && sam_table_get(store, questionnaire)->exists) {
        status = prepare(store, questionnaire, &rows, err);
        if (status == SAM_OK) {
            sam_sql_bind_text(rows, 1, wave);
            sam_sql_bind_text(rows, 2, questionnaire->id);
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    while (status == SAM_OK && row) {
        status = add_row(store, questionnaire, rows, table, &counted, err);
        if (status == SAM_OK) {
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    sqlite3_finalize(rows);
    if (status == SAM_OK) {
        *left_out = counted;
    }
    return status;
}

enum sam_status sam_store_answered(struct sam_store *store, const char *wave, bool *answered,
                                   struct sam_err *err) {
    sqlite3_stmt *query = NULL;
    enum sam_status status = sam_sql_kept(
        store, "SELECT 1 FROM response WHERE wave = ? AND state = 'complete' LIMIT 1", &query, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(query, 1, wave);
        status = sam_sql_step(store, query, answered, err);
        sqlite3_reset(query);
    }
    return status;
}
