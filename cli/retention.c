#include "cli/retention.h"

#include "base/moment.h"
#include "store/erase.h"

#include <string.h>

static bool is_past(const struct sam_wave *wave, const char *today) {
    return wave->erase_after != NULL && strncmp(wave->erase_after, today, 10) < 0;
}

static bool all_past(const struct sam_study *study, const char *today) {
    for (size_t i = 0; i < study->wave_count; i++) {
        if (!is_past(&study->waves[i], today)) {
            return false;
        }
    }
    return true;
}

enum sam_status sam_retention_left(const struct sam_study *study, struct sam_store *store,
                                   size_t wave, const char *today, int64_t *left,
                                   struct sam_err *err) {
    struct sam_personal_counts counts = {0};
    enum sam_status status = SAM_OK;
    *left = 0;
    if (!is_past(&study->waves[wave], today)) {
        return SAM_OK;
    }
    bool names = all_past(study, today);
    if (store != NULL) {
        status = sam_store_personal_in(store, study->waves[wave].id, names, &counts, err);
    }
    for (size_t i = 0; i < SAM_PERSONALS && status == SAM_OK; i++) {
        *left += counts.of[i];
    }
    for (size_t i = 0; i < study->person_count && names && status == SAM_OK; i++) {
        *left += study->people[i].name != NULL || study->people[i].email != NULL;
    }
    return status;
}
