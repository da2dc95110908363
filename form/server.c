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
    CONNECTION_SECONDS = 30,
    CONNECTION_MEMORY = 16 * 1024, /* request line, headers and a piece of the body */
    BACKLOG = 1024,
    STOP_SECONDS = 5,
    /* What is kept of the store: pages saved at the same time touch the same few pages of it. */
    ASKING_BURST = 1000, /* requests of one address: a room full of people sends far fewer */
    ASKING_PER_SECOND = 100,
    GUESSING_BURST = 60, /* wrong links; a login counts as six */
    ADDRESSES = 8192,
    WRITER_KIB = 8 * 1024,
    READER_KIB = 2 * 1024
};
static const double guessing_per_second = 0.2;
static char tls_priorities[] = SAM_TLS_PRIORITIES;

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
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 || listen(fd, BACKLOG) != 0) {
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

/* --- the store, once for each thread -----------------------------------------------------------
 */

static enum sam_status use_questionnaires(const struct sam_instruments *instruments,
                                          struct sam_store *store, struct sam_err *err) {
    enum sam_status status = SAM_OK;
    for (size_t wave = 0; wave < instruments->wave_count && status == SAM_OK; wave++) {
        status = sam_store_use_questionnaire(store, instruments->of_wave[wave], err);
    }
    return status;
}

static enum sam_status open_reader(struct sam_server *server, struct sam_store **out,
                                   struct sam_err *err) {
    enum sam_status status = sam_store_open_beside(server->store, out, err);
    if (status == SAM_OK) {
        status = sam_store_cache(*out, READER_KIB, err);
    }
    return status == SAM_OK ? use_questionnaires(server->instruments, *out, err) : status;
}

static enum sam_status open_stores(struct sam_server *server, struct sam_err *err) {
    enum sam_status status = use_questionnaires(server->instruments, server->store, err);
    if (status == SAM_OK) {
        status = sam_csrf_key(server->store, server->csrf_key, err);
    }
    if (status == SAM_OK) {
        status = sam_store_cache(server->store, WRITER_KIB, err);
    }
    if (status == SAM_OK) {
        status = open_reader(server, &server->reader, err);
    }
    return status == SAM_OK ? open_reader(server, &server->aside_store, err) : status;
}

/* --- starting ----------------------------------------------------------------------------------
 */

static struct sam_server *server_new(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store,
                                     const struct sam_server_options *options) {
    struct sam_server *server = sam_xcalloc(1, sizeof *server);
    server->study = study;
    server->instruments = instruments;
    server->store = store;
    server->log = options->log;
    server->context = options->context;
    server->listening = -1;
    server->asking = sam_limiter_new(ASKING_BURST, ASKING_PER_SECOND, ADDRESSES);
    server->guessing = sam_limiter_new(GUESSING_BURST, guessing_per_second, ADDRESSES);
    sam_tls_init(&server->tls);
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&server->none_in_hand, &clock);
    pthread_condattr_destroy(&clock);
    return server;
}

static enum sam_status read_proxy(struct sam_server *server, const char *text,
                                  struct sam_err *err) {
    if (text == NULL || sam_address_read(text, strlen(text), server->proxy)) {
        return SAM_OK;
    }
    return sam_fail(err, SAM_E_USAGE,
                    _("\"%s\" is no address of a proxy; give one like 127.0.0.1 or ::1"), text);
}

static bool admit(void *context, int fd, const struct sockaddr *address, socklen_t length) {
    struct sam_server *server = context;
    return MHD_add_connection(server->daemon, fd, address, length) == MHD_YES;
}

/* Connections are accepted by the gate and not by libmicrohttpd, which has no way to make room for
 * a newcomer, and whose own accepting (0.9.75, epoll) sleeps on when all its connections were taken
 * and then dropped (test too_many_connections). */
static enum sam_status start_daemon(struct sam_server *server,
                                    const struct sam_server_options *options, struct sam_err *err) {
    const bool tls = server->tls.key.length > 0;
    const struct MHD_OptionItem secure[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, server->tls.certificate.data},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, server->tls.key.data},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, tls_priorities},
        {MHD_OPTION_END, 0, NULL}};
    const struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    const struct sam_gate_options gate = {.listening = server->listening,
                                          .most = sam_gate_room(),
                                          .seconds = SAM_GATE_SECONDS,
                                          .admit = admit,
                                          .context = server};
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME |
            MHD_USE_NO_LISTEN_SOCKET | (tls ? MHD_USE_TLS : 0),
        0, NULL, NULL, sam_http_go_on, server, MHD_OPTION_URI_LOG_CALLBACK, sam_http_begin, server,
        MHD_OPTION_NOTIFY_COMPLETED, sam_http_end, server, MHD_OPTION_NOTIFY_CONNECTION,
        sam_http_connection, server, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(2 * gate.most),
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONNECTION_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_ARRAY, tls ? secure : plain, MHD_OPTION_END);
    if (server->daemon == NULL && tls) {
        return sam_fail(err, SAM_E_INPUT,
                        _("%s and %s can't be used: is the key that of the certificate, and is the "
                          "certificate whole?"),
                        options->tls_certificate, options->tls_key);
    }
    if (server->daemon == NULL) {
        return sam_fail_cause(err, SAM_E_NET, errno, _("the web server can't be started (%s)"),
                              strerror(errno));
    }
    return sam_gate_open(&gate, &server->gate, err);
}

enum sam_status sam_server_start(const struct sam_study *study,
                                 const struct sam_instruments *instruments, struct sam_store *store,
                                 const struct sam_server_options *options, struct sam_server **out,
                                 struct sam_err *err) {
    struct sam_server *server = server_new(study, instruments, store, options);
    enum sam_status status = read_proxy(server, options->proxy, err);
    if (status == SAM_OK) {
        status = sam_httpd_load(err);
    }
    if (status == SAM_OK) {
        status = sam_tls_read(options->tls_certificate, options->tls_key, &server->tls, err);
    }
    if (status == SAM_OK) {
        status = open_stores(server, err);
    }
    if (status == SAM_OK) {
        status = sam_house_new(study, &server->house, err);
    }
    if (status == SAM_OK) {
        status = open_socket(options, &server->listening, err);
    }
    if (status == SAM_OK) {
        server->port = port_of(server->listening);
        status = sam_work_start(server, err);
    }
    if (status == SAM_OK) {
        status = start_daemon(server, options, err);
    }
    if (status != SAM_OK) {
        sam_server_stop(server);
        return status;
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

static void server_free(struct sam_server *server) {
    if (server->listening >= 0) {
        close(server->listening);
    }
    sam_gate_free(server->gate);
    sam_house_free(server->house);
    sam_work_free(server);
    sam_tls_fini(&server->tls);
    sam_limiter_free(server->asking);
    sam_limiter_free(server->guessing);
    sam_store_close(server->reader);
    sam_store_close(server->aside_store);
    pthread_cond_destroy(&server->none_in_hand);
    pthread_mutex_destroy(&server->lock);
    free(server);
}

void sam_server_stop(struct sam_server *server) {
    if (server == NULL) {
        return;
    }
    if (server->gate != NULL) {
        sam_gate_shut(server->gate);
        wait_for_requests(server);
    }
    /* The workers first: libmicrohttpd can't end with a connection suspended. What is asked after
     * this is refused. */
    sam_work_stop(server);
    if (server->daemon != NULL) {
        MHD_stop_daemon(server->daemon);
    }
    server_free(server);
}
