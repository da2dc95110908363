#include "form/form_private.h"

#include "base/memory.h"
#include "base/moment.h"
#include "base/number.h"
#include "base/words.h"
#include "form/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char responses_path[] = "/api/v1/responses";

enum method { METHOD_GET, METHOD_POST, METHOD_OTHER };

struct request {
    bool known_path;
    bool started;
    enum method method;
    struct sam_token token;
    struct sam_buf body;
    size_t dropped;
    struct sam_reply reply;
};

void *sam_request_begin(void *context, const char *uri, struct MHD_Connection *connection) {
    (void)connection;
    struct sam_server *server = context;
    struct request *request = sam_xcalloc(1, sizeof *request);
    size_t length = strcspn(uri, "?");
    /* As it was sent: what only looks like the path after decoding isn't it. */
    request->known_path =
        length == sizeof responses_path - 1 && memcmp(uri, responses_path, length) == 0;
    sam_buf_init(&request->body, SAM_BODY_LIMIT);
    sam_reply_init(&request->reply);
    pthread_mutex_lock(&server->lock);
    server->in_hand++;
    pthread_mutex_unlock(&server->lock);
    return request;
}

void sam_request_end(void *context, struct MHD_Connection *connection, void **held,
                     enum MHD_RequestTerminationCode how) {
    (void)connection;
    (void)how;
    struct sam_server *server = context;
    struct request *request = *held;
    if (request == NULL) {
        return;
    }
    sam_buf_fini(&request->body);
    sam_reply_fini(&request->reply);
    free(request);
    *held = NULL;
    pthread_mutex_lock(&server->lock);
    server->in_hand--;
    if (server->in_hand == 0) {
        pthread_cond_signal(&server->none_in_hand);
    }
    pthread_mutex_unlock(&server->lock);
}

/* --- the head of the request ------------------------------------------------------------------ */

static const char *header(struct MHD_Connection *connection, const char *name) {
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != NULL ? value : "";
}

static void refuse(struct request *request, unsigned status, const char *code,
                   const char *message) {
    sam_reply_error(&request->reply, status, code, NULL, message);
}

static void check_token(struct sam_server *server, struct MHD_Connection *connection,
                        struct request *request) {
    struct sam_err err = {0};
    const char *text = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
    if (strncasecmp(text, "Bearer ", 7) != 0) {
        refuse(request, MHD_HTTP_UNAUTHORIZED, "no_token",
               _("a token is needed: send the header \"Authorization: Bearer TOKEN\""));
        return;
    }
    text += 7;
    text += strspn(text, " ");
    enum sam_status status = sam_token_check(server->store, text, &request->token, &err);
    if (status == SAM_E_AUTH) {
        refuse(request, MHD_HTTP_UNAUTHORIZED, "bad_token", err.text);
        return;
    }
    if (status != SAM_OK) {
        sam_reply_store_failed(&request->reply, &err);
        return;
    }
    bool reader = request->token.kind == SAM_TOKEN_READER;
    if (request->method == METHOD_GET && !reader) {
        refuse(request, MHD_HTTP_FORBIDDEN, "not_a_reader",
               _("a personal token can't read responses; use a reader key"));
    } else if (request->method == METHOD_POST && reader) {
        refuse(request, MHD_HTTP_FORBIDDEN, "not_a_respondent",
               _("a reader key can't answer; use a respondent's personal token"));
    }
}

/* "application/json", with or without parameters behind it. */
static bool is_json(const char *type) {
    static const char json[] = "application/json";
    size_t length = strcspn(type, "; \t");
    return length == sizeof json - 1 && strncasecmp(type, json, length) == 0;
}

static void too_large(struct request *request) {
    char message[SAM_ERR_TEXT];
    snprintf(message, sizeof message, _("a response may be at most %d KiB"), SAM_BODY_LIMIT / 1024);
    refuse(request, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", message);
}

static long long announced(struct MHD_Connection *connection) {
    long long length = 0;
    const char *text = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    return sam_number_whole(text, strlen(text), &length) ? length : 0;
}

static void look_at_head(struct sam_server *server, struct MHD_Connection *connection,
                         struct request *request) {
    if (!request->known_path) {
        refuse(request, MHD_HTTP_NOT_FOUND, "not_found", _("there is nothing at this address"));
    } else if (request->method == METHOD_OTHER) {
        refuse(request, MHD_HTTP_METHOD_NOT_ALLOWED, "method",
               _("only GET and POST are possible here"));
    } else {
        check_token(server, connection, request);
    }
    if (request->reply.status != 0 || request->method != METHOD_POST) {
        return;
    }
    if (!is_json(header(connection, MHD_HTTP_HEADER_CONTENT_TYPE))) {
        refuse(request, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "content_type",
               _("send the response as \"Content-Type: application/json\""));
    } else if (announced(connection) > SAM_BODY_LIMIT) {
        too_large(request);
    }
}

/* --- the whole request ------------------------------------------------------------------------ */

static void log_it(struct sam_server *server, const struct request *request) {
    static const char *const methods[] = {"GET", "POST", "(other method)"};
    if (server->log == NULL) {
        return;
    }
    /* An unknown path isn't written: somebody may have put a token in it. */
    char moment[SAM_MOMENT_SIZE], line[SAM_ERR_TEXT + 128];
    snprintf(line, sizeof line, "%s %s %s %u%s%s", sam_moment_print(time(NULL), moment),
             methods[request->method], request->known_path ? responses_path : "(unknown path)",
             request->reply.status, request->reply.note[0] != '\0' ? " " : "", request->reply.note);
    server->log(server->context, line);
}

static enum MHD_Result answer(struct sam_server *server, struct MHD_Connection *connection,
                              struct request *request) {
    log_it(server, request);
    return sam_reply_send(&request->reply, connection);
}

static enum MHD_Result take(struct request *request, const char *upload, size_t size) {
    if (request->reply.status == 0 && request->method == METHOD_POST) {
        if (sam_buf_append(&request->body, upload, size)) {
            return MHD_YES;
        }
        too_large(request);
    }
    request->dropped += size;
    return request->dropped <= SAM_BODY_PATIENCE ? MHD_YES : MHD_NO;
}

enum MHD_Result sam_request_go_on(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **held) {
    (void)url;
    (void)version;
    struct sam_server *server = context;
    struct request *request = *held;
    if (!request->started) {
        request->started = true;
        request->method = strcmp(method, "GET") == 0    ? METHOD_GET
                          : strcmp(method, "POST") == 0 ? METHOD_POST
                                                        : METHOD_OTHER;
        look_at_head(server, connection, request);
        bool waits = header(connection, MHD_HTTP_HEADER_EXPECT)[0] != '\0';
        if (request->reply.status != 0 && (waits || announced(connection) > SAM_BODY_PATIENCE)) {
            return answer(server, connection, request);
        }
        return MHD_YES;
    }
    if (*upload_size > 0) {
        enum MHD_Result result = take(request, upload, *upload_size);
        *upload_size = 0;
        return result;
    }
    if (request->reply.status == 0 && request->method == METHOD_GET) {
        sam_list_responses(server, connection, &request->reply);
    } else if (request->reply.status == 0) {
        sam_submit_response(server, &request->token, &request->body, time(NULL), &request->reply);
    }
    return answer(server, connection, request);
}
