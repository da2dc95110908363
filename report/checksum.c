#include "report/checksum.h"

#include <sodium.h>

_Static_assert(SAM_CHECKSUM_SIZE == 2 * crypto_hash_sha256_BYTES + 1, "two digits a byte");

void sam_checksum(const void *data, size_t length, char text[SAM_CHECKSUM_SIZE]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, data, length);
    sodium_bin2hex(text, SAM_CHECKSUM_SIZE, hash, sizeof hash);
}
