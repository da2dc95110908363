#include "form/token.h"

#include "base/words.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { SECRET_SIZE = 16 };

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

static void to_text(const uint8_t secret[SECRET_SIZE], char text[SAM_TOKEN_SIZE]) {
    unsigned bits = 0, held = 0;
    size_t at = 0;
    for (size_t i = 0; i < SECRET_SIZE; i++) {
        bits = (bits << 8 | secret[i]) & 0xffffU;
        for (held += 8; held >= 5; held -= 5) {
            text[at++] = alphabet[bits >> (held - 5) & 31U];
        }
    }
    text[at++] = alphabet[bits << (5 - held) & 31U];
    text[at] = '\0';
    assert(at == SAM_TOKEN_SIZE - 1);
    sodium_memzero(&bits, sizeof bits);
}

/* The value of a letter, without a table or branch that a clock could see. -1 if it is none. */
static int value_of(unsigned char c) {
    int value = -1;
    for (int i = 0; i < 32; i++) {
        int letter = (unsigned char)alphabet[i];
        int same = (c == letter) | ((letter >= 'a') & (c == letter - 32));
        value += same * (i + 1);
    }
    return value;
}

/* False when text isn't 26 letters of the alphabet that stand for 128 bits. */
static bool from_text(const char *text, uint8_t secret[SECRET_SIZE]) {
    if (strnlen(text, SAM_TOKEN_SIZE) != SAM_TOKEN_SIZE - 1) {
        return false;
    }
    unsigned bits = 0, held = 0;
    size_t at = 0;
    int wrong = 0;
    for (size_t i = 0; i < SAM_TOKEN_SIZE - 1; i++) {
        int value = value_of((unsigned char)text[i]);
        wrong |= value < 0;
        bits = (bits << 5 | ((unsigned)value & 31U)) & 0xffffU;
        held += 5;
        if (held >= 8 && at < SECRET_SIZE) {
            held -= 8;
            secret[at++] = (uint8_t)(bits >> held);
        }
    }
    /* The two bits left over are 0, or one token could be written in four ways. */
    wrong |= (bits & ((1U << held) - 1)) != 0;
    sodium_memzero(&bits, sizeof bits);
    return !wrong;
}

static enum sam_status hash_secret(struct sam_store *store, const uint8_t secret[SECRET_SIZE],
                                   uint8_t hash[SAM_TOKEN_HASH], struct sam_err *err) {
    uint8_t make[SAM_TOKEN_HASH], key[SAM_TOKEN_HASH];
    randombytes_buf(make, sizeof make);
    enum sam_status status = sam_store_token_key(store, make, key, err);
    if (status == SAM_OK) {
        int failed = crypto_generichash(hash, SAM_TOKEN_HASH, secret, SECRET_SIZE, key, sizeof key);
        assert(failed == 0);
    }
    sodium_memzero(make, sizeof make);
    sodium_memzero(key, sizeof key);
    return status;
}

static enum sam_status start_sodium(struct sam_err *err) {
    if (sodium_init() < 0) {
        return sam_fail(err, SAM_E_IO,
                        _("the system gives no random numbers; tokens can't be made or checked"));
    }
    return SAM_OK;
}

enum sam_status sam_token_derive(struct sam_store *store, const char *purpose,
                                 uint8_t key[SAM_TOKEN_HASH], struct sam_err *err) {
    uint8_t make[SAM_TOKEN_HASH], secret[SAM_TOKEN_HASH];
    enum sam_status status = start_sodium(err);
    if (status != SAM_OK) {
        return status;
    }
    randombytes_buf(make, sizeof make);
    status = sam_store_token_key(store, make, secret, err);
    if (status == SAM_OK) {
        int failed = crypto_generichash(key, SAM_TOKEN_HASH, (const unsigned char *)purpose,
                                        strlen(purpose), secret, sizeof secret);
        assert(failed == 0);
    }
    sodium_memzero(make, sizeof make);
    sodium_memzero(secret, sizeof secret);
    return status;
}

typedef enum sam_status keep(struct sam_store *store, const uint8_t hash[SAM_TOKEN_HASH],
                             const struct sam_token *token, time_t now, struct sam_err *err);

static enum sam_status issue(struct sam_store *store, const struct sam_token *token, time_t now,
                             keep *how, char text[SAM_TOKEN_SIZE], struct sam_err *err) {
    uint8_t secret[SECRET_SIZE], hash[SAM_TOKEN_HASH];
    enum sam_status status = start_sodium(err);
    if (status != SAM_OK) {
        return status;
    }
    randombytes_buf(secret, sizeof secret);
    status = sam_store_begin(store, err);
    if (status == SAM_OK) {
        status = hash_secret(store, secret, hash, err);
        if (status == SAM_OK) {
            status = how(store, hash, token, now, err);
        }
        if (status == SAM_OK) {
            status = sam_store_commit(store, err);
        } else {
            sam_store_rollback(store);
        }
    }
    if (status == SAM_OK) {
        to_text(secret, text);
    }
    sodium_memzero(secret, sizeof secret);
    return status;
}

enum sam_status sam_token_issue(struct sam_store *store, const struct sam_token *token, time_t now,
                                char text[SAM_TOKEN_SIZE], struct sam_err *err) {
    return issue(store, token, now, sam_store_token_put, text, err);
}

enum sam_status sam_token_issue_beside(struct sam_store *store, const struct sam_token *token,
                                       time_t now, char text[SAM_TOKEN_SIZE], struct sam_err *err) {
    return issue(store, token, now, sam_store_token_add, text, err);
}

enum sam_status sam_token_check(struct sam_store *store, const char *text, struct sam_token *token,
                                struct sam_err *err) {
    uint8_t secret[SECRET_SIZE] = {0}, hash[SAM_TOKEN_HASH];
    enum sam_status status = start_sodium(err);
    if (status != SAM_OK) {
        return status;
    }
    status = SAM_E_NOT_FOUND;
    if (from_text(text, secret)) {
        status = hash_secret(store, secret, hash, err);
        if (status == SAM_OK) {
            status = sam_store_token_find(store, hash, token, err);
        }
    }
    sodium_memzero(secret, sizeof secret);
    if (status == SAM_E_NOT_FOUND) {
        return sam_fail(err, SAM_E_AUTH,
                        _("this token is not known here, or a newer one took its place; ask for a "
                          "new one"));
    }
    return status;
}
