#include "report/results_write.h"

#include "base/json_writer.h"
#include "base/memory.h"
#include "report/differences_write.h"
#include "report/instrument_write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where the head of the file ends and the bulk begins: deeper levels stay on one line. */
enum { INDENT_DEPTH = 3, WHY_ROOM = 24 };

/* Beyond this many alliances each is one line without blanks: nobody reads them by eye, and every
 * byte is written and read a million times. */
enum { READABLE_ALLIANCES = 200, COMPACT_DEPTH = 2 };

/* The object being written and the reasons its nulls still have to give. */
struct object {
    struct sam_json *json;
    size_t count;
    const char *key[WHY_ROOM];
    enum sam_why why[WHY_ROOM];
};

static struct object object_open(struct sam_json *json, const char *key) {
    sam_json_object(json, key);
    return (struct object){.json = json};
}

static void absent(struct object *o, const char *key, enum sam_why why) {
    assert(o->count < WHY_ROOM && why != SAM_HAS_VALUE);
    sam_json_null(o->json, key);
    o->key[o->count] = key;
    o->why[o->count] = why;
    o->count++;
}

static void number(struct object *o, const char *key, struct sam_number value) {
    if (sam_has(value)) {
        sam_json_number(o->json, key, value.value);
    } else {
        absent(o, key, value.why);
    }
}

static void object_close(struct object *o) {
    if (o->count > 0) {
        sam_json_object(o->json, "why");
        for (size_t i = 0; i < o->count; i++) {
            sam_json_string(o->json, o->key[i], sam_why_id(o->why[i]));
        }
        sam_json_object_end(o->json);
    }
    sam_json_object_end(o->json);
}

static void text_or_absent(struct object *o, const char *key, const char *text) {
    if (text != NULL && text[0] != '\0') {
        sam_json_string(o->json, key, text);
    } else {
        absent(o, key, SAM_WHY_NOT_GIVEN);
    }
}

/* --- over all alliances ------------------------------------------------------------------- */

/* An object of the scale's items; as many reasons as items may be needed. */
static void write_per_item(struct sam_json *json, const char *key,
                           const struct sam_questionnaire *q, const struct sam_scale *scale,
                           const struct sam_number *values) {
    bool any = false;
    sam_json_object(json, key);
    for (size_t i = 0; i < scale->item_count; i++) {
        const char *id = q->items[scale->items[i]].id;
        if (sam_has(values[i])) {
            sam_json_number(json, id, values[i].value);
        } else {
            sam_json_null(json, id);
            any = true;
        }
    }
    if (any) {
        sam_json_object(json, "why");
        for (size_t i = 0; i < scale->item_count; i++) {
            if (!sam_has(values[i])) {
                sam_json_string(json, q->items[scale->items[i]].id, sam_why_id(values[i].why));
            }
        }
        sam_json_object_end(json);
    }
    sam_json_object_end(json);
}

static void write_range(struct sam_json *json, const char *key, const char *middle,
                        struct sam_number value, struct sam_number low, struct sam_number high) {
    struct object o = object_open(json, key);
    number(&o, middle, value);
    number(&o, "low", low);
    number(&o, "high", high);
    object_close(&o);
}

static void write_variance(struct sam_json *json, const struct sam_scale_summary *summary) {
    struct object o = object_open(json, "variance");
    number(&o, "between", summary->between);
    number(&o, "within", summary->within);
    if (summary->method != NULL && sam_has(summary->between)) {
        sam_json_string(json, "method", summary->method);
    } else {
        absent(&o, "method",
               sam_has(summary->between) ? SAM_WHY_NO_CONVERGENCE : summary->between.why);
    }
    object_close(&o);
}

static void write_ordinal_summary(struct sam_json *json,
                                  const struct sam_ordinal_summary *ordinal) {
    struct object o = object_open(json, "ordinal");
    number(&o, "tau", ordinal->tau);
    number(&o, "log_likelihood", ordinal->log_likelihood);
    sam_json_whole(json, "alliances", (long long)ordinal->alliances);
    number(&o, "inversion_count", ordinal->inversion_count);
    if (!sam_has(ordinal->inversion_count)) {
        absent(&o, "inversions", ordinal->inversion_count.why);
        object_close(&o);
        return;
    }
    sam_json_array(json, "inversions");
    for (size_t i = 0; i < ordinal->inversions_listed; i++) {
        sam_json_array(json, NULL);
        sam_json_string(json, NULL, ordinal->inversions[i].higher_mean);
        sam_json_string(json, NULL, ordinal->inversions[i].higher_ordinal);
        sam_json_array_end(json);
    }
    sam_json_array_end(json);
    object_close(&o);
}

/* Where it was left out for all alliances, once is enough to say so: not in each of them again. */
static bool ordinal_left_out(const struct sam_ordinal_summary *ordinal) {
    return ordinal->tau.why == SAM_WHY_NOT_ASKED || ordinal->tau.why == SAM_WHY_TOO_MANY_ALLIANCES;
}

static void write_summary(struct sam_json *json, const struct sam_analysis *analysis, size_t s) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_scale *scale = &q->scales[s];
    const struct sam_scale_summary *summary = sam_analysis_scale(analysis, s);
    struct object o = object_open(json, scale->id);
    sam_json_array(json, "items");
    for (size_t i = 0; i < scale->item_count; i++) {
        sam_json_string(json, NULL, q->items[scale->items[i]].id);
    }
    sam_json_array_end(json);
    sam_json_whole(json, "respondents", (long long)summary->respondents);
    sam_json_whole(json, "complete", (long long)summary->complete);
    number(&o, "mean", summary->mean);
    number(&o, "sd", summary->sd);
    write_range(json, "alpha", "value", summary->alpha, summary->alpha_low, summary->alpha_high);
    number(&o, "alpha_standardized", summary->alpha_standardized);
    number(&o, "omega_total", summary->omega_total);
    number(&o, "average_r", summary->average_r);
    write_per_item(json, "item_rest", q, scale, summary->item_rest);
    write_per_item(json, "alpha_if_dropped", q, scale, summary->alpha_if_dropped);
    number(&o, "icc1", summary->icc1);
    number(&o, "icc2", summary->icc2);
    number(&o, "f", summary->f);
    number(&o, "df_between", summary->df_between);
    number(&o, "df_within", summary->df_within);
    number(&o, "p", summary->p);
    write_variance(json, summary);
    number(&o, "sem", summary->sem);
    sam_alliances_test_write(json, &summary->alliances_test, analysis);
    write_ordinal_summary(json, &summary->ordinal);
    object_close(&o);
}

/* --- one alliance -------------------------------------------------------------------------- */

/* The value, or why it may not be shown. */
static struct sam_number shown(bool suppressed, struct sam_number value) {
    return suppressed ? sam_no_value(SAM_WHY_SUPPRESSED) : value;
}

static void count_of(struct object *o, const char *key, bool suppressed, size_t count) {
    if (suppressed) {
        absent(o, key, SAM_WHY_SUPPRESSED);
    } else {
        sam_json_whole(o->json, key, (long long)count);
    }
}

static void write_zone(struct object *o, bool suppressed, const struct sam_scale_score *score) {
    if (!suppressed && score->zone != SAM_BAND_NONE) {
        sam_json_string(o->json, "zone", sam_band_id(score->zone));
        sam_json_bool(o->json, "zone_uncertain", score->zone_uncertain);
        return;
    }
    struct sam_number mean = shown(suppressed, score->mean);
    enum sam_why why = sam_has(mean) ? SAM_WHY_PHASE_SCALE : mean.why;
    absent(o, "zone", why);
    absent(o, "zone_uncertain", why);
}

static void write_ordinal(struct sam_json *json, bool suppressed,
                          const struct sam_ordinal_score *ordinal) {
    struct object o = object_open(json, "ordinal");
    number(&o, "value", shown(suppressed, ordinal->value));
    number(&o, "se", shown(suppressed, ordinal->se));
    number(&o, "location", shown(suppressed, ordinal->location));
    object_close(&o);
}

/* Sets of tests; `change` only when there is a wave to compare with. */
static void write_differences(struct object *o, const struct sam_differences *differences,
                              bool earlier) {
    sam_roles_write(o->json, differences);
    if (earlier && !sam_change_write(o->json, &differences->change)) {
        absent(o, "change", differences->change.test.difference.why);
    }
}

static void write_score(struct sam_json *json, const char *id, bool suppressed,
                        const struct sam_scale_score *score,
                        const struct sam_differences *differences, bool earlier,
                        bool with_ordinal) {
    struct object o = object_open(json, id);
    count_of(&o, "respondents", suppressed, score->respondents);
    number(&o, "mean", shown(suppressed, score->mean));
    number(&o, "sd", shown(suppressed, score->sd));
    number(&o, "low", shown(suppressed, score->low));
    number(&o, "high", shown(suppressed, score->high));
    number(&o, "index", shown(suppressed, score->index));
    write_zone(&o, suppressed, score);
    write_range(json, "pooled", "mean", shown(suppressed, score->pooled),
                shown(suppressed, score->pooled_low), shown(suppressed, score->pooled_high));
    number(&o, "rwg", shown(suppressed, score->rwg));
    number(&o, "rwg_skewed", shown(suppressed, score->rwg_skewed));
    number(&o, "rwg_star", shown(suppressed, score->rwg_star));
    number(&o, "rwg_star_skewed", shown(suppressed, score->rwg_star_skewed));
    number(&o, "rwg_chance", shown(suppressed, score->rwg_chance));
    number(&o, "ad", shown(suppressed, score->ad));
    number(&o, "lowest", shown(suppressed, score->lowest));
    number(&o, "highest", shown(suppressed, score->highest));
    write_differences(&o, differences, earlier);
    if (with_ordinal) {
        write_ordinal(json, suppressed, &score->ordinal);
    }
    object_close(&o);
}

static void write_item(struct sam_json *json, const char *id, int points, bool suppressed,
                       const struct sam_item_score *score) {
    struct object o = object_open(json, id);
    count_of(&o, "respondents", suppressed, score->respondents);
    count_of(&o, "dont_know", suppressed, score->dont_know);
    count_of(&o, "missing", suppressed, score->missing);
    number(&o, "mean", shown(suppressed, score->mean));
    number(&o, "sd", shown(suppressed, score->sd));
    if (suppressed) {
        absent(&o, "counts", SAM_WHY_SUPPRESSED);
    } else {
        sam_json_array(json, "counts");
        for (int i = 0; i < points; i++) {
            sam_json_whole(json, NULL, (long long)score->counts[i]);
        }
        sam_json_array_end(json);
    }
    number(&o, "rwg", shown(suppressed, score->rwg));
    number(&o, "rwg_star", shown(suppressed, score->rwg_star));
    number(&o, "ad", shown(suppressed, score->ad));
    if (suppressed) {
        absent(&o, "two_camps", SAM_WHY_SUPPRESSED);
    } else {
        sam_json_bool(json, "two_camps", score->two_camps);
    }
    object_close(&o);
}

static void write_phases(struct sam_json *json, const char *key, bool suppressed, enum sam_why why,
                         const struct sam_number values[SAM_PHASES]) {
    struct object o = object_open(json, key);
    for (int k = 0; k < SAM_PHASES; k++) {
        struct sam_number value = why != SAM_HAS_VALUE ? sam_no_value(why) : values[k];
        number(&o, sam_phase_id((enum sam_phase)k), shown(suppressed, value));
    }
    object_close(&o);
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

static void write_verdict(struct object *o, const struct sam_phase_score *score, enum sam_why why) {
    struct sam_json *json = o->json;
    bool data = why == SAM_HAS_VALUE && score->modal != SAM_PHASE_NONE;
    enum sam_verdict verdict = data ? score->verdict : SAM_VERDICT_NO_DATA;
    if (data) {
        sam_json_string(json, "modal", sam_phase_id(score->modal));
    } else {
        absent(o, "modal", why != SAM_HAS_VALUE ? why : SAM_WHY_NO_ANSWERS);
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
    struct object o = object_open(json, sam_relation_id(relation));
    why = suppressed ? SAM_WHY_SUPPRESSED : why;
    count_of(&o, "respondents", suppressed, score->respondents);
    write_phases(json, "posterior", suppressed, why, score->posterior);
    /* A profile may have values where the posterior has none: it keeps its own reasons. */
    write_phases(json, "profile", suppressed, why == SAM_WHY_NO_PHASE_ITEMS ? why : SAM_HAS_VALUE,
                 score->profile);
    write_verdict(&o, score, why);
    sam_json_object(json, "leaning");
    struct object leaning = {.json = json};
    for (int k = 0; k < SAM_PHASES; k++) {
        count_of(&leaning, sam_phase_id((enum sam_phase)k), suppressed, score->leaning[k]);
    }
    object_close(&leaning);
    if (evaluator != NULL) {
        sam_json_object(json, "evaluator");
        sam_json_string(json, "phase", sam_phase_id(evaluator->phase));
        if (evaluator->reason != NULL) {
            sam_json_string(json, "reason", evaluator->reason);
        }
        sam_json_object_end(json);
    }
    object_close(&o);
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

static void write_discussion(struct sam_json *json, const struct sam_questionnaire *q,
                             const struct sam_alliance_result *result) {
    sam_json_array(json, "discussion");
    for (size_t i = 0; i < result->topic_count && !result->suppressed; i++) {
        const struct sam_topic *topic = &result->topics[i];
        sam_json_object(json, NULL);
        sam_json_string(json, "item", q->items[topic->item].id);
        sam_json_number(json, "score", topic->score);
        sam_json_array(json, "reasons");
        for (int r = 0; r < SAM_REASONS; r++) {
            if (topic->reasons[r]) {
                sam_json_string(json, NULL, sam_reason_id((enum sam_reason)r));
            }
        }
        sam_json_array_end(json);
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

static void write_alliance(struct sam_json *json, const struct sam_results_context *context,
                           const struct sam_analysis *analysis,
                           const struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    bool earlier = sam_analysis_options(analysis)->earlier != NULL;
    const struct sam_study *study = context->study;
    size_t alliance = study != NULL ? sam_study_alliance(study, result->id) : SAM_NONE;
    struct object o = object_open(json, result->id);
    sam_json_string(json, "name",
                    alliance != SAM_NONE ? study->alliances[alliance].name : result->id);
    if (result->invited > 0) {
        sam_json_whole(json, "invited", (long long)result->invited);
    } else {
        absent(&o, "invited", SAM_WHY_UNKNOWN_INVITED);
    }
    sam_json_whole(json, "responded", (long long)result->responded);
    sam_json_whole(json, "account_holders", (long long)result->account_holders);
    sam_json_bool(json, "suppressed", result->suppressed);
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
            write_item(json, q->items[i].id, q->points, result->suppressed, &result->items[i]);
        }
        sam_json_object_end(json);
    }
    write_alliance_phases(json, context, alliance, result);
    write_discussion(json, q, result);
    object_close(&o);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void write_study(struct object *o, const struct sam_study *study) {
    struct sam_json *json = o->json;
    if (study == NULL) {
        absent(o, "study_title", SAM_WHY_NOT_GIVEN);
        absent(o, "funder", SAM_WHY_NOT_GIVEN);
        sam_json_bool(json, "simulated", false);
        absent(o, "language", SAM_WHY_NOT_GIVEN);
        absent(o, "privacy", SAM_WHY_NOT_GIVEN);
        return;
    }
    sam_instrument_text_write(json, "study_title", &study->title);
    text_or_absent(o, "funder", study->funder);
    sam_json_bool(json, "simulated", study->simulated);
    sam_json_string(json, "language", sam_lang_code(study->language));
    sam_json_object(json, "privacy");
    sam_json_whole(json, "bands_from", study->privacy.bands_from);
    sam_json_whole(json, "means_from", study->privacy.means_from);
    sam_json_whole(json, "distributions_from", study->privacy.distributions_from);
    sam_json_object_end(json);
}

static void write_head(struct object *o, const struct sam_results_context *context,
                       const struct sam_analysis *analysis) {
    struct sam_json *json = o->json;
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_analysis_options *options = sam_analysis_options(analysis);
    sam_json_string(json, "samenscan", context->version);
    text_or_absent(o, "study", context->study != NULL ? context->study->id : NULL);
    text_or_absent(o, "wave", context->wave);
    text_or_absent(o, "against", options->earlier != NULL ? options->earlier->id : NULL);
    sam_json_string(json, "questionnaire", q->id);
    if (options->seed <= INT64_MAX) {
        sam_json_whole(json, "seed", (long long)options->seed);
    } else {
        sam_json_number(json, "seed", (double)options->seed);
    }
    sam_json_whole(json, "resamples", options->resamples);
    sam_json_whole(json, "respondents", (long long)sam_analysis_respondents(analysis));
    sam_json_whole(json, "alliance_count", (long long)sam_analysis_alliance_count(analysis));
    sam_json_string(json, "weight", options->weight_organisation ? "organisation" : "respondent");
    sam_json_whole(json, "min_group", (long long)options->min_group);
    write_study(o, context->study);
    struct sam_buf maker;
    sam_buf_init(&maker, SAM_BUF_UNLIMITED);
    sam_buf_printf(&maker, "samenscan %s", context->version);
    sam_json_string(json, "generated_by", maker.data);
    sam_buf_fini(&maker);
    text_or_absent(o, "analysed_at", context->analysed_at);
    sam_json_object(json, "left_out");
    sam_json_whole(json, "incomplete", (long long)context->incomplete);
    sam_json_whole(json, "replaced", (long long)context->replaced);
    sam_json_whole(json, "quarantined", (long long)context->quarantined);
    sam_json_object_end(json);
    if (context->collected != NULL) {
        sam_json_raw(json, "collected", context->collected);
    } else {
        absent(o, "collected", SAM_WHY_NOT_GIVEN);
    }
    sam_instrument_write(json, "instrument", q);
}

static enum sam_status check_collected(const char *text, struct sam_err *err) {
    if (text == NULL) {
        return SAM_OK;
    }
    cJSON *tree = sam_json_parse(text, strlen(text), "collected", err);
    if (tree == NULL) {
        return SAM_E_INPUT;
    }
    cJSON_Delete(tree);
    return SAM_OK;
}

enum sam_status sam_results_write(FILE *out, const char *name,
                                  const struct sam_results_context *context,
                                  struct sam_analysis *analysis, struct sam_err *err) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    enum sam_status status = check_collected(context->collected, err);
    if (status != SAM_OK) {
        return status;
    }
    struct sam_json json;
    sam_json_to_file(&json, out, INDENT_DEPTH);
    struct object whole = object_open(&json, NULL);
    write_head(&whole, context, analysis);
    sam_json_object(&json, "scales");
    for (size_t s = 0; s < q->scale_count; s++) {
        write_summary(&json, analysis, s);
    }
    sam_json_object_end(&json);
    sam_json_object(&json, "alliances");
    if (sam_analysis_alliance_count(analysis) > READABLE_ALLIANCES) {
        sam_json_compact(&json, COMPACT_DEPTH);
    }
    for (size_t a = 0; a < sam_analysis_alliance_count(analysis); a++) {
        write_alliance(&json, context, analysis, sam_analysis_alliance(analysis, a));
    }
    sam_json_object_end(&json);
    object_close(&whole);
    return sam_json_end(&json, name, err);
}
