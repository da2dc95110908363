/* Which stories were chosen as most significant, by whom and why, and which may be shared in which
 * words: a sheet (docs/formats.md). */
#ifndef SAM_MODEL_SELECTION_H
#define SAM_MODEL_SELECTION_H

#include "model/sheet.h"
#include "model/study.h"

enum sam_selection_column {
    SAM_SELECTION_STORY,
    SAM_SELECTION_ROUND,
    SAM_SELECTION_CHOSEN_BY,
    SAM_SELECTION_REASON,
    SAM_SELECTION_CLEARED,
    SAM_SELECTION_CLEARED_TITLE,
    SAM_SELECTION_CLEARED_TEXT,
    SAM_SELECTION_VERSION,
    /* for the reader of the sheet alone */
    SAM_SELECTION_ALLIANCE,
    SAM_SELECTION_CONSENT,
    SAM_SELECTION_NAMES,
    SAM_SELECTION_TEXT
};
enum { SAM_SELECTION_COLUMNS = 12 };
extern const struct sam_sheet_column sam_selection_columns[SAM_SELECTION_COLUMNS];

enum { SAM_ROUNDS_MAX = 99 };

/* A story that can be chosen. */
struct sam_known_story {
    size_t number;   /* in its wave */
    size_t alliance; /* of the study */
    int version;     /* of its text as it is now, from 1 */
};

struct sam_choice {
    size_t story; /* index of the known stories */
    int round;    /* 0: it chooses nothing and only clears */
    const char *chosen_by, *reason;
    const char *cleared; /* "yes", "no", or "" */
    const char *title, *text;
    int version; /* that was cleared */
};

struct sam_selection {
    struct sam_choice *list; /* by alliance of the story, then as in the sheet */
    size_t count;
    bool *present; /* per alliance of the study: is a story of it in the sheet? */
    struct sam_arena *arena;
};

/* Reads a sheet; problems are all named: a story that isn't known or of
 * another alliance than the sheet says, one chosen twice in a round by
 * the same, one cleared in two rows, what goes with a round or with clearing and stands without it.
 * Rows in which nothing is filled in choose nothing. SAM_E_INPUT when there are problems, and
 * nothing to fini. */
enum sam_status sam_selection_read(const struct sam_sheet *sheet, const struct sam_study *study,
                                   const struct sam_known_story *stories, size_t story_count,
                                   bool ignore_unknown, struct sam_selection *out,
                                   struct sam_problems *problems,
                                   struct sam_err *err) SAM_MUST_CHECK;
void sam_selection_fini(struct sam_selection *selection);

#endif
