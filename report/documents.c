#include "report/documents.h"

#include "base/file.h"
#include "base/memory.h"
#include "model/json_reader.h"
#include "report/html.h"
#include "report/html_record.h"
#include "report/results.h"
#include "report/share.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A page that no browser opens any more helps nobody. */
enum { PAGE_LIMIT = 256 << 20 };

/* What is talked about first; what is looked up last. */
static void render_overview(struct sam_page *page) {
    sam_html_overview(page);
    sam_html_compare(page);
    sam_html_timeline_overall(page);
    sam_html_sides_overall(page);
    sam_html_holders_overall(page);
    sam_html_expectations(page);
    sam_html_activities(page);
    sam_html_programme(page);
    sam_html_all_sources(page);
    sam_html_questions(page);
    sam_html_scales(page);
    sam_html_method(page);
}

/* One voice speaks for the alliance (the lead's): too few for scores, but its answers are there. */
static bool is_one_voice(const struct sam_page *page) {
    const struct sam_questionnaire *q = page->questionnaire;
    return sam_questionnaire_asks(q, SAM_LEAD) && !sam_questionnaire_asks(q, SAM_PARTNER) &&
           page->alliance->result.responded > 0 && !page->alliance->result.suppressed;
}

static bool asks_partners(const struct sam_page *page) {
    return sam_questionnaire_asks(page->questionnaire, SAM_LEAD) ||
           sam_questionnaire_asks(page->questionnaire, SAM_PARTNER);
}

/* Where there is no meeting of partners to prepare. */
static void render_without_meeting(struct sam_page *page) {
    if (asks_partners(page)) {
        sam_page_raw(page, "<section class=\"front\">\n");
        sam_page_heading(page, 2, N_("Who answered"));
        sam_html_response(page, page->alliance);
        sam_page_raw(page, "</section>\n");
    }
    sam_html_holders(page, page->alliance);
    if (!page->alliance->result.suppressed) {
        sam_html_open_answers(page, page->alliance);
    }
}

static void render_pack(struct sam_page *page) {
    const struct sam_results_alliance *alliance = page->alliance;
    if (!asks_partners(page)) {
        render_without_meeting(page);
        return;
    }
    sam_html_front(page);
    if (sam_html_has_scores(&alliance->result)) {
        sam_html_meeting(page);
        sam_page_raw(page, "<section class=\"page\" id=\"answers\">\n");
        sam_page_heading(page, 2, N_("What was answered"));
        sam_html_scores(page, &alliance->result);
        sam_html_timeline(page, alliance);
        sam_html_change(page, &alliance->result);
        sam_html_roles(page, &alliance->result);
        sam_html_sides(page, &alliance->result);
        sam_html_phase(page, alliance);
        sam_html_statements(page, &alliance->result);
        sam_page_raw(page, "</section>\n");
    } else if (is_one_voice(page)) {
        sam_page_raw(page, "<section class=\"page\" id=\"answers\">\n");
        sam_page_heading(page, 2, N_("What was answered"));
        sam_html_statements(page, &alliance->result);
        sam_page_raw(page, "</section>\n");
    }
    sam_html_holders(page, alliance);
    sam_html_sources(page);
    sam_html_alliance_activities(page);
    if (!alliance->result.suppressed) {
        sam_html_open_answers(page, alliance);
    }
    sam_html_limits(page);
    sam_html_notes(page);
}

/* Who answered comes together to talk about it. */
static bool somebody_answered(const struct sam_results *results,
                              const struct sam_results_alliance *alliance) {
    (void)results;
    return alliance->result.responded > 0;
}

static const struct sam_document documents[] = {
    {"overview", SAM_FOR_EVALUATOR, SAM_OVERALL, N_("Overview for the evaluator"), render_overview,
     NULL, NULL, false},
    {"pack", SAM_FOR_EVALUATOR, SAM_PER_ALLIANCE, N_("Focus-group pack"), render_pack, NULL, NULL,
     false},
    {"handout", SAM_FOR_SHARING, SAM_PER_ALLIANCE, N_("For the participants of the meeting"),
     sam_share_handout, somebody_answered, sam_share_style_handout, false},
    {"overall", SAM_FOR_SHARING, SAM_OVERALL, N_("Report over all alliances"), sam_share_overall,
     NULL, sam_share_style_overall, false},
    {"stories", SAM_FOR_EVALUATOR, SAM_OVERALL, N_("Stories, for the evaluator"), sam_html_stories,
     NULL, sam_html_style_stories, true},
    {"stories", SAM_FOR_SHARING, SAM_OVERALL, N_("Stories of change"), sam_share_stories, NULL,
     sam_html_style_stories, true},
};

const struct sam_document *sam_documents(size_t *count) {
    *count = sizeof documents / sizeof *documents;
    return documents;
}

const char *sam_document_mark(const struct sam_document *document,
                              const struct sam_results *results, enum sam_lang lang) {
    if (document->audience == SAM_FOR_EVALUATOR) {
        return results->simulated ? sam_tr_in(lang, N_("Confidential - SIMULATED answers"))
                                  : sam_tr_in(lang, N_("Confidential"));
    }
    return results->simulated ? sam_tr_in(lang, N_("SIMULATED answers")) : "";
}

bool sam_document_applies(const struct sam_document *document, const struct sam_results *results,
                          size_t alliance) {
    return document->of_stories == (results->questionnaire->story != NULL) &&
           (document->applies == NULL ||
            document->applies(
                results, document->scope == SAM_OVERALL ? NULL : &results->alliances[alliance]));
}

/* An id as it is; of any other text its harmless characters and the alliance's number, so that no
 * two are the same. */
void sam_document_alliance_name(const struct sam_results *results, size_t alliance,
                                struct sam_buf *path) {
    const char *id = results->alliances[alliance].result.id;
    if (sam_id_valid(id)) {
        sam_buf_text(path, id);
        return;
    }
    static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t kept = 0;
    for (const char *c = id; *c != '\0' && kept < 40; c++) {
        if (strchr(harmless, *c) != NULL) {
            sam_buf_char(path, *c);
            kept++;
        }
    }
    sam_buf_printf(path, "~%zu", alliance + 1);
}

void sam_document_path(const struct sam_document *document, const struct sam_results *results,
                       size_t alliance, enum sam_lang lang, struct sam_buf *path) {
    sam_buf_printf(path, "%s/%s", document->audience == SAM_FOR_EVALUATOR ? "evaluator" : "share",
                   document->id);
    if (document->scope == SAM_PER_ALLIANCE) {
        sam_buf_char(path, '-');
        sam_document_alliance_name(results, alliance, path);
    }
    sam_buf_printf(path, ".%s.html", sam_lang_code(lang));
}

enum sam_status sam_document_html_on(const struct sam_document *document,
                                     const struct sam_results *results, size_t alliance,
                                     enum sam_lang lang, const struct sam_canvas *canvas,
                                     struct sam_buf *html, struct sam_err *err) {
    struct sam_page page = {
        .results = results,
        .questionnaire = results->questionnaire,
        .document = document,
        .alliance = document->scope == SAM_PER_ALLIANCE ? &results->alliances[alliance] : NULL,
        .lang = lang,
        .html = html,
        .canvas = *canvas,
        .order = results->by_name};
    sam_html_open(&page);
    document->render(&page);
    sam_html_close(&page);
    if (html->full) {
        return sam_fail(err, SAM_E_LIMIT,
                        _("the report of %zu alliances grows beyond %zu MB; analyse with "
                          "--no-items, or report on fewer alliances"),
                        results->alliance_count, html->limit >> 20);
    }
    return SAM_OK;
}

enum sam_status sam_document_html(const struct sam_document *document,
                                  const struct sam_results *results, size_t alliance,
                                  enum sam_lang lang, struct sam_buf *html, struct sam_err *err) {
    struct sam_canvas canvas = sam_canvas_svg(html);
    return sam_document_html_on(document, results, alliance, lang, &canvas, html, err);
}

static enum sam_status write_one(const struct sam_document *document,
                                 const struct sam_results *results, size_t alliance,
                                 enum sam_lang lang, const char *folder, struct sam_buf *html,
                                 struct sam_err *err) {
    struct sam_buf below;
    sam_buf_init(&below, SAM_BUF_UNLIMITED);
    sam_document_path(document, results, alliance, lang, &below);
    char *path = sam_path_join(folder, below.data);
    sam_buf_clear(html);
    enum sam_status status = sam_document_html(document, results, alliance, lang, html, err);
    if (status == SAM_OK) {
        status = sam_file_write(path, html->data, html->length, err);
    }
    free(path);
    sam_buf_fini(&below);
    return status;
}

static enum sam_status write_language(const struct sam_results *results, enum sam_lang lang,
                                      const char *folder, struct sam_buf *html,
                                      struct sam_err *err) {
    for (size_t d = 0; d < sizeof documents / sizeof *documents; d++) {
        size_t count = documents[d].scope == SAM_OVERALL ? 1 : results->alliance_count;
        for (size_t a = 0; a < count; a++) {
            if (!sam_document_applies(&documents[d], results, a)) {
                continue;
            }
            enum sam_status status = write_one(&documents[d], results, a, lang, folder, html, err);
            if (status != SAM_OK) {
                return status;
            }
        }
    }
    return SAM_OK;
}

/* The page to begin with. */
static const struct sam_document *first_of(const struct sam_results *results) {
    const struct sam_document *document = documents;
    while (!sam_document_applies(document, results, 0)) {
        document++;
    }
    return document;
}

enum sam_status sam_documents_write(const struct sam_results *results, const char *folder,
                                    unsigned langs, char **overview, struct sam_err *err) {
    struct sam_buf html;
    sam_buf_init(&html, PAGE_LIMIT);
    enum sam_status status = SAM_OK;
    bool first = true;
    for (int lang = 0; lang < SAM_LANGS && status == SAM_OK; lang++) {
        if ((langs & 1U << lang) == 0) {
            continue;
        }
        status = write_language(results, (enum sam_lang)lang, folder, &html, err);
        if (status == SAM_OK && first && overview != NULL) {
            struct sam_buf below;
            sam_buf_init(&below, SAM_BUF_UNLIMITED);
            sam_document_path(first_of(results), results, 0, (enum sam_lang)lang, &below);
            *overview = sam_path_join(folder, below.data);
            sam_buf_fini(&below);
        }
        first = false;
    }
    sam_buf_fini(&html);
    return status;
}
