#include "report/results_reader.h"

#include "base/buf.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void sam_results_enter(struct sam_results_reader *r, const char *key) {
    assert(r->depth < SAM_RESULTS_DEPTH);
    r->path[r->depth++] = key;
}

void sam_results_leave(struct sam_results_reader *r) {
    assert(r->depth > 0);
    r->depth--;
}

void sam_results_wrong(struct sam_results_reader *r, const char *key, const char *what) {
    if (r->failed) {
        return;
    }
    r->failed = true;
    struct sam_buf place;
    sam_buf_init(&place, 512);
    for (int i = 0; i < r->depth; i++) {
        sam_buf_text(&place, r->path[i]);
        sam_buf_char(&place, '.');
    }
    sam_buf_text(&place, key);
    enum sam_status status =
        sam_fail(r->err, SAM_E_INPUT,
                 _("%s: %s: %s; is this results.json whole and made by samenscan? Run `samenscan "
                   "analyse` again to make it anew"),
                 r->name, place.data, what);
    (void)status;
    sam_buf_fini(&place);
}

static const cJSON *member(struct sam_results_reader *r, const cJSON *parent, const char *key) {
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(parent, key);
    if (found == NULL) {
        sam_results_wrong(r, key, _("it is missing"));
    }
    return found;
}

const cJSON *sam_results_object(struct sam_results_reader *r, const cJSON *parent,
                                const char *key) {
    const cJSON *found = member(r, parent, key);
    if (found != NULL && !cJSON_IsObject(found)) {
        sam_results_wrong(r, key, _("it must be an object between { and }"));
        return NULL;
    }
    return found;
}

const cJSON *sam_results_list(struct sam_results_reader *r, const cJSON *parent, const char *key) {
    const cJSON *found = member(r, parent, key);
    if (found != NULL && !cJSON_IsArray(found)) {
        sam_results_wrong(r, key, _("it must be a list between [ and ]"));
        return NULL;
    }
    return found;
}

/* A newer version may know reasons that this one doesn't: SAM_WHYS. */
static enum sam_why reason_of(struct sam_results_reader *r, const cJSON *object, const char *key) {
    const cJSON *why = cJSON_GetObjectItemCaseSensitive(object, "why");
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(why, key);
    if (!cJSON_IsString(code)) {
        sam_results_wrong(r, key, _("it is null and \"why\" gives no reason"));
        return SAM_WHYS;
    }
    enum sam_why found = sam_why_read(code->valuestring);
    return found == SAM_HAS_VALUE ? SAM_WHYS : found;
}

struct sam_number sam_results_number(struct sam_results_reader *r, const cJSON *object,
                                     const char *key) {
    const cJSON *found = member(r, object, key);
    if (found == NULL) {
        return sam_no_value(SAM_WHYS);
    }
    if (cJSON_IsNull(found)) {
        return sam_no_value(reason_of(r, object, key));
    }
    if (!cJSON_IsNumber(found) || !isfinite(found->valuedouble)) {
        sam_results_wrong(r, key, _("it must be a number or null"));
        return sam_no_value(SAM_WHYS);
    }
    return sam_value(found->valuedouble);
}

bool sam_results_absent(struct sam_results_reader *r, const cJSON *object, const char *key) {
    const cJSON *found = member(r, object, key);
    if (found == NULL || !cJSON_IsNull(found)) {
        return found == NULL;
    }
    reason_of(r, object, key);
    return true;
}

size_t sam_results_count(struct sam_results_reader *r, const cJSON *object, const char *key) {
    struct sam_number value = sam_results_number(r, object, key);
    if (!sam_has(value)) {
        return 0;
    }
    if (value.value < 0 || value.value > 9007199254740992.0 || value.value != floor(value.value)) {
        sam_results_wrong(r, key, _("it must be a whole number, 0 or more"));
        return 0;
    }
    return (size_t)value.value;
}

bool sam_results_flag(struct sam_results_reader *r, const cJSON *object, const char *key) {
    const cJSON *found = member(r, object, key);
    if (found != NULL && !cJSON_IsBool(found)) {
        sam_results_wrong(r, key, _("it must be true or false"));
    }
    return cJSON_IsTrue(found);
}

const char *sam_results_text(struct sam_results_reader *r, const cJSON *object, const char *key,
                             bool optional) {
    const cJSON *found =
        optional ? cJSON_GetObjectItemCaseSensitive(object, key) : member(r, object, key);
    if (found == NULL || (optional && cJSON_IsNull(found))) {
        return NULL;
    }
    if (!cJSON_IsString(found)) {
        sam_results_wrong(r, key, _("it must be a text"));
        return NULL;
    }
    return sam_arena_strdup(r->results->arena, found->valuestring);
}
