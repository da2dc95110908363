#include "analyse/stream.h"

#include "base/dictionary.h"

#include <string.h>

struct sam_stream sam_stream_of(uint64_t seed, uint64_t task) {
    return (struct sam_stream){sam_hash64(&task, sizeof task, seed)};
}

uint64_t sam_stream_seed(uint64_t seed, const char *name) {
    return sam_hash64(name, strlen(name), seed);
}
