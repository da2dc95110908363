#include "form/form_private.h"

#include "form/token.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { CSRF_BYTES = 16 };

enum sam_status sam_csrf_key(struct sam_store *store, uint8_t key[SAM_KEY_SIZE],
                             struct sam_err *err) {
    return sam_token_derive(store, "csrf", key, err);
}

const char *sam_csrf(const struct sam_web *web, char text[SAM_CSRF_SIZE]) {
    uint8_t hash[CSRF_BYTES];
    const char *proof = web->request->proof;
    int failed = crypto_generichash(hash, sizeof hash, (const unsigned char *)proof, strlen(proof),
                                    web->server->csrf_key, SAM_KEY_SIZE);
    assert(failed == 0);
    return sodium_bin2base64(text, SAM_CSRF_SIZE, hash, sizeof hash,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* Somebody without a token or session has nothing that a forged request could misuse, but also
 * nothing a page could have been bound to. */
bool sam_csrf_is(const struct sam_web *web, const char *text) {
    char expected[SAM_CSRF_SIZE];
    if (text == NULL || web->request->proof[0] == '\0') {
        return false;
    }
    sam_csrf(web, expected);
    size_t length = strlen(expected);
    return strlen(text) == length && sodium_memcmp(text, expected, length) == 0;
}
