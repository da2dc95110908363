#include "store/store_private.h"

#include <stdio.h>
#include <string.h>

static const char *kind_id(enum sam_token_kind kind) {
    return kind == SAM_TOKEN_READER ? "reader" : "respondent";
}

static enum sam_status get_key(struct sam_store *store, uint8_t key[SAM_TOKEN_HASH], bool *found,
                               struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    enum sam_status status =
        sam_sql_kept(store, "SELECT value FROM secret WHERE name = 'token'", &get, err);
    if (status == SAM_OK) {
        status = sam_sql_step(store, get, found, err);
    }
    if (status != SAM_OK || !*found) {
        return status;
    }
    if (sqlite3_column_bytes(get, 0) == SAM_TOKEN_HASH) {
        memcpy(key, sqlite3_column_blob(get, 0), SAM_TOKEN_HASH);
    } else {
        status = sam_fail(err, SAM_E_STORE,
                          _("%s: the secret for tokens is damaged; put back your last backup"),
                          store->path);
    }
    sqlite3_reset(get);
    return status;
}

static enum sam_status put_key(struct sam_store *store, const uint8_t make[SAM_TOKEN_HASH],
                               struct sam_err *err) {
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_sql_kept(
        store, "INSERT OR IGNORE INTO secret (name, value) VALUES ('token', ?)", &put, err);
    if (status == SAM_OK) {
        sqlite3_bind_blob(put, 1, make, SAM_TOKEN_HASH, SQLITE_STATIC);
        status = sam_sql_run(store, put, err);
        sqlite3_clear_bindings(put);
    }
    return status;
}

enum sam_status sam_store_token_key(struct sam_store *store, const uint8_t make[SAM_TOKEN_HASH],
                                    uint8_t key[SAM_TOKEN_HASH], struct sam_err *err) {
    bool found = false;
    enum sam_status status = get_key(store, key, &found, err);
    if (status != SAM_OK || found) {
        return status;
    }
    bool own = !store->in_transaction;
    if (own) {
        status = sam_store_begin(store, err);
    } else {
        status = sam_store_writing(store, err);
    }
    if (status == SAM_OK) {
        status = put_key(store, make, err);
    }
    if (status == SAM_OK) {
        status = get_key(store, key, &found, err);
    }
    if (own && status == SAM_OK) {
        status = sam_store_commit(store, err);
    } else if (own) {
        sam_store_rollback(store);
    }
    return status;
}

enum sam_status sam_store_token_add(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                    const struct sam_token *token, time_t now,
                                    struct sam_err *err) {
    char moment[SAM_MOMENT_SIZE];
    sqlite3_stmt *put = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(store,
                              "INSERT INTO token (hash, kind, respondent, wave, issued_at) "
                              "VALUES (?, ?, ?, ?, ?)",
                              &put, err);
    }
    if (status == SAM_OK) {
        sqlite3_bind_blob(put, 1, hash, SAM_TOKEN_HASH, SQLITE_STATIC);
        sam_sql_bind_text(put, 2, kind_id(token->kind));
        sam_sql_bind_text(put, 3, token->respondent);
        sam_sql_bind_text(put, 4, token->wave);
        sam_sql_bind_text(put, 5, sam_moment_print(now, moment));
        status = sam_sql_run(store, put, err);
    }
    return status;
}

enum sam_status sam_store_token_revoke(struct sam_store *store, const struct sam_token *token,
                                       struct sam_err *err) {
    sqlite3_stmt *drop = NULL;
    enum sam_status status = sam_store_writing(store, err);
    if (status == SAM_OK) {
        status = sam_sql_kept(
            store, "DELETE FROM token WHERE kind = ? AND respondent = ? AND wave = ?", &drop, err);
    }
    if (status == SAM_OK) {
        sam_sql_bind_text(drop, 1, kind_id(token->kind));
        sam_sql_bind_text(drop, 2, token->respondent);
        sam_sql_bind_text(drop, 3, token->wave);
        status = sam_sql_run(store, drop, err);
    }
    return status;
}

enum sam_status sam_store_token_put(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                    const struct sam_token *token, time_t now,
                                    struct sam_err *err) {
    enum sam_status status = sam_store_token_revoke(store, token, err);
    return status == SAM_OK ? sam_store_token_add(store, hash, token, now, err) : status;
}

enum sam_status sam_store_token_find(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                                     struct sam_token *token, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status =
        sam_sql_kept(store, "SELECT kind, respondent, wave FROM token WHERE hash = ?", &get, err);
    if (status == SAM_OK) {
        sqlite3_bind_blob(get, 1, hash, SAM_TOKEN_HASH, SQLITE_STATIC);
        status = sam_sql_step(store, get, &row, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    if (!row) {
        return sam_fail(err, SAM_E_NOT_FOUND, _("%s: there is no such token, or it was replaced"),
                        store->path);
    }
    struct sam_token found = {.kind = strcmp(sam_sql_text(get, 0), "reader") == 0
                                          ? SAM_TOKEN_READER
                                          : SAM_TOKEN_RESPONDENT};
    snprintf(found.respondent, sizeof found.respondent, "%s", sam_sql_text(get, 1));
    snprintf(found.wave, sizeof found.wave, "%s", sam_sql_text(get, 2));
    sqlite3_reset(get);
    *token = found;
    return SAM_OK;
}

enum sam_status sam_store_token_exists(struct sam_store *store, const char *respondent,
                                       const char *wave, bool *exists, struct sam_err *err) {
    sqlite3_stmt *get = NULL;
    bool row = false;
    enum sam_status status = sam_sql_kept(store,
                                          "SELECT 1 FROM token WHERE kind = 'respondent' AND "
                                          "respondent = ? AND wave = ?",
                                          &get, err);
    if (status == SAM_OK) {
        sam_sql_bind_text(get, 1, respondent);
        sam_sql_bind_text(get, 2, wave);
        status = sam_sql_step(store, get, &row, err);
        sqlite3_reset(get);
    }
    if (status == SAM_OK) {
        *exists = row;
    }
    return status;
}
