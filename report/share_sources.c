/* What other sources say of what the survey says, for sharing: the evaluators' findings, counted
 * over alliances. No answer of anybody is in it: what the survey says of a topic stands where the
 * disclosure plan puts it, in the sections before. */
#include "report/html_record.h"
#include "report/share.h"
#include "report/share_phrases.h"

#include <string.h>

/* Findings about fewer alliances could be told to be about one. */
enum { FEWEST_ALLIANCES = 3 };

/* Alliances with notes on a topic; and for each source in how many it says what. An alliance counts
 * once for a source, by the finding furthest from the survey. */
struct counts {
    size_t alliances, of[SAM_NOTE_SOURCES][SAM_FINDINGS];
};

static struct counts count(const struct sam_results *results, const char *topic) {
    struct counts counts = {0};
    for (size_t a = 0; a < results->alliance_count; a++) {
        struct sam_sources sources = sam_sources_of(&results->alliances[a].record, topic);
        bool any = false;
        for (int s = 0; s < SAM_NOTE_SOURCES; s++) {
            for (int f = SAM_FINDINGS - 1; f >= 0; f--) {
                if ((sources.of[s] >> f & 1) != 0) {
                    counts.of[s][f]++;
                    any = true;
                    break;
                }
            }
        }
        counts.alliances += any;
    }
    return counts;
}

/* "interview: confirmed in 3, nuanced in 1" a line per source. */
static void write_counts(struct sam_page *page, const struct counts *counts) {
    for (int s = 0; s < SAM_NOTE_SOURCES; s++) {
        bool any = false;
        for (int f = 0; f < SAM_FINDINGS; f++) {
            if (counts->of[s][f] == 0) {
                continue;
            }
            if (!any) {
                sam_page_raw(page, "<span class=\"noted\">");
                sam_page_text(page, sam_words_source(page->lang, (enum sam_note_source)s));
            }
            sam_page_say(page, any ? ", " : ": ");
            sam_page_say(page, sam_page_tr(page, N_("%s in %zu")),
                         sam_words_finding(page->lang, (enum sam_finding)f), counts->of[s][f]);
            any = true;
        }
        sam_page_raw(page, any ? "</span>" : "");
    }
}

/* What may be said in words, of no named alliance. */
static void write_words(struct sam_page *page, const char *topic) {
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_results_record *record = &page->results->alliances[page->order[a]].record;
        for (size_t i = 0; i < record->note_count; i++) {
            const struct sam_note *note = &record->notes[i];
            if (strcmp(note->topic, topic) != 0 || !note->cleared) {
                continue;
            }
            if (note->why[0] != '\0') {
                sam_page_raw(page, "<span class=\"noted\">");
                sam_page_written(page, note->why);
                sam_page_raw(page, "</span>");
            }
            if (note->quote[0] != '\0') {
                sam_html_quote(page, note->quote);
            }
        }
    }
}

/* The survey's word over the alliances together, where the plan has one. */
static void write_survey(struct sam_page *page, const char *topic) {
    const struct sam_disclosure *plan = page->results->disclosure;
    size_t item = sam_questionnaire_item(page->questionnaire, topic);
    size_t scale = sam_questionnaire_scale(page->questionnaire, topic);
    size_t shown = 0;
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        const struct sam_disclosed_alliance *cells = &plan->alliances[a];
        shown += item != SAM_NONE    ? cells->items[item].shown != SAM_SHOW_NOTHING
                 : scale != SAM_NONE ? cells->scales[scale].shown != SAM_SHOW_NOTHING
                                     : 0;
    }
    if (shown > 0) {
        sam_page_say(page, sam_page_tr(page, N_("shown above for %zu alliances")), shown);
    } else if (item != SAM_NONE && plan->together[item].cell.shown != SAM_SHOW_NOTHING) {
        sam_share_cell(page, &plan->together[item].cell, SAM_NONE,
                       sam_page_in(page, &page->questionnaire->items[item].text));
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
}

static void write_topic(struct sam_page *page, const char *topic, bool *any) {
    static const char *const columns[] = {N_("Topic"), N_("Survey"), N_("Other sources"),
                                          N_("In words")};
    struct counts counts = count(page->results, topic);
    if (counts.alliances < FEWEST_ALLIANCES) {
        return;
    }
    if (!*any) {
        sam_page_table_open(page, "blocks sources shared",
                            sam_page_tr(page, N_("What the evaluators found in other sources of "
                                                 "what the survey says, and in how many "
                                                 "alliances")),
                            columns, 4);
        *any = true;
    }
    sam_page_row(page);
    sam_page_text(page, sam_words_topic(page->lang, page->questionnaire, topic));
    sam_page_cell(page, columns[1]);
    write_survey(page, topic);
    sam_page_cell(page, columns[2]);
    write_counts(page, &counts);
    sam_page_cell(page, columns[3]);
    write_words(page, topic);
    sam_page_row_close(page);
}

void sam_share_sources(struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = false;
    if (!sam_any_notes(page->results)) {
        return;
    }
    sam_page_raw(page, "<section id=\"sources\">\n");
    sam_page_heading(page, 2, N_("Survey, interview, document, observation side by side"));
    for (size_t s = 0; s < q->scale_count; s++) {
        if (sam_questionnaire_item(q, q->scales[s].id) == SAM_NONE) {
            write_topic(page, q->scales[s].id, &any);
        }
    }
    for (size_t i = 0; i < q->item_count; i++) {
        write_topic(page, q->items[i].id, &any);
    }
    for (int r = 0; r < SAM_RELATIONS; r++) {
        write_topic(page, sam_phase_topics[r], &any);
    }
    if (any) {
        sam_page_table_close(page);
    }
    sam_page_element(page, "<p class=\"note\">",
                     N_("Topics on which the evaluators have notes of three alliances or more. "
                        "What was noted of one alliance stays with the evaluators."),
                     "</p>\n</section>\n");
}
