/* From framework.json to struct sam_framework. The contract is in framework.h and
 * docs/formats.md. */
#include "base/memory.h"
#include "model/framework.h"

#include <string.h>

/* A list in the file holds at most this many. */
enum { LIST_LIMIT = 1000 };

struct reader {
    struct sam_framework *framework;
    struct sam_problems *problems;
    const char *name;
    char place[SAM_PLACE_SIZE]; /* of the object being read */
};

/* A problem, and "" for NULL, when there is no room left. */
static const char *copy(struct reader *r, const char *text) {
    const char *copied = text != NULL ? sam_arena_strdup(r->framework->arena, text) : "";
    if (copied == NULL) {
        sam_problem(r->problems, _("%s: more than can be read; make it shorter"), r->name);
    }
    return copied != NULL ? copied : "";
}

/* The list under key, or NULL, with room for its elements in *into. */
static const cJSON *list_of(struct reader *r, const char *place, const cJSON *object,
                            const char *key, size_t element, void **into, size_t *count) {
    const cJSON *list = sam_json_list(r->problems, place, object, key, false);
    size_t size = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    if (size > LIST_LIMIT) {
        sam_problem(r->problems, _("%s: %zu %s; at most %d are read"), place, size, key,
                    LIST_LIMIT);
        size = LIST_LIMIT;
    }
    *into = sam_arena_alloc(r->framework->arena, size * element + 1);
    *count = *into != NULL ? size : 0;
    if (*into == NULL) {
        sam_problem(r->problems, _("%s: more than can be read; make it shorter"), r->name);
    }
    return list;
}

static bool is_object(struct reader *r, const cJSON *object, const char *const *keys) {
    if (!cJSON_IsObject(object)) {
        sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
        return false;
    }
    sam_json_check_keys(r->problems, r->place, object, keys);
    return true;
}

/* A list of ids, each of them once. */
static const char **ids_of(struct reader *r, const cJSON *object, const char *key, size_t *count) {
    const char **ids = NULL;
    const cJSON *list = list_of(r, r->place, object, key, sizeof *ids, (void **)&ids, count);
    size_t i = 0;
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, list) {
        if (i == *count) {
            break;
        }
        bool valid = cJSON_IsString(id) && sam_id_valid(id->valuestring);
        ids[i] = valid ? copy(r, id->valuestring) : "";
        if (!valid) {
            sam_problem(r->problems, _("%s: %s[%zu] must be an id such as \"s1\""), r->place, key,
                        i);
        }
        for (size_t j = 0; j < i && valid; j++) {
            if (strcmp(ids[j], ids[i]) == 0) {
                sam_problem(r->problems, _("%s: %s: \"%s\" stands there twice"), r->place, key,
                            ids[i]);
            }
        }
        i++;
    }
    return ids;
}

static void read_documents(struct reader *r, const cJSON *object,
                           struct sam_research_question *question) {
    static const char *const keys[] = {"title", "where", "says", NULL};
    const cJSON *list = list_of(r, r->place, object, "documents", sizeof *question->documents,
                                (void **)&question->documents, &question->document_count);
    size_t i = 0;
    const cJSON *element = NULL;
    cJSON_ArrayForEach(element, list) {
        char place[SAM_PLACE_SIZE];
        if (i == question->document_count) {
            break;
        }
        struct sam_framework_document *document = &question->documents[i];
        sam_place_write(place, "%s: documents[%zu]", r->place, i++);
        if (!cJSON_IsObject(element)) {
            sam_problem(r->problems, _("%s: must be an object between { and }"), place);
            continue;
        }
        sam_json_check_keys(r->problems, place, element, keys);
        document->title =
            sam_json_words(r->problems, place, element, "title", true, r->framework->arena);
        const char *where = sam_json_text(r->problems, place, element, "where", false);
        document->where = where != NULL ? copy(r, where) : NULL;
        document->says =
            sam_json_words(r->problems, place, element, "says", false, r->framework->arena);
    }
}

static void read_questions(struct reader *r, const cJSON *root) {
    static const char *const keys[] = {"id",        "text", "group", "items", "open_questions",
                                       "documents", NULL};
    struct sam_framework *f = r->framework;
    const cJSON *list = list_of(r, r->name, root, "questions", sizeof *f->questions,
                                (void **)&f->questions, &f->question_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == f->question_count) {
            break;
        }
        struct sam_research_question *question = &f->questions[i];
        question->id = "";
        sam_place_write(r->place, "%s: questions[%zu]", r->name, i++);
        if (!is_object(r, object, keys)) {
            continue;
        }
        question->id = sam_json_id(r->problems, r->place, object, "id", f->arena);
        question->text = sam_json_bilingual(r->problems, r->place, object, "text", true, f->arena);
        question->group =
            sam_json_bilingual(r->problems, r->place, object, "group", false, f->arena);
        question->items = ids_of(r, object, "items", &question->item_count);
        question->open_questions = ids_of(r, object, "open_questions", &question->open_count);
        read_documents(r, object, question);
        if (question->id[0] != '\0' && sam_framework_question(f, question->id) != i - 1) {
            sam_problem(r->problems, _("%s: two questions have the id \"%s\""), r->name,
                        question->id);
        }
    }
}

/* "s1", or {"item": "t1", "against": true}. */
static void read_item(struct reader *r, const cJSON *element, size_t i,
                      struct sam_expectation *expectation) {
    static const char *const keys[] = {"item", "against", NULL};
    struct sam_expectation_item *item = &expectation->items[i];
    char place[SAM_PLACE_SIZE];
    sam_place_write(place, "%s: items[%zu]", r->place, i);
    item->id = "";
    if (cJSON_IsObject(element)) {
        sam_json_check_keys(r->problems, place, element, keys);
        item->id = sam_json_id(r->problems, place, element, "item", r->framework->arena);
        item->against = sam_json_flag(r->problems, place, element, "against", false);
    } else if (cJSON_IsString(element) && sam_id_valid(element->valuestring)) {
        item->id = copy(r, element->valuestring);
    } else {
        sam_problem(r->problems,
                    _("%s: must be the id of a statement, or {\"item\": \"...\", \"against\": "
                      "true}"),
                    place);
    }
    for (size_t j = 0; j < i && item->id[0] != '\0'; j++) {
        if (strcmp(expectation->items[j].id, item->id) == 0) {
            sam_problem(r->problems, _("%s: %s: \"%s\" stands there twice"), r->place, "items",
                        item->id);
        }
    }
}

static void read_expectation(struct reader *r, const cJSON *object,
                             struct sam_expectation *expectation) {
    struct sam_framework *f = r->framework;
    expectation->id = sam_json_id(r->problems, r->place, object, "id", f->arena);
    expectation->text = sam_json_bilingual(r->problems, r->place, object, "text", true, f->arena);
    const char *kind = sam_json_text(r->problems, r->place, object, "kind", false);
    if (kind != NULL && sam_expectation_kind_read(kind, &expectation->kind) != 0) {
        sam_problem(r->problems,
                    _("%s: kind \"%s\" must be \"expectation\", \"goal\" or \"criterion\""),
                    r->place, kind);
    }
    const cJSON *list = list_of(r, r->place, object, "items", sizeof *expectation->items,
                                (void **)&expectation->items, &expectation->item_count);
    for (size_t i = 0; i < expectation->item_count; i++) {
        read_item(r, cJSON_GetArrayItem(list, (int)i), i, expectation);
    }
    const char **questions = ids_of(r, object, "questions", &expectation->question_count);
    expectation->questions =
        sam_arena_alloc(f->arena, expectation->question_count * sizeof *expectation->questions + 1);
    if (expectation->questions == NULL) {
        sam_problem(r->problems, _("%s: more than can be read; make it shorter"), r->name);
        expectation->question_count = 0;
    }
    for (size_t i = 0; i < expectation->question_count; i++) {
        expectation->questions[i] = sam_framework_question(f, questions[i]);
        if (questions[i][0] != '\0' && expectation->questions[i] == SAM_NONE) {
            sam_problem(r->problems, _("%s: question \"%s\" is not among the questions"), r->place,
                        questions[i]);
        }
    }
}

static void read_expectations(struct reader *r, const cJSON *root) {
    static const char *const keys[] = {"id", "kind", "text", "items", "questions", NULL};
    struct sam_framework *f = r->framework;
    const cJSON *list = list_of(r, r->name, root, "expectations", sizeof *f->expectations,
                                (void **)&f->expectations, &f->expectation_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == f->expectation_count) {
            break;
        }
        struct sam_expectation *expectation = &f->expectations[i];
        expectation->id = "";
        sam_place_write(r->place, "%s: expectations[%zu]", r->name, i++);
        if (is_object(r, object, keys)) {
            read_expectation(r, object, expectation);
        }
        if (expectation->id[0] != '\0' && sam_framework_expectation(f, expectation->id) != i - 1) {
            sam_problem(r->problems, _("%s: two expectations have the id \"%s\""), r->name,
                        expectation->id);
        }
    }
}

static void read_goals(struct reader *r, const cJSON *root) {
    static const char *const keys[] = {"id", "title", "alliance", NULL};
    struct sam_framework *f = r->framework;
    const cJSON *list =
        list_of(r, r->name, root, "goals", sizeof *f->goals, (void **)&f->goals, &f->goal_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == f->goal_count) {
            break;
        }
        struct sam_goal *goal = &f->goals[i];
        goal->id = "";
        sam_place_write(r->place, "%s: goals[%zu]", r->name, i++);
        if (!is_object(r, object, keys)) {
            continue;
        }
        goal->id = sam_json_id(r->problems, r->place, object, "id", f->arena);
        goal->title =
            sam_json_words(r->problems, r->place, object, "title", true, r->framework->arena);
        const char *alliance = sam_json_text(r->problems, r->place, object, "alliance", false);
        goal->alliance = alliance != NULL ? copy(r, alliance) : NULL;
        if (goal->id[0] != '\0' && sam_framework_goal(f, goal->id) != i - 1) {
            sam_problem(r->problems, _("%s: two goals have the id \"%s\""), r->name, goal->id);
        }
    }
}

static void read_root(struct reader *r, const cJSON *root) {
    static const char *const keys[] = {"$schema",      "id",    "title", "questions",
                                       "expectations", "goals", NULL};
    struct sam_framework *f = r->framework;
    sam_json_check_keys(r->problems, r->name, root, keys);
    f->id = sam_json_id(r->problems, r->name, root, "id", f->arena);
    f->title = sam_json_bilingual(r->problems, r->name, root, "title", true, f->arena);
    read_questions(r, root);
    read_expectations(r, root);
    read_goals(r, root);
}

enum sam_status sam_framework_parse(const char *text, size_t length, const char *name,
                                    struct sam_framework **out, struct sam_problems *problems,
                                    struct sam_err *err) {
    size_t before = problems->count;
    struct sam_err own;
    err = err != NULL ? err : &own;
    cJSON *root = sam_json_parse(text, length, name, err);
    if (root == NULL) {
        sam_problem(problems, "%s", err->text);
        return SAM_E_INPUT;
    }
    struct reader reader = {.problems = problems, .name = name};
    reader.framework = sam_xcalloc(1, sizeof *reader.framework);
    reader.framework->arena = sam_arena_new((size_t)64 << 20);
    if (cJSON_IsObject(root)) {
        read_root(&reader, root);
    } else {
        sam_problem(problems, _("%s: must be an object between { and }"), name);
    }
    cJSON_Delete(root);
    if (problems->count > before) {
        sam_framework_free(reader.framework);
        return sam_problems_status(problems, err);
    }
    *out = reader.framework;
    return SAM_OK;
}
