/* A small HTTP server for tests: real TCP on 127.0.0.1, one request a connection, and every way of
 * answering badly that a client must survive. */
#ifndef SAM_TESTS_LOOPBACK_H
#define SAM_TESTS_LOOPBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sam_exchange {
    const char *method;
    const char *path;    /* with its query */
    const char *headers; /* as they came, from the second line on */
    const char *body;
    size_t body_length;
};

enum sam_framing { SAM_BY_LENGTH, SAM_BY_CHUNKS, SAM_BY_CLOSING };

struct sam_reply {
    int status;               /* 0: close without an answer */
    const char *content_type; /* NULL: application/json */
    char headers[512];        /* more header lines, each with its "\r\n" */
    const char *body;         /* the server frees it when `owned` */
    size_t body_length;
    bool owned;
    enum sam_framing framing;
    bool cut; /* stop after cut_at bytes of the body, with a length or last chunk missing */
    size_t cut_at;
};

/* Called in the server's thread, one request at a time. */
typedef void sam_answerer(void *context, const struct sam_exchange *exchange,
                          struct sam_reply *reply);

struct sam_loopback;
struct sam_loopback *sam_loopback_start(sam_answerer *answer, void *context);
uint16_t sam_loopback_port(const struct sam_loopback *server);
/* Joins the thread: what the answerer wrote may be read afterwards. */
void sam_loopback_stop(struct sam_loopback *server);

/* text as a gzip file (stored, not compressed); the caller frees. */
char *sam_gzip_stored(const char *text, size_t length, size_t *gzip_length);

#endif
