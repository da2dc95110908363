#include "analyse/splits.h"

#include "analyse/stream.h"
#include "base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

struct sam_splits {
    long resamples;
    uint64_t seed;
    uint64_t
        *first[SAM_SPLITS_PEOPLE + 1][SAM_SPLITS_PEOPLE + 1]; /* [n][k], NULL until asked for */
    uint64_t *other;
};

struct sam_splits *sam_splits_new(long resamples, uint64_t seed) {
    struct sam_splits *splits = sam_xcalloc(1, sizeof *splits);
    splits->resamples = resamples;
    splits->seed = seed;
    return splits;
}

void sam_splits_free(struct sam_splits *splits) {
    if (splits == NULL) {
        return;
    }
    for (size_t n = 0; n <= SAM_SPLITS_PEOPLE; n++) {
        for (size_t k = 0; k <= n; k++) {
            free(splits->first[n][k]);
        }
    }
    free(splits->other);
    free(splits);
}

long sam_splits_resamples(const struct sam_splits *splits) {
    return splits->resamples;
}

uint64_t sam_splits_seed(const struct sam_splits *splits) {
    return splits->seed;
}

/* The first k steps of a shuffle choose k; the order it starts from does not matter. */
static void draw(uint64_t *words, size_t count, size_t n, size_t k, struct sam_stream random) {
    uint8_t order[SAM_SPLITS_PEOPLE];
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint8_t)i;
    }
    for (size_t w = 0; w < count; w++) {
        uint64_t word = 0;
        for (size_t i = 0; i < k; i++) {
            size_t j = i + sam_stream_below(&random, (uint32_t)(n - i));
            uint8_t chosen = order[j];
            order[j] = order[i];
            order[i] = chosen;
            word |= UINT64_C(1) << chosen;
        }
        words[w] = word;
    }
}

const uint64_t *sam_splits_block(struct sam_splits *splits, size_t n, size_t k, size_t block,
                                 size_t *count) {
    assert(n <= SAM_SPLITS_PEOPLE && k >= 1 && k <= n);
    size_t before = block * SAM_SPLITS_BLOCK;
    size_t all = (size_t)splits->resamples;
    size_t left = all > before ? all - before : 0;
    *count = left < SAM_SPLITS_BLOCK ? left : SAM_SPLITS_BLOCK;
    uint64_t **kept = block == 0 ? &splits->first[n][k] : &splits->other;
    bool fresh = *kept == NULL;
    if (fresh) {
        *kept = sam_xcalloc(block == 0 ? *count : SAM_SPLITS_BLOCK, sizeof **kept);
    }
    if (fresh || block > 0) {
        uint64_t task = (uint64_t)block * (SAM_SPLITS_PEOPLE + 1) + n;
        draw(*kept, *count, n, k, sam_stream_of(splits->seed, task * (SAM_SPLITS_PEOPLE + 1) + k));
    }
    return *kept;
}
