/* One alliance's numbers and what the study knows of it. */
#include "base/memory.h"
#include "report/differences_write.h"
#include "report/results_record.h"
#include "report/results_writer.h"

#include <stdlib.h>

/* Where it was left out for all alliances, once is enough to say so: not in each of them again. */
static bool ordinal_left_out(const struct sam_ordinal_summary *ordinal) {
    return ordinal->tau.why == SAM_WHY_NOT_ASKED || ordinal->tau.why == SAM_WHY_TOO_MANY_ALLIANCES;
}

/* The value, or why it may not be shown. */
static struct sam_number shown(bool suppressed, struct sam_number value) {
    return suppressed ? sam_no_value(SAM_WHY_SUPPRESSED) : value;
}

static void count_of(struct sam_out *o, const char *key, bool suppressed, size_t count) {
    if (suppressed) {
        sam_out_absent(o, key, SAM_WHY_SUPPRESSED);
    } else {
        sam_json_whole(o->json, key, (long long)count);
    }
}

static void write_zone(struct sam_out *o, bool suppressed, const struct sam_scale_score *score) {
    if (!suppressed && score->zone != SAM_BAND_NONE) {
        sam_json_string(o->json, "zone", sam_band_id(score->zone));
        sam_json_bool(o->json, "zone_uncertain", score->zone_uncertain);
        return;
    }
    struct sam_number mean = shown(suppressed, score->mean);
    enum sam_why why = sam_has(mean) ? SAM_WHY_PHASE_SCALE : mean.why;
    sam_out_absent(o, "zone", why);
    sam_out_absent(o, "zone_uncertain", why);
}

static void write_ordinal(struct sam_json *json, bool suppressed,
                          const struct sam_ordinal_score *ordinal) {
    struct sam_out o = sam_out_open(json, "ordinal");
    sam_out_number(&o, "value", shown(suppressed, ordinal->value));
    sam_out_number(&o, "se", shown(suppressed, ordinal->se));
    sam_out_number(&o, "location", shown(suppressed, ordinal->location));
    sam_out_close(&o);
}

/* Sets of tests; `change` only when there is a wave to compare with. */
static void write_differences(struct sam_out *o, const struct sam_differences *differences,
                              bool earlier) {
    sam_roles_write(o->json, differences);
    if (earlier && !sam_change_write(o->json, &differences->change)) {
        sam_out_absent(o, "change", differences->change.test.difference.why);
    }
}

static void write_score(struct sam_json *json, const char *id, bool suppressed,
                        const struct sam_scale_score *score,
                        const struct sam_differences *differences, bool earlier,
                        bool with_ordinal) {
    struct sam_out o = sam_out_open(json, id);
    count_of(&o, "respondents", suppressed, score->respondents);
    sam_out_number(&o, "mean", shown(suppressed, score->mean));
    sam_out_number(&o, "sd", shown(suppressed, score->sd));
    sam_out_number(&o, "low", shown(suppressed, score->low));
    sam_out_number(&o, "high", shown(suppressed, score->high));
    sam_out_number(&o, "index", shown(suppressed, score->index));
    write_zone(&o, suppressed, score);
    sam_out_range(json, "pooled", "mean", shown(suppressed, score->pooled),
                  shown(suppressed, score->pooled_low), shown(suppressed, score->pooled_high));
    sam_out_number(&o, "rwg", shown(suppressed, score->rwg));
    sam_out_number(&o, "rwg_skewed", shown(suppressed, score->rwg_skewed));
    sam_out_number(&o, "rwg_star", shown(suppressed, score->rwg_star));
    sam_out_number(&o, "rwg_star_skewed", shown(suppressed, score->rwg_star_skewed));
    sam_out_number(&o, "rwg_chance", shown(suppressed, score->rwg_chance));
    sam_out_number(&o, "ad", shown(suppressed, score->ad));
    sam_out_number(&o, "lowest", shown(suppressed, score->lowest));
    sam_out_number(&o, "highest", shown(suppressed, score->highest));
    write_differences(&o, differences, earlier);
    if (with_ordinal) {
        write_ordinal(json, suppressed, &score->ordinal);
    }
    sam_out_close(&o);
}

/* Answers by role; a role that nobody answered from is left out. */
static void write_voices(struct sam_json *json, const struct sam_voices voices[SAM_ROLES]) {
    sam_json_object(json, "roles");
    for (int role = 0; role < SAM_ROLES; role++) {
        if (voices[role].n > 0) {
            sam_json_object(json, sam_role_id((enum sam_role)role));
            sam_json_whole(json, "respondents", (long long)voices[role].n);
            sam_json_number(json, "mean", (double)voices[role].sum / (double)voices[role].n);
            sam_json_object_end(json);
        }
    }
    sam_json_object_end(json);
}

static void write_item_change(struct sam_json *json, bool suppressed,
                              const struct sam_item_change *change) {
    struct sam_out o = sam_out_open(json, "change");
    count_of(&o, "pairs", suppressed, change->pairs);
    sam_out_number(&o, "difference", shown(suppressed, change->difference));
    sam_out_close(&o);
}

static void write_item(struct sam_json *json, const char *id, int points, bool suppressed,
                       bool earlier, const struct sam_item_score *score) {
    struct sam_out o = sam_out_open(json, id);
    count_of(&o, "respondents", suppressed, score->respondents);
    count_of(&o, "dont_know", suppressed, score->dont_know);
    count_of(&o, "missing", suppressed, score->missing);
    sam_out_number(&o, "mean", shown(suppressed, score->mean));
    sam_out_number(&o, "sd", shown(suppressed, score->sd));
    if (suppressed) {
        sam_out_absent(&o, "counts", SAM_WHY_SUPPRESSED);
    } else {
        sam_json_array(json, "counts");
        for (int i = 0; i < points; i++) {
            sam_json_whole(json, NULL, (long long)score->counts[i]);
        }
        sam_json_array_end(json);
    }
    sam_out_number(&o, "rwg", shown(suppressed, score->rwg));
    sam_out_number(&o, "rwg_skewed", shown(suppressed, score->rwg_skewed));
    sam_out_number(&o, "rwg_star", shown(suppressed, score->rwg_star));
    sam_out_number(&o, "rwg_star_skewed", shown(suppressed, score->rwg_star_skewed));
    sam_out_number(&o, "ad", shown(suppressed, score->ad));
    if (suppressed) {
        sam_out_absent(&o, "two_camps", SAM_WHY_SUPPRESSED);
    } else {
        sam_json_bool(json, "two_camps", score->two_camps);
    }
    if (suppressed) {
        sam_out_absent(&o, "roles", SAM_WHY_SUPPRESSED);
    } else {
        write_voices(json, score->voices);
    }
    if (earlier) {
        write_item_change(json, suppressed, &score->change);
    }
    sam_out_close(&o);
}

static void write_phases(struct sam_json *json, const char *key, bool suppressed, enum sam_why why,
                         const struct sam_number values[SAM_PHASES]) {
    struct sam_out o = sam_out_open(json, key);
    for (int k = 0; k < SAM_PHASES; k++) {
        struct sam_number value = why != SAM_HAS_VALUE ? sam_no_value(why) : values[k];
        sam_out_number(&o, sam_phase_id((enum sam_phase)k), shown(suppressed, value));
    }
    sam_out_close(&o);
}

/* What the evaluator decided about this alliance, wave and relation, or NULL. */
static const struct sam_phase_override *override_of(const struct sam_results_context *context,
                                                    size_t alliance, enum sam_relation relation) {
    const struct sam_study *study = context->study;
    for (size_t i = 0; study != NULL && i < study->override_count; i++) {
        const struct sam_phase_override *candidate = &study->overrides[i];
        if (candidate->alliance == alliance && candidate->wave == context->wave_index &&
            candidate->relation == relation) {
            return candidate;
        }
    }
    return NULL;
}

static void write_verdict(struct sam_out *o, const struct sam_phase_score *score,
                          enum sam_why why) {
    struct sam_json *json = o->json;
    bool data = why == SAM_HAS_VALUE && score->modal != SAM_PHASE_NONE;
    enum sam_verdict verdict = data ? score->verdict : SAM_VERDICT_NO_DATA;
    if (data) {
        sam_json_string(json, "modal", sam_phase_id(score->modal));
    } else {
        sam_out_absent(o, "modal", why != SAM_HAS_VALUE ? why : SAM_WHY_NO_ANSWERS);
    }
    sam_json_string(json, "verdict", sam_verdict_id(verdict));
    sam_json_array(json, "phases");
    for (int k = 0; k < SAM_PHASES && verdict == SAM_VERDICT_MIXED; k++) {
        if (score->shared[k]) {
            sam_json_string(json, NULL, sam_phase_id((enum sam_phase)k));
        }
    }
    sam_json_array_end(json);
}

static void write_phase(struct sam_json *json, enum sam_relation relation, bool suppressed,
                        const struct sam_phase_score *score, enum sam_why why,
                        const struct sam_phase_override *evaluator) {
    struct sam_out o = sam_out_open(json, sam_relation_id(relation));
    why = suppressed ? SAM_WHY_SUPPRESSED : why;
    count_of(&o, "respondents", suppressed, score->respondents);
    write_phases(json, "posterior", suppressed, why, score->posterior);
    /* A profile may have values where the posterior has none: it keeps its own reasons. */
    write_phases(json, "profile", suppressed, why == SAM_WHY_NO_PHASE_ITEMS ? why : SAM_HAS_VALUE,
                 score->profile);
    write_verdict(&o, score, why);
    sam_json_object(json, "leaning");
    struct sam_out leaning = {.json = json};
    for (int k = 0; k < SAM_PHASES; k++) {
        count_of(&leaning, sam_phase_id((enum sam_phase)k), suppressed, score->leaning[k]);
    }
    sam_out_close(&leaning);
    if (evaluator != NULL) {
        sam_json_object(json, "evaluator");
        sam_json_string(json, "phase", sam_phase_id(evaluator->phase));
        if (evaluator->reason != NULL) {
            sam_json_string(json, "reason", evaluator->reason);
        }
        sam_json_object_end(json);
    }
    sam_out_close(&o);
}

static void write_alliance_phases(struct sam_json *json, const struct sam_results_context *context,
                                  size_t alliance, const struct sam_alliance_result *result) {
    sam_json_object(json, "phase");
    for (int r = 0; r < SAM_RELATIONS; r++) {
        const struct sam_phase_override *evaluator =
            override_of(context, alliance, (enum sam_relation)r);
        const struct sam_phase_score *score = &result->phase[r];
        if (result->has_phase[r]) {
            enum sam_why why = score->verdict == SAM_VERDICT_NO_DATA ? score->why : SAM_HAS_VALUE;
            write_phase(json, (enum sam_relation)r, result->suppressed, score, why, evaluator);
        } else if (evaluator != NULL) {
            write_phase(json, (enum sam_relation)r, result->suppressed, score,
                        SAM_WHY_NO_PHASE_ITEMS, evaluator);
        }
    }
    sam_json_object_end(json);
}

/* Statements about the inside of an alliance that has none are no topics. On the heap, or NULL. */
static bool *not_asked(const struct sam_analysis *analysis, size_t a) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const size_t *organisations = sam_analysis_options(analysis)->organisations;
    if (organisations == NULL || organisations[a] != 1) {
        return NULL;
    }
    bool *skip = sam_xcalloc(q->item_count + 1, sizeof *skip);
    for (size_t i = 0; i < q->item_count; i++) {
        skip[i] = sam_item_relation(q, i) == SAM_RELATION_ALLIANCE;
    }
    return skip;
}

static void write_texts(struct sam_json *json, const struct sam_out_study *own,
                        const struct sam_analysis *analysis, size_t a,
                        const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    struct sam_out_open open = sam_out_open_of(own->context, result->id);
    bool *skip = not_asked(analysis, a);
    sam_out_discussion(json, own, q, result, skip, open);
    sam_out_open_answers(json, own, q, open);
    free(skip);
}

void sam_results_alliance_write(struct sam_json *json, const struct sam_out_study *own,
                                struct sam_analysis *analysis, unsigned desk, size_t a) {
    const struct sam_results_context *context = own->context;
    const struct sam_alliance_result *result = sam_analysis_alliance_at(analysis, desk, a);
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    bool earlier = sam_analysis_options(analysis)->earlier != NULL;
    const struct sam_study *study = context->study;
    size_t alliance = study != NULL ? sam_study_alliance(study, result->id) : SAM_NONE;
    struct sam_out o = sam_out_open(json, result->id);
    sam_json_string(json, "name",
                    alliance != SAM_NONE ? study->alliances[alliance].name : result->id);
    if (result->invited > 0) {
        sam_json_whole(json, "invited", (long long)result->invited);
    } else {
        sam_out_absent(&o, "invited", SAM_WHY_UNKNOWN_INVITED);
    }
    sam_json_whole(json, "responded", (long long)result->responded);
    sam_json_whole(json, "account_holders", (long long)result->account_holders);
    sam_json_bool(json, "suppressed", result->suppressed);
    sam_out_roles(json, own, alliance, result);
    sam_out_partners(json, own, alliance);
    sam_out_described(json, own, alliance);
    sam_out_formerly(json, own, alliance);
    sam_json_object(json, "scales");
    for (size_t s = 0; s < q->scale_count; s++) {
        write_score(json, q->scales[s].id, result->suppressed, &result->scales[s],
                    &result->differences[s], earlier,
                    !ordinal_left_out(&sam_analysis_scale(analysis, s)->ordinal));
    }
    sam_json_object_end(json);
    if (result->items != NULL) {
        sam_json_object(json, "items");
        for (size_t i = 0; i < q->item_count; i++) {
            write_item(json, q->items[i].id, q->points, result->suppressed, earlier,
                       &result->items[i]);
        }
        sam_json_object_end(json);
        sam_sides_write(json, q, result->sides, result->side_count, false);
    }
    write_alliance_phases(json, context, alliance, result);
    write_texts(json, own, analysis, a, result);
    sam_results_record_write(json, context, result->id);
    sam_out_close(&o);
}
