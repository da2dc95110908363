/* What sources that speak JSON over HTTP share: one question and its answer, told right from wrong.
 *
 *   (1) an answer counts only when it is whole JSON and the platform's own judge finds nothing
 *       wrong in it; status 200 says nothing
 *   (2) text that is not UTF-8 is read as Windows-1252, a NUL as U+FFFD, and counted (mended), so
 *       that one broken answer doesn't stop the rest
 *   (3) a read that comes back in pieces, empty, or judged to be so, is asked again twice
 *   (4) a failed login, and a right that is gone, are never tried again */
#ifndef SAM_COLLECT_API_H
#define SAM_COLLECT_API_H

#include "collect/source.h"

#include <cjson/cJSON.h>

struct sam_api_answer {
    long status;       /* of HTTP */
    const cJSON *tree; /* NULL when the body is no JSON */
    const char *body;  /* never NULL */
    size_t length;
};

struct sam_api;
/* Looks at any answer, of any status. SAM_OK: the answer is fine as far as the platform's own marks
 * go (a status outside 200 .. 299 without a better explanation fails after it all the same).
 * SAM_E_REMOTE with cause SAM_API_GARBLED: not whole, worth asking again. */
typedef enum sam_status sam_api_judge(struct sam_api *api, const struct sam_api_answer *answer,
                                      struct sam_err *err);
enum { SAM_API_GARBLED = -1 };

struct sam_api {
    const struct sam_pass *pass;
    sam_api_judge *judge; /* may be NULL */
    char secret_header[SAM_SECRET_LIMIT + 256];
    const char *headers[4];
    size_t header_count;
    const char *user;   /* basic authentication with the pass's secret; NULL: none */
    bool secret_in_url; /* a parameter of the address is the secret: it is told to nobody */
    int busy_s;         /* what to wait at a 429 that doesn't say how long; 0: as other failures */
    /* Where trees are made: they live as long as it. NULL: they are the caller's to cJSON_Delete.
     */
    struct sam_arena *arena;
    size_t mended; /* answers with text that had to be mended */
};

/* header: of which %s is the secret ("Authorization: Token %s"), or NULL. */
void sam_api_init(struct sam_api *api, const struct sam_pass *pass, sam_api_judge *judge,
                  const char *header);
/* Tells of what was mended, and wipes the secret. */
void sam_api_fini(struct sam_api *api);

/* GET url; see `arena` for whose *tree is. */
enum sam_status sam_api_get(struct sam_api *api, const char *url, cJSON **tree,
                            struct sam_err *err) SAM_MUST_CHECK;
/* POST body. again: it is a read that may be repeated. */
enum sam_status sam_api_post(struct sam_api *api, const char *url, const char *body,
                             const char *content_type, bool again, cJSON **tree,
                             struct sam_err *err) SAM_MUST_CHECK;

/* DELETE url: the end of a session. Sent once; what comes of it is of no account. */
void sam_api_delete(struct sam_api *api, const char *url);

/* Appends the source's url without a slash at its end, then path. */
void sam_api_url(const struct sam_pass *pass, struct sam_buf *url, const char *path);
/* Appends text, escaped for one segment of a path. */
void sam_api_segment(struct sam_buf *url, const char *text);

/* SAM_E_REMOTE: what answers at the source's url is another program than this platform; and: a
 * response came without an id of its own. */
enum sam_status sam_api_another(const struct sam_pass *pass, const char *platform,
                                struct sam_err *err);
enum sam_status sam_api_no_id(const char *platform, struct sam_err *err);

/* The text of a member (a string, or a whole number as text in `number`), or "". */
const char *sam_api_text(const cJSON *object, const char *name, char number[24]);
/* A whole number given as number or text, or -1. */
long long sam_api_whole(const cJSON *object, const char *name);

#endif
