#include "collect/ahead.h"

#include "base/memory.h"
#include "base/words.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct sam_ahead {
    const struct sam_platform *platform;
    void *state;
    sam_page_work *work;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* Read into until it is ready; then it is the taker's. */
    struct sam_page page;
    enum sam_status status;
    struct sam_err err;
    bool ready, stop;
};

/* Waits until the page that lies ready was taken; false when there is to be no other. */
static bool wait_until_taken(struct sam_ahead *a) {
    pthread_mutex_lock(&a->lock);
    while (a->ready && !a->stop) {
        pthread_cond_wait(&a->changed, &a->lock);
    }
    bool go_on = !a->stop;
    pthread_mutex_unlock(&a->lock);
    return go_on;
}

static void *read_on(void *context) {
    struct sam_ahead *a = context;
    bool more = true;
    while (more && wait_until_taken(a)) {
        a->status = a->platform->next(a->state, &a->page, &a->err);
        if (a->status == SAM_OK && a->work != NULL) {
            a->status = a->work(&a->page, a->context, &a->err);
        }
        more = a->status == SAM_OK && a->page.more;
        pthread_mutex_lock(&a->lock);
        a->ready = true;
        pthread_cond_broadcast(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

enum sam_status sam_ahead_start(const struct sam_platform *platform, void *state,
                                sam_page_work *work, void *context, struct sam_ahead **ahead,
                                struct sam_err *err) {
    struct sam_ahead *a = sam_xcalloc(1, sizeof *a);
    a->platform = platform;
    a->state = state;
    a->work = work;
    a->context = context;
    sam_page_init(&a->page);
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    int failed = pthread_create(&a->thread, NULL, read_on, a);
    if (failed != 0) {
        sam_page_fini(&a->page);
        free(a);
        return sam_fail_cause(err, SAM_E_IO, failed, _("no thread can be started: %s"),
                              strerror(failed));
    }
    *ahead = a;
    return SAM_OK;
}

enum sam_status sam_ahead_next(struct sam_ahead *ahead, struct sam_page *page,
                               struct sam_err *err) {
    pthread_mutex_lock(&ahead->lock);
    while (!ahead->ready) {
        pthread_cond_wait(&ahead->changed, &ahead->lock);
    }
    struct sam_page taken = ahead->page;
    ahead->page = *page;
    *page = taken;
    enum sam_status status = ahead->status;
    if (status != SAM_OK && err != NULL) {
        *err = ahead->err;
    }
    ahead->ready = false;
    pthread_cond_broadcast(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    return status;
}

void sam_ahead_stop(struct sam_ahead *ahead) {
    pthread_mutex_lock(&ahead->lock);
    ahead->stop = true;
    pthread_cond_broadcast(&ahead->changed);
    pthread_mutex_unlock(&ahead->lock);
    pthread_join(ahead->thread, NULL);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->lock);
    sam_page_fini(&ahead->page);
    free(ahead);
}
