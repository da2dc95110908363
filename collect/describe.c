#include "collect/describe.h"

#include "base/memory.h"
#include "collect/connection.h"

#include <stdlib.h>
#include <string.h>

enum { QUESTIONS_LIMIT = 64 << 20 };

/* What the code already is without a mapping: "4", and with LimeSurvey "A4". */
static bool says_itself(const struct sam_source *source, const char *code, const char *answer) {
    bool prefixed = source->type == SAM_SOURCE_LIMESURVEY && code[0] == 'A';
    for (size_t i = 0; i < source->value_count; i++) {
        if (strcmp(source->values[i].from, code) == 0) {
            return true;
        }
    }
    return strcmp(code + prefixed, answer) == 0;
}

/* The answer of every choice with this code that has a label of our scale; NULL when there is none,
 * or they differ. */
static const char *answer_of(const struct sam_questions *questions, const struct sam_mapper *mapper,
                             const char *code) {
    const char *answer = NULL;
    for (size_t i = 0; i < questions->choice_count; i++) {
        const struct sam_choice *choice = &questions->choices[i];
        const char *one =
            strcmp(choice->code, code) == 0 ? sam_mapper_label(mapper, choice->label) : NULL;
        if (one != NULL && answer != NULL && strcmp(one, answer) != 0) {
            return NULL;
        }
        answer = one != NULL ? one : answer;
    }
    return answer;
}

static void propose_values(struct sam_description *d, const struct sam_source *source,
                           const struct sam_mapper *mapper) {
    d->values = sam_xcalloc(d->questions.choice_count + 1, sizeof *d->values);
    for (size_t i = 0; i < d->questions.choice_count; i++) {
        const char *code = d->questions.choices[i].code;
        const char *answer = answer_of(&d->questions, mapper, code);
        bool known = answer == NULL || code[0] == '\0' || says_itself(source, code, answer);
        for (size_t j = 0; j < d->value_count && !known; j++) {
            known = strcmp(d->values[j].from, code) == 0;
        }
        if (!known) {
            d->values[d->value_count++] =
                (struct sam_mapping){code, sam_arena_strdup(d->questions.arena, answer)};
        }
    }
}

/* They may name what is the mapper's, which goes before them. */
static void keep_proposals(struct sam_description *d) {
    for (size_t i = 0; i < d->questions.count; i++) {
        if (d->proposals[i].to != NULL) {
            d->proposals[i].to = sam_arena_strdup(d->questions.arena, d->proposals[i].to);
        }
    }
}

static enum sam_status ask(const struct sam_pass *pass, struct sam_questions *questions,
                           struct sam_err *err) {
    const struct sam_platform *platform = sam_platform(pass->source->type);
    void *state = NULL;
    enum sam_status status = platform->open(pass, &state, err);
    if (status == SAM_OK) {
        status = platform->describe(state, questions, err);
        platform->close(state);
    }
    return status;
}

enum sam_status sam_describe(const struct sam_study *study, size_t source,
                             const struct sam_instruments *instruments,
                             const struct sam_collect_options *options,
                             struct sam_description *description, struct sam_err *err) {
    const struct sam_source *from = &study->sources[source];
    size_t wave = from->wave != NULL ? sam_study_wave(study, from->wave) : study->wave_count - 1;
    const struct sam_questionnaire *questionnaire = instruments->of_wave[wave];
    struct sam_connection connection = {0};
    *description = (struct sam_description){.questions.arena = sam_arena_new(QUESTIONS_LIMIT)};
    enum sam_status status = sam_secret_read(&connection.secret, from, study->folder, err);
    if (status == SAM_OK) {
        status = sam_connection_open(&connection, study, from, questionnaire, options, err);
    }
    if (status == SAM_OK) {
        struct sam_pass pass = {.study = study,
                                .source = from,
                                .mapper = connection.mapper,
                                .secret = &connection.secret,
                                .http = &connection.http,
                                .cursor = "",
                                .notice = options->notice,
                                .context = options->context,
                                .ignore_unknown = true};
        status = ask(&pass, &description->questions, err);
    }
    if (status == SAM_OK) {
        description->proposals =
            sam_xcalloc(description->questions.count + 1, sizeof *description->proposals);
        sam_propose(&description->questions, questionnaire, connection.mapper,
                    description->proposals);
        keep_proposals(description);
        propose_values(description, from, connection.mapper);
    } else {
        sam_secret_cover(&connection.secret, err->text);
        sam_err_while(err, "%s", from->name);
    }
    sam_connection_close(&connection);
    return status;
}

void sam_description_fini(struct sam_description *description) {
    sam_arena_free(description->questions.arena);
    free(description->proposals);
    free(description->values);
}
