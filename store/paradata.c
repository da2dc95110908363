#include "store/paradata.h"

#include "base/dictionary.h"
#include "store/store_private.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HASH_TEXT = 33 };

/* Two of 64 bits: texts that differ don't share one by accident, and nobody gains by forging one.
 */
static void hash_text(const char *text, char hash[HASH_TEXT]) {
    size_t length = strlen(text);
    snprintf(hash, HASH_TEXT, "%016llx%016llx",
             (unsigned long long)sam_hash64(text, length, 0x73616d656e736361U),
             (unsigned long long)sam_hash64(text, length, 0x6e616c6c69616e63U));
}

static enum sam_status keep_text(struct sam_store *store, const char *hash, const char *text,
                                 struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT OR IGNORE INTO consent_text (hash, text) VALUES (?, ?)", &put, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(put, 1, hash);
        sam_sql_bind_text(put, 2, text);
        status = sam_sql_run(store, put, err);
    }
    return status;
}

static enum sam_status forget(struct sam_store *store, const char *respondent, const char *wave,
                              struct sam_err *err) {
    sqlite3_stmt *erase = NULL;
    enum sam_status status =
        sam_sql_kept(store,
                     "UPDATE paradata SET consented_at = '', consent = '', begun_at = '', "
                     "finished_at = '', page = '' WHERE respondent = ? AND wave = ?",
                     &erase, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(erase, 1, respondent);
        sam_sql_bind_text(erase, 2, wave);
        status = sam_sql_run(store, erase, err);
    }
    return status;
}

/* What is "" in the new row leaves the old as it is; of the old, first moments stay. */
static const char upsert[] =
    "INSERT INTO paradata (respondent, wave, opened_at, consented_at, consent, begun_at, "
    "finished_at, last_at, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET "
    "opened_at = iif(opened_at = '', excluded.opened_at, opened_at), "
    "consent = iif(consented_at = '', excluded.consent, consent), "
    "consented_at = iif(consented_at = '', excluded.consented_at, consented_at), "
    "begun_at = iif(begun_at = '', excluded.begun_at, begun_at), "
    "finished_at = iif(finished_at = '', excluded.finished_at, finished_at), "
    "last_at = max(last_at, excluded.last_at), "
    "page = iif(excluded.page = '', page, excluded.page)";

enum sam_status sam_store_paradata_note(struct sam_store *store, const char *respondent,
                                        const char *wave, const struct sam_paradata_note *note,
                                        time_t now, struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    char moment[SAM_MOMENT_SIZE], hash[HASH_TEXT] = "";
    assert(note->page == NULL || strlen(note->page) <= 80);
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK && note->consent != NULL) {
        hash_text(note->consent, hash);
        status = keep_text(store, hash, note->consent, err);
    }
    if (status == SAM_OK && note->withdrawn) {
        status = forget(store, respondent, wave, err);
    }
    if (status == SAM_OK) {
        status = sam_sql_kept(store, upsert, &put, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    sam_moment_print(now, moment);
    const char *values[] = {respondent,
                            wave,
                            note->opened ? moment : "",
                            note->consent != NULL ? moment : "",
                            hash,
                            note->begun ? moment : "",
                            note->finished ? moment : "",
                            moment,
                            note->page};
    for (int i = 0; i < (int)(sizeof values / sizeof *values); i++) {
        sam_sql_bind_text(put, i + 1, values[i]);
    }
    return sam_sql_run(store, put, err);
}

/* --- reading ---------------------------------------------------------------------------------- */

#define COLUMNS                                                                                    \
    "respondent, wave, opened_at, consented_at, begun_at, finished_at, last_at, consent, page"

static struct sam_paradata row_of(sqlite3_stmt *row) {
    return (struct sam_paradata){
        .respondent = sam_sql_text(row, 0),
        .wave = sam_sql_text(row, 1),
        .opened_at = sam_sql_text(row, 2),
        .consented_at = sam_sql_text(row, 3),
        .begun_at = sam_sql_text(row, 4),
        .finished_at = sam_sql_text(row, 5),
        .last_at = sam_sql_text(row, 6),
        .consent = sam_sql_text(row, 7),
        .page = sam_sql_text(row, 8),
    };
}

enum sam_status sam_store_visit_paradata(struct sam_store *store, const char *wave,
                                         sam_paradata_visit *visit, void *context,
                                         struct sam_err *err) {
    sqlite3_stmt *rows = NULL;
    bool row = false;
    enum sam_status status = sam_sql_own(
        store, "SELECT " COLUMNS " FROM paradata WHERE wave = ? ORDER BY respondent", &rows, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(rows, 1, wave);
        status = sam_sql_step(store, rows, &row, err);
    }
    while (status == SAM_OK && row) {
        struct sam_paradata paradata = row_of(rows);
        if (!visit(&paradata, context)) {
            break;
        }
        status = sam_sql_step(store, rows, &row, err);
    }
    sqlite3_finalize(rows);
    return status;
}

static enum sam_status copy(struct sam_arena *arena, struct sam_paradata *paradata,
                            struct sam_err *err) {
    const char **texts[] = {&paradata->respondent,   &paradata->wave,     &paradata->opened_at,
                            &paradata->consented_at, &paradata->begun_at, &paradata->finished_at,
                            &paradata->last_at,      &paradata->consent,  &paradata->page};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = sam_arena_strdup(arena, *texts[i]);
        if (*texts[i] == NULL) {
            return sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
        }
    }
    return SAM_OK;
}

enum sam_status sam_store_paradata(struct sam_store *store, const char *respondent,
                                   const char *wave, struct sam_arena *arena,
                                   struct sam_paradata *out, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    struct sam_paradata found = {respondent, wave, "", "", "", "", "", "", ""};
    enum sam_status status = sam_sql_kept(
        store, "SELECT " COLUMNS " FROM paradata WHERE respondent = ? AND wave = ?", &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, respondent);
        sam_sql_bind_text(get, 2, wave);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status == SAM_OK && row) {
        found = row_of(get);
    }
    if (status == SAM_OK) {
        status = copy(arena, &found, err);
        sqlite3_reset(get);
    }
    if (status == SAM_OK) {
        *out = found;
    }
    return status;
}
