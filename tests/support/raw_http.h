/* Bytes to a server on loopback and what it sends back: for requests no decent client makes. */
#ifndef SAM_TESTS_RAW_HTTP_H
#define SAM_TESTS_RAW_HTTP_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

struct raw_answer {
    unsigned status;     /* 0: the connection ended without an answer */
    struct sam_buf head; /* status line and headers */
    struct sam_buf body;
};

/* A connection to 127.0.0.1. */
int raw_connect(uint16_t port);
/* Sends what it can; the other side may hang up in the middle. */
void raw_send(int fd, const char *bytes, size_t length);
/* Reads to the end of the connection (10 s at most) and closes it. The answer is the caller's to
 * raw_answer_fini. Chunked bodies are not taken apart: our server sends none. */
void raw_receive(int fd, struct raw_answer *answer);
void raw_answer_fini(struct raw_answer *answer);

/* METHOD PATH with these header lines (each ending in CR LF; may be ""), a body with its
 * Content-Length when body isn't NULL, and "Connection: close". */
void raw_request(uint16_t port, const char *method, const char *path, const char *headers,
                 const char *body, size_t body_length, struct raw_answer *answer);

#endif
