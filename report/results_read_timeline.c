/* "timeline" of results.json back into the struct it was written from. Files from before there was
 * one have none. */
#include "report/results_reader.h"

#include <string.h>

static void *room(struct sam_results_reader *r, size_t count, size_t size) {
    return sam_arena_alloc(r->results->arena, count * size + 1);
}

static size_t size_of(const cJSON *list) {
    return list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
}

static struct sam_timeline_scale read_scale(struct sam_results_reader *r, const cJSON *object) {
    struct sam_timeline_scale scale = {
        .respondents = sam_results_count(r, object, "respondents"),
        .mean = sam_results_number(r, object, "mean"),
        .low = sam_results_number(r, object, "low"),
        .high = sam_results_number(r, object, "high"),
    };
    const char *statements = sam_results_text(r, object, "statements", true);
    scale.some = statements != NULL && strcmp(statements, "some") == 0;
    return scale;
}

static void read_scales(struct sam_results_reader *r, const cJSON *object,
                        struct sam_timeline_alliance *alliance) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    const cJSON *scales = sam_results_object(r, object, "scales");
    alliance->scales = room(r, q->scale_count, sizeof *alliance->scales);
    sam_results_enter(r, "scales");
    for (size_t s = 0; s < q->scale_count && !r->failed; s++) {
        const cJSON *scale = sam_results_object(r, scales, q->scales[s].id);
        sam_results_enter(r, q->scales[s].id);
        alliance->scales[s] = read_scale(r, scale);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_phases(struct sam_results_reader *r, const cJSON *object,
                        struct sam_timeline_alliance *alliance) {
    const cJSON *phases = sam_results_object(r, object, "phase");
    sam_results_enter(r, "phase");
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        const char *id = sam_relation_id((enum sam_relation)relation);
        alliance->phase[relation].modal = SAM_PHASE_NONE;
        alliance->phase[relation].verdict = SAM_VERDICT_NO_DATA;
        if (cJSON_GetObjectItemCaseSensitive(phases, id) == NULL) {
            continue;
        }
        const cJSON *phase = sam_results_object(r, phases, id);
        sam_results_enter(r, id);
        alliance->has_phase[relation] = true;
        sam_results_verdict_read(r, phase, &alliance->phase[relation]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_alliance(struct sam_results_reader *r, const cJSON *object,
                          struct sam_timeline_alliance *alliance) {
    alliance->id = sam_arena_strdup(r->results->arena, object->string);
    alliance->name = sam_results_text(r, object, "name", false);
    alliance->now = sam_results_texts(r, object, "now", &alliance->now_count);
    alliance->responded = sam_results_count(r, object, "responded");
    read_scales(r, object, alliance);
    read_phases(r, object, alliance);
}

static void read_wave(struct sam_results_reader *r, const cJSON *object,
                      struct sam_timeline_wave *wave) {
    wave->id = sam_results_text(r, object, "wave", false);
    wave->questionnaire = sam_results_text(r, object, "questionnaire", false);
    wave->version = sam_results_text(r, object, "version", false);
    wave->opens = sam_results_text(r, object, "opens", true);
    const cJSON *alliances = sam_results_object(r, object, "alliances");
    const cJSON *member = NULL;
    wave->alliances = room(r, size_of(alliances), sizeof *wave->alliances);
    sam_results_enter(r, "alliances");
    cJSON_ArrayForEach(member, alliances) {
        if (r->failed) {
            break;
        }
        sam_results_enter(r, member->string);
        read_alliance(r, member, &wave->alliances[wave->alliance_count++]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

void sam_results_timeline_read(struct sam_results_reader *r, const cJSON *root) {
    struct sam_timeline *timeline = &r->results->timeline;
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(root, "timeline");
    if (own == NULL || cJSON_IsNull(own)) {
        return; /* null without a study */
    }
    const cJSON *list = sam_results_list(r, root, "timeline");
    const cJSON *object = NULL;
    timeline->waves = room(r, size_of(list), sizeof *timeline->waves);
    sam_results_enter(r, "timeline");
    cJSON_ArrayForEach(object, list) {
        if (r->failed) {
            break;
        }
        read_wave(r, object, &timeline->waves[timeline->wave_count++]);
    }
    sam_results_leave(r);
}
