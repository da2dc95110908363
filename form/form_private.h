/* What the files of the form server share; for them and their tests alone. */
#ifndef SAM_FORM_PRIVATE_H
#define SAM_FORM_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "form/address.h"
#include "form/gate.h"
#include "form/httpd.h"
#include "form/limiter.h"
#include "form/route.h"
#include "form/server.h"
#include "form/tls.h"
#include "form/work.h"

#include <pthread.h>

enum {
    SAM_BODY_LIMIT = 256 * 1024,          /* what a request may bring */
    SAM_BODY_PATIENCE = 16 * 1024 * 1024, /* what is read and dropped, so that its sender can read
                                             the refusal */
    /* More than a body can become: every answer is copied a few times. */
    SAM_REQUEST_MEMORY = 64 * SAM_BODY_LIMIT
};

enum { SAM_KEY_SIZE = 32 };

struct sam_server {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    struct sam_house *house;
    struct sam_store *store;  /* the writer's */
    struct sam_store *reader; /* of the thread that talks HTTP */
    struct sam_store *aside_store;
    struct sam_worker writer, aside;
    uint8_t csrf_key[SAM_KEY_SIZE];
    struct sam_limiter *asking, *guessing; /* by address */
    char proxy[SAM_ADDRESS_SIZE];          /* whose X-Forwarded-* are believed; "": nobody's */
    struct sam_tls tls;
    void (*log)(void *context, const char *line);
    void *context;
    struct MHD_Daemon *daemon;
    struct sam_gate *gate;
    int listening;
    uint16_t port;
    pthread_mutex_t lock;
    pthread_cond_t none_in_hand;
    size_t in_hand; /* requests begun and not yet answered; under lock */
};

/* A request on its way through the server. */
struct sam_hand {
    bool started;
    char *uri; /* as it was sent */
    struct sam_arena *arena;
    struct sam_request request;
    struct sam_buf body;
    size_t dropped;
    struct sam_reply reply;
    struct sam_web web;
    int fd;
    /* while it is with a worker */
    struct MHD_Connection *connection;
    struct sam_hand *next;
    bool waiting; /* handed to a worker, and done when the connection goes on */
    bool failed;
    struct sam_err failure;
};

/* --- http.c: what every request goes through ----------------------------------------------------
 */

void *sam_http_begin(void *server, const char *uri, struct MHD_Connection *connection);
enum MHD_Result sam_http_go_on(void *server, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **hand);
void sam_http_end(void *server, struct MHD_Connection *connection, void **hand,
                  enum MHD_RequestTerminationCode how);
/* A connection comes or goes. */
void sam_http_connection(void *server, struct MHD_Connection *connection, void **socket_context,
                         enum MHD_ConnectionNotificationCode what);
/* Hands the reply to the connection, with the headers that every answer has. */
enum MHD_Result sam_http_send(struct sam_web *web, struct MHD_Connection *connection);

/* --- admit.c: may this request be answered? ------------------------------------------------------
 */

/* What a header is called and holds; "" when it isn't there. */
typedef const char *sam_header_get(void *context, const char *name);
/* By its head alone: address, method, token, kind and announced size of the body. Refuses in
 * web->reply, which has no status when all is well. */
void sam_admit_head(struct sam_web *web, struct sam_request *request, sam_header_get *header,
                    void *context);
/* By its body: takes it apart as the route wants, and looks at the form's csrf. */
void sam_admit_body(struct sam_web *web, struct sam_request *request, const struct sam_buf *body);
void sam_admit_too_large(struct sam_web *web);

/* --- refuse.c ------------------------------------------------------------------------------------
 */

/* What a handler did could not be saved: the asker learns that, the log learns why. */
void sam_web_unsaved(struct sam_web *web, const struct sam_err *err);

/* --- csrf.c --------------------------------------------------------------------------------------
 */

enum sam_status sam_csrf_key(struct sam_store *store, uint8_t key[SAM_KEY_SIZE],
                             struct sam_err *err) SAM_MUST_CHECK;
bool sam_csrf_is(const struct sam_web *web, const char *text);

/* --- list.c and submit.c: the JSON API
 * ------------------------------------------------------------
 */

sam_handler sam_list_responses;  /* GET /api/v1/responses */
sam_handler sam_submit_response; /* POST /api/v1/responses */

#endif
