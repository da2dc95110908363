#include "report/shared_before.h"

#include "base/file.h"
#include "report/disclosure.h"
#include "report/documents.h"
#include "report/html.h"
#include "report/provenance.h"
#include "report/results.h"

#include <stdlib.h>
#include <string.h>

/* Does the page name another plan? One that names none isn't ours. */
static bool names_another(const char *html, enum sam_lang lang, const char *checksum) {
    const char *words = sam_tr_in(lang, SAM_HTML_SHOWN);
    size_t length = strcspn(words, "%");
    const char *found = NULL;
    for (const char *at = strchr(html, ';'); at != NULL; at = strchr(at + 1, ';')) {
        found = strncmp(at, words, length) == 0 ? at + length : found;
    }
    return found != NULL && strncmp(found, checksum, SAM_CHECKSUM_SHORT) != 0;
}

static bool differs(const struct sam_results *results, const struct sam_document *document,
                    enum sam_lang lang, const char *folder) {
    struct sam_buf below;
    struct sam_buf html;
    struct sam_err err = {0};
    sam_buf_init(&below, SAM_BUF_UNLIMITED);
    sam_buf_init(&html, SAM_BUF_UNLIMITED);
    sam_document_path(document, results, 0, lang, &below);
    char *path = sam_path_join(folder, below.data);
    bool other = sam_file_read(path, &html, &err) == SAM_OK &&
                 names_another(html.data, lang, results->disclosure->checksum);
    free(path);
    sam_buf_fini(&below);
    sam_buf_fini(&html);
    return other;
}

/* All shared documents of a wave are made at once and name the same plan: those over all alliances
 * stand for the rest. */
bool sam_shared_before(const struct sam_results *results, const char *folder) {
    size_t count = 0;
    const struct sam_document *documents = sam_documents(&count);
    for (size_t d = 0; d < count; d++) {
        for (int lang = 0; lang < SAM_LANGS; lang++) {
            if (documents[d].audience == SAM_FOR_SHARING && documents[d].scope == SAM_OVERALL &&
                differs(results, &documents[d], (enum sam_lang)lang, folder)) {
                return true;
            }
        }
    }
    return false;
}
