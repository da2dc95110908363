/* One alliance of results.json back into the struct the analysis made it from. */
#include "report/results_reader.h"

#include <string.h>

static void *room(struct sam_results_reader *r, size_t count, size_t size) {
    return sam_arena_alloc(r->results->arena, count * size + 1);
}

static enum sam_band read_zone(struct sam_results_reader *r, const cJSON *object) {
    const cJSON *zone = cJSON_GetObjectItemCaseSensitive(object, "zone");
    if (!cJSON_IsString(zone)) {
        if (!sam_results_absent(r, object, "zone")) {
            sam_results_wrong(r, "zone", _("it must be the name of a band or null"));
        }
        return SAM_BAND_NONE;
    }
    for (int band = 0; band < SAM_BAND_NONE; band++) {
        if (strcmp(sam_band_id((enum sam_band)band), zone->valuestring) == 0) {
            return (enum sam_band)band;
        }
    }
    sam_results_wrong(r, "zone", _("this version of samenscan doesn't know that band"));
    return SAM_BAND_NONE;
}

static void read_ordinal(struct sam_results_reader *r, const cJSON *object, size_t scale,
                         struct sam_ordinal_score *ordinal) {
    if (cJSON_GetObjectItemCaseSensitive(object, "ordinal") == NULL) {
        /* left out for all alliances: the scale says why */
        struct sam_number none = r->results->scales[scale].ordinal.tau;
        none.why = sam_has(none) ? SAM_WHY_NOT_ASKED : none.why;
        *ordinal = (struct sam_ordinal_score){none, none, none};
        return;
    }
    const cJSON *own = sam_results_object(r, object, "ordinal");
    sam_results_enter(r, "ordinal");
    ordinal->value = sam_results_number(r, own, "value");
    ordinal->se = sam_results_number(r, own, "se");
    ordinal->location = sam_results_number(r, own, "location");
    sam_results_leave(r);
}

static void read_score(struct sam_results_reader *r, const cJSON *object, size_t scale,
                       struct sam_scale_score *score) {
    score->respondents = sam_results_count(r, object, "respondents");
    score->mean = sam_results_number(r, object, "mean");
    score->sd = sam_results_number(r, object, "sd");
    score->low = sam_results_number(r, object, "low");
    score->high = sam_results_number(r, object, "high");
    score->index = sam_results_number(r, object, "index");
    score->zone = read_zone(r, object);
    score->zone_uncertain =
        score->zone != SAM_BAND_NONE && sam_results_flag(r, object, "zone_uncertain");
    const cJSON *pooled = sam_results_object(r, object, "pooled");
    sam_results_enter(r, "pooled");
    score->pooled = sam_results_number(r, pooled, "mean");
    score->pooled_low = sam_results_number(r, pooled, "low");
    score->pooled_high = sam_results_number(r, pooled, "high");
    sam_results_leave(r);
    score->rwg = sam_results_number(r, object, "rwg");
    score->rwg_skewed = sam_results_number(r, object, "rwg_skewed");
    score->rwg_star = sam_results_number(r, object, "rwg_star");
    score->rwg_chance = sam_results_number(r, object, "rwg_chance");
    score->ad = sam_results_number(r, object, "ad");
    score->lowest = sam_results_number(r, object, "lowest");
    score->highest = sam_results_number(r, object, "highest");
    read_ordinal(r, object, scale, &score->ordinal);
}

static void read_counts(struct sam_results_reader *r, const cJSON *object,
                        struct sam_item_score *score) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, "counts");
    int points = r->results->questionnaire->points;
    if (!cJSON_IsArray(list)) {
        if (!sam_results_absent(r, object, "counts")) {
            sam_results_wrong(r, "counts", _("it must be a list or null"));
        }
        return;
    }
    int i = 0;
    const cJSON *count = NULL;
    cJSON_ArrayForEach(count, list) {
        if (i == points || !cJSON_IsNumber(count) || count->valuedouble < 0) {
            break;
        }
        score->counts[i++] = (size_t)count->valuedouble;
    }
    if (i != points || count != NULL) {
        sam_results_wrong(r, "counts", _("it must have a count for each answer"));
    }
}

static void read_item(struct sam_results_reader *r, const cJSON *object,
                      struct sam_item_score *score) {
    score->respondents = sam_results_count(r, object, "respondents");
    score->dont_know = sam_results_count(r, object, "dont_know");
    score->missing = sam_results_count(r, object, "missing");
    score->mean = sam_results_number(r, object, "mean");
    score->sd = sam_results_number(r, object, "sd");
    read_counts(r, object, score);
    score->rwg = sam_results_number(r, object, "rwg");
    score->rwg_star = sam_results_number(r, object, "rwg_star");
    score->ad = sam_results_number(r, object, "ad");
    const cJSON *camps = cJSON_GetObjectItemCaseSensitive(object, "two_camps");
    score->two_camps = cJSON_IsNull(camps) ? !sam_results_absent(r, object, "two_camps")
                                           : sam_results_flag(r, object, "two_camps");
    sam_results_voices_read(r, object, score);
}

static void read_items(struct sam_results_reader *r, const cJSON *object,
                       struct sam_alliance_result *result) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    if (cJSON_GetObjectItemCaseSensitive(object, "items") == NULL) {
        return;
    }
    const cJSON *items = sam_results_object(r, object, "items");
    result->items = room(r, q->item_count, sizeof *result->items);
    sam_results_enter(r, "items");
    for (size_t i = 0; i < q->item_count && !r->failed; i++) {
        const cJSON *item = sam_results_object(r, items, q->items[i].id);
        sam_results_enter(r, q->items[i].id);
        read_item(r, item, &result->items[i]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_phases(struct sam_results_reader *r, const cJSON *object, const char *key,
                        struct sam_number values[SAM_PHASES]) {
    const cJSON *phases = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    for (int k = 0; k < SAM_PHASES; k++) {
        values[k] = sam_results_number(r, phases, sam_phase_id((enum sam_phase)k));
    }
    sam_results_leave(r);
}

static enum sam_phase read_phase_name(struct sam_results_reader *r, const char *key,
                                      const cJSON *text) {
    enum sam_phase phase = SAM_PHASE_NONE;
    if (!cJSON_IsString(text) || sam_phase_parse(text->valuestring, &phase) != 0) {
        sam_results_wrong(r, key, _("it must be forming, storming, norming or performing"));
    }
    return phase;
}

static enum sam_verdict read_verdict(struct sam_results_reader *r, const cJSON *object) {
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(object, "verdict");
    for (int v = SAM_VERDICT_CLEAR; v <= SAM_VERDICT_NO_DATA; v++) {
        if (cJSON_IsString(text) &&
            strcmp(sam_verdict_id((enum sam_verdict)v), text->valuestring) == 0) {
            return (enum sam_verdict)v;
        }
    }
    sam_results_wrong(r, "verdict", _("it must be clear, mixed, undecided or no_data"));
    return SAM_VERDICT_NO_DATA;
}

static void read_evaluator(struct sam_results_reader *r, const cJSON *object,
                           struct sam_evaluator_phase *evaluator) {
    if (cJSON_GetObjectItemCaseSensitive(object, "evaluator") == NULL) {
        return;
    }
    const cJSON *own = sam_results_object(r, object, "evaluator");
    sam_results_enter(r, "evaluator");
    evaluator->phase = read_phase_name(r, "phase", cJSON_GetObjectItemCaseSensitive(own, "phase"));
    evaluator->reason = sam_results_text(r, own, "reason", true);
    sam_results_leave(r);
}

void sam_results_verdict_read(struct sam_results_reader *r, const cJSON *object,
                              struct sam_phase_score *score) {
    score->respondents = sam_results_count(r, object, "respondents");
    read_phases(r, object, "posterior", score->posterior);
    score->verdict = read_verdict(r, object);
    score->modal = SAM_PHASE_NONE;
    if (score->verdict == SAM_VERDICT_NO_DATA) {
        score->why = sam_results_number(r, object, "modal").why;
    } else {
        score->modal =
            read_phase_name(r, "modal", cJSON_GetObjectItemCaseSensitive(object, "modal"));
    }
    const cJSON *shared = NULL;
    cJSON_ArrayForEach(shared, sam_results_list(r, object, "phases")) {
        enum sam_phase phase = read_phase_name(r, "phases", shared);
        if (phase != SAM_PHASE_NONE) {
            score->shared[phase] = true;
        }
    }
}

static void read_phase(struct sam_results_reader *r, const cJSON *object,
                       struct sam_phase_score *score) {
    sam_results_verdict_read(r, object, score);
    read_phases(r, object, "profile", score->profile);
    const cJSON *leaning = sam_results_object(r, object, "leaning");
    sam_results_enter(r, "leaning");
    for (int k = 0; k < SAM_PHASES; k++) {
        score->leaning[k] = sam_results_count(r, leaning, sam_phase_id((enum sam_phase)k));
    }
    sam_results_leave(r);
}

static void read_alliance_phases(struct sam_results_reader *r, const cJSON *object,
                                 struct sam_results_alliance *alliance) {
    const cJSON *phases = sam_results_object(r, object, "phase");
    sam_results_enter(r, "phase");
    for (int relation = 0; relation < SAM_RELATIONS; relation++) {
        const char *id = sam_relation_id((enum sam_relation)relation);
        struct sam_phase_score *score = &alliance->result.phase[relation];
        alliance->evaluator[relation].phase = SAM_PHASE_NONE;
        score->modal = SAM_PHASE_NONE;
        score->verdict = SAM_VERDICT_NO_DATA;
        score->why = SAM_WHY_NO_PHASE_ITEMS;
        if (cJSON_GetObjectItemCaseSensitive(phases, id) == NULL) {
            continue;
        }
        const cJSON *phase = sam_results_object(r, phases, id);
        sam_results_enter(r, id);
        alliance->result.has_phase[relation] = true;
        read_phase(r, phase, score);
        read_evaluator(r, phase, &alliance->evaluator[relation]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_topic(struct sam_results_reader *r, const cJSON *object, struct sam_topic *topic) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "item");
    topic->item = cJSON_IsString(item)
                      ? sam_questionnaire_item(r->results->questionnaire, item->valuestring)
                      : SAM_NONE;
    if (topic->item == SAM_NONE) {
        topic->item = 0;
        sam_results_wrong(r, "discussion", _("it names a statement the questionnaire lacks"));
    }
    topic->score = sam_results_number(r, object, "score").value;
    const cJSON *reason = NULL;
    cJSON_ArrayForEach(reason, sam_results_list(r, object, "reasons")) {
        for (int i = 0; i < SAM_REASONS && cJSON_IsString(reason); i++) {
            if (strcmp(sam_reason_id((enum sam_reason)i), reason->valuestring) == 0) {
                topic->reasons[i] = true;
                const cJSON *part = cJSON_GetObjectItemCaseSensitive(
                    cJSON_GetObjectItemCaseSensitive(object, "parts"), reason->valuestring);
                topic->parts[i] = cJSON_IsNumber(part) ? part->valuedouble : 0;
            }
        }
    }
}

static void read_discussion(struct sam_results_reader *r, const cJSON *object,
                            struct sam_alliance_result *result) {
    const cJSON *list = sam_results_list(r, object, "discussion");
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    result->topics = room(r, count, sizeof *result->topics);
    const cJSON *topic = NULL;
    sam_results_enter(r, "discussion");
    cJSON_ArrayForEach(topic, list) {
        read_topic(r, topic, &result->topics[result->topic_count++]);
    }
    sam_results_leave(r);
}

void sam_results_alliance_read(struct sam_results_reader *r, const cJSON *object,
                               struct sam_results_alliance *alliance) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    struct sam_alliance_result *result = &alliance->result;
    alliance->name = sam_results_text(r, object, "name", false);
    result->invited = sam_results_count(r, object, "invited");
    result->responded = sam_results_count(r, object, "responded");
    result->account_holders = sam_results_count(r, object, "account_holders");
    result->suppressed = sam_results_flag(r, object, "suppressed");
    result->scales = room(r, q->scale_count, sizeof *result->scales);
    struct sam_differences *differences = room(r, q->scale_count, sizeof *differences);
    result->differences = differences;
    const cJSON *scales = sam_results_object(r, object, "scales");
    sam_results_enter(r, "scales");
    for (size_t s = 0; s < q->scale_count && !r->failed; s++) {
        const cJSON *scale = sam_results_object(r, scales, q->scales[s].id);
        sam_results_enter(r, q->scales[s].id);
        read_score(r, scale, s, &result->scales[s]);
        sam_results_differences_read(r, scale, &differences[s]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
    read_items(r, object, result);
    read_alliance_phases(r, object, alliance);
    read_discussion(r, object, result);
    sam_results_people_read(r, object, alliance);
    sam_results_record_read(r, object, &alliance->record);
}
