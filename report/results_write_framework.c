#include "base/memory.h"
#include "report/instrument_write.h"
#include "report/results_framework.h"
#include "report/results_writer.h"

#include <stdlib.h>
#include <string.h>

static void write_ids(struct sam_json *json, const char *key, const char *const *ids,
                      size_t count) {
    sam_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        sam_json_string(json, NULL, ids[i]);
    }
    sam_json_array_end(json);
}

/* --- expectations ----------------------------------------------------------------------------- */

static void write_view(struct sam_json *json, const char *key,
                       const struct sam_expectation_view *view, bool both) {
    struct sam_out o = sam_out_open(json, key);
    sam_json_whole(json, "respondents", (long long)view->respondents);
    if (!both) {
        sam_json_whole(json, "alliances", (long long)view->alliances);
    }
    sam_out_number(&o, "mean", view->mean);
    sam_out_number(&o, "low", view->low);
    sam_out_number(&o, "high", view->high);
    sam_out_number(&o, "index", view->index);
    sam_out_number(&o, "se", view->se);
    sam_out_number(&o, "df", view->df);
    if (view->certainty == SAM_CERTAINTY_NONE) {
        sam_out_absent(&o, "rating", view->se.why);
        sam_out_absent(&o, "certainty", view->se.why);
        sam_out_absent(&o, "chance", view->se.why);
    } else {
        sam_json_string(json, "rating", sam_rating_id(view->rating));
        sam_json_string(json, "certainty", sam_certainty_id(view->certainty));
        sam_json_object(json, "chance");
        for (int i = 0; i < SAM_RATINGS; i++) {
            sam_json_number(json, sam_rating_id((enum sam_rating)i), view->chance[i].value);
        }
        sam_json_object_end(json);
    }
    sam_out_close(&o);
}

static bool is_rating_of(const struct sam_results_context *context,
                         const struct sam_expectation_rating *rating,
                         const struct sam_expectation *expectation) {
    return rating->wave == context->wave_index && strcmp(rating->expectation, expectation->id) == 0;
}

/* The evaluator's own: over all alliances in "evaluator", of one alliance in a list. */
static void write_ratings(struct sam_out *o, const struct sam_results_context *context,
                          const struct sam_expectation *expectation) {
    const struct sam_study *study = context->study;
    struct sam_json *json = o->json;
    size_t count = study != NULL ? study->rating_count : 0;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        const struct sam_expectation_rating *rating = &study->ratings[i];
        if (is_rating_of(context, rating, expectation) && rating->alliance == SAM_NONE) {
            found = true;
            sam_json_object(json, "evaluator");
            sam_json_string(json, "rating", sam_rating_id(rating->rating));
            sam_instrument_text_write(json, "reason", &rating->reason);
            sam_json_object_end(json);
        }
    }
    if (!found) {
        sam_out_absent(o, "evaluator", SAM_WHY_NOT_GIVEN);
    }
    sam_json_array(json, "evaluator_alliances");
    for (size_t i = 0; i < count; i++) {
        const struct sam_expectation_rating *rating = &study->ratings[i];
        if (is_rating_of(context, rating, expectation) && rating->alliance != SAM_NONE) {
            sam_json_object(json, NULL);
            sam_json_string(json, "alliance", study->alliances[rating->alliance].id);
            sam_json_string(json, "rating", sam_rating_id(rating->rating));
            sam_instrument_text_write(json, "reason", &rating->reason);
            sam_json_object_end(json);
        }
    }
    sam_json_array_end(json);
}

static void write_expectation(struct sam_json *json, const struct sam_results_context *context,
                              const struct sam_analysis *analysis,
                              const struct sam_expectation *expectation) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_framework *framework = context->framework;
    size_t *items = sam_xcalloc(expectation->item_count + 1, sizeof *items);
    bool *against = sam_xcalloc(expectation->item_count + 1, sizeof *against);
    struct sam_expectation_set set = {items, against, 0};
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_string(json, "id", expectation->id);
    sam_json_string(json, "kind", sam_expectation_kind_id(expectation->kind));
    sam_instrument_text_write(json, "text", &expectation->text);
    sam_json_array(json, "items");
    for (size_t i = 0; i < expectation->item_count; i++) {
        size_t item = sam_questionnaire_item(q, expectation->items[i].id);
        if (item == SAM_NONE) {
            continue; /* asked in another wave */
        }
        sam_json_object(json, NULL);
        sam_json_string(json, "item", expectation->items[i].id);
        sam_json_bool(json, "against", expectation->items[i].against);
        sam_json_object_end(json);
        items[set.count] = item;
        against[set.count++] = expectation->items[i].against;
    }
    sam_json_array_end(json);
    sam_json_array(json, "questions");
    for (size_t i = 0; i < expectation->question_count; i++) {
        sam_json_string(json, NULL, framework->questions[expectation->questions[i]].id);
    }
    sam_json_array_end(json);
    struct sam_expectation_result result =
        sam_expectation_of(q, sam_analysis_answers(analysis), sam_analysis_options(analysis), &set);
    write_view(json, "partners", &result.sides[SAM_SIDE_PARTNERS], false);
    write_view(json, "account_holders", &result.sides[SAM_SIDE_ACCOUNT_HOLDERS], false);
    write_view(json, "both", &result.both, true);
    sam_out_range(json, "gap", "value", result.gap, result.gap_low, result.gap_high);
    sam_json_string(json, "sides", sam_sides_verdict_id(result.verdict));
    write_ratings(&o, context, expectation);
    sam_out_close(&o);
    free(items);
    free(against);
}

/* --- research questions ----------------------------------------------------------------------- */

static bool is_in(const char *const *ids, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* By the statement's own "questions", or by the framework. */
static bool speaks_to(const struct sam_item *item, const struct sam_research_question *question) {
    for (const char **own = item->questions; own != NULL && *own != NULL; own++) {
        if (strcmp(*own, question->id) == 0) {
            return true;
        }
    }
    return is_in((const char *const *)question->items, question->item_count, item->id);
}

static void write_items(struct sam_json *json, const struct sam_analysis *analysis,
                        const bool *speaks) {
    static const char *const sides[SAM_SIDES] = {"partners", "account_holders"};
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    sam_json_array(json, "items");
    for (size_t i = 0; i < q->item_count; i++) {
        if (!speaks[i]) {
            continue;
        }
        struct sam_item_voices voices[SAM_SIDES];
        sam_item_voices_of(q, sam_analysis_answers(analysis), sam_analysis_options(analysis), i,
                           voices);
        sam_json_object(json, NULL);
        sam_json_string(json, "item", q->items[i].id);
        for (int side = 0; side < SAM_SIDES; side++) {
            struct sam_out o = sam_out_open(json, sides[side]);
            sam_json_whole(json, "respondents", (long long)voices[side].respondents);
            sam_out_number(&o, "mean", voices[side].mean);
            sam_out_close(&o);
        }
        sam_json_object_end(json);
    }
    sam_json_array_end(json);
}

/* Scales of which every statement speaks to the question. */
static void write_scales(struct sam_json *json, const struct sam_questionnaire *q,
                         const bool *speaks) {
    sam_json_array(json, "scales");
    for (size_t s = 0; s < q->scale_count; s++) {
        size_t count = 0;
        for (size_t i = 0; i < q->scales[s].item_count; i++) {
            count += speaks[q->scales[s].items[i]];
        }
        if (count == q->scales[s].item_count) {
            sam_json_string(json, NULL, q->scales[s].id);
        }
    }
    sam_json_array_end(json);
}

static void write_open_questions(struct sam_json *json, const struct sam_results_context *context,
                                 const struct sam_questionnaire *q,
                                 const struct sam_research_question *question) {
    size_t total = 0;
    sam_json_array(json, "open_questions");
    for (size_t i = 0; i < q->open_count; i++) {
        if (!is_in((const char *const *)question->open_questions, question->open_count,
                   q->open_questions[i].id)) {
            continue;
        }
        size_t answers = 0;
        for (size_t j = 0; j < context->open_count; j++) {
            answers += context->open[j].question == i;
        }
        sam_json_object(json, NULL);
        sam_json_string(json, "question", q->open_questions[i].id);
        sam_json_whole(json, "answers", (long long)answers);
        sam_json_object_end(json);
        total += answers;
    }
    sam_json_array_end(json);
    sam_json_whole(json, "open_answers", (long long)total);
}

static void write_documents(struct sam_json *json, const struct sam_research_question *question) {
    sam_json_array(json, "documents");
    for (size_t i = 0; i < question->document_count; i++) {
        const struct sam_framework_document *document = &question->documents[i];
        struct sam_out o = sam_out_open(json, NULL);
        sam_instrument_text_write(json, "title", &document->title);
        sam_out_text(&o, "where", document->where);
        if (document->says.in[SAM_NL] != NULL) {
            sam_instrument_text_write(json, "says", &document->says);
        } else {
            sam_out_absent(&o, "says", SAM_WHY_NOT_GIVEN);
        }
        sam_out_close(&o);
    }
    sam_json_array_end(json);
}

static void write_question(struct sam_json *json, const struct sam_results_context *context,
                           const struct sam_analysis *analysis, size_t index) {
    const struct sam_questionnaire *q = sam_analysis_questionnaire(analysis);
    const struct sam_framework *framework = context->framework;
    const struct sam_research_question *question = &framework->questions[index];
    bool *speaks = sam_xcalloc(q->item_count + 1, sizeof *speaks);
    const char **expectations = sam_xcalloc(framework->expectation_count + 1, sizeof *expectations);
    size_t expectation_count = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        speaks[i] = speaks_to(&q->items[i], question);
    }
    for (size_t i = 0; i < framework->expectation_count; i++) {
        for (size_t j = 0; j < framework->expectations[i].question_count; j++) {
            if (framework->expectations[i].questions[j] == index) {
                expectations[expectation_count++] = framework->expectations[i].id;
                break;
            }
        }
    }
    struct sam_out o = sam_out_open(json, NULL);
    sam_json_string(json, "id", question->id);
    sam_instrument_text_write(json, "text", &question->text);
    if (question->group.in[SAM_NL] != NULL) {
        sam_instrument_text_write(json, "group", &question->group);
    } else {
        sam_out_absent(&o, "group", SAM_WHY_NOT_GIVEN);
    }
    write_items(json, analysis, speaks);
    write_scales(json, q, speaks);
    write_open_questions(json, context, q, question);
    write_ids(json, "expectations", expectations, expectation_count);
    write_documents(json, question);
    sam_out_close(&o);
    free(expectations);
    free(speaks);
}

void sam_results_framework_write(struct sam_out *o, const struct sam_results_context *context,
                                 const struct sam_analysis *analysis) {
    const struct sam_framework *framework = context->framework;
    struct sam_json *json = o->json;
    if (framework == NULL) {
        sam_out_absent(o, "framework", SAM_WHY_NOT_GIVEN);
        sam_out_absent(o, "expectations", SAM_WHY_NOT_GIVEN);
        sam_out_absent(o, "research_questions", SAM_WHY_NOT_GIVEN);
        return;
    }
    sam_json_object(json, "framework");
    sam_json_string(json, "id", framework->id);
    sam_instrument_text_write(json, "title", &framework->title);
    sam_json_object_end(json);
    sam_json_array(json, "expectations");
    for (size_t i = 0; i < framework->expectation_count; i++) {
        write_expectation(json, context, analysis, &framework->expectations[i]);
    }
    sam_json_array_end(json);
    sam_json_array(json, "research_questions");
    for (size_t i = 0; i < framework->question_count; i++) {
        write_question(json, context, analysis, i);
    }
    sam_json_array_end(json);
}
