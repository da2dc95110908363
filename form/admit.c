#include "form/form_private.h"

#include "base/number.h"
#include "base/words.h"
#include "form/httpd.h"
#include "form/token.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *say(const struct sam_web *web, const char *message)
    __attribute__((format_arg(2)));
static const char *say(const struct sam_web *web, const char *message) {
    return sam_tr_in(web->request->language, message);
}

static void store_failed(struct sam_web *web, const struct sam_err *err) {
    sam_web_unsaved(web, err);
}

/* --- how often ----------------------------------------------------------------------------------
 */

enum { GUESS = 1, LOGIN = 6 };

static void too_often(struct sam_web *web, unsigned seconds) {
    char message[SAM_ERR_TEXT], text[16];
    snprintf(message, sizeof message,
             say(web, N_("too much is asked from your internet address; wait %u seconds and try "
                         "again")),
             seconds);
    snprintf(text, sizeof text, "%u", seconds);
    sam_web_refuse(web, MHD_HTTP_TOO_MANY_REQUESTS, "too_often", message);
    sam_reply_header(web->reply, MHD_HTTP_HEADER_RETRY_AFTER, text);
}

static bool may_ask(struct sam_web *web) {
    unsigned seconds =
        sam_limiter_take(web->server->asking, web->request->client, 1, sam_limiter_now());
    if (seconds == 0 && web->route != NULL && (web->route->flags & SAM_ROUTE_LOGIN) != 0) {
        seconds =
            sam_limiter_take(web->server->guessing, web->request->client, LOGIN, sam_limiter_now());
    }
    if (seconds > 0) {
        too_often(web, seconds);
    }
    return seconds == 0;
}

bool sam_web_may_guess(struct sam_web *web) {
    unsigned seconds =
        sam_limiter_take(web->server->guessing, web->request->client, GUESS, sam_limiter_now());
    if (seconds > 0) {
        too_often(web, seconds);
    }
    return seconds == 0;
}

void sam_web_forgive(struct sam_web *web) {
    sam_limiter_forgive(web->server->guessing, web->request->client);
}

/* --- who asks ----------------------------------------------------------------------------------
 */

static void check_link(struct sam_web *web, struct sam_request *request) {
    struct sam_err err = {0};
    request->proof = sam_request_parameter(request, "token");
    enum sam_status status = sam_token_check(web->store, request->proof, &request->token, &err);
    if (status == SAM_OK && request->token.kind == SAM_TOKEN_RESPONDENT) {
        return;
    }
    if (status != SAM_OK && status != SAM_E_AUTH) {
        store_failed(web, &err);
    } else if (sam_web_may_guess(web)) {
        sam_web_refuse(web, MHD_HTTP_NOT_FOUND, "bad_token",
                       say(web, N_("this link is not known here, or a newer one took its place; "
                                   "use the link of the latest e-mail, or ask for a new one")));
    }
}

static void check_bearer(struct sam_web *web, struct sam_request *request, const char *header) {
    struct sam_err err = {0};
    if (strncasecmp(header, "Bearer ", 7) != 0) {
        sam_web_refuse(web, MHD_HTTP_UNAUTHORIZED, "no_token",
                       say(web, N_("a token is needed: send the header \"Authorization: Bearer "
                                   "TOKEN\"")));
        return;
    }
    const char *text = header + 7;
    text += strspn(text, " ");
    enum sam_status status = sam_token_check(web->store, text, &request->token, &err);
    if (status == SAM_E_AUTH) {
        if (sam_web_may_guess(web)) {
            sam_web_refuse(web, MHD_HTTP_UNAUTHORIZED, "bad_token", err.text);
        }
        return;
    }
    if (status != SAM_OK) {
        store_failed(web, &err);
        return;
    }
    bool reader = request->token.kind == SAM_TOKEN_READER;
    if ((web->route->flags & SAM_ROUTE_READER) != 0 && !reader) {
        sam_web_refuse(web, MHD_HTTP_FORBIDDEN, "not_a_reader",
                       say(web, N_("a personal token can't read responses; use a reader key")));
    } else if ((web->route->flags & SAM_ROUTE_RESPONDENT) != 0 && reader) {
        sam_web_refuse(web, MHD_HTTP_FORBIDDEN, "not_a_respondent",
                       say(web, N_("a reader key can't answer; use a respondent's personal "
                                   "token")));
    }
}

static void check_asker(struct sam_web *web, struct sam_request *request, sam_header_get *header,
                        void *context) {
    const char *session = sam_fields_get(&request->cookies, SAM_SESSION_COOKIE);
    request->proof = session != NULL ? session : "";
    if ((web->route->flags & SAM_ROUTE_TOKEN) != 0) {
        check_link(web, request);
    } else if ((web->route->flags & (SAM_ROUTE_READER | SAM_ROUTE_RESPONDENT)) != 0) {
        check_bearer(web, request, header(context, MHD_HTTP_HEADER_AUTHORIZATION));
    }
}

/* --- what is sent ------------------------------------------------------------------------------
 */

void sam_admit_too_large(struct sam_web *web) {
    char message[SAM_ERR_TEXT];
    snprintf(message, sizeof message, say(web, N_("a response may be at most %d KiB")),
             SAM_BODY_LIMIT / 1024);
    sam_web_refuse(web, MHD_HTTP_CONTENT_TOO_LARGE, "too_large", message);
}

/* TYPE, with or without parameters behind it. */
static bool is_type(const char *header, const char *type) {
    size_t length = strcspn(header, "; \t");
    return length == strlen(type) && strncasecmp(header, type, length) == 0;
}

static void check_body_kind(struct sam_web *web, const char *type, const char *length_text) {
    long long length = 0;
    if (web->route->body == SAM_BODY_JSON && !is_type(type, "application/json")) {
        sam_web_refuse(web, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "content_type",
                       say(web, N_("send the response as \"Content-Type: application/json\"")));
    } else if (web->route->body == SAM_BODY_FORM &&
               !is_type(type, MHD_HTTP_POST_ENCODING_FORM_URLENCODED)) {
        sam_web_refuse(web, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "content_type",
                       say(web, N_("what was sent isn't the form of this page; open the page again "
                                   "and send it from there")));
    } else if (sam_number_whole(length_text, strlen(length_text), &length) &&
               length > SAM_BODY_LIMIT) {
        sam_admit_too_large(web);
    }
}

static void no_such(struct sam_web *web, unsigned methods) {
    if (methods == 0) {
        sam_web_refuse(web, MHD_HTTP_NOT_FOUND, "not_found",
                       say(web, N_("there is nothing at this address")));
        return;
    }
    bool get = (methods & 1U << SAM_GET) != 0;
    bool post = (methods & 1U << SAM_POST) != 0;
    const char *allow = get && post ? "GET, POST" : get ? "GET" : "POST";
    char message[SAM_ERR_TEXT];
    snprintf(message, sizeof message,
             get && post ? say(web, N_("only GET and POST are possible here"))
                         : say(web, N_("only %s is possible here")),
             allow);
    sam_web_refuse(web, MHD_HTTP_METHOD_NOT_ALLOWED, "method", message);
    sam_reply_header(web->reply, MHD_HTTP_HEADER_ALLOW, allow);
}

void sam_admit_head(struct sam_web *web, struct sam_request *request, sam_header_get *header,
                    void *context) {
    unsigned methods = 0;
    web->route =
        sam_route_find(sam_route_tables, sam_route_table_count, web->arena, request, &methods);
    bool api = web->route != NULL ? (web->route->flags & SAM_ROUTE_API) != 0 : !request->wants_html;
    if (api) {
        request->language = sam_lang_get();
    }
    /* Who reads everything with the key to it may do so as fast as it goes. */
    bool reads = web->route != NULL && (web->route->flags & SAM_ROUTE_READER) != 0;
    bool shows = web->route != NULL && (web->route->flags & SAM_ROUTE_FREE) != 0;
    if (!reads && !shows && !may_ask(web)) {
        return;
    }
    if (web->route == NULL) {
        no_such(web, methods);
    } else if (!sam_request_choose_language(request)) {
        no_such(web, 0);
    } else {
        check_asker(web, request, header, context);
    }
    if (web->reply->status == 0 && web->route->body != SAM_BODY_NONE) {
        check_body_kind(web, header(context, MHD_HTTP_HEADER_CONTENT_TYPE),
                        header(context, MHD_HTTP_HEADER_CONTENT_LENGTH));
    }
}

void sam_admit_body(struct sam_web *web, struct sam_request *request, const struct sam_buf *body) {
    if (web->route->body == SAM_BODY_JSON) {
        request->body = body->data;
        request->body_length = body->length;
    }
    if (web->route->body != SAM_BODY_FORM) {
        return;
    }
    const char *wrong = sam_fields_read(body->data, body->length, web->arena, &request->form);
    if (wrong != NULL) {
        sam_web_refuse(web, MHD_HTTP_BAD_REQUEST, "form", say(web, wrong));
    } else if ((web->route->flags & SAM_ROUTE_CSRF) != 0 &&
               !sam_csrf_is(web, sam_fields_get(&request->form, "csrf"))) {
        sam_web_refuse(
            web, MHD_HTTP_FORBIDDEN, "csrf",
            say(web, N_("what was sent didn't come from a page of this questionnaire, or "
                        "from an old one; open the page again and send it from there")));
    }
}
