#include "model/study.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const source_types[] = {
    "samenscan",   "limesurvey", "odk",          "nextcloud-forms",
    "kobotoolbox", "redcap",     "surveymonkey", "formbricks",
    "qualtrics",   "json",       "csv"};

static const char *const ratings[SAM_RATINGS] = {"+", "+/-", "0"};

void sam_study_free(struct sam_study *study) {
    if (study != NULL) {
        sam_dictionary_free(study->alliance_ids);
        sam_dictionary_free(study->respondent_ids);
        sam_arena_free(study->arena);
        free(study);
    }
}

static size_t number_of(const struct sam_dictionary *ids, const char *id) {
    uint32_t number = sam_dictionary_find(ids, id, strlen(id));
    return number != SAM_NOT_IN_DICTIONARY ? number : SAM_NONE;
}

size_t sam_study_alliance(const struct sam_study *study, const char *id) {
    return number_of(study->alliance_ids, id);
}

size_t sam_study_person(const struct sam_study *study, const char *respondent) {
    return number_of(study->respondent_ids, respondent);
}

size_t sam_study_wave(const struct sam_study *study, const char *id) {
    for (size_t i = 0; i < study->wave_count; i++) {
        if (strcmp(study->waves[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_study_source(const struct sam_study *study, const char *name) {
    for (size_t i = 0; i < study->source_count; i++) {
        if (strcmp(study->sources[i].name, name) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

size_t sam_alliance_partner(const struct sam_alliance *alliance, const char *id) {
    for (size_t i = 0; i < alliance->partner_count; i++) {
        if (strcmp(alliance->partners[i].id, id) == 0) {
            return i;
        }
    }
    return SAM_NONE;
}

enum sam_status sam_study_choose_wave(const struct sam_study *study, const char *id, size_t *wave,
                                      struct sam_err *err) {
    size_t found = id != NULL ? sam_study_wave(study, id) : study->wave_count - 1;
    if (found != SAM_NONE) {
        *wave = found;
        return SAM_OK;
    }
    char list[256] = "";
    size_t used = 0;
    for (size_t i = 0; i < study->wave_count && used < sizeof list; i++) {
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "",
                                 study->waves[i].id);
    }
    return sam_fail(err, SAM_E_NOT_FOUND, _("wave \"%s\" is not in study.json; there are: %s"), id,
                    list);
}

size_t sam_study_invited(const struct sam_study *study, size_t alliance,
                         const struct sam_questionnaire *questionnaire) {
    const size_t *invited = study->alliances[alliance].invited;
    size_t count = 0;
    for (int role = 0; role < SAM_ROLES; role++) {
        if (role != SAM_ACCOUNT_HOLDER &&
            (questionnaire == NULL || sam_questionnaire_asks(questionnaire, (enum sam_role)role))) {
            count += invited[role];
        }
    }
    return count;
}

bool sam_alliance_in_wave(const struct sam_study *study, size_t alliance, size_t wave) {
    const bool *in_wave = study->alliances[alliance].in_wave;
    return in_wave == NULL || in_wave[wave];
}

size_t sam_alliance_then(const struct sam_study *study, size_t alliance, size_t wave) {
    while (alliance != SAM_NONE && !sam_alliance_in_wave(study, alliance, wave)) {
        alliance = study->alliances[alliance].continues;
    }
    return alliance;
}

static const char *const staffs[] = {"", "paid", "volunteers", "both"};

const char *sam_staff_id(enum sam_staff staff) {
    return staffs[staff];
}

int sam_staff_read(const char *text, enum sam_staff *staff) {
    for (int i = SAM_STAFF_PAID; i <= SAM_STAFF_BOTH; i++) {
        if (strcmp(text, staffs[i]) == 0) {
            *staff = (enum sam_staff)i;
            return 0;
        }
    }
    return -1;
}

const char *sam_source_type_id(enum sam_source_type type) {
    return source_types[type];
}

const char *sam_rating_id(enum sam_rating rating) {
    return ratings[rating];
}

int sam_rating_read(const char *text, enum sam_rating *rating) {
    for (int i = 0; i < SAM_RATINGS; i++) {
        if (strcmp(ratings[i], text) == 0) {
            *rating = (enum sam_rating)i;
            return 0;
        }
    }
    return -1;
}

/* FOLDER/questionnaires/ID.json. */
static enum sam_status read_questionnaire(const char *path, const char *id,
                                          struct sam_questionnaire **out,
                                          struct sam_problems *problems, struct sam_err *err) {
    enum sam_status status = sam_questionnaire_read(path, out, problems, err);
    if (status == SAM_OK && strcmp((*out)->id, id) != 0) {
        status = sam_fail(err, SAM_E_INPUT,
                          _("%s: its id is \"%s\"; the file is named after "
                            "another"),
                          path, (*out)->id);
        sam_problem(problems, "%s", err->text);
        sam_questionnaire_free(*out);
        *out = NULL;
    }
    return status;
}

static char *questionnaire_path(const struct sam_study *study, const char *id) {
    char name[128];
    snprintf(name, sizeof name, "questionnaires/%s.json", id);
    return sam_path_join(study->folder, name);
}

enum sam_status sam_study_questionnaire(const struct sam_study *study, size_t wave,
                                        struct sam_questionnaire **out,
                                        struct sam_problems *problems, struct sam_err *err) {
    const struct sam_wave *w = &study->waves[wave];
    struct sam_questionnaire *first = NULL, *second = NULL;
    struct sam_err own;
    err = err != NULL ? err : &own;
    char *path = questionnaire_path(study, w->questionnaire);
    enum sam_status status = read_questionnaire(path, w->questionnaire, &first, problems, err);
    if (status == SAM_OK && w->account_holders != NULL) {
        char *holders = questionnaire_path(study, w->account_holders);
        status = read_questionnaire(holders, w->account_holders, &second, problems, err);
        if (status == SAM_OK) {
            status = sam_questionnaire_join(first, path, second, holders, problems, err);
        }
        free(holders);
    }
    free(path);
    if (status != SAM_OK) {
        sam_questionnaire_free(first);
        return status;
    }
    *out = first;
    return SAM_OK;
}

bool sam_person_has_left(const struct sam_person *person, const char *today) {
    return person->left != NULL && strcmp(person->left, today) <= 0;
}
