#include "store/store_private.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void table_fini(struct sam_table *table) {
    sqlite3_finalize(table->put);
    sqlite3_finalize(table->put_new);
    sqlite3_finalize(table->find);
    sqlite3_finalize(table->old);
    free(table->questionnaire);
    free(table->holders);
    free(table->name);
    free(table->has_column);
    *table = (struct sam_table){0};
}

void sam_tables_free(struct sam_store *store) {
    for (size_t i = 0; i < store->table_count; i++) {
        table_fini(&store->tables[i]);
    }
    free(store->tables);
}

static const char *holders_of(const struct sam_questionnaire *q) {
    return q->holders_id != NULL ? q->holders_id : "";
}

struct sam_table *sam_table_find(struct sam_store *store, const char *questionnaire,
                                 const char *holders) {
    for (size_t i = 0; i < store->table_count; i++) {
        if (strcmp(store->tables[i].questionnaire, questionnaire) == 0 &&
            (holders == NULL || strcmp(store->tables[i].holders, holders) == 0)) {
            return &store->tables[i];
        }
    }
    return NULL;
}

struct sam_table *sam_table_get(struct sam_store *store,
                                const struct sam_questionnaire *questionnaire) {
    struct sam_table *table = sam_table_find(store, questionnaire->id, holders_of(questionnaire));
    assert(table != NULL && table->item_count == questionnaire->item_count);
    return table;
}

/* Which items have a column already. */
static enum sam_status look(struct sam_store *store, const struct sam_questionnaire *q,
                            struct sam_table *table, size_t *missing, struct sam_err *err) {
    sqlite3_stmt *columns = NULL;
    bool row = false;
    struct sam_buf bare;
    sam_buf_init(&bare, SAM_BUF_UNLIMITED);
    sam_buf_printf(&bare, "answers_%s", q->id);
    enum sam_status status =
        sam_sql_own(store, "SELECT name FROM pragma_table_info(?)", &columns, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(columns, 1, bare.data);
        status = sam_sql_step(store, columns, &row, err);
    }
    memset(table->has_column, 0, q->item_count);
    *missing = q->item_count;
    table->exists = row;
    while (status == SAM_OK && row) {
        size_t item = sam_questionnaire_item(q, sam_sql_text(columns, 0));
        if (item != SAM_NONE) {
            table->has_column[item] = true;
            (*missing)--;
        }
        status = sam_sql_step(store, columns, &row, err);
    }
    sqlite3_finalize(columns);
    sam_buf_fini(&bare);
    return status;
}

static void write_table(const struct sam_questionnaire *q, const struct sam_table *table,
                        struct sam_buf *sql) {
    if (!table->exists) {
        sam_buf_printf(sql,
                       "CREATE TABLE %s (response INTEGER PRIMARY KEY REFERENCES response (id) "
                       "ON DELETE CASCADE, dont_know TEXT) STRICT;",
                       table->name);
    }
    for (size_t item = 0; item < q->item_count; item++) {
        if (!table->has_column[item]) {
            sam_buf_printf(sql, "ALTER TABLE %s ADD COLUMN ", table->name);
            sam_sql_quote(sql, "", q->items[item].id);
            sam_buf_text(sql, " INTEGER;");
        }
    }
}

/* The view holds what the analysis counts: complete responses, of each respondent the latest. */
static void write_view(const struct sam_questionnaire *q, const struct sam_table *table,
                       struct sam_buf *sql) {
    sam_buf_text(sql, "DROP VIEW IF EXISTS ");
    sam_sql_quote(sql, "responses_", q->id);
    sam_buf_text(sql, "; CREATE VIEW ");
    sam_sql_quote(sql, "responses_", q->id);
    sam_buf_text(sql, " AS SELECT a.response, r.respondent, r.alliance, r.organisation, r.role, "
                      "r.wave, r.language, r.submitted_at, a.dont_know");
    for (size_t item = 0; item < q->item_count; item++) {
        sam_buf_text(sql, ", a.");
        sam_sql_quote(sql, "", q->items[item].id);
    }
    sam_buf_printf(sql, " FROM response r JOIN %s a ON a.response = r.id WHERE %s AND NOT %s;",
                   table->name, "r.state = 'complete'", SAM_SQL_REPLACED);
}

static enum sam_status note(struct sam_store *store, const struct sam_questionnaire *q,
                            struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status =
        sam_sql_kept(store,
                     "INSERT INTO questionnaire (id, version, points) VALUES (?, ?, ?) "
                     "ON CONFLICT DO UPDATE SET version = excluded.version, "
                     "points = excluded.points",
                     &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, q->id);
        sam_sql_bind_text(put, 2, q->version);
        sqlite3_bind_int(put, 3, q->points);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

/* Is the questionnaire noted as it is now? */
static enum sam_status is_noted(struct sam_store *store, const struct sam_questionnaire *q,
                                bool *noted, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    enum sam_status status = sam_sql_kept(
        store, "SELECT 1 FROM questionnaire WHERE id = ? AND version = ? AND points = ?", &get,
        err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, q->id);
        sam_sql_bind_text(get, 2, q->version);
        sqlite3_bind_int(get, 3, q->points);
        status = sam_sql_step(store, get, noted, err);
        sqlite3_reset(get);
    }
    return status;
}

/* Two ids that differ only in capitals would be one table to SQLite. */
static enum sam_status check_name(struct sam_store *store, const struct sam_questionnaire *q,
                                  struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(
        store, "SELECT id FROM questionnaire WHERE lower(id) = lower(?1) AND id <> ?1", &get, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_sql_bind_text(get, 1, q->id);
    status = sam_sql_step(store, get, &row, err);
    if (row) {
        status = sam_fail(err, SAM_E_STORE,
                          _("%s: the questionnaires \"%s\" and \"%s\" differ only in capitals; "
                            "give one another id"),
                          store->path, sam_sql_text(get, 0), q->id);
    }
    sqlite3_reset(get);
    return status;
}

static enum sam_status bring_up_to_date(struct sam_store *store, const struct sam_questionnaire *q,
                                        struct sam_table *table, struct sam_err *err) {
    size_t missing = 0;
    struct sam_buf sql;
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    status = check_name(store, q, err);
    /* Looked at again under the lock: another process may have been first. */
    if (status == SAM_OK) {
        status = look(store, q, table, &missing, err);
    }
    if (status == SAM_OK) {
        status = note(store, q, err);
    }
    if (status == SAM_OK) {
        write_table(q, table, &sql);
        write_view(q, table, &sql);
        status = sam_sql_exec(store, sql.data, err);
    }
    sam_buf_fini(&sql);
    if (status != SAM_OK) {
        sam_store_rollback(store);
        return status;
    }
    status = sam_store_commit(store, err);
    if (status == SAM_OK) {
        table->exists = true;
        memset(table->has_column, true, q->item_count);
    }
    return status;
}

static struct sam_table table_for(const struct sam_questionnaire *q) {
    struct sam_table table = {.questionnaire = sam_xstrdup(q->id),
                              .holders = sam_xstrdup(holders_of(q)),
                              .item_count = q->item_count};
    struct sam_buf name;
    sam_buf_init(&name, SAM_BUF_UNLIMITED);
    sam_sql_quote(&name, "answers_", q->id);
    table.name = sam_buf_take(&name);
    sam_buf_fini(&name);
    table.has_column = sam_xcalloc(q->item_count, sizeof *table.has_column);
    return table;
}

static void keep(struct sam_store *store, struct sam_table table) {
    struct sam_table *old = sam_table_find(store, table.questionnaire, table.holders);
    if (old != NULL) {
        table_fini(old);
        *old = table;
        return;
    }
    store->tables = sam_xrealloc(store->tables, store->table_count + 1, sizeof *store->tables);
    store->tables[store->table_count++] = table;
}

enum sam_status sam_store_use_questionnaire(struct sam_store *store,
                                            const struct sam_questionnaire *questionnaire,
                                            struct sam_err *err) {
    struct sam_table table = table_for(questionnaire);
    size_t missing = 0;
    bool noted = true;
    enum sam_status status = look(store, questionnaire, &table, &missing, err);
    if (status == SAM_OK && store->mode == SAM_STORE_WRITE) {
        status = is_noted(store, questionnaire, &noted, err);
        if (status == SAM_OK && (!noted || missing > 0)) {
            status = bring_up_to_date(store, questionnaire, &table, err);
        }
    }
    if (status != SAM_OK) {
        table_fini(&table);
        return status;
    }
    keep(store, table);
    return SAM_OK;
}

void sam_table_columns(const struct sam_table *table, const struct sam_questionnaire *questionnaire,
                       struct sam_buf *sql) {
    sam_buf_text(sql, ", a.dont_know");
    for (size_t item = 0; item < questionnaire->item_count; item++) {
        if (table->has_column[item]) {
            sam_buf_text(sql, ", a.");
            sam_sql_quote(sql, "", questionnaire->items[item].id);
        } else {
            sam_buf_text(sql, ", NULL");
        }
    }
}

static enum sam_status out_of_scale(struct sam_store *store, const char *item,
                                    struct sam_err *err) {
    return sam_fail(err, SAM_E_STORE,
                    _("%s: an answer to \"%s\" is outside the questionnaire's scale; \"samenscan "
                      "check\" says which"),
                    store->path, item);
}

/* Items stand there in the questionnaire's order, so that the search goes on where it was. */
static void read_dont_know(const struct sam_questionnaire *q, const char *text, uint8_t *answers) {
    size_t item = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        for (size_t tried = 0; tried < q->item_count && length > 0; tried++) {
            size_t at = (item + tried) % q->item_count;
            const char *id = q->items[at].id;
            if (strncmp(id, text, length) == 0 && id[length] == '\0') {
                answers[at] = SAM_DONT_KNOW;
                item = at + 1;
                break;
            }
        }
        text += length + (text[length] == ' ');
    }
}

enum sam_status sam_table_answers(struct sam_store *store,
                                  const struct sam_questionnaire *questionnaire,
                                  sqlite3_stmt *statement, int first, uint8_t *answers,
                                  struct sam_err *err) {
    for (size_t item = 0; item < questionnaire->item_count; item++) {
        int column = first + 1 + (int)item;
        answers[item] = SAM_MISSING;
        if (sqlite3_column_type(statement, column) != SQLITE_NULL) {
            int64_t value = sqlite3_column_int64(statement, column);
            if (value < 1 || value > questionnaire->points) {
                return out_of_scale(store, questionnaire->items[item].id, err);
            }
            answers[item] = (uint8_t)value;
        }
    }
    if (sqlite3_column_type(statement, first) != SQLITE_NULL) {
        read_dont_know(questionnaire, sam_sql_text(statement, first), answers);
    }
    return SAM_OK;
}
