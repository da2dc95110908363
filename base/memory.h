/* Small allocations, whose size our own code decides: they abort when memory is out, because a
 * program that can't get a few bytes can't do anything sensible either (the store stays whole:
 * SQLite's journal sees to that). What outsiders size goes through sam_buf or sam_arena, which
 * have limits. */
#ifndef SAM_BASE_MEMORY_H
#define SAM_BASE_MEMORY_H

#include <stddef.h>

void *sam_xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
/* count elements of size bytes, all zero; aborts if the product overflows. */
void *sam_xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
/* The same, on large pages where the system has them: for a table of megabytes that is touched all
 * over the place. */
void *sam_xcalloc_scattered(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
/* Makes room for count elements of size bytes. */
void *sam_xrealloc(void *old, size_t count, size_t size) __attribute__((returns_nonnull));
char *sam_xstrdup(const char *text) __attribute__((malloc, returns_nonnull));

/* The capacity to grow to so that `needed` elements fit: at least 8, by half each time. */
size_t sam_grow(size_t capacity, size_t needed);

#endif
