/* How the asking is going, in counts: who was invited, opened, began and finished, what became of
 * letters. Never an answer.
 *
 * Of people it knows whether they finished, for reminding; opened and begun only as counts of an
 * alliance. Counts of lead and partner roles, as in sam_store_progress; a place taken over counts
 * once. opened >= begun >= finished: who answered through another platform has opened something. */
#ifndef SAM_STORE_FIELDWORK_H
#define SAM_STORE_FIELDWORK_H

#include "base/arena.h"
#include "store/mail.h"
#include "store/store.h"

/* Of one alliance. */
struct sam_fieldwork_counts {
    bool absent;    /* takes no part in this wave: all counts are 0 */
    size_t invited; /* places in study.json of roles that are asked */
    size_t opened, begun, finished;
    size_t holders, holders_finished; /* account holders */
    size_t invitations, reminders;    /* letters sent, once for each place they are about */
    char last[11];                    /* day of the last answer or visit, or "" */
};

/* Of one place in study.json. */
struct sam_fieldwork_place {
    bool done; /* finished, withdrew, left, or of a role that isn't asked */
    bool lettered;
    enum sam_mail_kind kind; /* of the last letter, when lettered */
    enum sam_mail_state state;
    char at[11]; /* day of the last letter */
};

struct sam_fieldwork_day {
    const char *day; /* "2026-03-02" */
    size_t finished; /* on that day */
    bool reminded;   /* reminders were sent on it */
};

/* An alliance with answers that isn't in study.json (any more). */
struct sam_fieldwork_other {
    const char *id;
    size_t begun, finished;
};

struct sam_fieldwork {
    struct sam_arena *arena;
    struct sam_fieldwork_counts *alliances; /* as in the study */
    struct sam_fieldwork_counts total;
    struct sam_fieldwork_other *others; /* by id; in no count */
    size_t other_count;
    struct sam_fieldwork_place *places; /* as the study's people */
    struct sam_fieldwork_day *days;     /* with something on them, in order */
    size_t day_count;
    size_t letters[2][SAM_MAIL_STATES]; /* by kind and what became of them */
    size_t consents;                    /* people who agreed on our own form */
    size_t quarantined[SAM_REFUSALS];   /* by reason */
    size_t quarantined_all;
};

enum sam_status sam_fieldwork_read(struct sam_store *store, const struct sam_study *study,
                                   size_t wave, const struct sam_questionnaire *questionnaire,
                                   time_t now, struct sam_fieldwork *out,
                                   struct sam_err *err) SAM_MUST_CHECK;
void sam_fieldwork_fini(struct sam_fieldwork *fieldwork);

/* What may be shown outside the evaluator's own pack with this many answers (methods, section 7).
 */
enum sam_showable { SAM_SHOW_NOTHING, SAM_SHOW_BANDS, SAM_SHOW_MEANS, SAM_SHOW_DISTRIBUTIONS };
enum sam_showable sam_showable_of(const struct sam_privacy *privacy, size_t finished);
/* From how many answers on. */
size_t sam_showable_from(const struct sam_privacy *privacy, enum sam_showable what);

#endif
