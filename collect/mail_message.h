/* A letter as it goes over the wire: RFC 5322 headers and one plain text part in UTF-8.
 *
 *   (1) nothing of what it is given can start a header: control characters become blanks
 *   (2) headers that aren't plain ASCII are encoded words (RFC 2047, Q) on lines of at most 76,
 *       none of which splits a character; no header line is longer than 78 where it can be folded
 *   (3) the body is quoted-printable (RFC 2045) in lines of at most 76
 *   (4) lines end with CRLF */
#ifndef SAM_COLLECT_MAIL_MESSAGE_H
#define SAM_COLLECT_MAIL_MESSAGE_H

#include "base/buf.h"
#include "base/words.h"

#include <stdint.h>
#include <time.h>

struct sam_mail_message {
    const char *from, *to;           /* addresses that sam_mail_address_judge calls GOOD */
    const char *from_name, *to_name; /* NULL: none */
    const char *reply_to;            /* an address; NULL: none */
    const char *subject, *body;      /* UTF-8; body with \n */
    enum sam_lang lang;
    uint64_t id[2]; /* random, for Message-ID */
    time_t date;
};

void sam_mail_message_write(const struct sam_mail_message *message, struct sam_buf *out);

#endif
