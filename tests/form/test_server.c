#include "form_fixture.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        served_test(a_port_in_use_is_named),      served_test(an_address_must_be_one),
        served_test(starts_again_after_stop),     served_test(a_connection_is_kept),
        served_test(stops_with_connections_open), served_test(too_many_connections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
