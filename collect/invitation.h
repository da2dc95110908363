/* Invitations and reminders by e-mail.
 *
 *   (1) nobody gets a letter twice by accident: it is written down before it goes and after
 *       (store/mail.h), and one run at a time holds a lock; what a killed run left is settled first
 *   (2) an address that is refused is recorded and the rest goes on; what is refused for now is
 *       tried again by the next run; when nothing can be sent any more the run ends with the reason
 *   (3) at most per_minute letters a minute
 *   (4) a link is made only when its letter is about to go; links in earlier letters go on working,
 *       unless they went to an address that study.json no longer has
 *   (5) a dry run sends nothing, makes no link and writes nothing */
#ifndef SAM_COLLECT_INVITATION_H
#define SAM_COLLECT_INVITATION_H

#include "collect/letter_plan.h"
#include "model/instruments.h"

struct sam_invitation {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    struct sam_store *store;
    struct sam_letter_wish wish;
    int per_minute;
    bool dry_run;
    /* Appends the personal link of a place; alone: earlier links of all of that person's places
     * stop working. */
    enum sam_status (*link)(void *context, size_t place, bool alone, struct sam_buf *link,
                            struct sam_err *err);
    /* Each letter that is not to be sent, with its verdict. */
    void (*passed)(void *context, const struct sam_letter *letter);
    /* Each letter that went or didn't (outcome), or in a dry run would go (text). */
    void (*done)(void *context, const struct sam_letter *letter, enum sam_mail_state outcome,
                 const char *reply, const char *text);
    bool (*stop)(void *context);
    void *context;
    size_t outcomes[SAM_MAIL_STATES]; /* out: how many */
};

/* Sends what is to be sent. SAM_E_INPUT: no "mail" in study.json, the wave isn't open, or a
 * template has problems; SAM_E_STOPPED when asked to stop; else as sam_smtp_send. */
enum sam_status sam_invitation_run(struct sam_invitation *run, struct sam_err *err) SAM_MUST_CHECK;

#endif
