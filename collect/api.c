#include "collect/api.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "collect/json_pointer.h"
#include "model/json_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ASKED_AGAIN = 2 };

void sam_api_init(struct sam_api *api, const struct sam_pass *pass, sam_api_judge *judge,
                  const char *header) {
    *api = (struct sam_api){.pass = pass, .judge = judge};
    if (header != NULL) {
        const char *at = strstr(header, "%s");
        snprintf(api->secret_header, sizeof api->secret_header, "%.*s%s%s", (int)(at - header),
                 header, pass->secret->text, at + 2);
        api->headers[api->header_count++] = api->secret_header;
    }
}

void sam_api_fini(struct sam_api *api) {
    if (api->mended > 0) {
        sam_pass_notice(api->pass,
                        _("source %s: %zu of the server's answers held text that is not UTF-8; it "
                          "was read as Windows-1252, as older programs write. See whether accents "
                          "are right in the open answers"),
                        api->pass->source->name, api->mended);
    }
    explicit_bzero(api->secret_header, sizeof api->secret_header);
}

/* --- the body --------------------------------------------------------------------------------- */

/* Is the "\u0000" at `at` an escape, not the end of "\\u0000"? */
static bool is_escape(const char *body, const char *at) {
    size_t before = 0;
    while (at - before > body && at[-1 - (ptrdiff_t)before] == '\\') {
        before++;
    }
    return before % 2 == 0;
}

/* False: there was nothing to mend. */
static bool mend(const char *body, size_t length, struct sam_buf *mended) {
    bool any = sam_utf8_mend(body, length, mended) > 0;
    char *zero = mended->data;
    while (zero != NULL && (zero = strstr(zero, "\\u0000")) != NULL) {
        if (is_escape(mended->data, zero)) {
            memcpy(zero, "\\ufffd", 6);
            any = true;
        }
        zero += 2;
    }
    return any;
}

static cJSON *parse(struct sam_api *api, const struct sam_buf *body, struct sam_err *why) {
    if (body->length == 0) {
        return NULL;
    }
    cJSON *tree = sam_json_parse_in(api->arena, body->data, body->length, _("the answer"), why);
    if (tree != NULL || why->status == SAM_E_LIMIT) {
        return tree;
    }
    struct sam_buf mended;
    sam_buf_init(&mended, SAM_BUF_UNLIMITED);
    if (mend(body->data, body->length, &mended)) {
        tree = sam_json_parse_in(api->arena, mended.data, mended.length, _("the answer"), why);
        api->mended += tree != NULL;
    }
    sam_buf_fini(&mended);
    return tree;
}

static enum sam_status not_json(const char *url, const struct sam_api_answer *answer,
                                const struct sam_err *why, struct sam_err *err) {
    char words[96];
    int shown = (int)strcspn(url, "?");
    sam_first_words(answer->body, answer->length, words);
    if (why->status == SAM_E_LIMIT) {
        return sam_fail(err, SAM_E_LIMIT,
                        _("%.*s: a page larger than is read; ask for smaller pages"), shown, url);
    }
    if (answer->length == 0) {
        return sam_fail_cause(err, SAM_E_REMOTE, SAM_API_GARBLED,
                              _("%.*s: an empty answer. The server may be overloaded, or its "
                                "database down; try again later"),
                              shown, url);
    }
    if (words[0] == '<') {
        return sam_fail(err, SAM_E_REMOTE,
                        _("%.*s: a web page instead of data (\"%s\"). Check \"url\"; on a network "
                          "with a sign-in page of its own, sign in there first"),
                        shown, url, words);
    }
    return sam_fail_cause(err, SAM_E_REMOTE, SAM_API_GARBLED,
                          _("%.*s: what came is not whole JSON: \"%s\" (%zu bytes; %.200s)"), shown,
                          url, words, answer->length, why->text);
}

/* --- one question ----------------------------------------------------------------------------- */

static enum sam_status ask_once(struct sam_api *api, const struct sam_http_request *request,
                                cJSON **tree, struct sam_err *err) {
    struct sam_http_answer got;
    struct sam_err why = {0};
    sam_http_answer_init(&got);
    enum sam_status status = sam_http_fetch(api->pass->http, request, &got, err);
    bool answered = got.status != 0 && (status == SAM_OK || (err != NULL && err->cause > 99));
    if (status == SAM_OK || answered) {
        *tree = parse(api, &got.body, &why);
        struct sam_api_answer answer = {
            got.status, *tree, got.body.data != NULL ? got.body.data : "", got.body.length};
        struct sam_err judged = {0};
        enum sam_status verdict = api->judge != NULL ? api->judge(api, &answer, &judged) : SAM_OK;
        if (verdict != SAM_OK) {
            status = sam_fail_cause(err, verdict, judged.cause, "%s", judged.text);
        } else if (status == SAM_OK && *tree == NULL) {
            status = not_json(request->url, &answer, &why, err);
        }
    }
    if (status != SAM_OK) {
        if (api->arena == NULL) {
            cJSON_Delete(*tree);
        }
        *tree = NULL;
    }
    sam_http_answer_fini(&got);
    return status;
}

static enum sam_status ask(struct sam_api *api, const struct sam_http_request *request, bool again,
                           cJSON **tree, struct sam_err *err) {
    struct sam_err own = {0};
    *tree = NULL;
    enum sam_status status = SAM_OK;
    for (int tried = 0; tried <= ASKED_AGAIN; tried++) {
        if (tried > 0 && !sam_http_wait(api->pass->http, tried)) {
            status = sam_fail(&own, SAM_E_STOPPED, _("stopped while waiting"));
            break;
        }
        status = ask_once(api, request, tree, &own);
        if (!again || status != SAM_E_REMOTE || own.cause != SAM_API_GARBLED) {
            break;
        }
    }
    if (status != SAM_OK) {
        sam_secret_cover(api->pass->secret, own.text);
        sam_fail_cause(err, status, own.cause, "%s", own.text);
    }
    return status;
}

static struct sam_http_request request_to(const struct sam_api *api, const char *url) {
    return (struct sam_http_request){.url = url,
                                     .accept = "application/json",
                                     .headers = api->headers,
                                     .header_count = api->header_count,
                                     .user = api->user,
                                     .password = api->user != NULL ? api->pass->secret->text : NULL,
                                     .secret_in_url = api->secret_in_url,
                                     .busy_s = api->busy_s,
                                     .retries = SAM_HTTP_RETRIES};
}

enum sam_status sam_api_get(struct sam_api *api, const char *url, cJSON **tree,
                            struct sam_err *err) {
    struct sam_http_request request = request_to(api, url);
    return ask(api, &request, true, tree, err);
}

enum sam_status sam_api_post(struct sam_api *api, const char *url, const char *body,
                             const char *content_type, bool again, cJSON **tree,
                             struct sam_err *err) {
    struct sam_http_request request = request_to(api, url);
    request.body = body;
    request.body_length = strlen(body);
    request.content_type = content_type;
    request.retries = again ? SAM_HTTP_RETRIES : 0;
    return ask(api, &request, again, tree, err);
}

void sam_api_delete(struct sam_api *api, const char *url) {
    struct sam_http_request request = request_to(api, url);
    struct sam_http_answer answer;
    struct sam_err ignored = {0};
    request.method = "DELETE";
    request.retries = 0;
    sam_http_answer_init(&answer);
    if (sam_http_fetch(api->pass->http, &request, &answer, &ignored) != SAM_OK) {
        sam_buf_clear(&answer.body);
    }
    sam_http_answer_fini(&answer);
}

/* --- addresses and members -------------------------------------------------------------------- */

void sam_api_url(const struct sam_pass *pass, struct sam_buf *url, const char *path) {
    const char *base = pass->source->url;
    size_t length = strcspn(base, "?#");
    while (length > 0 && base[length - 1] == '/') {
        length--;
    }
    sam_buf_append(url, base, length);
    sam_buf_text(url, path);
}

void sam_api_segment(struct sam_buf *url, const char *text) {
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";
    for (; *text != '\0'; text++) {
        if (strchr(plain, *text) != NULL) {
            sam_buf_char(url, *text);
        } else {
            sam_buf_printf(url, "%%%02X", (unsigned)(unsigned char)*text);
        }
    }
}

const char *sam_api_text(const cJSON *object, const char *name, char number[24]) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsString(value)) {
        return value->valuestring;
    }
    long long whole = sam_api_whole(object, name);
    if (whole < 0) {
        return "";
    }
    snprintf(number, 24, "%lld", whole);
    return number;
}

long long sam_api_whole(const cJSON *object, const char *name) {
    return sam_json_value_whole(cJSON_GetObjectItemCaseSensitive(object, name));
}

enum sam_status sam_api_another(const struct sam_pass *pass, const char *platform,
                                struct sam_err *err) {
    return sam_fail(err, SAM_E_REMOTE,
                    _("%.*s does not answer as %s does; check \"url\" and \"type\" of the source"),
                    (int)strcspn(pass->source->url, "?"), pass->source->url, platform);
}

enum sam_status sam_api_no_id(const char *platform, struct sam_err *err) {
    return sam_fail(err, SAM_E_REMOTE, _("%s sent a response without an id of its own"), platform);
}
