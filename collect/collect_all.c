#include "base/memory.h"
#include "base/words.h"
#include "collect/collect.h"
#include "collect/http_pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PER_HOST = 2 };

/* What the threads share. */
struct together {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    const struct sam_collect_options *told; /* as the caller gave them */
    struct sam_collect_options options;     /* the same, safe for many threads */
    pthread_mutex_t telling, writing;
};

struct one {
    struct together *all;
    struct sam_collected *collected;
    pthread_t thread;
    bool started;
};

static void tell_progress(void *context, const char *source, size_t fetched) {
    struct together *all = context;
    pthread_mutex_lock(&all->telling);
    if (all->told->progress != NULL) {
        all->told->progress(all->told->context, source, fetched);
    }
    pthread_mutex_unlock(&all->telling);
}

static void tell_notice(void *context, const char *message) {
    struct together *all = context;
    pthread_mutex_lock(&all->telling);
    if (all->told->notice != NULL) {
        all->told->notice(all->told->context, message);
    }
    pthread_mutex_unlock(&all->telling);
}

static bool stop_asked(void *context) {
    const struct together *all = context;
    return all->told->stop != NULL && all->told->stop(all->told->context);
}

/* A store is used by one thread: each opens its own. */
static void *collect_one(void *context) {
    struct one *one = context;
    struct sam_collected *c = one->collected;
    struct together *all = one->all;
    struct sam_store *store = NULL;
    c->status = sam_store_open(all->study->folder, SAM_STORE_WRITE, &store, &c->err);
    if (c->status == SAM_OK) {
        c->status = sam_collect(all->study, c->source, all->instruments, store, &all->options,
                                &c->run, &c->err);
    }
    sam_store_close(store);
    return NULL;
}

void sam_collect_all(const struct sam_study *study, const struct sam_instruments *instruments,
                     const struct sam_collect_options *options, struct sam_collected *collected,
                     size_t count) {
    struct together all = {
        .study = study, .instruments = instruments, .told = options, .options = *options};
    struct sam_err err = {0};
    struct sam_http_pool *pool = NULL;
    enum sam_status status = sam_http_pool_start(PER_HOST, &pool, &err);
    struct one *ones = sam_xcalloc(count + 1, sizeof *ones);
    pthread_mutex_init(&all.telling, NULL);
    pthread_mutex_init(&all.writing, NULL);
    all.options.progress = tell_progress;
    all.options.notice = tell_notice;
    all.options.stop = stop_asked;
    all.options.context = &all;
    all.options.pool = pool;
    all.options.writing = &all.writing;
    for (size_t i = 0; i < count; i++) {
        ones[i] = (struct one){.all = &all, .collected = &collected[i]};
        collected[i].status = status;
        collected[i].err = err;
        int failed = 0;
        if (status == SAM_OK) {
            failed = pthread_create(&ones[i].thread, NULL, collect_one, &ones[i]);
            ones[i].started = failed == 0;
        }
        if (failed != 0) {
            collected[i].status =
                sam_fail_cause(&collected[i].err, SAM_E_IO, failed,
                               _("no thread can be started: %s"), strerror(failed));
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (ones[i].started) {
            pthread_join(ones[i].thread, NULL);
        }
    }
    sam_http_pool_stop(pool);
    pthread_mutex_destroy(&all.telling);
    pthread_mutex_destroy(&all.writing);
    free(ones);
}
