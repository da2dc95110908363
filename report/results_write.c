#include "report/results_write.h"

#include "analyse/parallel.h"
#include "base/memory.h"
#include "report/differences_write.h"
#include "report/instrument_write.h"
#include "report/results_framework.h"
#include "report/results_record.h"
#include "report/results_writer.h"
#include "report/timeline_write.h"

#include <stdlib.h>
#include <string.h>

/* Where the head of the file ends and the bulk begins: deeper levels stay on one line. */
enum { INDENT_DEPTH = 3 };

/* Beyond this many alliances each is one line without blanks: nobody reads them by eye, and every
 * byte is written and read a million times. */
enum { READABLE_ALLIANCES = 200, COMPACT_DEPTH = 2 };

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

static void write_variance(struct sam_json *json, const struct sam_scale_summary *summary) {
    struct sam_out o = sam_out_open(json, "variance");
    sam_out_number(&o, "between", summary->between);
    sam_out_number(&o, "within", summary->within);
    sam_out_number(&o, "maxima", summary->maxima);
    if (summary->method != NULL && sam_has(summary->between)) {
        sam_json_string(json, "method", summary->method);
    } else {
        sam_out_absent(&o, "method",
                       sam_has(summary->between) ? SAM_WHY_NO_CONVERGENCE : summary->between.why);
    }
    sam_out_close(&o);
}

static void write_ordinal_summary(struct sam_json *json,
                                  const struct sam_ordinal_summary *ordinal) {
    struct sam_out o = sam_out_open(json, "ordinal");
    sam_out_number(&o, "tau", ordinal->tau);
    sam_out_number(&o, "log_likelihood", ordinal->log_likelihood);
    sam_json_whole(json, "alliances", (long long)ordinal->alliances);
    sam_out_number(&o, "inversion_count", ordinal->inversion_count);
    if (!sam_has(ordinal->inversion_count)) {
        sam_out_absent(&o, "inversions", ordinal->inversion_count.why);
        sam_out_close(&o);
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
    sam_out_close(&o);
}

static void write_left_out(struct sam_json *json, const char *key,
                           const struct sam_questionnaire *q, const size_t *items, size_t count) {
    sam_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        sam_json_string(json, NULL, q->items[items[i]].id);
    }
    sam_json_array_end(json);
}

static void write_compared(struct sam_json *json, const struct sam_analysis *analysis, size_t s) {
    const struct sam_compared *compared = sam_analysis_compared(analysis, s);
    if (compared == NULL) {
        return;
    }
    sam_json_object(json, "compared");
    sam_json_whole(json, "items", (long long)compared->count);
    write_left_out(json, "left_out", sam_analysis_questionnaire(analysis), compared->only_now,
                   compared->only_now_count);
    write_left_out(json, "left_out_then", sam_analysis_options(analysis)->earlier->questionnaire,
                   compared->only_then, compared->only_then_count);
    sam_json_object_end(json);
}

static void write_clustered(struct sam_json *json, const struct sam_clustered *clustered) {
    struct sam_out o = sam_out_open(json, "clustered");
    sam_json_whole(json, "clusters", (long long)clustered->clusters);
    sam_out_number(&o, "se", clustered->se);
    sam_out_number(&o, "df", clustered->df);
    sam_out_number(&o, "low", clustered->low);
    sam_out_number(&o, "high", clustered->high);
    sam_out_close(&o);
}

static void write_overlap(struct sam_json *json, const struct sam_overlap *overlap) {
    struct sam_out o = sam_out_open(json, "overlap");
    sam_json_whole(json, "organisations", (long long)overlap->organisations);
    if (overlap->people_known) {
        sam_json_whole(json, "people", (long long)overlap->people);
        sam_json_whole(json, "account_holders", (long long)overlap->account_holders);
    } else {
        sam_out_absent(&o, "people", SAM_WHY_NOT_GIVEN);
        sam_out_absent(&o, "account_holders", SAM_WHY_NOT_GIVEN);
    }
    sam_out_close(&o);
}

static void write_summary(struct sam_json *json, const struct sam_analysis *analysis, size_t s) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_scale *scale = &q->scales[s];
    const struct sam_scale_summary *summary = sam_analysis_scale(analysis, s);
    struct sam_out o = sam_out_open(json, scale->id);
    sam_json_array(json, "items");
    for (size_t i = 0; i < scale->item_count; i++) {
        sam_json_string(json, NULL, q->items[scale->items[i]].id);
    }
    sam_json_array_end(json);
    sam_json_whole(json, "respondents", (long long)summary->respondents);
    sam_json_whole(json, "complete", (long long)summary->complete);
    sam_out_number(&o, "mean", summary->mean);
    sam_out_number(&o, "mean_of_alliances", summary->mean_of_alliances);
    sam_out_number(&o, "sd", summary->sd);
    sam_out_range(json, "alpha", "value", summary->alpha, summary->alpha_low, summary->alpha_high);
    sam_out_number(&o, "alpha_standardized", summary->alpha_standardized);
    sam_out_number(&o, "omega_total", summary->omega_total);
    sam_out_number(&o, "average_r", summary->average_r);
    write_per_item(json, "item_rest", q, scale, summary->item_rest);
    write_per_item(json, "alpha_if_dropped", q, scale, summary->alpha_if_dropped);
    sam_out_number(&o, "icc1", summary->icc1);
    sam_out_number(&o, "icc1_low", summary->icc1_low);
    sam_out_number(&o, "icc1_high", summary->icc1_high);
    sam_out_number(&o, "icc2", summary->icc2);
    sam_out_number(&o, "f", summary->f);
    sam_out_number(&o, "df_between", summary->df_between);
    sam_out_number(&o, "df_within", summary->df_within);
    sam_out_number(&o, "p", summary->p);
    write_variance(json, summary);
    sam_out_number(&o, "sem", summary->sem);
    write_clustered(json, &summary->clustered);
    sam_alliances_test_write(json, &summary->alliances_test, analysis);
    write_ordinal_summary(json, &summary->ordinal);
    write_compared(json, analysis, s);
    sam_out_close(&o);
}

/* --- study and instrument -------------------------------------------------------------------- */

static void write_study(struct sam_out *o, const struct sam_study *study) {
    struct sam_json *json = o->json;
    if (study == NULL) {
        sam_out_absent(o, "study_title", SAM_WHY_NOT_GIVEN);
        sam_out_absent(o, "funder", SAM_WHY_NOT_GIVEN);
        sam_json_bool(json, "simulated", false);
        sam_out_absent(o, "language", SAM_WHY_NOT_GIVEN);
        sam_out_absent(o, "privacy", SAM_WHY_NOT_GIVEN);
        return;
    }
    sam_instrument_text_write(json, "study_title", &study->title);
    sam_out_text(o, "funder", study->funder);
    sam_json_bool(json, "simulated", study->simulated);
    sam_json_string(json, "language", sam_lang_code(study->language));
    sam_json_object(json, "privacy");
    sam_json_whole(json, "bands_from", study->privacy.bands_from);
    sam_json_whole(json, "means_from", study->privacy.means_from);
    sam_json_whole(json, "distributions_from", study->privacy.distributions_from);
    sam_json_object_end(json);
}

static void write_days(struct sam_out *o, const struct sam_results_context *context) {
    if (context->study == NULL) {
        sam_out_absent(o, "response_days", SAM_WHY_NOT_GIVEN);
        return;
    }
    sam_json_array(o->json, "response_days");
    for (size_t i = 0; i < context->day_count; i++) {
        sam_json_object(o->json, NULL);
        sam_json_string(o->json, "day", context->days[i].day);
        sam_json_whole(o->json, "responses", (long long)context->days[i].responses);
        sam_json_object_end(o->json);
    }
    sam_json_array_end(o->json);
}

/* Which files the instrument was made of. */
static void write_questionnaires(struct sam_json *json, const struct sam_questionnaire *q) {
    sam_json_array(json, "questionnaires");
    sam_json_object(json, NULL);
    sam_json_string(json, "id", q->id);
    sam_json_string(json, "version", q->version);
    sam_json_object_end(json);
    if (q->holders_id != NULL) {
        sam_json_object(json, NULL);
        sam_json_string(json, "id", q->holders_id);
        sam_json_string(json, "version", q->holders_version);
        sam_json_string(json, "role", sam_role_id(SAM_ACCOUNT_HOLDER));
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

static void write_head(struct sam_out *o, const struct sam_results_context *context,
                       const struct sam_analysis *analysis) {
    struct sam_json *json = o->json;
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_analysis_options *options = sam_analysis_options(analysis);
    sam_json_string(json, "samenscan", context->version);
    sam_out_text(o, "study", context->study != NULL ? context->study->id : NULL);
    sam_out_text(o, "wave", context->wave);
    sam_out_text(o, "against", options->earlier != NULL ? options->earlier->id : NULL);
    sam_json_string(json, "questionnaire", q->id);
    write_questionnaires(json, q);
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
    sam_out_text(o, "analysed_at", context->analysed_at);
    sam_json_object(json, "left_out");
    sam_json_whole(json, "incomplete", (long long)context->incomplete);
    sam_json_whole(json, "replaced", (long long)context->replaced);
    sam_json_whole(json, "quarantined", (long long)context->quarantined);
    sam_json_object_end(json);
    if (context->collected != NULL) {
        sam_json_raw(json, "collected", context->collected);
    } else {
        sam_out_absent(o, "collected", SAM_WHY_NOT_GIVEN);
    }
    write_days(o, context);
    sam_instrument_write(json, "instrument", q);
}

/* --- alliances ------------------------------------------------------------------------------- */

/* A few alliances, one where each takes long, are written by one thread into a buffer of their own;
 * buffers go out in order, and wait when the next alliance isn't there yet. */
enum { TOGETHER = 8, LONG_BELOW = 1000, BUFFERS_PER_DESK = 8 };

struct alliances {
    struct sam_json *json;
    const struct sam_out_study *own;
    struct sam_analysis *analysis;
    size_t together;
    struct sam_json *parts; /* per desk */
    struct sam_buf *texts;
    size_t text_count;
};

static void write_some(void *context, size_t task, unsigned desk) {
    struct alliances *w = context;
    struct sam_json *part = &w->parts[desk];
    size_t first = task * w->together;
    size_t end = first + w->together;
    size_t count = sam_analysis_alliance_count(w->analysis);
    sam_json_part(part, w->json, &w->texts[task % w->text_count]);
    for (size_t a = first; a < (end < count ? end : count); a++) {
        sam_results_alliance_write(part, w->own, w->analysis, desk, a);
    }
}

static void join_some(void *context, size_t task) {
    struct alliances *w = context;
    sam_json_join(w->json, &w->texts[task % w->text_count]);
}

static void write_alliances(struct sam_json *json, const struct sam_out_study *own,
                            struct sam_analysis *analysis) {
    size_t count = sam_analysis_alliance_count(analysis);
    unsigned desks = sam_analysis_desks(analysis);
    if (desks == 1) {
        for (size_t a = 0; a < count; a++) {
            sam_results_alliance_write(json, own, analysis, 0, a);
        }
        return;
    }
    struct alliances w = {.json = json,
                          .own = own,
                          .analysis = analysis,
                          .together = count < LONG_BELOW ? 1 : TOGETHER,
                          .text_count = (size_t)BUFFERS_PER_DESK * desks};
    w.parts = sam_xcalloc(desks, sizeof *w.parts);
    w.texts = sam_xcalloc(w.text_count, sizeof *w.texts);
    for (size_t i = 0; i < w.text_count; i++) {
        sam_buf_init(&w.texts[i], SAM_BUF_UNLIMITED);
    }
    sam_parallel_in_order((count + w.together - 1) / w.together, desks, w.text_count, write_some,
                          join_some, &w);
    for (size_t i = 0; i < w.text_count; i++) {
        sam_buf_fini(&w.texts[i]);
    }
    for (unsigned d = 0; d < desks; d++) {
        sam_json_part_fini(&w.parts[d]);
    }
    free(w.texts);
    free(w.parts);
}

/* --- the whole ----------------------------------------------------------------------------- */

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
    struct sam_out whole = sam_out_open(&json, NULL);
    write_head(&whole, context, analysis);
    sam_json_object(&json, "scales");
    for (size_t s = 0; s < q->scale_count; s++) {
        write_summary(&json, analysis, s);
    }
    sam_json_object_end(&json);
    struct sam_overlap overlap = sam_analysis_overlap(analysis);
    write_overlap(&json, &overlap);
    if (context->study != NULL) {
        sam_timeline_write(&json, q, context->timeline);
    } else {
        sam_out_absent(&whole, "timeline", SAM_WHY_NOT_GIVEN);
    }
    sam_results_framework_write(&whole, context, analysis);
    size_t side_count = 0;
    const struct sam_side *sides = sam_analysis_sides(analysis, &side_count);
    if (sides != NULL) {
        sam_sides_write(&json, q, sides, side_count, true);
    }
    sam_results_activities_write(&whole, context);
    struct sam_out_study own;
    sam_out_study_init(&own, context, q);
    sam_results_stories_write(&json, context, q, own.names);
    sam_json_object(&json, "alliances");
    if (sam_analysis_alliance_count(analysis) > READABLE_ALLIANCES) {
        sam_json_compact(&json, COMPACT_DEPTH);
    }
    write_alliances(&json, &own, analysis);
    sam_out_study_fini(&own);
    sam_json_object_end(&json);
    sam_out_close(&whole);
    return sam_json_end(&json, name, err);
}
