#include "store/store_private.h"

#include "base/dictionary.h"

#include <assert.h>
#include <string.h>

const char *sam_state_id(enum sam_state state) {
    static const char *const ids[] = {"incomplete", "complete", "withdrawn"};
    return ids[state];
}

/* A response on its way in. */
struct put {
    struct sam_store *store;
    const char *source;
    const struct sam_questionnaire *questionnaire;
    struct sam_table *table;
    const struct sam_response *response;
    time_t now;
    struct sam_err *err;
    int64_t content[2];
    /* of the response as it is stored */
    bool found;
    int64_t id, version;
    enum sam_state state;
    bool same, other_questionnaire;
};

/* --- has it changed? -------------------------------------------------------------------------- */

static void add_field(struct sam_buf *content, const char *text) {
    sam_buf_append(content, text, strlen(text) + 1);
}

/* Items by name and only those answered, so that an item added to the questionnaire changes
 * nothing. Two hashes of 64 bits together: two contents that differ never look the same. */
static void hash_content(struct put *p) {
    const struct sam_response *r = p->response;
    const struct sam_questionnaire *q = p->questionnaire;
    struct sam_buf *content = &p->store->scratch;
    const char *fields[] = {q->id,   r->respondent,   r->alliance,   r->organisation,
                            r->wave, r->submitted_at, r->modified_at};
    sam_buf_clear(content);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        add_field(content, fields[i]);
    }
    char small[] = {(char)r->role, (char)r->language, (char)r->complete};
    sam_buf_append(content, small, sizeof small);
    for (size_t item = 0; item < r->item_count; item++) {
        if (r->answers[item] != SAM_MISSING) {
            add_field(content, q->items[item].id);
            sam_buf_append(content, &r->answers[item], 1);
        }
    }
    if (r->left_blank != NULL && r->left_blank[0] != '\0') {
        add_field(content, r->left_blank);
    }
    for (size_t i = 0; i < r->open_count; i++) {
        add_field(content, q->open_questions[r->open[i].question].id);
        add_field(content, r->open[i].text);
    }
    static const uint64_t seeds[2] = {0x73616d656e736361U, 0x6e616c6c69616e63U};
    uint64_t hash[2];
    sam_hash64_pair(content->data, content->length, seeds, hash);
    memcpy(p->content, hash, sizeof hash);
}

static enum sam_status find(struct put *p) {
    sqlite3_stmt *get = NULL;
    enum sam_status status =
        sam_sql_kept(p->store,
                     "SELECT id, version, state, questionnaire, content_a, content_b "
                     "FROM response WHERE source = ? AND record_id = ?",
                     &get, p->err);
    if (status != SAM_OK) {
        return status;
    }
    sam_sql_bind_text(get, 1, p->source);
    sam_sql_bind_text(get, 2, p->response->record_id);
    status = sam_sql_step(p->store, get, &p->found, p->err);
    if (status != SAM_OK || !p->found) {
        return status;
    }
    p->id = sqlite3_column_int64(get, 0);
    p->version = sqlite3_column_int64(get, 1);
    const char *state = sam_sql_text(get, 2);
    p->state = strcmp(state, "withdrawn") == 0  ? SAM_STATE_WITHDRAWN
               : strcmp(state, "complete") == 0 ? SAM_STATE_COMPLETE
                                                : SAM_STATE_INCOMPLETE;
    p->other_questionnaire = strcmp(sam_sql_text(get, 3), p->questionnaire->id) != 0;
    p->same = p->state != SAM_STATE_WITHDRAWN && sqlite3_column_int64(get, 4) == p->content[0] &&
              sqlite3_column_int64(get, 5) == p->content[1];
    sqlite3_reset(get);
    return SAM_OK;
}

static const char *stored_at(struct sam_store *store, time_t now) {
    if (store->moment_of != now || store->moment[0] == '\0') {
        store->moment_of = now;
        sam_moment_print(now, store->moment);
    }
    return store->moment;
}

/* --- writing it ------------------------------------------------------------------------------- */

static enum sam_status write_response(struct put *p) {
    static const char insert[] =
        "INSERT INTO response (source, record_id, questionnaire, respondent, alliance, "
        "organisation, role, wave, language, submitted_at, modified_at, answered, state, "
        "stored_at, version, change, content_a, content_b) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    static const char update[] =
        "UPDATE response SET questionnaire = ?3, respondent = ?4, alliance = ?5, "
        "organisation = ?6, role = ?7, wave = ?8, language = ?9, submitted_at = ?10, "
        "modified_at = ?11, answered = ?12, state = ?13, stored_at = ?14, version = ?15, "
        "change = ?16, content_a = ?17, content_b = ?18 WHERE source = ?1 AND record_id = ?2";
    const struct sam_response *r = p->response;
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(p->store, p->found ? update : insert, &put, p->err);
    if (status != SAM_OK) {
        return status;
    }
    const char *texts[] = {p->source,
                           r->record_id,
                           p->questionnaire->id,
                           r->respondent,
                           r->alliance,
                           r->organisation,
                           sam_role_id(r->role),
                           r->wave,
                           r->language >= 0 ? sam_lang_code((enum sam_lang)r->language) : "",
                           r->submitted_at,
                           r->modified_at};
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
        sam_sql_bind_text(put, i + 1, texts[i]);
    }
    time_t answered = sam_moment_seconds(r->submitted_at);
    if (answered != 0 || sam_moment_valid(r->submitted_at)) {
        sqlite3_bind_int64(put, 12, (int64_t)answered);
    } else {
        sqlite3_bind_null(put, 12);
    }
    sam_sql_bind_text(put, 13,
                      sam_state_id(r->complete ? SAM_STATE_COMPLETE : SAM_STATE_INCOMPLETE));
    sam_sql_bind_text(put, 14, stored_at(p->store, p->now));
    sqlite3_bind_int64(put, 15, p->version + 1);
    sqlite3_bind_int64(put, 16, ++p->store->change);
    sqlite3_bind_int64(put, 17, p->content[0]);
    sqlite3_bind_int64(put, 18, p->content[1]);
    status = sam_sql_run(p->store, put, p->err);
    if (status == SAM_OK && !p->found) {
        p->id = sqlite3_last_insert_rowid(p->store->db);
    }
    return status;
}

/* Replacing has SQLite keep what it may have to put back, so what is new is inserted. */
static enum sam_status prepare_answers(struct put *p, sqlite3_stmt **put) {
    sqlite3_stmt **kept = p->found ? &p->table->put : &p->table->put_new;
    *put = *kept;
    if (*kept != NULL) {
        return SAM_OK;
    }
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_printf(&sql, "INSERT %sINTO %s (response, dont_know", p->found ? "OR REPLACE " : "",
                   p->table->name);
    for (size_t item = 0; item < p->questionnaire->item_count; item++) {
        sam_buf_text(&sql, ", ");
        sam_sql_quote(&sql, "", p->questionnaire->items[item].id);
    }
    sam_buf_text(&sql, ") VALUES (?, ?");
    for (size_t item = 0; item < p->questionnaire->item_count; item++) {
        sam_buf_text(&sql, ", ?");
    }
    sam_buf_char(&sql, ')');
    enum sam_status status = sam_sql_own(p->store, sql.data, kept, p->err);
    sam_buf_fini(&sql);
    *put = *kept;
    return status;
}

static enum sam_status write_answers(struct put *p) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = prepare_answers(p, &put);
    if (status != SAM_OK) {
        return status;
    }
    struct sam_buf *dont_know = &p->store->scratch;
    sam_buf_clear(dont_know);
    sqlite3_bind_int64(put, 1, p->id);
    for (size_t item = 0; item < p->response->item_count; item++) {
        uint8_t answer = p->response->answers[item];
        if (answer == SAM_MISSING) {
            sqlite3_bind_null(put, (int)item + 3);
        } else if (answer == SAM_DONT_KNOW) {
            sqlite3_bind_null(put, (int)item + 3);
            sam_buf_append(dont_know, " ", dont_know->length > 0);
            sam_buf_text(dont_know, p->questionnaire->items[item].id);
        } else {
            sqlite3_bind_int(put, (int)item + 3, answer);
        }
    }
    if (dont_know->length > 0) {
        sqlite3_bind_text(put, 2, dont_know->data, (int)dont_know->length, SQLITE_STATIC);
    } else {
        sqlite3_bind_null(put, 2);
    }
    return sam_sql_run(p->store, put, p->err);
}

static enum sam_status write_left_blank(struct put *p) {
    const char *items = p->response->left_blank;
    enum sam_status status = SAM_OK;
    if (p->found) {
        status = sam_left_blank_erase(p->store, p->id, p->err);
    }
    if (status == SAM_OK && items != NULL && items[0] != '\0') {
        status = sam_left_blank_put(p->store, p->id, items, p->err);
    }
    return status;
}

static enum sam_status write_open(struct put *p) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < p->response->open_count && status == SAM_OK; i++) {
        const struct sam_open_answer *open = &p->response->open[i];
        sqlite3_stmt *put = NULL;
        status = sam_sql_kept(p->store,
                              "INSERT OR REPLACE INTO open_answer (response, question, text) "
                              "VALUES (?, ?, ?)",
                              &put, p->err);
        if (status == SAM_OK) {
            sqlite3_bind_int64(put, 1, p->id);
            sam_sql_bind_text(put, 2, p->questionnaire->open_questions[open->question].id);
            sam_sql_bind_text(put, 3, open->text);
            status = sam_sql_run(p->store, put, p->err);
        }
    }
    return status;
}

/* --- erasing ---------------------------------------------------------------------------------- */

static enum sam_status erase_open(struct sam_store *store, int64_t id, struct sam_err *err) {
    sqlite3_stmt *erase = NULL;
    enum sam_status status =
        sam_sql_kept(store, "DELETE FROM open_answer WHERE response = ?", &erase, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(erase, 1, id);
        status = sam_sql_run(store, erase, err);
    }
    return status;
}

/* Its number, and what was recorded about it. */
static enum sam_status erase_story(struct sam_store *store, int64_t id, struct sam_err *err) {
    sqlite3_stmt *erase = NULL;
    enum sam_status status =
        sam_sql_kept(store, "DELETE FROM story WHERE response = ?", &erase, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(erase, 1, id);
        status = sam_sql_run(store, erase, err);
    }
    return status;
}

static enum sam_status erase_versions(struct sam_store *store, int64_t id, struct sam_err *err) {
    sqlite3_stmt *erase = NULL;
    enum sam_status status =
        sam_sql_kept(store, "DELETE FROM response_version WHERE response = ?", &erase, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(erase, 1, id);
        status = sam_sql_run(store, erase, err);
    }
    return status;
}

/* The row in the table of the questionnaire it was stored under, which may be another than now. */
static enum sam_status erase_answers(struct sam_store *store, int64_t id, struct sam_err *err) {
    sqlite3_stmt *get = NULL, *erase = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT questionnaire FROM response WHERE id = ?", &get, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(get, 1, id);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    assert(row);
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_text(&sql, "DELETE FROM ");
    sam_sql_quote(&sql, "answers_", sam_sql_text(get, 0));
    sam_buf_text(&sql, " WHERE response = ?");
    sqlite3_reset(get);
    status = sam_sql_own(store, sql.data, &erase, err);
    if (status == SAM_OK) {
        sqlite3_bind_int64(erase, 1, id);
        status = sam_sql_run(store, erase, err);
    }
    sqlite3_finalize(erase);
    sam_buf_fini(&sql);
    return status;
}

/* What stood there goes to the old versions, unless it was a draft: what somebody thought better of
 * before sending is nobody's business. What the new content doesn't overwrite is erased. */
static enum sam_status make_room(struct put *p) {
    if (p->state == SAM_STATE_WITHDRAWN) {
        return SAM_OK;
    }
    enum sam_status status = SAM_OK;
    if (p->state == SAM_STATE_COMPLETE) {
        status = sam_version_keep(p->store, p->id, p->now, p->err);
    }
    if (status == SAM_OK && p->other_questionnaire) {
        status = erase_answers(p->store, p->id, p->err);
    }
    return status == SAM_OK ? erase_open(p->store, p->id, p->err) : status;
}

enum sam_status sam_store_put(struct sam_store *store, const char *source,
                              const struct sam_questionnaire *questionnaire,
                              const struct sam_response *response, time_t now, enum sam_put *what,
                              struct sam_err *err) {
    assert(response->item_count == questionnaire->item_count);
    struct put p = {.store = store,
                    .source = source,
                    .questionnaire = questionnaire,
                    .table = sam_table_get(store, questionnaire),
                    .response = response,
                    .now = now,
                    .err = err};
    enum sam_status status = sam_store_writing(store, err);
    if (status != SAM_OK) {
        return status;
    }
    hash_content(&p);
    status = find(&p);
    if (status == SAM_OK) {
        status = sam_quarantine_forget(store, source, response->record_id, err);
    }
    if (status == SAM_OK && p.same) {
        *what = SAM_PUT_SAME;
        return SAM_OK;
    }
    if (status == SAM_OK && p.found) {
        status = make_room(&p);
    }
    if (status == SAM_OK) {
        status = write_response(&p);
    }
    if (status == SAM_OK) {
        status = write_answers(&p);
    }
    if (status == SAM_OK) {
        status = write_left_blank(&p);
    }
    if (status == SAM_OK) {
        status = write_open(&p);
    }
    if (status == SAM_OK) {
        *what = p.found ? SAM_PUT_CHANGED : SAM_PUT_NEW;
    }
    return status;
}

static enum sam_status find_present(struct sam_store *store, const char *source,
                                    const char *record_id, int64_t *id, bool *found,
                                    struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    enum sam_status status = sam_sql_kept(store,
                                          "SELECT id FROM response WHERE source = ? AND "
                                          "record_id = ? AND state <> 'withdrawn'",
                                          &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, source);
        sam_sql_bind_text(get, 2, record_id);
        status = sam_sql_step(store, get, found, err);
        *id = *found ? sqlite3_column_int64(get, 0) : 0;
        sqlite3_reset(get);
    }
    return status;
}

static enum sam_status mark_withdrawn(struct sam_store *store, int64_t id, time_t now,
                                      struct sam_err *err) {
    sqlite3_stmt *mark = NULL;
    char moment[SAM_MOMENT_SIZE];
    /* The hashes go too: by them one could try out which answers were given. */
    enum sam_status status =
        sam_sql_kept(store,
                     "UPDATE response SET state = 'withdrawn', stored_at = ?, change = ?, "
                     "content_a = 0, content_b = 0 WHERE id = ?",
                     &mark, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(mark, 1, sam_moment_print(now, moment));
        sqlite3_bind_int64(mark, 2, ++store->change);
        sqlite3_bind_int64(mark, 3, id);
        status = sam_sql_run(store, mark, err);
    }
    return status;
}

enum sam_status sam_store_withdraw(struct sam_store *store, const char *source,
                                   const char *record_id, time_t now, bool *was_there,
                                   struct sam_err *err) {
    int64_t id = 0;
    bool found = false;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_quarantine_forget(store, source, record_id, err);
    }
    if (status == SAM_OK) {
        status = find_present(store, source, record_id, &id, &found, err);
    }
    if (status == SAM_OK && found) {
        status = erase_answers(store, id, err);
        if (status == SAM_OK) {
            status = erase_open(store, id, err);
        }
        if (status == SAM_OK) {
            status = sam_left_blank_erase(store, id, err);
        }
        if (status == SAM_OK) {
            status = erase_versions(store, id, err);
        }
        if (status == SAM_OK) {
            status = erase_story(store, id, err);
        }
        if (status == SAM_OK) {
            status = mark_withdrawn(store, id, now, err);
        }
    }
    if (status == SAM_OK) {
        *was_there = found;
    }
    return status;
}
