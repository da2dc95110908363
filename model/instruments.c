#include "model/instruments.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool same_questionnaire(const struct sam_wave *a, const struct sam_wave *b) {
    const char *holders_a = a->account_holders, *holders_b = b->account_holders;
    if (strcmp(a->questionnaire, b->questionnaire) != 0) {
        return false;
    }
    return holders_a == NULL || holders_b == NULL ? holders_a == holders_b
                                                  : strcmp(holders_a, holders_b) == 0;
}

/* The first wave with the same questionnaire. */
static size_t first_with(const struct sam_study *study, size_t wave) {
    size_t first = 0;
    while (!same_questionnaire(&study->waves[first], &study->waves[wave])) {
        first++;
    }
    return first;
}

enum sam_status sam_instruments_open(const struct sam_study *study, struct sam_instruments **out,
                                     struct sam_problems *problems, struct sam_err *err) {
    struct sam_instruments *instruments = sam_xcalloc(1, sizeof *instruments);
    instruments->wave_count = study->wave_count;
    instruments->of_wave = sam_xcalloc(study->wave_count, sizeof(struct sam_questionnaire *));
    enum sam_status first = SAM_OK;
    for (size_t wave = 0; wave < study->wave_count; wave++) {
        size_t read = first_with(study, wave);
        if (read < wave) {
            instruments->of_wave[wave] = instruments->of_wave[read];
            continue;
        }
        struct sam_err own = {0};
        enum sam_status status =
            sam_study_questionnaire(study, wave, &instruments->of_wave[wave], problems, &own);
        if (status != SAM_OK && first == SAM_OK) {
            first = status;
            sam_fail_cause(err, own.status, own.cause, "%s", own.text);
        }
    }
    if (first != SAM_OK) {
        sam_instruments_free(instruments);
        return first;
    }
    *out = instruments;
    return SAM_OK;
}

void sam_instruments_free(struct sam_instruments *instruments) {
    if (instruments == NULL) {
        return;
    }
    for (size_t wave = 0; wave < instruments->wave_count; wave++) {
        struct sam_questionnaire *questionnaire = instruments->of_wave[wave];
        for (size_t later = wave + 1; later < instruments->wave_count; later++) {
            if (instruments->of_wave[later] == questionnaire) {
                instruments->of_wave[later] = NULL;
            }
        }
        sam_questionnaire_free(questionnaire);
    }
    free(instruments->of_wave);
    free(instruments);
}
