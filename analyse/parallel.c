#include "analyse/parallel.h"

#include "base/memory.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

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

struct in_order {
    void (*run)(void *context, size_t task, unsigned thread);
    void (*done)(void *context, size_t task);
    void *context;
    size_t window;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t went_on;
    size_t next;   /* the first task that isn't done */
    bool *waiting; /* per task % window: run, and not done */
    bool doing;    /* somebody is at it */
};

/* With the lock held, which is given up while a task is done. */
static void do_waiting(struct in_order *o) {
    o->doing = true;
    while (o->waiting[o->next % o->window]) {
        size_t task = o->next;
        pthread_mutex_unlock(&o->lock);
        o->done(o->context, task);
        pthread_mutex_lock(&o->lock);
        o->waiting[task % o->window] = false;
        o->next++;
        pthread_cond_broadcast(&o->went_on);
    }
    o->doing = false;
}

static void run_in_order(void *context, size_t task, unsigned thread) {
    struct in_order *o = context;
    pthread_mutex_lock(&o->lock);
    while (task - o->next >= o->window) {
        pthread_cond_wait(&o->went_on, &o->lock);
    }
    pthread_mutex_unlock(&o->lock);
    o->run(o->context, task, thread);
    pthread_mutex_lock(&o->lock);
    o->waiting[task % o->window] = true;
    if (!o->doing) {
        do_waiting(o);
    }
    pthread_mutex_unlock(&o->lock);
}

void sam_parallel_in_order(size_t tasks, unsigned threads, size_t window,
                           void (*run)(void *context, size_t task, unsigned thread),
                           void (*done)(void *context, size_t task), void *context) {
    assert(window >= 1);
    struct in_order order = {.run = run, .done = done, .context = context, .window = window};
    order.waiting = sam_xcalloc(window, sizeof *order.waiting);
    pthread_mutex_init(&order.lock, NULL);
    pthread_cond_init(&order.went_on, NULL);
    sam_parallel(tasks, threads, run_in_order, &order);
    pthread_cond_destroy(&order.went_on);
    pthread_mutex_destroy(&order.lock);
    free(order.waiting);
}
