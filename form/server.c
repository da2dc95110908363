#include "form/form_private.h"

#include "base/memory.h"
#include "base/words.h"
#include "form/house.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CONNECTIONS = 256,
    CONNECTION_SECONDS = 30,
    CONNECTION_MEMORY = 32 * 1024, /* request line, headers and a piece of the body */
    STOP_SECONDS = 5
};

static enum sam_status read_address(const struct sam_server_options *options,
                                    struct sockaddr_storage *address, socklen_t *length,
                                    struct sam_err *err) {
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(options->port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(options->port)};
    *address = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, options->bind, &v4.sin_addr) == 1) {
        memcpy(address, &v4, *length = sizeof v4);
    } else if (inet_pton(AF_INET6, options->bind, &v6.sin6_addr) == 1) {
        memcpy(address, &v6, *length = sizeof v6);
    } else {
        return sam_fail(err, SAM_E_USAGE,
                        _("\"%s\" is no address to listen on; give one like 127.0.0.1 or ::1"),
                        options->bind);
    }
    return SAM_OK;
}

/* The socket is ours and not libmicrohttpd's, so that the reason of a failure is known. */
static enum sam_status open_socket(const struct sam_server_options *options, int *out,
                                   struct sam_err *err) {
    struct sockaddr_storage address;
    socklen_t length = 0;
    enum sam_status status = read_address(options, &address, &length, err);
    if (status != SAM_OK) {
        return status;
    }
    int yes = 1;
    int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    }
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 || listen(fd, 128) != 0) {
        status = sam_fail_cause(err, SAM_E_NET, errno,
                                _("can't listen on %s, port %u (%s); choose another with --port or "
                                  "--bind"),
                                options->bind, (unsigned)options->port, strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return status;
    }
    *out = fd;
    return SAM_OK;
}

static uint16_t port_of(int fd) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0) {
        return 0;
    }
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    memcpy(&v4, &address, sizeof v4);
    memcpy(&v6, &address, sizeof v6);
    return ntohs(address.ss_family == AF_INET6 ? v6.sin6_port : v4.sin_port);
}

static enum sam_status use_questionnaires(const struct sam_instruments *instruments,
                                          struct sam_store *store, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t wave = 0; wave < instruments->wave_count && status == SAM_OK; wave++) {
        status = sam_store_use_questionnaire(store, instruments->of_wave[wave], err);
    }
    return status;
}

static void server_free(struct sam_server *server) {
    pthread_cond_destroy(&server->none_in_hand);
    pthread_mutex_destroy(&server->lock);
    sam_house_free(server->house);
    free(server);
}

static struct sam_server *server_new(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store,
                                     const struct sam_server_options *options) {
    struct sam_server *server = sam_xcalloc(1, sizeof *server);
    server->study = study;
    server->instruments = instruments;
    server->store = store;
    server->proxy = options->proxy;
    server->log = options->log;
    server->context = options->context;
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&server->none_in_hand, &clock);
    pthread_condattr_destroy(&clock);
    return server;
}

enum sam_status sam_server_start(const struct sam_study *study,
                                 const struct sam_instruments *instruments, struct sam_store *store,
                                 const struct sam_server_options *options, struct sam_server **out,
                                 struct sam_err *err) {
    int fd = -1;
    enum sam_status status = use_questionnaires(instruments, store, err);
    if (status == SAM_OK) {
        status = open_socket(options, &fd, err);
    }
    if (status != SAM_OK) {
        return status;
    }
    struct sam_server *server = server_new(study, instruments, store, options);
    server->port = port_of(fd);
    status = sam_csrf_key(store, server->csrf_key, err);
    if (status == SAM_OK) {
        status = sam_house_new(study, &server->house, err);
    }
    if (status != SAM_OK) {
        close(fd);
        server_free(server);
        return status;
    }
    /* poll and not epoll: when all connections were taken and then dropped, libmicrohttpd 0.9.75
     * with epoll accepts no new one until its timeout (test too_many_connections). */
    server->daemon = MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, sam_http_go_on, server,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK, sam_http_begin, server,
        MHD_OPTION_NOTIFY_COMPLETED, sam_http_end, server, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONNECTION_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_END);
    if (server->daemon == NULL) {
        close(fd);
        server_free(server);
        return sam_fail_cause(err, SAM_E_NET, errno, _("the web server can't be started (%s)"),
                              strerror(errno));
    }
    *out = server;
    return SAM_OK;
}

uint16_t sam_server_port(const struct sam_server *server) {
    return server->port;
}

/* Not for ever: somebody may have begun a request and never go on with it. */
static void wait_for_requests(struct sam_server *server) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += STOP_SECONDS;
    pthread_mutex_lock(&server->lock);
    int waited = 0;
    while (server->in_hand > 0 && waited == 0) {
        waited = pthread_cond_timedwait(&server->none_in_hand, &server->lock, &until);
    }
    pthread_mutex_unlock(&server->lock);
}

void sam_server_stop(struct sam_server *server) {
    if (server == NULL) {
        return;
    }
    int fd = MHD_quiesce_daemon(server->daemon);
    wait_for_requests(server);
    MHD_stop_daemon(server->daemon);
    if (fd != MHD_INVALID_SOCKET) {
        close(fd);
    }
    server_free(server);
}
