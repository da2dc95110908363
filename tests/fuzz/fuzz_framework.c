/* Any bytes as a framework.json: refused with a problem, or whole in every reference it holds. */
#include "base/utf8.h"
#include "model/framework.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct sam_text text, bool needed) {
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        assert((text.in[lang] != NULL) == (text.in[SAM_NL] != NULL));
        assert(text.in[lang] != NULL ? text.in[lang][0] != '\0' : !needed);
    }
}

static void check_questions(const struct sam_framework *f) {
    for (size_t i = 0; i < f->question_count; i++) {
        const struct sam_research_question *question = &f->questions[i];
        assert(sam_framework_question(f, question->id) == i && sam_id_valid(question->id));
        check_text(question->text, true);
        check_text(question->group, false);
        for (size_t j = 0; j < question->item_count; j++) {
            assert(sam_id_valid(question->items[j]));
        }
        for (size_t j = 0; j < question->open_count; j++) {
            assert(sam_id_valid(question->open_questions[j]));
        }
        for (size_t j = 0; j < question->document_count; j++) {
            check_text(question->documents[j].title, true);
            check_text(question->documents[j].says, false);
        }
    }
}

static void check_expectations(const struct sam_framework *f) {
    for (size_t i = 0; i < f->expectation_count; i++) {
        const struct sam_expectation *expectation = &f->expectations[i];
        assert(sam_framework_expectation(f, expectation->id) == i);
        assert((int)expectation->kind < (int)SAM_EXPECTATION_KINDS);
        check_text(expectation->text, true);
        for (size_t j = 0; j < expectation->item_count; j++) {
            assert(sam_id_valid(expectation->items[j].id));
            for (size_t k = 0; k < j; k++) {
                assert(strcmp(expectation->items[j].id, expectation->items[k].id) != 0);
            }
        }
        for (size_t j = 0; j < expectation->question_count; j++) {
            assert(expectation->questions[j] < f->question_count);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct sam_framework *f = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    char *text = malloc(size + 1);
    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    sam_problems_init(&problems);
    enum sam_status status = sam_framework_parse(text, size, "fuzz", &f, &problems, &err);
    if (status != SAM_OK) {
        assert(f == NULL && problems.count > 0 && err.text[0] != '\0');
        assert(sam_utf8_valid(problems.lines.data, problems.lines.length, NULL));
        assert(sam_utf8_valid(err.text, strlen(err.text), NULL));
    } else {
        assert(problems.count == 0 && sam_id_valid(f->id));
        check_text(f->title, true);
        check_questions(f);
        check_expectations(f);
        for (size_t i = 0; i < f->goal_count; i++) {
            assert(sam_framework_goal(f, f->goals[i].id) == i);
            check_text(f->goals[i].title, true);
        }
        sam_framework_free(f);
    }
    sam_problems_fini(&problems);
    free(text);
    return 0;
}
