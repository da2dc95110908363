#include "report/timeline.h"

#include "analyse/compared.h"

#include <string.h>

struct sam_timeline *sam_timeline_new(const struct sam_study *study, struct sam_arena *arena) {
    struct sam_timeline *timeline = sam_arena_alloc(arena, sizeof *timeline);
    timeline->waves = sam_arena_alloc(arena, study->wave_count * sizeof *timeline->waves + 1);
    return timeline;
}

/* Sorts the alliances of the present wave by which they were in this one: those that alliance t of
 * the study is, or became, are now[first_now[t]] .. now[first_now[t + 1] - 1]. */
static void find_now(struct sam_timeline_maker *maker, size_t wave) {
    const struct sam_study *study = maker->study;
    size_t count = study->alliance_count;
    maker->now = sam_arena_alloc(maker->arena, count * sizeof *maker->now + 1);
    maker->first_now = sam_arena_alloc(maker->arena, (count + 2) * sizeof *maker->first_now);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            size_t then = sam_alliance_in_wave(study, i, maker->present)
                              ? sam_alliance_then(study, i, wave)
                              : SAM_NONE;
            if (then != SAM_NONE && pass == 0) {
                maker->first_now[then + 2]++;
            } else if (then != SAM_NONE) {
                maker->now[maker->first_now[then + 1]++] = study->alliances[i].id;
            }
        }
        for (size_t t = 0; pass == 0 && t < count; t++) {
            maker->first_now[t + 2] += maker->first_now[t + 1];
        }
    }
}

void sam_timeline_begin(struct sam_timeline_maker *maker, size_t wave,
                        const struct sam_questionnaire *then, size_t alliance_count) {
    struct sam_timeline *timeline = maker->timeline;
    struct sam_timeline_wave *own = &timeline->waves[timeline->wave_count++];
    own->id = maker->study->waves[wave].id;
    own->questionnaire = sam_arena_strdup(maker->arena, then->id);
    own->version = sam_arena_strdup(maker->arena, then->version);
    own->opens = maker->study->waves[wave].opens;
    own->alliances = sam_arena_alloc(maker->arena, alliance_count * sizeof *own->alliances + 1);
    find_now(maker, wave);
}

static struct sam_timeline_scale scale_then(const struct sam_questionnaire *now, size_t s,
                                            const struct sam_questionnaire *then,
                                            const struct sam_alliance_result *result) {
    struct sam_compared compared;
    struct sam_number none = sam_no_value(SAM_WHY_NOT_COMPARABLE);
    struct sam_timeline_scale scale = {.mean = none, .low = none, .high = none};
    sam_compared_init(&compared, now, s, then);
    if (compared.count > 0) {
        const struct sam_scale_score *score =
            &result->scales[sam_questionnaire_scale(then, now->scales[s].id)];
        scale = (struct sam_timeline_scale){
            .respondents = score->respondents,
            .mean = score->mean,
            .low = score->low,
            .high = score->high,
            .some = compared.only_now_count + compared.only_then_count > 0,
        };
    }
    sam_compared_fini(&compared);
    return scale;
}

void sam_timeline_put(const struct sam_timeline_maker *maker, const struct sam_questionnaire *then,
                      const struct sam_alliance_result *result) {
    const struct sam_questionnaire *now = maker->questionnaire;
    struct sam_timeline_wave *wave = &maker->timeline->waves[maker->timeline->wave_count - 1];
    size_t alliance = sam_study_alliance(maker->study, result->id);
    if (alliance == SAM_NONE) {
        return;
    }
    struct sam_timeline_alliance *own = &wave->alliances[wave->alliance_count++];
    memset(own, 0, sizeof *own);
    own->id = maker->study->alliances[alliance].id;
    own->name = maker->study->alliances[alliance].name;
    own->responded = result->responded;
    own->now = maker->now + maker->first_now[alliance];
    own->now_count = maker->first_now[alliance + 1] - maker->first_now[alliance];
    own->scales = sam_arena_alloc(maker->arena, now->scale_count * sizeof *own->scales + 1);
    for (size_t s = 0; s < now->scale_count; s++) {
        own->scales[s] = scale_then(now, s, then, result);
    }
    memcpy(own->phase, result->phase, sizeof own->phase);
    memcpy(own->has_phase, result->has_phase, sizeof own->has_phase);
}

const struct sam_timeline_alliance *sam_timeline_find(const struct sam_timeline_wave *wave,
                                                      const char *id) {
    for (size_t a = 0; a < wave->alliance_count; a++) {
        for (size_t i = 0; i < wave->alliances[a].now_count; i++) {
            if (strcmp(wave->alliances[a].now[i], id) == 0) {
                return &wave->alliances[a];
            }
        }
    }
    return NULL;
}
