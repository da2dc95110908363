#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

struct block {
    struct block *next;
    size_t size;
    alignas(max_align_t) char data[];
};

struct sam_arena {
    struct block *blocks;
    size_t used;  /* of the newest block */
    size_t first; /* size of the first block */
    size_t total, limit;
};

/* Blocks double from the first size to the last: few for what is large, little for what is small.
 */
enum { BLOCK_FIRST = 16384, BLOCK_LAST = 1 << 20 };

struct sam_arena *sam_arena_new(size_t limit) {
    struct sam_arena *arena = sam_xcalloc(1, sizeof *arena);
    arena->first = BLOCK_FIRST;
    arena->limit = limit;
    return arena;
}

static void free_blocks(struct sam_arena *arena) {
    for (struct block *block = arena->blocks; block != NULL;) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
}

void sam_arena_free(struct sam_arena *arena) {
    if (arena != NULL) {
        free_blocks(arena);
        free(arena);
    }
}

/* What took several blocks will take one the next time, which is then kept. */
void sam_arena_clear(struct sam_arena *arena) {
    if (arena->blocks != NULL && arena->blocks->next != NULL) {
        free_blocks(arena);
        arena->first = arena->total;
    }
    arena->used = 0;
    arena->total = 0;
}

static void add_block(struct sam_arena *arena, size_t least) {
    size_t last = arena->blocks != NULL ? arena->blocks->size : 0;
    size_t size = last == 0 ? arena->first : last < BLOCK_LAST / 2 ? 2 * last : BLOCK_LAST;
    size = least > size ? least : size;
    struct block *block = sam_xmalloc(sizeof *block + size);
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
}

void *sam_arena_alloc(struct sam_arena *arena, size_t size) {
    const size_t align = alignof(max_align_t);
    if (size > arena->limit || arena->total > arena->limit - size) {
        return NULL;
    }
    size = (size + align - 1) / align * align;
    if (arena->blocks == NULL || size > arena->blocks->size - arena->used) {
        add_block(arena, size);
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
