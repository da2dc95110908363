/* From study.json to struct sam_study. The contract is in study.h and docs/formats.md. */
#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "model/study.h"
#include "model/study_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 << 20 };

static void read_waves(struct sam_study_reader *r, const cJSON *root) {
    static const char *const keys[] = {
        "id", "questionnaire", "account_holders", "opens", "closes", "erase_after", NULL};
    struct sam_study *study = r->study;
    const cJSON *list = sam_study_list_of(r, root, "waves", true, sizeof *study->waves,
                                          (void **)&study->waves, &study->wave_count);
    if (list != NULL && study->wave_count == 0) {
        sam_problem(r->problems, _("%s: waves: at least one is needed"), r->name);
    }
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->wave_count) {
            break;
        }
        struct sam_wave *wave = &study->waves[i];
        wave->id = wave->questionnaire = "";
        sam_study_place(r, "waves", i++);
        if (!cJSON_IsObject(object)) {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
            continue;
        }
        sam_json_check_keys(r->problems, r->place, object, keys);
        wave->id = sam_json_id(r->problems, r->place, object, "id", study->arena);
        wave->questionnaire =
            sam_json_id(r->problems, r->place, object, "questionnaire", study->arena);
        wave->account_holders = sam_study_optional_id(r, object, "account_holders");
        if (wave->account_holders != NULL &&
            strcmp(wave->account_holders, wave->questionnaire) == 0) {
            sam_problem(r->problems,
                        _("%s: account_holders names the same questionnaire; leave it out"),
                        r->place);
        }
        wave->opens = sam_study_date(r, object, "opens");
        wave->closes = sam_study_date(r, object, "closes");
        wave->erase_after = sam_study_date(r, object, "erase_after");
        if (wave->opens != NULL && wave->closes != NULL && strcmp(wave->opens, wave->closes) > 0) {
            sam_problem(r->problems, _("%s: it closes before it opens"), r->place);
        }
        if (wave->id[0] != '\0' && sam_study_wave(study, wave->id) != i - 1) {
            sam_problem(r->problems, _("%s: two waves have the id \"%s\""), r->name, wave->id);
        }
    }
}

static void read_privacy(struct sam_study_reader *r, const cJSON *root) {
    static const char *const keys[] = {"bands_from", "means_from", "distributions_from", NULL};
    struct sam_privacy *privacy = &r->study->privacy;
    *privacy = (struct sam_privacy)SAM_PRIVACY_DEFAULT;
    const cJSON *object = sam_json_member(r->problems, r->name, root, "privacy", false);
    if (object == NULL) {
        return;
    }
    sam_place_write(r->place, "%s: privacy", r->name);
    sam_json_check_keys(r->problems, r->place, object, keys);
    /* Below 3 each of two people knows the other's answer. */
    privacy->bands_from =
        (int)sam_json_integer(r->problems, r->place, object, "bands_from", 3, 1000, 3);
    privacy->means_from =
        (int)sam_json_integer(r->problems, r->place, object, "means_from", 3, 1000, 5);
    privacy->distributions_from =
        (int)sam_json_integer(r->problems, r->place, object, "distributions_from", 3, 1000, 8);
    if (privacy->bands_from > privacy->means_from ||
        privacy->means_from > privacy->distributions_from) {
        sam_problem(r->problems,
                    _("%s: must rise: bands_from, then means_from, then distributions_from"),
                    r->place);
    }
}

static void read_override(struct sam_study_reader *r, const cJSON *object,
                          struct sam_phase_override *override) {
    static const char *const keys[] = {"alliance", "wave", "relation", "phase", "reason", NULL};
    sam_json_check_keys(r->problems, r->place, object, keys);
    override->alliance = sam_study_known_alliance(r, object);
    const char *wave = sam_json_text(r->problems, r->place, object, "wave", true);
    override->wave = wave != NULL ? sam_study_wave(r->study, wave) : SAM_NONE;
    if (wave != NULL && override->wave == SAM_NONE) {
        sam_problem(r->problems, _("%s: wave \"%s\" is not among the waves"), r->place, wave);
    }
    const char *relation = sam_json_text(r->problems, r->place, object, "relation", false);
    if (relation != NULL && sam_relation_read(relation, &override->relation) != 0) {
        sam_problem(r->problems, _("%s: relation \"%s\" must be \"alliance\" or \"partnership\""),
                    r->place, relation);
    }
    const char *phase = sam_json_text(r->problems, r->place, object, "phase", true);
    if (phase != NULL && sam_phase_parse(phase, &override->phase) != 0) {
        sam_problem(r->problems,
                    _("%s: phase \"%s\" must be forming, storming, norming or performing"),
                    r->place, phase);
    }
    const char *reason = sam_json_text(r->problems, r->place, object, "reason", true);
    override->reason = reason != NULL ? sam_study_copy(r, reason) : "";
    for (const struct sam_phase_override *other = r->study->overrides; other < override; other++) {
        if (override->alliance != SAM_NONE && other->alliance == override->alliance &&
            other->wave == override->wave && other->relation == override->relation) {
            sam_problem(r->problems,
                        _("%s: a second phase for the same alliance, wave and relation"), r->place);
        }
    }
}

static void read_overrides(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list =
        sam_study_list_of(r, root, "phase_overrides", false, sizeof *study->overrides,
                          (void **)&study->overrides, &study->override_count);
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->override_count) {
            break;
        }
        sam_study_place(r, "phase_overrides", i);
        if (cJSON_IsObject(object)) {
            read_override(r, object, &study->overrides[i]);
        } else {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
        }
        i++;
    }
}

static void read_places(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list = sam_json_list(r->problems, r->name, root, "places", false);
    const cJSON *place = NULL;
    size_t count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    study->places = sam_arena_alloc(study->arena, (count + 1) * sizeof *study->places);
    cJSON_ArrayForEach(place, list) {
        if (cJSON_IsString(place) && place->valuestring[0] != '\0') {
            study->places[study->place_count++] = sam_study_copy(r, place->valuestring);
        } else {
            sam_problem(r->problems, _("%s: places[%zu]: must be the name of a place"), r->name,
                        study->place_count);
            return;
        }
    }
}

static void read_root(struct sam_study_reader *r, const cJSON *root) {
    static const char *const keys[] = {"$schema",
                                       "id",
                                       "title",
                                       "funder",
                                       "institute",
                                       "language",
                                       "simulated",
                                       "alliances",
                                       "people",
                                       "waves",
                                       "privacy",
                                       "sources",
                                       "phase_overrides",
                                       "expectation_ratings",
                                       "mail",
                                       "places",
                                       NULL};
    struct sam_study *study = r->study;
    sam_json_check_keys(r->problems, r->name, root, keys);
    study->id = sam_json_id(r->problems, r->name, root, "id", study->arena);
    study->title = sam_json_bilingual(r->problems, r->name, root, "title", true, study->arena);
    study->funder = sam_study_copy(r, sam_json_text(r->problems, r->name, root, "funder", false));
    const char *language = sam_json_text(r->problems, r->name, root, "language", false);
    study->language = SAM_NL;
    if (language != NULL && sam_lang_read(language, &study->language) != 0) {
        sam_problem(r->problems, _("%s: language \"%s\" must be \"nl\" or \"en\""), r->name,
                    language);
    }
    study->simulated = sam_json_flag(r->problems, r->name, root, "simulated", false);
    sam_study_read_institute(r, root);
    read_places(r, root);
    read_waves(r, root);
    sam_study_read_alliances(r, root);
    sam_study_read_people(r, root);
    read_privacy(r, root);
    sam_study_read_sources(r, root);
    sam_study_read_mail(r, root);
    read_overrides(r, root);
    sam_study_read_ratings(r, root);
}

enum sam_status sam_study_parse(const char *text, size_t length, const char *name,
                                struct sam_study **out, struct sam_problems *problems,
                                struct sam_err *err) {
    size_t before = problems->count;
    struct sam_err own;
    err = err != NULL ? err : &own;
    cJSON *root = sam_json_parse(text, length, name, err);
    if (root == NULL) {
        sam_problem(problems, "%s", err->text);
        return SAM_E_INPUT;
    }
    struct sam_study_reader reader = {.problems = problems, .name = name};
    reader.study = sam_xcalloc(1, sizeof *reader.study);
    reader.study->arena = sam_arena_new((size_t)256 << 20);
    reader.study->alliance_ids = sam_dictionary_new();
    reader.study->respondent_ids = sam_dictionary_new();
    reader.study->folder = "";
    if (cJSON_IsObject(root)) {
        read_root(&reader, root);
    } else {
        sam_problem(problems, _("%s: must be an object between { and }"), name);
    }
    cJSON_Delete(root);
    if (problems->count > before) {
        sam_study_free(reader.study);
        return sam_problems_status(problems, err);
    }
    *out = reader.study;
    return SAM_OK;
}

enum sam_status sam_study_open(const char *folder, struct sam_study **out,
                               struct sam_problems *problems, struct sam_err *err) {
    char *path = sam_path_join(folder, "study.json");
    struct sam_buf text;
    struct sam_err own;
    err = err != NULL ? err : &own;
    sam_buf_init(&text, FILE_LIMIT);
    enum sam_status status = sam_file_read(path, &text, err);
    if (status == SAM_E_NOT_FOUND) {
        sam_fail(err, status, _("%s: no study here; `samenscan init %s` makes one"), path, folder);
    }
    if (status == SAM_OK) {
        status = sam_study_parse(text.data, text.length, path, out, problems, err);
    } else {
        sam_problem(problems, "%s", err->text);
    }
    if (status == SAM_OK) {
        (*out)->folder = sam_arena_strdup((*out)->arena, folder);
    }
    sam_buf_fini(&text);
    free(path);
    return status;
}
