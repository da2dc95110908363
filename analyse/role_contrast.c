#include "analyse/role_contrast.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAD = 1U << SAM_LEAD,
    PARTNER = 1U << SAM_PARTNER,
    ACCOUNT_HOLDER = 1U << SAM_ACCOUNT_HOLDER,
    UNKNOWN = 1U << SAM_ROLE_UNKNOWN
};

struct sam_contrast sam_contrast_none(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_contrast){.first_mean = none,
                                 .second_mean = none,
                                 .test = {.difference = none, .p = none, .superiority = none}};
}

static bool for_both(const struct sam_item *item) {
    return (item->audience & ACCOUNT_HOLDER) && (item->audience & (LEAD | PARTNER));
}

/* Whose answer to a shared item counts: everybody's for whom it is meant. */
static void share_items(struct sam_scoring *shared, const struct sam_questionnaire *q) {
    for (size_t i = 0; i < q->item_count; i++) {
        unsigned meant = for_both(&q->items[i]) ? q->items[i].audience | UNKNOWN : 0;
        for (unsigned role = 0; role <= SAM_ROLE_UNKNOWN; role++) {
            shared->counts[i][role] = meant >> role & 1 ? 0xff : 0;
        }
    }
}

void sam_role_plan_init(struct sam_role_plan *plan, const struct sam_scoring *scoring,
                        const struct sam_analysis_options *options) {
    const struct sam_questionnaire *q = scoring->questionnaire;
    *plan = (struct sam_role_plan){.scoring = scoring, .options = options};
    sam_scoring_init(&plan->shared, q, scoring->answers);
    share_items(&plan->shared, q);
    plan->own = sam_xcalloc(q->scale_count, sizeof *plan->own);
    plan->both = sam_xcalloc(q->scale_count, sizeof *plan->both);
    plan->items = sam_xcalloc(q->item_count, sizeof *plan->items);
    size_t used = 0;
    for (size_t s = 0; s < q->scale_count; s++) {
        const struct sam_scale *scale = &q->scales[s];
        const size_t *items = plan->items + used;
        size_t count = 0;
        for (size_t i = 0; i < scale->item_count; i++) {
            if (for_both(&q->items[scale->items[i]])) {
                plan->items[used + count++] = scale->items[i];
            }
        }
        plan->own[s] = sam_item_set_of(scale->items, scale->item_count, scale->min_answered);
        plan->both[s] = sam_item_set_of(items, count, scale->min_answered);
        used += count;
    }
}

void sam_role_plan_fini(struct sam_role_plan *plan) {
    sam_scoring_fini(&plan->shared);
    free(plan->own);
    free(plan->both);
    free(plan->items);
}

/* The scores of the people summed whose role is among `roles`, by organisation if asked. Returns
 * how many values; *people, how many persons. */
static size_t side(const struct sam_role_plan *plan, struct sam_scores *scores,
                   const struct sam_item_set *set, unsigned roles, size_t first, size_t rows,
                   double *values, size_t *people) {
    const struct sam_answers *answers = plan->scoring->answers;
    const uint8_t *role = answers->role + first;
    size_t kept = 0;
    for (size_t r = 0; r < rows; r++) {
        if (roles >> role[r] & 1 && scores->answered[r] >= set->needed) {
            values[kept] = (double)scores->sum[r] / scores->answered[r];
            scores->row[kept++] = (uint32_t)r;
        }
    }
    *people = kept;
    if (!plan->options->weight_organisation) {
        return kept;
    }
    scores->count = kept;
    memcpy(scores->score, values, kept * sizeof *values);
    sam_scores_by_organisation(scores, answers->organisation + first);
    memcpy(values, scores->score, scores->count * sizeof *values);
    return scores->count;
}

struct sides {
    const struct sam_scoring *scoring;
    const struct sam_item_set *set;
    unsigned first, second; /* roles */
};

static struct sam_number mean_of(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
    }
    return count > 0 ? sam_value(sum / (double)count) : sam_no_value(SAM_WHY_NO_ANSWERS);
}

static struct sam_contrast contrast(const struct sam_role_plan *plan,
                                    const struct sam_role_room *room, const struct sides *sides,
                                    size_t first, size_t rows) {
    struct sam_contrast result = {0};
    sam_scores_sum(room->scores, sides->scoring, sides->set, first, rows, NULL);
    size_t m =
        side(plan, room->scores, sides->set, sides->first, first, rows, room->first, &result.first);
    size_t n = side(plan, room->scores, sides->set, sides->second, first, rows, room->second,
                    &result.second);
    size_t least = plan->options->min_group;
    if (m > 0 && n > 0 && (result.first < least || result.second < least)) {
        struct sam_contrast none = sam_contrast_none(SAM_WHY_SUPPRESSED);
        none.first = result.first;
        none.second = result.second;
        return none;
    }
    result.first_mean = mean_of(room->first, m);
    result.second_mean = mean_of(room->second, n);
    result.test = sam_permutation_by_splits(room->first, m, room->second, n, room->splits);
    return result;
}

struct sam_contrast sam_role_lead_partners(const struct sam_role_plan *plan,
                                           const struct sam_role_room *room, size_t scale,
                                           size_t first, size_t rows) {
    struct sides sides = {plan->scoring, &plan->own[scale], LEAD, PARTNER};
    return contrast(plan, room, &sides, first, rows);
}

struct sam_contrast sam_role_account_holders_partners(const struct sam_role_plan *plan,
                                                      const struct sam_role_room *room,
                                                      size_t scale, size_t first, size_t rows) {
    if (plan->both[scale].count == 0) {
        return sam_contrast_none(SAM_WHY_NOT_COMPARABLE);
    }
    /* Most alliances have none: not worth summing. */
    if (memchr(plan->scoring->answers->role + first, SAM_ACCOUNT_HOLDER, rows) == NULL) {
        return sam_contrast_none(SAM_WHY_NO_ANSWERS);
    }
    struct sides sides = {&plan->shared, &plan->both[scale], ACCOUNT_HOLDER,
                          LEAD | PARTNER | UNKNOWN};
    return contrast(plan, room, &sides, first, rows);
}
