#include "support/support.h"

#include "form/gate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A gate before a door that only remembers who came in. */
struct door {
    int listening;
    uint16_t port;
    struct sam_gate *gate;
    pthread_mutex_t lock;
    int inside[512];
    size_t count;
};

static bool let_in(void *context, int fd, const struct sockaddr *address, socklen_t length) {
    struct door *door = context;
    assert_true(length >= sizeof(struct sockaddr_in) && address->sa_family == AF_INET);
    pthread_mutex_lock(&door->lock);
    door->inside[door->count++] = fd;
    pthread_mutex_unlock(&door->lock);
    return true;
}

static void open_door(struct door *door, size_t most, int seconds) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    struct sam_err err = {0};
    *door = (struct door){.lock = PTHREAD_MUTEX_INITIALIZER};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    door->listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(door->listening, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(door->listening, 512), 0);
    getsockname(door->listening, (struct sockaddr *)&address, &length);
    door->port = ntohs(address.sin_port);
    const struct sam_gate_options options = {door->listening, most, seconds, let_in, door};
    assert_int_equal(sam_gate_open(&options, &door->gate, &err), SAM_OK);
}

static void close_door(struct door *door) {
    sam_gate_shut(door->gate);
    for (size_t i = 0; i < door->count; i++) {
        if (door->inside[i] >= 0) {
            sam_gate_left(door->gate, door->inside[i]);
            close(door->inside[i]);
        }
    }
    assert_int_equal(sam_gate_count(door->gate), 0);
    sam_gate_free(door->gate);
    close(door->listening);
}

/* Connects from 127.0.0.HOST and waits until the door has it; returns the client's end. */
static int come_from(struct door *door, unsigned host) {
    struct sockaddr_in from = {.sin_family = AF_INET};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(door->port)};
    from.sin_addr.s_addr = htonl(0x7f000000U + host);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    size_t before = door->count;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&from, sizeof from), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    for (int i = 0; i < 1000; i++) {
        pthread_mutex_lock(&door->lock);
        size_t count = door->count;
        pthread_mutex_unlock(&door->lock);
        if (count > before) {
            return fd;
        }
        usleep(2000);
    }
    fail_msg("nobody was let in");
    return fd;
}

static bool was_cut(int fd) {
    char byte = 0;
    return recv(fd, &byte, 1, MSG_DONTWAIT) == 0;
}

static void the_longest_idle_makes_room(void **state) {
    (void)state;
    struct door door;
    int fds[6];
    open_door(&door, 4, 60);
    for (int i = 0; i < 4; i++) {
        fds[i] = come_from(&door, 1);
    }
    /* The first one got something done since, the second one is being worked on. */
    sam_gate_done(door.gate, door.inside[0]);
    sam_gate_busy(door.gate, door.inside[1]);
    fds[4] = come_from(&door, 1);
    assert_true(was_cut(fds[2]));
    assert_false(was_cut(fds[0]) || was_cut(fds[1]) || was_cut(fds[3]) || was_cut(fds[4]));
    fds[5] = come_from(&door, 1);
    assert_true(was_cut(fds[3]));
    assert_int_equal(sam_gate_count(door.gate), 4);
    sam_gate_done(door.gate, door.inside[1]);
    close_door(&door);
    for (int i = 0; i < 6; i++) {
        close(fds[i]);
    }
}

/* One address takes all there is: it gives way, not the single one of another. */
static void who_has_most_makes_room(void **state) {
    (void)state;
    struct door door;
    int other, crowd[20];
    open_door(&door, 8, 60);
    other = come_from(&door, 2);
    for (int i = 0; i < 20; i++) {
        crowd[i] = come_from(&door, 3);
    }
    assert_false(was_cut(other));
    int cut = 0;
    for (int i = 0; i < 20; i++) {
        cut += was_cut(crowd[i]);
        close(crowd[i]);
    }
    assert_int_equal(cut, 13);
    close(other);
    close_door(&door);
}

static void all_at_work_means_no_room(void **state) {
    (void)state;
    struct door door;
    open_door(&door, 1, 60);
    int first = come_from(&door, 1);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(door.port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sam_gate_busy(door.gate, door.inside[0]);
    int second = socket(AF_INET, SOCK_STREAM, 0);
    char byte = 0;
    assert_int_equal(connect(second, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(recv(second, &byte, 1, 0), 0);
    assert_false(was_cut(first));
    close(first);
    close(second);
    close_door(&door);
}

static void who_gets_nothing_done_is_cut_off(void **state) {
    (void)state;
    struct door door;
    open_door(&door, 10, 1);
    int late = come_from(&door, 1);
    int working = come_from(&door, 1);
    sam_gate_busy(door.gate, door.inside[1]);
    time_t until = time(NULL) + 10;
    while (!was_cut(late) && time(NULL) < until) {
        usleep(20000);
    }
    assert_true(was_cut(late));
    assert_false(was_cut(working));
    /* Its answer is on the way, and isn't fetched. */
    sam_gate_worked(door.gate, door.inside[1]);
    while (!was_cut(working) && time(NULL) < until) {
        usleep(20000);
    }
    assert_true(was_cut(working));
    close(late);
    close(working);
    close_door(&door);
}

static void there_is_room_for_many(void **state) {
    (void)state;
    size_t room = sam_gate_room();
    assert_true(room >= 1 && room <= SAM_GATE_MOST);
    assert_int_equal(sam_gate_room(), room);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_idle_makes_room),
        cmocka_unit_test(who_has_most_makes_room),
        cmocka_unit_test(all_at_work_means_no_room),
        cmocka_unit_test(who_gets_nothing_done_is_cut_off),
        cmocka_unit_test(there_is_room_for_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
