/* The "people" of study.json: places to answer, who is the same human being, who took over from
 * whom. */
#include "model/study_reader.h"

#include <stdio.h>
#include <string.h>

static void read_person_place(struct sam_study_reader *r, const cJSON *object,
                              struct sam_person *person) {
    const char *role = sam_json_text(r->problems, r->place, object, "role", true);
    if (role != NULL &&
        (sam_role_read(role, &person->role) != 0 || person->role == SAM_ROLE_UNKNOWN)) {
        sam_problem(r->problems,
                    _("%s: role \"%s\" must be \"lead\", \"partner\" or \"account_holder\""),
                    r->place, role);
    }
    bool partner = person->role == SAM_LEAD || person->role == SAM_PARTNER;
    const char *organisation =
        sam_json_text(r->problems, r->place, object, "organisation", partner);
    person->organisation = organisation != NULL ? sam_study_copy(r, organisation) : "";
    if (person->alliance == SAM_NONE || organisation == NULL || !partner) {
        return;
    }
    const struct sam_alliance *alliance = &r->study->alliances[person->alliance];
    size_t found = sam_alliance_partner(alliance, organisation);
    if (found == SAM_NONE) {
        sam_problem(r->problems, _("%s: \"%s\" is not a partner in alliance \"%s\""), r->place,
                    organisation, alliance->id);
    } else if (alliance->partners[found].lead != (person->role == SAM_LEAD)) {
        sam_problem(r->problems, _("%s: role \"%s\" doesn't fit: in alliance \"%s\", \"%s\" is %s"),
                    r->place, role, alliance->id, organisation,
                    alliance->partners[found].lead ? _("the lead partner")
                                                   : _("not the lead partner"));
    }
}

/* What is only needed until all people are read. */
struct people {
    struct sam_study_reader *r;
    const char **keys;     /* "person" of each, or NULL */
    const char **succeeds; /* "succeeds" of each, or NULL */
};

static void read_identity(struct sam_study_reader *r, const cJSON *object,
                          struct sam_person *person) {
    person->name = sam_study_optional(r, object, "name");
    person->email = sam_study_optional(r, object, "email");
    if (person->email != NULL && strchr(person->email, '@') == NULL) {
        sam_problem(r->problems, _("%s: \"%s\" is no e-mail address"), r->place, person->email);
    }
    const char *language = sam_json_text(r->problems, r->place, object, "language", false);
    if (language != NULL && sam_lang_read(language, &person->language) != 0) {
        sam_problem(r->problems, _("%s: language \"%s\" must be \"nl\" or \"en\""), r->place,
                    language);
    }
}

static void read_person(struct people *p, const cJSON *object, size_t i) {
    static const char *const keys[] = {"respondent", "alliance", "organisation", "role", "name",
                                       "email",      "language", "person",       "left", "succeeds",
                                       NULL};
    struct sam_study_reader *r = p->r;
    struct sam_study *study = r->study;
    struct sam_person *person = &study->people[i];
    sam_json_check_keys(r->problems, r->place, object, keys);
    person->respondent = sam_json_id(r->problems, r->place, object, "respondent", study->arena);
    if (person->respondent[0] != '\0' && sam_study_person(study, person->respondent) != SAM_NONE) {
        sam_problem(r->problems, _("%s: respondent \"%s\" is listed twice"), r->place,
                    person->respondent);
    }
    person->alliance = sam_study_known_alliance(r, object);
    read_person_place(r, object, person);
    read_identity(r, object, person);
    p->keys[i] = sam_study_optional_id(r, object, "person");
    p->succeeds[i] = sam_study_optional_id(r, object, "succeeds");
    person->left = sam_study_date(r, object, "left");
}

/* --- who took over from whom ------------------------------------------------------------------ */

static void check_succession(struct sam_study_reader *r, const struct sam_person *person,
                             const struct sam_person *before) {
    const char *id = before->respondent;
    if (person->alliance != before->alliance ||
        strcmp(person->organisation, before->organisation) != 0 || person->role != before->role) {
        sam_problem(r->problems,
                    _("%s: \"%s\" has another alliance, organisation or role; a successor takes "
                      "over the same place"),
                    r->place, id);
    }
    if (before->left == NULL) {
        sam_problem(r->problems,
                    _("%s: \"%s\" is succeeded but hasn't left; give it \"left\": the day from "
                      "which that person no longer answers"),
                    r->place, id);
    }
    if (person->same == before->same) {
        sam_problem(r->problems,
                    _("%s: looks like the same human being as \"%s\", whom it succeeds, and would "
                      "see those answers; give both a \"person\" of their own"),
                    r->place, id);
    }
}

static void read_successions(struct people *p) {
    struct sam_study_reader *r = p->r;
    struct sam_study *study = r->study;
    for (size_t i = 0; i < study->person_count; i++) {
        const char *id = p->succeeds[i];
        size_t before = id != NULL ? sam_study_person(study, id) : SAM_NONE;
        if (id == NULL) {
            continue;
        }
        sam_study_place(r, "people", i);
        if (before == SAM_NONE || before == i) {
            sam_problem(r->problems, _("%s: succeeds \"%s\", who is not among the other people"),
                        r->place, id);
        } else if (study->people[before].successor != NULL) {
            sam_problem(r->problems, _("%s: \"%s\" has two successors"), r->place, id);
        } else {
            study->people[i].succeeds = &study->people[before];
            study->people[before].successor = &study->people[i];
            check_succession(r, &study->people[i], &study->people[before]);
        }
    }
}

/* Each has one successor at most, so whoever goes on for longer than there are people goes round.
 */
static void refuse_rounds(struct sam_study_reader *r) {
    struct sam_study *study = r->study;
    for (size_t i = 0; i < study->person_count; i++) {
        const struct sam_person *at = &study->people[i];
        for (size_t steps = 0; at->successor != NULL && steps < study->person_count; steps++) {
            at = at->successor;
            if (at == &study->people[i]) {
                sam_study_place(r, "people", i);
                sam_problem(r->problems, _("%s: people succeed one another in a round"), r->place);
                return;
            }
        }
    }
}

/* --- who is the same human being -------------------------------------------------------------- */

/* What two places of one human being have in common: "person", or the e-mail address and the name:
 * people who share a mailbox are not one. */
static size_t identity(const struct people *p, size_t i, char *text, size_t size) {
    const char *email = p->r->study->people[i].email, *name = p->r->study->people[i].name;
    if (p->keys[i] != NULL) {
        return (size_t)snprintf(text, size, "person %s", p->keys[i]);
    }
    if (email == NULL) {
        return 0;
    }
    size_t length = (size_t)snprintf(text, size, "mail %s\n%s", email, name != NULL ? name : "");
    for (size_t c = 0; c < size && text[c] != '\n' && text[c] != '\0'; c++) {
        text[c] = (char)(text[c] >= 'A' && text[c] <= 'Z' ? text[c] + 32 : text[c]);
    }
    return length;
}

static void tie(struct sam_person *people, size_t first, size_t *last, size_t i) {
    people[i].same = &people[first];
    people[*last].next_same = &people[i];
    *last = i;
}

/* The same address with "person" in one place and without in another: one human being or two? */
static void check_addresses(struct people *p) {
    struct sam_study_reader *r = p->r;
    struct sam_dictionary *addresses = sam_dictionary_new();
    size_t count = r->study->person_count + 1;
    size_t *first = sam_study_room(r, &count, sizeof *first);
    for (size_t i = 0; i < r->study->person_count && count > 0; i++) {
        char text[512];
        const char *key = p->keys[i];
        p->keys[i] = NULL;
        size_t length = identity(p, i, text, sizeof text);
        p->keys[i] = key;
        if (length == 0 || length >= sizeof text) {
            continue;
        }
        size_t known = sam_dictionary_count(addresses);
        uint32_t number = sam_dictionary_add(addresses, text, length);
        if (number == known) {
            first[number] = i;
        } else if ((p->keys[first[number]] == NULL) != (key == NULL)) {
            sam_study_place(r, "people", i);
            sam_problem(r->problems,
                        _("%s: has the e-mail address of people[%zu], and only one of them has a "
                          "\"person\"; give both one: the same for one human being, else two"),
                        r->place, first[number]);
        }
    }
    sam_dictionary_free(addresses);
}

static void tie_places(struct people *p) {
    struct sam_study *study = p->r->study;
    struct sam_dictionary *identities = sam_dictionary_new();
    size_t count = study->person_count + 1;
    size_t *ends = sam_study_room(p->r, &count, 2 * sizeof *ends);
    for (size_t i = 0; i < study->person_count && count > 0; i++) {
        char text[512];
        size_t length = identity(p, i, text, sizeof text);
        if (length == 0 || length >= sizeof text) {
            continue;
        }
        size_t known = sam_dictionary_count(identities);
        uint32_t number = sam_dictionary_add(identities, text, length);
        size_t *end = &ends[2 * (size_t)number];
        if (number == known) {
            end[0] = end[1] = i;
        } else {
            tie(study->people, end[0], &end[1], i);
        }
    }
    sam_dictionary_free(identities);
}

static void count_invited(struct sam_study *study) {
    for (size_t i = 0; i < study->person_count; i++) {
        const struct sam_person *person = &study->people[i];
        if (person->alliance != SAM_NONE && person->role != SAM_ROLE_UNKNOWN &&
            person->successor == NULL) {
            study->alliances[person->alliance].invited[person->role]++;
        }
    }
}

void sam_study_read_people(struct sam_study_reader *r, const cJSON *root) {
    struct sam_study *study = r->study;
    const cJSON *list = sam_study_list_of(r, root, "people", false, sizeof *study->people,
                                          (void **)&study->people, &study->person_count);
    size_t count = study->person_count;
    struct people p = {.r = r};
    p.keys = sam_study_room(r, &count, sizeof *p.keys);
    p.succeeds = sam_study_room(r, &count, sizeof *p.succeeds);
    study->person_count = count;
    size_t i = 0;
    const cJSON *object = NULL;
    cJSON_ArrayForEach(object, list) {
        if (i == study->person_count) {
            break;
        }
        study->people[i] = (struct sam_person){.respondent = "",
                                               .organisation = "",
                                               .alliance = SAM_NONE,
                                               .role = SAM_ROLE_UNKNOWN,
                                               .language = study->language,
                                               .same = &study->people[i]};
        sam_study_place(r, "people", i);
        if (cJSON_IsObject(object)) {
            read_person(&p, object, i);
        } else {
            sam_problem(r->problems, _("%s: must be an object between { and }"), r->place);
        }
        /* Numbered as they stand in the list, also those whose id is wrong. */
        const char *id = study->people[i].respondent;
        if (id[0] != '\0') {
            sam_dictionary_add(study->respondent_ids, id, strlen(id));
        }
        i++;
    }
    tie_places(&p);
    check_addresses(&p);
    read_successions(&p);
    refuse_rounds(r);
    count_invited(study);
}
