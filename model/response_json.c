#include "model/response_json.h"

#include "base/number.h"
#include "base/words.h"
#include "model/json_reader.h"

#include <math.h>
#include <string.h>

/* The text of a string, number or null; NULL for any other type. */
static const char *scalar(const cJSON *value, struct sam_arena *arena) {
    static const char digits[10][2] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    if (cJSON_IsString(value)) {
        return value->valuestring;
    }
    if (cJSON_IsNumber(value) && isfinite(value->valuedouble)) {
        char text[SAM_NUMBER_SIZE];
        int digit =
            value->valuedouble >= 0 && value->valuedouble < 10 ? (int)value->valuedouble : -1;
        if (digit >= 0 && (double)digit == value->valuedouble) {
            return digits[digit];
        }
        sam_number_print(text, value->valuedouble);
        return sam_arena_strdup(arena, text);
    }
    return cJSON_IsNull(value) ? "" : NULL;
}

static enum sam_status read_answers(const cJSON *object, struct sam_arena *arena,
                                    struct sam_raw_response *raw, struct sam_err *err) {
    if (!cJSON_IsObject(object)) {
        return sam_fail(err, SAM_E_INPUT, _("a response's \"answers\" must be an object"));
    }
    size_t count = (size_t)cJSON_GetArraySize(object);
    raw->answers = sam_arena_alloc(arena, count * sizeof *raw->answers + 1);
    if (raw->answers == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("a response with too many answers (%zu)"), count);
    }
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        const char *text = scalar(member, arena);
        if (text == NULL) {
            return sam_fail(err, SAM_E_INPUT,
                            _("the answer to \"%s\" must be a number, a text or null"),
                            member->string);
        }
        raw->answers[raw->answer_count++] =
            (struct sam_raw_answer){member->string, text, cJSON_IsNull(member)};
    }
    return SAM_OK;
}

enum sam_status sam_raw_response_from_json(const cJSON *object, struct sam_arena *arena,
                                           struct sam_raw_response *raw, struct sam_err *err) {
    *raw = (struct sam_raw_response){.complete = true};
    const struct {
        const char *key;
        const char **into;
    } texts[] = {{"id", &raw->record_id},
                 {"respondent", &raw->respondent},
                 {"alliance", &raw->alliance},
                 {"organisation", &raw->organisation},
                 {"role", &raw->role},
                 {"wave", &raw->wave},
                 {"language", &raw->language},
                 {"submitted_at", &raw->submitted_at},
                 {"modified_at", &raw->modified_at}};
    const size_t text_count = sizeof texts / sizeof *texts;
    if (!cJSON_IsObject(object)) {
        return sam_fail(err, SAM_E_INPUT, _("a response must be an object between { and }"));
    }
    if (cJSON_GetObjectItemCaseSensitive(object, "answers") == NULL) {
        return sam_fail(err, SAM_E_INPUT, _("a response's \"answers\" must be an object"));
    }
    const cJSON *member = NULL;
    size_t expected = 0; /* most come in this order */
    cJSON_ArrayForEach(member, object) {
        size_t i = expected;
        while (i < expected + text_count &&
               strcmp(texts[i % text_count].key, member->string) != 0) {
            i++;
        }
        enum sam_status status = SAM_OK;
        if (i < expected + text_count) {
            i %= text_count;
            expected = i + 1;
            *texts[i].into = scalar(member, arena);
            if (*texts[i].into == NULL) {
                status = sam_fail(err, SAM_E_INPUT, _("a response's \"%s\" must be text"),
                                  member->string);
            }
        } else if (strcmp(member->string, "complete") == 0) {
            raw->complete = !cJSON_IsFalse(member);
            if (!cJSON_IsBool(member) && !cJSON_IsNull(member)) {
                status = sam_fail(err, SAM_E_INPUT,
                                  _("a response's \"complete\" must be true or false"));
            }
        } else if (strcmp(member->string, "answers") == 0) {
            status = read_answers(member, arena, raw, err);
        } else {
            status = sam_fail(err, SAM_E_INPUT, _("a response has an unknown member \"%s\""),
                              member->string);
        }
        if (status != SAM_OK) {
            return status;
        }
    }
    return SAM_OK;
}

enum sam_status sam_raw_response_parse(const char *text, size_t length, const char *name,
                                       struct sam_arena *arena, struct sam_raw_response *raw,
                                       struct sam_err *err) {
    const cJSON *object = sam_json_parse_in(arena, text, length, name, err);
    if (object == NULL) {
        return SAM_E_INPUT;
    }
    enum sam_status status = sam_raw_response_from_json(object, arena, raw, err);
    return status == SAM_OK ? SAM_OK : sam_err_while(err, "%s", name);
}

void sam_raw_response_to_json(struct sam_json *json, const char *key,
                              const struct sam_raw_response *raw) {
    const struct {
        const char *key, *text;
    } texts[] = {{"id", raw->record_id},
                 {"respondent", raw->respondent},
                 {"alliance", raw->alliance},
                 {"organisation", raw->organisation},
                 {"role", raw->role},
                 {"wave", raw->wave},
                 {"language", raw->language},
                 {"submitted_at", raw->submitted_at},
                 {"modified_at", raw->modified_at}};
    sam_json_object(json, key);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].text != NULL && texts[i].text[0] != '\0') {
            sam_json_string(json, texts[i].key, texts[i].text);
        }
    }
    sam_json_bool(json, "complete", raw->complete);
    sam_json_object(json, "answers");
    for (size_t i = 0; i < raw->answer_count; i++) {
        long long whole = 0;
        const char *text = raw->answers[i].text != NULL ? raw->answers[i].text : "";
        char printed[SAM_NUMBER_SIZE] = "";
        if (sam_number_whole(text, strlen(text), &whole)) {
            sam_number_print(printed, (double)whole);
        }
        /* A number only where it reads back as the same text. */
        if (raw->answers[i].left_blank) {
            sam_json_null(json, raw->answers[i].name);
        } else if (strcmp(printed, text) == 0 && text[0] != '\0') {
            sam_json_whole(json, raw->answers[i].name, whole);
        } else {
            sam_json_string(json, raw->answers[i].name, text);
        }
    }
    sam_json_object_end(json);
    sam_json_object_end(json);
}

void sam_response_to_json(struct sam_json *json, const char *key,
                          const struct sam_questionnaire *questionnaire,
                          const struct sam_response *response) {
    const char *language =
        response->language >= 0 ? sam_lang_code((enum sam_lang)response->language) : "";
    const struct {
        const char *key, *text;
    } texts[] = {{"id", response->record_id},
                 {"respondent", response->respondent},
                 {"alliance", response->alliance},
                 {"organisation", response->organisation},
                 {"role", sam_role_id(response->role)},
                 {"wave", response->wave},
                 {"language", language},
                 {"submitted_at", response->submitted_at},
                 {"modified_at", response->modified_at}};
    sam_json_object(json, key);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].text[0] != '\0') {
            sam_json_string(json, texts[i].key, texts[i].text);
        }
    }
    sam_json_bool(json, "complete", response->complete);
    sam_json_object(json, "answers");
    for (size_t item = 0; item < response->item_count; item++) {
        if (response->answers[item] == SAM_DONT_KNOW) {
            sam_json_string(json, questionnaire->items[item].id, "dk");
        } else if (response->answers[item] != SAM_MISSING) {
            sam_json_whole(json, questionnaire->items[item].id, response->answers[item]);
        } else if (sam_response_left_blank(response, questionnaire->items[item].id)) {
            sam_json_null(json, questionnaire->items[item].id);
        }
    }
    for (size_t i = 0; i < response->open_count; i++) {
        sam_json_string(json, questionnaire->open_questions[response->open[i].question].id,
                        response->open[i].text);
    }
    sam_json_object_end(json);
    sam_json_object_end(json);
}
