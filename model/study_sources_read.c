/* The "sources" of study.json: where answers are fetched. */
#include "base/moment.h"
#include "base/zone.h"
#include "model/study_reader.h"

#include <stdio.h>
#include <string.h>

void sam_study_place(struct sam_study_reader *r, const char *list, size_t i) {
    sam_place_write(r->place, "%s: %s[%zu]", r->name, list, i);
}

size_t sam_study_known_alliance(struct sam_study_reader *r, const cJSON *object) {
    const char *id = sam_json_text(r->problems, r->place, object, "alliance", true);
    size_t alliance = id != NULL ? sam_study_alliance(r->study, id) : SAM_NONE;
    if (id != NULL && alliance == SAM_NONE) {
        sam_problem(r->problems, _("%s: alliance \"%s\" is not among the alliances"), r->place, id);
    }
    return alliance;
}

const char *sam_study_date(struct sam_study_reader *r, const cJSON *object, const char *key) {
    const char *date = sam_study_optional(r, object, key);
    if (date != NULL && !sam_date_valid(date)) {
        sam_problem(r->problems, _("%s: \"%s\" is \"%s\"; it must be a date like 2026-11-22"),
                    r->place, key, date);
    }
    return date;
}

void *sam_study_room(struct sam_study_reader *r, size_t *count, size_t element) {
    void *room = sam_arena_alloc(r->study->arena, *count * element + 1);
    if (room == NULL) {
        sam_problem(r->problems, _("%s: more than can be read; split the study"), r->name);
        *count = 0;
    }
    return room;
}

const char *sam_study_copy(struct sam_study_reader *r, const char *text) {
    if (text == NULL) {
        return NULL;
    }
    size_t size = strlen(text) + 1;
    char *copy = sam_study_room(r, &size, 1);
    return copy != NULL ? memcpy(copy, text, size) : "";
}

const char *sam_study_optional(struct sam_study_reader *r, const cJSON *object, const char *key) {
    return sam_study_copy(r, sam_json_text(r->problems, r->place, object, key, false));
}

const char *sam_study_optional_id(struct sam_study_reader *r, const cJSON *object,
                                  const char *key) {
    const char *id = sam_study_optional(r, object, key);
    if (id != NULL && !sam_id_valid(id)) {
        sam_problem(r->problems,
                    _("%s: \"%s\" is \"%s\"; an id has 1 to 64 letters, digits, _, - and . and "
                      "doesn't start with - or ."),
                    r->place, key, id);
        return NULL;
    }
    return id;
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
    *into = sam_study_room(r, count, element);
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
    size_t room = (size_t)cJSON_GetArraySize(map);
    struct sam_mapping *pairs = sam_study_room(r, &room, sizeof *pairs);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, map) {
        if (room == 0) {
            break;
        }
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

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

static void check_address(struct sam_study_reader *r, const struct sam_source *source) {
    bool web = starts_with(source->url, "https://") || starts_with(source->url, "http://");
    bool file = source->type == SAM_SOURCE_CSV && source->url[0] != '\0' &&
                strstr(source->url, "://") == NULL;
    const char *host = strstr(source->url, "://");
    if (host != NULL && memchr(host + 3, '@', strcspn(host + 3, "/?#")) != NULL) {
        /* Not shown: there may be a password in it. */
        sam_problem(r->problems,
                    _("%s: url holds a user name or password; put the name in \"user\" and the "
                      "secret in an environment variable or a file"),
                    r->place);
    } else if (!web && !file) {
        sam_problem(r->problems,
                    _("%s: url \"%s\" must start with https:// (or be a file's path, for csv)"),
                    r->place, source->url);
    }
}

static void check_auth(struct sam_study_reader *r, const struct sam_source *source) {
    static const char *const ways[] = {"none", "bearer", "basic", "header", "query"};
    bool session = source->type == SAM_SOURCE_ODK && source->auth != NULL &&
                   strcmp(source->auth, "session") == 0;
    size_t way = 0;
    while (way < 5 && source->auth != NULL && !session && strcmp(source->auth, ways[way]) != 0) {
        way++;
    }
    if (way == 5) {
        sam_problem(r->problems, _("%s: auth \"%s\" must be none, bearer, basic, header or query"),
                    r->place, source->auth);
        return;
    }
    if (way >= 3 && source->auth_name == NULL) {
        sam_problem(r->problems, _("%s: auth %s needs \"auth_name\""), r->place, source->auth);
    }
    if (way == 2 && source->user == NULL) {
        sam_problem(r->problems, _("%s: auth basic needs \"user\""), r->place);
    }
    bool platform = source->type != SAM_SOURCE_JSON && source->type != SAM_SOURCE_CSV;
    if ((platform || way > 0) && source->secret_env == NULL && source->secret_file == NULL &&
        source->secret_store == NULL) {
        sam_problem(r->problems,
                    _("%s: needs \"secret_env\" (name of an environment variable), "
                      "\"secret_file\" (a file only you can read) or \"secret_store\" (name in "
                      "the desktop's secret store)"),
                    r->place);
    }
}

/* What says which survey it is, and who we are there. */
static void check_needed(struct sam_study_reader *r, const struct sam_source *source) {
    enum { SURVEY = 1, USER = 2, PROJECT = 4 };
    static const unsigned needs[] = {
        [SAM_SOURCE_LIMESURVEY] = SURVEY | USER, [SAM_SOURCE_ODK] = SURVEY | USER | PROJECT,
        [SAM_SOURCE_NEXTCLOUD] = SURVEY | USER,  [SAM_SOURCE_KOBO] = SURVEY,
        [SAM_SOURCE_SURVEYMONKEY] = SURVEY,      [SAM_SOURCE_FORMBRICKS] = SURVEY,
        [SAM_SOURCE_QUALTRICS] = SURVEY,         [SAM_SOURCE_CSV] = 0};
    unsigned need = needs[source->type];
    const char *const type = sam_source_type_id(source->type);
    if ((need & SURVEY) != 0 && source->survey == NULL) {
        sam_problem(r->problems, _("%s: %s needs \"survey\""), r->place, type);
    }
    if ((need & USER) != 0 && source->user == NULL) {
        sam_problem(r->problems, _("%s: %s needs \"user\""), r->place, type);
    }
    if ((need & PROJECT) != 0 && source->project == NULL) {
        sam_problem(r->problems, _("%s: %s needs \"project\""), r->place, type);
    }
}

static void check_source(struct sam_study_reader *r, const struct sam_source *source) {
    if (source->wave != NULL && sam_study_wave(r->study, source->wave) == SAM_NONE) {
        sam_problem(r->problems, _("%s: wave \"%s\" is not among the waves"), r->place,
                    source->wave);
    }
    /* A response of another samenscan says itself which wave it belongs to. */
    if (source->wave == NULL && r->study->wave_count > 1 && source->type != SAM_SOURCE_SAMENSCAN) {
        sam_problem(r->problems, _("%s: say which wave its responses belong to"), r->place);
    }
    check_needed(r, source);
    if (source->type == SAM_SOURCE_JSON && source->record_id == NULL) {
        sam_problem(r->problems, _("%s: json needs \"id\": where a record's own id stands"),
                    r->place);
    }
    check_address(r, source);
    check_auth(r, source);
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
        sam_problem(r->problems,
                    _("%s: type \"%s\" must be samenscan, limesurvey, odk, nextcloud-forms, "
                      "kobotoolbox, redcap, surveymonkey, formbricks, qualtrics, json or csv"),
                    r->place, type);
    }
    if (i == count || type == NULL) {
        i = SAM_SOURCE_CSV;
    }
    source->type = (enum sam_source_type)i;
}

/* What platforms number, but some name. */
static const char *number_or_text(struct sam_study_reader *r, const cJSON *object,
                                  const char *key) {
    if (!cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(object, key))) {
        return sam_study_optional(r, object, key);
    }
    char text[24];
    snprintf(text, sizeof text, "%lld",
             sam_json_integer(r->problems, r->place, object, key, 1, 9007199254740991, 0));
    return sam_study_copy(r, text);
}

/* LimeSurvey and REDCap give their server's own time, and don't say which; here most of those stand
 * in the Netherlands. */
static const char *read_zone(struct sam_study_reader *r, const cJSON *object,
                             enum sam_source_type type) {
    bool own_time = type == SAM_SOURCE_LIMESURVEY || type == SAM_SOURCE_REDCAP;
    const char *zone = sam_study_optional(r, object, "time_zone");
    if (zone != NULL && !sam_zone_name_valid(zone)) {
        sam_problem(r->problems,
                    _("%s: time_zone \"%s\" must be a name like Europe/Amsterdam, or UTC"),
                    r->place, zone);
    }
    return zone == NULL && own_time ? "Europe/Amsterdam" : zone;
}

static void read_source(struct sam_study_reader *r, const cJSON *object,
                        struct sam_source *source) {
    static const char *const keys[] = {"name",
                                       "type",
                                       "url",
                                       "wave",
                                       "survey",
                                       "project",
                                       "user",
                                       "secret_env",
                                       "secret_file",
                                       "secret_store",
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
                                       "time_zone",
                                       "map",
                                       "proposed",
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
    source->survey = number_or_text(r, object, "survey");
    source->project = number_or_text(r, object, "project");
    source->user = sam_study_optional(r, object, "user");
    source->secret_env = sam_study_optional(r, object, "secret_env");
    source->secret_file = sam_study_optional(r, object, "secret_file");
    source->secret_store = sam_study_optional(r, object, "secret_store");
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
        (int)sam_json_integer(r->problems, r->place, object, "page_size", 1, 100000, 0);
    const char *separator = sam_json_text(r->problems, r->place, object, "separator", false);
    if (separator != NULL && strcmp(separator, ",") != 0 && strcmp(separator, ";") != 0 &&
        strcmp(separator, "\t") != 0 && strcmp(separator, "|") != 0) {
        sam_problem(r->problems, _("%s: separator \"%s\" must be a comma, semicolon, tab or |"),
                    r->place, separator);
    }
    source->separator = separator != NULL ? separator[0] : '\0';
    source->time_zone = read_zone(r, object, source->type);
    source->map = read_mapping(r, object, "map", &source->map_count);
    read_mapping(r, object, "proposed", &source->proposed_count);
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
        sam_place_write(r->place, "%s: sources[%zu]", r->name, i++);
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
