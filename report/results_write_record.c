#include "report/instrument_write.h"
#include "report/results_record.h"
#include "report/results_writer.h"

#include <string.h>

/* The first activity (note) of an alliance, whose own stand together, alliances in bytewise order.
 */
static size_t first_activity(const struct sam_results_context *context, const char *alliance) {
    size_t low = 0, high = context->activity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(context->activities[middle].alliance, alliance) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t first_note(const struct sam_results_context *context, const char *alliance) {
    size_t low = 0, high = context->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(context->notes[middle].alliance, alliance) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool runs(const struct sam_activity *activity) {
    return activity->status == SAM_ACTIVITY_ON_SCHEDULE || activity->status == SAM_ACTIVITY_ADAPTED;
}

/* "planned" and one count per status. */
static void write_counts(struct sam_json *json, const struct sam_activity *list, size_t count) {
    size_t of[SAM_ACTIVITY_STATUSES] = {0};
    for (size_t i = 0; i < count; i++) {
        of[list[i].status]++;
    }
    sam_json_whole(json, "planned", (long long)count);
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        sam_json_whole(json, sam_activity_status_id((enum sam_activity_status)s), (long long)of[s]);
    }
}

static size_t count_of_goal(const struct sam_results_context *context, const char *goal,
                            bool running) {
    size_t count = 0;
    for (size_t i = 0; i < context->activity_count; i++) {
        const struct sam_activity *activity = &context->activities[i];
        count += strcmp(activity->goal, goal) == 0 && (!running || runs(activity));
    }
    return count;
}

static void write_goal(struct sam_json *json, const struct sam_results_context *context,
                       const struct sam_goal *goal) {
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_string(json, "id", goal->id);
    sam_instrument_text_write(json, "title", &goal->title);
    sam_out_text(&o, "alliance", goal->alliance);
    sam_json_whole(json, "planned", (long long)count_of_goal(context, goal->id, false));
    sam_json_whole(json, "running", (long long)count_of_goal(context, goal->id, true));
    sam_out_close(&o);
}

void sam_results_activities_write(struct sam_out *o, const struct sam_results_context *context) {
    struct sam_json *json = o->json;
    const struct sam_framework *framework = context->framework;
    size_t goals = framework != NULL ? framework->goal_count : 0;
    if (context->activity_count == 0) {
        return;
    }
    sam_json_object(json, "activities");
    write_counts(json, context->activities, context->activity_count);
    sam_json_array(json, "goals");
    for (size_t g = 0; g < goals; g++) {
        write_goal(json, context, &framework->goals[g]);
    }
    sam_json_array_end(json);
    sam_json_array(json, "goals_without_activity");
    for (size_t g = 0; g < goals; g++) {
        if (count_of_goal(context, framework->goals[g].id, true) == 0) {
            sam_json_string(json, NULL, framework->goals[g].id);
        }
    }
    sam_json_array_end(json);
    sam_json_object_end(json);
}

static void write_activity(struct sam_json *json, const struct sam_activity *activity) {
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_string(json, "activity", activity->id);
    sam_json_string(json, "title", activity->title);
    sam_out_text(&o, "goal", activity->goal);
    sam_out_text(&o, "partner", activity->partner);
    sam_json_string(json, "status", sam_activity_status_id(activity->status));
    sam_out_text(&o, "reason", activity->reason);
    sam_out_text(&o, "planned_until", activity->until);
    sam_out_close(&o);
}

static void write_activities(struct sam_json *json, const struct sam_results_context *context,
                             const char *alliance) {
    const struct sam_framework *framework = context->framework;
    size_t from = first_activity(context, alliance), to = from;
    while (to < context->activity_count &&
           strcmp(context->activities[to].alliance, alliance) == 0) {
        to++;
    }
    if (from == to) {
        return;
    }
    sam_json_object(json, "activities");
    write_counts(json, context->activities + from, to - from);
    sam_json_array(json, "goals_without_activity");
    for (size_t g = 0; framework != NULL && g < framework->goal_count; g++) {
        const struct sam_goal *goal = &framework->goals[g];
        if (goal->alliance != NULL && strcmp(goal->alliance, alliance) == 0 &&
            count_of_goal(context, goal->id, true) == 0) {
            sam_json_string(json, NULL, goal->id);
        }
    }
    sam_json_array_end(json);
    sam_json_array(json, "list");
    for (size_t i = from; i < to; i++) {
        write_activity(json, &context->activities[i]);
    }
    sam_json_array_end(json);
    sam_json_object_end(json);
}

static void write_note(struct sam_json *json, const struct sam_note *note) {
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_string(json, "topic", note->topic);
    sam_json_string(json, "source", sam_note_source_id(note->source));
    sam_json_string(json, "finding", sam_finding_id(note->finding));
    sam_out_text(&o, "reason", note->why);
    sam_out_text(&o, "quote", note->quote);
    sam_json_bool(json, "cleared", note->cleared);
    sam_out_close(&o);
}

void sam_results_record_write(struct sam_json *json, const struct sam_results_context *context,
                              const char *alliance) {
    if (context->activity_count > 0) {
        write_activities(json, context, alliance);
    }
    size_t at = first_note(context, alliance);
    if (at == context->note_count || strcmp(context->notes[at].alliance, alliance) != 0) {
        return;
    }
    sam_json_array(json, "notes");
    for (; at < context->note_count && strcmp(context->notes[at].alliance, alliance) == 0; at++) {
        write_note(json, &context->notes[at]);
    }
    sam_json_array_end(json);
}
