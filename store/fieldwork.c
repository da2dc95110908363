#include "store/fieldwork.h"

#include "base/memory.h"
#include "base/moment.h"
#include "store/paradata.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 10 }; /* length of "2026-03-02" */

/* While it is being put together. */
struct reading {
    const struct sam_study *study;
    const struct sam_questionnaire *questionnaire;
    struct sam_fieldwork *out;
    bool *opened, *begun; /* of each place, by whoever has or had it */
    size_t day_room, other_room;
    struct sam_err *err;
};

static void copy_day(char day[DAY + 1], const char *moment) {
    size_t length = strnlen(moment, DAY);
    memcpy(day, moment, length);
    day[length] = '\0';
}

static void keep_latest(char day[DAY + 1], const char *moment) {
    if (strncmp(moment, day, DAY) > 0) {
        copy_day(day, moment);
    }
}

/* A place that was taken over is its latest holder's. */
static size_t place_of(const struct reading *r, size_t person) {
    const struct sam_person *at = &r->study->people[person];
    while (at->successor != NULL) {
        at = at->successor;
    }
    return (size_t)(at - r->study->people);
}

static void add_other(struct reading *r, const struct sam_progress *progress) {
    struct sam_fieldwork *out = r->out;
    if (out->other_count == r->other_room) {
        r->other_room = sam_grow(r->other_room, out->other_count + 1);
        out->others = sam_xrealloc(out->others, r->other_room, sizeof *out->others);
    }
    out->others[out->other_count++] = (struct sam_fieldwork_other){
        .id = sam_arena_strndup(out->arena, progress->alliance, strlen(progress->alliance)),
        .begun = progress->complete + progress->incomplete,
        .finished = progress->complete};
}

static bool note_progress(const struct sam_progress *progress, void *context) {
    struct reading *r = context;
    size_t alliance = sam_study_alliance(r->study, progress->alliance);
    if (alliance == SAM_NONE) {
        add_other(r, progress);
    } else {
        struct sam_fieldwork_counts *counts = &r->out->alliances[alliance];
        counts->finished = progress->complete;
        counts->begun = progress->complete + progress->incomplete;
        counts->holders_finished = progress->account_holders;
        keep_latest(counts->last, progress->last_answer);
    }
    return true;
}

static bool note_paradata(const struct sam_paradata *paradata, void *context) {
    struct reading *r = context;
    size_t person = sam_study_person(r->study, paradata->respondent);
    if (person == SAM_NONE) {
        return true;
    }
    size_t place = place_of(r, person);
    r->opened[place] = r->opened[place] || paradata->opened_at[0] != '\0';
    r->begun[place] = r->begun[place] || paradata->begun_at[0] != '\0';
    r->out->consents += paradata->consented_at[0] != '\0';
    if (r->study->people[person].role != SAM_ACCOUNT_HOLDER) {
        keep_latest(r->out->alliances[r->study->people[person].alliance].last, paradata->last_at);
    }
    return true;
}

static bool note_done(const char *respondent, void *context) {
    struct reading *r = context;
    size_t person = sam_study_person(r->study, respondent);
    if (person != SAM_NONE) {
        r->out->places[person].done = true;
    }
    return true;
}

static struct sam_fieldwork_day *day_of(struct reading *r, const char *moment) {
    struct sam_fieldwork *out = r->out;
    for (size_t i = 0; i < out->day_count; i++) {
        if (strncmp(out->days[i].day, moment, DAY) == 0) {
            return &out->days[i];
        }
    }
    if (out->day_count == r->day_room) {
        r->day_room = sam_grow(r->day_room, out->day_count + 1);
        out->days = sam_xrealloc(out->days, r->day_room, sizeof *out->days);
    }
    out->days[out->day_count] = (struct sam_fieldwork_day){
        .day = sam_arena_strndup(out->arena, moment, strnlen(moment, DAY))};
    return &out->days[out->day_count++];
}

static bool note_day(const char *day, size_t responses, void *context) {
    day_of(context, day)->finished += responses;
    return true;
}

/* A letter about several places is visited once for each. */
static bool note_letter(const struct sam_mail_entry *entry, void *context) {
    struct reading *r = context;
    size_t person = sam_study_person(r->study, entry->respondent);
    if (person == SAM_NONE) {
        return true;
    }
    struct sam_fieldwork_place *place = &r->out->places[person];
    place->lettered = true;
    place->kind = entry->kind;
    place->state = entry->state;
    copy_day(place->at, entry->at);
    if (entry->state == SAM_MAIL_SENT) {
        struct sam_fieldwork_counts *counts = &r->out->alliances[r->study->people[person].alliance];
        counts->invitations += entry->kind == SAM_MAIL_INVITATION;
        counts->reminders += entry->kind == SAM_MAIL_REMINDER;
        if (entry->kind == SAM_MAIL_REMINDER) {
            day_of(r, entry->at)->reminded = true;
        }
    }
    return true;
}

static int by_day(const void *a, const void *b) {
    const struct sam_fieldwork_day *one = a, *other = b;
    return strcmp(one->day, other->day);
}

static void count_places(struct reading *r, size_t wave, const char *today) {
    const struct sam_study *study = r->study;
    for (size_t i = 0; i < study->alliance_count; i++) {
        r->out->alliances[i].absent = !sam_alliance_in_wave(study, i, wave);
    }
    for (size_t i = 0; i < study->person_count; i++) {
        const struct sam_person *person = &study->people[i];
        struct sam_fieldwork_counts *counts = &r->out->alliances[person->alliance];
        r->out->places[i].done = r->out->places[i].done || counts->absent ||
                                 person->successor != NULL || sam_person_has_left(person, today) ||
                                 !sam_questionnaire_asks(r->questionnaire, person->role);
        if (counts->absent) {
            continue;
        }
        if (person->role == SAM_ACCOUNT_HOLDER) {
            counts->holders += person->successor == NULL &&
                               sam_questionnaire_asks(r->questionnaire, SAM_ACCOUNT_HOLDER);
        } else {
            counts->opened += r->opened[i];
        }
    }
    for (size_t i = 0; i < study->person_count; i++) {
        r->begun[i] = r->begun[i] && study->people[i].role != SAM_ACCOUNT_HOLDER;
    }
}

static void add_up(struct reading *r) {
    struct sam_fieldwork_counts *total = &r->out->total;
    size_t *begun = sam_xcalloc(r->study->alliance_count + 1, sizeof *begun);
    for (size_t i = 0; i < r->study->person_count; i++) {
        begun[r->study->people[i].alliance] += r->begun[i];
    }
    for (size_t i = 0; i < r->study->alliance_count; i++) {
        struct sam_fieldwork_counts *one = &r->out->alliances[i];
        one->invited = one->absent ? 0 : sam_study_invited(r->study, i, r->questionnaire);
        one->begun = begun[i] > one->begun ? begun[i] : one->begun;
        one->opened = one->begun > one->opened ? one->begun : one->opened;
        total->invited += one->invited;
        total->opened += one->opened;
        total->begun += one->begun;
        total->finished += one->finished;
        total->holders += one->holders;
        total->holders_finished += one->holders_finished;
        total->invitations += one->invitations;
        total->reminders += one->reminders;
        keep_latest(total->last, one->last);
    }
    free(begun);
    if (r->out->day_count > 0) {
        qsort(r->out->days, r->out->day_count, sizeof *r->out->days, by_day);
    }
}

static enum sam_status read_all(struct reading *r, struct sam_store *store, const char *wave,
                                const struct sam_questionnaire *questionnaire) {
    struct sam_err *err = r->err;
    enum sam_status status = sam_store_progress(store, wave, note_progress, r, err);
    if (status == SAM_OK) {
        status = sam_store_visit_paradata(store, wave, note_paradata, r, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_finished(store, wave, note_done, r, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_mail(store, wave, note_letter, r, err);
    }
    if (status == SAM_OK) {
        status = sam_store_count_mail(store, wave, r->out->letters, err);
    }
    if (status == SAM_OK) {
        status = sam_store_visit_days(store, questionnaire, wave, note_day, r, err);
    }
    return status == SAM_OK ? sam_store_count_quarantine(store, r->out->quarantined,
                                                         &r->out->quarantined_all, err)
                            : status;
}

enum sam_status sam_fieldwork_read(struct sam_store *store, const struct sam_study *study,
                                   size_t wave, const struct sam_questionnaire *questionnaire,
                                   time_t now, struct sam_fieldwork *out, struct sam_err *err) {
    char today[SAM_MOMENT_SIZE];
    *out = (struct sam_fieldwork){.arena = sam_arena_new(SAM_BUF_UNLIMITED)};
    out->alliances =
        sam_arena_alloc(out->arena, (study->alliance_count + 1) * sizeof *out->alliances);
    out->places = sam_arena_alloc(out->arena, (study->person_count + 1) * sizeof *out->places);
    struct reading r = {.study = study, .questionnaire = questionnaire, .out = out, .err = err};
    r.opened = sam_xcalloc(study->person_count + 1, sizeof *r.opened);
    r.begun = sam_xcalloc(study->person_count + 1, sizeof *r.begun);
    enum sam_status status = read_all(&r, store, study->waves[wave].id, questionnaire);
    if (status == SAM_OK) {
        sam_moment_print(now, today);
        today[DAY] = '\0';
        count_places(&r, wave, today);
        add_up(&r);
    }
    free(r.opened);
    free(r.begun);
    if (status != SAM_OK) {
        sam_fieldwork_fini(out);
    }
    return status;
}

void sam_fieldwork_fini(struct sam_fieldwork *fieldwork) {
    free(fieldwork->days);
    free(fieldwork->others);
    sam_arena_free(fieldwork->arena);
    *fieldwork = (struct sam_fieldwork){0};
}

size_t sam_showable_from(const struct sam_privacy *privacy, enum sam_showable what) {
    const int from[] = {0, privacy->bands_from, privacy->means_from, privacy->distributions_from};
    return (size_t)from[what];
}

enum sam_showable sam_showable_of(const struct sam_privacy *privacy, size_t finished) {
    enum sam_showable what = SAM_SHOW_DISTRIBUTIONS;
    while (finished < sam_showable_from(privacy, what)) {
        what--;
    }
    return what;
}
