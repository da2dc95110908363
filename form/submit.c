#include "form/form_private.h"

#include "base/json_writer.h"
#include "base/moment.h"
#include "base/words.h"
#include "form/flow.h"
#include "model/json_reader.h"
#include "model/response_json.h"

#include <stdio.h>
#include <string.h>

struct submission {
    struct sam_web *web;
    const struct sam_person *person;
    const struct sam_wave *wave;
    const struct sam_questionnaire *questionnaire;
    struct sam_arena *arena;
    struct sam_raw_response raw;
    struct sam_response response;
    char record_id[2 * sizeof((struct sam_token *)0)->respondent];
    char submitted_at[SAM_MOMENT_SIZE];
    struct sam_reply *reply;
};

static bool is_open(struct submission *s, time_t now) {
    char message[SAM_ERR_TEXT], today[SAM_DAY_SIZE];
    if (sam_person_has_left(s->person, sam_day(now, today))) {
        sam_reply_error(s->reply, MHD_HTTP_FORBIDDEN, "left", NULL,
                        _("the respondent of this token no longer answers for this organisation "
                          "(\"left\" in study.json)"));
        return false;
    }
    enum sam_openness openness = sam_wave_openness(s->wave, now);
    if (openness == SAM_WAVE_NOT_YET) {
        snprintf(message, sizeof message,
                 _("this questionnaire opens on %s; please answer from then on"), s->wave->opens);
        sam_reply_error(s->reply, MHD_HTTP_CONFLICT, "not_open", NULL, message);
    } else if (openness == SAM_WAVE_CLOSED) {
        snprintf(message, sizeof message,
                 _("this questionnaire was closed after %s; answers can't be given any more"),
                 s->wave->closes);
        sam_reply_error(s->reply, MHD_HTTP_CONFLICT, "closed", NULL, message);
    }
    return openness == SAM_WAVE_OPEN;
}

/* False when the token's person or wave has gone from the study, or the wave isn't open. */
static bool find_place(struct submission *s, time_t now) {
    const struct sam_study *study = s->web->study;
    size_t person = sam_study_person(study, s->web->request->token.respondent);
    size_t wave = sam_study_wave(study, s->web->request->token.wave);
    if (person == SAM_NONE || wave == SAM_NONE ||
        !sam_alliance_in_wave(study, study->people[person].alliance, wave) ||
        !sam_questionnaire_asks(s->web->instruments->of_wave[wave], study->people[person].role)) {
        sam_reply_error(s->reply, MHD_HTTP_FORBIDDEN, "not_invited", NULL,
                        _("this study no longer invites the respondent of this token; ask the "
                          "evaluator for a new link"));
        return false;
    }
    s->person = &study->people[person];
    s->wave = &study->waves[wave];
    s->questionnaire = s->web->instruments->of_wave[wave];
    return is_open(s, now);
}

/* Who answers, and when, is not the body's to say. */
static const char *wrong_member(const cJSON *tree) {
    static const char *const members[] = {"language", "complete", "answers"};
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, tree) {
        size_t i = 0;
        while (i < 3 && strcmp(members[i], member->string) != 0) {
            i++;
        }
        if (i == 3) {
            return _("only \"language\", \"complete\" and \"answers\" may be in a response; the "
                     "rest follows from the token");
        }
    }
    const cJSON *complete = cJSON_GetObjectItemCaseSensitive(tree, "complete");
    if (complete != NULL && !cJSON_IsBool(complete)) {
        return _("\"complete\" must be true or false");
    }
    if (!cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(tree, "answers"))) {
        return _("\"answers\" must be there, as an object between { and }");
    }
    return NULL;
}

static bool read_body(struct submission *s) {
    struct sam_err err = {0};
    const cJSON *tree =
        sam_json_parse_in(s->arena, s->web->request->body, s->web->request->body_length,
                          _("the response sent"), &err);
    if (tree == NULL) {
        sam_reply_error(s->reply, MHD_HTTP_BAD_REQUEST, "json", NULL, err.text);
        return false;
    }
    const char *wrong = cJSON_IsObject(tree) ? wrong_member(tree)
                                             : _("a response must be an object between { and }");
    if (wrong == NULL && sam_raw_response_from_json(tree, s->arena, &s->raw, &err) != SAM_OK) {
        wrong = err.text;
    }
    if (wrong != NULL) {
        sam_reply_error(s->reply, MHD_HTTP_BAD_REQUEST, "content", NULL, wrong);
    }
    return wrong == NULL;
}

static bool judge(struct submission *s, time_t now) {
    struct sam_err err = {0};
    snprintf(s->record_id, sizeof s->record_id, "%s.%s", s->person->respondent, s->wave->id);
    s->raw.record_id = s->record_id;
    s->raw.respondent = s->person->respondent;
    s->raw.alliance = s->web->study->alliances[s->person->alliance].id;
    s->raw.organisation = s->person->organisation;
    s->raw.role = sam_role_id(s->person->role);
    s->raw.wave = s->wave->id;
    s->raw.submitted_at = sam_moment_print(now, s->submitted_at);
    enum sam_refusal refusal = sam_response_judge(&s->raw, s->web->study, NULL, s->questionnaire,
                                                  s->arena, &s->response, &err);
    if (refusal != SAM_ACCEPTED) {
        sam_reply_error(s->reply, MHD_HTTP_UNPROCESSABLE_CONTENT, "refused",
                        sam_refusal_id(refusal), err.text);
    }
    return refusal == SAM_ACCEPTED;
}

/* --- storing ---------------------------------------------------------------------------------- */

struct comparison {
    const struct sam_response *response;
    bool same, of_another;
};

static bool open_same(const struct sam_response *a, const struct sam_response *b) {
    if (a->open_count != b->open_count) {
        return false;
    }
    for (size_t i = 0; i < a->open_count; i++) {
        size_t j = 0;
        while (j < b->open_count && a->open[i].question != b->open[j].question) {
            j++;
        }
        if (j == b->open_count || strcmp(a->open[i].text, b->open[j].text) != 0) {
            return false;
        }
    }
    return true;
}

/* The moment of sending is no content: who presses the button twice changed nothing. */
static bool compare(const struct sam_stored *stored, void *context) {
    struct comparison *c = context;
    const struct sam_response *old = &stored->response, *new = c->response;
    /* Ids may hold points, so two pairs of respondent and wave could give one record id. */
    c->of_another =
        strcmp(old->respondent, new->respondent) != 0 || strcmp(old->wave, new->wave) != 0;
    c->same = stored->state != SAM_STATE_WITHDRAWN && !c->of_another &&
              strcmp(old->alliance, new->alliance) == 0 &&
              strcmp(old->organisation, new->organisation) == 0 && old->role == new->role &&
              old->language == new->language && (old->complete == new->complete) &&
              memcmp(old->answers, new->answers, new->item_count) == 0 && open_same(old, new);
    return true;
}

static enum sam_status store_it(struct submission *s, time_t now, enum sam_put *what,
                                bool *of_another, struct sam_err *err) {
    struct sam_store *store = s->web->store;
    struct comparison comparison = {.response = &s->response};
    bool found = false;
    enum sam_status status = sam_store_find(store, s->questionnaire, SAM_FORM_SOURCE, s->record_id,
                                            compare, &comparison, &found, err);
    *what = SAM_PUT_SAME;
    *of_another = comparison.of_another;
    if (status == SAM_OK && !comparison.same && !comparison.of_another) {
        status =
            sam_store_put(store, SAM_FORM_SOURCE, s->questionnaire, &s->response, now, what, err);
    }
    return status;
}

static void answer(struct submission *s, enum sam_put what) {
    static const char *const stored[] = {"new", "changed", "same"};
    struct sam_json json;
    sam_buf_clear(&s->reply->body);
    s->reply->type = SAM_TYPE_JSON;
    sam_json_to_buf(&json, &s->reply->body, 0);
    sam_json_object(&json, NULL);
    sam_json_string(&json, "id", s->record_id);
    sam_json_string(&json, "stored", stored[what]);
    sam_json_object_end(&json);
    s->reply->status = MHD_HTTP_OK;
}

static enum sam_status store_and_answer(struct submission *s, time_t now, struct sam_err *err) {
    enum sam_put what = SAM_PUT_SAME;
    bool of_another = false;
    enum sam_status status = store_it(s, now, &what, &of_another, err);
    if (status != SAM_OK) {
        return status;
    }
    if (of_another) {
        sam_reply_error(s->reply, MHD_HTTP_CONFLICT, "record_id", NULL,
                        _("another respondent's answers stand under this record id; the evaluator "
                          "must give the respondent another id"));
    } else {
        answer(s, what);
    }
    return SAM_OK;
}

enum sam_status sam_submit_response(struct sam_web *web, struct sam_err *err) {
    struct submission s = {.web = web, .arena = web->arena, .reply = web->reply};
    if (find_place(&s, web->now) && read_body(&s) && judge(&s, web->now)) {
        return store_and_answer(&s, web->now, err);
    }
    return SAM_OK;
}
