/* What the files of the form server share; for them and their tests alone. */
#ifndef SAM_FORM_PRIVATE_H
#define SAM_FORM_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "form/server.h"

#include <microhttpd.h>
#include <pthread.h>

enum {
    SAM_BODY_LIMIT = 256 * 1024,         /* what a request may bring */
    SAM_BODY_PATIENCE = 16 * 1024 * 1024 /* what is read and dropped, so that its sender can read
                                            the refusal */
};

/* A page of responses is at most this large; it then holds fewer of them. */
enum { SAM_PAGE_BYTES = 16 * 1024 * 1024 };

struct sam_server {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    struct sam_store *store;
    void (*log)(void *context, const char *line);
    void *context;
    struct MHD_Daemon *daemon;
    uint16_t port;
    pthread_mutex_t lock;
    pthread_cond_t none_in_hand;
    size_t in_hand; /* requests begun and not yet answered; under lock */
};

/* An answer in the making: status 0 as long as there is none. */
struct sam_reply {
    unsigned status;
    struct sam_buf body;
    char note[SAM_ERR_TEXT]; /* for the log alone: why the store failed */
};

/* --- reply.c: every answer is JSON --------------------------------------------------------------
 */

void sam_reply_init(struct sam_reply *reply);
void sam_reply_fini(struct sam_reply *reply);
/* Makes it {"error": {"code": ..., "message": ...}}; reason is put beside them unless NULL. */
void sam_reply_error(struct sam_reply *reply, unsigned status, const char *code, const char *reason,
                     const char *message);
/* 503: the client learns that nothing was saved, the log learns why. */
void sam_reply_store_failed(struct sam_reply *reply, const struct sam_err *err);
/* Hands it to the connection, with the headers its status asks for. */
enum MHD_Result sam_reply_send(struct sam_reply *reply, struct MHD_Connection *connection);

/* --- request.c: what every request goes through --------------------------------------------------
 */

void *sam_request_begin(void *server, const char *uri, struct MHD_Connection *connection);
enum MHD_Result sam_request_go_on(void *server, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **request);
void sam_request_end(void *server, struct MHD_Connection *connection, void **request,
                     enum MHD_RequestTerminationCode how);

/* --- list.c and submit.c: the two things that can be asked ---------------------------------------
 */

/* GET /api/v1/responses */
void sam_list_responses(struct sam_server *server, struct MHD_Connection *connection,
                        struct sam_reply *reply);
/* POST /api/v1/responses by the respondent of the token. */
void sam_submit_response(struct sam_server *server, const struct sam_token *token,
                         const struct sam_buf *body, time_t now, struct sam_reply *reply);

#endif
