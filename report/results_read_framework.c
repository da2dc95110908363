#include "report/results_framework.h"

#include "report/results_reader.h"

#include <stdio.h>
#include <string.h>

/* A key such as "expectations[3]" for messages; lives as long as the results. */
static const char *element_key(struct sam_results_reader *r, const char *list, size_t i) {
    char key[64];
    snprintf(key, sizeof key, "%s[%zu]", list, i);
    return sam_arena_strdup(r->results->arena, key);
}

static void *room(struct sam_results_reader *r, const cJSON *list, size_t element) {
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    return sam_arena_alloc(r->results->arena, count * element + 1);
}

/* {"nl", "en"}; both NULL where it is null and may be. */
static struct sam_text read_text(struct sam_results_reader *r, const cJSON *object, const char *key,
                                 bool optional) {
    struct sam_text text = {{NULL, NULL}};
    if (optional && sam_results_absent(r, object, key)) {
        return text;
    }
    const cJSON *both = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    text.in[SAM_NL] = sam_results_text(r, both, "nl", false);
    text.in[SAM_EN] = sam_results_text(r, both, "en", false);
    sam_results_leave(r);
    return text;
}

/* An element must be an object; nothing of another is looked at. */
static bool is_object(struct sam_results_reader *r, const cJSON *element, const char *key) {
    if (!r->failed && !cJSON_IsObject(element)) {
        sam_results_wrong(r, key, _("it must be an object between { and }"));
    }
    return !r->failed;
}

typedef size_t (*find_in)(const struct sam_questionnaire *questionnaire, const char *id);

/* The questionnaire's index of the id under key; 0 after a failure. */
static size_t read_index(struct sam_results_reader *r, const cJSON *object, const char *key,
                         find_in find, const char *wrong) {
    const char *id = sam_results_text(r, object, key, false);
    size_t found = id != NULL ? find(r->results->questionnaire, id) : 0;
    if (found == SAM_NONE) {
        sam_results_wrong(r, key, wrong);
        return 0;
    }
    return found;
}

static const char **read_ids(struct sam_results_reader *r, const cJSON *object, const char *key,
                             size_t *count) {
    const cJSON *list = sam_results_list(r, object, key);
    const char **ids = room(r, list, sizeof *ids);
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, list) {
        if (!cJSON_IsString(id)) {
            sam_results_wrong(r, key, _("it must be a text"));
            break;
        }
        ids[(*count)++] = sam_arena_strdup(r->results->arena, id->valuestring);
    }
    return ids;
}

/* --- expectations ----------------------------------------------------------------------------- */

static enum sam_rating read_rating(struct sam_results_reader *r, const cJSON *object,
                                   const char *key) {
    enum sam_rating rating = SAM_RATING_PARTLY;
    const char *text = sam_results_text(r, object, key, false);
    if (text != NULL && sam_rating_read(text, &rating) != 0) {
        sam_results_wrong(r, key, _("it must be \"+\", \"+/-\" or \"0\""));
    }
    return rating;
}

static enum sam_certainty read_certainty(struct sam_results_reader *r, const cJSON *object) {
    const char *text = sam_results_text(r, object, "certainty", false);
    for (int i = 0; text != NULL && i < SAM_CERTAINTY_NONE; i++) {
        if (strcmp(sam_certainty_id((enum sam_certainty)i), text) == 0) {
            return (enum sam_certainty)i;
        }
    }
    sam_results_wrong(r, "certainty", _("it must be \"clear\", \"likely\" or \"open\""));
    return SAM_CERTAINTY_OPEN;
}

static void read_view(struct sam_results_reader *r, const cJSON *object, const char *key,
                      struct sam_expectation_view *view, bool both) {
    const cJSON *own = sam_results_object(r, object, key);
    sam_results_enter(r, key);
    view->respondents = sam_results_count(r, own, "respondents");
    view->alliances = both ? 0 : sam_results_count(r, own, "alliances");
    view->mean = sam_results_number(r, own, "mean");
    view->low = sam_results_number(r, own, "low");
    view->high = sam_results_number(r, own, "high");
    view->index = sam_results_number(r, own, "index");
    view->se = sam_results_number(r, own, "se");
    view->df = sam_results_number(r, own, "df");
    if (!sam_has(view->se)) {
        view->certainty = SAM_CERTAINTY_NONE;
        for (int i = 0; i < SAM_RATINGS; i++) {
            view->chance[i] = view->se;
        }
    } else {
        view->rating = read_rating(r, own, "rating");
        view->certainty = read_certainty(r, own);
        const cJSON *chance = sam_results_object(r, own, "chance");
        sam_results_enter(r, "chance");
        for (int i = 0; i < SAM_RATINGS; i++) {
            view->chance[i] = sam_results_number(r, chance, sam_rating_id((enum sam_rating)i));
        }
        sam_results_leave(r);
    }
    sam_results_leave(r);
}

static void read_result(struct sam_results_reader *r, const cJSON *object,
                        struct sam_expectation_result *result) {
    read_view(r, object, "partners", &result->sides[SAM_SIDE_PARTNERS], false);
    read_view(r, object, "account_holders", &result->sides[SAM_SIDE_ACCOUNT_HOLDERS], false);
    read_view(r, object, "both", &result->both, true);
    const cJSON *gap = sam_results_object(r, object, "gap");
    sam_results_enter(r, "gap");
    result->gap = sam_results_number(r, gap, "value");
    result->gap_low = sam_results_number(r, gap, "low");
    result->gap_high = sam_results_number(r, gap, "high");
    sam_results_leave(r);
    const char *sides = sam_results_text(r, object, "sides", false);
    bool found = false;
    for (int i = 0; sides != NULL && i <= SAM_SIDES_ONE; i++) {
        if (strcmp(sam_sides_verdict_id((enum sam_sides_verdict)i), sides) == 0) {
            result->verdict = (enum sam_sides_verdict)i;
            found = true;
        }
    }
    if (!found) {
        sam_results_wrong(r, "sides",
                          _("it must be \"alike\", \"apart\", \"unclear\" or \"one_side\""));
    }
}

static void read_own_rating(struct sam_results_reader *r, const cJSON *object, const char *alliance,
                            struct sam_results_rating *rating) {
    rating->alliance = alliance;
    rating->rating = read_rating(r, object, "rating");
    rating->reason = read_text(r, object, "reason", false);
}

static void read_ratings(struct sam_results_reader *r, const cJSON *object,
                         struct sam_results_expectation *expectation) {
    const cJSON *list = sam_results_list(r, object, "evaluator_alliances");
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    expectation->ratings =
        sam_arena_alloc(r->results->arena, (count + 1) * sizeof *expectation->ratings);
    if (!sam_results_absent(r, object, "evaluator")) {
        const cJSON *own = sam_results_object(r, object, "evaluator");
        sam_results_enter(r, "evaluator");
        read_own_rating(r, own, NULL, &expectation->ratings[expectation->rating_count++]);
        sam_results_leave(r);
    }
    const cJSON *element = NULL;
    sam_results_enter(r, "evaluator_alliances");
    cJSON_ArrayForEach(element, list) {
        if (!is_object(r, element, "")) {
            break;
        }
        const char *alliance = sam_results_text(r, element, "alliance", false);
        read_own_rating(r, element, alliance, &expectation->ratings[expectation->rating_count++]);
    }
    sam_results_leave(r);
}

static void read_linked(struct sam_results_reader *r, const cJSON *object,
                        struct sam_results_expectation *expectation) {
    const cJSON *list = sam_results_list(r, object, "items");
    expectation->items = room(r, list, sizeof *expectation->items);
    expectation->against = room(r, list, sizeof *expectation->against);
    const cJSON *element = NULL;
    sam_results_enter(r, "items");
    cJSON_ArrayForEach(element, list) {
        if (!is_object(r, element, "")) {
            break;
        }
        size_t i = expectation->item_count++;
        expectation->items[i] = read_index(r, element, "item", sam_questionnaire_item,
                                           _("it names a statement the questionnaire lacks"));
        expectation->against[i] = sam_results_flag(r, element, "against");
    }
    sam_results_leave(r);
}

static void read_expectation(struct sam_results_reader *r, const cJSON *object,
                             struct sam_results_expectation *expectation) {
    expectation->id = sam_results_text(r, object, "id", false);
    const char *kind = sam_results_text(r, object, "kind", false);
    if (kind != NULL && sam_expectation_kind_read(kind, &expectation->kind) != 0) {
        sam_results_wrong(r, "kind", _("it must be \"expectation\", \"goal\" or \"criterion\""));
    }
    expectation->text = read_text(r, object, "text", false);
    read_linked(r, object, expectation);
    expectation->questions = read_ids(r, object, "questions", &expectation->question_count);
    read_result(r, object, &expectation->result);
    read_ratings(r, object, expectation);
}

/* --- research questions ----------------------------------------------------------------------- */

static void read_items(struct sam_results_reader *r, const cJSON *object,
                       struct sam_results_question *question) {
    static const char *const sides[SAM_SIDES] = {"partners", "account_holders"};
    const cJSON *list = sam_results_list(r, object, "items");
    question->items = room(r, list, sizeof *question->items);
    question->voices = room(r, list, sizeof *question->voices);
    const cJSON *element = NULL;
    sam_results_enter(r, "items");
    cJSON_ArrayForEach(element, list) {
        if (!is_object(r, element, "")) {
            break;
        }
        size_t i = question->item_count++;
        question->items[i] = read_index(r, element, "item", sam_questionnaire_item,
                                        _("it names a statement the questionnaire lacks"));
        for (int side = 0; side < SAM_SIDES; side++) {
            const cJSON *own = sam_results_object(r, element, sides[side]);
            sam_results_enter(r, sides[side]);
            question->voices[i][side].respondents = sam_results_count(r, own, "respondents");
            question->voices[i][side].mean = sam_results_number(r, own, "mean");
            sam_results_leave(r);
        }
    }
    sam_results_leave(r);
}

static void read_scales(struct sam_results_reader *r, const cJSON *object,
                        struct sam_results_question *question) {
    size_t count = 0;
    const char **ids = read_ids(r, object, "scales", &count);
    question->scales = sam_arena_alloc(r->results->arena, count * sizeof *question->scales + 1);
    for (size_t i = 0; i < count; i++) {
        size_t scale = sam_questionnaire_scale(r->results->questionnaire, ids[i]);
        if (scale == SAM_NONE) {
            sam_results_wrong(r, "scales", _("it names a scale the questionnaire lacks"));
            return;
        }
        question->scales[question->scale_count++] = scale;
    }
}

static void read_open_questions(struct sam_results_reader *r, const cJSON *object,
                                struct sam_results_question *question) {
    const cJSON *list = sam_results_list(r, object, "open_questions");
    question->open_questions = room(r, list, sizeof *question->open_questions);
    question->open_answers = room(r, list, sizeof *question->open_answers);
    const cJSON *element = NULL;
    sam_results_enter(r, "open_questions");
    cJSON_ArrayForEach(element, list) {
        if (!is_object(r, element, "")) {
            break;
        }
        size_t i = question->open_count++;
        question->open_questions[i] =
            read_index(r, element, "question", sam_questionnaire_open_question,
                       _("it names a question the questionnaire lacks"));
        question->open_answers[i] = sam_results_count(r, element, "answers");
    }
    sam_results_leave(r);
}

static void read_documents(struct sam_results_reader *r, const cJSON *object,
                           struct sam_results_question *question) {
    const cJSON *list = sam_results_list(r, object, "documents");
    question->documents = room(r, list, sizeof *question->documents);
    const cJSON *element = NULL;
    sam_results_enter(r, "documents");
    cJSON_ArrayForEach(element, list) {
        if (!is_object(r, element, "")) {
            break;
        }
        struct sam_framework_document *document = &question->documents[question->document_count++];
        document->title = read_text(r, element, "title", false);
        document->where = sam_results_text(r, element, "where", true);
        document->says = read_text(r, element, "says", true);
    }
    sam_results_leave(r);
}

static void read_question(struct sam_results_reader *r, const cJSON *object,
                          struct sam_results_question *question) {
    question->id = sam_results_text(r, object, "id", false);
    question->text = read_text(r, object, "text", false);
    question->group = read_text(r, object, "group", true);
    read_items(r, object, question);
    read_scales(r, object, question);
    read_open_questions(r, object, question);
    question->expectations = read_ids(r, object, "expectations", &question->expectation_count);
    read_documents(r, object, question);
}

/* --- the whole -------------------------------------------------------------------------------- */

struct sam_results_framework *sam_results_framework_read(struct sam_results_reader *r,
                                                         const cJSON *root) {
    if (!cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(root, "framework"))) {
        return NULL;
    }
    struct sam_results_framework *framework = sam_arena_alloc(r->results->arena, sizeof *framework);
    const cJSON *head = sam_results_object(r, root, "framework");
    sam_results_enter(r, "framework");
    framework->id = sam_results_text(r, head, "id", false);
    framework->title = read_text(r, head, "title", false);
    sam_results_leave(r);
    const cJSON *list = sam_results_list(r, root, "expectations");
    framework->expectations = room(r, list, sizeof *framework->expectations);
    const cJSON *element = NULL;
    cJSON_ArrayForEach(element, list) {
        const char *key = element_key(r, "expectations", framework->expectation_count);
        if (is_object(r, element, key)) {
            sam_results_enter(r, key);
            read_expectation(r, element, &framework->expectations[framework->expectation_count++]);
            sam_results_leave(r);
        }
    }
    list = sam_results_list(r, root, "research_questions");
    framework->questions = room(r, list, sizeof *framework->questions);
    cJSON_ArrayForEach(element, list) {
        const char *key = element_key(r, "research_questions", framework->question_count);
        if (is_object(r, element, key)) {
            sam_results_enter(r, key);
            read_question(r, element, &framework->questions[framework->question_count++]);
            sam_results_leave(r);
        }
    }
    return framework;
}

const struct sam_results_rating *
sam_results_own_rating(const struct sam_results_expectation *expectation) {
    return expectation->rating_count > 0 && expectation->ratings[0].alliance == NULL
               ? &expectation->ratings[0]
               : NULL;
}

const struct sam_results_expectation *
sam_results_expectation_find(const struct sam_results_framework *framework, const char *id) {
    for (size_t i = 0; i < framework->expectation_count; i++) {
        if (strcmp(framework->expectations[i].id, id) == 0) {
            return &framework->expectations[i];
        }
    }
    return NULL;
}

size_t sam_results_open_answers(const struct sam_results_question *question) {
    size_t answers = 0;
    for (size_t i = 0; i < question->open_count; i++) {
        answers += question->open_answers[i];
    }
    return answers;
}
