#include "form/page.h"

#include <string.h>

static void write_paragraph(struct sam_screen *screen, const char *message) {
    sam_screen_element(screen, "<p class=\"utrecht-paragraph\">", message, "</p>\n");
}

/* A paragraph that says MESSAGE (a literal with %s) with a date in it. */
#define WRITE_DATED(screen, message, date)                                                         \
    do {                                                                                           \
        char words_[SAM_DATE_WORDS];                                                               \
        sam_screen_raw((screen), "<p class=\"utrecht-paragraph\">");                               \
        sam_screen_say((screen), sam_screen_tr((screen), message),                                 \
                       sam_date_words((screen)->lang, (date), words_));                            \
        sam_screen_raw((screen), "</p>\n");                                                        \
    } while (0)

static void write_link(struct sam_view *view, const struct sam_person *person,
                       enum sam_step_kind kind, const char *message) {
    struct sam_screen *screen = &view->screen;
    sam_screen_raw(screen, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    sam_screen_address(screen, screen->lang, person, (struct sam_step){kind, 0});
    sam_screen_element(screen, "\">", message, "</a></p>\n");
}

void sam_page_thanks(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    const struct sam_person *person = view->place->person;
    sam_view_open(view, sam_screen_tr(screen, "Thank you"), false);
    sam_screen_box_open(screen, "ok", NULL);
    sam_screen_raw(screen, "<p>");
    sam_screen_say(screen, sam_screen_tr(screen, "Your answers for %s have been received."),
                   view->place->study->alliances[person->alliance].name);
    sam_screen_raw(screen, "</p>\n");
    sam_screen_box_close(screen);
    write_paragraph(screen, view->place->questionnaire->story == NULL
                                ? N_("The researchers use them to prepare the meeting with your "
                                     "alliance. You can close this window.")
                                : N_("The researchers read your story. Others read it only if you "
                                     "said so. Do you have another one? Send it to the "
                                     "researchers. You can close this window."));
    if (view->place->wave->closes != NULL) {
        WRITE_DATED(screen,
                    N_("You can change your answers up to and including "
                       "%s, with the same link."),
                    view->place->wave->closes);
    } else {
        write_paragraph(screen, N_("You can still change your answers, with the same link."));
    }
    write_link(view, person, SAM_STEP_CHECK, N_("Look at my answers, or change them"));
    if (person->same != NULL && person->same->next_same != NULL) {
        write_link(view, NULL, SAM_STEP_INTRO, N_("All my questionnaires"));
    }
    sam_view_close(view);
}

void sam_page_withdraw(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    sam_view_open(view, sam_screen_tr(screen, "Withdraw my answers"), view->unsaved);
    sam_view_remarks(view);
    if (!view->entry->exists && view->entry->paradata.consented_at[0] == '\0') {
        write_paragraph(screen, N_("Nothing of yours is stored here."));
        write_link(view, view->place->person, SAM_STEP_INTRO, N_("To the questionnaire"));
        sam_view_close(view);
        return;
    }
    write_paragraph(screen,
                    N_("All that you filled in here is erased, and that you took part. This "
                       "can't be undone. As long as the questionnaire is open you can fill "
                       "it in again."));
    sam_screen_raw(screen, "<div class=\"form-buttons\">\n");
    sam_screen_button(screen, "primary-action utrecht-button--danger", "withdraw",
                      N_("Erase all my answers"));
    sam_screen_button(screen, "secondary-action", "back", N_("Keep them"));
    sam_screen_raw(screen, "</div>\n");
    sam_view_close(view);
}

/* --- no answers now --------------------------------------------------------------------------- */

enum sam_shut sam_place_shut(const struct sam_place *place, time_t now) {
    char today[SAM_DAY_SIZE];
    if (sam_person_has_left(place->person, sam_day(now, today))) {
        return SAM_SHUT_LEFT;
    }
    switch (sam_wave_openness(place->wave, now)) {
    case SAM_WAVE_NOT_YET:
        return SAM_SHUT_NOT_YET;
    case SAM_WAVE_CLOSED:
        return SAM_SHUT_CLOSED;
    default:
        return SAM_SHUT_NOT;
    }
}

static void write_fate(struct sam_view *view) {
    struct sam_screen *screen = &view->screen;
    if (view->entry->complete) {
        write_paragraph(screen, N_("Your answers were sent in time and have been received."));
    } else if (view->entry->exists) {
        write_paragraph(screen, N_("You had begun, and not sent your answers. They don't count."));
    }
}

/* Of no step: there is nothing to step through. */
static void open_plain(struct sam_view *view, const char *title) {
    sam_screen_open(&view->screen, &(struct sam_heading){.title = title});
    sam_screen_raw(&view->screen, "<h1 class=\"utrecht-heading-1\">");
    sam_screen_text(&view->screen, title);
    sam_screen_raw(&view->screen, "</h1>\n");
}

void sam_page_shut(struct sam_view *view, enum sam_shut why) {
    struct sam_screen *screen = &view->screen;
    const struct sam_wave *wave = view->place->wave;
    if (why == SAM_SHUT_NOT_YET) {
        open_plain(view, sam_screen_tr(screen, "The questionnaire is not open yet"));
        WRITE_DATED(screen, N_("You can answer from %s, with the same link."), wave->opens);
    } else if (why == SAM_SHUT_CLOSED) {
        open_plain(view, sam_screen_tr(screen, "The questionnaire is closed"));
        WRITE_DATED(screen, N_("You could answer up to and including %s."), wave->closes);
        write_fate(view);
    } else {
        open_plain(view, sam_screen_tr(screen, "Somebody else answers now"));
        write_paragraph(screen, N_("The researchers were told that you no longer answer for this "
                                   "organisation. If that is wrong, please let them know."));
        write_fate(view);
    }
    sam_view_close(view);
}

void sam_page_message(struct sam_screen *screen, const char *title, const char *message) {
    sam_screen_open(screen, &(struct sam_heading){.title = title});
    sam_screen_raw(screen, "<h1 class=\"utrecht-heading-1\">");
    sam_screen_text(screen, title);
    sam_screen_raw(screen, "</h1>\n<p class=\"utrecht-paragraph\">");
    sam_screen_text(screen, message);
    sam_screen_raw(screen, "</p>\n");
    sam_screen_close(screen);
}
