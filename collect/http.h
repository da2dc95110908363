/* The one HTTP client.
 *
 *   (1) TLS is always verified, against the system's authorities or ca_file; plain http goes to
 *       this machine only, unless insecure_http; what is for this machine goes through no proxy
 *   (2) a request ends: connecting takes at most 10 s, silence at most quiet_s, all of it at most
 *       total_s; a body of more than body_limit bytes, counted after decompression, is SAM_E_LIMIT
 *   (3) a body that breaks off is a failure, whatever its status
 *   (4) redirects: at most 5, never for a POST, never to another scheme, and never to another
 *       machine or port when the request carries a secret or headers of its own; the message names
 *       the address asked to go to
 *   (5) tried again, up to request->retries times, with exponential back-off and full jitter:
 *       network faults and 408, 425, 429, 500, 502, 503, 504. Retry-After is honoured; when the
 *       wait it asks is longer than patience_s the request fails and says when to come back.
 *       Never tried again: any other status, and a request with retries 0 (a login)
 *   (6) no message holds a secret: addresses are shown without their query when it carries one
 *
 * A client is used by one thread and keeps its connection between requests. Addresses are looked at
 * (check_url, resolve, add_parameter) after a first client has been opened. */
#ifndef SAM_COLLECT_HTTP_H
#define SAM_COLLECT_HTTP_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum { SAM_HTTP_RETRIES = 4, SAM_HTTP_REDIRECTS = 5 };

struct sam_http_pool;

struct sam_http {
    void *curl;
    struct sam_http_pool *pool; /* transfers go through it; NULL: by themselves */
    const char *ca_file;        /* NULL: the system's */
    bool insecure_http;
    long connect_ms; /* 10,000 */
    long quiet_s;    /* 300: a server may think for minutes before the first byte */
    long total_s;    /* 1800 */
    long patience_s; /* 120: the longest Retry-After waited for */
    size_t body_limit;
    long backoff_base_ms;        /* 500: the first wait is at most this, each next one twice */
    long second_ms;              /* 1000: how long a second of waiting lasts; less in tests */
    uint64_t jitter;             /* state of the generator of waits */
    bool (*stop)(void *context); /* polled while waiting; may be NULL */
    void *context;
    size_t sent; /* requests that went out, repeats included */
};

struct sam_http_request {
    const char *url;
    const char *method; /* NULL: POST with a body, GET without */
    const char *body;
    size_t body_length;
    const char *content_type;
    const char *accept;
    const char *const *headers; /* "Name: value" */
    size_t header_count;
    const char *user, *password; /* basic authentication */
    bool secret_in_url;          /* its query is never shown */
    int retries;
    int busy_s; /* waited at a 429 without Retry-After; 0: as after other failures */
};

struct sam_http_answer {
    long status;
    struct sam_buf body;
    char content_type[64];
    time_t date; /* the server's clock when it answered; 0 when it doesn't say */
};

/* Makes a client with the defaults above. */
enum sam_status sam_http_open(struct sam_http *http, struct sam_err *err) SAM_MUST_CHECK;
void sam_http_close(struct sam_http *http);

void sam_http_answer_init(struct sam_http_answer *answer);
void sam_http_answer_fini(struct sam_http_answer *answer);

/* SAM_OK for a status of 200 to 299. Otherwise the status is in err->cause and what came is in
 * answer: SAM_E_AUTH for 401, 403 and 407, SAM_E_NOT_FOUND for 404 and 410, SAM_E_NET for what
 * failed to the end though tried again, SAM_E_REMOTE for the rest; SAM_E_STOPPED when stopped. */
enum sam_status sam_http_fetch(struct sam_http *http, const struct sam_http_request *request,
                               struct sam_http_answer *answer, struct sam_err *err) SAM_MUST_CHECK;

/* A status that says nothing about the question: asking again may help (5). */
bool sam_http_is_passing(long status);

/* A header of the last answer, cut at its room; "" when there is none. */
const char *sam_http_header(const struct sam_http *http, const char *name, char text[128]);

/* Waits as before the tried-th repeat (from 0). False when asked to stop. */
bool sam_http_wait(struct sam_http *http, int tried);

/* Waits so many seconds. False when asked to stop. */
bool sam_http_pause(struct sam_http *http, long seconds);

/* Does this host, as it stands in an address, mean this machine? By its number, or by the one name
 * that always does: "127.example.org" is another. */
bool sam_http_is_here(const char *host);

/* Is the address http or https, with a host, and within (1)? */
enum sam_status sam_http_check_url(const struct sam_http *http, const char *url,
                                   struct sam_err *err) SAM_MUST_CHECK;

/* Appends address resolved against base ("?page=2", "/v2/x", "https://..."). SAM_E_REMOTE when it
 * is no address, or one of another scheme, machine or port. */
enum sam_status sam_http_resolve(const char *base, const char *address, struct sam_buf *url,
                                 struct sam_err *err) SAM_MUST_CHECK;

/* Appends "?name=value" or "&name=value", escaped. */
void sam_http_add_parameter(struct sam_buf *url, const char *name, const char *value);

#endif
