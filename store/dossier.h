/* Everything that is kept of one respondent, for whoever asks what is known of them (GDPR, article
 * 15). */
#ifndef SAM_STORE_DOSSIER_H
#define SAM_STORE_DOSSIER_H

#include "store/store.h"

struct sam_dossier_value {
    const char *name;
    const char *text; /* NULL when it is a whole number */
    long long number;
};
/* One row of a part: "identity", "tokens", "progress", "letters", "responses", "answers",
 * "open_answers", "versions" or "set_aside"; rows of a part come together. Of tokens when they were
 * made, never what opens. What isn't there (NULL) is left out. Returns false to stop. */
typedef bool sam_dossier_visit(const char *part, const struct sam_dossier_value *values,
                               size_t count, void *context);
enum sam_status sam_store_dossier(struct sam_store *store, const char *respondent,
                                  sam_dossier_visit *visit, void *context,
                                  struct sam_err *err) SAM_MUST_CHECK;

#endif
