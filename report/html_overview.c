#include "report/documents.h"
#include "report/html.h"
#include "report/sentences.h"

/* Links to the documents of this scope in this language: of alliance a, or the overall ones. */
static void write_links(struct sam_page *page, enum sam_scope scope, size_t a) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    bool first = true;
    for (size_t d = 0; d < count; d++) {
        const struct sam_document *document = &documents[d];
        if (document == page->document || document->scope != scope ||
            !sam_document_applies(document, page->results, a)) {
            continue;
        }
        struct sam_buf path;
        sam_buf_init(&path, SAM_BUF_UNLIMITED);
        sam_document_path(document, page->results, a, page->lang, &path);
        sam_page_raw(page, first ? "<a href=\"../" : " &middot; <a href=\"../");
        sam_page_text(page, path.data);
        sam_page_raw(page, "\">");
        sam_page_text(page, sam_tr_in(page->lang, document->title));
        sam_page_raw(page, "</a>");
        sam_buf_fini(&path);
        first = false;
    }
}

static void write_alliance_row(struct sam_page *page, size_t a) {
    const struct sam_results_alliance *alliance = &page->results->alliances[a];
    const struct sam_alliance_result *result = &alliance->result;
    enum sam_turnout turnout = sam_turnout_of(result->responded, result->invited);
    sam_page_row(page);
    sam_page_text(page, alliance->name);
    sam_page_cell(page, N_("Documents"));
    write_links(page, SAM_PER_ALLIANCE, a);
    sam_page_cell(page, N_("Invited"));
    if (result->invited > 0) {
        sam_page_say(page, "%zu", result->invited);
    } else {
        sam_page_say(page, "%s", sam_page_tr(page, N_("not known")));
        page->occurred[SAM_WHY_UNKNOWN_INVITED] = true;
    }
    sam_page_cell(page, N_("Answered"));
    sam_page_say(page, "%zu", result->responded);
    sam_page_cell(page, N_("Share"));
    if (result->invited > 0) {
        double share = 100.0 * (double)result->responded / (double)result->invited;
        sam_page_say(page, sam_page_tr(page, N_("%s %%")), sam_page_digits(page, share, 0).text);
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
    sam_page_cell(page, N_("How far the answers stand for all"));
    if (turnout == SAM_TURNOUT_LOW) {
        sam_page_raw(page, "<strong>");
    }
    sam_page_text(page, sam_words_turnout(page->lang, turnout));
    if (turnout == SAM_TURNOUT_LOW) {
        sam_page_raw(page, "</strong>");
    }
    sam_page_row_close(page);
}

static void write_left_out(struct sam_page *page) {
    const struct sam_results *results = page->results;
    size_t left_out = results->incomplete + results->replaced + results->quarantined;
    sam_page_raw(page, "<p>");
    if (left_out == 0) {
        sam_page_text(page, sam_page_tr(page, N_("No response that came in was left out.")));
    } else {
        sam_page_say(page,
                     sam_page_tr(page, N_("Left out of all numbers: %zu not finished, %zu replaced "
                                          "by a later answer of the same person, %zu set aside "
                                          "because something in them was wrong.")),
                     results->incomplete, results->replaced, results->quarantined);
    }
    sam_page_raw(page, " ");
    sam_page_text(page, results->weight_organisation
                            ? sam_page_tr(page, N_("Each organisation counts once: its "
                                                   "respondents are averaged first."))
                            : sam_page_tr(page, N_("Each respondent counts once.")));
    sam_page_raw(page, "</p>\n");
}

void sam_html_overview(struct sam_page *page) {
    static const char *const columns[] = {N_("Alliance"), N_("Documents"),
                                          N_("Invited"),  N_("Answered"),
                                          N_("Share"),    N_("How far the answers stand for all")};
    sam_page_raw(page, "<section id=\"response\">\n");
    sam_page_heading(page, 2, N_("Who answered"));
    sam_page_raw(page, "<p class=\"links\">");
    write_links(page, SAM_OVERALL, 0);
    sam_page_raw(page, "</p>\n");
    sam_page_table_open(page, "blocks response",
                        sam_page_tr(page, N_("Lead partners and partners, per alliance. Account "
                                             "holders of the funder are not counted here.")),
                        columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        write_alliance_row(page, page->order[i]);
    }
    sam_page_table_close(page);
    write_left_out(page);
    sam_page_element(page, "<p class=\"note\">",
                     N_("Partners who stay silent tend to be less positive. With fewer answers the "
                        "real picture may be less bright than the one below."),
                     "</p>\n");
    sam_html_days(page);
    sam_html_network(page);
    sam_page_raw(page, "</section>\n");
}
