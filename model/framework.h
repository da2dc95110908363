/* What the evaluation has to answer: research questions, what the funder expects, goals of the
 * Theory of Change. framework.json in the study's folder; a study can do without.
 *
 * Everything is borrowed from the framework and lives as long as it. */
#ifndef SAM_MODEL_FRAMEWORK_H
#define SAM_MODEL_FRAMEWORK_H

#include "model/instruments.h"

enum sam_expectation_kind { SAM_EXPECTATION, SAM_POLICY_GOAL, SAM_CRITERION };
enum { SAM_EXPECTATION_KINDS = 3 };

/* A document that speaks to a research question. */
struct sam_framework_document {
    struct sam_text title;
    const char *where;    /* page, section or address; NULL when not given */
    struct sam_text says; /* both NULL when not given */
};

struct sam_research_question {
    const char *id;
    struct sam_text text;
    struct sam_text group; /* the part of the evaluation it belongs to; both NULL when not given */
    /* Statements and open questions of the questionnaires that speak to it, besides the statements
     * that name it in their own "questions". */
    const char **items;
    size_t item_count;
    const char **open_questions;
    size_t open_count;
    struct sam_framework_document *documents;
    size_t document_count;
};

/* A statement linked to an expectation. against: who agrees with it says that the expectation did
 * not come true; this comes on top of the statement's own "reverse". */
struct sam_expectation_item {
    const char *id;
    bool against;
};

/* Something that is rated as realised, partly realised or not. */
struct sam_expectation {
    const char *id;
    enum sam_expectation_kind kind;
    struct sam_text text;
    struct sam_expectation_item *items;
    size_t item_count;
    size_t *questions; /* indices into the framework's questions */
    size_t question_count;
};

/* A goal of the Theory of Change, of one alliance or of the programme. */
struct sam_goal {
    const char *id;
    struct sam_text title;
    const char *alliance; /* its id, or NULL: of the programme */
};

struct sam_framework {
    const char *id;
    struct sam_text title;
    struct sam_research_question *questions;
    size_t question_count;
    struct sam_expectation *expectations;
    size_t expectation_count;
    struct sam_goal *goals;
    size_t goal_count;
    struct sam_arena *arena;
};

/* Reads framework.json (contract: docs/formats.md). Every problem found is added to problems, then
 * SAM_E_INPUT and *out stays NULL. name is the file's, for messages. */
enum sam_status sam_framework_parse(const char *text, size_t length, const char *name,
                                    struct sam_framework **out, struct sam_problems *problems,
                                    struct sam_err *err) SAM_MUST_CHECK;

/* Adds a problem for everything the framework (NULL: there is none) and the study say that doesn't
 * fit: an item or open question that is in none of the questionnaires, an alliance that isn't in
 * the study, a rating in study.json of an expectation the framework hasn't got. */
void sam_framework_check(const struct sam_framework *framework, const char *name,
                         const struct sam_study *study, const struct sam_instruments *instruments,
                         struct sam_problems *problems);

/* FOLDER/framework.json of the study, read and checked; *out stays NULL when there is no such file,
 * which is fine unless study.json rates an expectation. */
enum sam_status sam_framework_open(const struct sam_study *study,
                                   const struct sam_instruments *instruments,
                                   struct sam_framework **out, struct sam_problems *problems,
                                   struct sam_err *err) SAM_MUST_CHECK;
void sam_framework_free(struct sam_framework *framework);

/* Index, or SAM_NONE. */
size_t sam_framework_question(const struct sam_framework *framework, const char *id);
size_t sam_framework_expectation(const struct sam_framework *framework, const char *id);
size_t sam_framework_goal(const struct sam_framework *framework, const char *id);

/* "expectation", "goal", "criterion" */
const char *sam_expectation_kind_id(enum sam_expectation_kind kind);
/* 0, or -1 when text is none of them. */
int sam_expectation_kind_read(const char *text, enum sam_expectation_kind *kind);

#endif
