#include "form/form_private.h"

#include "base/memory.h"
#include "base/moment.h"
#include "base/number.h"
#include "base/words.h"
#include "form/address.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static int descriptor(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

void sam_http_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                         enum MHD_ConnectionNotificationCode what) {
    (void)socket_context;
    struct sam_server *server = context;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        sam_gate_left(server->gate, descriptor(connection));
    }
}

void *sam_http_begin(void *context, const char *uri, struct MHD_Connection *connection) {
    struct sam_server *server = context;
    struct sam_hand *hand = sam_xcalloc(1, sizeof *hand);
    hand->fd = descriptor(connection);
    hand->uri = sam_xstrdup(uri);
    hand->arena = sam_arena_new(SAM_REQUEST_MEMORY);
    sam_buf_init(&hand->body, SAM_BODY_LIMIT);
    sam_reply_init(&hand->reply);
    pthread_mutex_lock(&server->lock);
    server->in_hand++;
    pthread_mutex_unlock(&server->lock);
    return hand;
}

void sam_http_end(void *context, struct MHD_Connection *connection, void **held,
                  enum MHD_RequestTerminationCode how) {
    (void)connection;
    (void)how;
    struct sam_server *server = context;
    struct sam_hand *hand = *held;
    if (hand == NULL) {
        return;
    }
    int fd = hand->fd;
    sam_buf_fini(&hand->body);
    sam_reply_fini(&hand->reply);
    sam_arena_free(hand->arena);
    free(hand->uri);
    free(hand);
    *held = NULL;
    sam_gate_done(server->gate, fd);
    pthread_mutex_lock(&server->lock);
    server->in_hand--;
    if (server->in_hand == 0) {
        pthread_cond_signal(&server->none_in_hand);
    }
    pthread_mutex_unlock(&server->lock);
}

/* --- the head ----------------------------------------------------------------------------------
 */

static const char *header(void *connection, const char *name) {
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != NULL ? value : "";
}

static const char *header_or_null(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

struct last_value {
    const char *name, *value;
};

static enum MHD_Result note_last(void *context, enum MHD_ValueKind kind, const char *name,
                                 const char *value) {
    (void)kind;
    struct last_value *last = context;
    if (strcasecmp(name, last->name) == 0) {
        last->value = value;
    }
    return MHD_YES;
}

/* A proxy adds its own behind what the sender wrote. */
static const char *last_header(struct MHD_Connection *connection, const char *name) {
    struct last_value last = {.name = name};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, note_last, &last);
    return last.value;
}

static void take_head(struct sam_server *server, struct MHD_Connection *connection,
                      const char *method, struct sam_hand *hand) {
    char peer[SAM_ADDRESS_SIZE];
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sam_request_raw raw = {
        .method = method,
        .uri = hand->uri,
        .cookie = header_or_null(connection, MHD_HTTP_HEADER_COOKIE),
        .accept = header_or_null(connection, MHD_HTTP_HEADER_ACCEPT),
        .accept_language = header_or_null(connection, MHD_HTTP_HEADER_ACCEPT_LANGUAGE),
        .if_none_match = header_or_null(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
        .forwarded_for = last_header(connection, "X-Forwarded-For"),
        .forwarded_proto = last_header(connection, "X-Forwarded-Proto"),
        .peer = sam_address_print(info != NULL ? info->client_addr : NULL, peer),
        .proxy = server->proxy[0] != '\0' ? server->proxy : NULL,
        .tls = server->tls.key.length > 0,
        .language = server->study->language};
    hand->web = (struct sam_web){.server = server,
                                 .study = server->study,
                                 .instruments = server->instruments,
                                 .house = server->house,
                                 .store = server->reader,
                                 .request = &hand->request,
                                 .reply = &hand->reply,
                                 .arena = hand->arena,
                                 .now = time(NULL)};
    const char *wrong = sam_request_read(&raw, hand->arena, &hand->request);
    sam_admit_head(&hand->web, &hand->request, header, connection);
    if (wrong != NULL && hand->reply.status == 0) {
        sam_web_refuse(&hand->web, MHD_HTTP_BAD_REQUEST, "query",
                       sam_tr_in(hand->request.language, wrong));
    }
}

/* --- the answer --------------------------------------------------------------------------------
 */

static void log_it(struct sam_server *server, const struct sam_hand *hand) {
    static const char *const methods[] = {"GET", "POST", "(other method)"};
    if (server->log == NULL) {
        return;
    }
    /* The pattern and not the path: in that may be a token, and in an unknown one anything. */
    char moment[SAM_MOMENT_SIZE], line[SAM_ERR_TEXT + 256];
    snprintf(line, sizeof line, "%s %s %s %u%s%s", sam_moment_print(time(NULL), moment),
             methods[hand->request.method],
             hand->web.route != NULL ? hand->web.route->pattern : "(unknown path)",
             hand->reply.status, hand->reply.note[0] != '\0' ? " " : "", hand->reply.note);
    server->log(server->context, line);
}

static const char *const always[][2] = {
    {"X-Content-Type-Options", "nosniff"},
    /* No script or style in the page itself, nothing from elsewhere, in nobody's frame. */
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; "
     "connect-src 'self'; "
     "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"Referrer-Policy", "no-referrer"}, /* the address of a page is the key to it */
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static void add_headers(struct MHD_Response *response, const struct sam_web *web) {
    const struct sam_reply *reply = web->reply;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        MHD_add_response_header(response, always[i][0], always[i][1]);
    }
    for (size_t i = 0; i < reply->header_count; i++) {
        MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            reply->lasting ? "public, max-age=31536000, immutable" : "no-store");
    if (web->request->secure) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_STRICT_TRANSPORT_SECURITY,
                                "max-age=31536000");
    }
    if (reply->status == MHD_HTTP_UNAUTHORIZED && strcmp(reply->type, SAM_TYPE_JSON) == 0) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE,
                                "Bearer realm=\"samenscan\"");
    } else if (reply->status == MHD_HTTP_SERVICE_UNAVAILABLE) {
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, "10");
    }
}

static struct MHD_Response *make_response(struct sam_reply *reply) {
    if (reply->fixed != NULL) {
        union {
            const void *constant;
            void *pointer;
        } bytes = {.constant = reply->fixed}; /* libmicrohttpd only reads it */
        return MHD_create_response_from_buffer(reply->fixed_length, bytes.pointer,
                                               MHD_RESPMEM_PERSISTENT);
    }
    size_t length = reply->body.length;
    char *bytes = sam_buf_take(&reply->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        free(bytes);
    }
    return response;
}

enum MHD_Result sam_http_send(struct sam_web *web, struct MHD_Connection *connection) {
    assert(web->reply->status != 0);
    struct MHD_Response *response = make_response(web->reply);
    if (response == NULL) {
        return MHD_NO;
    }
    add_headers(response, web);
    enum MHD_Result result = MHD_queue_response(connection, web->reply->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer(struct sam_server *server, struct MHD_Connection *connection,
                              struct sam_hand *hand) {
    if (hand->reply.body.full) {
        sam_web_refuse(&hand->web, MHD_HTTP_INTERNAL_SERVER_ERROR, "too_large",
                       sam_tr_in(hand->request.language, "this page is larger than a page may be"));
    }
    log_it(server, hand);
    /* A collector gets its page however slow its line is. */
    if (hand->web.route == NULL || (hand->web.route->flags & SAM_ROUTE_READER) == 0) {
        sam_gate_worked(server->gate, hand->fd);
    }
    return sam_http_send(&hand->web, connection);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static long long announced(struct MHD_Connection *connection) {
    long long length = 0;
    const char *text = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    return sam_number_whole(text, strlen(text), &length) ? length : 0;
}

static enum MHD_Result take_body(struct sam_hand *hand, const char *upload, size_t size) {
    if (hand->reply.status == 0 && hand->web.route->body != SAM_BODY_NONE) {
        if (sam_buf_append(&hand->body, upload, size)) {
            return MHD_YES;
        }
        sam_admit_too_large(&hand->web);
    }
    hand->dropped += size;
    return hand->dropped <= SAM_BODY_PATIENCE ? MHD_YES : MHD_NO;
}

enum MHD_Result sam_http_go_on(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **held) {
    (void)url;
    (void)version;
    struct sam_server *server = context;
    struct sam_hand *hand = *held;
    if (!hand->started) {
        hand->started = true;
        take_head(server, connection, method, hand);
        bool waits = header(connection, MHD_HTTP_HEADER_EXPECT)[0] != '\0';
        if (hand->reply.status != 0 && (waits || announced(connection) > SAM_BODY_PATIENCE)) {
            return answer(server, connection, hand);
        }
        return MHD_YES;
    }
    if (hand->waiting) {
        return answer(server, connection, hand);
    }
    if (*upload_size > 0) {
        enum MHD_Result result = take_body(hand, upload, *upload_size);
        *upload_size = 0;
        return result;
    }
    if (hand->reply.status == 0) {
        sam_admit_body(&hand->web, &hand->request, &hand->body);
    }
    if (hand->reply.status == 0) {
        hand->connection = connection;
        hand->waiting = true;
        sam_gate_busy(server->gate, hand->fd);
        if (!sam_work_run(server, hand)) {
            return MHD_YES;
        }
    }
    return answer(server, connection, hand);
}
