/* What people read, as a table of documents made from one results.json.
 *
 *   (1) a document is one self-contained HTML page in one language: no script, nothing loaded from
 *       elsewhere. The same results give the same bytes
 *   (2) the evaluator's own stand in FOLDER/evaluator and are marked confidential; what
 * participants or the funder may see stands in FOLDER/share and shows only what sam_disclosure lets
 * through (methods, section 7): a document whose renderer doesn't ask it has no row in the table
 *   (3) the first of them (overview; of a wave that collects stories: stories) has a link to every
 *       other document of its language */
#ifndef SAM_REPORT_DOCUMENTS_H
#define SAM_REPORT_DOCUMENTS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/words.h"

#include <stdbool.h>
#include <stddef.h>

struct sam_page;
struct sam_results;
struct sam_results_alliance;

enum sam_audience { SAM_FOR_EVALUATOR, SAM_FOR_SHARING };
enum sam_scope { SAM_OVERALL, SAM_PER_ALLIANCE };

struct sam_document {
    const char *id; /* begins its file name */
    enum sam_audience audience;
    enum sam_scope scope;
    const char *title; /* English message: what kind of document it is */
    /* The content of <main>; page->alliance is NULL for an overall document. */
    void (*render)(struct sam_page *page);
    /* Is there one of this alliance, or (NULL) one over all? NULL: always. */
    bool (*applies)(const struct sam_results *results, const struct sam_results_alliance *alliance);
    const char *style; /* CSS after the common one, or NULL */
    bool of_stories;   /* of a wave that collects stories, and of no other */
};

/* The table; of those that apply to the same results the page to begin with is first. */
const struct sam_document *sam_documents(size_t *count);

/* Is there such a document, for one per alliance: of alliance a? */
bool sam_document_applies(const struct sam_document *document, const struct sam_results *results,
                          size_t alliance);

/* What stands at the foot of its every page: confidential, simulated, both or "". */
const char *sam_document_mark(const struct sam_document *document,
                              const struct sam_results *results, enum sam_lang lang);

/* Appends "evaluator/pack-ALLIANCE.nl.html": its path below FOLDER. Ids that are no file names (a
 * results.json without study may have any) are made into one. */
void sam_document_path(const struct sam_document *document, const struct sam_results *results,
                       size_t alliance, enum sam_lang lang, struct sam_buf *path);

/* Appends the name that files and folders about alliance a have. */
void sam_document_alliance_name(const struct sam_results *results, size_t alliance,
                                struct sam_buf *path);

/* Appends the page. SAM_E_LIMIT when it is larger than html takes. */
enum sam_status sam_document_html(const struct sam_document *document,
                                  const struct sam_results *results, size_t alliance,
                                  enum sam_lang lang, struct sam_buf *html,
                                  struct sam_err *err) SAM_MUST_CHECK;

/* The same with its charts drawn on this canvas, which may write to html too. */
struct sam_canvas;
enum sam_status sam_document_html_on(const struct sam_document *document,
                                     const struct sam_results *results, size_t alliance,
                                     enum sam_lang lang, const struct sam_canvas *canvas,
                                     struct sam_buf *html, struct sam_err *err) SAM_MUST_CHECK;

/* Writes all documents of each language in the set (1 << lang), each appearing whole or not at all.
 * *overview, if not NULL, is the path of the page to begin with, in the first of them, on the heap.
 */
enum sam_status sam_documents_write(const struct sam_results *results, const char *folder,
                                    unsigned langs, char **overview,
                                    struct sam_err *err) SAM_MUST_CHECK;

#endif
