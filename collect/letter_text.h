/* The words of a letter: STUDY/mail/KIND.LANG.txt where that is there, else what we ship.
 *
 *   (1) UTF-8, at most 64 KiB; the first line is "Subject: ...", then an empty line, then the body
 *   (2) {name} is a placeholder; one that isn't in the list is an error that names file and line,
 *       as is a body without {link}
 *   (3) a line with a placeholder that has no value is left out: who has no closing date needs no
 *       text of its own */
#ifndef SAM_COLLECT_LETTER_TEXT_H
#define SAM_COLLECT_LETTER_TEXT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/problems.h"
#include "base/words.h"
#include "store/mail.h"

enum sam_letter_field {
    SAM_LETTER_SALUTATION, /* "Dear Ann" */
    SAM_LETTER_NAME,
    SAM_LETTER_STUDY,
    SAM_LETTER_FUNDER,
    SAM_LETTER_PLACES, /* a line for each questionnaire: alliance, and for which organisation */
    SAM_LETTER_LINK,
    SAM_LETTER_MINUTES,
    SAM_LETTER_CLOSES, /* "10 April 2026" */
    SAM_LETTER_SENDER,
    SAM_LETTER_CONTACT
};
enum { SAM_LETTER_FIELDS = SAM_LETTER_CONTACT + 1, SAM_LETTER_LIMIT = 64 * 1024 };

/* "link", ...: as it stands between braces. */
const char *sam_letter_field_name(enum sam_letter_field field);

struct sam_letter_text {
    struct sam_buf text;
    const char *subject, *body; /* within text */
};

/* folder: of the study, NULL for the shipped words. Every problem is added to problems. */
enum sam_status sam_letter_text_open(const char *folder, enum sam_mail_kind kind,
                                     enum sam_lang lang, struct sam_letter_text *out,
                                     struct sam_problems *problems,
                                     struct sam_err *err) SAM_MUST_CHECK;
void sam_letter_text_fini(struct sam_letter_text *text);

/* Appends subject and body with the values filled in; NULL: there is none. */
void sam_letter_text_fill(const struct sam_letter_text *text,
                          const char *const values[SAM_LETTER_FIELDS], struct sam_buf *subject,
                          struct sam_buf *body);

/* "mail/invitation.nl.txt"; text has room for 64 bytes. Returns it. */
const char *sam_letter_file(enum sam_mail_kind kind, enum sam_lang lang, char text[64]);
/* The shipped words as they are. */
const char *sam_letter_shipped(enum sam_mail_kind kind, enum sam_lang lang);

#endif
