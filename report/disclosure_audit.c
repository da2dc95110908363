/* What the mean of a scale and its statements say together. Every bound here is the narrowest that
 * anybody could have, also somebody who knows their own answers and who left what open. */
#include "base/memory.h"
#include "report/disclosure_parts.h"

#include <math.h>
#include <stdlib.h>

static const double HAIR = 1e-9;

static const struct sam_item_score *score_of(const struct sam_disclosure_room *room, size_t a,
                                             size_t item) {
    return &room->results->alliances[a].result.items[item];
}

/* By the item's own cell, after reversal. */
static struct sam_sums own_sums(const struct sam_disclosure_room *room, size_t a, size_t item) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    size_t n = score_of(room, a, item)->respondents;
    struct sam_sums sums = {.people = (long)n};
    sam_cell_sums(&room->plan->alliances[a].items[item], n, q->points, &sums.least, &sums.most);
    if (q->items[item].reverse) {
        long mirror = (long)n * (q->points + 1);
        long least = mirror - sums.most;
        sums.most = mirror - sums.least;
        sums.least = least;
    }
    return sums;
}

/* How low and how high the sum of an item may be for somebody whose own answer is at the other end
 * already: no more is left for the others. */
static long cap_high(const struct sam_sums *sums, int points) {
    long alone = (sums->people - 1) * points + 1;
    return sums->people > 0 && alone < sums->most ? alone : sums->most;
}

static long cap_low(const struct sam_sums *sums, int points) {
    long alone = sums->people - 1 + points;
    return sums->people > 0 && alone > sums->least ? alone : sums->least;
}

/* The sums of all of a scale's items that fit the cell of its mean. With n people's means each of
 * up to J answers, sum = n J mean - what those weigh more who left some open: x answers in all, the
 * missing weighing 1 each at the least and `points` at the most. */
static void total_of(const struct sam_disclosure_room *room, size_t a, size_t s, long answers,
                     double *least, double *most) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_cell *cell = &room->plan->alliances[a].scales[s];
    double whole = (double)cell->n * (double)q->scales[s].item_count;
    *least = whole * (cell->low - 1) + (double)answers;
    *most = (double)answers * q->points - whole * (q->points - cell->high);
    if (cell->shown == SAM_SHOW_NOTHING) {
        *least = (double)answers;
        *most = (double)answers * q->points;
    }
}

/* The item's sums as narrowed by the scale's mean and all its other items. */
static struct sam_sums narrowed(const struct sam_disclosure_room *room, size_t a, size_t s,
                                const struct sam_sums *own, size_t k) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_scale *scale = &q->scales[s];
    long answers = 0;
    long lows = 0;
    long highs = 0;
    for (size_t i = 0; i < scale->item_count; i++) {
        answers += own[i].people;
        if (i != k) {
            lows += cap_low(&own[i], q->points);
            highs += cap_high(&own[i], q->points);
        }
    }
    double least = 0;
    double most = 0;
    total_of(room, a, s, answers, &least, &most);
    struct sam_sums sums = own[k];
    long up = (long)ceil(least - HAIR) - highs;
    long down = (long)floor(most + HAIR) - lows;
    sums.least = up > sums.least ? up : sums.least;
    sums.most = down < sums.most ? down : sums.most;
    return sums;
}

static struct sam_sums *sums_of_scale(const struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_scale *scale = &room->results->questionnaire->scales[s];
    struct sam_sums *own = sam_xcalloc(scale->item_count + 1, sizeof *own);
    for (size_t k = 0; k < scale->item_count; k++) {
        own[k] = own_sums(room, a, scale->items[k]);
    }
    return own;
}

struct sam_sums sam_disclosure_sums(const struct sam_disclosure_room *room, size_t a, size_t item) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    size_t s = q->items[item].scale;
    if (s == SAM_NONE) {
        return own_sums(room, a, item);
    }
    struct sam_sums *own = sums_of_scale(room, a, s);
    struct sam_sums sums = own_sums(room, a, item);
    for (size_t k = 0; k < q->scales[s].item_count; k++) {
        if (q->scales[s].items[k] == item) {
            sums = narrowed(room, a, s, own, k);
        }
    }
    free(own);
    return sums;
}

/* Would anybody know all others' answers to it? Of one person: is the answer known? */
static bool pinned(const struct sam_cell *cell, const struct sam_sums *sums, int points) {
    long n = sums->people;
    if (n == 0 || cell->shown == SAM_SHOW_ANSWERS) {
        return false; /* not alike, so that nobody's answer follows, whatever the sums */
    }
    if (sums->most <= sums->least && (n < 3 || cell->why == SAM_WITHHELD_ALIKE)) {
        return true;
    }
    return n > 1 && (sums->least > (n - 1) * points || sums->most < n - 1 + points);
}

void sam_disclosure_audit(struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_scale *scale = &q->scales[s];
    const struct sam_alliance_result *result = &room->results->alliances[a].result;
    struct sam_disclosed_alliance *own = &room->plan->alliances[a];
    if (result->items == NULL || own->scales[s].shown < SAM_SHOW_BAND) {
        return;
    }
    bool shown = false;
    bool bad = false;
    struct sam_sums *sums = sums_of_scale(room, a, s);
    for (size_t k = 0; k < scale->item_count; k++) {
        const struct sam_cell *cell = &own->items[scale->items[k]];
        struct sam_sums narrow = narrowed(room, a, s, sums, k);
        shown = shown || cell->shown != SAM_SHOW_NOTHING;
        bad = bad || pinned(cell, &narrow, q->points);
    }
    for (size_t k = 0; k < scale->item_count && shown && bad; k++) {
        struct sam_cell *cell = &own->items[scale->items[k]];
        if (cell->shown != SAM_SHOW_NOTHING) {
            *cell = sam_cell_nothing(SAM_WITHHELD_COMBINED, q->points);
        }
    }
    free(sums);
}
