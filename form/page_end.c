#include "form/page.h"

#include <string.h>

static void write_paragraph(struct sam_sheet *sheet, const char *message) {
    sam_sheet_element(sheet, "<p class=\"utrecht-paragraph\">", message, "</p>\n");
}

/* A paragraph that says MESSAGE (a literal with %s) with a date in it. */
#define WRITE_DATED(sheet, message, date)                                                          \
    do {                                                                                           \
        char words_[SAM_DATE_WORDS];                                                               \
        sam_sheet_raw((sheet), "<p class=\"utrecht-paragraph\">");                                 \
        sam_sheet_say((sheet), sam_sheet_tr((sheet), message),                                     \
                      sam_date_words((sheet)->lang, (date), words_));                              \
        sam_sheet_raw((sheet), "</p>\n");                                                          \
    } while (0)

static void write_link(struct sam_view *view, const struct sam_person *person,
                       enum sam_step_kind kind, const char *message) {
    struct sam_sheet *sheet = &view->sheet;
    sam_sheet_raw(sheet, "<p><a class=\"utrecht-link utrecht-link--html-a\" href=\"");
    sam_sheet_address(sheet, sheet->lang, person, (struct sam_step){kind, 0});
    sam_sheet_element(sheet, "\">", message, "</a></p>\n");
}

void sam_page_thanks(struct sam_view *view) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_person *person = view->place->person;
    sam_view_open(view, sam_sheet_tr(sheet, "Thank you"), false);
    sam_sheet_box_open(sheet, "ok", NULL);
    sam_sheet_raw(sheet, "<p>");
    sam_sheet_say(sheet, sam_sheet_tr(sheet, "Your answers for %s have been received."),
                  view->place->study->alliances[person->alliance].name);
    sam_sheet_raw(sheet, "</p>\n");
    sam_sheet_box_close(sheet);
    write_paragraph(sheet, N_("The researchers use them to prepare the meeting with your alliance. "
                              "You can close this window."));
    if (view->place->wave->closes != NULL) {
        WRITE_DATED(sheet,
                    N_("You can change your answers up to and including "
                       "%s, with the same link."),
                    view->place->wave->closes);
    } else {
        write_paragraph(sheet, N_("You can still change your answers, with the same link."));
    }
    write_link(view, person, SAM_STEP_CHECK, N_("Look at my answers, or change them"));
    if (person->same != NULL && person->same->next_same != NULL) {
        write_link(view, NULL, SAM_STEP_INTRO, N_("All my questionnaires"));
    }
    sam_view_close(view);
}

void sam_page_withdraw(struct sam_view *view) {
    struct sam_sheet *sheet = &view->sheet;
    sam_view_open(view, sam_sheet_tr(sheet, "Withdraw my answers"), view->unsaved);
    sam_view_remarks(view);
    if (!view->draft->exists && view->draft->paradata.consented_at[0] == '\0') {
        write_paragraph(sheet, N_("Nothing of yours is stored here."));
        write_link(view, view->place->person, SAM_STEP_INTRO, N_("To the questionnaire"));
        sam_view_close(view);
        return;
    }
    write_paragraph(sheet, N_("All that you filled in here is erased, and that you took part. This "
                              "can't be undone. As long as the questionnaire is open you can fill "
                              "it in again."));
    sam_sheet_raw(sheet, "<div class=\"form-buttons\">\n");
    sam_sheet_button(sheet, "primary-action utrecht-button--danger", "withdraw",
                     N_("Erase all my answers"));
    sam_sheet_button(sheet, "secondary-action", "back", N_("Keep them"));
    sam_sheet_raw(sheet, "</div>\n");
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
    struct sam_sheet *sheet = &view->sheet;
    if (view->draft->complete) {
        write_paragraph(sheet, N_("Your answers were sent in time and have been received."));
    } else if (view->draft->exists) {
        write_paragraph(sheet, N_("You had begun, and not sent your answers. They don't count."));
    }
}

void sam_page_shut(struct sam_view *view, enum sam_shut why) {
    struct sam_sheet *sheet = &view->sheet;
    const struct sam_wave *wave = view->place->wave;
    if (why == SAM_SHUT_NOT_YET) {
        sam_view_open(view, sam_sheet_tr(sheet, "The questionnaire is not open yet"), false);
        WRITE_DATED(sheet, N_("You can answer from %s, with the same link."), wave->opens);
    } else if (why == SAM_SHUT_CLOSED) {
        sam_view_open(view, sam_sheet_tr(sheet, "The questionnaire is closed"), false);
        WRITE_DATED(sheet, N_("You could answer up to and including %s."), wave->closes);
        write_fate(view);
    } else {
        sam_view_open(view, sam_sheet_tr(sheet, "Somebody else answers now"), false);
        write_paragraph(sheet, N_("The researchers were told that you no longer answer for this "
                                  "organisation. If that is wrong, please let them know."));
        write_fate(view);
    }
    sam_view_close(view);
}

void sam_page_message(struct sam_sheet *sheet, const char *title, const char *message) {
    sam_sheet_open(sheet, &(struct sam_heading){.title = title});
    sam_sheet_raw(sheet, "<h1 class=\"utrecht-heading-1\">");
    sam_sheet_text(sheet, title);
    sam_sheet_raw(sheet, "</h1>\n<p class=\"utrecht-paragraph\">");
    sam_sheet_text(sheet, message);
    sam_sheet_raw(sheet, "</p>\n");
    sam_sheet_close(sheet);
}
