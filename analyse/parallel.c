#include "analyse/parallel.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

unsigned sam_threads(unsigned asked) {
    if (asked == 0) {
        cpu_set_t ours;
        CPU_ZERO(&ours);
        asked = sched_getaffinity(0, sizeof ours, &ours) == 0 ? (unsigned)CPU_COUNT(&ours) : 1;
    }
    if (asked == 0) {
        return 1;
    }
    return asked < SAM_THREADS_MOST ? asked : SAM_THREADS_MOST;
}

struct work {
    atomic_size_t next;
    size_t tasks;
    void (*run)(void *context, size_t task, unsigned thread);
    void *context;
};

struct worker {
    struct work *work;
    unsigned thread;
    pthread_t id;
};

static void *labour(void *argument) {
    struct worker *worker = argument;
    struct work *work = worker->work;
    for (size_t task = atomic_fetch_add(&work->next, 1); task < work->tasks;
         task = atomic_fetch_add(&work->next, 1)) {
        work->run(work->context, task, worker->thread);
    }
    return NULL;
}

void sam_parallel(size_t tasks, unsigned threads,
                  void (*run)(void *context, size_t task, unsigned thread), void *context) {
    assert(threads >= 1 && threads <= SAM_THREADS_MOST);
    struct work work = {.tasks = tasks, .run = run, .context = context};
    struct worker workers[SAM_THREADS_MOST];
    unsigned started = 1;
    for (; started < threads && started < tasks; started++) {
        workers[started] = (struct worker){.work = &work, .thread = started};
        if (pthread_create(&workers[started].id, NULL, labour, &workers[started]) != 0) {
            break;
        }
    }
    workers[0] = (struct worker){.work = &work};
    labour(&workers[0]);
    for (unsigned t = 1; t < started; t++) {
        pthread_join(workers[t].id, NULL);
    }
}
