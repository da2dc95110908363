#include "fixture.h"

#include "collect/http.h"
#include "collect/http_pool.h"

#include <pthread.h>
#include <stdatomic.h>

enum { CLIENTS = 8, REQUESTS = 10 };

static atomic_int answered;

static void answer(void *context, const struct sam_exchange *exchange, struct sam_reply *reply) {
    (void)context;
    (void)exchange;
    atomic_fetch_add(&answered, 1);
    reply->body = "{}";
    reply->body_length = 2;
    if (strstr(exchange->path, "/missing") != NULL) {
        reply->status = 404;
    }
}

struct client {
    struct sam_http_pool *pool;
    const char *url;
    int good;
};

static void *ask(void *context) {
    struct client *client = context;
    struct sam_http http;
    struct sam_http_answer got;
    struct sam_err err = {0};
    if (sam_http_open(&http, &err) != SAM_OK) {
        return NULL;
    }
    http.pool = client->pool;
    sam_http_answer_init(&got);
    for (int i = 0; i < REQUESTS; i++) {
        struct sam_http_request request = {.url = client->url, .retries = SAM_HTTP_RETRIES};
        client->good += sam_http_fetch(&http, &request, &got, &err) == SAM_OK &&
                        strcmp(got.body.data, "{}") == 0;
    }
    sam_http_answer_fini(&got);
    sam_http_close(&http);
    return NULL;
}

static void test_many_at_once(void **state) {
    struct client clients[CLIENTS];
    pthread_t threads[CLIENTS];
    struct sam_http_pool *pool = NULL;
    struct sam_err err = {0};
    char url[64];
    (void)state;
    struct sam_loopback *server = sam_loopback_start(answer, NULL);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/x", sam_loopback_port(server));
    assert_int_equal(sam_http_pool_start(2, &pool, &err), SAM_OK);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){pool, url, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &clients[i]), 0);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(clients[i].good, REQUESTS);
    }
    sam_http_pool_stop(pool);
    sam_loopback_stop(server);
    assert_int_equal(atomic_load(&answered), CLIENTS * REQUESTS);
}

/* What fails, fails as without a pool. */
static void test_failures(void **state) {
    struct sam_http_pool *pool = NULL;
    struct sam_http http;
    struct sam_http_answer got;
    struct sam_err err = {0};
    char url[64];
    (void)state;
    struct sam_loopback *server = sam_loopback_start(answer, NULL);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/missing", sam_loopback_port(server));
    assert_int_equal(sam_http_pool_start(2, &pool, &err), SAM_OK);
    assert_int_equal(sam_http_open(&http, &err), SAM_OK);
    http.pool = pool;
    sam_http_answer_init(&got);
    struct sam_http_request request = {.url = url};
    assert_int_equal(sam_http_fetch(&http, &request, &got, &err), SAM_E_NOT_FOUND);
    assert_int_equal(got.status, 404);
    sam_loopback_stop(server);
    assert_int_equal(sam_http_fetch(&http, &request, &got, &err), SAM_E_NET);
    sam_http_answer_fini(&got);
    sam_http_close(&http);
    sam_http_pool_stop(pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many_at_once),
                                       cmocka_unit_test(test_failures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
