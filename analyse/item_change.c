#include "analyse/item_change.h"

#include "analyse/wave_change.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* One organisation's answers to one item: in this wave and in the earlier one. */
struct voices {
    uint32_t organisation;
    double sum[2];
    size_t n[2];
};

struct sam_item_changes {
    const struct sam_scoring *now;
    const struct sam_analysis_options *options;
    struct sam_scoring then;
    size_t *then_item;      /* per item now, or SAM_NONE */
    uint32_t *organisation; /* number then -> number now */
    struct voices *voices;  /* of the alliance at hand, rising by organisation */
    size_t count, capacity;
};

struct sam_item_changes *sam_item_changes_new(const struct sam_scoring *now,
                                              const struct sam_analysis_options *options) {
    const struct sam_earlier_wave *earlier = options->earlier;
    const struct sam_questionnaire *q = now->questionnaire;
    struct sam_item_changes *changes = sam_xcalloc(1, sizeof *changes);
    changes->now = now;
    changes->options = options;
    sam_scoring_init(&changes->then, earlier->questionnaire, earlier->answers);
    changes->then_item = sam_xcalloc(q->item_count, sizeof *changes->then_item);
    for (size_t i = 0; i < q->item_count; i++) {
        changes->then_item[i] = sam_item_same(q, i, earlier->questionnaire);
    }
    changes->organisation = sam_wave_organisations(now->answers, earlier->answers);
    return changes;
}

void sam_item_changes_free(struct sam_item_changes *changes) {
    if (changes != NULL) {
        sam_scoring_fini(&changes->then);
        free(changes->then_item);
        free(changes->organisation);
        free(changes->voices);
        free(changes);
    }
}

/* --- the organisations of an alliance -------------------------------------------------------- */

static int by_organisation(const void *a, const void *b) {
    uint32_t x = ((const struct voices *)a)->organisation;
    uint32_t y = ((const struct voices *)b)->organisation;
    return (x > y) - (x < y);
}

static void list_organisations(struct sam_item_changes *changes, size_t first, size_t rows) {
    const uint32_t *organisation = changes->now->answers->organisation + first;
    changes->count = 0;
    if (rows > changes->capacity) {
        changes->capacity = sam_grow(changes->capacity, rows);
        changes->voices = sam_xrealloc(changes->voices, changes->capacity, sizeof *changes->voices);
    }
    for (size_t r = 0; r < rows; r++) {
        if (organisation[r] != SAM_NO_ORGANISATION) {
            changes->voices[changes->count++] = (struct voices){.organisation = organisation[r]};
        }
    }
    if (changes->count == 0) {
        return;
    }
    qsort(changes->voices, changes->count, sizeof *changes->voices, by_organisation);
    size_t kept = 1;
    for (size_t i = 1; i < changes->count; i++) {
        if (changes->voices[i].organisation != changes->voices[kept - 1].organisation) {
            changes->voices[kept++] = changes->voices[i];
        }
    }
    changes->count = kept;
}

static struct voices *voices_of(struct sam_item_changes *changes, uint32_t organisation) {
    struct voices key = {.organisation = organisation};
    if (changes->count == 0) {
        return NULL;
    }
    return bsearch(&key, changes->voices, changes->count, sizeof key, by_organisation);
}

/* --- one item -------------------------------------------------------------------------------- */

/* Adds the answers to an item of these rows as wave 0 (now) or 1 (then). */
static void hear(struct sam_item_changes *changes, const struct sam_scoring *scoring, size_t item,
                 size_t first, size_t rows, int wave) {
    const struct sam_answers *answers = scoring->answers;
    for (size_t r = first; r < first + rows; r++) {
        uint8_t answer = answers->item[item][r];
        uint32_t organisation = answers->organisation[r];
        if (wave == 1 && organisation != SAM_NO_ORGANISATION) {
            organisation = changes->organisation[organisation];
        }
        struct voices *voices = voices_of(changes, organisation);
        if (voices != NULL && answer >= 1 && answer <= scoring->questionnaire->points &&
            scoring->counts[item][answers->role[r]] != 0) {
            voices->sum[wave] += answer;
            voices->n[wave]++;
        }
    }
}

static struct sam_item_change pair_up(struct sam_item_changes *changes) {
    struct sam_item_change change = {0};
    double sum = 0;
    for (size_t i = 0; i < changes->count; i++) {
        struct voices *v = &changes->voices[i];
        if (v->n[0] > 0 && v->n[1] > 0) {
            sum += v->sum[0] / (double)v->n[0] - v->sum[1] / (double)v->n[1];
            change.pairs++;
        }
        memset(v->sum, 0, sizeof v->sum);
        memset(v->n, 0, sizeof v->n);
    }
    if (change.pairs == 0) {
        change.difference = sam_no_value(SAM_WHY_NO_PAIRS);
    } else if (change.pairs < changes->options->min_group) {
        change.difference = sam_no_value(SAM_WHY_SUPPRESSED);
    } else {
        change.difference = sam_value(sum / (double)change.pairs);
    }
    return change;
}

void sam_item_changes_of(struct sam_item_changes *changes, size_t a,
                         struct sam_item_change *change) {
    const struct sam_answers *now = changes->now->answers;
    const struct sam_answers *then = changes->then.answers;
    size_t first = now->first_row[a];
    size_t rows = now->first_row[a + 1] - first;
    size_t before = sam_wave_alliance(changes->options->earlier, now, a);
    size_t then_first = before != SAM_NONE ? then->first_row[before] : 0;
    size_t then_rows = before != SAM_NONE ? then->first_row[before + 1] - then_first : 0;
    list_organisations(changes, first, rows);
    for (size_t i = 0; i < changes->now->questionnaire->item_count; i++) {
        if (changes->then_item[i] == SAM_NONE) {
            change[i] = (struct sam_item_change){0, sam_no_value(SAM_WHY_NOT_COMPARABLE)};
            continue;
        }
        hear(changes, changes->now, i, first, rows, 0);
        hear(changes, &changes->then, changes->then_item[i], then_first, then_rows, 1);
        change[i] = pair_up(changes);
    }
}
