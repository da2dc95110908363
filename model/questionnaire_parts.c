/* For whom a part of a questionnaire is, in which words, and which parts make a story. */
#include "model/questionnaire_reader.h"

#include "base/words.h"

#include <string.h>

unsigned sam_questionnaire_read_audience(struct sam_questionnaire_reader *r, const char *place,
                                         const cJSON *object) {
    const unsigned everyone = (1U << SAM_ROLES) - 1;
    const cJSON *list = sam_json_list(r->problems, place, object, "audience", false);
    unsigned audience = 0;
    const cJSON *role = NULL;
    cJSON_ArrayForEach(role, list) {
        enum sam_role value = SAM_ROLE_UNKNOWN;
        if (!cJSON_IsString(role) || sam_role_read(role->valuestring, &value) != 0 ||
            value == SAM_ROLE_UNKNOWN) {
            sam_problem(r->problems,
                        _("%s: audience: each role is \"lead\", \"partner\" or "
                          "\"account_holder\""),
                        place);
        } else {
            audience |= 1U << value;
        }
    }
    if (list != NULL && cJSON_GetArraySize(list) == 0) {
        sam_problem(r->problems, _("%s: audience is empty: nobody would see this"), place);
    }
    return list != NULL ? audience : everyone;
}

void sam_questionnaire_read_wording(struct sam_questionnaire_reader *r, const char *place,
                                    const cJSON *object, const char *key, unsigned audience,
                                    struct sam_text wording[SAM_ROLES]) {
    static const char *const roles[] = {"lead", "partner", "account_holder", NULL};
    const cJSON *own = sam_json_member(r->problems, place, object, key, false);
    char inside[SAM_PLACE_SIZE];
    if (own == NULL) {
        return;
    }
    sam_place_write(inside, "%s: %s", place, key);
    sam_json_check_keys(r->problems, inside, own, roles);
    for (int role = 0; role < SAM_ROLES && cJSON_IsObject(own); role++) {
        wording[role] =
            sam_json_bilingual(r->problems, inside, own, roles[role], false, r->q->arena);
        if (wording[role].in[SAM_NL] != NULL && (audience & 1U << role) == 0) {
            sam_problem(r->problems,
                        _("%s: words for \"%s\", who is not in the audience; nobody would see "
                          "them"),
                        inside, roles[role]);
        }
    }
}

/* --- a story ---------------------------------------------------------------------------------- */

static size_t read_part(struct sam_questionnaire_reader *r, const cJSON *story, const char *key,
                        bool required) {
    const char *id = sam_json_text(r->problems, r->place, story, key, required);
    size_t found = id != NULL ? sam_questionnaire_open_question(r->q, id) : SAM_NONE;
    if (id != NULL && found == SAM_NONE) {
        sam_problem(r->problems, _("%s: %s: \"%s\" is not among the open questions"), r->place, key,
                    id);
    }
    return found;
}

static size_t read_consent(struct sam_questionnaire_reader *r, const cJSON *story,
                           const char *key) {
    const char *id = sam_json_text(r->problems, r->place, story, key, true);
    size_t found = id != NULL ? sam_questionnaire_item(r->q, id) : SAM_NONE;
    if (id != NULL && found == SAM_NONE) {
        sam_problem(r->problems, _("%s: %s: \"%s\" is not among the items"), r->place, key, id);
    } else if (found != SAM_NONE &&
               (r->q->items[found].scale != SAM_NONE || r->q->items[found].reverse)) {
        sam_problem(r->problems,
                    _("%s: %s: \"%s\" gives consent; it is of no scale and not reversed"), r->place,
                    key, id);
    }
    return found;
}

void sam_questionnaire_read_story(struct sam_questionnaire_reader *r, const cJSON *root) {
    static const char *const keys[] = {"title",          "change",         "for_whom", "why",
                                       "consent_report", "consent_funder", NULL};
    const cJSON *object = sam_json_member(r->problems, r->name, root, "story", false);
    if (object == NULL) {
        return;
    }
    struct sam_story *story = sam_arena_alloc(r->q->arena, sizeof *story);
    sam_place_write(r->place, "%s: story", r->name);
    sam_json_check_keys(r->problems, r->place, object, keys);
    if (!cJSON_IsObject(object) || story == NULL) {
        return;
    }
    story->title = read_part(r, object, "title", true);
    story->change = read_part(r, object, "change", true);
    story->for_whom = read_part(r, object, "for_whom", false);
    story->why = read_part(r, object, "why", true);
    story->consent_report = read_consent(r, object, "consent_report");
    story->consent_funder = read_consent(r, object, "consent_funder");
    /* With more points a 3 could be read as a yes. */
    if (r->q->points != 2) {
        sam_problem(r->problems,
                    _("%s: consent is yes or no: response_scale needs 2 points, 1 for no and 2 for "
                      "yes"),
                    r->place);
    }
    r->q->story = story;
}
