#include "form/page.h"

#include <string.h>

static const char *state_of(const struct sam_screen *screen, const struct sam_entry *entry,
                            enum sam_shut shut, const char **kind) {
    if (entry->complete) {
        *kind = "done";
        return sam_screen_tr(screen, "Sent");
    }
    *kind = "shut";
    if (shut == SAM_SHUT_LEFT) {
        return sam_screen_tr(screen, "Somebody else answers now");
    }
    if (shut == SAM_SHUT_CLOSED) {
        return sam_screen_tr(screen, "Closed");
    }
    if (shut == SAM_SHUT_NOT_YET) {
        return sam_screen_tr(screen, "Not open yet");
    }
    *kind = "busy";
    if (entry->exists) {
        return sam_screen_tr(screen, "Begun");
    }
    *kind = "todo";
    return sam_screen_tr(screen, "To do");
}

static const char *action_of(const struct sam_entry *entry, enum sam_shut shut) {
    if (shut != SAM_SHUT_NOT) {
        return N_("Look");
    }
    return entry->complete ? N_("Look or change") : entry->exists ? N_("Continue") : N_("Start");
}

static void write_one(struct sam_screen *screen, const struct sam_place *place,
                      const struct sam_entry *entry, time_t now) {
    const struct sam_alliance *alliance = &place->study->alliances[place->person->alliance];
    size_t partner = sam_alliance_partner(alliance, place->person->organisation);
    enum sam_shut shut = sam_place_shut(place, now);
    const char *kind = NULL;
    const char *state = state_of(screen, entry, shut, &kind);
    screen->questionnaire = place->questionnaire;
    sam_screen_raw(screen, "<li class=\"form-card\"><div><h2 class=\"utrecht-heading-2\">");
    sam_screen_text(screen, alliance->name);
    sam_screen_raw(screen, "</h2>\n<p>");
    if (partner != SAM_NONE) {
        sam_screen_text(screen, alliance->partners[partner].name);
    } else {
        sam_screen_element(screen, "", "account holder", "");
    }
    sam_buf_printf(screen->html, "</p>\n<p class=\"form-state form-state--%s\">", kind);
    sam_screen_text(screen, state);
    sam_screen_raw(screen, "</p></div>\n<a class=\"utrecht-button "
                           "utrecht-button--primary-action\" href=\"");
    sam_screen_address(screen, screen->lang, place->person,
                       (struct sam_step){entry->complete ? SAM_STEP_THANKS : SAM_STEP_INTRO, 0});
    sam_screen_element(screen, "\">", action_of(entry, shut), " <span class=\"form-hidden\">");
    sam_screen_text(screen, alliance->name);
    sam_screen_raw(screen, "</span></a></li>\n");
}

void sam_page_overview(struct sam_screen *screen, const struct sam_place *places,
                       const struct sam_entry *entries, size_t count, time_t now) {
    bool several = count > 1;
    const char *title = several ? sam_screen_tr(screen, "Your questionnaires")
                                : sam_screen_tr(screen, "Your questionnaire");
    sam_screen_open(screen, &(struct sam_heading){.title = title});
    sam_screen_raw(screen, "<h1 class=\"utrecht-heading-1\">");
    sam_screen_text(screen, title);
    sam_screen_raw(screen, "</h1>\n");
    sam_screen_element(
        screen, "<p class=\"utrecht-paragraph\">",
        several ? N_("You take part in more than one alliance. Please fill in a questionnaire for "
                     "each of them: the answers may well differ.")
                : N_("What you filled in is saved. You can close this window, and go on with the "
                     "same link when it suits you, on another device too."),
        "</p>\n");
    sam_screen_raw(screen, "<ul class=\"form-cards\">\n");
    for (size_t i = 0; i < count; i++) {
        write_one(screen, &places[i], &entries[i], now);
    }
    sam_screen_raw(screen, "</ul>\n");
    screen->questionnaire = NULL;
    sam_screen_close(screen);
}
