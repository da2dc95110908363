/* What results.json says of the study's framework: expectations with their ratings, and for every
 * research question what speaks to it. Borrowed from the results. */
#ifndef SAM_REPORT_RESULTS_FRAMEWORK_H
#define SAM_REPORT_RESULTS_FRAMEWORK_H

#include "analyse/expectation.h"
#include "analyse/item_voices.h"
#include "model/framework.h"

struct sam_results_rating {
    const char *alliance; /* its id; NULL: over all alliances */
    enum sam_rating rating;
    struct sam_text reason;
};

struct sam_results_expectation {
    const char *id;
    enum sam_expectation_kind kind;
    struct sam_text text;
    size_t *items; /* of the questionnaire */
    bool *against;
    size_t item_count;
    const char **questions; /* ids */
    size_t question_count;
    struct sam_expectation_result result;
    struct sam_results_rating *ratings; /* the evaluator's, that over all alliances first */
    size_t rating_count;
};

struct sam_results_question {
    const char *id;
    struct sam_text text, group; /* group: both NULL when not given */
    size_t *items;
    struct sam_item_voices (*voices)[SAM_SIDES]; /* of each item */
    size_t item_count;
    size_t *scales;
    size_t scale_count;
    size_t *open_questions; /* of the questionnaire */
    size_t *open_answers;   /* to each */
    size_t open_count;
    const char **expectations; /* ids */
    size_t expectation_count;
    struct sam_framework_document *documents;
    size_t document_count;
};

struct sam_results_framework {
    const char *id;
    struct sam_text title;
    struct sam_results_expectation *expectations;
    size_t expectation_count;
    struct sam_results_question *questions;
    size_t question_count;
};

/* The evaluator's own rating over all alliances, or NULL. */
const struct sam_results_rating *
sam_results_own_rating(const struct sam_results_expectation *expectation);
/* The expectation with this id, or NULL. */
const struct sam_results_expectation *
sam_results_expectation_find(const struct sam_results_framework *framework, const char *id);
/* How many open answers speak to the question. */
size_t sam_results_open_answers(const struct sam_results_question *question);

struct sam_json;
struct sam_out;
struct sam_results_context;
/* "framework", "expectations" and "research_questions" of the object that is open; absent where the
 * context has no framework. */
void sam_results_framework_write(struct sam_out *o, const struct sam_results_context *context,
                                 const struct sam_analysis *analysis);

struct sam_results_reader;
struct cJSON;
/* NULL where there is none: no framework, or a file from before there were any. */
struct sam_results_framework *sam_results_framework_read(struct sam_results_reader *r,
                                                         const struct cJSON *root);

#endif
