#include "analyse/compared.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool is_among(const size_t *list, size_t count, size_t item) {
    for (size_t i = 0; i < count; i++) {
        if (list[i] == item) {
            return true;
        }
    }
    return false;
}

/* Puts the statements of `scale` that are in none of `paired` into `only`. */
static size_t left_over(const struct sam_scale *scale, const size_t *paired, size_t count,
                        size_t *only) {
    size_t kept = 0;
    for (size_t i = 0; i < scale->item_count; i++) {
        if (!is_among(paired, count, scale->items[i])) {
            only[kept++] = scale->items[i];
        }
    }
    return kept;
}

static bool is_enough(size_t pairs, const struct sam_scale *scale) {
    return 2 * pairs >= scale->item_count;
}

void sam_compared_init(struct sam_compared *compared, const struct sam_questionnaire *now,
                       size_t scale, const struct sam_questionnaire *then) {
    const struct sam_scale *own = &now->scales[scale];
    size_t other = sam_questionnaire_scale(then, own->id);
    size_t most = own->item_count + (other != SAM_NONE ? then->scales[other].item_count : 0) + 1;
    *compared = (struct sam_compared){
        .now = sam_xcalloc(most, sizeof(size_t)),
        .then = sam_xcalloc(most, sizeof(size_t)),
        .only_now = sam_xcalloc(most, sizeof(size_t)),
        .only_then = sam_xcalloc(most, sizeof(size_t)),
    };
    size_t pairs = 0;
    for (size_t i = 0; i < own->item_count && other != SAM_NONE; i++) {
        size_t same = sam_item_same(now, own->items[i], then);
        if (same != SAM_NONE && then->items[same].scale == other &&
            !is_among(compared->then, pairs, same)) {
            compared->now[pairs] = own->items[i];
            compared->then[pairs++] = same;
        }
    }
    compared->only_now_count = left_over(own, compared->now, pairs, compared->only_now);
    if (other != SAM_NONE) {
        compared->only_then_count =
            left_over(&then->scales[other], compared->then, pairs, compared->only_then);
        bool enough = is_enough(pairs, own) && is_enough(pairs, &then->scales[other]);
        compared->count = enough ? pairs : 0;
    }
}

void sam_compared_fini(struct sam_compared *compared) {
    free(compared->now);
    free(compared->then);
    free(compared->only_now);
    free(compared->only_then);
    memset(compared, 0, sizeof *compared);
}
