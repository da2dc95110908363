/* Letters sent to respondents: what was meant, and what became of it.
 *
 *   (1) a letter is PREPARED before anything is sent, SENDING from the moment the server is ready
 *       to take its text, and then what it became. So one that a kill left PREPARED was not sent,
 *       and one left SENDING may have been
 *   (2) no address is kept here: only its hash, by which another address is noticed
 * Functions that write open their own transaction. */
#ifndef SAM_STORE_MAIL_H
#define SAM_STORE_MAIL_H

#include "store/store.h"

enum sam_mail_kind { SAM_MAIL_INVITATION, SAM_MAIL_REMINDER };
enum sam_mail_state {
    SAM_MAIL_PREPARED,
    SAM_MAIL_SENDING,
    SAM_MAIL_SENT,
    SAM_MAIL_REFUSED,  /* for good: the server doesn't take mail for this address, or this text */
    SAM_MAIL_DEFERRED, /* for now: try again later */
    SAM_MAIL_FAILED,   /* surely not sent: no connection, or stopped before */
    SAM_MAIL_UNKNOWN   /* it may have been sent */
};
enum { SAM_MAIL_STATES = SAM_MAIL_UNKNOWN + 1 };

/* "invitation", "sent", ...: what is stored. */
const char *sam_mail_kind_id(enum sam_mail_kind kind);
const char *sam_mail_state_id(enum sam_mail_state state);

struct sam_mail_entry {
    int64_t id;
    enum sam_mail_kind kind;
    enum sam_mail_state state;
    const char *respondent; /* one of the places it is about */
    uint64_t address;       /* sam_mail_address_hash */
    int code;               /* of the server's last reply, or 0 */
    const char *reply;      /* its words, or what went wrong */
    const char *at;         /* moment of the latest change */
};

/* Writes a letter down as PREPARED, about these places. */
enum sam_status sam_store_mail_prepare(struct sam_store *store, enum sam_mail_kind kind,
                                       const char *wave, uint64_t address,
                                       const char *const *respondents, size_t count, time_t now,
                                       int64_t *mail, struct sam_err *err) SAM_MUST_CHECK;
enum sam_status sam_store_mail_mark(struct sam_store *store, int64_t mail,
                                    enum sam_mail_state state, int code, const char *reply,
                                    time_t now, struct sam_err *err) SAM_MUST_CHECK;

/* What a run that was killed left behind: PREPARED becomes FAILED and SENDING becomes UNKNOWN. To
 * be called when no other run is busy. */
enum sam_status sam_store_mail_settle(struct sam_store *store, time_t now,
                                      struct sam_err *err) SAM_MUST_CHECK;

/* Visits the letters of a wave, oldest first, once for each place they are about. */
typedef bool sam_mail_visit(const struct sam_mail_entry *entry, void *context);
enum sam_status sam_store_visit_mail(struct sam_store *store, const char *wave,
                                     sam_mail_visit *visit, void *context,
                                     struct sam_err *err) SAM_MUST_CHECK;

/* How many letters of each kind ended, or are, in each state. */
enum sam_status sam_store_count_mail(struct sam_store *store, const char *wave,
                                     size_t counts[2][SAM_MAIL_STATES],
                                     struct sam_err *err) SAM_MUST_CHECK;

/* Visits the respondents who have nothing left to do: a complete response, from whatever source, or
 * one that was withdrawn. */
typedef bool sam_name_visit(const char *respondent, void *context);
enum sam_status sam_store_visit_finished(struct sam_store *store, const char *wave,
                                         sam_name_visit *visit, void *context,
                                         struct sam_err *err) SAM_MUST_CHECK;

#endif
