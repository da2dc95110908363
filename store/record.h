/* What the evaluator records beside the answers, a table a kind: activities, notes of the meeting.
 * Each comes from a sheet and can be written back to one; here every kind is rows of text.
 *
 * A sheet is compared with what is there for each alliance and wave in it and takes its place;
 * other alliances and waves keep what they have. */
#ifndef SAM_STORE_RECORD_H
#define SAM_STORE_RECORD_H

#include "store/store.h"

enum { SAM_RECORD_COLUMNS = 16 };

struct sam_record_kind {
    const char *table; /* with wave, alliance, number, stored_at and the columns */
    const char *const *columns;
    size_t count;
    size_t keys; /* the first of the columns, by which a changed row is known again */
};
extern const struct sam_record_kind sam_record_activities;
/* title, goal, partner, status, reason, planned_until behind: */
enum sam_record_activity {
    SAM_RECORD_ACTIVITY,
    SAM_RECORD_TITLE,
    SAM_RECORD_GOAL,
    SAM_RECORD_PARTNER,
    SAM_RECORD_STATUS,
    SAM_RECORD_REASON,
    SAM_RECORD_UNTIL,
    SAM_RECORD_ACTIVITY_COLUMNS
};
extern const struct sam_record_kind sam_record_notes;
enum sam_record_note {
    SAM_RECORD_TOPIC,
    SAM_RECORD_SOURCE,
    SAM_RECORD_FINDING,
    SAM_RECORD_WHY,
    SAM_RECORD_QUOTE,
    SAM_RECORD_CLEARED, /* "yes" or "" */
    SAM_RECORD_RESPONDENT,
    SAM_RECORD_NOTE_COLUMNS
};

/* Which stories were chosen, and which may be shared in which words (story.h); the alliance is that
 * of the story. */
extern const struct sam_record_kind sam_record_selection;
enum sam_record_selection {
    SAM_RECORD_STORY, /* its number */
    SAM_RECORD_ROUND, /* a number; "" for a row that chooses nothing */
    SAM_RECORD_CHOSEN_BY,
    SAM_RECORD_CHOSEN_WHY,
    SAM_RECORD_STORY_VERSION, /* of the response, when it was cleared */
    SAM_RECORD_STORY_CLEARED, /* "yes", "no" or "" */
    SAM_RECORD_CLEARED_TITLE,
    SAM_RECORD_CLEARED_TEXT,
    SAM_RECORD_SELECTION_COLUMNS
};

struct sam_record_changes {
    size_t added, changed, gone, same;
};

/* Puts rows in place of those of this wave and alliance, in their order, and adds to changes what
 * that means; what is the same is not written. cells: row_count times the kind's columns. Within a
 * transaction. */
enum sam_status sam_store_record(struct sam_store *store, const struct sam_record_kind *kind,
                                 const char *wave, const char *alliance, const char *const *cells,
                                 size_t row_count, time_t now, struct sam_record_changes *changes,
                                 struct sam_err *err) SAM_MUST_CHECK;

/* Visits the rows of a wave (NULL: of all) by wave, alliance and place; cells live until the
 * callback returns, which returns false to stop. */
typedef bool sam_record_row(const char *wave, const char *alliance, const char *const *cells,
                            void *context);
enum sam_status sam_store_visit_record(struct sam_store *store, const struct sam_record_kind *kind,
                                       const char *wave, sam_record_row *visit, void *context,
                                       struct sam_err *err) SAM_MUST_CHECK;

#endif
