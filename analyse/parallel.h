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

/* The same, and done(context, task) for each task that was run: in the order of the tasks, one at a
 * time, by whichever thread. At most `window` tasks, 1 or more, are run and not done yet: until
 * done(task) has returned, run(task + window) isn't called. */
void sam_parallel_in_order(size_t tasks, unsigned threads, size_t window,
                           void (*run)(void *context, size_t task, unsigned thread),
                           void (*done)(void *context, size_t task), void *context);

#endif
