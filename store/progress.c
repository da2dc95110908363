#include "store/store_private.h"

/* A respondent counts once, as complete if any response is; without a respondent id every response
 * is somebody; a place taken over is counted once, by whoever of the two is further (the successor,
 * if both are as far): asked of the few of whom that can be true, as in SAM_SQL_REPLACED_OF_ALL.
 * SQLite takes a bare column beside a single max() from the row that has it. */
static const char per_alliance[] =
    "SELECT alliance, sum(done AND NOT holder), sum(NOT done AND NOT holder), "
    "sum(done AND holder), max(answered), submitted_at FROM ("
    " SELECT alliance, sum(state = 'complete') > 0 AS done, "
    " sum(role = 'account_holder') > 0 AS holder, max(coalesce(answered, -1)) AS answered, "
    " submitted_at FROM response r WHERE wave = ? AND state <> 'withdrawn' AND iif(respondent IN ("
    "  SELECT respondent FROM succession UNION ALL SELECT successor FROM succession), NOT EXISTS ("
    "  SELECT 1 FROM succession s JOIN response other ON other.respondent ="
    "   iif(s.respondent = r.respondent, s.successor, s.respondent)"
    "  WHERE r.respondent IN (s.respondent, s.successor) AND other.wave = r.wave"
    "  AND other.alliance = r.alliance AND other.state <> 'withdrawn'"
    "  AND (other.state = 'complete') + (s.respondent = r.respondent) > (r.state = 'complete')), 1)"
    " GROUP BY alliance, CASE respondent WHEN '' THEN id ELSE respondent END) "
    "GROUP BY alliance ORDER BY alliance";

enum sam_status sam_store_progress(struct sam_store *store, const char *wave,
                                   sam_progress_visit *visit, void *context, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, per_alliance, &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        struct sam_progress progress = {
            .alliance = sam_sql_text(rows, 0),
            .complete = (size_t)sqlite3_column_int64(rows, 1),
            .incomplete = (size_t)sqlite3_column_int64(rows, 2),
            .account_holders = (size_t)sqlite3_column_int64(rows, 3),
            .last_answer = sam_sql_text(rows, 5),
        };
        if (!visit(&progress, context)) {
            break;
        }
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
