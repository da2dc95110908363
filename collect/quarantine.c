#include "collect/collect.h"
#include "collect/judge.h"

#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct retry {
    const struct sam_study *study;
    const struct sam_instruments *instruments;
    struct sam_store *store;
    size_t accepted, refused;
    time_t now;
    enum sam_status status;
    struct sam_err *err;
};

static const char *mended(const struct sam_mapping *pairs, size_t count, const char *text) {
    for (size_t i = 0; i < count && text != NULL; i++) {
        if (strcmp(pairs[i].from, text) == 0) {
            return pairs[i].to;
        }
    }
    return text;
}

/* A mapping added since: only what was refused is mapped again, because what was mapped before
 * may stand in the list too ("1" to "5" and "5" to "1"). True if something became different. */
static bool map_again(const struct sam_source *source, enum sam_refusal refusal, int points,
                      struct sam_raw_response *raw, struct sam_arena *arena) {
    const char **field = NULL;
    const struct sam_mapping *pairs = NULL;
    size_t count = 0;
    if (refusal == SAM_REFUSED_ALLIANCE) {
        field = &raw->alliance;
        pairs = source->alliances;
        count = source->alliance_count;
    } else if (refusal == SAM_REFUSED_ORGANISATION) {
        field = &raw->organisation;
        pairs = source->organisations;
        count = source->organisation_count;
    } else if (refusal == SAM_REFUSED_ROLE) {
        field = &raw->role;
        pairs = source->roles;
        count = source->role_count;
    } else if (refusal == SAM_REFUSED_VALUE) {
        bool changed = false;
        struct sam_raw_answer *answers =
            sam_arena_alloc(arena, raw->answer_count * sizeof *answers + 1);
        for (size_t i = 0; i < raw->answer_count; i++) {
            uint8_t ignored = 0;
            const char *text = raw->answers[i].text != NULL ? raw->answers[i].text : "";
            bool readable = sam_answer_read(text, strlen(text), points, &ignored) == 0;
            const char *to = readable ? text : mended(source->values, source->value_count, text);
            answers[i] =
                (struct sam_raw_answer){raw->answers[i].name, to, raw->answers[i].left_blank};
            changed = changed || to != text;
        }
        raw->answers = answers;
        return changed;
    }
    const char *to = field != NULL ? mended(pairs, count, *field) : NULL;
    bool changed = field != NULL && to != *field;
    if (changed) {
        *field = to;
    }
    return changed;
}

static enum sam_refusal judge(const struct retry *retry, const struct sam_quarantined *row,
                              struct sam_raw_response *raw, struct sam_arena *arena,
                              const struct sam_questionnaire **questionnaire,
                              struct sam_response *response, struct sam_err *why) {
    const struct sam_study *study = retry->study;
    size_t at = sam_study_source(study, row->source);
    const struct sam_source *source = at != SAM_NONE ? &study->sources[at] : NULL;
    size_t wave = study->wave_count == 1 ? 0 : SAM_NONE;
    if (source != NULL && source->wave != NULL) {
        wave = sam_study_wave(study, source->wave);
    }
    wave = sam_collector_wave(study, raw, wave);
    const char *named = wave != SAM_NONE ? study->waves[wave].id : NULL;
    *questionnaire = retry->instruments->of_wave[wave != SAM_NONE ? wave : study->wave_count - 1];
    for (int turn = 0;; turn++) {
        enum sam_refusal refusal =
            sam_response_judge(raw, study, named, *questionnaire, arena, response, why);
        if (refusal == SAM_ACCEPTED || source == NULL || turn == SAM_REFUSALS ||
            !map_again(source, refusal, (*questionnaire)->points, raw, arena)) {
            return refusal;
        }
    }
}

static bool try_row(const struct sam_quarantined *row, void *context) {
    struct retry *retry = context;
    struct sam_raw_response raw = *row->raw;
    /* A record that its source could not even deliver: nothing to judge. */
    if (raw.answer_count == 0 && strcmp(row->refusal, sam_refusal_id(SAM_REFUSED_TEXT)) == 0) {
        retry->refused++;
        return true;
    }
    struct sam_arena *arena = sam_arena_new(SAM_PAGE_LIMIT);
    const struct sam_questionnaire *questionnaire = NULL;
    struct sam_response response;
    struct sam_err why = {0};
    enum sam_refusal refusal = judge(retry, row, &raw, arena, &questionnaire, &response, &why);
    if (refusal == SAM_ACCEPTED) {
        enum sam_put what;
        retry->status = sam_store_put(retry->store, row->source, questionnaire, &response,
                                      retry->now, &what, retry->err);
        retry->accepted += retry->status == SAM_OK;
    } else {
        /* The place it came from stands in the first message only; that one is kept as long as
         * the reason is the same. */
        bool same = strcmp(row->refusal, sam_refusal_id(refusal)) == 0;
        retry->status =
            sam_store_quarantine(retry->store, row->source, row->raw, refusal,
                                 same ? row->message : why.text, retry->now, retry->err);
        retry->refused += retry->status == SAM_OK;
    }
    sam_arena_free(arena);
    return retry->status == SAM_OK;
}

/* --- after an import -------------------------------------------------------------------------- */

struct settling {
    const struct sam_collector *c;
    size_t dropped;
    enum sam_status status;
    struct sam_err *err;
};

static bool is_in(const struct sam_dictionary *names, const char *name) {
    return name != NULL && sam_dictionary_find(names, name, strlen(name)) != SAM_NOT_IN_DICTIONARY;
}

/* A row of a file is known by who and where. When the place was what was wrong, the corrected row
 * is another record, and would leave the wrong one behind for ever. */
static bool settle_row(const struct sam_quarantined *row, void *context) {
    struct settling *settling = context;
    const struct sam_collector *c = settling->c;
    if (strcmp(row->source, c->source->name) == 0 && is_in(c->taken, row->raw->respondent) &&
        !is_in(c->refused, row->record_id)) {
        settling->status =
            sam_store_quarantine_drop(c->store, row->source, row->record_id, settling->err);
        settling->dropped += settling->status == SAM_OK;
    }
    return settling->status == SAM_OK;
}

enum sam_status sam_quarantine_settle(const struct sam_collector *c, size_t *dropped,
                                      struct sam_err *err) {
    struct settling settling = {.c = c, .err = err};
    enum sam_status status = sam_store_begin(c->store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_store_visit_quarantine(c->store, settle_row, &settling, err);
    status = status == SAM_OK ? settling.status : status;
    status = status == SAM_OK ? sam_store_commit(c->store, err) : status;
    if (status != SAM_OK) {
        sam_store_rollback(c->store);
        return status;
    }
    *dropped = settling.dropped;
    return SAM_OK;
}

/* --- after every run -------------------------------------------------------------------------- */

enum sam_status sam_quarantine_retry(const struct sam_study *study,
                                     const struct sam_instruments *instruments,
                                     struct sam_store *store, size_t *accepted, size_t *refused,
                                     struct sam_err *err) {
    struct retry retry = {
        .study = study, .instruments = instruments, .store = store, .now = time(NULL), .err = err};
    enum sam_status status = sam_store_begin(store, err);
    if (status != SAM_OK) {
        return status;
    }
    status = sam_store_visit_quarantine(store, try_row, &retry, err);
    status = status == SAM_OK ? retry.status : status;
    status = status == SAM_OK ? sam_store_commit(store, err) : status;
    if (status != SAM_OK) {
        sam_store_rollback(store);
        return status;
    }
    *accepted = retry.accepted;
    *refused = retry.refused;
    return SAM_OK;
}
