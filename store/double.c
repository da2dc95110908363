#include "store/store_private.h"

/* Are there as many equal answers as half of the statements, and none that differ? */
static void write_equal(struct sam_buf *sql, const struct sam_questionnaire *q) {
    for (size_t item = 0; item < q->item_count; item++) {
        sam_buf_text(sql, " AND x.");
        sam_sql_quote(sql, "", q->items[item].id);
        sam_buf_text(sql, " IS y.");
        sam_sql_quote(sql, "", q->items[item].id);
    }
    sam_buf_text(sql, " AND 2 * (0");
    for (size_t item = 0; item < q->item_count; item++) {
        sam_buf_text(sql, " + (x.");
        sam_sql_quote(sql, "", q->items[item].id);
        sam_buf_text(sql, " IS NOT NULL)");
    }
    sam_buf_printf(sql, ") >= %zu", q->item_count);
}

static void write_query(struct sam_buf *sql, const struct sam_questionnaire *q,
                        const struct sam_table *table) {
    sam_buf_printf(sql,
                   "SELECT n.record_id, o.record_id FROM response n "
                   "JOIN response o ON o.wave = n.wave AND o.alliance = n.alliance "
                   "JOIN %s x ON x.response = n.id JOIN %s y ON y.response = o.id "
                   "WHERE n.source = ?1 AND n.change > ?2 AND n.state = 'complete' "
                   "AND o.state = 'complete' AND o.id <> n.id "
                   "AND (o.change <= ?2 OR o.source <> ?1 OR o.id < n.id) "
                   "AND n.questionnaire = ?3 AND o.questionnaire = ?3 "
                   "AND abs(n.answered - o.answered) <= ?4 "
                   "AND (n.respondent = '' OR n.respondent <> o.respondent) "
                   "AND x.dont_know IS y.dont_know",
                   table->name, table->name);
    write_equal(sql, q);
    sam_buf_text(sql, " ORDER BY n.change, o.change");
}

enum sam_status sam_store_visit_doubles(struct sam_store *store, const char *source,
                                        const struct sam_questionnaire *questionnaire,
                                        int64_t after_change, long seconds, sam_double_visit *visit,
                                        void *context, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    write_query(&sql, questionnaire, sam_table_get(store, questionnaire));
    enum sam_status status = sam_sql_own(store, sql.data, &rows, err);
    sam_buf_fini(&sql);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, source);
        sqlite3_bind_int64(rows, 2, after_change);
        sam_sql_bind_text(rows, 3, questionnaire->id);
        sqlite3_bind_int64(rows, 4, seconds);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row &&
           visit(sam_sql_text(rows, 0), sam_sql_text(rows, 1), context)) {
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
