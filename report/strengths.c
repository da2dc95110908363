#include "report/strengths.h"

#include "analyse/agreement.h"
#include "analyse/score.h"
#include "base/memory.h"

#include <stdlib.h>

#define FAVOURABLE_FROM 0.7
#define SLACK 1e-9 /* a bound isn't missed by a rounding */
enum { ANSWERS_FROM = 3 };

bool sam_low_is_favourable(const struct sam_item *item) {
    bool trouble = item->phase == SAM_FORMING || item->phase == SAM_STORMING;
    return item->reverse != trouble;
}

static int by_strength(const void *a, const void *b) {
    const struct sam_strength *x = a;
    const struct sam_strength *y = b;
    if (x->favourable != y->favourable) {
        return x->favourable > y->favourable ? -1 : 1;
    }
    if (x->deviation != y->deviation) {
        return x->deviation < y->deviation ? -1 : 1;
    }
    return x->item < y->item ? -1 : x->item > y->item;
}

static bool is_topic(const struct sam_alliance_result *result, size_t item) {
    for (size_t t = 0; t < result->topic_count; t++) {
        if (result->topics[t].item == item) {
            return true;
        }
    }
    return false;
}

size_t sam_strengths(const struct sam_questionnaire *q, const struct sam_alliance_result *result,
                     struct sam_strength *strengths, size_t most) {
    size_t count = 0;
    struct sam_strength *all = sam_xcalloc(q->item_count + 1, sizeof *all);
    for (size_t i = 0; result->items != NULL && i < q->item_count; i++) {
        const struct sam_item_score *score = &result->items[i];
        if (!sam_has(score->mean) || !sam_has(score->ad) || score->respondents < ANSWERS_FROM ||
            sam_item_of_account_holders(q, i)) {
            continue;
        }
        double share = (score->mean.value - 1) / (q->points - 1);
        share = sam_low_is_favourable(&q->items[i]) ? 1 - share : share;
        if (share >= FAVOURABLE_FROM - SLACK && score->ad.value <= sam_ad_cut(q->points) + SLACK &&
            !is_topic(result, i)) {
            all[count++] = (struct sam_strength){i, share, score->ad.value};
        }
    }
    if (count > 1) {
        qsort(all, count, sizeof *all, by_strength);
    }
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++) {
        strengths[i] = all[i];
    }
    free(all);
    return count;
}
