#include "store/store_private.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Columns of every statement here, before those of the answers. */
#define RESPONSE_COLUMNS                                                                           \
    "r.id, r.source, r.record_id, r.respondent, r.alliance, r.organisation, r.wave, "              \
    "r.submitted_at, r.modified_at, r.role, r.language, r.state, r.change, r.version"
enum { AT_ID, AT_SOURCE, AT_RECORD, AT_ROLE = 9, AT_LANGUAGE, AT_STATE, AT_CHANGE, AT_VERSION };
enum { AT_ANSWERS = AT_VERSION + 1 };

struct walk {
    struct sam_store *store;
    const struct sam_questionnaire *questionnaire;
    bool with_answers;
    bool any_blank;  /* some response here is known to have items left blank */
    bool keeps_rows; /* they are the table's */
    sqlite3_stmt *rows, *open;
    struct sam_buf texts, blank; /* open answers, and items left blank, of the row at hand */
    uint8_t answers[SAM_ITEMS_MAX];
    struct sam_open_answer *open_answers;
    struct sam_err *err;
};

static enum sam_state state_of(const char *text) {
    if (strcmp(text, "complete") == 0) {
        return SAM_STATE_COMPLETE;
    }
    return strcmp(text, "incomplete") == 0 ? SAM_STATE_INCOMPLETE : SAM_STATE_WITHDRAWN;
}

static void read_response(sqlite3_stmt *row, struct sam_stored *stored) {
    struct sam_response *r = &stored->response;
    const char **texts[] = {&stored->source,  &r->record_id, &r->respondent,   &r->alliance,
                            &r->organisation, &r->wave,      &r->submitted_at, &r->modified_at};
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
        *texts[i] = sam_sql_text(row, AT_SOURCE + i);
    }
    enum sam_lang language = SAM_NL;
    r->language =
        sam_lang_read(sam_sql_text(row, AT_LANGUAGE), &language) == 0 ? (int)language : -1;
    if (sam_role_read(sam_sql_text(row, AT_ROLE), &r->role) != 0) {
        r->role = SAM_ROLE_UNKNOWN;
    }
    stored->state = state_of(sam_sql_text(row, AT_STATE));
    stored->change = sqlite3_column_int64(row, AT_CHANGE);
    stored->version = sqlite3_column_int(row, AT_VERSION);
    r->complete = stored->state == SAM_STATE_COMPLETE;
}

static enum sam_status read_open(struct walk *w, struct sam_response *response) {
    const struct sam_questionnaire *q = w->questionnaire;
    bool row = false;
    size_t count = 0;
    sam_buf_clear(&w->texts);
    sqlite3_bind_int64(w->open, 1, sqlite3_column_int64(w->rows, AT_ID));
    enum sam_status status = sam_sql_step(w->store, w->open, &row, w->err);
    while (status == SAM_OK && row) {
        size_t question = sam_questionnaire_open_question(q, sam_sql_text(w->open, 0));
        if (question != SAM_NONE && count < q->open_count) {
            /* The buffer may move until the last text is in it. */
            w->open_answers[count++] = (struct sam_open_answer){question, NULL};
            const char *text = sam_sql_text(w->open, 1);
            sam_buf_append(&w->texts, text, strlen(text) + 1);
        }
        status = sam_sql_step(w->store, w->open, &row, w->err);
    }
    const char *text = w->texts.data;
    for (size_t i = 0; i < count; i++) {
        w->open_answers[i].text = text;
        text += strlen(text) + 1;
    }
    response->open = w->open_answers;
    response->open_count = count;
    return status;
}

/* Visits the rows of w->rows. */
static enum sam_status walk_rows(struct walk *w, sam_stored_visit *visit, void *context,
                                 size_t *visited) {
    bool row = false;
    *visited = 0;
    enum sam_status status = sam_sql_step(w->store, w->rows, &row, w->err);
    while (status == SAM_OK && row) {
        struct sam_stored stored = {0};
        read_response(w->rows, &stored);
        if (w->with_answers && stored.state != SAM_STATE_WITHDRAWN) {
            stored.response.answers = w->answers;
            stored.response.item_count = w->questionnaire->item_count;
            status = sam_table_answers(w->store, w->questionnaire, w->rows, AT_ANSWERS, w->answers,
                                       w->err);
            if (status == SAM_OK) {
                status = read_open(w, &stored.response);
            }
            if (status == SAM_OK && w->any_blank) {
                status = sam_left_blank_get(w->store, sqlite3_column_int64(w->rows, AT_ID),
                                            &w->blank, w->err);
                stored.response.left_blank = w->blank.data;
            }
        }
        if (status != SAM_OK) {
            break;
        }
        ++*visited;
        if (!visit(&stored, context)) {
            break;
        }
        status = sam_sql_step(w->store, w->rows, &row, w->err);
    }
    return status;
}

static enum sam_status prepare_rows(struct walk *w, const struct sam_table *table,
                                    const char *where, const char *order) {
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_text(&sql, "SELECT " RESPONSE_COLUMNS);
    if (w->with_answers) {
        sam_table_columns(table, w->questionnaire, &sql);
    }
    sam_buf_printf(&sql, " FROM response r%s",
                   order[0] != '\0' ? " INDEXED BY response_change" : "");
    if (w->with_answers) {
        sam_buf_printf(&sql, " LEFT JOIN %s a ON a.response = r.id", table->name);
    }
    sam_buf_printf(&sql, " WHERE r.questionnaire = ?1 AND %s%s", where, order);
    enum sam_status status = sam_sql_own(w->store, sql.data, &w->rows, w->err);
    sam_buf_fini(&sql);
    return status;
}

static enum sam_status start(struct walk *w, const char *where, const char *order) {
    struct sam_table *table = sam_table_get(w->store, w->questionnaire);
    enum sam_status status = SAM_OK;
    sam_buf_init(&w->texts, SAM_BUF_UNLIMITED);
    sam_buf_init(&w->blank, SAM_BUF_UNLIMITED);
    w->open_answers = sam_xcalloc(w->questionnaire->open_count, sizeof *w->open_answers);
    w->with_answers = w->with_answers && table->exists;
    w->keeps_rows = order[0] == '\0' && table->exists && !table->finding;
    w->rows = w->keeps_rows ? table->find : NULL;
    if (w->rows == NULL) {
        status = prepare_rows(w, table, where, order);
    }
    if (w->keeps_rows) {
        table->find = w->rows;
        table->finding = true;
    }
    if (status == SAM_OK && w->with_answers) {
        status = sam_left_blank_any(w->store, &w->any_blank, w->err);
    }
    if (status == SAM_OK) {
        /* Each time read to its end, so a visitor's own use of it is no harm. */
        status = sam_sql_kept(w->store,
                              "SELECT question, text FROM open_answer WHERE response = ? "
                              "ORDER BY question",
                              &w->open, w->err);
    }
    if (status == SAM_OK) {
        sam_sql_bind_text(w->rows, 1, w->questionnaire->id);
    }
    return status;
}

static void stop(struct walk *w) {
    if (w->keeps_rows) {
        sam_table_get(w->store, w->questionnaire)->finding = false;
        sqlite3_reset(w->rows);
        sqlite3_clear_bindings(w->rows);
    } else {
        sqlite3_finalize(w->rows);
    }
    sam_buf_fini(&w->texts);
    sam_buf_fini(&w->blank);
    free(w->open_answers);
}

#define ASKED_FOR(replaced)                                                                        \
    "r.change > ?2 AND r.change <= ?3 AND (?4 OR r.state <> 'withdrawn') AND "                     \
    "(?5 OR r.state <> 'incomplete') AND (?6 IS NULL OR r.source = ?6) AND "                       \
    "(?7 IS NULL OR r.wave = ?7) AND (NOT ?9 OR r.state <> 'complete' OR NOT " replaced ")"

enum sam_status sam_store_visit(struct sam_store *store,
                                const struct sam_questionnaire *questionnaire,
                                const struct sam_store_query *query, sam_stored_visit *visit,
                                void *context, struct sam_err *err) {
    /* What a callback puts gets a number above this one, and so isn't visited again. */
    int64_t last = query->up_to_change;
    enum sam_status status = SAM_OK;
    if (last == 0) {
        status = sam_sql_number(store, "SELECT max(change) FROM response", &last, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    struct walk w = {.store = store,
                     .questionnaire = questionnaire,
                     .with_answers = !query->without_answers,
                     .err = err};
    size_t visited = 0;
    status = start(&w,
                   query->latest && query->limit == 0 ? ASKED_FOR(SAM_SQL_REPLACED_OF_ALL)
                                                      : ASKED_FOR(SAM_SQL_REPLACED),
                   " ORDER BY r.change LIMIT ?8");
    if (status == SAM_OK) {
        sqlite3_bind_int64(w.rows, 2, query->after_change);
        sqlite3_bind_int64(w.rows, 3, last);
        sqlite3_bind_int(w.rows, 4, query->with_withdrawn);
        sqlite3_bind_int(w.rows, 5, query->with_incomplete);
        sqlite3_bind_text(w.rows, 6, query->source, -1, SQLITE_STATIC);
        sqlite3_bind_text(w.rows, 7, query->wave, -1, SQLITE_STATIC);
        sqlite3_bind_int64(w.rows, 8, query->limit > 0 ? (int64_t)query->limit : -1);
        sqlite3_bind_int(w.rows, 9, query->latest);
        status = walk_rows(&w, visit, context, &visited);
    }
    stop(&w);
    return status;
}

enum sam_status sam_store_find(struct sam_store *store,
                               const struct sam_questionnaire *questionnaire, const char *source,
                               const char *record_id, sam_stored_visit *visit, void *context,
                               bool *found, struct sam_err *err) {
    struct walk w = {
        .store = store, .questionnaire = questionnaire, .with_answers = true, .err = err};
    size_t visited = 0;
    enum sam_status status = start(&w, "r.source = ?2 AND r.record_id = ?3", "");
    if (status == SAM_OK) {
        sam_sql_bind_text(w.rows, 2, source);
        sam_sql_bind_text(w.rows, 3, record_id);
        status = walk_rows(&w, visit, context, &visited);
    }
    stop(&w);
    if (status == SAM_OK) {
        *found = visited > 0;
    }
    return status;
}

enum sam_status sam_store_page(struct sam_store *store, const char *source, int64_t after_change,
                               size_t limit, int64_t *last, bool *more, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    int64_t end = after_change;
    enum sam_status status = sam_sql_own(store,
                                         "SELECT change FROM response INDEXED BY response_change "
                                         "WHERE change > ?1 AND (?2 IS NULL OR source = ?2) "
                                         "ORDER BY change LIMIT ?3",
                                         &rows, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(rows, 1, after_change);
        if (source != NULL) {
            sam_sql_bind_text(rows, 2, source);
        }
        sqlite3_bind_int64(rows, 3, (int64_t)limit + 1);
        status = sam_sql_step(store, rows, &row, err);
    }
    size_t count = 0;
    while (status == SAM_OK && row && count < limit) {
        end = sqlite3_column_int64(rows, 0);
        count++;
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    if (status == SAM_OK) {
        *last = end;
        *more = row;
    }
    return status;
}

enum sam_status sam_store_last_change(struct sam_store *store, int64_t *change,
                                      struct sam_err *err) {
    return sam_sql_number(store, "SELECT value FROM counter WHERE name = 'change'", change, err);
}

enum sam_status sam_store_visit_records(struct sam_store *store, const char *source,
                                        bool only_incomplete, sam_record_visit *visit,
                                        void *context, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    const char *sql = only_incomplete ? "SELECT record_id, state FROM response WHERE source = ? "
                                        "AND state = 'incomplete' ORDER BY record_id"
                                      : "SELECT record_id, state FROM response WHERE source = ? "
                                        "AND state <> 'withdrawn' ORDER BY record_id";
    enum sam_status status = sam_sql_own(store, sql, &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, source);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row &&
           visit(sam_sql_text(rows, 0), state_of(sam_sql_text(rows, 1)), context)) {
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
