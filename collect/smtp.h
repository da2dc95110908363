/* The one SMTP client: hands over one letter at a time.
 *
 *   (1) TLS is required and verified, against the system's authorities or ca_file: at once for
 *       smtps://, by STARTTLS for smtp://. Plain only to this machine (there STARTTLS is used where
 *       it is offered, and required when ca_file is given), or with insecure_smtp
 *   (2) with a user we log in, or send nothing
 *   (3) what becomes of a letter is told apart by how far it came: before the server was ready for
 *       its text it is surely not sent; when the connection ends between the end of the text and
 *       the server's answer nobody can know
 *   (4) no message holds the secret, and none the address written to
 * A client is used by one thread and keeps its connection between letters. */
#ifndef SAM_COLLECT_SMTP_H
#define SAM_COLLECT_SMTP_H

#include "base/err.h"
#include "collect/secret.h"
#include "model/study.h"
#include "store/mail.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_smtp {
    void *curl;
    const struct sam_mail *mail;
    const struct sam_secret *secret;
    char *url, *ca_file; /* ours to free */
    bool here;           /* the server is on this machine */
    long connect_ms;     /* 60,000, login included */
    long answer_s;       /* 120: the longest the server may think before it answers */
    long total_s;        /* 600 for one letter */
};

/* folder: of the study, for ca_file. SAM_E_INPUT when the address is none. mail and secret are
 * borrowed. */
enum sam_status sam_smtp_open(struct sam_smtp *smtp, const struct sam_mail *mail,
                              const struct sam_secret *secret, const char *folder,
                              struct sam_err *err) SAM_MUST_CHECK;
void sam_smtp_close(struct sam_smtp *smtp);

struct sam_smtp_letter {
    const char *to; /* an address that sam_mail_address_judge calls GOOD */
    const char *text;
    size_t length;
    /* Called once, when the server is ready for the text and before any of it goes. When it fails
     * nothing is sent. */
    enum sam_status (*ready)(void *context, struct sam_err *err);
    void *context;
};

enum { SAM_SMTP_REPLY = 200 };
struct sam_smtp_outcome {
    enum sam_mail_state state; /* SENT, REFUSED, DEFERRED, FAILED or UNKNOWN */
    int code;                  /* of the server's last reply, or 0 */
    char reply[SAM_SMTP_REPLY];
};

/* Sends one letter; outcome is always filled in. SAM_OK: it concerns this letter alone, whatever
 * became of it. Otherwise the next one would fare no better: SAM_E_NET (no connection, or the
 * server closes it), SAM_E_AUTH (the login is refused), SAM_E_REMOTE (no safe connection, or this
 * sender isn't accepted), or why `ready` failed. */
enum sam_status sam_smtp_send(struct sam_smtp *smtp, const struct sam_smtp_letter *letter,
                              struct sam_smtp_outcome *outcome, struct sam_err *err) SAM_MUST_CHECK;

#endif
