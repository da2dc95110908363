#include "form/page.h"

#include <string.h>

static const char *state_of(const struct sam_sheet *sheet, const struct sam_draft *draft,
                            enum sam_shut shut, const char **kind) {
    if (draft->complete) {
        *kind = "done";
        return sam_sheet_tr(sheet, "Sent");
    }
    *kind = "shut";
    if (shut == SAM_SHUT_LEFT) {
        return sam_sheet_tr(sheet, "Somebody else answers now");
    }
    if (shut == SAM_SHUT_CLOSED) {
        return sam_sheet_tr(sheet, "Closed");
    }
    if (shut == SAM_SHUT_NOT_YET) {
        return sam_sheet_tr(sheet, "Not open yet");
    }
    *kind = "busy";
    if (draft->exists) {
        return sam_sheet_tr(sheet, "Begun");
    }
    *kind = "todo";
    return sam_sheet_tr(sheet, "To do");
}

static const char *action_of(const struct sam_draft *draft, enum sam_shut shut) {
    if (shut != SAM_SHUT_NOT) {
        return N_("Look");
    }
    return draft->complete ? N_("Look or change") : draft->exists ? N_("Continue") : N_("Start");
}

static void write_one(struct sam_sheet *sheet, const struct sam_place *place,
                      const struct sam_draft *draft, time_t now) {
    const struct sam_alliance *alliance = &place->study->alliances[place->person->alliance];
    size_t partner = sam_alliance_partner(alliance, place->person->organisation);
    enum sam_shut shut = sam_place_shut(place, now);
    const char *kind = NULL;
    const char *state = state_of(sheet, draft, shut, &kind);
    sheet->questionnaire = place->questionnaire;
    sam_sheet_raw(sheet, "<li class=\"form-card\"><div><h2 class=\"utrecht-heading-2\">");
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_raw(sheet, "</h2>\n<p>");
    if (partner != SAM_NONE) {
        sam_sheet_text(sheet, alliance->partners[partner].name);
    } else {
        sam_sheet_element(sheet, "", "account holder", "");
    }
    sam_buf_printf(sheet->html, "</p>\n<p class=\"form-state form-state--%s\">", kind);
    sam_sheet_text(sheet, state);
    sam_sheet_raw(sheet, "</p></div>\n<a class=\"utrecht-button "
                         "utrecht-button--primary-action\" href=\"");
    sam_sheet_address(sheet, sheet->lang, place->person,
                      (struct sam_step){draft->complete ? SAM_STEP_THANKS : SAM_STEP_INTRO, 0});
    sam_sheet_element(sheet, "\">", action_of(draft, shut), " <span class=\"form-hidden\">");
    sam_sheet_text(sheet, alliance->name);
    sam_sheet_raw(sheet, "</span></a></li>\n");
}

void sam_page_overview(struct sam_sheet *sheet, const struct sam_place *places,
                       const struct sam_draft *drafts, size_t count, time_t now) {
    const char *title = sam_sheet_tr(sheet, "Your questionnaires");
    sam_sheet_open(sheet, &(struct sam_heading){.title = title});
    sam_sheet_raw(sheet, "<h1 class=\"utrecht-heading-1\">");
    sam_sheet_text(sheet, title);
    sam_sheet_raw(sheet, "</h1>\n");
    sam_sheet_element(sheet, "<p class=\"utrecht-paragraph\">",
                      "You take part in more than one alliance. Please fill in a questionnaire for "
                      "each of them: the answers may well differ.",
                      "</p>\n");
    sam_sheet_raw(sheet, "<ul class=\"form-cards\">\n");
    for (size_t i = 0; i < count; i++) {
        write_one(sheet, &places[i], &drafts[i], now);
    }
    sam_sheet_raw(sheet, "</ul>\n");
    sheet->questionnaire = NULL;
    sam_sheet_close(sheet);
}
