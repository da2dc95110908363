/* study.json's "alliances". The contract is in study.h and docs/formats.md. */
#include "model/study_reader.h"

#include <stdio.h>
#include <string.h>

static void read_partner(struct sam_study_reader *r, const char *where, const cJSON *object,
                         struct sam_organisation *partner) {
    static const char *const keys[] = {"id", "name", "lead", "consortium", "joined", NULL};
    if (!cJSON_IsObject(object)) {
        sam_problem(r->problems, _("%s: must be an object between { and }"), where);
        partner->id = partner->name = "";
        return;
    }
    sam_json_check_keys(r->problems, where, object, keys);
    partner->id = sam_json_id(r->problems, where, object, "id", r->study->arena);
    const char *name = sam_json_text(r->problems, where, object, "name", true);
    partner->name = name != NULL ? sam_study_copy(r, name) : "";
    partner->lead = sam_json_flag(r->problems, where, object, "lead", false);
    partner->consortium = sam_json_flag(r->problems, where, object, "consortium", false);
    sam_json_text(r->problems, where, object, "joined", false);
}

static void read_partners(struct sam_study_reader *r, const cJSON *object,
                          struct sam_alliance *alliance) {
    char where[SAM_PLACE_SIZE + 64];
    const cJSON *list = sam_json_list(r->problems, r->place, object, "partners", true);
    alliance->partner_count = list != NULL ? (size_t)cJSON_GetArraySize(list) : 0;
    alliance->partners = sam_study_room(r, &alliance->partner_count, sizeof *alliance->partners);
    size_t leads = 0;
    const cJSON *partner = NULL;
    size_t i = 0;
    cJSON_ArrayForEach(partner, list) {
        if (i == alliance->partner_count) {
            break;
        }
        snprintf(where, sizeof where, "%s.partners[%zu]", r->place, i);
        read_partner(r, where, partner, &alliance->partners[i]);
        leads += alliance->partners[i].lead;
        const char *id = alliance->partners[i].id;
        if (id[0] != '\0' && sam_alliance_partner(alliance, id) != i) {
            sam_problem(r->problems, _("%s: partner \"%s\" is listed twice"), r->place, id);
        }
        i++;
    }
    if (list != NULL && leads != 1) {
        sam_problem(r->problems,
                    _("%s: %zu of its partners have \"lead\": true; an alliance has one lead "
                      "partner"),
                    r->place, leads);
    }
}

/* --- what an alliance is ---------------------------------------------------------------------- */

static void read_continued(struct sam_study_reader *r, const cJSON *object,
                           struct sam_alliance *alliance) {
    const cJSON *given = cJSON_GetObjectItemCaseSensitive(object, "continued");
    bool continued = sam_json_flag(r->problems, r->place, object, "continued", false);
    alliance->continued = !cJSON_IsBool(given) ? SAM_CONTINUED_UNKNOWN
                          : continued          ? SAM_CONTINUED_YES
                                               : SAM_CONTINUED_NO;
}

static void read_staff(struct sam_study_reader *r, const cJSON *object,
                       struct sam_alliance *alliance) {
    const char *staff = sam_json_text(r->problems, r->place, object, "staff", false);
    if (staff != NULL && sam_staff_read(staff, &alliance->staff) != 0) {
        sam_problem(r->problems, _("%s: staff \"%s\" must be \"paid\", \"volunteers\" or \"both\""),
                    r->place, staff);
    }
}

/* The waves it takes part in; NULL for all of them. */
static bool *read_alliance_waves(struct sam_study_reader *r, const cJSON *object) {
    const cJSON *list = sam_json_list(r->problems, r->place, object, "waves", false);
    if (list == NULL) {
        return NULL;
    }
    size_t count = r->study->wave_count;
    bool *in_wave = sam_study_room(r, &count, sizeof *in_wave);
    const cJSON *id = NULL;
    cJSON_ArrayForEach(id, list) {
        size_t wave = cJSON_IsString(id) ? sam_study_wave(r->study, id->valuestring) : SAM_NONE;
        if (wave != SAM_NONE && wave < count) {
            in_wave[wave] = true;
        } else {
            sam_problem(r->problems, _("%s: waves: wave \"%s\" is not among the waves"), r->place,
                        cJSON_IsString(id) ? id->valuestring : "");
        }
    }
    if (cJSON_GetArraySize(list) == 0) {
        sam_problem(r->problems,
                    _("%s: waves is empty: it would take part in none; leave it out "
                      "for all of them"),
                    r->place);
    }
    return in_wave;
}

static void read_alliance(struct sam_study_reader *r, const cJSON *object,
                          struct sam_alliance *alliance) {
    static const char *const keys[] = {"id",    "name",  "partners", "budget_eur", "continued",
                                       "began", "staff", "waves",    "continues",  NULL};
    sam_json_check_keys(r->problems, r->place, object, keys);
    alliance->id = sam_json_id(r->problems, r->place, object, "id", r->study->arena);
    const char *name = sam_json_text(r->problems, r->place, object, "name", true);
    alliance->name = name != NULL ? sam_study_copy(r, name) : "";
    alliance->budget = sam_json_decimal(r->problems, r->place, object, "budget_eur", 0, 1e15, -1);
    alliance->began = (int)sam_json_integer(r->problems, r->place, object, "began", 1900, 2200, 0);
    read_continued(r, object, alliance);
    read_staff(r, object, alliance);
    alliance->in_wave = read_alliance_waves(r, object);
    read_partners(r, object, alliance);
}

/* --- what it succeeds --------------------------------------------------------------------------
 */

/* Alliances may be listed in any order, so this comes when all are known. */
static void read_continues(struct sam_study_reader *r, const cJSON *list) {
    struct sam_study *study = r->study;
    const cJSON *object = list != NULL ? list->child : NULL;
    for (size_t i = 0; i < study->alliance_count && object != NULL; i++, object = object->next) {
        if (!cJSON_IsObject(object)) {
            continue;
        }
        sam_study_place(r, "alliances", i);
        const char *id = sam_json_text(r->problems, r->place, object, "continues", false);
        size_t before = id != NULL ? sam_study_alliance(study, id) : SAM_NONE;
        study->alliances[i].continues = before;
        if (id != NULL && before == SAM_NONE) {
            sam_problem(r->problems, _("%s: continues \"%s\", which is not among the alliances"),
                        r->place, id);
        }
    }
}

/* Whoever follows `continues` must come to an end. Each alliance is passed once: `seen` says on
 * whose way. */
static void check_rounds(struct sam_study_reader *r) {
    const struct sam_study *study = r->study;
    size_t count = study->alliance_count;
    size_t *seen = sam_study_room(r, &count, sizeof *seen);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (at != SAM_NONE && seen[at] == 0) {
            seen[at] = i + 1;
            at = study->alliances[at].continues;
        }
        if (at != SAM_NONE && seen[at] == i + 1) {
            sam_study_place(r, "alliances", at);
            sam_problem(r->problems, _("%s: continues goes round: it comes back to \"%s\""),
                        r->place, study->alliances[at].id);
            return;
        }
    }
}

void sam_study_read_alliances(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list = sam_study_list_of(r, root, "alliances", true, sizeof *study->alliances,
                                          (void **)&study->alliances, &study->alliance_count);
    if (list != NULL && study->alliance_count == 0) {
        sam_problem(r->problems, _("%s: alliances: at least one is needed"), r->name);
    }
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->alliance_count) {
            break;
        }
        struct sam_alliance *alliance = &study->alliances[i];
        alliance->id = alliance->name = "";
        alliance->continues = SAM_NONE;
        sam_study_place(r, "alliances", i++);
        if (!cJSON_IsObject(object)) {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
            continue;
        }
        read_alliance(r, object, alliance);
        size_t known = sam_dictionary_count(study->alliance_ids);
        if (alliance->id[0] != '\0' &&
            sam_dictionary_add(study->alliance_ids, alliance->id, strlen(alliance->id)) != known) {
            sam_problem(r->problems, _("%s: two alliances have the id \"%s\""), r->name,
                        alliance->id);
        }
    }
    read_continues(r, list);
    check_rounds(r);
}
