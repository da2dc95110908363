#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void *or_abort(void *memory) {
    if (memory == NULL) {
        fputs("samenscan: out of memory\n", stderr);
        abort();
    }
    return memory;
}

void *sam_xmalloc(size_t size) {
    return or_abort(malloc(size > 0 ? size : 1));
}

void *sam_xcalloc(size_t count, size_t size) {
    return or_abort(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *sam_xcalloc_scattered(size_t count, size_t size) {
    enum { LARGE_PAGE = 1 << 21 };
    if (size == 0 || count < LARGE_PAGE / size || count > (SIZE_MAX - LARGE_PAGE) / size) {
        return sam_xcalloc(count, size);
    }
    size_t bytes = (count * size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *memory = or_abort(aligned_alloc(LARGE_PAGE, bytes));
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, bytes, MADV_HUGEPAGE); /* only faster or slower */
#endif
    return memset(memory, 0, bytes);
}

void *sam_xrealloc(void *old, size_t count, size_t size) {
    if (size > 0 && count > SIZE_MAX / size) {
        or_abort(NULL);
    }
    size_t bytes = count * size;
    return or_abort(realloc(old, bytes > 0 ? bytes : 1));
}

char *sam_xstrdup(const char *text) {
    size_t size = strlen(text) + 1;
    return memcpy(sam_xmalloc(size), text, size);
}

size_t sam_grow(size_t capacity, size_t needed) {
    size_t grown = capacity + capacity / 2;
    if (grown < 8) {
        grown = 8;
    }
    return grown < needed ? needed : grown;
}
