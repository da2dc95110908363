/* Who may come in: takes connections on the listening socket and gives them to libmicrohttpd.
 *
 * Slow clients, ten or ten thousand of them, must not keep others out. So
 *   (1) there is a largest number of connections, for which memory and descriptors suffice
 *   (2) when it is reached, a newcomer takes the place of another: of the address that has most
 *       connections, the one that has gone longest without a request answered. A request that
 *       is being worked on is never cut off
 *   (3) who gets no request done within SAM_GATE_SECONDS loses the connection, however busily
 *       bytes trickle in */
#ifndef SAM_FORM_GATE_H
#define SAM_FORM_GATE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum { SAM_GATE_MOST = 1024, SAM_GATE_SECONDS = 60 };

struct sam_gate;

/* The number of connections that this process may have at most, once its limit of open files is
 * raised as far as the system allows; at most SAM_GATE_MOST. */
size_t sam_gate_room(void);

/* Lets somebody in: takes fd over, also when it returns false. */
typedef bool sam_gate_admit(void *context, int fd, const struct sockaddr *address,
                            socklen_t length);

struct sam_gate_options {
    int listening; /* stays the caller's */
    size_t most;   /* 1 or more */
    int seconds;
    sam_gate_admit *admit;
    void *context;
};

/* Starts taking connections in a thread of its own. */
enum sam_status sam_gate_open(const struct sam_gate_options *options, struct sam_gate **out,
                              struct sam_err *err) SAM_MUST_CHECK;
/* Takes no new ones from here on; those that are in stay. */
void sam_gate_shut(struct sam_gate *gate);
/* When no connection is left. */
void sam_gate_free(struct sam_gate *gate);

/* A request on fd is being worked on: it isn't cut off. */
void sam_gate_busy(struct sam_gate *gate, int fd);
/* It is no longer; but sending the answer may take the other side too long. */
void sam_gate_worked(struct sam_gate *gate, int fd);
/* A request on fd was answered. */
void sam_gate_done(struct sam_gate *gate, int fd);
/* fd is about to be closed. */
void sam_gate_left(struct sam_gate *gate, int fd);

size_t sam_gate_count(struct sam_gate *gate);

#endif
