#include "store/store_private.h"

#include <string.h>

/* Calls report for each row of sql; parameter 1 is `text` where not NULL. */
static enum sam_status each_row(struct sam_store *store, const char *sql, const char *text,
                                void (*report)(struct sam_store *, sqlite3_stmt *,
                                               struct sam_problems *),
                                struct sam_problems *problems, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, sql, &rows, err);
    if (status == SAM_OK && text != NULL) {
        sam_sql_bind_text(rows, 1, text);
    }
    if (status == SAM_OK) {
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        report(store, rows, problems);
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

static void report_integrity(struct sam_store *store, sqlite3_stmt *row,
                             struct sam_problems *problems) {
    const char *text = sam_sql_text(row, 0);
    if (strcmp(text, "ok") != 0) {
        sam_problem(problems, _("%s: damaged: %s; keep a copy and put back your last backup"),
                    store->path, text);
    }
}

static void report_reference(struct sam_store *store, sqlite3_stmt *row,
                             struct sam_problems *problems) {
    sam_problem(problems, _("%s: row %lld of %s belongs to a row of %s that is not there"),
                store->path, (long long)sqlite3_column_int64(row, 1), sam_sql_text(row, 0),
                sam_sql_text(row, 2));
}

static void report_place(struct sam_store *store, sqlite3_stmt *row,
                         struct sam_problems *problems) {
    sam_problem(problems, _("%s: source %s, record %s is %s, yet %s"), store->path,
                sam_sql_text(row, 0), sam_sql_text(row, 1), sam_sql_text(row, 2),
                sqlite3_column_int(row, 3) ? _("its answers are still there")
                                           : _("its answers are not there"));
}

static void report_stray(struct sam_store *store, sqlite3_stmt *row,
                         struct sam_problems *problems) {
    sam_problem(problems,
                _("%s: source %s, record %s has answers in the table of \"%s\", which "
                  "is not its questionnaire"),
                store->path, sam_sql_text(row, 0), sam_sql_text(row, 1), sam_sql_text(row, 2));
}

static void report_remnant(struct sam_store *store, sqlite3_stmt *row,
                           struct sam_problems *problems) {
    sam_problem(problems,
                _("%s: source %s, record %s is withdrawn, yet open answers or old versions of it "
                  "are still there"),
                store->path, sam_sql_text(row, 0), sam_sql_text(row, 1));
}

static void report_counter(struct sam_store *store, sqlite3_stmt *row,
                           struct sam_problems *problems) {
    sam_problem(problems,
                _("%s: a response has change number %lld, above the last one given out (%lld)"),
                store->path, (long long)sqlite3_column_int64(row, 0),
                (long long)sqlite3_column_int64(row, 1));
}

/* --- the answers of one questionnaire -------------------------------------------------------- */

static int column_of(sqlite3_stmt *rows, int first, const char *id, size_t length) {
    for (int column = first; column < sqlite3_column_count(rows); column++) {
        const char *name = sqlite3_column_name(rows, column);
        if (strncmp(name, id, length) == 0 && name[length] == '\0') {
            return column;
        }
    }
    return -1;
}

enum { AT_SOURCE, AT_RECORD, AT_DONT_KNOW, FIRST_ITEM = 5 }; /* then *: response, dont_know */

static void check_dont_know(struct sam_store *store, sqlite3_stmt *row,
                            struct sam_problems *problems) {
    const char *text = sam_sql_text(row, AT_DONT_KNOW);
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int column = column_of(row, FIRST_ITEM, text, length);
        if (column < 0) {
            sam_problem(problems,
                        _("%s: source %s, record %s: dont_know names \"%.*s\", which is no item"),
                        store->path, sam_sql_text(row, AT_SOURCE), sam_sql_text(row, AT_RECORD),
                        (int)length, text);
        } else if (sqlite3_column_type(row, column) != SQLITE_NULL) {
            sam_problem(problems,
                        _("%s: source %s, record %s: \"%.*s\" has an answer and is named in "
                          "dont_know"),
                        store->path, sam_sql_text(row, AT_SOURCE), sam_sql_text(row, AT_RECORD),
                        (int)length, text);
        }
        text += length + (text[length] == ' ');
    }
}

static void check_row(struct sam_store *store, sqlite3_stmt *row, int points,
                      struct sam_problems *problems) {
    for (int column = FIRST_ITEM; column < sqlite3_column_count(row); column++) {
        if (sqlite3_column_type(row, column) == SQLITE_NULL) {
            continue;
        }
        int64_t value = sqlite3_column_int64(row, column);
        if (value < 1 || value > points) {
            sam_problem(problems,
                        _("%s: source %s, record %s: the answer to \"%s\" is %lld, outside 1 to "
                          "%d; collect it again with --full"),
                        store->path, sam_sql_text(row, AT_SOURCE), sam_sql_text(row, AT_RECORD),
                        sqlite3_column_name(row, column), (long long)value, points);
        }
    }
    if (sqlite3_column_type(row, AT_DONT_KNOW) != SQLITE_NULL) {
        check_dont_know(store, row, problems);
    }
}

static enum sam_status check_answers(struct sam_store *store, const char *table, int points,
                                     struct sam_problems *problems, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_printf(&sql,
                   "SELECT r.source, r.record_id, a.dont_know, a.* FROM %s a "
                   "JOIN response r ON r.id = a.response",
                   table);
    enum sam_status status = sam_sql_own(store, sql.data, &rows, err);
    sam_buf_fini(&sql);
    if (status == SAM_OK) {
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        check_row(store, rows, points, problems);
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

static enum sam_status check_questionnaire(struct sam_store *store, const char *id, int points,
                                           struct sam_problems *problems, struct sam_err *err) {
    struct sam_buf table, sql;
    sam_buf_init(&table, SAM_BUF_UNLIMITED);
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_sql_quote(&table, "answers_", id);
    sam_buf_printf(&sql,
                   "SELECT r.source, r.record_id, r.state, a.response IS NOT NULL "
                   "FROM response r LEFT JOIN %s a ON a.response = r.id "
                   "WHERE r.questionnaire = ? AND (r.state = 'withdrawn') = "
                   "(a.response IS NOT NULL)",
                   table.data);
    enum sam_status status = each_row(store, sql.data, id, report_place, problems, err);
    if (status == SAM_OK) {
        sam_buf_clear(&sql);
        sam_buf_printf(&sql,
                       "SELECT r.source, r.record_id, ?1 FROM %s a "
                       "JOIN response r ON r.id = a.response WHERE r.questionnaire <> ?1",
                       table.data);
        status = each_row(store, sql.data, id, report_stray, problems, err);
    }
    if (status == SAM_OK) {
        status = check_answers(store, table.data, points, problems, err);
    }
    sam_buf_fini(&sql);
    sam_buf_fini(&table);
    return status;
}

static enum sam_status check_questionnaires(struct sam_store *store, struct sam_problems *problems,
                                            struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(store, "SELECT id, points FROM questionnaire ORDER BY id", &rows, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        status = check_questionnaire(store, sam_sql_text(rows, 0), sqlite3_column_int(rows, 1),
                                     problems, err);
        if (status == SAM_OK) {
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    sqlite3_finalize(rows);
    return status;
}

enum sam_status sam_store_check(struct sam_store *store, struct sam_problems *problems,
                                struct sam_err *err) {
    static const struct {
        const char *sql;
        void (*report)(struct sam_store *, sqlite3_stmt *, struct sam_problems *);
    } rules[] = {
        {"PRAGMA integrity_check", report_integrity},
        {"PRAGMA foreign_key_check", report_reference},
        {"SELECT source, record_id FROM response WHERE state = 'withdrawn' AND "
         "(id IN (SELECT response FROM open_answer) OR id IN (SELECT response FROM "
         "response_version))",
         report_remnant},
        {"SELECT max(change), (SELECT value FROM counter WHERE name = 'change') AS last "
         "FROM response HAVING max(change) > last",
         report_counter},
    };
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && status == SAM_OK; i++) {
        status = each_row(store, rules[i].sql, NULL, rules[i].report, problems, err);
    }
    return status == SAM_OK ? check_questionnaires(store, problems, err) : status;
}
