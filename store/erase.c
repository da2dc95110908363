#include "store/erase.h"

#include "store/store_private.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* A kind of personal data, as what stands behind DELETE FROM and behind SELECT count(*) FROM. ?1 is
 * the respondent or the wave. In order: what hangs on responses goes before them. */
struct target {
    enum sam_personal kind;
    const char *rows;
};

#define OF_RESPONSES "response IN (SELECT id FROM response WHERE "
static const struct target of_respondent[] = {
    {SAM_PERSONAL_OPEN_ANSWERS, "open_answer WHERE " OF_RESPONSES "respondent = ?1)"},
    {SAM_PERSONAL_VERSIONS, "response_version WHERE " OF_RESPONSES "respondent = ?1)"},
    {SAM_PERSONAL_RESPONSES, "response WHERE respondent = ?1"},
    {SAM_PERSONAL_QUARANTINE,
     "quarantine WHERE json_valid(raw) AND json_extract(raw, '$.respondent') = ?1"},
    {SAM_PERSONAL_TOKENS, "token WHERE kind = 'respondent' AND respondent = ?1"},
    {SAM_PERSONAL_PARADATA, "paradata WHERE respondent = ?1"},
    {SAM_PERSONAL_LETTERS, "mail_place WHERE respondent = ?1"},
    {SAM_PERSONAL_QUOTES, "note WHERE respondent = ?1"},
    {SAM_PERSONAL_NAMES,
     "identity WHERE respondent = ?1 AND (name IS NOT NULL OR email IS NOT NULL)"},
};
static const struct target of_wave[] = {
    {SAM_PERSONAL_OPEN_ANSWERS, "open_answer WHERE " OF_RESPONSES "wave = ?1)"},
    {SAM_PERSONAL_VERSIONS, "response_version WHERE " OF_RESPONSES "wave = ?1)"},
    {SAM_PERSONAL_RESPONSES, "response WHERE wave = ?1 AND source <> '" SAM_ERASED_SOURCE "'"},
    /* One that names no wave could be of this one. */
    {SAM_PERSONAL_QUARANTINE, "quarantine WHERE NOT json_valid(raw) OR "
                              "coalesce(json_extract(raw, '$.wave'), '') IN ('', ?1)"},
    {SAM_PERSONAL_TOKENS, "token WHERE kind = 'respondent' AND wave = ?1"},
    {SAM_PERSONAL_PARADATA, "paradata WHERE wave = ?1"},
    {SAM_PERSONAL_LETTERS, "mail WHERE wave = ?1"},
    {SAM_PERSONAL_QUOTES, "note WHERE wave = ?1 AND (quote <> '' OR respondent <> '')"},
    {SAM_PERSONAL_NAMES, "identity WHERE name IS NOT NULL OR email IS NOT NULL"},
};
enum { TARGETS = sizeof of_wave / sizeof *of_wave };

static enum sam_status run_with(struct sam_store *store, const char *sql, const char *text,
                                int64_t *number, struct sam_err *err) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, sql, &statement, err);
    if (status == SAM_OK) {
        if (text != NULL && sqlite3_bind_parameter_count(statement) > 0) {
            sam_sql_bind_text(statement, 1, text);
        }
        status = sam_sql_step(store, statement, &row, err);
    }
    if (status == SAM_OK && number != NULL) {
        *number = row ? sqlite3_column_int64(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    return status;
}

static enum sam_status on_target(struct sam_store *store, const char *verb, const char *rows,
                                 const char *text, int64_t *number, struct sam_err *err) {
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_buf_printf(&sql, "%s FROM %s", verb, rows);
    enum sam_status status = run_with(store, sql.data, text, number, err);
    sam_buf_fini(&sql);
    return status;
}

static enum sam_status count(struct sam_store *store, const struct target *targets,
                             const char *text, struct sam_personal_counts *counts,
                             struct sam_err *err) {
    enum sam_status status = SAM_OK;
    *counts = (struct sam_personal_counts){0};
    for (size_t i = 0; i < TARGETS && status == SAM_OK; i++) {
        status = on_target(store, "SELECT count(*)", targets[i].rows, text,
                           &counts->of[targets[i].kind], err);
    }
    return status;
}

enum sam_status sam_store_personal_of(struct sam_store *store, const char *respondent,
                                      struct sam_personal_counts *counts, struct sam_err *err) {
    return count(store, of_respondent, respondent, counts, err);
}

enum sam_status sam_store_personal_in(struct sam_store *store, const char *wave, bool names,
                                      struct sam_personal_counts *counts, struct sam_err *err) {
    enum sam_status status = count(store, of_wave, wave, counts, err);
    if (!names) {
        counts->of[SAM_PERSONAL_NAMES] = 0;
    }
    return status;
}

/* --- what must stay away -----------------------------------------------------------------------
 */

enum { KEY_SIZE = 32 };

static enum sam_status get_key(struct sam_store *store, uint8_t key[KEY_SIZE],
                               struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT value FROM secret WHERE name = 'erased'", &get, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, get, &row, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    memset(key, 0, KEY_SIZE);
    if (row && sqlite3_column_bytes(get, 0) == KEY_SIZE) {
        memcpy(key, sqlite3_column_blob(get, 0), KEY_SIZE);
    }
    sqlite3_reset(get);
    return SAM_OK;
}

/* Of a record: its source and id; of a respondent: "" and the id. No source has the name "". */
static enum sam_status hash_of(struct sam_store *store, const char *source, const char *id,
                               uint8_t hash[KEY_SIZE], struct sam_err *err) {
    uint8_t key[KEY_SIZE];
    crypto_generichash_state state;
    enum sam_status status = get_key(store, key, err);
    if (status == SAM_OK) {
        int failed = crypto_generichash_init(&state, key, sizeof key, KEY_SIZE);
        failed |= crypto_generichash_update(&state, (const uint8_t *)source, strlen(source) + 1);
        failed |= crypto_generichash_update(&state, (const uint8_t *)id, strlen(id));
        failed |= crypto_generichash_final(&state, hash, KEY_SIZE);
        assert(failed == 0);
    }
    sodium_memzero(key, sizeof key);
    return status;
}

static enum sam_status keep_away(struct sam_store *store, const char *source, const char *id,
                                 struct sam_err *err) {
    uint8_t hash[KEY_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status = hash_of(store, source, id, hash, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store, "INSERT OR IGNORE INTO erased (hash) VALUES (?)", &put, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_blob(put, 1, hash, KEY_SIZE, SQLITE_TRANSIENT);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

/* sql: source and record id of each. */
static enum sam_status keep_records_away(struct sam_store *store, const char *sql,
                                         const char *respondent, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, sql, &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, respondent);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        status = keep_away(store, sam_sql_text(rows, 0), sam_sql_text(rows, 1), err);
        if (status == SAM_OK) {
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    sqlite3_finalize(rows);
    return status;
}

static enum sam_status is_known(struct sam_store *store, const char *source, const char *id,
                                bool *known, struct sam_err *err) {
    uint8_t hash[KEY_SIZE];
    sqlite3_stmt *get = NULL;
    enum sam_status status = hash_of(store, source, id, hash, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store, "SELECT 1 FROM erased WHERE hash = ?", &get, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_blob(get, 1, hash, KEY_SIZE, SQLITE_TRANSIENT);
        status = sam_sql_step(store, get, known, err);
        sqlite3_reset(get);
    }
    return status;
}

enum sam_status sam_store_any_erased(struct sam_store *store, bool *any, struct sam_err *err) {
    int64_t found = 0;
    enum sam_status status = sam_sql_number(store,
                                            "SELECT EXISTS (SELECT 1 FROM erased) OR "
                                            "EXISTS (SELECT 1 FROM erased_wave)",
                                            &found, err);
    *any = found != 0;
    return status;
}

enum sam_status sam_store_is_erased(struct sam_store *store, const char *source,
                                    const char *record_id, const char *respondent, const char *wave,
                                    bool *erased, struct sam_err *err) {
    int64_t any = 0;
    char at[SAM_MOMENT_SIZE];
    bool answers = false;
    *erased = false;
    enum sam_status status = sam_store_erased_wave(store, wave, at, &answers, err);
    if (status != SAM_OK || at[0] != '\0') {
        *erased = status == SAM_OK;
        return status;
    }
    /* Mostly nothing was ever erased. */
    status = sam_sql_number(store, "SELECT EXISTS (SELECT 1 FROM erased)", &any, err);
    if (status == SAM_OK && any != 0) {
        status = is_known(store, source, record_id, erased, err);
    }
    if (status == SAM_OK && any != 0 && !*erased && respondent[0] != '\0') {
        status = is_known(store, "", respondent, erased, err);
    }
    return status;
}

enum sam_status sam_store_erased_wave(struct sam_store *store, const char *wave, char *at,
                                      bool *answers, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT at, answers FROM erased_wave WHERE wave = ?", &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, wave);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK) {
        snprintf(at, SAM_MOMENT_SIZE, "%s", row ? sam_sql_text(get, 0) : "");
        *answers = row && sqlite3_column_int(get, 1) != 0;
        sqlite3_reset(get);
    }
    return status;
}

/* --- erasing -----------------------------------------------------------------------------------
 */

static enum sam_status erase_targets(struct sam_store *store, const struct target *targets,
                                     const char *text, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < TARGETS && status == SAM_OK; i++) {
        bool names = targets[i].kind == SAM_PERSONAL_NAMES;
        bool quotes = targets[i].kind == SAM_PERSONAL_QUOTES;
        bool of_all = targets == of_wave && targets[i].kind == SAM_PERSONAL_RESPONSES;
        if (quotes) {
            status = run_with(store,
                              targets == of_wave
                                  ? "UPDATE note SET quote = '', respondent = '' WHERE wave = ?1"
                                  : "UPDATE note SET quote = '', respondent = '' "
                                    "WHERE respondent = ?1",
                              text, NULL, err);
        } else if (!names && !of_all) {
            status = on_target(store, "DELETE", targets[i].rows, text, NULL, err);
        }
    }
    return status;
}

/* The rows of "answers_QUESTIONNAIRE" of responses that `which` selects. */
static enum sam_status erase_answers(struct sam_store *store, const char *which, const char *text,
                                     struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(store, "SELECT id FROM questionnaire", &rows, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        struct sam_buf sql;
        sam_buf_init(&sql, SAM_BUF_UNLIMITED);
        sam_buf_text(&sql, "DELETE FROM ");
        sam_sql_quote(&sql, "answers_", sam_sql_text(rows, 0));
        sam_buf_printf(&sql, " WHERE response IN (SELECT id FROM response r WHERE %s)", which);
        status = run_with(store, sql.data, text, NULL, err);
        sam_buf_fini(&sql);
        if (status == SAM_OK) {
            status = sam_sql_step(store, rows, &row, err);
        }
    }
    sqlite3_finalize(rows);
    return status;
}

static enum sam_status make_key(struct sam_store *store, struct sam_err *err) {
    return sam_sql_exec(
        store, "INSERT OR IGNORE INTO secret (name, value) VALUES ('erased', randomblob(32))", err);
}

enum sam_status sam_store_erase_respondent(struct sam_store *store, const char *respondent,
                                           struct sam_err *err) {
    static const char *const records[] = {
        "SELECT source, record_id FROM response WHERE respondent = ?1",
        "SELECT source, record_id FROM quarantine WHERE json_valid(raw) AND "
        "json_extract(raw, '$.respondent') = ?1"};
    static const char *const last[] = {
        "DELETE FROM mail WHERE id NOT IN (SELECT letter FROM mail_place)",
        "DELETE FROM identity WHERE respondent = ?1"};
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = make_key(store, err);
    }
    if (status == SAM_OK) {
        status = keep_away(store, "", respondent, err);
    }
    for (size_t i = 0; i < 2 && status == SAM_OK; i++) {
        status = keep_records_away(store, records[i], respondent, err);
    }
    if (status == SAM_OK) {
        status = erase_answers(store, "r.respondent = ?1", respondent, err);
    }
    if (status == SAM_OK) {
        status = erase_targets(store, of_respondent, respondent, err);
    }
    for (size_t i = 0; i < 2 && status == SAM_OK; i++) {
        status = run_with(store, last[i], respondent, NULL, err);
    }
    return status;
}

/* Of a wave whose answers stay: everything but the responses that count goes first, because which
 * ones count can no longer be told afterwards. */
#define DOES_NOT_COUNT "r.wave = ?1 AND (r.state <> 'complete' OR " SAM_SQL_REPLACED_OF_ALL ")"
static enum sam_status disguise(struct sam_store *store, const char *wave, time_t now,
                                struct sam_err *err) {
    static const char drop[] =
        "DELETE FROM response WHERE id IN (SELECT id FROM response r WHERE " DOES_NOT_COUNT ")";
    static const char rename[] =
        "UPDATE response SET source = '" SAM_ERASED_SOURCE "', "
        "record_id = lower(hex(randomblob(8))), "
        "respondent = iif(respondent = '', '', lower(hex(randomblob(8)))), organisation = '', "
        "language = '', submitted_at = '', modified_at = '', answered = NULL, stored_at = ?2, "
        "version = 1, content_a = 0, content_b = 0 "
        "WHERE wave = ?1 AND source <> '" SAM_ERASED_SOURCE "'";
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status = erase_answers(store, DOES_NOT_COUNT, wave, err);
    if (status == SAM_OK) {
        status = run_with(store, drop, wave, NULL, err);
    }
    if (status == SAM_OK) {
        status = sam_sql_own(store, rename, &put, err);
    }
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, wave);
        sam_sql_bind_text(put, 2, sam_moment_print(now, moment));
        status = sam_sql_run(store, put, err);
    }
    sqlite3_finalize(put);
    return status;
}

static enum sam_status note_wave(struct sam_store *store, const char *wave, bool answers,
                                 time_t now, struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status =
        sam_sql_kept(store,
                     "INSERT INTO erased_wave (wave, at, answers) VALUES (?1, ?2, ?3) "
                     "ON CONFLICT DO UPDATE SET at = ?2, answers = max(answers, ?3)",
                     &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, wave);
        sam_sql_bind_text(put, 2, sam_moment_print(now, moment));
        sqlite3_bind_int(put, 3, answers);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_store_erase_wave(struct sam_store *store, const char *wave, bool names,
                                     bool answers, time_t now, struct sam_err *err) {
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK && answers) {
        status = erase_answers(store, "r.wave = ?1", wave, err);
        if (status == SAM_OK) {
            status = run_with(store, "DELETE FROM response WHERE wave = ?1", wave, NULL, err);
        }
    } else if (status == SAM_OK) {
        status = disguise(store, wave, now, err);
    }
    if (status == SAM_OK) {
        status = erase_targets(store, of_wave, wave, err);
    }
    if (status == SAM_OK && names) {
        status = sam_sql_exec(store, "DELETE FROM identity; DELETE FROM succession", err);
    }
    return status == SAM_OK ? note_wave(store, wave, answers, now, err) : status;
}

enum sam_status sam_store_unnamed_quotes(struct sam_store *store, const char *alliance,
                                         int64_t *quotes, struct sam_err *err) {
    return run_with(store,
                    "SELECT count(*) FROM note WHERE alliance = ?1 AND quote <> '' AND "
                    "respondent = ''",
                    alliance, quotes, err);
}

enum sam_status sam_store_scrub(struct sam_store *store, struct sam_err *err) {
    int64_t busy = 0;
    enum sam_status status = sam_sql_number(store, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err);
    if (status == SAM_OK && busy != 0) {
        status = sam_fail(err, SAM_E_STORE,
                          _("%s: what was erased is still in its log, because another program is "
                            "reading it; stop that (samenscan serve?) and run this again"),
                          store->path);
    }
    return status;
}

/* --- what somebody wrote -----------------------------------------------------------------------
 */

enum sam_status sam_store_visit_texts(struct sam_store *store, const char *respondent,
                                      sam_text_visit *visit, void *context, struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_own(store,
                    "SELECT r.wave, o.text FROM open_answer o JOIN response r ON r.id = o.response "
                    "WHERE r.respondent = ?1 UNION SELECT r.wave, j.value FROM response_version v "
                    "JOIN response r ON r.id = v.response JOIN json_each(v.content, '$.answers') j "
                    "WHERE r.respondent = ?1 AND json_valid(v.content) AND j.type = 'text' UNION "
                    "SELECT wave, quote FROM note WHERE respondent = ?1 AND quote <> ''",
                    &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, respondent);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row &&
           visit(sam_sql_text(rows, 0), sam_sql_text(rows, 1), context)) {
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}
