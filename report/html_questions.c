/* Where each research question finds its answers: statements and scores, open answers,
 * expectations, documents. */
#include "analyse/bands.h"
#include "report/framework_phrases.h"
#include "report/html.h"
#include "report/sentences.h"

#include <string.h>

/* --- in the questionnaire --------------------------------------------------------------------- */

/* The first question before this one that has the scale too, or SAM_NONE. */
static size_t listed_before(const struct sam_page *page, size_t index, size_t scale) {
    const struct sam_results_framework *framework = page->results->framework;
    for (size_t i = 0; i < index; i++) {
        for (size_t j = 0; j < framework->questions[i].scale_count; j++) {
            if (framework->questions[i].scales[j] == scale) {
                return i;
            }
        }
    }
    return SAM_NONE;
}

static void write_scale(struct sam_page *page, size_t index, size_t s) {
    const struct sam_scale *scale = &page->questionnaire->scales[s];
    const struct sam_scale_summary *summary = &page->results->scales[s];
    const char *title = sam_page_in(page, &scale->title);
    sam_page_raw(page, "<p><strong>");
    if (!sam_has(summary->mean)) {
        sam_page_say(page, "%s: %s", title, sam_page_tr(page, SAM_SAY_INDEX_NO_VALUE));
        page->occurred[summary->mean.why] = true;
    } else if (scale->phase != SAM_PHASE_NONE) {
        sam_page_say(page, sam_page_tr(page, SAM_SAY_INDEX_SCALE_PHASE), title,
                     sam_page_digits(page, summary->mean.value, 1).text);
    } else {
        enum sam_band band = sam_band_of(scale->zones, summary->mean, page->questionnaire->points);
        sam_page_say(page, sam_page_tr(page, SAM_SAY_INDEX_SCALE), title,
                     sam_page_digits(page, summary->mean.value, 1).text,
                     sam_words_band(page->lang, band));
    }
    sam_page_raw(page, "</strong>");
    size_t before = listed_before(page, index, s);
    if (before != SAM_NONE) {
        sam_page_raw(page, " ");
        sam_page_say(page, sam_page_tr(page, SAM_SAY_INDEX_LISTED),
                     page->results->framework->questions[before].id);
    }
    sam_page_raw(page, "</p>\n");
}

static void write_statement(struct sam_page *page, const struct sam_results_question *question,
                            size_t i) {
    const struct sam_item_voices *voices = question->voices[i];
    const struct sam_item_voices *partners = &voices[SAM_SIDE_PARTNERS];
    const struct sam_item_voices *holders = &voices[SAM_SIDE_ACCOUNT_HOLDERS];
    sam_page_raw(page, "<li>");
    sam_page_text(page, sam_page_in(page, &page->questionnaire->items[question->items[i]].text));
    sam_page_raw(page, " <span class=\"at\">");
    if (sam_has(partners->mean)) {
        sam_page_say(page, sam_page_tr(page, N_("partners %s (n = %zu)")),
                     sam_page_digits(page, partners->mean.value, 1).text, partners->respondents);
    }
    if (sam_has(holders->mean)) {
        sam_page_raw(page, sam_has(partners->mean) ? ";</span> <span class=\"at\">" : "");
        sam_page_say(page, sam_page_tr(page, N_("account holders %s (n = %zu)")),
                     sam_page_digits(page, holders->mean.value, 1).text, holders->respondents);
    }
    if (!sam_has(partners->mean) && !sam_has(holders->mean)) {
        sam_page_text(page, sam_page_tr(page, SAM_SAY_INDEX_NO_VALUE));
        page->occurred[partners->mean.why] = true;
    }
    sam_page_raw(page, "</span></li>\n");
}

static bool has_scale(const struct sam_results_question *question, size_t scale) {
    for (size_t i = 0; i < question->scale_count; i++) {
        if (question->scales[i] == scale) {
            return true;
        }
    }
    return false;
}

static void write_answers(struct sam_page *page, size_t index) {
    const struct sam_results_question *question = &page->results->framework->questions[index];
    bool any = false;
    if (question->item_count == 0) {
        sam_page_raw(page, "<span class=\"note\">");
        sam_page_text(page, sam_page_tr(page, SAM_SAY_INDEX_NOTHING));
        sam_page_raw(page, "</span>");
        return;
    }
    for (size_t i = 0; i < question->scale_count; i++) {
        write_scale(page, index, question->scales[i]);
    }
    for (size_t i = 0; i < question->item_count; i++) {
        size_t scale = page->questionnaire->items[question->items[i]].scale;
        if (scale != SAM_NONE && has_scale(question, scale) &&
            listed_before(page, index, scale) != SAM_NONE) {
            continue;
        }
        sam_page_raw(page, any ? "" : "<ul>\n");
        write_statement(page, question, i);
        any = true;
    }
    sam_page_raw(page, any ? "</ul>\n" : "");
}

/* --- besides ---------------------------------------------------------------------------------- */

static void write_open(struct sam_page *page, const struct sam_results_question *question) {
    for (size_t i = 0; i < question->open_count; i++) {
        sam_page_raw(page, "<p>");
        sam_page_say(
            page,
            sam_say_count(page->lang, question->open_answers[i], SAM_SAY_INDEX_OPEN_ONE,
                          SAM_SAY_INDEX_OPEN_MANY),
            question->open_answers[i],
            sam_page_in(page,
                        &page->questionnaire->open_questions[question->open_questions[i]].text));
        sam_page_raw(page, "</p>\n");
    }
}

static void write_expectations(struct sam_page *page, const struct sam_results_question *question) {
    for (size_t i = 0; i < question->expectation_count; i++) {
        const struct sam_results_expectation *expectation =
            sam_results_expectation_find(page->results->framework, question->expectations[i]);
        if (expectation == NULL) {
            continue;
        }
        sam_page_raw(page, "<p>");
        sam_html_expectation_name(page, expectation);
        if (expectation->result.both.certainty != SAM_CERTAINTY_NONE) {
            sam_page_raw(page, ": ");
            sam_html_rating(page, expectation->result.both.rating);
        }
        sam_page_raw(page, "</p>\n");
    }
}

void sam_html_document(struct sam_page *page, const struct sam_framework_document *document) {
    sam_page_raw(page, "<cite>");
    sam_page_text(page, sam_page_in(page, &document->title));
    sam_page_raw(page, "</cite>");
    if (document->where != NULL) {
        sam_page_raw(page, ", ");
        sam_page_text(page, document->where);
    }
}

static void write_documents(struct sam_page *page, const struct sam_results_question *question) {
    for (size_t i = 0; i < question->document_count; i++) {
        const struct sam_framework_document *document = &question->documents[i];
        sam_page_raw(page, "<p>");
        sam_html_document(page, document);
        if (document->says.in[page->lang] != NULL) {
            sam_page_raw(page, ": ");
            sam_page_text(page, sam_page_in(page, &document->says));
        }
        sam_page_raw(page, "</p>\n");
    }
}

/* --- the table -------------------------------------------------------------------------------- */

static bool same_group(const struct sam_results_question *one,
                       const struct sam_results_question *other) {
    const char *left = one->group.in[SAM_EN];
    const char *right = other->group.in[SAM_EN];
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

static void write_row(struct sam_page *page, size_t index) {
    const struct sam_results_question *question = &page->results->framework->questions[index];
    sam_page_row(page);
    sam_page_raw(page, "<strong>");
    sam_page_text(page, question->id);
    sam_page_raw(page, "</strong> ");
    sam_page_text(page, sam_page_in(page, &question->text));
    sam_page_cell(page, N_("In the questionnaire"));
    write_answers(page, index);
    sam_page_cell(page, N_("Besides"));
    if (question->open_count + question->expectation_count + question->document_count == 0) {
        sam_page_raw(page, "\xE2\x80\x93");
    }
    write_open(page, question);
    write_expectations(page, question);
    write_documents(page, question);
    sam_page_row_close(page);
}

/* Does this wave's questionnaire speak to any of them? */
bool sam_html_has_questions(const struct sam_page *page) {
    const struct sam_results_framework *framework = page->results->framework;
    for (size_t i = 0; framework != NULL && i < framework->question_count; i++) {
        if (framework->questions[i].item_count + framework->questions[i].open_count > 0) {
            return true;
        }
    }
    return false;
}

void sam_html_questions(struct sam_page *page) {
    static const char *const columns[] = {N_("Research question"), N_("In the questionnaire"),
                                          N_("Besides")};
    const struct sam_results_framework *framework = page->results->framework;
    if (!sam_html_has_questions(page)) {
        return;
    }
    sam_page_raw(page, "<section id=\"questions\">\n");
    sam_page_heading(page, 2, N_("Where each research question finds its answers"));
    sam_page_element(page, "<p class=\"note\">",
                     N_("Means over all alliances, of the answers as they were given: for some "
                        "statements agreeing is not favourable. Open answers are in the packs of "
                        "the alliances."),
                     "</p>\n");
    for (size_t i = 0; i < framework->question_count;) {
        const struct sam_results_question *first = &framework->questions[i];
        const char *group = first->group.in[page->lang];
        sam_page_table_open(page, "blocks index",
                            group != NULL ? group
                                          : sam_page_tr(page, N_("Questions of the evaluation")),
                            columns, sizeof columns / sizeof *columns);
        for (; i < framework->question_count && same_group(first, &framework->questions[i]); i++) {
            write_row(page, i);
        }
        sam_page_table_close(page);
    }
    sam_page_raw(page, "</section>\n");
}
