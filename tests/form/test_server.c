#include "form_fixture.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void a_port_in_use_is_named(void **state) {
    struct served *s = *state;
    struct sam_server *second = NULL;
    struct sam_server_options options = {.bind = "127.0.0.1", .port = s->port};
    assert_int_equal(
        sam_server_start(s->study, &s->instruments, s->f.store, &options, &second, &err),
        SAM_E_NET);
    check_contains(err.text, "Address already in use");
    check_contains(err.text, "--port");
    assert_null(second);
}

static void an_address_must_be_one(void **state) {
    struct served *s = *state;
    struct sam_server *second = NULL;
    struct sam_server_options options = {.bind = "somewhere"};
    assert_int_equal(
        sam_server_start(s->study, &s->instruments, s->f.store, &options, &second, &err),
        SAM_E_USAGE);
    check_contains(err.text, "\"somewhere\" is no address");
}

static void starts_again_after_stop(void **state) {
    struct served *s = *state;
    for (int i = 0; i < 5; i++) {
        struct raw_answer answer;
        served_get(s, "", &answer);
        assert_int_equal(answer.status, 200);
        raw_answer_fini(&answer);
        served_stop(s);
        served_start(s);
    }
}

/* Several requests over one connection, as a collector makes them. */
static void a_connection_is_kept(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    char request[300], last[300];
    snprintf(request, sizeof request,
             "GET /api/v1/responses HTTP/1.1\r\nHost: x\r\n"
             "Authorization: Bearer %s\r\n\r\n",
             s->reader);
    snprintf(last, sizeof last,
             "GET /api/v1/responses HTTP/1.1\r\nHost: x\r\n"
             "Authorization: Bearer %s\r\nConnection: close\r\n\r\n",
             s->reader);
    int fd = raw_connect(s->port);
    raw_send(fd, request, strlen(request));
    raw_send(fd, last, strlen(last));
    raw_receive(fd, &answer);
    assert_int_equal(answer.status, 200);
    /* Behind the first answer's body stands the second answer. */
    check_contains(answer.body.data, "HTTP/1.1 200 OK");
    raw_answer_fini(&answer);
}

/* Idle connections, and one in the middle of a request, don't hold up the end for long. */
static void stops_with_connections_open(void **state) {
    struct served *s = *state;
    int idle[20];
    for (int i = 0; i < 20; i++) {
        idle[i] = raw_connect(s->port);
    }
    struct raw_answer answer;
    served_get(s, "", &answer);
    assert_int_equal(answer.status, 200);
    raw_answer_fini(&answer);
    served_stop(s);
    for (int i = 0; i < 20; i++) {
        close(idle[i]);
    }
}

static void *stop_it(void *context) {
    served_stop(context);
    return NULL;
}

/* The server has begun with a request, whatever else the machine is doing. */
static void wait_until_in_hand(struct sam_server *server) {
    for (int try = 0; try < 2000; try++) {
        pthread_mutex_lock(&server->lock);
        bool begun = server->in_hand > 0;
        pthread_mutex_unlock(&server->lock);
        if (begun) {
            return;
        }
        usleep(5000);
    }
    fail_msg("the server didn't begin");
}

/* The end was asked for while a respondent was sending: that is still taken and answered. */
static void finishes_what_is_in_hand(void **state) {
    struct served *s = *state;
    struct raw_answer answer;
    pthread_t stopping;
    char head[300];
    static const char body[] = "{\"answers\": {\"s1\": 4}}";
    snprintf(head, sizeof head,
             "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
             "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
             "Content-Length: %zu\r\n\r\n",
             s->ann, sizeof body - 1);
    int fd = raw_connect(s->port);
    raw_send(fd, head, strlen(head));
    raw_send(fd, body, 5);
    wait_until_in_hand(s->server);
    assert_int_equal(pthread_create(&stopping, NULL, stop_it, s), 0);
    usleep(50000);
    raw_send(fd, body + 5, sizeof body - 6);
    raw_receive(fd, &answer);
    served_expect(&answer, 200, "\"new\"");
    assert_int_equal(pthread_join(stopping, NULL), 0);
    assert_int_equal(fixture_number(&s->f, "SELECT s1 FROM \"answers_quick-5\""), 4);
}

/* More connections at once than are allowed: those above it are turned away, and then it goes on.
 */
static void too_many_connections(void **state) {
    struct served *s = *state;
    enum { MANY = 300 };
    int fds[MANY];
    struct raw_answer answer;
    for (int i = 0; i < MANY; i++) {
        fds[i] = raw_connect(s->port);
    }
    for (int i = 0; i < MANY; i++) {
        close(fds[i]);
    }
    for (int try = 0; try < 50; try++) {
        served_get(s, "", &answer);
        unsigned status = answer.status;
        raw_answer_fini(&answer);
        if (status == 200) {
            return;
        }
        usleep(20000);
    }
    fail_msg("the server didn't come back");
}

/* More slow clients than there is room for, some in the middle of a head, some of a body, all from
 * one address: another one is served at once, and the slow ones make room. */
static void slow_clients_keep_nobody_out(void **state) {
    struct served *s = *state;
    enum { SLOW = SAM_GATE_MOST + 500 };
    static const char head[] = "GET /api/v1/responses HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    static int fds[SLOW];
    struct rlimit limit = {0};
    char body[300];
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 3 * SAM_GATE_MOST + SLOW) {
        skip();
    }
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    snprintf(body, sizeof body,
             "POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
             "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{",
             s->ann);
    served_stop(s);
    served_start(s);
    for (int i = 0; i < SLOW; i++) {
        const char *bytes = i % 4 != 0 ? head : body;
        fds[i] = raw_connect(s->port);
        raw_send(fds[i], bytes, strlen(bytes));
        if (i % 250 == 0) {
            struct raw_answer answer;
            served_get(s, "", &answer);
            served_expect(&answer, 200, "\"responses\"");
        }
    }
    struct raw_answer answer;
    served_post(s, s->ann, "{\"answers\": {\"s1\": 4}}", &answer);
    served_expect(&answer, 200, "\"new\"");
    size_t cut = 0;
    for (int i = 0; i < SLOW; i++) {
        char byte = 0;
        cut += recv(fds[i], &byte, 1, MSG_DONTWAIT) == 0;
        close(fds[i]);
    }
    assert_true(cut >= SLOW - SAM_GATE_MOST);
    served_get(s, "", &answer);
    served_expect(&answer, 200, "\"responses\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(a_port_in_use_is_named),      served_test(an_address_must_be_one),
        served_test(starts_again_after_stop),     served_test(a_connection_is_kept),
        served_test(stops_with_connections_open), served_test(finishes_what_is_in_hand),
        served_test(too_many_connections),        served_test(slow_clients_keep_nobody_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
