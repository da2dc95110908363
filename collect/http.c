#include "collect/http.h"

#include "base/memory.h"
#include "base/moment.h"
#include "base/words.h"
#include "collect/curl.h"
#include "collect/http_pool.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { BODY_LIMIT = 256 << 20, SHOWN_URL = 300, RETRY_AFTER_MOST = 3600 };

enum sam_status sam_http_open(struct sam_http *http, struct sam_err *err) {
    *http = (struct sam_http){.connect_ms = 10000,
                              .quiet_s = 300,
                              .total_s = 1800,
                              .patience_s = 120,
                              .body_limit = BODY_LIMIT,
                              .backoff_base_ms = 500,
                              .second_ms = 1000};
    enum sam_status status = sam_curl_load(err);
    if (status != SAM_OK) {
        return status;
    }
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return sam_fail(err, SAM_E_NET, _("the HTTP library cannot be started"));
    }
    http->curl = curl_easy_init();
    if (http->curl == NULL) {
        curl_global_cleanup();
        return sam_fail(err, SAM_E_NET, _("the HTTP library cannot be started"));
    }
    if (getrandom(&http->jitter, sizeof http->jitter, 0) != (ssize_t)sizeof http->jitter) {
        http->jitter = (uint64_t)time(NULL);
    }
    return SAM_OK;
}

void sam_http_close(struct sam_http *http) {
    if (http->curl != NULL) {
        curl_easy_cleanup(http->curl);
        curl_global_cleanup();
        http->curl = NULL;
    }
}

void sam_http_answer_init(struct sam_http_answer *answer) {
    *answer = (struct sam_http_answer){0};
    sam_buf_init(&answer->body, BODY_LIMIT);
}

void sam_http_answer_fini(struct sam_http_answer *answer) {
    sam_buf_fini(&answer->body);
}

bool sam_http_is_here(const char *host) {
    struct in_addr number;
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (inet_pton(AF_INET, host, &number) == 1 && ntohl(number.s_addr) >> 24 == 127);
}

/* Is this an address on this machine? */
static bool is_here(const char *url) {
    CURLU *parts = curl_url();
    char *host = NULL;
    bool here = parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                sam_http_is_here(host);
    curl_free(host);
    curl_url_cleanup(parts);
    return here;
}

enum sam_status sam_http_check_url(const struct sam_http *http, const char *url,
                                   struct sam_err *err) {
    CURLU *parts = curl_url();
    char *scheme = NULL;
    char *host = NULL;
    char *user = NULL;
    enum sam_status status = SAM_OK;
    if (parts == NULL || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
        (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0)) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("\"%.*s\" is no web address; it must look like https://host/path"),
                          (int)strcspn(url, "?"), url);
    } else if (curl_url_get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("the address of %s holds a user name; put it in \"user\", and the "
                            "password in an environment variable or a file"),
                          host);
    } else if (strcmp(scheme, "http") == 0 && !http->insecure_http && !sam_http_is_here(host)) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s: plain http would send answers and secrets readable over the "
                            "network; use https (or set \"insecure_http\" if you must)"),
                          host);
    }
    curl_free(user);
    curl_free(host);
    curl_free(scheme);
    curl_url_cleanup(parts);
    return status;
}

/* Scheme, host and port are equal. */
static bool same_place(const char *a, const char *b) {
    static const CURLUPart which[] = {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT};
    CURLU *left = curl_url();
    CURLU *right = curl_url();
    bool same = left != NULL && right != NULL &&
                curl_url_set(left, CURLUPART_URL, a, 0) == CURLUE_OK &&
                curl_url_set(right, CURLUPART_URL, b, 0) == CURLUE_OK;
    for (size_t i = 0; i < 3 && same; i++) {
        char *one = NULL;
        char *other = NULL;
        same = curl_url_get(left, which[i], &one, CURLU_DEFAULT_PORT) == CURLUE_OK &&
               curl_url_get(right, which[i], &other, CURLU_DEFAULT_PORT) == CURLUE_OK &&
               strcasecmp(one, other) == 0;
        curl_free(one);
        curl_free(other);
    }
    curl_url_cleanup(left);
    curl_url_cleanup(right);
    return same;
}

static bool same_scheme(const char *a, const char *b) {
    size_t length = strcspn(a, ":");
    return strncasecmp(a, b, length + 1) == 0;
}

enum sam_status sam_http_resolve(const char *base, const char *address, struct sam_buf *url,
                                 struct sam_err *err) {
    CURLU *parts = curl_url();
    char *full = NULL;
    enum sam_status status = SAM_OK;
    if (parts == NULL || curl_url_set(parts, CURLUPART_URL, base, 0) != CURLUE_OK ||
        curl_url_set(parts, CURLUPART_URL, address, 0) != CURLUE_OK ||
        curl_url_get(parts, CURLUPART_URL, &full, 0) != CURLUE_OK) {
        status = sam_fail(err, SAM_E_REMOTE, _("the next page's address \"%.100s\" is no address"),
                          address);
    } else if (!same_place(base, full)) {
        status = sam_fail(err, SAM_E_REMOTE,
                          _("the next page would be at another server (%.*s); that is not "
                            "followed, because the secret would go there"),
                          (int)strcspn(full, "?"), full);
    } else {
        sam_buf_text(url, full);
    }
    curl_free(full);
    curl_url_cleanup(parts);
    return status;
}

void sam_http_add_parameter(struct sam_buf *url, const char *name, const char *value) {
    char *escaped_name = curl_easy_escape(NULL, name, 0);
    char *escaped_value = curl_easy_escape(NULL, value, 0);
    if (escaped_name != NULL && escaped_value != NULL) {
        sam_buf_printf(url, "%c%s=%s", strchr(url->data, '?') != NULL ? '&' : '?', escaped_name,
                       escaped_value);
    }
    curl_free(escaped_name);
    curl_free(escaped_value);
}

/* --- one attempt ---------------------------------------------------------------------------- */

struct attempt {
    struct sam_http_answer *answer;
    size_t limit;
    bool over_limit;
};

static size_t take_body(char *data, size_t size, size_t count, void *context) {
    struct attempt *attempt = context;
    struct sam_buf *body = &attempt->answer->body;
    size_t length = size * count;
    if (body->length + length > attempt->limit || !sam_buf_append(body, data, length)) {
        attempt->over_limit = true;
        return 0;
    }
    return length;
}

static struct curl_slist *make_headers(const struct sam_http_request *request) {
    char line[256];
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < request->header_count; i++) {
        list = curl_slist_append(list, request->headers[i]);
    }
    if (request->content_type != NULL) {
        snprintf(line, sizeof line, "Content-Type: %s", request->content_type);
        list = curl_slist_append(list, line);
    }
    if (request->accept != NULL) {
        snprintf(line, sizeof line, "Accept: %s", request->accept);
        list = curl_slist_append(list, line);
    }
    /* Without this libcurl waits for a "100 Continue" that PHP's own server never sends. */
    return curl_slist_append(list, "Expect:");
}

static void set_up(struct sam_http *http, const struct sam_http_request *request, const char *url,
                   struct curl_slist *headers, struct attempt *attempt) {
    CURL *curl = http->curl;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "samenscan/" SAM_VERSION);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    if (is_here(url)) {
        /* What is for this machine goes through no proxy, whatever the environment says: it would
         * be sent readable to another. */
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
    }
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (http->ca_file != NULL) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, http->ca_file);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, http->connect_ms);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, http->quiet_s);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, http->total_s);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, attempt);
    if (request->user != NULL) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, request->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD,
                         request->password != NULL ? request->password : "");
    }
    if (request->method != NULL) {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
    }
    if (request->body != NULL) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    }
}

/* Once over the wire; SAM_OK when any answer came, whole. */
static CURLcode attempt_once(struct sam_http *http, const struct sam_http_request *request,
                             const char *url, struct sam_http_answer *answer, bool *over_limit) {
    struct attempt attempt = {.answer = answer, .limit = http->body_limit};
    struct curl_slist *headers = make_headers(request);
    sam_buf_clear(&answer->body);
    answer->status = 0;
    set_up(http, request, url, headers, &attempt);
    http->sent++;
    CURLcode code = http->pool != NULL ? (CURLcode)sam_http_pool_perform(http->pool, http->curl)
                                       : curl_easy_perform(http->curl);
    curl_slist_free_all(headers);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &answer->status);
    const char *type = NULL;
    curl_easy_getinfo(http->curl, CURLINFO_CONTENT_TYPE, &type);
    snprintf(answer->content_type, sizeof answer->content_type, "%s", type != NULL ? type : "");
    *over_limit = attempt.over_limit;
    char date[128];
    time_t moment = curl_getdate(sam_http_header(http, "Date", date), NULL);
    answer->date = moment > 0 ? moment : 0;
    return code;
}

const char *sam_http_header(const struct sam_http *http, const char *name, char text[128]) {
    struct curl_header *header = NULL;
    text[0] = '\0';
    if (curl_easy_header(http->curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
        snprintf(text, 128, "%s", header->value);
    }
    return text;
}

static bool is_network_fault(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return true;
    default:
        return false;
    }
}

bool sam_http_is_passing(long status) {
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 ||
           status == 503 || status == 504;
}

/* --- waiting --------------------------------------------------------------------------------- */

static bool asked_to_stop(const struct sam_http *http) {
    return http->stop != NULL && http->stop(http->context);
}

/* In pieces, so that a wish to stop is heard. */
static bool wait_ms(const struct sam_http *http, long ms) {
    while (ms > 0 && !asked_to_stop(http)) {
        long piece = ms < 50 ? ms : 50;
        struct timespec span = {.tv_nsec = piece * 1000000L};
        nanosleep(&span, NULL);
        ms -= piece;
    }
    return !asked_to_stop(http);
}

/* splitmix64 (Steele, Lea and Flood 2014): enough to spread clients over time. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static long backoff_ms(struct sam_http *http, int tried) {
    long most = http->backoff_base_ms * http->second_ms / 1000;
    most <<= tried;
    return most > 0 ? (long)(next_random(&http->jitter) % (uint64_t)most) + 1 : 0;
}

bool sam_http_wait(struct sam_http *http, int tried) {
    return wait_ms(http, backoff_ms(http, tried));
}

bool sam_http_pause(struct sam_http *http, long seconds) {
    return wait_ms(http, seconds * http->second_ms);
}

/* --- what to say ----------------------------------------------------------------------------- */

static const char *shown(const struct sam_http_request *request, const char *url,
                         char text[SHOWN_URL]) {
    size_t length = request->secret_in_url ? strcspn(url, "?#") : strcspn(url, "#");
    snprintf(text, SHOWN_URL, "%.*s", (int)(length < SHOWN_URL - 1 ? length : SHOWN_URL - 1), url);
    return text;
}

/* OpenSSL's numbers for what is wrong with a certificate. */
enum { NOT_YET_VALID = 9, HAS_EXPIRED = 10 };

static enum sam_status fail_tls(const struct sam_http *http, CURLcode code, const char *where,
                                struct sam_err *err) {
    long result = 0;
    curl_easy_getinfo(http->curl, CURLINFO_SSL_VERIFYRESULT, &result);
    if (result == HAS_EXPIRED || result == NOT_YET_VALID) {
        return sam_fail_cause(err, SAM_E_REMOTE, (int)code,
                              result == HAS_EXPIRED
                                  ? _("%s: no safe connection: the server's certificate has "
                                      "expired. Its administrator has to renew it; nothing was "
                                      "sent. If it is renewed, is the clock of this machine right?")
                                  : _("%s: no safe connection: the server's certificate is not "
                                      "valid yet. Is the clock of this machine right?"),
                              where);
    }
    return sam_fail_cause(err, SAM_E_REMOTE, (int)code,
                          _("%s: no safe connection: %s. If the server has a certificate of its "
                            "own organisation, give that authority in \"ca_file\""),
                          where, curl_easy_strerror(code));
}

static enum sam_status fail_curl(const struct sam_http *http, CURLcode code, bool over_limit,
                                 const char *where, struct sam_err *err) {
    if (over_limit) {
        return sam_fail(err, SAM_E_LIMIT,
                        _("%s: the answer is larger than the %zu bytes that are read; ask for "
                          "smaller pages"),
                        where, http->body_limit);
    }
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
        return fail_tls(http, code, where, err);
    case CURLE_PARTIAL_FILE:
        return sam_fail_cause(err, SAM_E_NET, (int)code,
                              _("%s: the answer breaks off before its end; try again later"),
                              where);
    default:
        return sam_fail_cause(err, SAM_E_NET, (int)code,
                              _("%s: %s; check the address and the connection, and try again"),
                              where, curl_easy_strerror(code));
    }
}

static enum sam_status fail_status(long status, const char *where, struct sam_err *err) {
    int cause = (int)status;
    if (status == 401 || status == 403 || status == 407) {
        return sam_fail_cause(err, SAM_E_AUTH, cause,
                              _("%s: refused (HTTP %ld); check the secret and its rights"), where,
                              status);
    }
    if (status == 404 || status == 410) {
        return sam_fail_cause(err, SAM_E_NOT_FOUND, cause,
                              _("%s: there is nothing at this address (HTTP %ld); check \"url\""),
                              where, status);
    }
    if (sam_http_is_passing(status)) {
        return sam_fail_cause(err, SAM_E_NET, cause,
                              _("%s: the server cannot answer now (HTTP %ld); try again later"),
                              where, status);
    }
    return sam_fail_cause(err, SAM_E_REMOTE, cause, _("%s: the server refuses (HTTP %ld)"), where,
                          status);
}

/* --- the whole ------------------------------------------------------------------------------- */

static bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where to go next, or why not. */
static enum sam_status redirect(const struct sam_http *http, const struct sam_http_request *request,
                                const char *from, const char *to, struct sam_buf *url,
                                struct sam_err *err) {
    char a[SHOWN_URL];
    char b[SHOWN_URL];
    const char *where = shown(request, from, a);
    if (to == NULL) {
        return sam_fail(err, SAM_E_REMOTE, _("%s: a redirect without an address"), where);
    }
    bool carries = request->user != NULL || request->header_count > 0 || request->secret_in_url;
    if (request->body != NULL || !same_scheme(from, to) || (carries && !same_place(from, to))) {
        return sam_fail(err, SAM_E_REMOTE,
                        _("%s: the server sends us on to %s, which is not followed; if that is "
                          "right, put that address in \"url\""),
                        where, shown(request, to, b));
    }
    char *next = sam_xstrdup(to);
    enum sam_status status = sam_http_check_url(http, next, err);
    if (status == SAM_OK) {
        sam_buf_clear(url);
        sam_buf_text(url, next);
    }
    free(next);
    return status;
}

/* SAM_OK: waited, try again. */
static enum sam_status wait_for_retry(struct sam_http *http, int tried, bool answered,
                                      long otherwise_s, const char *where, struct sam_err *err) {
    curl_off_t asked = 0;
    if (answered) {
        curl_easy_getinfo(http->curl, CURLINFO_RETRY_AFTER, &asked);
    }
    asked = asked == 0 ? otherwise_s : asked;
    long ms = backoff_ms(http, tried);
    if (asked != 0) {
        long seconds = asked < 1 ? 1 : asked > RETRY_AFTER_MOST ? RETRY_AFTER_MOST : (long)asked;
        if (seconds > http->patience_s) {
            char moment[SAM_MOMENT_SIZE];
            return sam_fail_cause(err, SAM_E_NET, 429,
                                  _("%s: the server asks to wait %ld seconds; run again after %s"),
                                  where, seconds,
                                  sam_moment_print(time(NULL) + (time_t)seconds, moment));
        }
        ms += seconds * http->second_ms;
    }
    return wait_ms(http, ms) ? SAM_OK : sam_fail(err, SAM_E_STOPPED, _("stopped while waiting"));
}

static enum sam_status fetch_loop(struct sam_http *http, const struct sam_http_request *request,
                                  struct sam_http_answer *answer, struct sam_buf *url,
                                  struct sam_err *err) {
    int redirects = 0;
    for (int tried = 0;;) {
        char text[SHOWN_URL];
        bool over_limit = false;
        CURLcode code = attempt_once(http, request, url->data, answer, &over_limit);
        const char *where = shown(request, url->data, text);
        bool passing = code == CURLE_OK ? sam_http_is_passing(answer->status)
                                        : !over_limit && is_network_fault(code);
        enum sam_status status = SAM_OK;
        if (code == CURLE_OK && is_redirect(answer->status)) {
            char *to = NULL;
            curl_easy_getinfo(http->curl, CURLINFO_REDIRECT_URL, &to);
            if (redirects++ == SAM_HTTP_REDIRECTS) {
                return sam_fail(err, SAM_E_REMOTE, _("%s: more than %d redirects"), where,
                                SAM_HTTP_REDIRECTS);
            }
            status = redirect(http, request, url->data, to, url, err);
        } else if (passing && tried < request->retries) {
            long busy_s = code == CURLE_OK && answer->status == 429 ? request->busy_s : 0;
            status = wait_for_retry(http, tried++, code == CURLE_OK, busy_s, where, err);
        } else if (code != CURLE_OK) {
            return fail_curl(http, code, over_limit, where, err);
        } else {
            return answer->status >= 200 && answer->status < 300
                       ? SAM_OK
                       : fail_status(answer->status, where, err);
        }
        if (status != SAM_OK) {
            return status;
        }
    }
}

enum sam_status sam_http_fetch(struct sam_http *http, const struct sam_http_request *request,
                               struct sam_http_answer *answer, struct sam_err *err) {
    enum sam_status status = sam_http_check_url(http, request->url, err);
    if (status != SAM_OK) {
        return status;
    }
    struct sam_buf url;
    sam_buf_init(&url, SAM_BUF_UNLIMITED);
    sam_buf_text(&url, request->url);
    status = fetch_loop(http, request, answer, &url, err);
    if (url.data != NULL) {
        explicit_bzero(url.data, url.length);
    }
    sam_buf_fini(&url);
    return status;
}
