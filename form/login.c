#include "form/login.h"

#include "base/utf8.h"
#include "base/words.h"
#include "form/token.h"
#include "store/session.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

/* OWASP's Password Storage Cheat Sheet (2023) asks Argon2id with 19 MiB and 2 passes at least. */
enum { PASSES = 3, MEMORY = 32 << 20, SECRET_BYTES = 16 };

static enum sam_status start(struct sam_err *err) {
    return sodium_init() >= 0
               ? SAM_OK
               : sam_fail(err, SAM_E_IO,
                          _("the system gives no random numbers; nobody can log in"));
}

enum sam_status sam_password_set(struct sam_store *store, const char *password,
                                 struct sam_err *err) {
    char hash[crypto_pwhash_STRBYTES];
    size_t length = strlen(password);
    if (!sam_utf8_valid(password, length, NULL) ||
        sam_utf8_count(password, length) < SAM_PASSWORD_LEAST || length > SAM_PASSWORD_MOST) {
        return sam_fail(err, SAM_E_INPUT, _("a password has %d characters or more, at most %d"),
                        SAM_PASSWORD_LEAST, SAM_PASSWORD_MOST);
    }
    enum sam_status status = start(err);
    if (status == SAM_OK && crypto_pwhash_str_alg(hash, password, length, PASSES, MEMORY,
                                                  crypto_pwhash_ALG_ARGON2ID13) != 0) {
        status = sam_fail(err, SAM_E_IO, _("there is too little memory to hash the password"));
    }
    if (status == SAM_OK) {
        status = sam_store_begin(store, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    status = sam_store_password_set(store, hash, err);
    if (status == SAM_OK) {
        return sam_store_commit(store, err);
    }
    sam_store_rollback(store);
    return status;
}

enum sam_status sam_password_check(struct sam_store *store, const char *password,
                                   enum sam_password *what, struct sam_err *err) {
    struct sam_buf hash;
    sam_buf_init(&hash, crypto_pwhash_STRBYTES);
    enum sam_status status = start(err);
    if (status == SAM_OK) {
        status = sam_store_password(store, &hash, err);
    }
    if (status == SAM_OK && hash.length == 0) {
        *what = SAM_PASSWORD_NONE;
    } else if (status == SAM_OK) {
        size_t length = strnlen(password, SAM_PASSWORD_MOST + 1);
        bool right = length <= SAM_PASSWORD_MOST &&
                     crypto_pwhash_str_verify(hash.data, password, length) == 0;
        *what = right ? SAM_PASSWORD_RIGHT : SAM_PASSWORD_WRONG;
    }
    sam_buf_fini(&hash);
    return status;
}

enum sam_status sam_session_text(char text[SAM_SESSION_TEXT], struct sam_err *err) {
    uint8_t secret[SECRET_BYTES];
    enum sam_status status = start(err);
    if (status == SAM_OK) {
        randombytes_buf(secret, sizeof secret);
        sodium_bin2base64(text, SAM_SESSION_TEXT, secret, sizeof secret,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING);
        sodium_memzero(secret, sizeof secret);
    }
    return status;
}

static enum sam_status hash_of(struct sam_store *store, const char *text,
                               uint8_t hash[SAM_SESSION_HASH], struct sam_err *err) {
    uint8_t key[SAM_TOKEN_HASH];
    enum sam_status status = sam_token_derive(store, "session", key, err);
    if (status == SAM_OK) {
        int failed = crypto_generichash(hash, SAM_SESSION_HASH, (const unsigned char *)text,
                                        strlen(text), key, sizeof key);
        assert(failed == 0);
    }
    sodium_memzero(key, sizeof key);
    return status;
}

enum sam_status sam_session_begin(struct sam_store *store, const char *text, time_t now,
                                  struct sam_err *err) {
    uint8_t hash[SAM_SESSION_HASH];
    enum sam_status status = hash_of(store, text, hash, err);
    return status == SAM_OK ? sam_store_session_put(store, hash, now, now - SAM_SESSION_IDLE, err)
                            : status;
}

enum sam_status sam_session_end(struct sam_store *store, const char *text, struct sam_err *err) {
    uint8_t hash[SAM_SESSION_HASH];
    enum sam_status status = hash_of(store, text, hash, err);
    return status == SAM_OK ? sam_store_session_end(store, hash, err) : status;
}

enum sam_status sam_session_touch(struct sam_store *store, const char *text, time_t now,
                                  struct sam_err *err) {
    uint8_t hash[SAM_SESSION_HASH];
    enum sam_status status = hash_of(store, text, hash, err);
    return status == SAM_OK ? sam_store_session_seen(store, hash, now, err) : status;
}

enum sam_status sam_session_look(struct sam_store *store, const char *text, time_t now, bool *open,
                                 bool *touch, struct sam_err *err) {
    uint8_t hash[SAM_SESSION_HASH];
    struct sam_session session = {0};
    bool found = false;
    *open = *touch = false;
    if (text == NULL || text[0] == '\0' || strlen(text) >= SAM_SESSION_TEXT) {
        return SAM_OK;
    }
    enum sam_status status = hash_of(store, text, hash, err);
    if (status == SAM_OK) {
        status = sam_store_session_find(store, hash, &session, &found, err);
    }
    *open = status == SAM_OK && found && now - session.seen < SAM_SESSION_IDLE &&
            now - session.started < SAM_SESSION_LONGEST;
    *touch = *open && now - session.seen >= SAM_SESSION_TOUCH;
    return status;
}
