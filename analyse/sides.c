#include "analyse/sides.h"

#include "analyse/role_contrast.h"
#include "analyse/scale_model.h"
#include "analyse/stratified_test.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    PARTNERS = 1U << SAM_LEAD | 1U << SAM_PARTNER,
    UNKNOWN = 1U << SAM_ROLE_UNKNOWN,
    HOLDERS = 1U << SAM_ACCOUNT_HOLDER
};

struct sam_sides {
    const struct sam_scoring *scoring;
    const struct sam_analysis_options *options;
    size_t *items; /* meant for both */
    size_t item_count;
    size_t *alliances; /* with an account holder among those who answered */
    size_t alliance_count;
    struct sam_side *overall;
    size_t overall_count;
};

static size_t rows_of(const struct sam_answers *answers, size_t a) {
    return answers->first_row[a + 1] - answers->first_row[a];
}

static void find_items(struct sam_sides *sides) {
    const struct sam_questionnaire *q = sides->scoring->questionnaire;
    sides->items = sam_xcalloc(q->item_count, sizeof *sides->items);
    for (size_t i = 0; i < q->item_count; i++) {
        unsigned audience = q->items[i].audience;
        if ((audience & HOLDERS) != 0 && (audience & PARTNERS) != 0) {
            sides->items[sides->item_count++] = i;
        }
    }
}

/* Most alliances have none, and then nothing is counted. */
static bool has_holder(const struct sam_answers *answers, size_t a) {
    size_t rows = rows_of(answers, a);
    return rows > 0 &&
           memchr(answers->role + answers->first_row[a], SAM_ACCOUNT_HOLDER, rows) != NULL;
}

static void find_alliances(struct sam_sides *sides) {
    const struct sam_answers *answers = sides->scoring->answers;
    size_t capacity = 0;
    for (size_t a = 0; a < answers->alliance_count && sides->item_count > 0; a++) {
        if (!has_holder(answers, a)) {
            continue;
        }
        if (sides->alliance_count == capacity) {
            capacity = sam_grow(capacity, sides->alliance_count + 1);
            sides->alliances = sam_xrealloc(sides->alliances, capacity, sizeof *sides->alliances);
        }
        sides->alliances[sides->alliance_count++] = a;
    }
}

/* --- one statement --------------------------------------------------------------------------- */

/* Nothing where the alliance has no inside and the statement is about it. */
static struct sam_two_sides count_answers(const struct sam_sides *sides, size_t item, size_t a) {
    const struct sam_questionnaire *q = sides->scoring->questionnaire;
    const struct sam_answers *answers = sides->scoring->answers;
    struct sam_two_sides counted = {{0}, {0}};
    unsigned partners = (q->items[item].audience & PARTNERS) | UNKNOWN;
    if (sam_item_relation(q, item) == SAM_RELATION_ALLIANCE &&
        sam_single_organisation(sides->options, a)) {
        return counted;
    }
    for (size_t r = answers->first_row[a]; r < answers->first_row[a + 1]; r++) {
        uint8_t answer = answers->item[item][r];
        unsigned role = 1U << answers->role[r];
        if (answer >= 1 && answer <= q->points) {
            counted.first[answer - 1] += (role & partners) != 0;
            counted.second[answer - 1] += (role & HOLDERS) != 0;
        }
    }
    return counted;
}

/* False when one side gave no answer. */
static bool compare(const struct sam_sides *sides, size_t item, const struct sam_two_sides *groups,
                    size_t count, struct sam_side *out) {
    struct sam_stratified test =
        sam_stratified_test(groups, count, sides->scoring->questionnaire->points);
    size_t least = sides->options->min_group;
    if (test.groups == 0) {
        return false;
    }
    bool few = test.first < least || test.second < least;
    *out = (struct sam_side){.item = item, .alliances = test.groups};
    if (few) {
        out->contrast = sam_contrast_none(SAM_WHY_SUPPRESSED);
    } else {
        out->contrast.first_mean = test.first_mean;
        out->contrast.second_mean = test.second_mean;
        out->contrast.test = test.test;
    }
    out->contrast.first = test.first;
    out->contrast.second = test.second;
    return true;
}

static void compare_all(struct sam_sides *sides) {
    struct sam_two_sides *groups = sam_xcalloc(sides->alliance_count + 1, sizeof *groups);
    for (size_t i = 0; i < sides->item_count; i++) {
        for (size_t k = 0; k < sides->alliance_count; k++) {
            groups[k] = count_answers(sides, sides->items[i], sides->alliances[k]);
        }
        sides->overall_count += compare(sides, sides->items[i], groups, sides->alliance_count,
                                        &sides->overall[sides->overall_count]);
    }
    free(groups);
}

struct sam_sides *sam_sides_new(const struct sam_scoring *scoring,
                                const struct sam_analysis_options *options) {
    struct sam_sides *sides = sam_xcalloc(1, sizeof *sides);
    sides->scoring = scoring;
    sides->options = options;
    find_items(sides);
    find_alliances(sides);
    sides->overall = sam_xcalloc(sides->item_count + 1, sizeof *sides->overall);
    if (sides->alliance_count > 0) {
        compare_all(sides);
    }
    return sides;
}

void sam_sides_free(struct sam_sides *sides) {
    if (sides != NULL) {
        free(sides->items);
        free(sides->alliances);
        free(sides->overall);
        free(sides);
    }
}

const struct sam_side *sam_sides_overall(const struct sam_sides *sides, size_t *count) {
    *count = sides->overall_count;
    return sides->overall;
}

size_t sam_sides_of(const struct sam_sides *sides, size_t a, struct sam_side *side) {
    size_t count = 0;
    if (sides->item_count == 0 || !has_holder(sides->scoring->answers, a)) {
        return 0;
    }
    for (size_t i = 0; i < sides->item_count; i++) {
        struct sam_two_sides group = count_answers(sides, sides->items[i], a);
        count += compare(sides, sides->items[i], &group, 1, &side[count]);
    }
    return count;
}
