#include "form/visitor.h"

#include "form/token.h"

#include <stdio.h>
#include <string.h>

static void refuse(struct sam_web *web, enum sam_lang lang, unsigned status, const char *title,
                   const char *message) {
    struct sam_screen screen = {.html = &web->reply->body,
                                .lang = lang,
                                .study = web->study,
                                .house = web->house,
                                .base = ""};
    sam_reply_clear(web->reply);
    web->reply->status = status;
    sam_page_message(&screen, sam_tr_in(lang, title), sam_tr_in(lang, message));
}

static void unknown(struct sam_web *web, unsigned status, const char *title, const char *message) {
    refuse(web, web->request->language, status, title, message);
}

/* The token: what a sent page carries, what stands in the path, or the cookie. */
static void find_key(const struct sam_web *web, struct sam_visitor *visitor) {
    const char *path = sam_request_parameter(web->request, "token");
    const char *field = sam_fields_get(&web->request->form, "key");
    const char *cookie = sam_fields_get(&web->request->cookies, SAM_LINK_COOKIE);
    visitor->by_path = path[0] != '\0';
    visitor->key = field != NULL && field[0] != '\0'                   ? field
                   : visitor->by_path                                  ? path
                   : cookie != NULL && web->request->method == SAM_GET ? cookie
                                                                       : "";
    visitor->has_cookie = cookie != NULL && strcmp(cookie, visitor->key) == 0;
}

static const char *base_of(const struct sam_web *web, const struct sam_visitor *visitor) {
    size_t size = strlen(visitor->key) + 4;
    char *base = sam_arena_alloc(web->arena, size);
    if (base == NULL) {
        return NULL;
    }
    snprintf(base, size, "/q/%s", visitor->key);
    return base;
}

bool sam_visitor_is_asked(const struct sam_web *web, const struct sam_visitor *visitor,
                          const struct sam_person *person) {
    size_t wave = (size_t)(visitor->wave - web->study->waves);
    return sam_alliance_in_wave(web->study, person->alliance, wave) &&
           sam_questionnaire_asks(visitor->questionnaire, person->role);
}

/* In one of the person's places at least. */
static bool is_asked(const struct sam_web *web, const struct sam_visitor *visitor) {
    const struct sam_person *one = visitor->person->same;
    while (one != NULL && !sam_visitor_is_asked(web, visitor, one)) {
        one = one->next_same;
    }
    return one != NULL;
}

enum sam_status sam_visitor_find(struct sam_web *web, struct sam_visitor *out, bool *known,
                                 struct sam_err *err) {
    struct sam_visitor visitor = {0};
    struct sam_token token = {0};
    *known = false;
    find_key(web, &visitor);
    enum sam_status status = sam_token_check(web->store, visitor.key, &token, err);
    if (status == SAM_E_AUTH || (status == SAM_OK && token.kind != SAM_TOKEN_RESPONDENT)) {
        if (visitor.key[0] != '\0' && !sam_web_may_guess(web)) {
            return SAM_OK;
        }
        unknown(web, 401, N_("Please open your link again"),
                N_("This page doesn't know you any more. What you saved is still there: open the "
                   "personal link in the e-mail you got, and go on where you were."));
        return SAM_OK;
    }
    if (status != SAM_OK) {
        return status;
    }
    size_t person = sam_study_person(web->study, token.respondent);
    size_t wave = sam_study_wave(web->study, token.wave);
    if (person == SAM_NONE || wave == SAM_NONE ||
        !sam_alliance_in_wave(web->study, web->study->people[person].alliance, wave)) {
        unknown(web, 403, N_("This link is not in use any more"),
                N_("The researchers have taken this place out of the study. If you think that is a "
                   "mistake, please let them know."));
        return SAM_OK;
    }
    visitor.base = visitor.by_path || !visitor.has_cookie ? base_of(web, &visitor) : "/form";
    visitor.person = &web->study->people[person];
    visitor.wave = &web->study->waves[wave];
    visitor.questionnaire = web->instruments->of_wave[wave];
    if (!is_asked(web, &visitor)) {
        bool chosen = web->request->language_from == SAM_LANGUAGE_CHOSEN;
        refuse(web, chosen ? web->request->language : visitor.person->language, 403,
               N_("Nothing is asked of you this time"),
               N_("This round of the study has no questions for you. You needn't do anything."));
        return SAM_OK;
    }
    if (visitor.base == NULL) {
        return sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
    }
    *known = true;
    *out = visitor;
    return SAM_OK;
}

bool sam_visitor_place(const struct sam_web *web, const struct sam_visitor *visitor,
                       const struct sam_person *person, struct sam_place *out) {
    struct sam_place place = {.study = web->study,
                              .person = person,
                              .wave = visitor->wave,
                              .questionnaire = visitor->questionnaire};
    if (!sam_flow_make(place.questionnaire, person->role, web->arena, &place.flow)) {
        return false;
    }
    *out = place;
    return true;
}

/* "theme/ID" where the address has a theme, else what stands last. */
static bool read_step(const struct sam_web *web, const struct sam_questionnaire *q,
                      struct sam_step *step) {
    char text[80];
    const char *theme = sam_request_parameter(web->request, "theme");
    snprintf(text, sizeof text, "%s%s", theme[0] != '\0' ? "theme/" : "",
             theme[0] != '\0' ? theme : sam_request_parameter(web->request, "page"));
    return sam_step_read(q, text, step);
}

bool sam_visitor_asked(struct sam_web *web, const struct sam_visitor *visitor,
                       struct sam_place *place, struct sam_step *step) {
    size_t index = sam_study_person(web->study, sam_request_parameter(web->request, "respondent"));
    const struct sam_person *person = index != SAM_NONE ? &web->study->people[index] : NULL;
    if (person == NULL || person->same != visitor->person->same ||
        !sam_visitor_is_asked(web, visitor, person)) {
        unknown(web, 404, N_("This questionnaire is not yours"),
                N_("Open the personal link in the e-mail you got; it shows your questionnaires."));
        return false;
    }
    if (!sam_visitor_place(web, visitor, person, place) ||
        !read_step(web, place->questionnaire, step) ||
        (step->kind == SAM_STEP_THEME && sam_flow_find(&place->flow, *step) == SAM_NONE)) {
        unknown(web, 404, N_("This page is not there"),
                N_("Open the personal link in the e-mail you got, and go on from there."));
        return false;
    }
    return true;
}

struct sam_screen sam_visitor_sheet(struct sam_web *web, const struct sam_visitor *visitor,
                                    bool form) {
    return (struct sam_screen){.html = &web->reply->body,
                               .lang = web->request->language,
                               .study = web->study,
                               .house = web->house,
                               .base = visitor->base,
                               .key = form ? visitor->key : NULL,
                               .questionnaire = visitor->questionnaire,
                               .switchable = true};
}

void sam_visitor_send(struct sam_web *web, const struct sam_visitor *visitor, const char *base,
                      enum sam_lang lang, const struct sam_place *place, struct sam_step step,
                      const char *fragment) {
    struct sam_buf path;
    sam_buf_init(&path, SAM_BUF_UNLIMITED);
    sam_buf_printf(&path, "%s/%s", base != NULL ? base : visitor->base, sam_lang_code(lang));
    if (place != NULL) {
        sam_buf_printf(&path, "/%s/", place->person->respondent);
        sam_step_write(place->questionnaire, step, &path);
    }
    if (fragment != NULL && sam_questionnaire_item(visitor->questionnaire, fragment) != SAM_NONE) {
        sam_buf_printf(&path, "#%s", fragment);
    }
    sam_reply_redirect(web->reply, path.data);
    sam_buf_fini(&path);
}

void sam_visitor_remember(struct sam_web *web, const struct sam_visitor *visitor) {
    sam_reply_cookie(web->reply, SAM_LINK_COOKIE, visitor->key, 0, SAM_SAME_SITE_LAX,
                     web->request->secure);
}

struct sam_step sam_visitor_goes_on(const struct sam_place *place, const struct sam_entry *entry) {
    struct sam_step step = {SAM_STEP_INTRO, 0};
    if (entry->complete) {
        return (struct sam_step){SAM_STEP_THANKS, 0};
    }
    if (entry->paradata.consented_at[0] == '\0' ||
        !sam_step_read(place->questionnaire, entry->paradata.page, &step) ||
        sam_flow_find(&place->flow, step) == SAM_NONE) {
        return (struct sam_step){SAM_STEP_INTRO, 0};
    }
    return step;
}
