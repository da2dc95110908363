#include "form/gate.h"

#include "base/memory.h"
#include "base/words.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Descriptors for the store, the log and libraries, beside connections. */
enum { OTHER_FILES = 64, NONE = -1, BUCKETS = 1024, TICK_MS = 1000 };

/* How many connections an address has. */
struct peer {
    uint64_t key;
    size_t count;
    struct peer *next;
};

/* By descriptor; those in use form a list from the longest without an answer to the newest. */
struct entry {
    bool used, busy, cut;
    int before, after;
    time_t since;
    struct peer *peer;
};

struct sam_gate {
    struct sam_gate_options options;
    pthread_t thread;
    int wake[2];
    bool shut;
    pthread_mutex_t lock;
    struct entry *entries;
    size_t size;
    int oldest, newest;
    size_t count;
    struct peer *peers[BUCKETS];
};

/* Those that were cut off keep their descriptors until libmicrohttpd has noticed, so there is room
 * for as many again. */
static size_t files_for(size_t connections) {
    return 2 * connections + OTHER_FILES;
}

size_t sam_gate_room(void) {
    struct rlimit limit = {0};
    const rlim_t wanted = files_for(SAM_GATE_MOST);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return 1;
    }
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= wanted) {
        return SAM_GATE_MOST;
    }
    return limit.rlim_cur > OTHER_FILES + 2 ? (size_t)(limit.rlim_cur - OTHER_FILES) / 2 : 1;
}

/* One above the highest descriptor there can be. */
static size_t descriptors(void) {
    struct rlimit limit = {0};
    const rlim_t enough = 1 << 16;
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur < enough ? (size_t)limit.rlim_cur : (size_t)enough;
}

static time_t now_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* --- addresses ---------------------------------------------------------------------------------
 */

/* An IPv4 address, or the network of 64 bits that a household has. */
static uint64_t key_of(const struct sockaddr_storage *address) {
    uint64_t key = 0;
    if (address->ss_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
            memcpy(&key, &v6.sin6_addr.s6_addr[12], 4);
        } else {
            memcpy(&key, v6.sin6_addr.s6_addr, 8);
        }
    } else {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        memcpy(&key, &v4.sin_addr, 4);
    }
    return key;
}

static struct peer **bucket_of(struct sam_gate *gate, uint64_t key) {
    key *= 0x9e3779b97f4a7c15U;
    return &gate->peers[key >> 54];
}

static struct peer *peer_get(struct sam_gate *gate, uint64_t key) {
    struct peer **bucket = bucket_of(gate, key);
    for (struct peer *peer = *bucket; peer != NULL; peer = peer->next) {
        if (peer->key == key) {
            return peer;
        }
    }
    struct peer *peer = sam_xcalloc(1, sizeof *peer);
    peer->key = key;
    peer->next = *bucket;
    *bucket = peer;
    return peer;
}

static void peer_drop(struct sam_gate *gate, struct peer *peer) {
    if (--peer->count > 0) {
        return;
    }
    struct peer **at = bucket_of(gate, peer->key);
    while (*at != peer) {
        at = &(*at)->next;
    }
    *at = peer->next;
    free(peer);
}

/* --- the list ----------------------------------------------------------------------------------
 */

static void unlink_entry(struct sam_gate *gate, int fd) {
    struct entry *entry = &gate->entries[fd];
    if (entry->before != NONE) {
        gate->entries[entry->before].after = entry->after;
    } else {
        gate->oldest = entry->after;
    }
    if (entry->after != NONE) {
        gate->entries[entry->after].before = entry->before;
    } else {
        gate->newest = entry->before;
    }
}

static void link_newest(struct sam_gate *gate, int fd) {
    struct entry *entry = &gate->entries[fd];
    entry->before = gate->newest;
    entry->after = NONE;
    entry->since = now_seconds();
    if (gate->newest != NONE) {
        gate->entries[gate->newest].after = fd;
    } else {
        gate->oldest = fd;
    }
    gate->newest = fd;
}

/* libmicrohttpd sees the end of the connection and closes it; until then fd stays what it is. */
static void cut(struct sam_gate *gate, int fd) {
    gate->entries[fd].cut = true;
    shutdown(fd, SHUT_RDWR);
}

static size_t most_of_one_address(const struct sam_gate *gate) {
    size_t most = 0;
    for (size_t i = 0; i < BUCKETS; i++) {
        for (const struct peer *peer = gate->peers[i]; peer != NULL; peer = peer->next) {
            most = peer->count > most ? peer->count : most;
        }
    }
    return most;
}

/* False when every connection is being worked on. */
static bool make_room(struct sam_gate *gate) {
    size_t most = most_of_one_address(gate);
    int choice = NONE;
    for (int fd = gate->oldest; fd != NONE; fd = gate->entries[fd].after) {
        const struct entry *entry = &gate->entries[fd];
        if (entry->busy || entry->cut) {
            continue;
        }
        if (entry->peer->count == most) {
            choice = fd;
            break;
        }
        choice = choice == NONE ? fd : choice;
    }
    if (choice == NONE) {
        return false;
    }
    cut(gate, choice);
    /* It doesn't count any more: the next newcomer makes room for itself. */
    gate->count--;
    return true;
}

static void cut_late(struct sam_gate *gate) {
    time_t limit = now_seconds() - gate->options.seconds;
    pthread_mutex_lock(&gate->lock);
    for (int fd = gate->oldest; fd != NONE && gate->entries[fd].since <= limit;
         fd = gate->entries[fd].after) {
        if (!gate->entries[fd].busy && !gate->entries[fd].cut) {
            cut(gate, fd);
            gate->count--;
        }
    }
    pthread_mutex_unlock(&gate->lock);
}

/* --- coming and going --------------------------------------------------------------------------
 */

static bool enter(struct sam_gate *gate, int fd, const struct sockaddr_storage *address) {
    pthread_mutex_lock(&gate->lock);
    bool room = (size_t)fd < gate->size;
    if (room && gate->count >= gate->options.most) {
        room = make_room(gate);
    }
    if (room) {
        struct peer *peer = peer_get(gate, key_of(address));
        peer->count++;
        gate->entries[fd] = (struct entry){.used = true, .peer = peer};
        gate->count++;
        link_newest(gate, fd);
    }
    pthread_mutex_unlock(&gate->lock);
    return room;
}

void sam_gate_left(struct sam_gate *gate, int fd) {
    pthread_mutex_lock(&gate->lock);
    struct entry *entry = &gate->entries[fd];
    if (entry->used) {
        gate->count -= !entry->cut;
        unlink_entry(gate, fd);
        peer_drop(gate, entry->peer);
        *entry = (struct entry){0};
    }
    pthread_mutex_unlock(&gate->lock);
}

void sam_gate_busy(struct sam_gate *gate, int fd) {
    pthread_mutex_lock(&gate->lock);
    gate->entries[fd].busy = true;
    pthread_mutex_unlock(&gate->lock);
}

void sam_gate_worked(struct sam_gate *gate, int fd) {
    pthread_mutex_lock(&gate->lock);
    gate->entries[fd].busy = false;
    pthread_mutex_unlock(&gate->lock);
}

void sam_gate_done(struct sam_gate *gate, int fd) {
    pthread_mutex_lock(&gate->lock);
    struct entry *entry = &gate->entries[fd];
    if (entry->used) {
        entry->busy = false;
        unlink_entry(gate, fd);
        link_newest(gate, fd);
    }
    pthread_mutex_unlock(&gate->lock);
}

size_t sam_gate_count(struct sam_gate *gate) {
    pthread_mutex_lock(&gate->lock);
    size_t count = gate->count;
    pthread_mutex_unlock(&gate->lock);
    return count;
}

/* --- the thread --------------------------------------------------------------------------------
 */

static void take_one(struct sam_gate *gate, int fd, const struct sockaddr_storage *address,
                     socklen_t length) {
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!enter(gate, fd, address)) {
        close(fd);
        return;
    }
    /* When it isn't taken, libmicrohttpd has closed fd, and nobody says that it left. */
    if (!gate->options.admit(gate->options.context, fd, (const struct sockaddr *)address, length)) {
        sam_gate_left(gate, fd);
    }
}

/* Out of descriptors: what is waiting stays so for a moment, instead of being asked for at once. */
static void pause_a_moment(void) {
    const struct timespec pause = {.tv_nsec = 20000000};
    nanosleep(&pause, NULL);
}

static void take_all(struct sam_gate *gate) {
    for (int i = 0; i < 256; i++) {
        struct sockaddr_storage address = {0};
        socklen_t length = sizeof address;
        int fd = accept4(gate->options.listening, (struct sockaddr *)&address, &length,
                         SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd >= 0) {
            take_one(gate, fd, &address, length);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            pause_a_moment();
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return;
        }
    }
}

static void *keep_gate(void *context) {
    struct sam_gate *gate = context;
    time_t last = now_seconds();
    for (;;) {
        struct pollfd polled[] = {{.fd = gate->options.listening, .events = POLLIN},
                                  {.fd = gate->wake[0], .events = POLLIN}};
        poll(polled, 2, TICK_MS);
        if (polled[1].revents != 0) {
            return NULL;
        }
        if (polled[0].revents != 0) {
            take_all(gate);
        }
        if (now_seconds() != last) {
            last = now_seconds();
            cut_late(gate);
        }
    }
}

enum sam_status sam_gate_open(const struct sam_gate_options *options, struct sam_gate **out,
                              struct sam_err *err) {
    struct sam_gate *gate = sam_xcalloc(1, sizeof *gate);
    gate->options = *options;
    gate->oldest = gate->newest = NONE;
    gate->size = descriptors();
    gate->entries = sam_xcalloc(gate->size, sizeof *gate->entries);
    pthread_mutex_init(&gate->lock, NULL);
    int failed = pipe2(gate->wake, O_CLOEXEC) != 0 ? errno : 0;
    *out = gate; /* before the first is let in, whose request will ask for it */
    if (failed == 0) {
        failed = pthread_create(&gate->thread, NULL, keep_gate, gate);
    }
    if (failed != 0) {
        *out = NULL;
        gate->shut = true;
        sam_gate_free(gate);
        return sam_fail_cause(err, SAM_E_IO, failed, _("no thread can be started (%s)"),
                              strerror(failed));
    }
    return SAM_OK;
}

void sam_gate_shut(struct sam_gate *gate) {
    if (!gate->shut) {
        ssize_t written = write(gate->wake[1], "", 1);
        assert(written == 1);
        pthread_join(gate->thread, NULL);
        gate->shut = true;
    }
}

void sam_gate_free(struct sam_gate *gate) {
    if (gate == NULL) {
        return;
    }
    sam_gate_shut(gate);
    for (size_t i = 0; i < BUCKETS; i++) {
        while (gate->peers[i] != NULL) {
            struct peer *peer = gate->peers[i];
            gate->peers[i] = peer->next;
            free(peer);
        }
    }
    close(gate->wake[0]);
    close(gate->wake[1]);
    pthread_mutex_destroy(&gate->lock);
    free(gate->entries);
    free(gate);
}
