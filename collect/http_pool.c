#include "collect/http_pool.h"

#include "base/memory.h"
#include "base/words.h"
#include "collect/curl.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { POLL_MS = 1000 };

/* One transfer; stands on the stack of whoever waits for it. */
struct transfer {
    CURL *easy;
    CURLcode code;
    bool done;
    struct transfer *next;
};

struct sam_http_pool {
    CURLM *multi;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t done;
    struct transfer *waiting; /* to be added by the thread */
    bool stop;
};

/* A multi handle is used by one thread: others leave their transfer here and wake it. */
static bool add_waiting(struct sam_http_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    struct transfer *transfer = pool->waiting;
    pool->waiting = NULL;
    bool stop = pool->stop;
    pthread_mutex_unlock(&pool->lock);
    while (transfer != NULL) {
        /* Once it is in, its owner may be woken and gone. */
        struct transfer *next = transfer->next;
        curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
        curl_multi_add_handle(pool->multi, transfer->easy);
        transfer = next;
    }
    return !stop;
}

static void take_done(struct sam_http_pool *pool) {
    int left = 0;
    const CURLMsg *message = NULL;
    while ((message = curl_multi_info_read(pool->multi, &left)) != NULL) {
        struct transfer *transfer = NULL;
        CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
        curl_multi_remove_handle(pool->multi, easy);
        pthread_mutex_lock(&pool->lock);
        transfer->code = code;
        transfer->done = true;
        pthread_cond_broadcast(&pool->done);
        pthread_mutex_unlock(&pool->lock);
    }
}

static void *drive(void *context) {
    struct sam_http_pool *pool = context;
    while (add_waiting(pool)) {
        int running = 0;
        curl_multi_perform(pool->multi, &running);
        take_done(pool);
        curl_multi_poll(pool->multi, NULL, 0, POLL_MS, NULL);
    }
    return NULL;
}

enum sam_status sam_http_pool_start(int per_host, struct sam_http_pool **pool,
                                    struct sam_err *err) {
    enum sam_status status = sam_curl_load(err);
    if (status != SAM_OK) {
        return status;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return sam_fail(err, SAM_E_NET, _("the HTTP library cannot be started"));
    }
    struct sam_http_pool *p = sam_xcalloc(1, sizeof *p);
    p->multi = curl_multi_init();
    curl_multi_setopt(p->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)per_host);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->done, NULL);
    if (p->multi == NULL || pthread_create(&p->thread, NULL, drive, p) != 0) {
        curl_multi_cleanup(p->multi);
        free(p);
        curl_global_cleanup();
        return sam_fail(err, SAM_E_NET, _("the HTTP library cannot be started"));
    }
    *pool = p;
    return SAM_OK;
}

void sam_http_pool_stop(struct sam_http_pool *pool) {
    if (pool == NULL) {
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_mutex_unlock(&pool->lock);
    curl_multi_wakeup(pool->multi);
    pthread_join(pool->thread, NULL);
    curl_multi_cleanup(pool->multi);
    pthread_cond_destroy(&pool->done);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
    curl_global_cleanup();
}

int sam_http_pool_perform(struct sam_http_pool *pool, void *easy) {
    struct transfer transfer = {.easy = easy};
    pthread_mutex_lock(&pool->lock);
    transfer.next = pool->waiting;
    pool->waiting = &transfer;
    pthread_mutex_unlock(&pool->lock);
    curl_multi_wakeup(pool->multi);
    pthread_mutex_lock(&pool->lock);
    while (!transfer.done) {
        pthread_cond_wait(&pool->done, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return (int)transfer.code;
}
