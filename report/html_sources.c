/* The survey beside the meeting, documents and observation. */
#include "report/html.h"
#include "report/html_record.h"
#include "report/record_phrases.h"
#include "report/sentences.h"

#include <string.h>

const char *sam_words_source(enum sam_lang lang, enum sam_note_source source) {
    static const char *const words[SAM_NOTE_SOURCES] = {N_("interview"), N_("document"),
                                                        N_("observation")};
    return sam_tr_in(lang, words[source]);
}

const char *sam_words_finding(enum sam_lang lang, enum sam_finding finding) {
    static const char *const words[SAM_FINDINGS] = {N_("confirmed"), N_("nuanced"),
                                                    N_("contradicted")};
    return sam_tr_in(lang, words[finding]);
}

/* The relation whose phase the topic is, or SAM_RELATIONS. */
static int relation_of(const char *topic) {
    int r = 0;
    while (r < SAM_RELATIONS && strcmp(topic, sam_phase_topics[r]) != 0) {
        r++;
    }
    return r;
}

const char *sam_words_topic(enum sam_lang lang, const struct sam_questionnaire *q,
                            const char *topic) {
    static const char *const phases[SAM_RELATIONS] = {N_("Phase among the partners"),
                                                      N_("Phase with the funder")};
    size_t item = sam_questionnaire_item(q, topic);
    size_t scale = sam_questionnaire_scale(q, topic);
    if (item != SAM_NONE) {
        return q->items[item].text.in[lang];
    }
    if (scale != SAM_NONE) {
        return q->scales[scale].title.in[lang];
    }
    int relation = relation_of(topic);
    return relation < SAM_RELATIONS ? sam_tr_in(lang, phases[relation]) : topic;
}

/* --- agreement ------------------------------------------------------------------------------- */

struct sam_sources sam_sources_of(const struct sam_results_record *record, const char *topic) {
    struct sam_sources sources = {{0}};
    for (size_t i = 0; i < record->note_count; i++) {
        const struct sam_note *note = &record->notes[i];
        if (strcmp(note->topic, topic) == 0) {
            sources.of[note->source] |= 1U << note->finding;
        }
    }
    return sources;
}

/* The sources with this finding: "interview, document"; returns how many. */
static size_t list_sources(enum sam_lang lang, const struct sam_sources *sources,
                           enum sam_finding finding, struct sam_buf *text) {
    size_t count = 0;
    for (int s = 0; s < SAM_NOTE_SOURCES; s++) {
        if ((sources->of[s] >> finding & 1) != 0) {
            sam_buf_printf(text, "%s%s", count++ > 0 ? ", " : "",
                           sam_words_source(lang, (enum sam_note_source)s));
        }
    }
    return count;
}

void sam_say_sources(enum sam_lang lang, const struct sam_sources *sources, struct sam_buf *text) {
    size_t counts[SAM_FINDINGS];
    struct sam_buf list;
    sam_buf_init(&list, SAM_BUF_UNLIMITED);
    for (int f = 0; f < SAM_FINDINGS; f++) {
        sam_buf_clear(&list);
        counts[f] = list_sources(lang, sources, (enum sam_finding)f, &list);
        if (counts[f] > 0) {
            sam_buf_text(text, text->length > 0 ? " " : "");
            sam_buf_printf(text,
                           f == SAM_FINDING_CONFIRMED ? sam_tr_in(lang, SAM_SAY_SOURCES_AGREE)
                           : f == SAM_FINDING_NUANCED ? sam_tr_in(lang, SAM_SAY_SOURCES_NUANCE)
                                                      : sam_tr_in(lang, SAM_SAY_SOURCES_CONTRADICT),
                           list.data);
        }
    }
    if (counts[SAM_FINDING_CONFIRMED] > 0 && counts[SAM_FINDING_CONTRADICTED] > 0) {
        sam_buf_printf(text, " %s", sam_tr_in(lang, SAM_SAY_SOURCES_APART));
    }
    sam_buf_fini(&list);
}

/* --- what the survey says -------------------------------------------------------------------- */

static void write_phase(struct sam_page *page, const struct sam_results_alliance *alliance,
                        int relation) {
    const struct sam_alliance_result *result = &alliance->result;
    struct sam_buf text;
    if (!result->has_phase[relation] || result->suppressed) {
        sam_page_raw(page, "\xE2\x80\x93");
        return;
    }
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_verdict(page->lang, &result->phase[relation], &text);
    sam_page_text(page, text.data);
    sam_buf_fini(&text);
}

static void write_survey(struct sam_page *page, const struct sam_results_alliance *alliance,
                         const char *topic) {
    const struct sam_alliance_result *result = &alliance->result;
    size_t item = sam_questionnaire_item(page->questionnaire, topic);
    size_t scale = sam_questionnaire_scale(page->questionnaire, topic);
    if (!sam_html_has_scores(result)) {
        sam_page_raw(page, "\xE2\x80\x93");
        return;
    }
    if (item != SAM_NONE && result->items != NULL && sam_has(result->items[item].mean)) {
        sam_page_say(page, sam_page_tr(page, N_("mean %s (n = %zu)")),
                     sam_page_number(page, result->items[item].mean, 1).text,
                     result->items[item].respondents);
    } else if (scale != SAM_NONE && item == SAM_NONE && sam_has(result->scales[scale].mean)) {
        const struct sam_scale_score *score = &result->scales[scale];
        sam_page_say(page, sam_page_tr(page, N_("mean %s (n = %zu)")),
                     sam_page_number(page, score->mean, 1).text, score->respondents);
        if (score->zone != SAM_BAND_NONE) {
            sam_page_raw(page, "<small>");
            sam_page_text(page, sam_words_band(page->lang, score->zone));
            sam_page_raw(page, "</small>");
        }
    } else if (relation_of(topic) < SAM_RELATIONS) {
        write_phase(page, alliance, relation_of(topic));
    } else {
        sam_page_raw(page, "\xE2\x80\x93");
    }
}

/* --- one alliance ---------------------------------------------------------------------------- */

void sam_html_quote(struct sam_page *page, const char *quote) {
    size_t length = strlen(quote);
    bool marked = length >= 2 && quote[0] == '"' && quote[length - 1] == '"';
    sam_page_raw(page, "<q>");
    bool foreign = sam_page_written_open(page, quote);
    sam_page_say(page, "\xE2\x80\x9C%.*s\xE2\x80\x9D", (int)(marked ? length - 2 : length),
                 marked ? quote + 1 : quote);
    sam_page_written_close(page, foreign);
    sam_page_raw(page, "</q>");
}

static void write_note(struct sam_page *page, const struct sam_note *note) {
    sam_page_raw(page, "<strong>");
    sam_page_text(page, sam_words_finding(page->lang, note->finding));
    sam_page_raw(page, "</strong>");
    sam_page_raw(page, note->why[0] != '\0' ? ": " : "");
    sam_page_written(page, note->why);
    if (note->quote[0] != '\0') {
        sam_html_quote(page, note->quote);
        if (!note->cleared) {
            sam_page_element(page, " <small>", N_("quote not cleared: not to be shared"),
                             "</small>");
        }
    }
}

/* The notes of one source on the topic. */
static void write_source(struct sam_page *page, const struct sam_results_record *record,
                         const char *topic, enum sam_note_source source) {
    for (size_t i = 0; i < record->note_count; i++) {
        const struct sam_note *note = &record->notes[i];
        if (strcmp(note->topic, topic) == 0 && note->source == source) {
            sam_page_raw(page, "<span class=\"noted\">");
            sam_page_say(page, "%s, ", sam_words_source(page->lang, source));
            write_note(page, note);
            sam_page_raw(page, "</span>");
        }
    }
}

static void write_agreement(struct sam_page *page, const struct sam_results_record *record,
                            const char *topic) {
    struct sam_sources sources = sam_sources_of(record, topic);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_say_sources(page->lang, &sources, &text);
    sam_page_text(page, text.data);
    sam_buf_fini(&text);
}

void sam_html_topic_notes(struct sam_page *page, const char *topic) {
    const struct sam_results_record *record = &page->alliance->record;
    for (size_t i = 0; i < record->note_count; i++) {
        const struct sam_note *note = &record->notes[i];
        if (strcmp(note->topic, topic) == 0) {
            sam_page_raw(page, "<span class=\"noted\">");
            sam_page_say(page, sam_page_tr(page, N_("Noted, %s: ")),
                         sam_words_source(page->lang, note->source));
            write_note(page, note);
            sam_page_raw(page, "</span>");
        }
    }
}

static bool seen_before(const struct sam_results_record *record, size_t note) {
    for (size_t i = 0; i < note; i++) {
        if (strcmp(record->notes[i].topic, record->notes[note].topic) == 0) {
            return true;
        }
    }
    return false;
}

/* --- the tables ------------------------------------------------------------------------------ */

/* A column for each kind of source would be empty for the most part: few topics have notes of every
 * kind. */
enum { COLUMNS = 4 };
static const char *const columns[COLUMNS] = {N_("Topic"), N_("Survey"), N_("Other sources"),
                                             N_("Together")};

/* The cells behind the first of a row. */
static void write_cells(struct sam_page *page, const struct sam_results_alliance *alliance,
                        const char *topic) {
    sam_page_cell(page, columns[1]);
    write_survey(page, alliance, topic);
    sam_page_cell(page, columns[2]);
    for (int s = 0; s < SAM_NOTE_SOURCES; s++) {
        write_source(page, &alliance->record, topic, (enum sam_note_source)s);
    }
    sam_page_cell(page, columns[3]);
    write_agreement(page, &alliance->record, topic);
    sam_page_row_close(page);
}

static bool noted(const struct sam_results_alliance *alliance, const char *topic) {
    for (size_t i = 0; i < alliance->record.note_count; i++) {
        if (strcmp(alliance->record.notes[i].topic, topic) == 0) {
            return true;
        }
    }
    return false;
}

/* Of one alliance, or (NULL) of any. */
static bool is_noted(const struct sam_page *page, const struct sam_results_alliance *alliance,
                     const char *topic) {
    if (alliance != NULL) {
        return noted(alliance, topic);
    }
    for (size_t a = 0; a < page->results->alliance_count; a++) {
        if (noted(&page->results->alliances[a], topic)) {
            return true;
        }
    }
    return false;
}

/* How many statements have no row. */
static void write_left_out(struct sam_page *page, const struct sam_results_alliance *alliance) {
    const struct sam_questionnaire *q = page->questionnaire;
    size_t left_out = 0;
    for (size_t i = 0; i < q->item_count; i++) {
        left_out += !is_noted(page, alliance, q->items[i].id);
    }
    if (left_out > 0) {
        sam_page_raw(page, "<p class=\"note\">");
        sam_page_say(page,
                     sam_page_tr(page, N_("Of the questionnaire's %zu statements %zu are left out "
                                          "here: nothing was noted about them.")),
                     q->item_count, left_out);
        sam_page_raw(page, "</p>\n");
    }
}

static const char *caption(const struct sam_page *page) {
    return sam_page_tr(page, N_("What each source says of what the survey says, and whether they "
                                "agree"));
}

/* --- of one alliance ------------------------------------------------------------------------- */

void sam_html_sources(struct sam_page *page) {
    const struct sam_results_record *record = &page->alliance->record;
    if (record->note_count == 0) {
        return;
    }
    sam_page_raw(page, "<section id=\"sources\">\n");
    sam_page_heading(page, 2, N_("Survey, interview, document, observation side by side"));
    sam_page_table_open(page, "blocks sources", caption(page), columns, COLUMNS);
    for (size_t i = 0; i < record->note_count; i++) {
        if (!seen_before(record, i)) {
            sam_page_row(page);
            sam_page_text(page,
                          sam_words_topic(page->lang, page->questionnaire, record->notes[i].topic));
            write_cells(page, page->alliance, record->notes[i].topic);
        }
    }
    sam_page_table_close(page);
    write_left_out(page, page->alliance);
    sam_page_raw(page, "</section>\n");
}

/* --- over all alliances ---------------------------------------------------------------------- */

/* A group of rows: the topic above its alliances. */
static void write_topic(struct sam_page *page, const char *topic, bool *any) {
    if (!is_noted(page, NULL, topic)) {
        return;
    }
    sam_page_raw(page, *any ? "</tbody>\n<tbody role=\"rowgroup\">\n" : "");
    *any = true;
    sam_buf_printf(page->html,
                   "<tr role=\"row\"><th scope=\"rowgroup\" role=\"rowheader\" colspan=\"%d\">",
                   COLUMNS);
    sam_page_text(page, sam_words_topic(page->lang, page->questionnaire, topic));
    sam_page_raw(page, "</th></tr>\n");
    for (size_t i = 0; i < page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance = &page->results->alliances[page->order[i]];
        if (noted(alliance, topic)) {
            sam_page_row(page);
            sam_page_text(page, alliance->name);
            write_cells(page, alliance, topic);
        }
    }
}

bool sam_any_notes(const struct sam_results *results) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        if (results->alliances[a].record.note_count > 0) {
            return true;
        }
    }
    return false;
}

static void write_topics(struct sam_page *page) {
    static const char *const heads[COLUMNS] = {N_("Alliance"), N_("Survey"), N_("Other sources"),
                                               N_("Together")};
    const struct sam_questionnaire *q = page->questionnaire;
    bool any = false;
    sam_page_table_open(page, "blocks sources", caption(page), heads, COLUMNS);
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
    sam_page_table_close(page);
    write_left_out(page, NULL);
}

/* The evaluator's phase with its reason, beside the model's. */
static void write_phases(struct sam_page *page) {
    static const char *const heads[] = {N_("Alliance"), N_("What the answers say"),
                                        N_("What the evaluator says"), N_("Why")};
    bool any = false;
    for (size_t i = 0; i < SAM_RELATIONS * page->results->alliance_count; i++) {
        const struct sam_results_alliance *alliance =
            &page->results->alliances[page->order[i / SAM_RELATIONS]];
        int r = (int)(i % SAM_RELATIONS);
        const struct sam_evaluator_phase *evaluator = &alliance->evaluator[r];
        if (evaluator->phase == SAM_PHASE_NONE) {
            continue;
        }
        if (!any) {
            sam_page_heading(page, 3, N_("Phases: the model's and the evaluator's"));
            sam_page_table_open(page, "blocks",
                                sam_page_tr(page, N_("Where the evaluator gave a phase")), heads,
                                4);
            any = true;
        }
        sam_page_row(page);
        sam_page_text(page, alliance->name);
        sam_page_raw(page, "<small>");
        sam_page_text(page, sam_words_relation(page->lang, (enum sam_relation)r));
        sam_page_raw(page, "</small>");
        sam_page_cell(page, heads[1]);
        write_phase(page, alliance, r);
        sam_page_cell(page, heads[2]);
        sam_page_text(page, sam_words_phase(page->lang, evaluator->phase));
        sam_page_cell(page, heads[3]);
        sam_page_written(page, evaluator->reason != NULL ? evaluator->reason : "\xE2\x80\x93");
        sam_page_row_close(page);
    }
    if (any) {
        sam_page_table_close(page);
    }
}

bool sam_html_has_sources(const struct sam_results *results) {
    for (size_t a = 0; a < results->alliance_count; a++) {
        const struct sam_results_alliance *alliance = &results->alliances[a];
        bool phase = false;
        for (int r = 0; r < SAM_RELATIONS; r++) {
            phase = phase || alliance->evaluator[r].phase != SAM_PHASE_NONE;
        }
        if (phase) {
            return true;
        }
    }
    return sam_any_notes(results);
}

void sam_html_all_sources(struct sam_page *page) {
    if (!sam_html_has_sources(page->results)) {
        return;
    }
    sam_page_raw(page, "<section id=\"sources\">\n");
    sam_page_heading(page, 2, N_("Survey, interview, document, observation side by side"));
    if (sam_any_notes(page->results)) {
        write_topics(page);
    }
    write_phases(page);
    sam_page_raw(page, "</section>\n");
}
