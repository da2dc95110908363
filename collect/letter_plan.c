#include "collect/letter_plan.h"

#include "base/mail_address.h"
#include "base/memory.h"
#include "base/moment.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 86400 };

/* What is known of one place. */
struct place {
    bool finished, has_token;
    bool any;                  /* some letter was written about it */
    enum sam_mail_state state; /* of the latest letter */
    uint64_t address;
    const char *at, *reply;
    bool invited_here;     /* an invitation was sent to the address that study.json has now */
    bool went_elsewhere;   /* a letter that may have been sent went to another */
    const char *last_sent; /* moment, or NULL */
};

struct look {
    const struct sam_study *study;
    const struct sam_questionnaire *questionnaire;
    struct place *places;
    uint64_t *hashes; /* of each person's address */
    struct sam_arena *arena;
};

static bool note_finished(const char *respondent, void *context) {
    struct look *look = context;
    size_t i = sam_study_person(look->study, respondent);
    if (i != SAM_NONE) {
        look->places[i].finished = true;
    }
    return true;
}

/* Oldest first, so the latest stays. */
static bool note_letter(const struct sam_mail_entry *entry, void *context) {
    struct look *look = context;
    size_t i = sam_study_person(look->study, entry->respondent);
    if (i == SAM_NONE) {
        return true;
    }
    struct place *place = &look->places[i];
    bool here = entry->address == look->hashes[i];
    place->any = true;
    place->state = entry->state;
    place->address = entry->address;
    place->at = sam_arena_strdup(look->arena, entry->at);
    place->reply = sam_arena_strdup(look->arena, entry->reply);
    if (entry->state == SAM_MAIL_SENT) {
        place->invited_here = place->invited_here || (here && entry->kind == SAM_MAIL_INVITATION);
        place->last_sent = place->at;
    }
    if (entry->state == SAM_MAIL_SENT || entry->state == SAM_MAIL_UNKNOWN) {
        place->went_elsewhere = !here;
    }
    return true;
}

static enum sam_status look_around(struct look *look, struct sam_store *store, const char *wave,
                                   struct sam_err *err) {
    const struct sam_study *study = look->study;
    enum sam_status status = SAM_OK;
    for (size_t i = 0; i < study->person_count && status == SAM_OK; i++) {
        const char *email = study->people[i].email;
        look->hashes[i] = email != NULL ? sam_mail_address_hash(email) : 0;
        status = sam_store_token_exists(store, study->people[i].respondent, wave,
                                        &look->places[i].has_token, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_finished(store, wave, note_finished, look, err);
    }
    return status == SAM_OK ? sam_store_visit_mail(store, wave, note_letter, look, err) : status;
}

static bool is_recent(const struct place *place, const struct sam_letter_wish *wish) {
    return place->last_sent != NULL && wish->min_days > 0 &&
           wish->now - sam_moment_seconds(place->last_sent) < (time_t)wish->min_days * DAY;
}

/* What all of a person's places say together. */
static enum sam_letter_verdict judge(const struct look *look, const struct sam_letter *letter,
                                     const struct sam_letter_wish *wish) {
    bool unknown = false, refused = false, uninvited = false, reachable = false, recent = false;
    const char *email = look->study->people[letter->person].email;
    for (size_t i = 0; i < letter->place_count; i++) {
        size_t at = letter->places[i];
        const struct place *place = &look->places[at];
        unknown = unknown || (place->any && place->state == SAM_MAIL_UNKNOWN);
        refused = refused || (place->any && place->state == SAM_MAIL_REFUSED &&
                              place->address == look->hashes[at]);
        uninvited = uninvited || !place->invited_here;
        reachable = reachable || place->has_token || place->last_sent != NULL;
        recent = recent || is_recent(place, wish);
    }
    if (letter->place_count == 0) {
        return SAM_LETTER_FINISHED;
    }
    if (email == NULL) {
        return SAM_LETTER_NO_ADDRESS;
    }
    if (sam_mail_address_judge(email) != SAM_MAIL_ADDRESS_GOOD) {
        return SAM_LETTER_BAD_ADDRESS;
    }
    if (unknown && !wish->resend_unknown) {
        return SAM_LETTER_UNKNOWN;
    }
    if (refused && !wish->again) {
        return SAM_LETTER_REFUSED;
    }
    if (wish->kind == SAM_MAIL_INVITATION) {
        return uninvited || wish->again ? SAM_LETTER_SEND : SAM_LETTER_INVITED;
    }
    if (!reachable) {
        return SAM_LETTER_NOT_INVITED;
    }
    return recent && !wish->again && !unknown ? SAM_LETTER_RECENT : SAM_LETTER_SEND;
}

static void plan_person(struct look *look, size_t first, const struct sam_letter_wish *wish,
                        const char *today, struct sam_letter *letter) {
    const struct sam_person *people = look->study->people, *one = &people[first];
    size_t count = 0;
    do {
        count++;
    } while ((one = one->next_same) != NULL);
    size_t *places = sam_arena_alloc(look->arena, count * sizeof *places);
    *letter = (struct sam_letter){.person = first, .places = places, .at = "", .reply = ""};
    one = &people[first];
    do {
        size_t at = (size_t)(one - people);
        const struct place *place = &look->places[at];
        if (!place->finished && !sam_person_has_left(one, today) &&
            sam_alliance_in_wave(look->study, one->alliance, wish->wave) &&
            sam_questionnaire_asks(look->questionnaire, one->role)) {
            places[letter->place_count++] = at;
            letter->moved = letter->moved || place->went_elsewhere;
            if (place->any && strcmp(place->at, letter->at) >= 0) {
                letter->at = place->at;
                letter->reply = place->reply;
            }
        }
    } while ((one = one->next_same) != NULL);
    letter->verdict = judge(look, letter, wish);
}

enum sam_status sam_letter_plan_make(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store, const struct sam_letter_wish *wish,
                                     struct sam_letter_plan *plan, struct sam_err *err) {
    size_t people = study->person_count;
    struct look look = {.study = study,
                        .questionnaire = instruments->of_wave[wish->wave],
                        .arena = sam_arena_new(SAM_BUF_UNLIMITED)};
    char today[SAM_MOMENT_SIZE];
    sam_moment_print(wish->now, today);
    today[strlen("2026-11-22")] = '\0';
    *plan = (struct sam_letter_plan){.arena = look.arena};
    plan->letters = sam_arena_alloc(look.arena, (people + 1) * sizeof *plan->letters);
    look.places = sam_xcalloc(people + 1, sizeof *look.places);
    look.hashes = sam_xcalloc(people + 1, sizeof *look.hashes);
    enum sam_status status = look_around(&look, store, study->waves[wish->wave].id, err);
    for (size_t i = 0; i < people && status == SAM_OK; i++) {
        if (study->people[i].same == &study->people[i]) {
            plan_person(&look, i, wish, today, &plan->letters[plan->count++]);
        }
    }
    free(look.hashes);
    free(look.places);
    if (status != SAM_OK) {
        sam_letter_plan_fini(plan);
    }
    return status;
}

void sam_letter_plan_fini(struct sam_letter_plan *plan) {
    sam_arena_free(plan->arena);
    *plan = (struct sam_letter_plan){0};
}
