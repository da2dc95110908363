#include "store/store_private.h"

#include "base/json_writer.h"
#include "base/memory.h"
#include "model/response_json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The response as it is stored, copied into an arena. All columns of its table are taken, so that
 * answers to items the questionnaire no longer has are kept as well. */
struct old {
    struct sam_store *store;
    int64_t id;
    struct sam_arena *arena;
    struct sam_raw_response raw;
    size_t capacity;
    const char *questionnaire;
    int64_t version;
    struct sam_err *err;
};

static const char *copy(struct old *o, sqlite3_stmt *statement, int column) {
    return sam_arena_strdup(o->arena, sam_sql_text(statement, column));
}

static void add(struct old *o, const char *name, const char *text) {
    if (o->raw.answer_count == o->capacity) {
        o->capacity = sam_grow(o->capacity, o->raw.answer_count + 1);
        o->raw.answers = sam_xrealloc(o->raw.answers, o->capacity, sizeof *o->raw.answers);
    }
    o->raw.answers[o->raw.answer_count++] = (struct sam_raw_answer){name, text, false};
}

static enum sam_status read_response(struct old *o) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(o->store,
                     "SELECT record_id, respondent, alliance, organisation, role, wave, language, "
                     "submitted_at, modified_at, state = 'complete', questionnaire, version "
                     "FROM response WHERE id = ?",
                     &get, o->err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(get, 1, o->id);
        status = sam_sql_step(o->store, get, &row, o->err);
    }
    if (status != SAM_OK) {
        return status;
    }
    assert(row);
    const char **into[] = {&o->raw.record_id,    &o->raw.respondent,   &o->raw.alliance,
                           &o->raw.organisation, &o->raw.role,         &o->raw.wave,
                           &o->raw.language,     &o->raw.submitted_at, &o->raw.modified_at};
    for (int i = 0; i < (int)(sizeof into / sizeof *into); i++) {
        *into[i] = copy(o, get, i);
    }
    o->raw.complete = sqlite3_column_int(get, 9) != 0;
    o->questionnaire = copy(o, get, 10);
    o->version = sqlite3_column_int64(get, 11);
    sqlite3_reset(get);
    return SAM_OK;
}

static void add_dont_know(struct old *o, const char *text) {
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (length > 0) {
            add(o, sam_arena_strndup(o->arena, text, length), "dk");
        }
        text += length + (text[length] == ' ');
    }
}

static enum sam_status prepare_answers(struct old *o, sqlite3_stmt **get) {
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_text(&sql, "SELECT dont_know, * FROM ");
    sam_sql_quote(&sql, "answers_", o->questionnaire);
    sam_buf_text(&sql, " WHERE response = ?");
    enum sam_status status = sam_sql_own(o->store, sql.data, get, o->err);
    sam_buf_fini(&sql);
    return status;
}

static enum sam_status read_answers(struct old *o) {
    struct sam_table *table = sam_table_find(o->store, o->questionnaire, NULL);
    sqlite3_stmt *get = table != NULL ? table->old : NULL;
    bool row = false;
    enum sam_status status = SAM_OK;
    if (get == NULL) {
        status = prepare_answers(o, &get);
    }
    if (status == SAM_OK) {
        sqlite3_bind_int64(get, 1, o->id);
        status = sam_sql_step(o->store, get, &row, o->err);
    }
    enum { FIRST_ITEM = 3 }; /* after dont_know, response, dont_know */
    for (int column = FIRST_ITEM; row && column < sqlite3_column_count(get); column++) {
        if (sqlite3_column_type(get, column) != SQLITE_NULL) {
            add(o, sam_arena_strdup(o->arena, sqlite3_column_name(get, column)),
                copy(o, get, column));
        }
    }
    if (row) {
        add_dont_know(o, sam_sql_text(get, 0));
    }
    if (table != NULL) {
        sqlite3_reset(get);
        table->old = get;
    } else {
        sqlite3_finalize(get);
    }
    return status;
}

static enum sam_status read_open(struct old *o) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(
        o->store, "SELECT question, text FROM open_answer WHERE response = ?", &get, o->err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(get, 1, o->id);
        status = sam_sql_step(o->store, get, &row, o->err);
    }
    while (status == SAM_OK && row) {
        add(o, copy(o, get, 0), copy(o, get, 1));
        status = sam_sql_step(o->store, get, &row, o->err);
    }
    return status;
}

static enum sam_status write_version(struct old *o, time_t now) {
    sqlite3_stmt *put = NULL;
    char moment[SAM_MOMENT_SIZE];
    struct sam_json json;
    sam_buf_clear(&o->store->scratch);
    sam_json_to_buf(&json, &o->store->scratch, 0);
    sam_raw_response_to_json(&json, NULL, &o->raw);
    enum sam_status status = sam_json_end(&json, o->store->path, o->err);
    if (status == SAM_OK) {
        status = sam_sql_kept(o->store,
                              "INSERT INTO response_version (response, version, replaced_at, "
                              "content) VALUES (?, ?, ?, ?)",
                              &put, o->err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_int64(put, 1, o->id);
        sqlite3_bind_int64(put, 2, o->version);
        sam_sql_bind_text(put, 3, sam_moment_print(now, moment));
        sam_sql_bind_text(put, 4, o->store->scratch.data);
        status = sam_sql_run(o->store, put, o->err);
    }
    return status;
}

enum sam_status sam_version_keep(struct sam_store *store, int64_t response, time_t now,
                                 struct sam_err *err) {
    struct old old = {
        .store = store, .id = response, .arena = sam_arena_new(SAM_BUF_UNLIMITED), .err = err};
    enum sam_status status = read_response(&old);
    if (status == SAM_OK) {
        status = read_answers(&old);
    }
    if (status == SAM_OK) {
        status = read_open(&old);
    }
    if (status == SAM_OK) {
        status = write_version(&old, now);
    }
    free(old.raw.answers);
    sam_arena_free(old.arena);
    return status;
}
