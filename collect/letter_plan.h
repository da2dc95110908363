/* Who gets a letter now, and why others don't.
 *
 * One letter is for one person, about all of their places that aren't finished. Addresses count by
 * their hash: a corrected address is another one. Verdicts, in the order they are tried:
 *   FINISHED     nothing is left to fill in, the person has left, or the wave's questionnaire has
 *                no statement for the role
 *   NO_ADDRESS   study.json has no e-mail address
 *   BAD_ADDRESS  it is none, or one that needs SMTPUTF8
 *   UNKNOWN      the last letter may or may not have been sent; resend_unknown sends again
 *   REFUSED      this address was refused for good; again tries once more
 *   INVITED      (invitation) sent to this address already, for all of these places; again sends
 *   NOT_INVITED  (reminder) neither invited by letter nor given a token
 *   RECENT       (reminder) the last letter is less than min_days old; again sends
 *   SEND */
#ifndef SAM_COLLECT_LETTER_PLAN_H
#define SAM_COLLECT_LETTER_PLAN_H

#include "base/arena.h"
#include "base/err.h"
#include "model/instruments.h"
#include "store/mail.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum sam_letter_verdict {
    SAM_LETTER_SEND,
    SAM_LETTER_FINISHED,
    SAM_LETTER_NO_ADDRESS,
    SAM_LETTER_BAD_ADDRESS,
    SAM_LETTER_UNKNOWN,
    SAM_LETTER_REFUSED,
    SAM_LETTER_INVITED,
    SAM_LETTER_NOT_INVITED,
    SAM_LETTER_RECENT
};

struct sam_letter {
    size_t person; /* the first of the person's places (index in people) */
    enum sam_letter_verdict verdict;
    const size_t *places; /* those not finished */
    size_t place_count;
    bool moved;        /* an earlier letter went to another address: its link must stop working */
    const char *at;    /* moment of the last letter, or "" */
    const char *reply; /* what the server said to it, or "" */
};

struct sam_letter_wish {
    enum sam_mail_kind kind;
    size_t wave;
    bool again, resend_unknown;
    int min_days;
    time_t now;
};

struct sam_letter_plan {
    struct sam_arena *arena;
    struct sam_letter *letters; /* in the order of study.json */
    size_t count;
};

enum sam_status sam_letter_plan_make(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store, const struct sam_letter_wish *wish,
                                     struct sam_letter_plan *plan,
                                     struct sam_err *err) SAM_MUST_CHECK;
void sam_letter_plan_fini(struct sam_letter_plan *plan);

#endif
