#include "base/dictionary.h"

#include "base/arena.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *text;
    uint32_t length;
    uint32_t hash;
};

struct sam_dictionary {
    struct sam_arena *strings;
    struct entry *entries;
    size_t count, capacity;
    uint32_t *slots; /* number + 1, 0 free */
    size_t slot_count;
};

static const uint64_t fnv_start = 0xcbf29ce484222325ULL;
static const uint64_t fnv_prime = 0x100000001b3ULL;

static uint64_t mix(uint64_t hash) {
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93ULL;
    return hash ^ (hash >> 32);
}

uint64_t sam_hash64(const void *data, size_t length, uint64_t seed) {
    const unsigned char *bytes = data;
    uint64_t hash = fnv_start ^ seed;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ bytes[i]) * fnv_prime;
    }
    return mix(hash);
}

/* Each step of a hash waits for the one before: two of them side by side fill that time. */
void sam_hash64_pair(const void *data, size_t length, const uint64_t seeds[2], uint64_t hashes[2]) {
    const unsigned char *bytes = data;
    uint64_t a = fnv_start ^ seeds[0];
    uint64_t b = fnv_start ^ seeds[1];
    for (size_t i = 0; i < length; i++) {
        a = (a ^ bytes[i]) * fnv_prime;
        b = (b ^ bytes[i]) * fnv_prime;
    }
    hashes[0] = mix(a);
    hashes[1] = mix(b);
}

struct sam_dictionary *sam_dictionary_new(void) {
    struct sam_dictionary *dictionary = sam_xcalloc(1, sizeof *dictionary);
    dictionary->strings = sam_arena_new(SIZE_MAX / 2);
    dictionary->slot_count = 64;
    dictionary->slots = sam_xcalloc(dictionary->slot_count, sizeof *dictionary->slots);
    return dictionary;
}

void sam_dictionary_free(struct sam_dictionary *dictionary) {
    if (dictionary == NULL) {
        return;
    }
    sam_arena_free(dictionary->strings);
    free(dictionary->entries);
    free(dictionary->slots);
    free(dictionary);
}

/* The slot that holds text, or the free one where it belongs. */
static size_t find_slot(const struct sam_dictionary *d, const char *text, size_t length,
                        uint32_t hash) {
    size_t slot = hash & (d->slot_count - 1);
    while (d->slots[slot] != 0) {
        const struct entry *entry = &d->entries[d->slots[slot] - 1];
        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->text, text, length) == 0) {
            break;
        }
        slot = (slot + 1) & (d->slot_count - 1);
    }
    return slot;
}

static void rehash(struct sam_dictionary *d) {
    free(d->slots);
    d->slot_count *= 2;
    d->slots = sam_xcalloc(d->slot_count, sizeof *d->slots);
    for (size_t i = 0; i < d->count; i++) {
        size_t slot = d->entries[i].hash & (d->slot_count - 1);
        while (d->slots[slot] != 0) {
            slot = (slot + 1) & (d->slot_count - 1);
        }
        d->slots[slot] = (uint32_t)i + 1;
    }
}

uint32_t sam_dictionary_add(struct sam_dictionary *d, const char *text, size_t length) {
    uint32_t hash = (uint32_t)sam_hash64(text, length, 0);
    size_t slot = find_slot(d, text, length, hash);
    if (d->slots[slot] != 0) {
        return d->slots[slot] - 1;
    }
    assert(d->count < SAM_NOT_IN_DICTIONARY - 1 && length < UINT32_MAX);
    if (d->count == d->capacity) {
        d->capacity = sam_grow(d->capacity, d->count + 1);
        d->entries = sam_xrealloc(d->entries, d->capacity, sizeof *d->entries);
    }
    d->entries[d->count] = (struct entry){
        .text = sam_arena_strndup(d->strings, text, length),
        .length = (uint32_t)length,
        .hash = hash,
    };
    uint32_t number = (uint32_t)d->count++;
    d->slots[slot] = number + 1;
    if (2 * d->count > d->slot_count) {
        rehash(d);
    }
    return number;
}

uint32_t sam_dictionary_find(const struct sam_dictionary *d, const char *text, size_t length) {
    size_t slot = find_slot(d, text, length, (uint32_t)sam_hash64(text, length, 0));
    return d->slots[slot] != 0 ? d->slots[slot] - 1 : SAM_NOT_IN_DICTIONARY;
}

const char *sam_dictionary_text(const struct sam_dictionary *d, uint32_t number) {
    assert(number < d->count);
    return d->entries[number].text;
}

size_t sam_dictionary_count(const struct sam_dictionary *d) {
    return d->count;
}
