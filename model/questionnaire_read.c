/* From JSON to struct sam_questionnaire. The contract is in questionnaire.h. */
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/questionnaire_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILE_LIMIT = 4 << 20 };

/* "FILE: list[i]", where people can find it: with the id when there is one. */
static const char *place_in(struct sam_questionnaire_reader *r, const char *list, size_t i,
                            const cJSON *object) {
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
    if (cJSON_IsString(id)) {
        int shown = (int)sam_utf8_cut(id->valuestring, strlen(id->valuestring), 64);
        sam_place_write(r->place, "%s: %s[%zu] (%.*s)", r->name, list, i, shown, id->valuestring);
    } else {
        sam_place_write(r->place, "%s: %s[%zu]", r->name, list, i);
    }
    return r->place;
}

static const char *copy(struct sam_questionnaire_reader *r, const char *text) {
    return text != NULL ? sam_arena_strdup(r->q->arena, text) : NULL;
}

static void read_response_scale(struct sam_questionnaire_reader *r, const cJSON *root) {
    static const char *const keys[] = {"points", "labels", "dont_know", NULL};
    static const char *const langs[] = {"nl", "en", NULL};
    struct sam_questionnaire *q = r->q;
    const cJSON *scale = sam_json_member(r->problems, r->name, root, "response_scale", true);
    char place[SAM_PLACE_SIZE];
    sam_place_write(place, "%s: response_scale", r->name);
    q->points = 0;
    if (scale == NULL) {
        return;
    }
    sam_json_check_keys(r->problems, place, scale, keys);
    sam_json_member(r->problems, place, scale, "points", true);
    q->points = (int)sam_json_integer(r->problems, place, scale, "points", SAM_POINTS_MIN,
                                      SAM_POINTS_MAX, 0);
    q->dont_know = sam_json_bilingual(r->problems, place, scale, "dont_know", false, q->arena);
    const cJSON *labels = sam_json_member(r->problems, place, scale, "labels", true);
    if (labels == NULL || q->points == 0) {
        return;
    }
    sam_place_write(place, "%s: response_scale.labels", r->name);
    sam_json_check_keys(r->problems, place, labels, langs);
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        const char *code = sam_lang_code((enum sam_lang)lang);
        const cJSON *list = sam_json_list(r->problems, place, labels, code, true);
        if (list != NULL && cJSON_GetArraySize(list) != q->points) {
            sam_problem(r->problems, _("%s.%s: %d labels for %d points; give one for each"), place,
                        code, cJSON_GetArraySize(list), q->points);
            continue;
        }
        for (int i = 0; list != NULL && i < q->points; i++) {
            const cJSON *label = cJSON_GetArrayItem(list, i);
            if (!cJSON_IsString(label) || label->valuestring[0] == '\0') {
                sam_problem(r->problems, _("%s.%s[%d]: must be a text"), place, code, i);
            } else {
                q->labels[i].in[lang] = copy(r, label->valuestring);
            }
        }
    }
}

/* The list and room for its elements. */
static const cJSON *list_of(struct sam_questionnaire_reader *r, const cJSON *root, const char *key,
                            bool required, size_t element, void **into, size_t *count) {
    const cJSON *list = sam_json_list(r->problems, r->name, root, key, required);
    size_t size = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    if (size > SAM_ITEMS_MAX) {
        sam_problem(r->problems, _("%s: %zu %s; at most %d are read"), r->name, size, key,
                    SAM_ITEMS_MAX);
        size = SAM_ITEMS_MAX;
    }
    *into = sam_arena_alloc(r->q->arena, size * element + 1);
    *count = size;
    return list;
}

static void read_themes(struct sam_questionnaire_reader *r, const cJSON *root) {
    static const char *const keys[] = {"id", "title", "wording", NULL};
    struct sam_questionnaire *q = r->q;
    const cJSON *list =
        list_of(r, root, "themes", true, sizeof *q->themes, (void **)&q->themes, &q->theme_count);
    for (size_t i = 0; i < q->theme_count; i++) {
        const cJSON *object = cJSON_GetArrayItem(list, (int)i);
        const char *place = place_in(r, "themes", i, object);
        sam_json_check_keys(r->problems, place, object, keys);
        q->themes[i].id = sam_json_id(r->problems, place, object, "id", q->arena);
        q->themes[i].title =
            sam_json_bilingual(r->problems, place, object, "title", true, q->arena);
        sam_questionnaire_read_wording(r, place, object, "wording", ~0U, q->themes[i].wording);
    }
}

static void read_scale(struct sam_questionnaire_reader *r, size_t i, const cJSON *object) {
    static const char *const keys[] = {"id",           "title",  "relation", "zones",
                                       "min_answered", "source", NULL};
    struct sam_questionnaire *q = r->q;
    struct sam_scale *scale = &q->scales[i];
    const char *place = place_in(r, "scales", i, object);
    sam_json_check_keys(r->problems, place, object, keys);
    scale->id = sam_json_id(r->problems, place, object, "id", q->arena);
    scale->title = sam_json_bilingual(r->problems, place, object, "title", true, q->arena);
    scale->phase = SAM_PHASE_NONE;
    const char *relation = sam_json_text(r->problems, place, object, "relation", false);
    if (relation != NULL && sam_relation_read(relation, &scale->relation) != 0) {
        sam_problem(r->problems, _("%s: relation \"%s\" must be \"alliance\" or \"partnership\""),
                    place, relation);
    }
    const char *zones = sam_json_text(r->problems, place, object, "zones", false);
    if (zones != NULL && strcmp(zones, "psat") == 0) {
        scale->zones = SAM_ZONES_PSAT;
    } else if (zones != NULL && strcmp(zones, "wilder") != 0) {
        sam_problem(r->problems, _("%s: zones \"%s\" must be \"wilder\" or \"psat\""), place,
                    zones);
    }
    scale->min_answered = sam_json_decimal(r->problems, place, object, "min_answered", 0, 1, 0.5);
    if (!(scale->min_answered > 0)) {
        sam_problem(r->problems, _("%s: \"min_answered\" must be above 0"), place);
    }
    scale->source = copy(r, sam_json_text(r->problems, place, object, "source", false));
}

static void read_scales(struct sam_questionnaire_reader *r, const cJSON *root) {
    struct sam_questionnaire *q = r->q;
    const cJSON *list =
        list_of(r, root, "scales", true, sizeof *q->scales, (void **)&q->scales, &q->scale_count);
    for (size_t i = 0; i < q->scale_count; i++) {
        read_scale(r, i, cJSON_GetArrayItem(list, (int)i));
    }
}

static const char **read_questions(struct sam_questionnaire_reader *r, const char *place,
                                   const cJSON *object) {
    const cJSON *list = sam_json_list(r->problems, place, object, "questions", false);
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    const char **questions = sam_arena_alloc(r->q->arena, (count + 1) * sizeof *questions);
    size_t i = 0;
    const cJSON *question = NULL;
    cJSON_ArrayForEach(question, list) {
        if (questions == NULL || i == count) {
            break;
        }
        if (!cJSON_IsString(question)) {
            sam_problem(r->problems, _("%s: questions[%zu] must be a text such as \"2d\""), place,
                        i);
            questions[i] = "";
        } else {
            questions[i] = copy(r, question->valuestring);
        }
        i++;
    }
    return questions;
}

/* Ids that it had in earlier versions, or has in other questionnaires. */
static const char **read_same_as(struct sam_questionnaire_reader *r, const char *place,
                                 const cJSON *object, const char *own) {
    const cJSON *list = sam_json_list(r->problems, place, object, "same_as", false);
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    const char **ids = sam_arena_alloc(r->q->arena, (count + 1) * sizeof *ids);
    size_t i = 0;
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, list) {
        if (ids == NULL || i == count) {
            break;
        }
        bool valid = cJSON_IsString(id) && sam_id_valid(id->valuestring) &&
                     strcmp(id->valuestring, own) != 0;
        if (!valid) {
            sam_problem(r->problems,
                        _("%s: same_as[%zu] must be the id of another statement: of an earlier "
                          "version, or of another questionnaire"),
                        place, i);
        }
        ids[i++] = valid ? copy(r, id->valuestring) : "";
    }
    return ids;
}

static size_t theme_index(const struct sam_questionnaire *q, const char *id) {
    for (size_t i = 0; i < q->theme_count; i++) {
        if (strcmp(q->themes[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

static void read_item(struct sam_questionnaire_reader *r, size_t i, const cJSON *object) {
    static const char *const keys[] = {"id",      "theme",   "scale",     "text",
                                       "reverse", "phase",   "questions", "audience",
                                       "same_as", "wording", NULL};
    struct sam_questionnaire *q = r->q;
    struct sam_item *item = &q->items[i];
    const char *place = place_in(r, "items", i, object);
    sam_json_check_keys(r->problems, place, object, keys);
    item->id = sam_json_id(r->problems, place, object, "id", q->arena);
    item->text = sam_json_bilingual(r->problems, place, object, "text", true, q->arena);
    item->reverse = sam_json_flag(r->problems, place, object, "reverse", false);
    item->phase = SAM_PHASE_NONE;
    item->scale = SAM_NONE;
    const char *theme = sam_json_text(r->problems, place, object, "theme", true);
    if (theme != NULL && (item->theme = theme_index(q, theme)) == SAM_NONE) {
        sam_problem(r->problems, _("%s: theme \"%s\" is not among the themes"), place, theme);
    }
    const char *scale = sam_json_text(r->problems, place, object, "scale", false);
    if (scale != NULL && (item->scale = sam_questionnaire_scale(q, scale)) == SAM_NONE) {
        sam_problem(r->problems, _("%s: scale \"%s\" is not among the scales"), place, scale);
    }
    const char *phase = sam_json_text(r->problems, place, object, "phase", false);
    if (phase != NULL && sam_phase_parse(phase, &item->phase) != 0) {
        sam_problem(r->problems,
                    _("%s: phase \"%s\" must be forming, storming, norming, performing or null"),
                    place, phase);
    }
    item->questions = read_questions(r, place, object);
    item->same_as = read_same_as(r, place, object, item->id);
    item->audience = sam_questionnaire_read_audience(r, place, object);
    sam_questionnaire_read_wording(r, place, object, "wording", item->audience, item->wording);
}

static void read_items(struct sam_questionnaire_reader *r, const cJSON *root) {
    struct sam_questionnaire *q = r->q;
    const cJSON *list =
        list_of(r, root, "items", true, sizeof *q->items, (void **)&q->items, &q->item_count);
    if (list != NULL && q->item_count == 0) {
        sam_problem(r->problems, _("%s: items: at least one statement is needed"), r->name);
    }
    for (size_t i = 0; i < q->item_count; i++) {
        read_item(r, i, cJSON_GetArrayItem(list, (int)i));
    }
}

static void read_open_questions(struct sam_questionnaire_reader *r, const cJSON *root) {
    static const char *const keys[] = {"id", "text", "audience", "wording", NULL};
    struct sam_questionnaire *q = r->q;
    const cJSON *list = list_of(r, root, "open_questions", false, sizeof *q->open_questions,
                                (void **)&q->open_questions, &q->open_count);
    for (size_t i = 0; i < q->open_count; i++) {
        const cJSON *object = cJSON_GetArrayItem(list, (int)i);
        const char *place = place_in(r, "open_questions", i, object);
        sam_json_check_keys(r->problems, place, object, keys);
        struct sam_open_question *open = &q->open_questions[i];
        open->id = sam_json_id(r->problems, place, object, "id", q->arena);
        open->text = sam_json_bilingual(r->problems, place, object, "text", true, q->arena);
        open->audience = sam_questionnaire_read_audience(r, place, object);
        sam_questionnaire_read_wording(r, place, object, "wording", open->audience, open->wording);
    }
}

static void read_sources(struct sam_questionnaire_reader *r, const cJSON *root) {
    struct sam_questionnaire *q = r->q;
    const cJSON *object = sam_json_member(r->problems, r->name, root, "sources", false);
    if (object != NULL && !cJSON_IsObject(object)) {
        sam_problem(r->problems, _("%s: sources must be an object of citations"), r->name);
        return;
    }
    q->source_count = object != NULL ? (size_t)cJSON_GetArraySize(object) : 0;
    q->sources = sam_arena_alloc(q->arena, q->source_count * sizeof *q->sources + 1);
    size_t i = 0;
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object) {
        if (!cJSON_IsString(member)) {
            sam_problem(r->problems, _("%s: sources.%s must be the full citation as text"), r->name,
                        member->string);
        }
        q->sources[i].key = copy(r, member->string);
        q->sources[i].text = copy(r, cJSON_IsString(member) ? member->valuestring : "");
        i++;
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        bool found = q->scales[s].source == NULL;
        for (i = 0; i < q->source_count && !found; i++) {
            found = strcmp(q->sources[i].key, q->scales[s].source) == 0;
        }
        if (!found) {
            sam_problem(r->problems, _("%s: scale %s: source \"%s\" is not among the sources"),
                        r->name, q->scales[s].id, q->scales[s].source);
        }
    }
}

/* Items and open questions are columns of one table, where upper and lower case are the same; in
 * results.json "why" stands beside items. */
static const char *column_id(const struct sam_questionnaire *q, size_t i) {
    return i < q->item_count ? q->items[i].id : q->open_questions[i - q->item_count].id;
}

static void check_columns(struct sam_questionnaire_reader *r) {
    static const char *const taken[] = {"respondent", "alliance", "organisation", "role",
                                        "wave",       "language", "submitted_at", "response",
                                        "dont_know",  "why"};
    const struct sam_questionnaire *q = r->q;
    size_t count = q->item_count + q->open_count;
    for (size_t i = 0; i < count; i++) {
        const char *id = column_id(q, i);
        for (size_t j = 0; j < sizeof taken / sizeof *taken; j++) {
            if (strcasecmp(id, taken[j]) == 0) {
                sam_problem(
                    r->problems,
                    _("%s: the id \"%s\" has a meaning of its own in response files or results; "
                      "choose another"),
                    r->name, id);
            }
        }
        for (size_t j = 0; j < i; j++) {
            if (id[0] != '\0' && strcasecmp(id, column_id(q, j)) == 0) {
                sam_problem(r->problems,
                            _("%s: the id \"%s\" is used twice (statements and open questions, "
                              "upper and lower case being the same)"),
                            r->name, id);
            }
        }
    }
}

static void check_unique(struct sam_questionnaire_reader *r) {
    const struct sam_questionnaire *q = r->q;
    for (size_t i = 0; i < q->scale_count; i++) {
        if (q->scales[i].id[0] != '\0' && sam_questionnaire_scale(q, q->scales[i].id) != i) {
            sam_problem(r->problems, _("%s: two scales are called \"%s\""), r->name,
                        q->scales[i].id);
        }
    }
    for (size_t i = 0; i < q->theme_count; i++) {
        if (q->themes[i].id[0] != '\0' && theme_index(q, q->themes[i].id) != i) {
            sam_problem(r->problems, _("%s: two themes are called \"%s\""), r->name,
                        q->themes[i].id);
        }
    }
    check_columns(r);
}

/* Gives every scale its items and its phase. */
static void link_scales(struct sam_questionnaire_reader *r) {
    struct sam_questionnaire *q = r->q;
    for (size_t s = 0; s < q->scale_count; s++) {
        struct sam_scale *scale = &q->scales[s];
        scale->items = sam_arena_alloc(q->arena, q->item_count * sizeof *scale->items + 1);
        bool same = true;
        for (size_t i = 0; i < q->item_count; i++) {
            if (q->items[i].scale == s) {
                scale->items[scale->item_count++] = i;
                same = same && q->items[i].phase == q->items[scale->items[0]].phase;
            }
        }
        if (scale->item_count == 0) {
            sam_problem(r->problems, _("%s: scale \"%s\" has no statements"), r->name, scale->id);
        } else if (!same) {
            sam_problem(r->problems,
                        _("%s: the statements of scale \"%s\" are keyed to different phases; a "
                          "scale has one phase or none"),
                        r->name, scale->id);
        } else {
            scale->phase = q->items[scale->items[0]].phase;
        }
    }
    for (size_t s = 0; s < q->scale_count; s++) {
        for (size_t t = 0; t < s && q->scales[s].phase != SAM_PHASE_NONE; t++) {
            if (q->scales[t].phase == q->scales[s].phase &&
                q->scales[t].relation == q->scales[s].relation) {
                sam_problem(r->problems,
                            _("%s: scales \"%s\" and \"%s\" are both keyed to %s of the same "
                              "relation; make them one"),
                            r->name, q->scales[t].id, q->scales[s].id,
                            sam_phase_id(q->scales[s].phase));
            }
        }
    }
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].phase != SAM_PHASE_NONE && q->items[i].scale == SAM_NONE) {
            sam_problem(r->problems,
                        _("%s: item \"%s\" is keyed to a phase and needs a scale of that phase"),
                        r->name, q->items[i].id);
        }
    }
}

static void read_root(struct sam_questionnaire_reader *r, const cJSON *root) {
    static const char *const keys[] = {
        "$schema",        "id",          "version",       "title", "introduction",
        "response_scale", "themes",      "scales",        "items", "open_questions",
        "sources",        "phase_model", "introductions", "story", NULL};
    struct sam_questionnaire *q = r->q;
    sam_json_check_keys(r->problems, r->name, root, keys);
    q->id = sam_json_id(r->problems, r->name, root, "id", q->arena);
    const char *version = sam_json_text(r->problems, r->name, root, "version", true);
    q->version = version != NULL ? copy(r, version) : "";
    q->title = sam_json_bilingual(r->problems, r->name, root, "title", true, q->arena);
    q->introduction =
        sam_json_bilingual(r->problems, r->name, root, "introduction", false, q->arena);
    sam_questionnaire_read_wording(r, r->name, root, "introductions", ~0U, q->introductions);
    read_response_scale(r, root);
    read_themes(r, root);
    read_scales(r, root);
    read_items(r, root);
    read_open_questions(r, root);
    read_sources(r, root);
    check_unique(r);
    link_scales(r);
    sam_questionnaire_read_story(r, root);
    q->phase_model = sam_phase_model_default(q->points > 0 ? q->points : 5);
    const cJSON *model = sam_json_member(r->problems, r->name, root, "phase_model", false);
    if (model != NULL) {
        sam_place_write(r->place, "%s: phase_model", r->name);
        sam_phase_model_read(&q->phase_model, model, r->place, r->problems);
    }
}

enum sam_status sam_questionnaire_parse(const char *text, size_t length, const char *name,
                                        struct sam_questionnaire **out,
                                        struct sam_problems *problems, struct sam_err *err) {
    size_t before = problems->count;
    struct sam_err own;
    err = err != NULL ? err : &own;
    cJSON *root = sam_json_parse(text, length, name, err);
    if (root == NULL) {
        sam_problem(problems, "%s", err->text);
        return SAM_E_INPUT;
    }
    struct sam_questionnaire_reader reader = {.problems = problems, .name = name};
    reader.q = sam_xcalloc(1, sizeof *reader.q);
    /* The texts are in a file of at most 4 MiB; the rest is small structures per member. */
    reader.q->arena = sam_arena_new((size_t)64 << 20);
    if (cJSON_IsObject(root)) {
        read_root(&reader, root);
    } else {
        sam_problem(problems, _("%s: must be an object between { and }"), name);
    }
    cJSON_Delete(root);
    if (problems->count > before) {
        sam_questionnaire_free(reader.q);
        return sam_problems_status(problems, err);
    }
    *out = reader.q;
    return SAM_OK;
}

enum sam_status sam_questionnaire_read(const char *path, struct sam_questionnaire **out,
                                       struct sam_problems *problems, struct sam_err *err) {
    struct sam_buf text;
    struct sam_err own;
    err = err != NULL ? err : &own;
    sam_buf_init(&text, FILE_LIMIT);
    enum sam_status status = sam_file_read(path, &text, err);
    if (status == SAM_OK) {
        status = sam_questionnaire_parse(text.data, text.length, path, out, problems, err);
    } else {
        sam_problem(problems, "%s", err->text);
    }
    sam_buf_fini(&text);
    return status;
}
