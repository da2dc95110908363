/* Memory for things that die at once: a parsed questionnaire, a request, a report.
 *   (1) nothing is freed singly; sam_arena_free frees all
 *   (2) over `limit` bytes sam_arena_alloc returns NULL: the limit is for what outsiders size
 *   (3) memory is zeroed and aligned for any type */
#ifndef SAM_BASE_ARENA_H
#define SAM_BASE_ARENA_H

#include <stddef.h>

struct sam_arena;

struct sam_arena *sam_arena_new(size_t limit);
void sam_arena_free(struct sam_arena *arena);
/* All that was given is gone, and its memory kept for what comes next. */
void sam_arena_clear(struct sam_arena *arena);
void *sam_arena_alloc(struct sam_arena *arena, size_t size);
/* NULL when the limit is reached. */
char *sam_arena_strdup(struct sam_arena *arena, const char *text);
char *sam_arena_strndup(struct sam_arena *arena, const char *text, size_t length);

#endif
