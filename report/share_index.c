/* Under a research question of the shared report: what else speaks to it. Statements stand under
 * the first of their questions. */
#include "report/framework_phrases.h"
#include "report/html.h"
#include "report/share.h"

static bool speaks_to(const struct sam_results_question *question, size_t item) {
    for (size_t i = 0; i < question->item_count; i++) {
        if (question->items[i] == item) {
            return true;
        }
    }
    return false;
}

size_t sam_share_home(const struct sam_page *page, size_t item) {
    const struct sam_results_framework *framework = page->results->framework;
    for (size_t i = 0; framework != NULL && i < framework->question_count; i++) {
        if (speaks_to(&framework->questions[i], item)) {
            return i;
        }
    }
    return SAM_NONE;
}

/* Questions under which shown statements stand that speak to this one too. */
static void add_others(const struct sam_page *page, size_t index, struct sam_buf *list) {
    const struct sam_results_framework *framework = page->results->framework;
    const struct sam_results_question *question = &framework->questions[index];
    for (size_t other = 0; other < index; other++) {
        for (size_t i = 0; i < question->item_count; i++) {
            size_t item = question->items[i];
            if (sam_share_home(page, item) == other && sam_share_is_shown(page, item)) {
                sam_buf_printf(list, "%s\"%s\"", list->length > 0 ? "; " : "",
                               sam_page_in(page, &framework->questions[other].text));
                break;
            }
        }
    }
}

static void add_expectations(const struct sam_page *page,
                             const struct sam_results_question *question, struct sam_buf *list) {
    for (size_t i = 0; i < question->expectation_count; i++) {
        const struct sam_results_expectation *expectation =
            sam_results_expectation_find(page->results->framework, question->expectations[i]);
        if (expectation == NULL) {
            continue;
        }
        sam_buf_printf(list, "%s%s", list->length > 0 ? "; " : "",
                       sam_page_in(page, &expectation->text));
        if (sam_share_own_rating(page, expectation)) {
            sam_buf_printf(
                list, " (%s)",
                sam_words_rating(page->lang, sam_results_own_rating(expectation)->rating));
        }
    }
}

static void add_documents(const struct sam_page *page, const struct sam_results_question *question,
                          struct sam_buf *list) {
    for (size_t i = 0; i < question->document_count; i++) {
        const struct sam_framework_document *document = &question->documents[i];
        sam_buf_printf(list, "%s%s", list->length > 0 ? "; " : "",
                       sam_page_in(page, &document->title));
        if (document->where != NULL) {
            sam_buf_printf(list, " (%s)", document->where);
        }
    }
}

bool sam_share_besides(struct sam_page *page, size_t index) {
    const struct sam_results_question *question = &page->results->framework->questions[index];
    struct sam_buf others;
    struct sam_buf expectations;
    struct sam_buf documents;
    sam_buf_init(&others, SAM_BUF_UNLIMITED);
    sam_buf_init(&expectations, SAM_BUF_UNLIMITED);
    sam_buf_init(&documents, SAM_BUF_UNLIMITED);
    add_others(page, index, &others);
    add_expectations(page, question, &expectations);
    add_documents(page, question, &documents);
    bool any = others.length + expectations.length + documents.length > 0;
    sam_page_raw(page, any ? "<p class=\"note\">" : "");
    if (others.length > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_INDEX_SEE), others.data);
        sam_page_raw(page, " ");
    }
    if (expectations.length > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_INDEX_EXPECTATIONS), expectations.data);
        sam_page_raw(page, " ");
    }
    if (documents.length > 0) {
        sam_page_say(page, sam_page_tr(page, SAM_SHARE_INDEX_DOCUMENTS), documents.data);
    }
    sam_page_raw(page, any ? "</p>\n" : "");
    sam_buf_fini(&others);
    sam_buf_fini(&expectations);
    sam_buf_fini(&documents);
    return any;
}
