/* What can be asked of the server: a row a method and address.
 *
 * A handler gets a struct sam_web with the request taken apart and checked, and writes the reply.
 * It begins and commits nothing:
 *   (1) without SAM_ROUTE_WRITES its store is for reading
 *   (2) with it, the handler runs in a transaction together with those of other requests, and the
 *       reply is sent only when that is committed to disk. It may run twice (the reply is cleared
 *       before), so it must depend on the request and the store alone.
 *   (3) when it returns something else than SAM_OK, what it wrote is undone, the log gets err, and
 *       the asker gets `unsaved` (or a general page): "not saved, try again"
 * A request that can't be answered is no failure: write the reply (sam_web_refuse) and return
 * SAM_OK without having written to the store.
 *
 * Tables of rows are listed in routes.c; the first that fits is taken. */
#ifndef SAM_FORM_ROUTE_H
#define SAM_FORM_ROUTE_H

#include "base/arena.h"
#include "base/err.h"
#include "form/reply.h"
#include "form/request.h"
#include "form/server.h"
#include "model/instruments.h"
#include "model/study.h"
#include "store/store.h"

#include <time.h>

struct sam_house;
struct sam_web;
typedef enum sam_status sam_handler(struct sam_web *web, struct sam_err *err);

/* One request being answered. */
struct sam_web {
    struct sam_server *server;
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    const struct sam_house *house; /* the institute's colour and logo */
    struct sam_store *store;
    const struct sam_route *route; /* NULL: nothing at this address */
    const struct sam_request *request;
    struct sam_reply *reply;
    struct sam_arena *arena; /* dies with the request; has a limit */
    time_t now;
    /* A handler that only reads may set it: what has to be saved after it. That one runs as with
     * SAM_ROUTE_WRITES, and writes the reply anew. */
    sam_handler *then;
};

enum sam_body_kind {
    SAM_BODY_NONE,
    SAM_BODY_FORM, /* application/x-www-form-urlencoded, into request->form */
    SAM_BODY_JSON  /* application/json, as it came */
};

enum sam_route_flag {
    SAM_ROUTE_WRITES = 1,
    SAM_ROUTE_ASIDE = 2, /* takes long (a password's hash, a large list): holds up nobody */
    SAM_ROUTE_API = 4,   /* refusals are JSON; else a page */
    /* The path parameter "token" is a personal link's: request->token says whose. A wrong one is
     * refused here. */
    SAM_ROUTE_TOKEN = 8,
    SAM_ROUTE_RESPONDENT = 16, /* needs a personal token as Authorization: Bearer */
    SAM_ROUTE_READER = 32,     /* needs a reader key as Authorization: Bearer */
    /* The form's field "csrf" must hold sam_csrf of the token or session; checked here. */
    SAM_ROUTE_CSRF = 64,
    SAM_ROUTE_LOGIN = 128, /* somebody may be guessing: counts heavily against their address */
    SAM_ROUTE_FREE = 256,  /* counts not at all: what every page brings with it */
    /* A respondent's page: its field "key" is the personal token, the handler looks whose
     * (visitor.h). No other site can know it, so it can't be forged either. */
    SAM_ROUTE_KEY = 512
};

struct sam_route {
    enum sam_method method;
    const char *pattern; /* "/q/:token/:page": a parameter is 1 to 64 of A-Z a-z 0-9 . _ - */
    enum sam_body_kind body;
    unsigned flags;
    sam_handler *handle;
    sam_handler *unsaved; /* with SAM_ROUTE_WRITES; its store is for reading; may be NULL */
};

struct sam_route_table {
    const struct sam_route *routes;
    size_t count;
};

/* All there is, in routes.c. */
extern const struct sam_route_table sam_route_tables[];
extern const size_t sam_route_table_count;

/* The row for request's method and path, whose parameters it fills in (memory is the arena's, which
 * must have room: paths are short); NULL when there is none.
 * *methods: bit 1 << sam_method for every method this path has. */
const struct sam_route *sam_route_find(const struct sam_route_table *tables, size_t table_count,
                                       struct sam_arena *arena, struct sam_request *request,
                                       unsigned *methods);

/* --- answering ------------------------------------------------------------------------------- */

/* An error as the route wants it: JSON, or a page of its own (error_page.c). code: a short word
 * that programs may rely on. message: what is wrong and what to do, in the request's language. */
void sam_web_refuse(struct sam_web *web, unsigned status, const char *code, const char *message);
/* The same as a page. */
void sam_error_page(struct sam_web *web, unsigned status, const char *message);

/* A link or key was shown that is nobody's: counts heavily against the address. False when it has
 * done so too often; the reply then says how long to wait. One that is right is always taken, also
 * from where others guess: 128 bits are not guessed. */
bool sam_web_may_guess(struct sam_web *web);
/* Whoever asked has shown who they are (a login that succeeded): what they tried before doesn't
 * count against their address any more. */
void sam_web_forgive(struct sam_web *web);

/* --- against forged requests ------------------------------------------------------------------ */

/* The session cookie of whoever logs in. On a page with a form but nobody logged in yet, give the
 * visitor one with random letters: "csrf" is bound to it. */
#define SAM_SESSION_COOKIE "samenscan_session"
enum { SAM_CSRF_SIZE = 27 };
/* The value of the hidden field "csrf" for whoever asked: bound to request->proof, and to the
 * study's own secret. */
const char *sam_csrf(const struct sam_web *web, char text[SAM_CSRF_SIZE]);

#endif
