/* What results.json says of what was recorded beside the answers: activities with their status,
 * notes of other sources than the survey. Borrowed from the results. */
#ifndef SAM_REPORT_RESULTS_RECORD_H
#define SAM_REPORT_RESULTS_RECORD_H

#include "model/activity.h"
#include "model/note.h"

struct sam_results_goal {
    const char *id;
    struct sam_text title;
    const char *alliance;    /* its id, or NULL: of the programme */
    size_t planned, running; /* activities; running: on schedule or adapted */
};

/* Over all alliances. */
struct sam_results_activities {
    size_t planned, of[SAM_ACTIVITY_STATUSES];
    struct sam_results_goal *goals; /* of the framework */
    size_t goal_count;
};

/* Of one alliance. */
struct sam_results_record {
    size_t of[SAM_ACTIVITY_STATUSES];
    struct sam_activity *activities; /* in the order of the sheet */
    size_t activity_count;
    struct sam_note *notes; /* likewise; wave and respondent are NULL */
    size_t note_count;
};

/* The goal's number in the list, or SAM_NONE. */
size_t sam_results_goal_of(const struct sam_results_activities *activities, const char *id);

struct sam_out;
struct sam_json;
struct sam_results_context;
/* "activities" of the object that is open; no such key when none were recorded. */
void sam_results_activities_write(struct sam_out *o, const struct sam_results_context *context);
/* "activities" and "notes" of an alliance; no such keys when it has none. */
void sam_results_record_write(struct sam_json *json, const struct sam_results_context *context,
                              const char *alliance);

struct sam_results_reader;
struct cJSON;
/* NULL where there is no such key. */
struct sam_results_activities *sam_results_activities_read(struct sam_results_reader *r,
                                                           const struct cJSON *root);
void sam_results_record_read(struct sam_results_reader *r, const struct cJSON *alliance,
                             struct sam_results_record *record);

#endif
