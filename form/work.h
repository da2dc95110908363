/* Where handlers run.
 *
 *   at once    what is quick and only reads: in the thread that talks HTTP
 *   aside      what takes long (SAM_ROUTE_ASIDE): in a thread of its own
 *   writing    what saves (SAM_ROUTE_WRITES): in the one thread that writes. It takes all that wait
 *              at that moment and commits them together, so that a sync to disk, which takes the
 *              same time for one answer and for two hundred, is shared by them. Replies leave after
 *              it: what was confirmed on screen is on disk.
 * A request that waits costs no thread: its connection is suspended. */
#ifndef SAM_FORM_WORK_H
#define SAM_FORM_WORK_H

#include "base/err.h"
#include "form/route.h"

#include <pthread.h>

struct sam_hand;

struct sam_worker {
    pthread_t thread;
    bool started, stopping;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct sam_hand *first, *last; /* waiting, oldest first */
    size_t waiting, most;
    struct sam_store *store;
    void (*run)(struct sam_worker *worker, struct sam_hand *list);
};

enum {
    SAM_GROUP_MOST = 128, /* committed together; who comes behind them waits for the next commit */
    SAM_ASIDE_MOST = 64   /* waiting aside; who comes behind them is asked to try again */
};

struct sam_server;

/* Starts both threads. The writer uses server->store, the other one a connection of its own. */
enum sam_status sam_work_start(struct sam_server *server, struct sam_err *err) SAM_MUST_CHECK;
/* Ends them, when everything that waited is done; what comes now is refused. */
void sam_work_stop(struct sam_server *server);
/* When nothing can come any more. */
void sam_work_free(struct sam_server *server);

/* Runs the request's handler at once (true: the reply is there), or hands it to the thread it
 * belongs to and suspends its connection (false). */
bool sam_work_run(struct sam_server *server, struct sam_hand *hand);

/* Runs a list of writing requests in one transaction; when that can't be committed, each by itself.
 * Every one has a reply afterwards. */
void sam_work_group(struct sam_store *store, struct sam_hand *list);

#endif
