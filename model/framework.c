#include "model/framework.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 4 << 20 };

static const char *const kinds[SAM_EXPECTATION_KINDS] = {"expectation", "goal", "criterion"};

const char *sam_expectation_kind_id(enum sam_expectation_kind kind) {
    return kinds[kind];
}

int sam_expectation_kind_read(const char *text, enum sam_expectation_kind *kind) {
    for (int i = 0; i < SAM_EXPECTATION_KINDS; i++) {
        if (strcmp(kinds[i], text) == 0) {
            *kind = (enum sam_expectation_kind)i;
            return 0;
        }
    }
    return -1;
}

void sam_framework_free(struct sam_framework *framework) {
    if (framework != NULL) {
        sam_arena_free(framework->arena);
        free(framework);
    }
}

size_t sam_framework_question(const struct sam_framework *framework, const char *id) {
    for (size_t i = 0; i < framework->question_count; i++) {
        if (strcmp(framework->questions[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_framework_expectation(const struct sam_framework *framework, const char *id) {
    for (size_t i = 0; i < framework->expectation_count; i++) {
        if (strcmp(framework->expectations[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_framework_goal(const struct sam_framework *framework, const char *id) {
    for (size_t i = 0; i < framework->goal_count; i++) {
        if (strcmp(framework->goals[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

/* --- does it fit the study? ------------------------------------------------------------------- */

typedef size_t (*find_in)(const struct sam_questionnaire *questionnaire, const char *id);

static bool is_asked(const struct sam_instruments *instruments, find_in find, const char *id) {
    for (size_t wave = 0; wave < instruments->wave_count; wave++) {
        if (find(instruments->of_wave[wave], id) != SAM_NONE) {
            return true;
        }
    }
    return false;
}

static void check_item(const struct sam_instruments *instruments, const char *place, const char *id,
                       struct sam_problems *problems) {
    if (!is_asked(instruments, sam_questionnaire_item, id)) {
        sam_problem(problems,
                    _("%s: statement \"%s\" is in none of the questionnaires of the waves"), place,
                    id);
    }
}

static void check_question(const struct sam_research_question *question, const char *place,
                           const struct sam_instruments *instruments,
                           struct sam_problems *problems) {
    for (size_t i = 0; i < question->item_count; i++) {
        check_item(instruments, place, question->items[i], problems);
    }
    for (size_t i = 0; i < question->open_count; i++) {
        const char *id = question->open_questions[i];
        if (!is_asked(instruments, sam_questionnaire_open_question, id)) {
            sam_problem(problems,
                        _("%s: open question \"%s\" is in none of the questionnaires of the waves"),
                        place, id);
        }
    }
}

static void check_ratings(const struct sam_framework *framework, const struct sam_study *study,
                          struct sam_problems *problems) {
    for (size_t i = 0; i < study->rating_count; i++) {
        const char *id = study->ratings[i].expectation;
        if (framework == NULL) {
            sam_problem(problems,
                        _("study.json: expectation_ratings[%zu]: rates \"%s\", and the study has "
                          "no framework.json that says what that is"),
                        i, id);
        } else if (sam_framework_expectation(framework, id) == SAM_NONE) {
            sam_problem(problems,
                        _("study.json: expectation_ratings[%zu]: \"%s\" is not among the "
                          "expectations of framework.json"),
                        i, id);
        }
    }
}

void sam_framework_check(const struct sam_framework *framework, const char *name,
                         const struct sam_study *study, const struct sam_instruments *instruments,
                         struct sam_problems *problems) {
    char place[SAM_PLACE_SIZE];
    check_ratings(framework, study, problems);
    if (framework == NULL) {
        return;
    }
    for (size_t i = 0; i < framework->question_count; i++) {
        sam_place_write(place, "%s: questions[%zu] (%s)", name, i, framework->questions[i].id);
        check_question(&framework->questions[i], place, instruments, problems);
    }
    for (size_t i = 0; i < framework->expectation_count; i++) {
        const struct sam_expectation *expectation = &framework->expectations[i];
        sam_place_write(place, "%s: expectations[%zu] (%s)", name, i, expectation->id);
        for (size_t j = 0; j < expectation->item_count; j++) {
            check_item(instruments, place, expectation->items[j].id, problems);
        }
    }
    for (size_t i = 0; i < framework->goal_count; i++) {
        const struct sam_goal *goal = &framework->goals[i];
        if (goal->alliance != NULL && sam_study_alliance(study, goal->alliance) == SAM_NONE) {
            sam_place_write(place, "%s: goals[%zu] (%s)", name, i, goal->id);
            sam_problem(problems, _("%s: alliance \"%s\" is not among the alliances"), place,
                        goal->alliance);
        }
    }
}

enum sam_status sam_framework_open(const struct sam_study *study,
                                   const struct sam_instruments *instruments,
                                   struct sam_framework **out, struct sam_problems *problems,
                                   struct sam_err *err) {
    char *path = sam_path_join(study->folder, "framework.json");
    struct sam_framework *framework = NULL;
    struct sam_buf text;
    struct sam_err own;
    err = err != NULL ? err : &own;
    size_t before = problems->count;
    sam_buf_init(&text, FILE_LIMIT);
    enum sam_status status = sam_file_read(path, &text, err);
    if (status == SAM_OK) {
        status = sam_framework_parse(text.data, text.length, path, &framework, problems, err);
    } else if (status == SAM_E_NOT_FOUND) {
        status = SAM_OK;
    } else {
        sam_problem(problems, "%s", err->text);
    }
    if (status == SAM_OK) {
        sam_framework_check(framework, path, study, instruments, problems);
    }
    if (status == SAM_OK && problems->count > before) {
        status = sam_problems_status(problems, err);
    }
    if (status == SAM_OK) {
        *out = framework;
    } else {
        sam_framework_free(framework);
    }
    sam_buf_fini(&text);
    free(path);
    return status;
}
