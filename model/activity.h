/* The activities an alliance planned, and how each is going: a sheet that the evaluator fills in or
 * gets from the alliances (docs/formats.md). A sheet is the state at one wave. */
#ifndef SAM_MODEL_ACTIVITY_H
#define SAM_MODEL_ACTIVITY_H

#include "model/framework.h"
#include "model/sheet.h"
#include "model/study.h"

enum sam_activity_status {
    SAM_ACTIVITY_ON_SCHEDULE, /* done or on schedule */
    SAM_ACTIVITY_ADAPTED,     /* delayed or adapted */
    SAM_ACTIVITY_STOPPED,
    SAM_ACTIVITY_UNCLEAR
};
enum { SAM_ACTIVITY_STATUSES = 4 };

enum sam_activity_column {
    SAM_ACTIVITY_ID,
    SAM_ACTIVITY_ALLIANCE,
    SAM_ACTIVITY_TITLE,
    SAM_ACTIVITY_GOAL,
    SAM_ACTIVITY_PARTNER,
    SAM_ACTIVITY_STATUS,
    SAM_ACTIVITY_REASON,
    SAM_ACTIVITY_UNTIL
};
enum { SAM_ACTIVITY_COLUMNS = 8 };
extern const struct sam_sheet_column sam_activity_columns[SAM_ACTIVITY_COLUMNS];

struct sam_activity {
    const char *id; /* unique within the alliance */
    const char *alliance;
    const char *title;
    const char *goal, *partner; /* "" when not given; a goal of framework.json, a partner's id */
    enum sam_activity_status status;
    const char *reason; /* "" when not given */
    const char *until;  /* YYYY, YYYY-MM or YYYY-MM-DD; "" when not given */
};

struct sam_activities {
    struct sam_activity *list; /* by alliance as in the study, then as in the sheet */
    size_t count;
    bool *present; /* per alliance of the study: is it in the sheet? */
    struct sam_arena *arena;
};

/* Reads a sheet of activities; problems are all named. A row with nothing but an alliance says that
 * this alliance has none. framework may be NULL: then any goal will do. SAM_E_INPUT when there are
 * problems, and nothing to fini. */
enum sam_status sam_activities_read(const struct sam_sheet *sheet, const struct sam_study *study,
                                    const struct sam_framework *framework, bool ignore_unknown,
                                    struct sam_activities *out, struct sam_problems *problems,
                                    struct sam_err *err) SAM_MUST_CHECK;
void sam_activities_fini(struct sam_activities *activities);

/* "on_schedule", "adapted", "stopped", "unclear" */
const char *sam_activity_status_id(enum sam_activity_status status);
/* 0, or -1 when text is none of them. */
int sam_activity_status_read(const char *text, enum sam_activity_status *status);

#endif
