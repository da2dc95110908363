/* What one respondent has filled in so far, and what a page they send changes in it.
 *
 * Every page carries what it showed ("had"). Only what the sender changed is taken over, so that of
 * two tabs, or the back button, neither puts old answers over new ones; where both changed the same
 * answer the last one stands. Of an open answer that two tabs changed the other text is shown too.
 */
#ifndef SAM_FORM_ENTRY_H
#define SAM_FORM_ENTRY_H

#include "form/fields.h"
#include "form/flow.h"
#include "model/response.h"
#include "store/paradata.h"
#include "store/store.h"

/* Whose questionnaire. */
struct sam_place {
    const struct sam_study *study;
    const struct sam_person *person;
    const struct sam_wave *wave;
    const struct sam_questionnaire *questionnaire;
    struct sam_flow flow;
};

struct sam_entry {
    bool exists;     /* something was saved */
    bool complete;   /* and sent */
    bool of_another; /* another respondent's answers stand under the record id: nothing can be saved
                      */
    uint8_t *answers;  /* per item of the questionnaire */
    const char **open; /* per open question; "" when not answered */
    const char *submitted_at;
    struct sam_paradata paradata;
};

/* Nothing filled in yet. False when the arena has no room. */
bool sam_entry_init(const struct sam_place *place, struct sam_arena *arena,
                    struct sam_entry *entry);
/* What the store has. */
enum sam_status sam_entry_read(const struct sam_place *place, struct sam_store *store,
                               struct sam_arena *arena, struct sam_entry *entry,
                               struct sam_err *err) SAM_MUST_CHECK;

/* "RESPONDENT.WAVE": what its record is called in the store. */
const char *sam_entry_record_id(const struct sam_place *place, struct sam_arena *arena);

/* A copy that changes apart from the other. False when the arena has no room. */
bool sam_entry_copy(const struct sam_place *place, const struct sam_entry *from,
                    struct sam_arena *arena, struct sam_entry *to);

/* What was wrong with a page, or has to be said about it. */
enum sam_remark_kind {
    SAM_REMARK_VALUE,     /* no possible answer */
    SAM_REMARK_TOO_LONG,  /* an open answer */
    SAM_REMARK_NOTHING,   /* sent without an answer on any page */
    SAM_REMARK_OTHER_TEXT /* an open answer was changed elsewhere too: other_text */
};
struct sam_remark {
    enum sam_remark_kind kind;
    size_t item;     /* or SAM_NONE */
    size_t question; /* or SAM_NONE */
    const char *other_text;
};
enum { SAM_REMARKS_MOST = 32 };
struct sam_taken {
    bool changed; /* something in the entry is other than it was */
    struct sam_remark remarks[SAM_REMARKS_MOST];
    size_t remark_count;
};

/* Puts what was sent from a page into the entry. Fields: "a.ITEM" 1 .. points or dk, "o.QUESTION",
 * "had" and "had.QUESTION"; `clear`: the item whose answer is taken back (or NULL). A text that
 * can't be taken is in the entry all the same, for showing it again: then sam_taken_stops. */
enum sam_status sam_entry_take(const struct sam_place *place, struct sam_step step,
                               const struct sam_fields *fields, const char *clear,
                               struct sam_arena *arena, struct sam_entry *entry,
                               struct sam_taken *taken, struct sam_err *err) SAM_MUST_CHECK;
/* Is something in it that can't be saved? */
bool sam_taken_stops(const struct sam_taken *taken);

/* The values of "had" and "had.QUESTION" for a page that shows the entry. */
void sam_entry_had(const struct sam_place *place, struct sam_step step,
                   const struct sam_entry *entry, struct sam_buf *into);
enum { SAM_HAD_SIZE = 17 };
char *sam_text_had(const char *text, char had[SAM_HAD_SIZE]);

/* Stores the entry as the respondent's response, in the transaction that is open. */
enum sam_status sam_entry_store(const struct sam_place *place, struct sam_store *store,
                                const struct sam_entry *entry, enum sam_lang lang, time_t now,
                                struct sam_arena *arena, struct sam_err *err) SAM_MUST_CHECK;

/* Is there an answer to anything? */
bool sam_entry_has_answers(const struct sam_place *place, const struct sam_entry *entry);

/* How many of the statements of a step (or, with SAM_STEP_CHECK, of all) have an answer, and how
 * many there are. */
struct sam_count {
    size_t answered, all;
};
struct sam_count sam_entry_count(const struct sam_place *place, struct sam_step step,
                                 const struct sam_entry *entry);

#endif
