#include "form/page.h"

#include <string.h>

/* Paragraphs of a text are parted by an empty line. */
static void write_paragraphs(struct sam_screen *screen, const char *text) {
    while (text != NULL && *text != '\0') {
        const char *end = strstr(text, "\n\n");
        size_t length = end != NULL ? (size_t)(end - text) : strlen(text);
        sam_screen_raw(screen, "<p class=\"utrecht-paragraph\">");
        sam_screen_say(screen, "%.*s", (int)length, text);
        sam_screen_raw(screen, "</p>\n");
        text += length + strspn(text + length, "\n");
    }
}

static void open_row(struct sam_screen *screen, const char *question) {
    sam_screen_element(screen, "<div><dt>", question, "</dt><dd>");
}

static void close_row(struct sam_screen *screen) {
    sam_screen_raw(screen, "</dd></div>\n");
}

static void write_who(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_study *study = view->place->study;
    const char *title = study->title.in[screen->lang];
    open_row(screen, N_("Who asks, and why?"));
    if (study->institute.name != NULL) {
        sam_screen_say(screen, sam_screen_tr(screen, "%s, for the study ‘%s’."),
                       study->institute.name, title);
    } else {
        sam_screen_say(screen, sam_screen_tr(screen, "The researchers of ‘%s’."), title);
    }
    sam_screen_element(
        screen, " ",
        "They want to know how those who take part see the collaboration, before they "
        "talk about it with you.",
        "");
    close_row(screen);
}

static void write_for_whom(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_person *person = view->place->person;
    const struct sam_alliance *alliance = &view->place->study->alliances[person->alliance];
    size_t partner = sam_alliance_partner(alliance, person->organisation);
    open_row(screen, N_("For whom do you answer?"));
    if (person->role == SAM_ACCOUNT_HOLDER || partner == SAM_NONE) {
        sam_screen_say(screen, sam_screen_tr(screen, "As account holder of %s."), alliance->name);
    } else if (person->role == SAM_LEAD) {
        sam_screen_say(screen, sam_screen_tr(screen, "For %s, lead partner of %s."),
                       alliance->partners[partner].name, alliance->name);
    } else {
        sam_screen_say(screen, sam_screen_tr(screen, "For %s, partner in %s."),
                       alliance->partners[partner].name, alliance->name);
    }
    close_row(screen);
}

static void write_how_long(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_flow *flow = &view->place->flow;
    const char *closes = view->place->wave->closes;
    char date[SAM_DATE_WORDS];
    open_row(screen, N_("How long does it take?"));
    sam_screen_say(
        screen, sam_screen_tr(screen, "About %d minutes: %zu statements and %zu open questions."),
        sam_flow_minutes(flow), flow->item_count, flow->question_count);
    sam_screen_element(screen, " ",
                       "You can stop in between and go on later with the same link, on another "
                       "device too.",
                       "");
    if (closes != NULL) {
        sam_screen_raw(screen, " ");
        sam_screen_say(screen,
                       sam_screen_tr(screen, "You can answer, and change your answers, up to "
                                             "and including %s."),
                       sam_date_words(screen->lang, closes, date));
    }
    close_row(screen);
}

static void write_confidential(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_study *study = view->place->study;
    open_row(screen, N_("What does confidential mean?"));
    sam_screen_element(screen, "",
                       "Your link is personal, so the researchers know which answers are yours. It "
                       "is not anonymous. They tell nobody who gave which answer.",
                       "");
    close_row(screen);
    open_row(screen, N_("Who sees what?"));
    if (view->place->questionnaire->story != NULL) {
        sam_screen_element(screen, "",
                           "Only the researchers see your story. Others read it only if you say so "
                           "on this form, and without names.",
                           "");
        close_row(screen);
        return;
    }
    sam_screen_element(screen, "", "Only the researchers see your answers.", " ");
    if (study->funder != NULL) {
        sam_screen_say(screen,
                       sam_screen_tr(screen,
                                     "The other partners and %s only see results of at least "
                                     "%d people together."),
                       study->funder, study->privacy.bands_from);
    } else {
        sam_screen_say(
            screen,
            sam_screen_tr(screen, "Others only see results of at least %d people together."),
            study->privacy.bands_from);
    }
    sam_screen_element(screen, " ", "What you write in your own words is not passed on literally.",
                       "");
    close_row(screen);
}

static void write_withdraw(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const char *erase = view->place->wave->erase_after;
    char date[SAM_DATE_WORDS];
    open_row(screen, N_("Can you stop, or take it back?"));
    sam_screen_element(screen, "",
                       "Taking part is your own choice. With ‘Withdraw my answers’, at the bottom "
                       "of every page, all that you filled in is erased.",
                       "");
    if (erase != NULL) {
        sam_screen_raw(screen, " ");
        sam_screen_say(screen,
                       sam_screen_tr(screen, "Personal data are erased after %s at the latest."),
                       sam_date_words(screen->lang, erase, date));
    }
    close_row(screen);
}

static void write_consent(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const char *consented_at = view->entry->paradata.consented_at;
    char date[SAM_DATE_WORDS];
    if (consented_at[0] != '\0') {
        sam_screen_raw(screen, "<p class=\"utrecht-paragraph\">");
        sam_screen_say(screen, sam_screen_tr(screen, "You said on %s that you take part."),
                       sam_date_words(screen->lang, consented_at, date));
        sam_screen_raw(screen, "</p>\n<div class=\"form-buttons\">\n");
        sam_screen_button(screen, "primary-action", "next", N_("Continue"));
        sam_screen_raw(screen, "</div>\n");
        return;
    }
    sam_screen_raw(screen, "<div class=\"utrecht-form-field");
    sam_screen_raw(screen, view->consent_missing ? " utrecht-form-field--invalid\">" : "\">");
    if (view->consent_missing) {
        sam_screen_element(screen,
                           "<p class=\"utrecht-form-field-error-message\" id=\"consent.error\">",
                           "Tick the box to say that you take part", "</p>\n");
    }
    sam_screen_raw(screen, "<label class=\"form-consent\"><input class=\"utrecht-checkbox "
                           "utrecht-checkbox--html-input\" type=\"checkbox\" id=\"consent\" "
                           "name=\"consent\" value=\"yes\" required");
    sam_screen_raw(screen, view->consent_missing
                               ? " aria-invalid=\"true\" aria-describedby=\"consent.error\"> <span>"
                               : "> <span>");
    sam_screen_element(screen, "", "I have read this and take part.", "</span></label></div>\n");
    sam_screen_raw(screen, "<div class=\"form-buttons\">\n");
    sam_screen_button(screen, "primary-action", "next", N_("Start"));
    sam_screen_raw(screen, "</div>\n");
}

/* What somebody agrees to; for the record without the place it is about. */
static void write_terms(struct sam_view *view, bool with_place) {
    struct sam_screen *screen = &view->screen;
    const struct sam_text *introduction =
        sam_questionnaire_introduction(view->place->questionnaire, view->place->person->role);
    write_paragraphs(screen, introduction->in[screen->lang]);
    sam_screen_element(screen, "<h2 class=\"utrecht-heading-2\">", "Good to know", "</h2>\n");
    sam_screen_raw(screen, "<dl class=\"form-facts\">\n");
    write_who(view);
    if (with_place) {
        write_for_whom(view);
    }
    write_how_long(view);
    write_confidential(view);
    write_withdraw(view);
    sam_screen_raw(screen, "</dl>\n");
}

void sam_page_terms(struct sam_view *view) {
    write_terms(view, false);
    sam_screen_element(&view->screen, "<p>", "I have read this and take part.", "</p>\n");
}

void sam_page_intro(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_text *title =
        sam_questionnaire_title(view->place->questionnaire, view->place->person->role);
    sam_view_open(view, title->in[screen->lang], sam_view_wrong(view));
    sam_view_remarks(view);
    sam_view_sent(view);
    write_terms(view, true);
    write_consent(view);
    sam_view_close(view);
}
