#include "report/results_reader.h"
#include "report/results_record.h"

#include <string.h>

/* Room for a list's elements; *list is NULL, and nothing is read, where there is no such key. */
static void *room(struct sam_results_reader *r, const cJSON *object, const char *key, size_t size,
                  const cJSON **list) {
    *list = NULL;
    if (cJSON_GetObjectItemCaseSensitive(object, key) != NULL) {
        *list = sam_results_list(r, object, key);
    }
    size_t count = *list != NULL ? (size_t)cJSON_GetArraySize(*list) : 0;
    return sam_arena_alloc(r->results->arena, count * size + 1);
}

static const char *text_or_empty(struct sam_results_reader *r, const cJSON *object,
                                 const char *key) {
    const char *text = sam_results_text(r, object, key, true);
    return text != NULL ? text : "";
}

static size_t read_counts(struct sam_results_reader *r, const cJSON *object,
                          size_t of[SAM_ACTIVITY_STATUSES]) {
    for (int s = 0; s < SAM_ACTIVITY_STATUSES; s++) {
        of[s] = sam_results_count(r, object, sam_activity_status_id((enum sam_activity_status)s));
    }
    return sam_results_count(r, object, "planned");
}

static void read_goal(struct sam_results_reader *r, const cJSON *object,
                      struct sam_results_goal *goal) {
    goal->id = sam_results_text(r, object, "id", false);
    const cJSON *title = sam_results_object(r, object, "title");
    sam_results_enter(r, "title");
    goal->title.in[SAM_NL] = sam_results_text(r, title, "nl", false);
    goal->title.in[SAM_EN] = sam_results_text(r, title, "en", false);
    sam_results_leave(r);
    goal->alliance = sam_results_text(r, object, "alliance", true);
    goal->planned = sam_results_count(r, object, "planned");
    goal->running = sam_results_count(r, object, "running");
}

struct sam_results_activities *sam_results_activities_read(struct sam_results_reader *r,
                                                           const cJSON *root) {
    if (cJSON_GetObjectItemCaseSensitive(root, "activities") == NULL) {
        return NULL;
    }
    const cJSON *own = sam_results_object(r, root, "activities");
    struct sam_results_activities *activities =
        sam_arena_alloc(r->results->arena, sizeof *activities);
    const cJSON *list = NULL, *goal = NULL;
    sam_results_enter(r, "activities");
    activities->planned = read_counts(r, own, activities->of);
    activities->goals = room(r, own, "goals", sizeof *activities->goals, &list);
    sam_results_enter(r, "goals");
    cJSON_ArrayForEach(goal, list) {
        read_goal(r, goal, &activities->goals[activities->goal_count++]);
    }
    sam_results_leave(r);
    sam_results_leave(r);
    return activities;
}

static void read_activity(struct sam_results_reader *r, const cJSON *object,
                          struct sam_activity *activity) {
    activity->id = sam_results_text(r, object, "activity", false);
    activity->title = sam_results_text(r, object, "title", false);
    activity->goal = text_or_empty(r, object, "goal");
    activity->partner = text_or_empty(r, object, "partner");
    activity->reason = text_or_empty(r, object, "reason");
    activity->until = text_or_empty(r, object, "planned_until");
    const char *status = sam_results_text(r, object, "status", false);
    if (status != NULL && sam_activity_status_read(status, &activity->status) != 0) {
        sam_results_wrong(r, "status", _("it is none of the statuses there are"));
    }
}

static void read_note(struct sam_results_reader *r, const cJSON *object, struct sam_note *note) {
    note->topic = sam_results_text(r, object, "topic", false);
    note->why = text_or_empty(r, object, "reason");
    note->quote = text_or_empty(r, object, "quote");
    note->cleared = sam_results_flag(r, object, "cleared");
    const char *source = sam_results_text(r, object, "source", false);
    const char *finding = sam_results_text(r, object, "finding", false);
    if (source != NULL && sam_note_source_read(source, &note->source) != 0) {
        sam_results_wrong(r, "source", _("it is none of the sources there are"));
    }
    if (finding != NULL && sam_finding_read(finding, &note->finding) != 0) {
        sam_results_wrong(r, "finding", _("it is none of the findings there are"));
    }
    if (note->topic != NULL && !sam_note_topic_valid(r->results->questionnaire, note->topic)) {
        sam_results_wrong(r, "topic", _("it names a statement the questionnaire lacks"));
    }
}

void sam_results_record_read(struct sam_results_reader *r, const cJSON *alliance,
                             struct sam_results_record *record) {
    const cJSON *list = NULL, *element = NULL;
    if (cJSON_GetObjectItemCaseSensitive(alliance, "activities") != NULL) {
        const cJSON *own = sam_results_object(r, alliance, "activities");
        sam_results_enter(r, "activities");
        read_counts(r, own, record->of);
        record->activities = room(r, own, "list", sizeof *record->activities, &list);
        sam_results_enter(r, "list");
        cJSON_ArrayForEach(element, list) {
            read_activity(r, element, &record->activities[record->activity_count++]);
        }
        sam_results_leave(r);
        sam_results_leave(r);
    }
    record->notes = room(r, alliance, "notes", sizeof *record->notes, &list);
    sam_results_enter(r, "notes");
    cJSON_ArrayForEach(element, list) {
        read_note(r, element, &record->notes[record->note_count++]);
    }
    sam_results_leave(r);
}

size_t sam_results_goal_of(const struct sam_results_activities *activities, const char *id) {
    for (size_t g = 0; activities != NULL && g < activities->goal_count; g++) {
        if (strcmp(activities->goals[g].id, id) == 0) {
            return g;
        }
    }
    return SAM_NONE;
}
