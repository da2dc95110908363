/* LimeSurvey RemoteControl 2 over JSON-RPC: one session, one call at a time.
 *
 *   (1) an answer counts only if it is a JSON object with a result; status 200 says nothing
 *   (2) a status within the result is sorted into what the caller must do, by the server's constant
 *       texts (or error codes, from version 7), never by translated ones
 *   (3) an expired session is opened again once and the call repeated; when that doesn't help the
 *       call fails
 *   (4) a login is sent once, never again: three wrong ones lock the address out for ten minutes
 *   (5) the key is released at the end */
#ifndef SAM_COLLECT_LIMESURVEY_RPC_H
#define SAM_COLLECT_LIMESURVEY_RPC_H

#include "collect/http.h"
#include "collect/secret.h"

#include <cjson/cJSON.h>

enum sam_rpc_class {
    SAM_RPC_RESULT,     /* result holds what was asked */
    SAM_RPC_EMPTY,      /* fine, and there is nothing */
    SAM_RPC_SESSION,    /* the key is no longer valid */
    SAM_RPC_LOGIN,      /* user or password refused */
    SAM_RPC_PERMISSION, /* no right, or no such survey */
    SAM_RPC_NO_TABLE,   /* the survey is not active, or there is no participant list */
    SAM_RPC_REFUSED     /* anything else, in the server's words */
};

struct sam_rpc_reply {
    cJSON *tree;         /* owns the rest; cJSON_Delete it */
    const cJSON *result; /* within tree */
    enum sam_rpc_class class;
    const char *words; /* the server's, within tree; "" for a result */
};

/* Reads the body of an answer to the call numbered id. SAM_E_REMOTE: it is none. */
enum sam_status sam_rpc_read(const char *body, size_t length, int id, struct sam_rpc_reply *reply,
                             struct sam_err *err) SAM_MUST_CHECK;

struct sam_rpc {
    struct sam_http *http;
    const char *url, *user, *survey;
    const struct sam_secret *secret;
    char key[256]; /* "" when not logged in */
    int calls;
};

/* Logs in. */
enum sam_status sam_rpc_open(struct sam_rpc *rpc, struct sam_err *err) SAM_MUST_CHECK;
/* Releases the key; nothing if there is none. */
void sam_rpc_close(struct sam_rpc *rpc);

/* Calls method(key, parameters...); parameters (a cJSON array) is deleted. SAM_OK for RESULT and
 * EMPTY. SAM_E_NET: trying again, or asking for less, may help; so may asking for less after
 * SAM_E_LIMIT, and after SAM_E_REMOTE with err->cause SAM_RPC_GARBLED. */
enum { SAM_RPC_GARBLED = -1 };
enum sam_status sam_rpc_call(struct sam_rpc *rpc, const char *method, cJSON *parameters,
                             int retries, struct sam_rpc_reply *reply,
                             struct sam_err *err) SAM_MUST_CHECK;

#endif
