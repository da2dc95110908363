#include "report/results_read.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "report/disclosure.h"
#include "report/results_reader.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Some 30,000 alliances with results per item. Beyond it the tree no longer fits in the memory of
 * an ordinary machine, and nobody reads a report of it either. */
enum { FILE_LIMIT = 512 << 20 };

static void drop_unknown(cJSON *object, const char *const *keys) {
    cJSON *next = NULL;
    for (cJSON *member = object != NULL ? object->child : NULL; member != NULL; member = next) {
        next = member->next;
        const char *const *key = keys;
        while (*key != NULL && strcmp(*key, member->string) != 0) {
            key++;
        }
        if (*key == NULL) {
            cJSON_Delete(cJSON_DetachItemViaPointer(object, member));
        }
    }
}

static void drop_unknown_in_list(cJSON *root, const char *list, const char *const *keys) {
    cJSON *element = NULL;
    cJSON_ArrayForEach(element, cJSON_GetObjectItemCaseSensitive(root, list)) {
        if (cJSON_IsObject(element)) {
            drop_unknown(element, keys);
        }
    }
}

/* The questionnaire's own reader refuses keys it doesn't know, rightly, of a file that people
 * write. This one may have been written by a newer program. */
static void prune_instrument(cJSON *instrument) {
    static const char *const root[] = {
        "id",     "version", "title",          "introduction", "themes",      "response_scale",
        "scales", "items",   "open_questions", "sources",      "phase_model", "introductions",
        "story",  NULL};
    static const char *const scales[] = {"id",           "title",  "relation", "zones",
                                         "min_answered", "source", NULL};
    static const char *const items[] = {"id",      "theme",   "scale",     "text",
                                        "reverse", "phase",   "questions", "audience",
                                        "same_as", "wording", NULL};
    static const char *const themes[] = {"id", "title", "wording", NULL};
    static const char *const open[] = {"id", "text", "audience", "wording", NULL};
    static const char *const story[] = {"title",          "change",         "for_whom", "why",
                                        "consent_report", "consent_funder", NULL};
    static const char *const roles[] = {"lead", "partner", "account_holder", NULL};
    static const char *const response[] = {"points", "labels", "dont_know", NULL};
    static const char *const model[] = {"mean",  "spread",        "cut", "concentration",
                                        "prior", "design_effect", NULL};
    drop_unknown(instrument, root);
    drop_unknown_in_list(instrument, "scales", scales);
    drop_unknown_in_list(instrument, "items", items);
    drop_unknown_in_list(instrument, "themes", themes);
    drop_unknown_in_list(instrument, "open_questions", open);
    cJSON *part = cJSON_GetObjectItemCaseSensitive(instrument, "response_scale");
    drop_unknown(cJSON_IsObject(part) ? part : NULL, response);
    part = cJSON_GetObjectItemCaseSensitive(instrument, "story");
    drop_unknown(cJSON_IsObject(part) ? part : NULL, story);
    part = cJSON_GetObjectItemCaseSensitive(instrument, "introductions");
    drop_unknown(cJSON_IsObject(part) ? part : NULL, roles);
    part = cJSON_GetObjectItemCaseSensitive(instrument, "phase_model");
    drop_unknown(cJSON_IsObject(part) ? part : NULL, model);
}

/* What account holders were given, in `questionnaires`; files from before there was any have none.
 */
static void read_holders(struct sam_results_reader *r, const cJSON *root) {
    struct sam_questionnaire *q = r->results->questionnaire;
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(root, "questionnaires")) {
        const cJSON *role = cJSON_GetObjectItemCaseSensitive(one, "role");
        const cJSON *id = cJSON_GetObjectItemCaseSensitive(one, "id");
        const cJSON *version = cJSON_GetObjectItemCaseSensitive(one, "version");
        if (cJSON_IsString(role) && cJSON_IsString(id) && cJSON_IsString(version) &&
            strcmp(role->valuestring, sam_role_id(SAM_ACCOUNT_HOLDER)) == 0) {
            q->holders_id = sam_arena_strdup(q->arena, id->valuestring);
            q->holders_version = sam_arena_strdup(q->arena, version->valuestring);
        }
    }
}

static void read_instrument(struct sam_results_reader *r, cJSON *root) {
    if (sam_results_object(r, root, "instrument") == NULL) {
        return;
    }
    cJSON *instrument = cJSON_GetObjectItemCaseSensitive(root, "instrument");
    prune_instrument(instrument);
    char *text = cJSON_PrintUnformatted(instrument);
    struct sam_problems problems;
    sam_problems_init(&problems);
    struct sam_err err = {0};
    if (text == NULL ||
        sam_questionnaire_parse(text, strlen(text), "instrument", &r->results->questionnaire,
                                &problems, &err) != SAM_OK) {
        sam_results_wrong(r, "instrument", err.text);
    }
    sam_problems_fini(&problems);
    cJSON_free(text);
    if (!r->failed) {
        read_holders(r, root);
    }
}

static struct sam_number *read_per_item(struct sam_results_reader *r, const cJSON *object,
                                        const char *key, const struct sam_scale *scale) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    struct sam_number *values =
        sam_arena_alloc(r->results->arena, scale->item_count * sizeof *values + 1);
    const cJSON *map = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    for (size_t i = 0; i < scale->item_count; i++) {
        values[i] = sam_results_number(r, map, q->items[scale->items[i]].id);
    }
    sam_results_leave(r);
    return values;
}

/* Files from before there was one have none. */
static struct sam_number number_if_there(struct sam_results_reader *r, const cJSON *object,
                                         const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key) != NULL
               ? sam_results_number(r, object, key)
               : sam_no_value(SAM_WHY_NOT_ASKED);
}

static void read_variance(struct sam_results_reader *r, const cJSON *object,
                          struct sam_scale_summary *summary) {
    const cJSON *variance = sam_results_object(r, object, "variance");
    sam_results_enter(r, "variance");
    summary->between = sam_results_number(r, variance, "between");
    summary->within = sam_results_number(r, variance, "within");
    summary->maxima = number_if_there(r, variance, "maxima");
    summary->method = sam_results_text(r, variance, "method", true);
    sam_results_leave(r);
}

static void read_inversions(struct sam_results_reader *r, const cJSON *list,
                            struct sam_ordinal_summary *ordinal) {
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    struct sam_inversion *inversions =
        sam_arena_alloc(r->results->arena, count * sizeof *inversions + 1);
    const cJSON *pair = NULL;
    cJSON_ArrayForEach(pair, list) {
        const cJSON *mean = cJSON_GetArrayItem(pair, 0);
        const cJSON *level = cJSON_GetArrayItem(pair, 1);
        if (!cJSON_IsString(mean) || !cJSON_IsString(level)) {
            sam_results_wrong(r, "inversions", _("each must be the ids of two alliances"));
            return;
        }
        inversions[ordinal->inversions_listed++] =
            (struct sam_inversion){sam_arena_strdup(r->results->arena, mean->valuestring),
                                   sam_arena_strdup(r->results->arena, level->valuestring)};
    }
    ordinal->inversions = inversions;
}

/* Files from before there was one have none. */
static void read_ordinal(struct sam_results_reader *r, const cJSON *object,
                         struct sam_ordinal_summary *ordinal) {
    if (cJSON_GetObjectItemCaseSensitive(object, "ordinal") == NULL) {
        struct sam_number none = sam_no_value(SAM_WHY_NOT_ASKED);
        ordinal->tau = ordinal->log_likelihood = ordinal->inversion_count = none;
        return;
    }
    const cJSON *own = sam_results_object(r, object, "ordinal");
    sam_results_enter(r, "ordinal");
    ordinal->tau = sam_results_number(r, own, "tau");
    ordinal->log_likelihood = sam_results_number(r, own, "log_likelihood");
    ordinal->alliances = sam_results_count(r, own, "alliances");
    ordinal->inversion_count = sam_results_number(r, own, "inversion_count");
    if (sam_has(ordinal->inversion_count)) {
        read_inversions(r, sam_results_list(r, own, "inversions"), ordinal);
    }
    sam_results_leave(r);
}

/* The test of all alliances together; each against the others is for other programs. */
static void read_alliances_test(struct sam_results_reader *r, const cJSON *object,
                                struct sam_alliances_test *test) {
    test->p = test->eta_squared = sam_no_value(SAM_WHY_NOT_ASKED);
    if (cJSON_GetObjectItemCaseSensitive(object, "alliances_test") == NULL) {
        return;
    }
    const cJSON *own = sam_results_object(r, object, "alliances_test");
    sam_results_enter(r, "alliances_test");
    test->alliances = sam_results_count(r, own, "alliances");
    test->scores = sam_results_count(r, own, "scores");
    test->eta_squared = sam_results_number(r, own, "eta_squared");
    test->p = sam_results_number(r, own, "p");
    sam_results_leave(r);
}

/* Files from before there was one have none. */
static void read_clustered(struct sam_results_reader *r, const cJSON *object,
                           struct sam_clustered *clustered) {
    if (cJSON_GetObjectItemCaseSensitive(object, "clustered") == NULL) {
        struct sam_number none = sam_no_value(SAM_WHY_NOT_ASKED);
        clustered->se = clustered->df = clustered->low = clustered->high = none;
        return;
    }
    const cJSON *own = sam_results_object(r, object, "clustered");
    sam_results_enter(r, "clustered");
    clustered->clusters = sam_results_count(r, own, "clusters");
    clustered->se = sam_results_number(r, own, "se");
    clustered->df = sam_results_number(r, own, "df");
    clustered->low = sam_results_number(r, own, "low");
    clustered->high = sam_results_number(r, own, "high");
    sam_results_leave(r);
}

static void read_overlap(struct sam_results_reader *r, const cJSON *root) {
    struct sam_overlap *overlap = &r->results->overlap;
    if (cJSON_GetObjectItemCaseSensitive(root, "overlap") == NULL) {
        return;
    }
    const cJSON *own = sam_results_object(r, root, "overlap");
    sam_results_enter(r, "overlap");
    overlap->organisations = sam_results_count(r, own, "organisations");
    overlap->people_known = sam_has(sam_results_number(r, own, "people"));
    overlap->people = sam_results_count(r, own, "people");
    overlap->account_holders = sam_results_count(r, own, "account_holders");
    sam_results_leave(r);
}

static void read_summary(struct sam_results_reader *r, const cJSON *object,
                         const struct sam_scale *scale, struct sam_scale_summary *summary) {
    summary->respondents = sam_results_count(r, object, "respondents");
    summary->complete = sam_results_count(r, object, "complete");
    summary->mean = sam_results_number(r, object, "mean");
    summary->mean_of_alliances = number_if_there(r, object, "mean_of_alliances");
    summary->sd = sam_results_number(r, object, "sd");
    const cJSON *alpha = sam_results_object(r, object, "alpha");
    sam_results_enter(r, "alpha");
    summary->alpha = sam_results_number(r, alpha, "value");
    summary->alpha_low = sam_results_number(r, alpha, "low");
    summary->alpha_high = sam_results_number(r, alpha, "high");
    sam_results_leave(r);
    summary->alpha_standardized = sam_results_number(r, object, "alpha_standardized");
    summary->omega_total = sam_results_number(r, object, "omega_total");
    summary->average_r = sam_results_number(r, object, "average_r");
    summary->item_rest = read_per_item(r, object, "item_rest", scale);
    summary->alpha_if_dropped = read_per_item(r, object, "alpha_if_dropped", scale);
    summary->icc1 = sam_results_number(r, object, "icc1");
    summary->icc1_low = number_if_there(r, object, "icc1_low");
    summary->icc1_high = number_if_there(r, object, "icc1_high");
    summary->icc2 = sam_results_number(r, object, "icc2");
    summary->f = sam_results_number(r, object, "f");
    summary->df_between = sam_results_number(r, object, "df_between");
    summary->df_within = sam_results_number(r, object, "df_within");
    summary->p = sam_results_number(r, object, "p");
    read_variance(r, object, summary);
    summary->sem = sam_results_number(r, object, "sem");
    read_clustered(r, object, &summary->clustered);
    read_alliances_test(r, object, &summary->alliances_test);
    read_ordinal(r, object, &summary->ordinal);
}

static void read_compared(struct sam_results_reader *r, const cJSON *scale,
                          struct sam_results_compared *compared) {
    if (cJSON_GetObjectItemCaseSensitive(scale, "compared") == NULL) {
        return;
    }
    const cJSON *own = sam_results_object(r, scale, "compared");
    sam_results_enter(r, "compared");
    compared->items = sam_results_count(r, own, "items");
    compared->left_out = sam_results_texts(r, own, "left_out", &compared->left_out_count);
    compared->left_out_then =
        sam_results_texts(r, own, "left_out_then", &compared->left_out_then_count);
    sam_results_leave(r);
}

static void read_scales(struct sam_results_reader *r, const cJSON *root) {
    const struct sam_questionnaire *q = r->results->questionnaire;
    const cJSON *scales = sam_results_object(r, root, "scales");
    r->results->scales =
        sam_arena_alloc(r->results->arena, q->scale_count * sizeof *r->results->scales + 1);
    r->results->compared =
        sam_arena_alloc(r->results->arena, q->scale_count * sizeof *r->results->compared + 1);
    sam_results_enter(r, "scales");
    for (size_t s = 0; s < q->scale_count; s++) {
        const cJSON *scale = sam_results_object(r, scales, q->scales[s].id);
        sam_results_enter(r, q->scales[s].id);
        read_summary(r, scale, &q->scales[s], &r->results->scales[s]);
        read_compared(r, scale, &r->results->compared[s]);
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_alliances(struct sam_results_reader *r, const cJSON *root) {
    struct sam_results *results = r->results;
    const cJSON *alliances = sam_results_object(r, root, "alliances");
    size_t capacity = 0;
    const cJSON *member = NULL;
    sam_results_enter(r, "alliances");
    cJSON_ArrayForEach(member, alliances) {
        if (r->failed) {
            break;
        }
        if (results->alliance_count == capacity) {
            capacity = sam_grow(capacity, results->alliance_count + 1);
            results->alliances =
                sam_xrealloc(results->alliances, capacity, sizeof *results->alliances);
        }
        struct sam_results_alliance *alliance = &results->alliances[results->alliance_count++];
        memset(alliance, 0, sizeof *alliance);
        alliance->result.id = sam_arena_strdup(results->arena, member->string);
        sam_results_enter(r, member->string);
        sam_results_alliance_read(r, member, alliance);
        sam_results_leave(r);
    }
    sam_results_leave(r);
    if (!r->failed && sam_results_count(r, root, "alliance_count") != results->alliance_count) {
        sam_results_wrong(r, "alliance_count", _("it differs from the alliances that follow"));
    }
}

/* A number of answers from which something may be shown. */
static int read_floor(struct sam_results_reader *r, const cJSON *privacy, const char *key) {
    size_t count = sam_results_count(r, privacy, key);
    if (count > INT_MAX) {
        sam_results_wrong(r, key, _("it is too large"));
        return 0;
    }
    return (int)count;
}

/* What only a study has. */
static void read_study(struct sam_results_reader *r, const cJSON *root) {
    struct sam_results *results = r->results;
    results->language = -1;
    results->privacy = (struct sam_privacy)SAM_PRIVACY_DEFAULT;
    const char *code = sam_results_text(r, root, "language", true);
    enum sam_lang lang = SAM_EN;
    if (code != NULL && sam_lang_read(code, &lang) == 0) {
        results->language = (int)lang;
    }
    if (cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(root, "privacy"))) {
        const cJSON *privacy = sam_results_object(r, root, "privacy");
        sam_results_enter(r, "privacy");
        results->privacy.bands_from = read_floor(r, privacy, "bands_from");
        results->privacy.means_from = read_floor(r, privacy, "means_from");
        results->privacy.distributions_from = read_floor(r, privacy, "distributions_from");
        sam_results_leave(r);
    }
}

static void read_head(struct sam_results_reader *r, const cJSON *root) {
    struct sam_results *results = r->results;
    results->version = sam_results_text(r, root, "samenscan", false);
    results->analysed_at = sam_results_text(r, root, "analysed_at", true);
    results->study = sam_results_text(r, root, "study", true);
    results->wave = sam_results_text(r, root, "wave", true);
    results->against = sam_results_text(r, root, "against", true);
    const cJSON *title = cJSON_GetObjectItemCaseSensitive(root, "study_title");
    if (cJSON_IsObject(title)) {
        sam_results_enter(r, "study_title");
        results->study_title.in[SAM_NL] = sam_results_text(r, title, "nl", false);
        results->study_title.in[SAM_EN] = sam_results_text(r, title, "en", false);
        sam_results_leave(r);
    }
    results->funder = sam_results_text(r, root, "funder", true);
    results->simulated = sam_results_flag(r, root, "simulated");
    read_study(r, root);
    results->seed = sam_results_number(r, root, "seed").value;
    results->resamples = (long long)sam_results_count(r, root, "resamples");
    const char *weight = sam_results_text(r, root, "weight", true);
    results->weight_organisation = weight != NULL && strcmp(weight, "organisation") == 0;
    results->respondents = sam_results_count(r, root, "respondents");
    results->min_group = sam_results_count(r, root, "min_group");
    const cJSON *left_out = sam_results_object(r, root, "left_out");
    sam_results_enter(r, "left_out");
    results->incomplete = sam_results_count(r, left_out, "incomplete");
    results->replaced = sam_results_count(r, left_out, "replaced");
    results->quarantined = sam_results_count(r, left_out, "quarantined");
    sam_results_leave(r);
}

static void read_days(struct sam_results_reader *r, const cJSON *root) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "response_days");
    const cJSON *day = NULL;
    if (!cJSON_IsArray(list)) {
        return; /* null without a study */
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    r->results->days = sam_arena_alloc(r->results->arena, count * sizeof *r->results->days + 1);
    sam_results_enter(r, "response_days");
    cJSON_ArrayForEach(day, list) {
        struct sam_day *own = &r->results->days[r->results->day_count++];
        own->day = sam_results_text(r, day, "day", false);
        own->responses = sam_results_count(r, day, "responses");
        if (own->day != NULL && !sam_date_valid(own->day)) {
            sam_results_wrong(r, "day", _("it must be a date like 2026-03-02"));
        }
    }
    sam_results_leave(r);
}

static void read_root(struct sam_results_reader *r, cJSON *root) {
    if (!cJSON_IsObject(root)) {
        sam_results_wrong(r, "", _("it must be an object between { and }"));
        return;
    }
    read_head(r, root);
    read_days(r, root);
    if (!r->failed) {
        read_instrument(r, root);
    }
    if (!r->failed) {
        read_scales(r, root);
        read_overlap(r, root);
        sam_results_timeline_read(r, root);
        r->results->sides = sam_results_sides_read(r, root, &r->results->side_count);
        r->results->stories = sam_results_stories_read(r, root, &r->results->story_count);
    }
    if (!r->failed) {
        read_alliances(r, root);
    }
    if (!r->failed) {
        r->results->activities = sam_results_activities_read(r, root);
        r->results->framework = sam_results_framework_read(r, root);
    }
}

struct named {
    const char *name;
    size_t index;
};

static int compare_names(const void *a, const void *b) {
    const struct named *left = a;
    const struct named *right = b;
    int order = strcasecmp(left->name, right->name);
    return order != 0 ? order : left->index < right->index ? -1 : 1;
}

/* By name: an order that says nothing about scores. */
static size_t *order_by_name(const struct sam_results *results) {
    struct named *named = sam_xcalloc(results->alliance_count + 1, sizeof *named);
    size_t *order = sam_xcalloc(results->alliance_count + 1, sizeof *order);
    for (size_t i = 0; i < results->alliance_count; i++) {
        named[i] = (struct named){results->alliances[i].name, i};
    }
    qsort(named, results->alliance_count, sizeof *named, compare_names);
    for (size_t i = 0; i < results->alliance_count; i++) {
        order[i] = named[i].index;
    }
    free(named);
    return order;
}

enum sam_status sam_results_parse(const char *text, size_t length, const char *name,
                                  struct sam_results **out, struct sam_err *err) {
    cJSON *root = sam_json_parse(text, length, name, err);
    if (root == NULL) {
        return SAM_E_INPUT;
    }
    struct sam_results *results = sam_xcalloc(1, sizeof *results);
    results->arena = sam_arena_new(SAM_BUF_UNLIMITED);
    sam_checksum(text, length, results->checksum);
    struct sam_results_reader reader = {.results = results, .err = err, .name = name};
    read_root(&reader, root);
    cJSON_Delete(root);
    if (reader.failed) {
        sam_results_free(results);
        return SAM_E_INPUT;
    }
    results->by_name = order_by_name(results);
    sam_disclose(results, NULL, 0, NULL);
    *out = results;
    return SAM_OK;
}

enum sam_status sam_results_read(const char *path, struct sam_results **out, struct sam_err *err) {
    struct sam_buf text;
    sam_buf_init(&text, FILE_LIMIT);
    enum sam_status status = sam_file_read(path, &text, err);
    if (status == SAM_OK) {
        status = sam_results_parse(text.data, text.length, path, out, err);
    }
    sam_buf_fini(&text);
    return status;
}

void sam_results_free(struct sam_results *results) {
    if (results != NULL) {
        sam_questionnaire_free(results->questionnaire);
        sam_arena_free(results->arena);
        free(results->alliances);
        free(results->by_name);
        sam_disclosure_free(results->disclosure);
        free(results);
    }
}
