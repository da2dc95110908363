#include "form/work.h"

#include "form/form_private.h"

#include "base/words.h"

#include <errno.h>
#include <string.h>

/* --- one handler -------------------------------------------------------------------------------
 */

static enum sam_status handle(struct sam_hand *hand, struct sam_store *store) {
    struct sam_web *web = &hand->web;
    sam_reply_clear(web->reply);
    web->store = store;
    return web->then != NULL ? web->then(web, &hand->failure)
                             : web->route->handle(web, &hand->failure);
}

static void read_only(struct sam_hand *hand, struct sam_store *store) {
    hand->failed = handle(hand, store) != SAM_OK;
    if (hand->failed) {
        sam_web_unsaved(&hand->web, &hand->failure);
    }
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* False when the whole transaction is lost. */
static bool step(struct sam_store *store, struct sam_hand *hand) {
    struct sam_err lost = {0};
    hand->failed = true;
    if (sam_store_step_begin(store, &hand->failure) != SAM_OK) {
        return false;
    }
    if (handle(hand, store) == SAM_OK && sam_store_step_end(store, &hand->failure) == SAM_OK) {
        hand->failed = false;
        return true;
    }
    return sam_store_step_undo(store, &lost) == SAM_OK;
}

/* *begun false: the store couldn't even be locked. */
static enum sam_status try_together(struct sam_store *store, struct sam_hand *list, bool *begun,
                                    struct sam_err *err) {
    enum sam_status status = sam_store_begin(store, err);
    *begun = status == SAM_OK;
    if (status != SAM_OK) {
        return status;
    }
    for (struct sam_hand *hand = list; hand != NULL; hand = hand->next) {
        if (!step(store, hand)) {
            *err = hand->failure;
            sam_store_rollback(store);
            return SAM_E_STORE;
        }
    }
    return sam_store_commit(store, err);
}

static void alone(struct sam_store *store, struct sam_hand *hand, bool *begun,
                  struct sam_err *err) {
    struct sam_hand *next = hand->next;
    hand->next = NULL;
    if (try_together(store, hand, begun, err) != SAM_OK) {
        hand->failed = true;
        hand->failure = *err;
    }
    hand->next = next;
}

void sam_work_group(struct sam_store *store, struct sam_hand *list) {
    struct sam_err err = {0};
    bool begun = false;
    bool again = try_together(store, list, &begun, &err) != SAM_OK;
    for (struct sam_hand *hand = list; hand != NULL && again; hand = hand->next) {
        if (begun) {
            alone(store, hand, &begun, &err);
        } else {
            /* Another program holds the store, and was waited for: not once more for everyone. */
            hand->failed = true;
            hand->failure = err;
        }
    }
    for (struct sam_hand *hand = list; hand != NULL; hand = hand->next) {
        if (hand->failed) {
            sam_web_unsaved(&hand->web, &hand->failure);
        }
    }
}

/* --- the threads -------------------------------------------------------------------------------
 */

static void resume(struct sam_hand *hand) {
    MHD_resume_connection(hand->connection);
}

static void run_writer(struct sam_worker *worker, struct sam_hand *list) {
    sam_work_group(worker->store, list);
    while (list != NULL) {
        struct sam_hand *hand = list;
        list = hand->next;
        resume(hand); /* from here on it is another thread's, and may be gone */
    }
}

static void append(struct sam_worker *worker, struct sam_hand *hand) {
    hand->next = NULL;
    if (worker->last != NULL) {
        worker->last->next = hand;
    } else {
        worker->first = hand;
    }
    worker->last = hand;
    worker->waiting++;
    pthread_cond_signal(&worker->wake);
}

/* From another worker: the connection is suspended already. */
static void hand_on(struct sam_worker *worker, struct sam_hand *hand) {
    pthread_mutex_lock(&worker->lock);
    append(worker, hand);
    pthread_mutex_unlock(&worker->lock);
}

/* False when it ends, or too many wait. Suspended before it is seen by the worker, which resumes
 * it. */
static bool push(struct sam_worker *worker, struct sam_hand *hand) {
    pthread_mutex_lock(&worker->lock);
    bool taken = !worker->stopping && worker->waiting < worker->most;
    if (taken) {
        MHD_suspend_connection(hand->connection);
        append(worker, hand);
    }
    pthread_mutex_unlock(&worker->lock);
    return taken;
}

static void run_aside(struct sam_worker *worker, struct sam_hand *list) {
    while (list != NULL) {
        struct sam_hand *hand = list;
        list = hand->next;
        read_only(hand, worker->store);
        if (hand->web.then != NULL && !hand->failed) {
            hand_on(&hand->web.server->writer, hand);
        } else {
            resume(hand);
        }
    }
}

/* Takes up to `most` of those that wait, oldest first; NULL when the thread should end. */
static struct sam_hand *take(struct sam_worker *worker, size_t most) {
    pthread_mutex_lock(&worker->lock);
    while (worker->first == NULL && !worker->stopping) {
        pthread_cond_wait(&worker->wake, &worker->lock);
    }
    struct sam_hand *list = worker->first, *last = list;
    for (size_t i = 1; last != NULL && last->next != NULL && i < most; i++) {
        last = last->next;
    }
    for (struct sam_hand *hand = list; hand != NULL; hand = hand == last ? NULL : hand->next) {
        worker->waiting--;
    }
    if (last != NULL) {
        worker->first = last->next;
        last->next = NULL;
    }
    if (worker->first == NULL) {
        worker->last = NULL;
    }
    pthread_mutex_unlock(&worker->lock);
    return list;
}

static void *work(void *context) {
    struct sam_worker *worker = context;
    for (struct sam_hand *list = NULL; (list = take(worker, SAM_GROUP_MOST)) != NULL;) {
        worker->run(worker, list);
    }
    return NULL;
}

static enum sam_status start(struct sam_worker *worker, struct sam_err *err) {
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->wake, NULL);
    int failed = pthread_create(&worker->thread, NULL, work, worker);
    worker->started = failed == 0;
    return failed == 0 ? SAM_OK
                       : sam_fail_cause(err, SAM_E_IO, failed, _("no thread can be started (%s)"),
                                        strerror(failed));
}

static void stop(struct sam_worker *worker) {
    if (!worker->started) {
        return;
    }
    pthread_mutex_lock(&worker->lock);
    worker->stopping = true;
    pthread_cond_signal(&worker->wake);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
}

enum sam_status sam_work_start(struct sam_server *server, struct sam_err *err) {
    server->writer =
        (struct sam_worker){.store = server->store, .run = run_writer, .most = SIZE_MAX};
    server->aside =
        (struct sam_worker){.store = server->aside_store, .run = run_aside, .most = SAM_ASIDE_MOST};
    enum sam_status status = start(&server->writer, err);
    return status == SAM_OK ? start(&server->aside, err) : status;
}

void sam_work_stop(struct sam_server *server) {
    stop(&server->aside); /* first: it may hand on to the writer */
    stop(&server->writer);
}

static void free_worker(struct sam_worker *worker) {
    if (worker->started) {
        pthread_cond_destroy(&worker->wake);
        pthread_mutex_destroy(&worker->lock);
    }
}

void sam_work_free(struct sam_server *server) {
    free_worker(&server->aside);
    free_worker(&server->writer);
}

/* --- which thread ------------------------------------------------------------------------------
 */

bool sam_work_run(struct sam_server *server, struct sam_hand *hand) {
    const unsigned flags = hand->web.route->flags;
    struct sam_worker *worker = &server->writer;
    if ((flags & SAM_ROUTE_ASIDE) != 0) {
        worker = &server->aside;
    } else if ((flags & SAM_ROUTE_WRITES) == 0) {
        read_only(hand, server->reader);
        if (hand->web.then == NULL || hand->failed) {
            return true;
        }
    }
    if (push(worker, hand)) {
        return false;
    }
    sam_web_refuse(&hand->web, MHD_HTTP_SERVICE_UNAVAILABLE, "busy",
                   sam_tr_in(hand->request.language,
                             "this can't be done at the moment, and nothing was saved; try again "
                             "in a minute"));
    return true;
}
