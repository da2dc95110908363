#include "form/respond.h"

#include "base/words.h"
#include "form/visitor.h"

static const struct sam_step intro = {SAM_STEP_INTRO, 0};

static enum sam_status no_room(struct sam_err *err) {
    return sam_fail(err, SAM_E_LIMIT, _("more than can be held"));
}

/* --- the personal link ------------------------------------------------------------------------ */

static enum sam_lang language_of(const struct sam_web *web, const struct sam_visitor *visitor) {
    return web->request->language_from == SAM_LANGUAGE_CHOSEN ? web->request->language
                                                              : visitor->person->language;
}

/* To the overview, or with one place only to where it goes on; under /q/TOKEN still: whether the
 * cookie was taken is seen there. */
static enum sam_status send_on(struct sam_web *web, const struct sam_visitor *visitor,
                               struct sam_err *err) {
    struct sam_place place;
    struct sam_entry entry;
    const char *base = sam_arena_strdup(web->arena, web->request->path);
    enum sam_lang lang = language_of(web, visitor);
    if (base == NULL || !sam_visitor_place(web, visitor, visitor->person, &place)) {
        return no_room(err);
    }
    sam_visitor_remember(web, visitor);
    if (visitor->person->same->next_same != NULL) {
        sam_visitor_send(web, visitor, base, lang, NULL, intro, NULL);
        return SAM_OK;
    }
    enum sam_status status = sam_entry_read(&place, web->store, web->arena, &entry, err);
    if (status == SAM_OK) {
        sam_visitor_send(web, visitor, base, lang, &place, sam_visitor_goes_on(&place, &entry),
                         NULL);
    }
    return status;
}

static enum sam_status enter_unsaved(struct sam_web *web, struct sam_err *err) {
    struct sam_visitor visitor;
    bool known = false;
    enum sam_status status = sam_visitor_find(web, &visitor, &known, err);
    return status == SAM_OK && known ? send_on(web, &visitor, err) : status;
}

static enum sam_status enter(struct sam_web *web, struct sam_err *err) {
    struct sam_visitor visitor;
    bool known = false;
    enum sam_status status = sam_visitor_find(web, &visitor, &known, err);
    if (status != SAM_OK || !known) {
        return status;
    }
    status = send_on(web, &visitor, err);
    if (status == SAM_OK) {
        const struct sam_paradata_note note = {.opened = true};
        status = sam_store_paradata_note(web->store, visitor.person->respondent, visitor.wave->id,
                                         &note, web->now, err);
    }
    return status;
}

/* --- looking ---------------------------------------------------------------------------------- */

/* Under /q/TOKEN though the browser took the cookie: the same without the token. */
static bool moved(struct sam_web *web, const struct sam_visitor *visitor,
                  const struct sam_place *place, struct sam_step step) {
    if (!visitor->by_path || !visitor->has_cookie) {
        return false;
    }
    sam_visitor_send(web, visitor, "/form", web->request->language, place, step, NULL);
    return true;
}

static enum sam_status show_overview(struct sam_web *web, struct sam_err *err) {
    struct sam_visitor visitor;
    bool known = false;
    enum sam_status status = sam_visitor_find(web, &visitor, &known, err);
    if (status != SAM_OK || !known || moved(web, &visitor, NULL, intro)) {
        return status;
    }
    size_t count = 0;
    for (const struct sam_person *p = visitor.person->same; p != NULL; p = p->next_same) {
        count++;
    }
    struct sam_place *places = sam_arena_alloc(web->arena, count * sizeof *places);
    struct sam_entry *entries = sam_arena_alloc(web->arena, count * sizeof *entries);
    const struct sam_person *person = visitor.person->same;
    if (places == NULL || entries == NULL) {
        return no_room(err);
    }
    count = 0;
    for (; person != NULL && status == SAM_OK; person = person->next_same) {
        if (sam_visitor_is_asked(web, &visitor, person)) {
            status =
                sam_visitor_place(web, &visitor, person, &places[count])
                    ? sam_entry_read(&places[count], web->store, web->arena, &entries[count], err)
                    : no_room(err);
            count++;
        }
    }
    if (status == SAM_OK) {
        struct sam_screen screen = sam_visitor_sheet(web, &visitor, false);
        web->reply->status = 200;
        sam_page_overview(&screen, places, entries, count, web->now);
    }
    return status;
}

/* What a step needs before it: to have agreed; to have sent. */
static struct sam_step allowed(const struct sam_place *place, const struct sam_entry *entry,
                               struct sam_step asked) {
    bool consented = entry->paradata.consented_at[0] != '\0' || entry->exists;
    if (asked.kind == SAM_STEP_THANKS && !entry->complete) {
        return sam_visitor_goes_on(place, entry);
    }
    if (!consented && (asked.kind == SAM_STEP_THEME || asked.kind == SAM_STEP_OPEN ||
                       asked.kind == SAM_STEP_CHECK)) {
        return intro;
    }
    return asked;
}

static bool same_step(struct sam_step a, struct sam_step b) {
    return a.kind == b.kind && a.theme == b.theme;
}

static enum sam_status show_page(struct sam_web *web, struct sam_err *err) {
    struct sam_visitor visitor;
    struct sam_place place;
    struct sam_entry entry;
    struct sam_step step = intro;
    bool known = false;
    enum sam_status status = sam_visitor_find(web, &visitor, &known, err);
    if (status != SAM_OK || !known || !sam_visitor_asked(web, &visitor, &place, &step) ||
        moved(web, &visitor, &place, step)) {
        return status;
    }
    status = sam_entry_read(&place, web->store, web->arena, &entry, err);
    if (status != SAM_OK) {
        return status;
    }
    enum sam_shut shut = sam_place_shut(&place, web->now);
    bool closed = shut != SAM_SHUT_NOT && step.kind != SAM_STEP_WITHDRAW;
    struct sam_step shown = closed ? step : allowed(&place, &entry, step);
    if (!same_step(shown, step)) {
        sam_visitor_send(web, &visitor, NULL, web->request->language, &place, shown, NULL);
        return SAM_OK;
    }
    bool form = !closed && step.kind != SAM_STEP_THANKS;
    struct sam_view view = {.screen = sam_visitor_sheet(web, &visitor, form),
                            .place = &place,
                            .entry = &entry,
                            .stored = &entry,
                            .now = web->now};
    view.screen.person = place.person;
    view.screen.step = step;
    view.screen.of_step = true;
    web->reply->status = 200;
    if (closed) {
        sam_page_shut(&view, shut);
    } else {
        sam_page_write(&view);
    }
    return SAM_OK;
}

/* --- without a link --------------------------------------------------------------------------- */

static enum sam_status show_front(struct sam_web *web, struct sam_err *err) {
    (void)err;
    enum sam_lang lang = web->request->language;
    struct sam_screen screen = {.html = &web->reply->body,
                                .lang = lang,
                                .study = web->study,
                                .house = web->house,
                                .base = ""};
    web->reply->status = 200;
    sam_page_message(&screen, web->study->title.in[lang],
                     sam_tr_in(lang, "To fill in the questionnaire you need your personal link. It "
                                     "is in the e-mail you got."));
    return SAM_OK;
}

/* --- all of them ------------------------------------------------------------------------------ */

const struct sam_route sam_respond_routes[SAM_RESPOND_ROUTES] = {
    {SAM_GET, "/", SAM_BODY_NONE, 0, show_front, NULL},
    {SAM_GET, "/q/:token", SAM_BODY_NONE, SAM_ROUTE_TOKEN | SAM_ROUTE_WRITES, enter, enter_unsaved},
    {SAM_GET, "/q/:token/:lang", SAM_BODY_NONE, SAM_ROUTE_TOKEN, show_overview, NULL},
    {SAM_GET, "/q/:token/:lang/:respondent/:page", SAM_BODY_NONE, SAM_ROUTE_TOKEN, show_page, NULL},
    {SAM_GET, "/q/:token/:lang/:respondent/theme/:theme", SAM_BODY_NONE, SAM_ROUTE_TOKEN, show_page,
     NULL},
    {SAM_POST, "/q/:token/:lang/:respondent/:page", SAM_BODY_FORM,
     SAM_ROUTE_TOKEN | SAM_ROUTE_KEY | SAM_ROUTE_WRITES, sam_respond_post, sam_respond_unsaved},
    {SAM_POST, "/q/:token/:lang/:respondent/theme/:theme", SAM_BODY_FORM,
     SAM_ROUTE_TOKEN | SAM_ROUTE_KEY | SAM_ROUTE_WRITES, sam_respond_post, sam_respond_unsaved},
    {SAM_GET, "/form/:lang", SAM_BODY_NONE, 0, show_overview, NULL},
    {SAM_GET, "/form/:lang/:respondent/:page", SAM_BODY_NONE, 0, show_page, NULL},
    {SAM_GET, "/form/:lang/:respondent/theme/:theme", SAM_BODY_NONE, 0, show_page, NULL},
    {SAM_POST, "/form/:lang/:respondent/:page", SAM_BODY_FORM, SAM_ROUTE_KEY | SAM_ROUTE_WRITES,
     sam_respond_post, sam_respond_unsaved},
    {SAM_POST, "/form/:lang/:respondent/theme/:theme", SAM_BODY_FORM,
     SAM_ROUTE_KEY | SAM_ROUTE_WRITES, sam_respond_post, sam_respond_unsaved},
    {SAM_GET, "/house/:name", SAM_BODY_NONE, SAM_ROUTE_FREE, sam_house_serve, NULL},
};
