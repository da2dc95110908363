#include "analyse/wave_change.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sam_wave_voice {
    uint32_t organisation;
    uint32_t place;
    double score;
};

struct sam_change sam_change_none(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_change){.test = {.difference = none, .p = none, .superiority = none},
                               .detectable = none};
}

static size_t largest_of(const struct sam_answers *answers) {
    size_t largest = 0;
    for (size_t a = 0; a < answers->alliance_count; a++) {
        size_t rows = answers->first_row[a + 1] - answers->first_row[a];
        largest = rows > largest ? rows : largest;
    }
    return largest;
}

uint32_t *sam_wave_organisations(const struct sam_answers *now, const struct sam_answers *then) {
    size_t count = sam_dictionary_count(then->organisation_ids);
    uint32_t *numbers = sam_xcalloc(count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        const char *id = sam_dictionary_text(then->organisation_ids, (uint32_t)i);
        numbers[i] = sam_dictionary_find(now->organisation_ids, id, strlen(id));
    }
    return numbers;
}

size_t sam_wave_alliance(const struct sam_earlier_wave *earlier, const struct sam_answers *now,
                         size_t a) {
    return earlier->alliances != NULL
               ? earlier->alliances[a]
               : sam_answers_alliance(earlier->answers, now->alliance_ids[a]);
}

void sam_wave_plan_init(struct sam_wave_plan *plan, const struct sam_scoring *now,
                        const struct sam_analysis_options *options) {
    const struct sam_questionnaire *q = now->questionnaire;
    const struct sam_earlier_wave *earlier = options->earlier;
    *plan = (struct sam_wave_plan){.now = now, .options = options};
    sam_scoring_init(&plan->then, earlier->questionnaire, earlier->answers);
    plan->now_set = sam_xcalloc(q->scale_count, sizeof *plan->now_set);
    plan->then_set = sam_xcalloc(q->scale_count, sizeof *plan->then_set);
    plan->compared = sam_xcalloc(q->scale_count, sizeof *plan->compared);
    for (size_t s = 0; s < q->scale_count; s++) {
        struct sam_compared *compared = &plan->compared[s];
        double share = q->scales[s].min_answered;
        sam_compared_init(compared, q, s, earlier->questionnaire);
        plan->now_set[s] = sam_item_set_of(compared->now, compared->count, share);
        plan->then_set[s] = sam_item_set_of(compared->then, compared->count, share);
    }
    plan->organisation = sam_wave_organisations(now->answers, earlier->answers);
    size_t before = largest_of(earlier->answers);
    plan->largest = largest_of(now->answers);
    plan->largest = before > plan->largest ? before : plan->largest;
}

void sam_wave_plan_fini(struct sam_wave_plan *plan) {
    for (size_t s = 0; s < plan->now->questionnaire->scale_count; s++) {
        sam_compared_fini(&plan->compared[s]);
    }
    sam_scoring_fini(&plan->then);
    free(plan->compared);
    free(plan->now_set);
    free(plan->then_set);
    free(plan->organisation);
}

void sam_wave_room_init(struct sam_wave_room *room, const struct sam_wave_plan *plan) {
    size_t items = plan->now->questionnaire->item_count;
    sam_scores_init(&room->scores, plan->largest, items > 0 ? items : 1);
    room->now = sam_xcalloc(plan->largest, sizeof *room->now);
    room->then = sam_xcalloc(plan->largest, sizeof *room->then);
    room->first = sam_xcalloc(plan->largest, sizeof *room->first);
    room->second = sam_xcalloc(plan->largest, sizeof *room->second);
}

void sam_wave_room_fini(struct sam_wave_room *room) {
    sam_scores_fini(&room->scores);
    free(room->now);
    free(room->then);
    free(room->first);
    free(room->second);
}

/* --- organisations' scores ------------------------------------------------------------------- */

static int by_organisation(const void *a, const void *b) {
    const struct sam_wave_voice *x = a;
    const struct sam_wave_voice *y = b;
    if (x->organisation != y->organisation) {
        return x->organisation < y->organisation ? -1 : 1;
    }
    return x->place < y->place ? -1 : x->place > y->place;
}

/* One voice for each organisation, rising in number; returns how many. */
static size_t merge_people(struct sam_wave_voice *voices, size_t people) {
    size_t count = 0;
    qsort(voices, people, sizeof *voices, by_organisation);
    for (size_t i = 0; i < people;) {
        size_t end = i + 1;
        double shifted = 0;
        while (end < people && voices[end].organisation == voices[i].organisation) {
            shifted += voices[end++].score - voices[i].score;
        }
        voices[count] = voices[i];
        voices[count++].score += shifted / (double)(end - i);
        i = end;
    }
    return count;
}

/* Of the people with a score among these rows. */
static size_t voices_of(struct sam_wave_room *room, const struct sam_scoring *scoring,
                        const struct sam_item_set *set, size_t first, size_t rows,
                        struct sam_wave_voice *voices, size_t *unnamed) {
    struct sam_scores *scores = &room->scores;
    const uint32_t *organisation = scoring->answers->organisation + first;
    sam_scores_sum(scores, scoring, set, first, rows, NULL);
    sam_scores_pack(scores, set, 0, rows);
    size_t people = 0;
    for (size_t i = 0; i < scores->count; i++) {
        uint32_t whose = organisation[scores->row[i]];
        if (whose == SAM_NO_ORGANISATION) {
            ++*unnamed;
        } else {
            voices[people] = (struct sam_wave_voice){whose, (uint32_t)people, scores->score[i]};
            people++;
        }
    }
    return merge_people(voices, people);
}

/* --- pairs ----------------------------------------------------------------------------------- */

/* Gives the organisations of then, one voice each already, the numbers they have now; those that
 * have none go last. */
static void renumber(const struct sam_wave_plan *plan, struct sam_wave_voice *then, size_t count) {
    for (size_t i = 0; i < count; i++) {
        then[i].organisation = plan->organisation[then[i].organisation];
    }
    qsort(then, count, sizeof *then, by_organisation);
}

static void pair_up(struct sam_wave_room *room, size_t now, size_t then,
                    struct sam_change *change) {
    size_t j = 0;
    for (size_t i = 0; i < now; i++) {
        while (j < then && room->then[j].organisation < room->now[i].organisation) {
            j++;
        }
        if (j < then && room->then[j].organisation == room->now[i].organisation) {
            room->first[change->pairs] = room->now[i].score;
            room->second[change->pairs++] = room->then[j].score;
        }
    }
    change->newcomers = now - change->pairs;
    change->leavers = then - change->pairs;
}

static size_t partners_among(const struct sam_answers *answers, size_t first, size_t rows) {
    size_t partners = 0;
    for (size_t r = first; r < first + rows; r++) {
        partners += answers->role[r] != SAM_ACCOUNT_HOLDER;
    }
    return partners;
}

/* longer: statements of the scale / statements compared. */
static struct sam_number detectable(struct sam_number sem, size_t pairs, double longer) {
    const double z = 1.959963984540054; /* quantile .975 of the normal distribution */
    return sam_has(sem) ? sam_value(z * sqrt(2 * longer / (double)pairs) * sem.value) : sem;
}

struct sam_change sam_wave_change(const struct sam_wave_plan *plan, struct sam_wave_room *room,
                                  size_t scale, size_t a, struct sam_number sem, uint64_t seed) {
    if (plan->compared[scale].count == 0) {
        return sam_change_none(SAM_WHY_NOT_COMPARABLE);
    }
    const struct sam_answers *now = plan->now->answers;
    const struct sam_answers *then = plan->then.answers;
    size_t before = sam_wave_alliance(plan->options->earlier, now, a);
    size_t first = before != SAM_NONE ? then->first_row[before] : 0;
    size_t rows = before != SAM_NONE ? then->first_row[before + 1] - first : 0;
    size_t least = plan->options->min_group;
    if (rows > 0 && partners_among(then, first, rows) < least) {
        return sam_change_none(SAM_WHY_SUPPRESSED);
    }
    struct sam_change change = {0};
    size_t then_count = voices_of(room, &plan->then, &plan->then_set[scale], first, rows,
                                  room->then, &change.unnamed);
    renumber(plan, room->then, then_count);
    first = now->first_row[a];
    rows = now->first_row[a + 1] - first;
    size_t now_count =
        voices_of(room, plan->now, &plan->now_set[scale], first, rows, room->now, &change.unnamed);
    pair_up(room, now_count, then_count, &change);
    if (change.pairs == 0 || change.pairs < least) {
        struct sam_change none =
            sam_change_none(change.pairs == 0 ? SAM_WHY_NO_PAIRS : SAM_WHY_SUPPRESSED);
        change.test = none.test;
        change.detectable = none.detectable;
        return change;
    }
    change.test = sam_permutation_of_pairs(room->first, room->second, change.pairs,
                                           plan->options->resamples, seed);
    double items = (double)plan->now->questionnaire->scales[scale].item_count;
    change.detectable = detectable(sem, change.pairs, items / (double)plan->compared[scale].count);
    return change;
}
