#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct block {
    struct block *next;
    alignas(max_align_t) char data[];
};

struct sam_arena {
    struct block *blocks;
    size_t used, size; /* of the newest block */
    size_t total, limit;
};

enum { BLOCK_SIZE = 16384 };

struct sam_arena *sam_arena_new(size_t limit) {
    struct sam_arena *arena = sam_xcalloc(1, sizeof *arena);
    arena->limit = limit;
    return arena;
}

void sam_arena_free(struct sam_arena *arena) {
    if (arena == NULL) {
        return;
    }
    for (struct block *block = arena->blocks; block != NULL;) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

void *sam_arena_alloc(struct sam_arena *arena, size_t size) {
    const size_t align = alignof(max_align_t);
    if (size > arena->limit || arena->total > arena->limit - size) {
        return NULL;
    }
    size = (size + align - 1) / align * align;
    if (arena->blocks == NULL || size > arena->size - arena->used) {
        size_t block_size = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        struct block *block = sam_xmalloc(sizeof *block + block_size);
        block->next = arena->blocks;
        arena->blocks = block;
        arena->size = block_size;
        arena->used = 0;
    }
    void *memory = arena->blocks->data + arena->used;
    arena->used += size;
    arena->total += size;
    return memset(memory, 0, size);
}

char *sam_arena_strndup(struct sam_arena *arena, const char *text, size_t length) {
    char *copy = sam_arena_alloc(arena, length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *sam_arena_strdup(struct sam_arena *arena, const char *text) {
    return sam_arena_strndup(arena, text, strlen(text));
}
