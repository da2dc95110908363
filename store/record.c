#include "store/record.h"

#include "base/dictionary.h"
#include "base/memory.h"
#include "store/store_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const activity_columns[SAM_RECORD_ACTIVITY_COLUMNS] = {
    "activity", "title", "goal", "partner", "status", "reason", "planned_until"};
static const char *const note_columns[SAM_RECORD_NOTE_COLUMNS] = {
    "topic", "source", "finding", "why", "quote", "cleared", "respondent"};
static const char *const selection_columns[SAM_RECORD_SELECTION_COLUMNS] = {
    "story", "round", "chosen_by", "reason", "version", "cleared", "cleared_title", "cleared_text"};

const struct sam_record_kind sam_record_activities = {"activity", activity_columns,
                                                      SAM_RECORD_ACTIVITY_COLUMNS, 1};
const struct sam_record_kind sam_record_notes = {"note", note_columns, SAM_RECORD_NOTE_COLUMNS, 2};
const struct sam_record_kind sam_record_selection = {"selection", selection_columns,
                                                     SAM_RECORD_SELECTION_COLUMNS, 3};

/* Appends ", a, b, c": names of our own, never anybody's text. */
static void list_columns(const struct sam_record_kind *kind, struct sam_buf *sql) {
    for (size_t i = 0; i < kind->count; i++) {
        sam_buf_printf(sql, ", %s", kind->columns[i]);
    }
}

/* The first `count` cells in one text that differs when one of them does. */
static void join(const char *const *cells, size_t count, struct sam_buf *text) {
    sam_buf_clear(text);
    for (size_t i = 0; i < count; i++) {
        sam_buf_text(text, cells[i]);
        sam_buf_char(text, '\x1f');
    }
}

/* --- what is there ------------------------------------------------------------------------- */

/* The old rows: which keys they have, and for each key its rows that no new one has taken yet. */
struct old_rows {
    const struct sam_record_kind *kind;
    struct sam_dictionary *keys;
    char **content;     /* of each row, joined */
    size_t *key, *next; /* next row of the same key, or SAM_NONE */
    bool *taken;
    size_t *first; /* per key */
    size_t count, capacity, key_capacity;
    struct sam_buf text;
};

static bool keep_old(const char *wave, const char *alliance, const char *const *cells,
                     void *context) {
    struct old_rows *old = context;
    (void)wave;
    (void)alliance;
    if (old->count == old->capacity) {
        old->capacity = sam_grow(old->capacity, old->count + 1);
        old->content = sam_xrealloc(old->content, old->capacity, sizeof *old->content);
        old->next = sam_xrealloc(old->next, old->capacity, sizeof *old->next);
        old->taken = sam_xrealloc(old->taken, old->capacity, sizeof *old->taken);
    }
    join(cells, old->kind->keys, &old->text);
    size_t known = sam_dictionary_count(old->keys);
    size_t key = sam_dictionary_add(old->keys, old->text.data, old->text.length);
    if (key == known && key >= old->key_capacity) {
        old->key_capacity = sam_grow(old->key_capacity, key + 1);
        old->first = sam_xrealloc(old->first, old->key_capacity, sizeof *old->first);
    }
    join(cells, old->kind->count, &old->text);
    old->content[old->count] = sam_xstrdup(old->text.data);
    old->next[old->count] = key == known ? SAM_NONE : old->first[key];
    old->taken[old->count] = false;
    old->first[key] = old->count++;
    return true;
}

static void old_fini(struct old_rows *old) {
    for (size_t i = 0; i < old->count; i++) {
        free(old->content[i]);
    }
    free(old->content);
    free(old->next);
    free(old->taken);
    free(old->first);
    sam_dictionary_free(old->keys);
    sam_buf_fini(&old->text);
}

static size_t first_of(struct old_rows *old, const char *const *cells) {
    join(cells, old->kind->keys, &old->text);
    uint32_t key = sam_dictionary_find(old->keys, old->text.data, old->text.length);
    return key != SAM_NOT_IN_DICTIONARY ? old->first[key] : SAM_NONE;
}

/* Takes the old row with the same content; false when there is none. *moved: it stood elsewhere. */
static bool take_same(struct old_rows *old, const char *const *cells, size_t place, bool *moved) {
    size_t row = first_of(old, cells);
    join(cells, old->kind->count, &old->text);
    for (; row != SAM_NONE; row = old->next[row]) {
        if (!old->taken[row] && strcmp(old->content[row], old->text.data) == 0) {
            old->taken[row] = true;
            *moved = *moved || row != place;
            return true;
        }
    }
    return false;
}

static bool take_any(struct old_rows *old, const char *const *cells) {
    for (size_t row = first_of(old, cells); row != SAM_NONE; row = old->next[row]) {
        if (!old->taken[row]) {
            old->taken[row] = true;
            return true;
        }
    }
    return false;
}

/* Rows that are the same first, so that a changed one takes what nobody else is. *write: is
 * there anything to write? */
static void compare(struct old_rows *old, const char *const *cells, size_t row_count,
                    struct sam_record_changes *changes, bool *write) {
    size_t width = old->kind->count;
    bool *same = sam_xcalloc(row_count + 1, sizeof *same);
    struct sam_record_changes own = {0};
    *write = row_count != old->count;
    for (size_t i = 0; i < row_count; i++) {
        same[i] = take_same(old, cells + i * width, i, write);
        own.same += same[i];
    }
    for (size_t i = 0; i < row_count; i++) {
        if (!same[i] && take_any(old, cells + i * width)) {
            own.changed++;
        } else if (!same[i]) {
            own.added++;
        }
    }
    own.gone = old->count - own.same - own.changed;
    *write = *write || own.changed + own.added + own.gone > 0;
    changes->added += own.added;
    changes->changed += own.changed;
    changes->gone += own.gone;
    changes->same += own.same;
    free(same);
}

/* --- reading and writing --------------------------------------------------------------------- */

static enum sam_status visit(struct sam_store *store, const struct sam_record_kind *kind,
                             const char *wave, const char *alliance, sam_record_row *each,
                             void *context, struct sam_err *err) {
    const char *cells[SAM_RECORD_COLUMNS] = {NULL};
    sqlite3_stmt *rows = NULL;
    bool row = false, more = true;
    struct sam_buf sql;
    assert(kind->count <= SAM_RECORD_COLUMNS);
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_text(&sql, "SELECT wave, alliance");
    list_columns(kind, &sql);
    sam_buf_printf(&sql,
                   " FROM %s WHERE (?1 = '' OR wave = ?1) AND (?2 = '' OR alliance = ?2) "
                   "ORDER BY wave, alliance, number",
                   kind->table);
    enum sam_status status = sam_sql_own(store, sql.data, &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        sam_sql_bind_text(rows, 2, alliance);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row && more) {
        for (size_t i = 0; i < kind->count; i++) {
            cells[i] = sam_sql_text(rows, (int)i + 2);
        }
        more = each(sam_sql_text(rows, 0), sam_sql_text(rows, 1), cells, context);
        if (more) {
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    sqlite3_finalize(rows);
    sam_buf_fini(&sql);
    return status;
}

enum sam_status sam_store_visit_record(struct sam_store *store, const struct sam_record_kind *kind,
                                       const char *wave, sam_record_row *each, void *context,
                                       struct sam_err *err) {
    return visit(store, kind, wave, NULL, each, context, err);
}

static enum sam_status drop(struct sam_store *store, const struct sam_record_kind *kind,
                            const char *wave, const char *alliance, struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_printf(&sql, "DELETE FROM %s WHERE wave = ? AND alliance = ?", kind->table);
    enum sam_status status = sam_sql_own(store, sql.data, &statement, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(statement, 1, wave);
        sam_sql_bind_text(statement, 2, alliance);
        status = sam_sql_run(store, statement, err);
    }
    sqlite3_finalize(statement);
    sam_buf_fini(&sql);
    return status;
}

static enum sam_status insert(struct sam_store *store, const struct sam_record_kind *kind,
                              const char *wave, const char *alliance, const char *const *cells,
                              size_t row_count, time_t now, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    char moment[SAM_MOMENT_SIZE];
    struct sam_buf sql;
    sam_moment_print(now, moment);
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_printf(&sql, "INSERT INTO %s (wave, alliance, number, stored_at", kind->table);
    list_columns(kind, &sql);
    sam_buf_text(&sql, ") VALUES (?, ?, ?, ?");
    for (size_t i = 0; i < kind->count; i++) {
        sam_buf_text(&sql, ", ?");
    }
    sam_buf_char(&sql, ')');
    enum sam_status status = sam_sql_own(store, sql.data, &put, err);
    for (size_t i = 0; i < row_count && status == SAM_OK; i++) {
        sam_sql_bind_text(put, 1, wave);
        sam_sql_bind_text(put, 2, alliance);
        sqlite3_bind_int64(put, 3, (sqlite3_int64)i + 1);
        sam_sql_bind_text(put, 4, moment);
        for (size_t c = 0; c < kind->count; c++) {
            sam_sql_bind_text(put, 5 + (int)c, cells[i * kind->count + c]);
        }
        status = sam_sql_run(store, put, err);
    }
    sqlite3_finalize(put);
    sam_buf_fini(&sql);
    return status;
}

enum sam_status sam_store_record(struct sam_store *store, const struct sam_record_kind *kind,
                                 const char *wave, const char *alliance, const char *const *cells,
                                 size_t row_count, time_t now, struct sam_record_changes *changes,
                                 struct sam_err *err) {
    struct old_rows old = {.kind = kind, .keys = sam_dictionary_new()};
    bool write = false;
    sam_buf_init(&old.text, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = visit(store, kind, wave, alliance, keep_old, &old, err);
    }
    if (status == SAM_OK) {
        compare(&old, cells, row_count, changes, &write);
    }
    if (status == SAM_OK && write) {
        status = drop(store, kind, wave, alliance, err);
    }
    if (status == SAM_OK && write) {
        status = insert(store, kind, wave, alliance, cells, row_count, now, err);
    }
    old_fini(&old);
    return status;
}
