#include "model/answers.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct sam_answers *sam_answers_new(size_t item_count) {
    struct sam_answers *answers = sam_xcalloc(1, sizeof *answers);
    answers->item_count = item_count;
    answers->item = sam_xcalloc(item_count, sizeof *answers->item);
    answers->organisation_ids = sam_dictionary_new();
    answers->respondent_ids = sam_dictionary_new();
    answers->alliance_dictionary = sam_dictionary_new();
    return answers;
}

void sam_answers_free(struct sam_answers *answers) {
    if (answers == NULL) {
        return;
    }
    for (size_t i = 0; i < answers->item_count; i++) {
        free(answers->item[i]);
    }
    free(answers->item);
    free(answers->role);
    free(answers->organisation);
    free(answers->respondent);
    free(answers->alliance);
    free(answers->first_row);
    free(answers->alliance_ids);
    sam_dictionary_free(answers->organisation_ids);
    sam_dictionary_free(answers->respondent_ids);
    sam_dictionary_free(answers->alliance_dictionary);
    free(answers);
}

void sam_answers_add_alliance(struct sam_answers *answers, const char *id) {
    assert(answers->first_row == NULL);
    sam_dictionary_add(answers->alliance_dictionary, id, strlen(id));
}

static void grow(struct sam_answers *t) {
    t->capacity = sam_grow(t->capacity, t->respondents + 1);
    for (size_t i = 0; i < t->item_count; i++) {
        t->item[i] = sam_xrealloc(t->item[i], t->capacity, sizeof **t->item);
    }
    t->role = sam_xrealloc(t->role, t->capacity, sizeof *t->role);
    t->organisation = sam_xrealloc(t->organisation, t->capacity, sizeof *t->organisation);
    t->alliance = sam_xrealloc(t->alliance, t->capacity, sizeof *t->alliance);
    if (t->respondent != NULL) {
        t->respondent = sam_xrealloc(t->respondent, t->capacity, sizeof *t->respondent);
    }
}

void sam_answers_add(struct sam_answers *t, const char *alliance, const char *organisation,
                     enum sam_role role, const uint8_t *answers) {
    assert(t->first_row == NULL);
    if (t->respondents == t->capacity) {
        grow(t);
    }
    size_t row = t->respondents++;
    for (size_t i = 0; i < t->item_count; i++) {
        t->item[i][row] = answers[i];
    }
    t->role[row] = (uint8_t)role;
    t->organisation[row] =
        organisation[0] != '\0'
            ? sam_dictionary_add(t->organisation_ids, organisation, strlen(organisation))
            : SAM_NO_ORGANISATION;
    t->alliance[row] = sam_dictionary_add(t->alliance_dictionary, alliance, strlen(alliance));
    if (t->respondent != NULL) {
        t->respondent[row] = SAM_NO_RESPONDENT;
    }
}

void sam_answers_name(struct sam_answers *t, const char *respondent) {
    assert(t->first_row == NULL && t->respondents > 0);
    if (respondent[0] == '\0') {
        return;
    }
    if (t->respondent == NULL) {
        t->respondent = sam_xcalloc(t->capacity, sizeof *t->respondent);
        for (size_t row = 0; row < t->respondents; row++) {
            t->respondent[row] = SAM_NO_RESPONDENT;
        }
    }
    t->respondent[t->respondents - 1] =
        sam_dictionary_add(t->respondent_ids, respondent, strlen(respondent));
}

static int compare_ids(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* rank[number in the dictionary] = place in bytewise order. */
static uint32_t *rank_alliances(struct sam_answers *t) {
    t->alliance_count = sam_dictionary_count(t->alliance_dictionary);
    t->alliance_ids = sam_xcalloc(t->alliance_count, sizeof *t->alliance_ids);
    uint32_t *rank = sam_xcalloc(t->alliance_count, sizeof *rank);
    for (size_t a = 0; a < t->alliance_count; a++) {
        t->alliance_ids[a] = sam_dictionary_text(t->alliance_dictionary, (uint32_t)a);
    }
    qsort(t->alliance_ids, t->alliance_count, sizeof *t->alliance_ids, compare_ids);
    for (size_t a = 0; a < t->alliance_count; a++) {
        const char *id = t->alliance_ids[a];
        rank[sam_dictionary_find(t->alliance_dictionary, id, strlen(id))] = (uint32_t)a;
    }
    return rank;
}

static uint8_t *reordered(uint8_t *column, const size_t *to, size_t count, uint8_t *scratch) {
    for (size_t row = 0; row < count; row++) {
        scratch[to[row]] = column[row];
    }
    column = sam_xrealloc(column, count, 1);
    memcpy(column, scratch, count);
    return column;
}

static uint32_t *numbers_reordered(uint32_t *column, const size_t *to, size_t count) {
    uint32_t *moved = sam_xcalloc(count, sizeof *moved);
    for (size_t row = 0; row < count; row++) {
        moved[to[row]] = column[row];
    }
    free(column);
    return moved;
}

void sam_answers_sort(struct sam_answers *t) {
    assert(t->first_row == NULL);
    uint32_t *rank = rank_alliances(t);
    t->first_row = sam_xcalloc(t->alliance_count + 1, sizeof *t->first_row);
    for (size_t row = 0; row < t->respondents; row++) {
        t->first_row[rank[t->alliance[row]] + 1]++;
    }
    for (size_t a = 0; a < t->alliance_count; a++) {
        t->first_row[a + 1] += t->first_row[a];
    }
    size_t *next = sam_xcalloc(t->alliance_count, sizeof *next);
    if (t->alliance_count > 0) {
        memcpy(next, t->first_row, t->alliance_count * sizeof *next);
    }
    size_t *to = sam_xcalloc(t->respondents, sizeof *to);
    for (size_t row = 0; row < t->respondents; row++) {
        to[row] = next[rank[t->alliance[row]]]++;
    }
    free(t->alliance);
    t->alliance = NULL;
    t->organisation = numbers_reordered(t->organisation, to, t->respondents);
    if (t->respondent != NULL) {
        t->respondent = numbers_reordered(t->respondent, to, t->respondents);
    }
    uint8_t *scratch = sam_xcalloc(t->respondents, 1);
    t->role = reordered(t->role, to, t->respondents, scratch);
    for (size_t i = 0; i < t->item_count; i++) {
        t->item[i] = reordered(t->item[i], to, t->respondents, scratch);
    }
    free(scratch);
    free(to);
    free(next);
    free(rank);
}

size_t sam_answers_alliance(const struct sam_answers *answers, const char *id) {
    const char **found = bsearch(&id, answers->alliance_ids, answers->alliance_count,
                                 sizeof *answers->alliance_ids, compare_ids);
    return found != NULL ? (size_t)(found - answers->alliance_ids) : SAM_NONE;
}
