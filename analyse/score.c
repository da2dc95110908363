#include "analyse/score.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(SAM_SCORE_BLOCK % SAM_ALPHA_PAD == 0, "blocks go into alpha whole");
_Static_assert(SAM_ROLE_UNKNOWN == 3, "a column for each role, unknown included");

bool sam_item_of_account_holders(const struct sam_questionnaire *q, size_t item) {
    return q->items[item].audience == 1U << SAM_ACCOUNT_HOLDER;
}

bool sam_scale_of_account_holders(const struct sam_questionnaire *q, size_t scale) {
    const struct sam_scale *s = &q->scales[scale];
    for (size_t i = 0; i < s->item_count; i++) {
        if (!sam_item_of_account_holders(q, s->items[i])) {
            return false;
        }
    }
    return s->item_count > 0;
}

bool sam_theme_of_account_holders(const struct sam_questionnaire *q, size_t theme) {
    bool any = false;
    for (size_t i = 0; i < q->item_count; i++) {
        if (q->items[i].theme == theme) {
            if (!sam_item_of_account_holders(q, i)) {
                return false;
            }
            any = true;
        }
    }
    return any;
}

/* In a scale that partners answer too, an item for account holders alone counts for nobody. */
static bool counts(const struct sam_questionnaire *q, size_t item, unsigned role) {
    const struct sam_item *it = &q->items[item];
    const unsigned partners = 1U << SAM_LEAD | 1U << SAM_PARTNER;
    if (role == SAM_ACCOUNT_HOLDER) {
        return sam_item_of_account_holders(q, item) &&
               (it->scale == SAM_NONE || sam_scale_of_account_holders(q, it->scale));
    }
    return (it->audience & (role == SAM_ROLE_UNKNOWN ? partners : 1U << role)) != 0;
}

void sam_scoring_init(struct sam_scoring *scoring, const struct sam_questionnaire *q,
                      const struct sam_answers *answers) {
    scoring->questionnaire = q;
    scoring->answers = answers;
    scoring->counts = sam_xcalloc(q->item_count, sizeof *scoring->counts);
    for (size_t i = 0; i < q->item_count; i++) {
        for (unsigned role = 0; role <= SAM_ROLE_UNKNOWN; role++) {
            scoring->counts[i][role] = counts(q, i, role) ? 0xff : 0;
        }
    }
    memset(scoring->keyed, 0, sizeof scoring->keyed);
    for (int answer = 1; answer <= q->points; answer++) {
        scoring->keyed[0][answer] = (uint8_t)answer;
        scoring->keyed[1][answer] = (uint8_t)(q->points + 1 - answer);
    }
}

void sam_scoring_fini(struct sam_scoring *scoring) {
    free(scoring->counts);
    scoring->counts = NULL;
}

void sam_scoring_item(const struct sam_scoring *scoring, size_t item, size_t first, size_t rows,
                      uint8_t *keyed) {
    const uint8_t *answer = scoring->answers->item[item] + first;
    const uint8_t *role = scoring->answers->role + first;
    const uint8_t *map = scoring->keyed[scoring->questionnaire->items[item].reverse];
    const uint8_t *mask = scoring->counts[item];
    for (size_t r = 0; r < rows; r++) {
        keyed[r] = map[answer[r]] & mask[role[r]];
    }
}

struct sam_item_set sam_item_set_of(const size_t *items, size_t count, double min_answered) {
    size_t needed = (size_t)ceil(min_answered * (double)count - 1e-9);
    return (struct sam_item_set){items, count, needed > 0 ? needed : 1};
}

void sam_scores_init(struct sam_scores *scores, size_t capacity, size_t most_items) {
    scores->capacity = capacity;
    scores->count = 0;
    scores->sum = sam_xcalloc(capacity, sizeof *scores->sum);
    scores->answered = sam_xcalloc(capacity, sizeof *scores->answered);
    scores->score = sam_xcalloc(capacity, sizeof *scores->score);
    scores->row = sam_xcalloc(capacity, sizeof *scores->row);
    scores->columns = sam_xcalloc(most_items, SAM_SCORE_BLOCK);
}

void sam_scores_fini(struct sam_scores *scores) {
    free(scores->sum);
    free(scores->answered);
    free(scores->score);
    free(scores->row);
    free(scores->columns);
}

/* Clears the answers of whoever did not answer all, and what the padding holds. */
static size_t only_complete(struct sam_scores *scores, size_t items, const uint16_t *answered,
                            size_t rows) {
    uint8_t keep[SAM_SCORE_BLOCK] = {0};
    size_t complete = 0;
    size_t padded = (rows + SAM_ALPHA_PAD - 1) / SAM_ALPHA_PAD * SAM_ALPHA_PAD;
    for (size_t r = 0; r < rows; r++) {
        keep[r] = answered[r] == items ? 0xff : 0;
        complete += answered[r] == items;
    }
    for (size_t i = 0; i < items; i++) {
        uint8_t *column = scores->columns + i * SAM_SCORE_BLOCK;
        for (size_t r = 0; r < padded; r++) {
            column[r] &= keep[r];
        }
    }
    return complete;
}

static void sum_block(struct sam_scores *scores, const struct sam_scoring *scoring,
                      const struct sam_item_set *set, size_t first, size_t at, size_t rows,
                      struct sam_alpha *alpha) {
    uint16_t *sum = scores->sum + at;
    uint16_t *answered = scores->answered + at;
    memset(sum, 0, rows * sizeof *sum);
    memset(answered, 0, rows * sizeof *answered);
    for (size_t i = 0; i < set->count; i++) {
        uint8_t *column = scores->columns + i * SAM_SCORE_BLOCK;
        sam_scoring_item(scoring, set->items[i], first + at, rows, column);
        for (size_t r = 0; r < rows; r++) {
            sum[r] = (uint16_t)(sum[r] + column[r]);
            answered[r] = (uint16_t)(answered[r] + (column[r] != 0));
        }
    }
    if (alpha != NULL && set->count > 0) {
        size_t complete = only_complete(scores, set->count, answered, rows);
        sam_alpha_add(alpha, scores->columns, SAM_SCORE_BLOCK, rows, complete);
    }
}

void sam_scores_sum(struct sam_scores *scores, const struct sam_scoring *scoring,
                    const struct sam_item_set *set, size_t first, size_t rows,
                    struct sam_alpha *alpha) {
    assert(rows <= scores->capacity);
    for (size_t at = 0; at < rows; at += SAM_SCORE_BLOCK) {
        size_t left = rows - at;
        sum_block(scores, scoring, set, first, at, left < SAM_SCORE_BLOCK ? left : SAM_SCORE_BLOCK,
                  alpha);
    }
}

void sam_scores_pack(struct sam_scores *scores, const struct sam_item_set *set, size_t from,
                     size_t rows) {
    scores->count = 0;
    for (size_t r = from; r < from + rows; r++) {
        if (scores->answered[r] >= set->needed) {
            scores->score[scores->count] = (double)scores->sum[r] / scores->answered[r];
            scores->row[scores->count++] = (uint32_t)(r - from);
        }
    }
}

struct voice {
    uint32_t organisation;
    uint32_t place;
    double score;
};

static int by_organisation(const void *a, const void *b) {
    const struct voice *x = a;
    const struct voice *y = b;
    if (x->organisation != y->organisation) {
        return x->organisation < y->organisation ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

size_t sam_scores_by_organisation(struct sam_scores *scores, const uint32_t *organisation) {
    size_t n = scores->count;
    struct voice *voices = sam_xcalloc(n, sizeof *voices);
    for (size_t i = 0; i < n; i++) {
        voices[i] = (struct voice){organisation[scores->row[i]], (uint32_t)i, scores->score[i]};
    }
    qsort(voices, n, sizeof *voices, by_organisation);
    scores->count = 0;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        double shifted = 0;
        while (end < n && voices[end].organisation == voices[i].organisation &&
               voices[i].organisation != SAM_NO_ORGANISATION) {
            shifted += voices[end++].score - voices[i].score;
        }
        scores->score[scores->count++] = voices[i].score + shifted / (double)(end - i);
        i = end;
    }
    free(voices);
    return scores->count;
}
