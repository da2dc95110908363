/* Tasks that don't need each other, over the processors there are. */
#ifndef SAM_ANALYSE_PARALLEL_H
#define SAM_ANALYSE_PARALLEL_H

#include <stddef.h>

enum { SAM_THREADS_MOST = 64 };

/* How many threads to use when `asked` for: 0 means one for each processor this process may use. At
 * least 1, at most SAM_THREADS_MOST. */
unsigned sam_threads(unsigned asked);

/* Runs run(context, task, thread) for each task 0 .. tasks - 1, in any order, thread being 0 ..
 * threads - 1; returns when all are done. What a task computes must not depend on its thread. When
 * the system gives no more threads, those there are do the work. */
void sam_parallel(size_t tasks, unsigned threads,
                  void (*run)(void *context, size_t task, unsigned thread), void *context);

#endif
