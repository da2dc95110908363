/* The questionnaire on the web: so far its JSON API.
 *
 * GET  /api/v1/responses?since=CURSOR&limit=N   Authorization: Bearer READER-KEY
 *      {"responses": [...], "withdrawn": ["id"], "next": "CURSOR", "more": false}
 * POST /api/v1/responses                        Authorization: Bearer PERSONAL-TOKEN
 *      {"language": "nl", "complete": true, "answers": {"s1": 4, "s2": "dk"}}
 *      respondent, alliance, organisation, role and wave come from the token, never from the body;
 *      the answer {"id": "...", "stored": "new" | "changed" | "same"} is sent after the commit.
 * Errors: {"error": {"code": "...", "message": "..."}} with a fitting status. */
#ifndef SAM_FORM_SERVER_H
#define SAM_FORM_SERVER_H

#include "base/err.h"
#include "model/instruments.h"
#include "model/study.h"
#include "store/store.h"

#include <stdint.h>

/* The source under which answers given here are stored. */
#define SAM_FORM_SOURCE "form"

struct sam_server;

struct sam_server_options {
    const char *bind;                      /* address, e.g. "127.0.0.1" or "::1" */
    uint16_t port;                         /* 0: any free one */
    const char *tls_certificate, *tls_key; /* files in PEM format; NULL: plain HTTP */
    const char *proxy; /* the address of a proxy in front, whose X-Forwarded-For and -Proto are
                          believed; NULL: nobody's are */
    /* One line a request (time, method, path, status; never answers or tokens); may be NULL. */
    void (*log)(void *context, const char *line);
    void *context;
};

/* Starts serving in threads of its own. store is the writing one's until sam_server_stop returns.
 */
enum sam_status sam_server_start(const struct sam_study *study,
                                 const struct sam_instruments *instruments, struct sam_store *store,
                                 const struct sam_server_options *options, struct sam_server **out,
                                 struct sam_err *err) SAM_MUST_CHECK;
uint16_t sam_server_port(const struct sam_server *server);
/* Finishes the requests in hand. */
void sam_server_stop(struct sam_server *server);

#endif
