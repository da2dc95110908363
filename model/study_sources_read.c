/* The "sources" of study.json: where answers are fetched. */
#include "model/study_reader.h"

#include <stdio.h>
#include <string.h>

const char *sam_study_copy(struct sam_study_reader *r, const char *text) {
    return text != NULL ? sam_arena_strdup(r->study->arena, text) : NULL;
}

const char *sam_study_optional(struct sam_study_reader *r, const cJSON *object, const char *key) {
    return sam_study_copy(r, sam_json_text(r->problems, r->place, object, key, false));
}

const cJSON *sam_study_list_of(struct sam_study_reader *r, const cJSON *object, const char *key,
                               bool required, size_t element, void **into, size_t *count) {
    const cJSON *list = sam_json_list(r->problems, r->name, object, key, required);
    *count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    if (*count > SAM_STUDY_LIST_LIMIT) {
        sam_problem(r->problems, _("%s: %zu %s; at most %d are read"), r->name, *count, key,
                    SAM_STUDY_LIST_LIMIT);
        *count = SAM_STUDY_LIST_LIMIT;
    }
    *into = sam_arena_alloc(r->study->arena, *count * element + 1);
    return list;
}

/* {"from": "to", ...}, or for the values of "map" and its like. */
static struct sam_mapping *read_mapping(struct sam_study_reader *r, const cJSON *object,
                                        const char *key, size_t *count) {
    const cJSON *map = sam_json_member(r->problems, r->place, object, key, false);
    *count = 0;
    if (map == NULL) {
        return NULL;
    }
    if (!cJSON_IsObject(map)) {
        sam_problem(r->problems, _("%s: \"%s\" must be an object: {\"from\": \"to\"}"), r->place,
                    key);
        return NULL;
    }
    struct sam_mapping *pairs =
        sam_arena_alloc(r->study->arena, (size_t)cJSON_GetArraySize(map) * sizeof *pairs + 1);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, map) {
        if (!cJSON_IsString(member)) {
            sam_problem(r->problems, _("%s: %s.%s must be text between quotation marks"), r->place,
                        key, member->string);
            continue;
        }
        pairs[*count].from = sam_study_copy(r, member->string);
        pairs[(*count)++].to = sam_study_copy(r, member->valuestring);
    }
    return pairs;
}

static void check_source(struct sam_study_reader *r, const struct sam_source *source) {
    if (source->wave != NULL && sam_study_wave(r->study, source->wave) == SAM_NONE) {
        sam_problem(r->problems, _("%s: wave \"%s\" is not among the waves"), r->place,
                    source->wave);
    }
    if (source->wave == NULL && r->study->wave_count > 1) {
        sam_problem(r->problems, _("%s: say which wave its responses belong to"), r->place);
    }
    bool limesurvey = source->type == SAM_SOURCE_LIMESURVEY;
    if (limesurvey && (source->survey == NULL || source->user == NULL)) {
        sam_problem(r->problems, _("%s: limesurvey needs \"survey\" and \"user\""), r->place);
    }
    if ((limesurvey || source->type == SAM_SOURCE_SAMENSCAN) && source->secret_env == NULL &&
        source->secret_file == NULL) {
        sam_problem(r->problems,
                    _("%s: needs \"secret_env\" (name of an environment variable) or "
                      "\"secret_file\" (a file only you can read)"),
                    r->place);
    }
    if (source->type == SAM_SOURCE_JSON && source->record_id == NULL) {
        sam_problem(r->problems, _("%s: json needs \"id\": where a record's own id stands"),
                    r->place);
    }
    static const char *const ways[] = {"none", "bearer", "basic", "header", "query"};
    size_t way = 0;
    while (way < 5 && source->auth != NULL && strcmp(source->auth, ways[way]) != 0) {
        way++;
    }
    if (way == 5) {
        sam_problem(r->problems, _("%s: auth \"%s\" must be none, bearer, basic, header or query"),
                    r->place, source->auth);
    } else if (way >= 3 && source->auth_name == NULL) {
        sam_problem(r->problems, _("%s: auth %s needs \"auth_name\""), r->place, source->auth);
    }
}

static void read_source_type(struct sam_study_reader *r, const cJSON *object,
                             struct sam_source *source) {
    const char *type = sam_json_text(r->problems, r->place, object, "type", true);
    const size_t count = SAM_SOURCE_CSV + 1;
    size_t i = 0;
    while (i < count && type != NULL &&
           strcmp(type, sam_source_type_id((enum sam_source_type)i)) != 0) {
        i++;
    }
    if (i == count) {
        sam_problem(r->problems, _("%s: type \"%s\" must be samenscan, limesurvey, json or csv"),
                    r->place, type);
        i = SAM_SOURCE_CSV;
    }
    source->type = (enum sam_source_type)i;
}

static void read_source(struct sam_study_reader *r, const cJSON *object,
                        struct sam_source *source) {
    static const char *const keys[] = {"name",
                                       "type",
                                       "url",
                                       "wave",
                                       "survey",
                                       "user",
                                       "secret_env",
                                       "secret_file",
                                       "ca_file",
                                       "insecure_http",
                                       "auth",
                                       "auth_name",
                                       "records",
                                       "id",
                                       "modified",
                                       "complete",
                                       "complete_value",
                                       "next",
                                       "offset_parameter",
                                       "limit_parameter",
                                       "since_parameter",
                                       "page_size",
                                       "separator",
                                       "map",
                                       "values",
                                       "alliances",
                                       "organisations",
                                       "roles",
                                       NULL};
    sam_json_check_keys(r->problems, r->place, object, keys);
    source->name = sam_json_id(r->problems, r->place, object, "name", r->study->arena);
    read_source_type(r, object, source);
    const char *url = sam_json_text(r->problems, r->place, object, "url", true);
    source->url = url != NULL ? sam_study_copy(r, url) : "";
    source->wave = sam_study_optional(r, object, "wave");
    const cJSON *survey = cJSON_GetObjectItemCaseSensitive(object, "survey");
    if (cJSON_IsNumber(survey)) {
        char text[24];
        snprintf(text, sizeof text, "%lld",
                 sam_json_integer(r->problems, r->place, object, "survey", 1, 999999999, 0));
        source->survey = sam_study_copy(r, text);
    } else {
        source->survey = sam_study_optional(r, object, "survey");
    }
    source->user = sam_study_optional(r, object, "user");
    source->secret_env = sam_study_optional(r, object, "secret_env");
    source->secret_file = sam_study_optional(r, object, "secret_file");
    source->ca_file = sam_study_optional(r, object, "ca_file");
    source->insecure_http = sam_json_flag(r->problems, r->place, object, "insecure_http", false);
    source->auth = sam_study_optional(r, object, "auth");
    source->auth_name = sam_study_optional(r, object, "auth_name");
    source->records = sam_study_optional(r, object, "records");
    source->record_id = sam_study_optional(r, object, "id");
    source->modified = sam_study_optional(r, object, "modified");
    source->complete = sam_study_optional(r, object, "complete");
    source->complete_value = sam_study_optional(r, object, "complete_value");
    source->next = sam_study_optional(r, object, "next");
    source->offset_parameter = sam_study_optional(r, object, "offset_parameter");
    source->limit_parameter = sam_study_optional(r, object, "limit_parameter");
    source->since_parameter = sam_study_optional(r, object, "since_parameter");
    source->page_size =
        (int)sam_json_integer(r->problems, r->place, object, "page_size", 1, 100000, 500);
    const char *separator = sam_json_text(r->problems, r->place, object, "separator", false);
    source->separator = separator != NULL ? separator[0] : '\0';
    source->map = read_mapping(r, object, "map", &source->map_count);
    source->values = read_mapping(r, object, "values", &source->value_count);
    source->alliances = read_mapping(r, object, "alliances", &source->alliance_count);
    source->organisations = read_mapping(r, object, "organisations", &source->organisation_count);
    source->roles = read_mapping(r, object, "roles", &source->role_count);
}

void sam_study_read_sources(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list = sam_study_list_of(r, root, "sources", false, sizeof *study->sources,
                                          (void **)&study->sources, &study->source_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->source_count) {
            break;
        }
        struct sam_source *source = &study->sources[i];
        source->name = source->url = "";
        snprintf(r->place, sizeof r->place, "%s: sources[%zu]", r->name, i++);
        if (!cJSON_IsObject(object)) {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
            continue;
        }
        read_source(r, object, source);
        check_source(r, source);
        if (source->name[0] != '\0' && sam_study_source(study, source->name) != i - 1) {
            sam_problem(r->problems, _("%s: two sources have the name \"%s\""), r->name,
                        source->name);
        }
    }
}
