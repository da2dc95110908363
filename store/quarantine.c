#include "store/store_private.h"

#include "base/dictionary.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/response_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is kept is JSON, in which a key stands once and all is UTF-8. A source may give both
 * otherwise: then nothing is dropped, and what it gave stays refused on another try. */
static struct sam_raw_answer *named_apart(const struct sam_raw_response *raw,
                                          struct sam_arena *arena) {
    struct sam_raw_answer *answers = sam_xcalloc(raw->answer_count, sizeof *answers);
    struct sam_dictionary *names = sam_dictionary_new();
    for (size_t i = 0; i < raw->answer_count; i++) {
        struct sam_buf name;
        sam_buf_init(&name, SAM_BUF_UNLIMITED);
        sam_buf_text(&name, raw->answers[i].name);
        for (size_t copy = 2;
             sam_dictionary_find(names, name.data, name.length) != SAM_NOT_IN_DICTIONARY; copy++) {
            sam_buf_clear(&name);
            sam_buf_printf(&name, "%s (%zu)", raw->answers[i].name, copy);
        }
        sam_dictionary_add(names, name.data, name.length);
        answers[i] = (struct sam_raw_answer){sam_arena_strdup(arena, name.data),
                                             raw->answers[i].text, raw->answers[i].left_blank};
        sam_buf_fini(&name);
    }
    sam_dictionary_free(names);
    return answers;
}

static void make_utf8(char *text, size_t length) {
    size_t bad = 0;
    while (!sam_utf8_valid(text, length, &bad)) {
        text[bad] = '?';
        text += bad;
        length -= bad;
    }
}

static enum sam_status to_json(struct sam_store *store, const struct sam_raw_response *raw,
                               struct sam_err *err) {
    struct sam_arena *arena = sam_arena_new(SAM_BUF_UNLIMITED);
    struct sam_raw_response apart = *raw;
    struct sam_json json;
    apart.answers = named_apart(raw, arena);
    sam_buf_clear(&store->scratch);
    sam_json_to_buf(&json, &store->scratch, 0);
    sam_raw_response_to_json(&json, NULL, &apart);
    enum sam_status status = sam_json_end(&json, store->path, err);
    make_utf8(store->scratch.data, store->scratch.length);
    free(apart.answers);
    sam_arena_free(arena);
    return status;
}

enum { KEY_SIZE = 24 };

/* A response without an id of its own is known by its content. */
static const char *key_of(const char *record_id, const struct sam_buf *content,
                          char made[KEY_SIZE]) {
    if (record_id != NULL && record_id[0] != '\0') {
        return record_id;
    }
    uint64_t hash = sam_hash64(content->data, content->length, 0);
    snprintf(made, KEY_SIZE, "#%016llx", (unsigned long long)hash);
    return made;
}

enum sam_status sam_store_quarantine(struct sam_store *store, const char *source,
                                     const struct sam_raw_response *raw, enum sam_refusal refusal,
                                     const char *message, time_t now, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    char made[KEY_SIZE], moment[SAM_MOMENT_SIZE];
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = to_json(store, raw, err);
    }
    if (status == SAM_OK) {
        status = sam_sql_kept(
            store,
            "INSERT INTO quarantine (source, key, record_id, refusal, message, raw, first_seen, "
            "last_seen, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 1) ON CONFLICT DO UPDATE "
            "SET refusal = ?4, message = ?5, raw = ?6, last_seen = ?7, tries = tries + 1",
            &put, err);
    }
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, source);
        sam_sql_bind_text(put, 2, key_of(raw->record_id, &store->scratch, made));
        sam_sql_bind_text(put, 3, raw->record_id);
        sam_sql_bind_text(put, 4, sam_refusal_id(refusal));
        sam_sql_bind_text(put, 5, message);
        sam_sql_bind_text(put, 6, store->scratch.data);
        sam_sql_bind_text(put, 7, sam_moment_print(now, moment));
        store->quarantine_empty = false;
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_quarantine_forget(struct sam_store *store, const char *source,
                                      const char *record_id, struct sam_err *err) {
    sqlite3_stmt *drop = NULL;
    if (store->quarantine_empty) {
        return SAM_OK;
    }
    enum sam_status status =
        sam_sql_kept(store, "DELETE FROM quarantine WHERE source = ? AND key = ?", &drop, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(drop, 1, source);
        sam_sql_bind_text(drop, 2, record_id);
        status = sam_sql_run(store, drop, err);
    }
    return status;
}

enum sam_status sam_store_quarantine_drop(struct sam_store *store, const char *source,
                                          const char *record_id, struct sam_err *err) {
    enum sam_status status = sam_store_writing(store, err);
    return status == SAM_OK ? sam_quarantine_forget(store, source, record_id, err) : status;
}

struct walk {
    struct sam_store *store;
    sam_quarantine_visit *visit;
    void *context;
    struct sam_err *err;
    int64_t after, last;
    bool more;
};

/* One row, wholly copied before the callback sees it: the callback may change the table. */
static enum sam_status visit_next(struct walk *walk, sqlite3_stmt *next) {
    struct sam_store *store = walk->store;
    sqlite3_bind_int64(next, 1, walk->after);
    sqlite3_bind_int64(next, 2, walk->last);
    enum sam_status status = sam_sql_step(store, next, &walk->more, walk->err);
    if (status != SAM_OK || !walk->more) {
        return status;
    }
    struct sam_arena *arena = sam_arena_new(SAM_BUF_UNLIMITED);
    const char *text[6];
    for (int i = 0; i < 6; i++) {
        text[i] = sam_arena_strdup(arena, sam_sql_text(next, i + 1));
    }
    struct sam_raw_response raw = {0};
    struct sam_quarantined row = {
        text[0], text[1], text[2], text[3], text[4], &raw, sqlite3_column_int(next, 7)};
    walk->after = sqlite3_column_int64(next, 0);
    sqlite3_reset(next);
    struct sam_err why = {0};
    if (sam_raw_response_parse(text[5], strlen(text[5]), row.record_id, arena, &raw, &why) !=
        SAM_OK) {
        status = sam_fail(walk->err, SAM_E_STORE,
                          _("%s: the quarantine row of source %s, record %s can't be read (%s); "
                            "delete it and collect with --full"),
                          store->path, row.source, row.record_id, why.text);
    } else {
        walk->more = walk->visit(&row, walk->context);
    }
    sam_arena_free(arena);
    return status;
}

enum sam_status sam_store_visit_quarantine(struct sam_store *store, sam_quarantine_visit *visit,
                                           void *context, struct sam_err *err) {
    struct walk walk = {store, visit, context, err, 0, 0, true};
    sqlite3_stmt *next = NULL;
    enum sam_status status =
        sam_sql_number(store, "SELECT max(id) FROM quarantine", &walk.last, err);
    if (status == SAM_OK) {
        status = sam_sql_own(store,
                             "SELECT id, source, record_id, refusal, message, first_seen, raw, "
                             "tries FROM quarantine WHERE id > ? AND id <= ? ORDER BY id LIMIT 1",
                             &next, err);
    }
    while (status == SAM_OK && walk.more) {
        status = visit_next(&walk, next);
    }
    sqlite3_finalize(next);
    return status;
}

enum sam_status sam_store_count_quarantine(struct sam_store *store, size_t counts[SAM_REFUSALS],
                                           size_t *all, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(store, "SELECT refusal, count(*) FROM quarantine GROUP BY refusal", &rows, err);
    memset(counts, 0, SAM_REFUSALS * sizeof *counts);
    *all = 0;
    if (status == SAM_OK) {
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        size_t count = (size_t)sqlite3_column_int64(rows, 1);
        *all += count;
        for (int refusal = 0; refusal < SAM_REFUSALS; refusal++) {
            bool this =
                strcmp(sam_refusal_id((enum sam_refusal)refusal), sam_sql_text(rows, 0)) == 0;
            counts[refusal] += this ? count : 0;
        }
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
