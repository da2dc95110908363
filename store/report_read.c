/* Open answers and days of answering, for reports. */
#include "store/store_private.h"

/* Of every respondent the latest complete response, as the analysis takes them. */
#define COUNTED                                                                                    \
    "r.wave = ?1 AND r.questionnaire = ?2 AND r.state = 'complete' AND "                           \
    "NOT " SAM_SQL_REPLACED_OF_ALL

static enum sam_status begin(struct sam_store *store, const char *sql,
                             const struct sam_questionnaire *questionnaire, const char *wave,
                             sqlite3_stmt **rows, bool *row, struct sam_err *err) {
    enum sam_status status = sam_sql_own(store, sql, rows, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_sql_bind_text(*rows, 1, wave);
    sam_sql_bind_text(*rows, 2, questionnaire->id);
    return sam_sql_step(store, *rows, row, err);
}

enum sam_status sam_store_visit_open(struct sam_store *store,
                                     const struct sam_questionnaire *questionnaire,
                                     const char *wave, sam_open_visit *visit, void *context,
                                     struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        begin(store,
              "SELECT r.alliance, o.question, o.text FROM open_answer o JOIN response r ON r.id = "
              "o.response WHERE o.text <> '' AND " COUNTED " ORDER BY 1, 2, 3",
              questionnaire, wave, &rows, &row, err);
    while (status == SAM_OK && row) {
        size_t question = sam_questionnaire_open_question(questionnaire, sam_sql_text(rows, 1));
        if (question != SAM_NONE &&
            !visit(sam_sql_text(rows, 0), question, sam_sql_text(rows, 2), context)) {
            break;
        }
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

enum sam_status sam_store_visit_days(struct sam_store *store,
                                     const struct sam_questionnaire *questionnaire,
                                     const char *wave, sam_day_visit *visit, void *context,
                                     struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        begin(store,
              "SELECT substr(r.submitted_at, 1, 10), count(*) FROM response r WHERE "
              "r.submitted_at <> '' AND " COUNTED " GROUP BY 1 ORDER BY 1",
              questionnaire, wave, &rows, &row, err);
    while (status == SAM_OK && row &&
           visit(sam_sql_text(rows, 0), (size_t)sqlite3_column_int64(rows, 1), context)) {
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
