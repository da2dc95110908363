/* What a shared document leaves out, and why: in words, once for each reason that occurs. */
#include "report/share.h"
#include "report/share_phrases.h"

static void add(bool *occurs, const struct sam_cell *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        occurs[cells[i].why] = true;
    }
}

static bool shows(const struct sam_cell *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cells[i].shown != SAM_SHOW_NOTHING) {
            return true;
        }
    }
    return false;
}

static void write_reason(struct sam_page *page, enum sam_withheld why) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_withheld(page->lang, why, &page->results->disclosure->privacy, &text);
    sam_page_raw(page, "<li>");
    sam_page_text(page, text.data);
    sam_page_raw(page, "</li>\n");
    sam_buf_fini(&text);
}

void sam_share_about(struct sam_page *page, const struct sam_results_alliance *alliance) {
    bool any = false;
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        for (size_t s = 0; s < page->questionnaire->scale_count; s++) {
            any = any || ((alliance == NULL || alliance == &page->results->alliances[a]) &&
                          page->results->disclosure->alliances[a].scales[s].about);
        }
    }
    if (any) {
        sam_page_element(page, "<p class=\"note\">", SAM_SHARE_ABOUT, "</p>\n");
    }
}

void sam_share_reasons(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_questionnaire *q = page->questionnaire;
    bool occurs[SAM_WITHHELD_REASONS] = {false};
    bool any = false;
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        if (alliance == NULL || alliance == &page->results->alliances[a]) {
            const struct sam_disclosed_alliance *own = &page->results->disclosure->alliances[a];
            add(occurs, own->scales, q->scale_count);
            add(occurs, own->items, q->item_count);
            any = any || shows(own->scales, q->scale_count) || shows(own->items, q->item_count);
        }
    }
    sam_page_raw(page, "<ul>\n");
    for (int why = SAM_WITHHELD_NOT + 1; why < SAM_WITHHELD_REASONS; why++) {
        if (occurs[why]) {
            write_reason(page, (enum sam_withheld)why);
        }
    }
    sam_page_element(page, "<li>",
                     N_("What people wrote themselves, what the lead partner answered, and who "
                        "thinks which phase fits: that stays with the evaluators, always."),
                     "</li>\n");
    if (any) {
        sam_page_element(page, "<li>",
                         N_("\"4.2 or higher\": a score near the end of the scale isn't told "
                            "exactly, because somebody who knows their own answer could then work "
                            "out what all others answered. How near depends on how many answered, "
                            "not on what they answered."),
                         "</li>\n");
    }
    sam_page_raw(page, "</ul>\n");
}
