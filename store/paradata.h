/* Paradata of our own form: when each respondent opened the link, agreed, began, finished and was
 * last seen, and how far they are; never what they answered. One row per respondent and wave.
 *
 *   (1) opened, consented, begun and finished keep their first moment; last is the newest
 *   (2) the text somebody agreed to is kept once, under its hash (GDPR article 7(1): consent must
 *       be shown)
 *   (3) who withdraws keeps only opened and last */
#ifndef SAM_STORE_PARADATA_H
#define SAM_STORE_PARADATA_H

#include "base/moment.h"
#include "store/store.h"

/* What happened just now; all of it may be left out. */
struct sam_paradata_note {
    bool opened, begun, finished;
    const char *consent; /* the text agreed to, or NULL */
    const char *page;    /* the page that is being filled in (at most 80 bytes), or NULL */
    bool withdrawn;
};

struct sam_paradata {
    const char *respondent, *wave;
    /* As sam_moment_print writes them; "" when it hasn't happened. */
    const char *opened_at, *consented_at, *begun_at, *finished_at, *last_at;
    const char *consent; /* hash of the text agreed to, or "" */
    const char *page;    /* or "" */
};

/* Within a transaction. */
enum sam_status sam_store_paradata_note(struct sam_store *store, const char *respondent,
                                        const char *wave, const struct sam_paradata_note *note,
                                        time_t now, struct sam_err *err) SAM_MUST_CHECK;

/* Borrowed until the callback returns, which returns false to stop. */
typedef bool sam_paradata_visit(const struct sam_paradata *paradata, void *context);
/* Everybody in the wave who opened the link at least, by respondent. */
enum sam_status sam_store_visit_paradata(struct sam_store *store, const char *wave,
                                         sam_paradata_visit *visit, void *context,
                                         struct sam_err *err) SAM_MUST_CHECK;
/* That of one respondent, copied to arena; all of it "" when there is none. */
enum sam_status sam_store_paradata(struct sam_store *store, const char *respondent,
                                   const char *wave, struct sam_arena *arena,
                                   struct sam_paradata *out, struct sam_err *err) SAM_MUST_CHECK;

#endif
