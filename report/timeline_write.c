#include "report/timeline_write.h"

#include "report/results_writer.h"

static void write_scale(struct sam_json *json, const char *id,
                        const struct sam_timeline_scale *scale) {
    struct sam_out o = sam_out_open(json, id);
    sam_json_whole(json, "respondents", (long long)scale->respondents);
    sam_out_number(&o, "mean", scale->mean);
    sam_out_number(&o, "low", scale->low);
    sam_out_number(&o, "high", scale->high);
    if (scale->mean.why == SAM_WHY_NOT_COMPARABLE) {
        sam_out_absent(&o, "statements", SAM_WHY_NOT_COMPARABLE);
    } else {
        sam_json_string(json, "statements", scale->some ? "some" : "same");
    }
    sam_out_close(&o);
}

static void write_phase(struct sam_json *json, enum sam_relation relation,
                        const struct sam_phase_score *score) {
    struct sam_out o = sam_out_open(json, sam_relation_id(relation));
    sam_json_whole(json, "respondents", (long long)score->respondents);
    struct sam_out posterior = sam_out_open(json, "posterior");
    for (int k = 0; k < SAM_PHASES; k++) {
        sam_out_number(&posterior, sam_phase_id((enum sam_phase)k), score->posterior[k]);
    }
    sam_out_close(&posterior);
    if (score->modal != SAM_PHASE_NONE) {
        sam_json_string(json, "modal", sam_phase_id(score->modal));
    } else {
        sam_out_absent(&o, "modal", score->why != SAM_HAS_VALUE ? score->why : SAM_WHY_NO_ANSWERS);
    }
    sam_json_string(json, "verdict", sam_verdict_id(score->verdict));
    sam_json_array(json, "phases");
    for (int k = 0; k < SAM_PHASES && score->verdict == SAM_VERDICT_MIXED; k++) {
        if (score->shared[k]) {
            sam_json_string(json, NULL, sam_phase_id((enum sam_phase)k));
        }
    }
    sam_json_array_end(json);
    sam_out_close(&o);
}

static void write_alliance(struct sam_json *json, const struct sam_questionnaire *questionnaire,
                           const struct sam_timeline_alliance *alliance) {
    sam_json_object(json, alliance->id);
    sam_json_string(json, "name", alliance->name);
    sam_json_array(json, "now");
    for (size_t i = 0; i < alliance->now_count; i++) {
        sam_json_string(json, NULL, alliance->now[i]);
    }
    sam_json_array_end(json);
    sam_json_whole(json, "responded", (long long)alliance->responded);
    sam_json_object(json, "scales");
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        write_scale(json, questionnaire->scales[s].id, &alliance->scales[s]);
    }
    sam_json_object_end(json);
    sam_json_object(json, "phase");
    for (int r = 0; r < SAM_RELATIONS; r++) {
        if (alliance->has_phase[r]) {
            write_phase(json, (enum sam_relation)r, &alliance->phase[r]);
        }
    }
    sam_json_object_end(json);
    sam_json_object_end(json);
}

void sam_timeline_write(struct sam_json *json, const struct sam_questionnaire *questionnaire,
                        const struct sam_timeline *timeline) {
    sam_json_array(json, "timeline");
    for (size_t w = 0; timeline != NULL && w < timeline->wave_count; w++) {
        const struct sam_timeline_wave *wave = &timeline->waves[w];
        struct sam_out o = sam_out_open(json, NULL);
        sam_json_string(json, "wave", wave->id);
        sam_json_string(json, "questionnaire", wave->questionnaire);
        sam_json_string(json, "version", wave->version);
        sam_out_text(&o, "opens", wave->opens);
        sam_json_object(json, "alliances");
        for (size_t a = 0; a < wave->alliance_count; a++) {
            write_alliance(json, questionnaire, &wave->alliances[a]);
        }
        sam_json_object_end(json);
        sam_out_close(&o);
    }
    sam_json_array_end(json);
}
