/* A real SMTP server for tests: tests/support/mail_server.py. */
#ifndef SAM_TESTS_MAIL_SERVER_H
#define SAM_TESTS_MAIL_SERVER_H

#include <stddef.h>
#include <sys/types.h>

struct sam_mail_server {
    char *folder; /* what it took, and its certificates */
    int port;
    pid_t pid;
    int leash; /* it ends when this is closed */
};

/* ways: as the script's arguments, up to a NULL. Fails the test when it can't be started. */
struct sam_mail_server sam_mail_server_start(const char *way, ...) __attribute__((sentinel));
void sam_mail_server_stop(struct sam_mail_server *server);

/* How many letters it took. */
size_t sam_mail_server_count(const struct sam_mail_server *server);
/* Letter number n (from 1) as Python's mail parser reads it, or with raw as it came; on the heap.
 */
char *sam_mail_server_letter(const struct sam_mail_server *server, size_t n, int raw);
/* Waits until it has taken n letters; fails the test after ten seconds. */
void sam_mail_server_wait(const struct sam_mail_server *server, size_t n);

#endif
