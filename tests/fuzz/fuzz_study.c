/* Any bytes as a study.json: refused with a problem, or whole in every reference it holds. */
#include "base/moment.h"
#include "base/utf8.h"
#include "model/study.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_alliances(const struct sam_study *study) {
    assert(study->alliance_count >= 1);
    for (size_t a = 0; a < study->alliance_count; a++) {
        const struct sam_alliance *alliance = &study->alliances[a];
        size_t leads = 0;
        assert(sam_id_valid(alliance->id) && alliance->name != NULL);
        assert(sam_study_alliance(study, alliance->id) == a);
        for (size_t p = 0; p < alliance->partner_count; p++) {
            assert(alliance->partners[p].name != NULL);
            assert(sam_alliance_partner(alliance, alliance->partners[p].id) == p);
            leads += alliance->partners[p].lead;
        }
        assert(leads == 1);
        assert(alliance->budget == -1 || alliance->budget >= 0);
        assert(alliance->began == 0 || (alliance->began >= 1900 && alliance->began <= 2200));
        assert(alliance->continues == SAM_NONE || alliance->continues < study->alliance_count);
        for (size_t w = 0; w < study->wave_count; w++) {
            size_t then = sam_alliance_then(study, a, w); /* comes to an end */
            assert(then == SAM_NONE || sam_alliance_in_wave(study, then, w));
        }
    }
}

static void check_people(const struct sam_study *study) {
    size_t invited = 0;
    size_t counted = 0;
    for (size_t i = 0; i < study->person_count; i++) {
        const struct sam_person *person = &study->people[i];
        assert(sam_study_person(study, person->respondent) == i);
        assert(person->alliance < study->alliance_count);
        assert(person->role < SAM_ROLE_UNKNOWN && person->organisation != NULL);
        if (person->role != SAM_ACCOUNT_HOLDER) {
            const struct sam_alliance *alliance = &study->alliances[person->alliance];
            size_t partner = sam_alliance_partner(alliance, person->organisation);
            assert(partner != SAM_NONE);
            assert(alliance->partners[partner].lead == (person->role == SAM_LEAD));
            counted++;
        }
        assert(person->email == NULL || strchr(person->email, '@') != NULL);
    }
    for (size_t a = 0; a < study->alliance_count; a++) {
        invited += sam_study_invited(study, a, NULL);
    }
    assert(invited == counted);
}

static void check_rest(const struct sam_study *study) {
    assert(study->wave_count >= 1);
    for (size_t w = 0; w < study->wave_count; w++) {
        const struct sam_wave *wave = &study->waves[w];
        assert(sam_study_wave(study, wave->id) == w && sam_id_valid(wave->questionnaire));
        assert(wave->opens == NULL || sam_date_valid(wave->opens));
        assert(wave->closes == NULL || sam_date_valid(wave->closes));
    }
    const struct sam_privacy *privacy = &study->privacy;
    assert(privacy->bands_from >= 3 && privacy->bands_from <= privacy->means_from &&
           privacy->means_from <= privacy->distributions_from);
    for (size_t s = 0; s < study->source_count; s++) {
        const struct sam_source *source = &study->sources[s];
        assert(sam_study_source(study, source->name) == s && source->url[0] != '\0');
        assert(source->wave == NULL || sam_study_wave(study, source->wave) != SAM_NONE);
        assert(source->wave != NULL || study->wave_count == 1);
        assert(source->page_size >= 0);
        for (size_t i = 0; i < source->map_count; i++) {
            assert(source->map[i].from != NULL && source->map[i].to != NULL);
        }
    }
    for (size_t i = 0; i < study->override_count; i++) {
        const struct sam_phase_override *override = &study->overrides[i];
        assert(override->alliance < study->alliance_count && override->wave < study->wave_count);
        assert(override->phase < SAM_PHASE_NONE && override->reason != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct sam_study *study = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    char *text = malloc(size + 1);
    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    sam_problems_init(&problems);
    enum sam_status status = sam_study_parse(text, size, "fuzz", &study, &problems, &err);
    if (status != SAM_OK) {
        assert(study == NULL && problems.count > 0 && err.text[0] != '\0');
        assert(sam_utf8_valid(problems.lines.data, problems.lines.length, NULL));
        assert(sam_utf8_valid(err.text, strlen(err.text), NULL));
    } else {
        assert(problems.count == 0);
        check_alliances(study);
        check_people(study);
        check_rest(study);
        sam_study_free(study);
    }
    sam_problems_fini(&problems);
    free(text);
    return 0;
}
