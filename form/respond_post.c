#include "form/respond.h"

#include "base/json_writer.h"
#include "base/words.h"
#include "form/server.h"
#include "form/visitor.h"

#include <string.h>

/* A page that was sent. */
struct sent {
    struct sam_web *web;
    struct sam_visitor visitor;
    struct sam_place place;
    struct sam_step step;
    struct sam_entry stored, entry; /* as it was, and with what was sent */
    struct sam_taken taken;
    const char *go;
};

static bool goes(const struct sent *s, const char *value) {
    return strcmp(s->go, value) == 0;
}

static const char *after(const struct sent *s, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(s->go, prefix, length) == 0 ? s->go + length : NULL;
}

/* *found false: there is an answer already (nobody known, no such page). */
static enum sam_status find(struct sam_web *web, struct sent *s, bool *found, struct sam_err *err) {
    bool known = false;
    *s = (struct sent){.web = web};
    *found = false;
    enum sam_status status = sam_visitor_find(web, &s->visitor, &known, err);
    if (status != SAM_OK || !known || !sam_visitor_asked(web, &s->visitor, &s->place, &s->step)) {
        return status;
    }
    const char *go = sam_fields_get(&web->request->form, "go");
    s->go = go != NULL ? go : "next";
    status = sam_entry_read(&s->place, web->store, web->arena, &s->stored, err);
    if (status == SAM_OK && !sam_entry_copy(&s->place, &s->stored, web->arena, &s->entry)) {
        status = sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
    }
    *found = status == SAM_OK;
    return status;
}

static enum sam_status take(struct sent *s, struct sam_err *err) {
    return sam_entry_take(&s->place, s->step, &s->web->request->form, after(s, "clear."),
                          s->web->arena, &s->entry, &s->taken, err);
}

static struct sam_view view_of(struct sent *s) {
    struct sam_view view = {.screen = sam_visitor_sheet(s->web, &s->visitor, true),
                            .place = &s->place,
                            .entry = &s->entry,
                            .stored = &s->stored,
                            .taken = &s->taken,
                            .now = s->web->now};
    view.screen.person = s->place.person;
    view.screen.step = s->step;
    view.screen.of_step = true;
    return view;
}

/* --- where to go on --------------------------------------------------------------------------- */

static struct sam_step neighbour(const struct sent *s, bool back) {
    size_t at = sam_flow_find(&s->place.flow, s->step);
    if (at == SAM_NONE) {
        return (struct sam_step){SAM_STEP_INTRO, 0};
    }
    if (back) {
        return s->place.flow.steps[at > 0 ? at - 1 : 0];
    }
    return s->place.flow.steps[at + 1 < s->place.flow.count ? at + 1 : at];
}

/* The page this send leads to. */
static struct sam_step target(const struct sent *s) {
    if (after(s, "lang.") != NULL || after(s, "clear.") != NULL || goes(s, "auto") ||
        goes(s, "later")) {
        return s->step;
    }
    return neighbour(s, goes(s, "back"));
}

static void send_on(struct sent *s, struct sam_step to) {
    const char *language = after(s, "lang."), *cleared = after(s, "clear.");
    enum sam_lang lang = s->web->request->language;
    if (language != NULL) {
        sam_lang_read(language, &lang);
    }
    if (!s->visitor.has_cookie) {
        sam_visitor_remember(s->web, &s->visitor);
    }
    if (goes(s, "later")) {
        sam_visitor_send(s->web, &s->visitor, NULL, lang, NULL, to, NULL);
    } else {
        sam_visitor_send(s->web, &s->visitor, NULL, lang, &s->place, to, cleared);
    }
}

static void show_again(struct sent *s, unsigned status) {
    struct sam_view view = view_of(s);
    s->web->reply->status = status;
    sam_page_write(&view);
}

/* --- each page -------------------------------------------------------------------------------- */

static enum sam_status note(struct sent *s, const struct sam_paradata_note *what,
                            struct sam_err *err) {
    return sam_store_paradata_note(s->web->store, s->place.person->respondent, s->place.wave->id,
                                   what, s->web->now, err);
}

static enum sam_status store(struct sent *s, struct sam_err *err) {
    return sam_entry_store(&s->place, s->web->store, &s->entry, s->web->request->language,
                           s->web->now, s->web->arena, err);
}

static enum sam_status take_intro(struct sent *s, struct sam_err *err) {
    bool agreed = s->stored.paradata.consented_at[0] != '\0';
    struct sam_view view = view_of(s);
    if (!goes(s, "next")) {
        send_on(s, s->step);
        return SAM_OK;
    }
    if (!agreed && sam_fields_get(&s->web->request->form, "consent") == NULL) {
        view.consent_missing = true;
        s->web->reply->status = 422;
        sam_page_write(&view);
        return SAM_OK;
    }
    struct sam_step next =
        agreed ? sam_visitor_goes_on(&s->place, &s->stored) : neighbour(s, false);
    next = next.kind == SAM_STEP_INTRO || next.kind == SAM_STEP_THANKS ? neighbour(s, false) : next;
    if (!agreed) {
        struct sam_buf terms, page;
        sam_buf_init(&terms, SAM_BUF_UNLIMITED);
        sam_buf_init(&page, 80);
        view.screen.html = &terms;
        sam_page_terms(&view);
        sam_step_write(s->place.questionnaire, next, &page);
        enum sam_status status =
            note(s, &(struct sam_paradata_note){.consent = terms.data, .page = page.data}, err);
        sam_buf_fini(&page);
        sam_buf_fini(&terms);
        if (status != SAM_OK) {
            return status;
        }
    }
    send_on(s, next);
    return SAM_OK;
}

/* Of an open answer that was changed elsewhere too, an automatic save leaves the other one alone:
 * it can't ask. */
static void leave_other_texts(struct sent *s) {
    for (size_t i = 0; i < s->taken.remark_count; i++) {
        const struct sam_remark *remark = &s->taken.remarks[i];
        if (remark->kind == SAM_REMARK_OTHER_TEXT || remark->kind == SAM_REMARK_TOO_LONG) {
            s->entry.open[remark->question] = s->stored.open[remark->question];
        }
    }
}

/* What an automatic save answers: what the page shows now, for "had". */
static void answer_auto(struct sent *s) {
    struct sam_json json;
    struct sam_buf had;
    char text[SAM_HAD_SIZE];
    bool whole = s->taken.remark_count == 0;
    sam_buf_init(&had, SAM_BUF_UNLIMITED);
    sam_entry_had(&s->place, s->step, &s->entry, &had);
    s->web->reply->status = whole ? 200 : 409;
    s->web->reply->type = SAM_TYPE_JSON;
    sam_json_to_buf(&json, &s->web->reply->body, 0);
    sam_json_object(&json, NULL);
    if (s->step.kind == SAM_STEP_THEME) {
        sam_json_string(&json, "had", had.data);
    }
    for (size_t i = 0;
         whole && s->step.kind == SAM_STEP_OPEN && i < s->place.questionnaire->open_count; i++) {
        char name[SAM_FIELD_NAME] = "had.";
        strncat(name, s->place.questionnaire->open_questions[i].id, sizeof name - 5);
        sam_json_string(&json, name, sam_text_had(s->entry.open[i], text));
    }
    sam_json_object_end(&json);
    sam_buf_fini(&had);
}

static enum sam_status keep_questions(struct sent *s, struct sam_err *err) {
    struct sam_buf page;
    enum sam_status status = SAM_OK;
    if (s->taken.changed) {
        status = store(s, err);
    }
    if (status == SAM_OK) {
        sam_buf_init(&page, 80);
        sam_step_write(s->place.questionnaire, target(s), &page);
        status =
            note(s, &(struct sam_paradata_note){.begun = s->taken.changed, .page = page.data}, err);
        sam_buf_fini(&page);
    }
    return status;
}

static enum sam_status take_questions(struct sent *s, struct sam_err *err) {
    enum sam_status status = take(s, err);
    bool automatic = goes(s, "auto");
    if (status != SAM_OK) {
        return status;
    }
    if (automatic) {
        leave_other_texts(s);
    } else if (sam_taken_stops(&s->taken)) {
        show_again(s, 422);
        return SAM_OK;
    }
    status = keep_questions(s, err);
    if (status != SAM_OK) {
        return status;
    }
    if (automatic) {
        answer_auto(s);
    } else if (s->taken.remark_count > 0) {
        s->stored = s->entry;
        show_again(s, 200);
    } else {
        send_on(s, target(s));
    }
    return SAM_OK;
}

static enum sam_status take_check(struct sent *s, struct sam_err *err) {
    if (!goes(s, "next")) {
        send_on(s, target(s));
        return SAM_OK;
    }
    if (!sam_entry_has_answers(&s->place, &s->entry)) {
        s->taken.remarks[s->taken.remark_count++] =
            (struct sam_remark){SAM_REMARK_NOTHING, SAM_NONE, SAM_NONE, NULL};
        show_again(s, 422);
        return SAM_OK;
    }
    enum sam_status status = SAM_OK;
    if (!s->entry.complete) {
        s->entry.complete = true;
        status = store(s, err);
    }
    if (status == SAM_OK) {
        status = note(s, &(struct sam_paradata_note){.finished = true, .page = "check"}, err);
    }
    if (status == SAM_OK) {
        send_on(s, (struct sam_step){SAM_STEP_THANKS, 0});
    }
    return status;
}

static enum sam_status take_withdraw(struct sent *s, struct sam_err *err) {
    bool was_there = false;
    if (!goes(s, "withdraw")) {
        send_on(s, goes(s, "back") || goes(s, "next") ? sam_visitor_goes_on(&s->place, &s->stored)
                                                      : s->step);
        return SAM_OK;
    }
    enum sam_status status = sam_store_withdraw(s->web->store, SAM_FORM_SOURCE,
                                                sam_entry_record_id(&s->place, s->web->arena),
                                                s->web->now, &was_there, err);
    if (status == SAM_OK) {
        status = note(s, &(struct sam_paradata_note){.withdrawn = true}, err);
    }
    if (status == SAM_OK) {
        send_on(s, s->step);
    }
    return status;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Closed meanwhile, not agreed, or a record that can't be written: an answer without saving. */
static bool refused(struct sent *s) {
    enum sam_shut shut = sam_place_shut(&s->place, s->web->now);
    if (shut != SAM_SHUT_NOT && s->step.kind != SAM_STEP_WITHDRAW) {
        struct sam_view view = view_of(s);
        view.screen.key = NULL;
        s->web->reply->status = 409;
        sam_page_shut(&view, shut);
        return true;
    }
    if (s->stored.of_another) {
        sam_web_refuse(s->web, 409, "record_id",
                       sam_tr_in(s->web->request->language,
                                 "another respondent's answers stand under this record id; the "
                                 "evaluator must give the respondent another id"));
        return true;
    }
    bool questions = s->step.kind == SAM_STEP_THEME || s->step.kind == SAM_STEP_OPEN ||
                     s->step.kind == SAM_STEP_CHECK;
    if (questions && s->stored.paradata.consented_at[0] == '\0' && !s->stored.exists) {
        send_on(s, (struct sam_step){SAM_STEP_INTRO, 0});
        return true;
    }
    return false;
}

enum sam_status sam_respond_post(struct sam_web *web, struct sam_err *err) {
    struct sent s;
    bool found = false;
    enum sam_status status = find(web, &s, &found, err);
    if (status != SAM_OK || !found || refused(&s)) {
        return status;
    }
    switch (s.step.kind) {
    case SAM_STEP_INTRO:
        return take_intro(&s, err);
    case SAM_STEP_THEME:
    case SAM_STEP_OPEN:
        return take_questions(&s, err);
    case SAM_STEP_CHECK:
        return take_check(&s, err);
    case SAM_STEP_WITHDRAW:
        return take_withdraw(&s, err);
    default:
        send_on(&s, s.step);
        return SAM_OK;
    }
}

enum sam_status sam_respond_unsaved(struct sam_web *web, struct sam_err *err) {
    struct sent s;
    bool found = false;
    enum sam_status status = find(web, &s, &found, err);
    if (status != SAM_OK || !found) {
        return status;
    }
    status = take(&s, err);
    if (status == SAM_OK && goes(&s, "auto")) {
        sam_reply_error(web->reply, 503, "store", NULL,
                        sam_tr_in(web->request->language, "Your answers were not saved"));
    } else if (status == SAM_OK) {
        struct sam_view view = view_of(&s);
        view.unsaved = true;
        web->reply->status = 503;
        sam_page_write(&view);
    }
    return status;
}
