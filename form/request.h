/* A request as handlers see it: taken apart and checked, nothing of the web server's in it. */
#ifndef SAM_FORM_REQUEST_H
#define SAM_FORM_REQUEST_H

#include "base/arena.h"
#include "base/words.h"
#include "form/fields.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* HEAD counts as GET: the web server leaves the body out. */
enum sam_method { SAM_GET, SAM_POST, SAM_METHOD_OTHER };
enum { SAM_PATH_PARAMETERS = 4, SAM_CLIENT_SIZE = 46 };

/* Where the language came from; a person's own setting comes behind what they chose here. */
enum sam_language_from {
    SAM_LANGUAGE_DEFAULT, /* the study's */
    SAM_LANGUAGE_BROWSER, /* Accept-Language */
    SAM_LANGUAGE_COOKIE,  /* "lang" */
    SAM_LANGUAGE_CHOSEN   /* ?lang=, or a path parameter called lang */
};

struct sam_request {
    enum sam_method method;
    const char *path;                                 /* as it was sent, without the query */
    struct sam_field parameters[SAM_PATH_PARAMETERS]; /* of the pattern; as sent, never decoded */
    size_t parameter_count;
    struct sam_fields query, cookies;
    struct sam_fields form; /* SAM_BODY_FORM */
    const char *body;       /* SAM_BODY_JSON: as it was sent; body[body_length] is 0 */
    size_t body_length;
    char client[SAM_CLIENT_SIZE]; /* the asker's address, for limits; never stored or logged */
    bool secure;                  /* came over TLS, to us or to the proxy in front of us */
    bool wants_html;              /* a browser */
    const char *if_none_match;    /* "" if not sent */
    enum sam_lang language;
    enum sam_language_from language_from;
    struct sam_token token; /* SAM_ROUTE_TOKEN and the bearers: whose it is */
    const char *proof;      /* what the asker showed for it: token or session cookie; "" if none */
};

/* "" when the pattern has no such parameter. */
const char *sam_request_parameter(const struct sam_request *request, const char *name);

/* What the web server hands over; strings may be NULL. */
struct sam_request_raw {
    const char *method, *uri; /* uri: path and query, as sent */
    const char *cookie, *accept, *accept_language, *if_none_match;
    const char *forwarded_for, *forwarded_proto;
    const char *peer;  /* address of the other end of the connection */
    const char *proxy; /* the one peer whose X-Forwarded-* are believed, or NULL */
    bool tls;
    enum sam_lang language; /* when nothing else says */
};
/* Fills in all but parameters, form, body, token and proof. NULL, or what is wrong (N_()): the
 * query. */
const char *sam_request_read(const struct sam_request_raw *raw, struct sam_arena *arena,
                             struct sam_request *out);

/* The path parameter "lang", once parameters are known. False when it is neither nl nor en. */
bool sam_request_choose_language(struct sam_request *request);

#endif
