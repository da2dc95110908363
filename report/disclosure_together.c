/* One statement over all alliances that don't show it by themselves: what they have in common can
 * be said where each of them is too small. No alliance gains from knowing its own answers: the cell
 * fits whatever any one of them answered. */
#include "base/memory.h"
#include "report/disclosure_parts.h"

#include <math.h>

enum { ALLIANCES = 3 };
static const double STEP = 0.5;

struct group {
    size_t people, alliances;
    double sum;
};

static struct group gather(const struct sam_disclosure_room *room, size_t item, bool *members) {
    struct group group = {0};
    for (size_t a = 0; a < room->results->alliance_count; a++) {
        const struct sam_alliance_result *result = &room->results->alliances[a].result;
        const struct sam_cell *own = &room->plan->alliances[a].items[item];
        if (result->items == NULL || result->suppressed || !sam_has(result->items[item].mean) ||
            (own->shown != SAM_SHOW_NOTHING && !room->plan->off)) {
            continue;
        }
        members[a] = true;
        group.alliances++;
        group.people += result->items[item].respondents;
        group.sum += (double)result->items[item].respondents * result->items[item].mean.value;
    }
    return group;
}

/* Between which sums the answers of an alliance to an item lie by the mean of their scale, if that
 * is shown: what is left when all its other statements are at the other end. What people left open
 * takes away 1 to `points` each; here what makes the bounds narrowest. */
static void bounds_of(const struct sam_disclosure_room *room, size_t a, size_t item, double *least,
                      double *most) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_item_score *scores = room->results->alliances[a].result.items;
    size_t s = q->items[item].scale;
    double n = (double)scores[item].respondents;
    *least = n;
    *most = n * q->points;
    if (s == SAM_NONE || room->plan->alliances[a].scales[s].shown == SAM_SHOW_NOTHING ||
        room->plan->alliances[a].scales[s].about) {
        return;
    }
    const struct sam_cell *cell = &room->plan->alliances[a].scales[s];
    double whole = (double)cell->n * (double)q->scales[s].item_count;
    double answers = 0;
    for (size_t k = 0; k < q->scales[s].item_count; k++) {
        answers += (double)scores[q->scales[s].items[k]].respondents;
    }
    double low = whole * cell->low - (whole - answers) - (answers - n) * q->points;
    double high = whole * cell->high - (whole - answers) * q->points - (answers - n);
    if (q->items[item].reverse) {
        double mirror = n * (q->points + 1);
        double turned = mirror - high;
        high = mirror - low;
        low = turned;
    }
    *least = fmax(*least, low);
    *most = fmin(*most, high);
}

/* Whatever one member answered must fit beside what is known of the others; and so must what one
 * person answered who takes part in every one of them (organisations do). */
static struct sam_cell_limits limits_of(const struct sam_disclosure_room *room, size_t item,
                                        const struct group *group, const bool *members) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    struct sam_cell_limits limits = sam_cell_unlimited(q->points);
    double highs = 0;
    double lows = 0;
    double span_up = 0;
    double span_down = 0;
    for (size_t a = 0; a < room->results->alliance_count; a++) {
        if (!members[a]) {
            continue;
        }
        double n = (double)room->results->alliances[a].result.items[item].respondents;
        double least = 0;
        double most = 0;
        bounds_of(room, a, item, &least, &most);
        highs += most;
        lows += least;
        span_up = fmax(span_up, most - n);
        span_down = fmax(span_down, n * q->points - least);
    }
    double person = (double)group->alliances * (q->points - 1) + 1;
    span_up = fmax(span_up, person);
    span_down = fmax(span_down, person);
    limits.top = (highs - span_up) / (double)group->people;
    limits.bottom = (lows + span_down) / (double)group->people;
    return limits;
}

/* --- waves ----------------------------------------------------------------------------------- */

struct comparison {
    size_t people; /* who certainly came or went */
    bool certain;  /* and nobody else */
};

static size_t answers_to(const struct sam_results *results, size_t a, size_t item) {
    const struct sam_alliance_result *result = &results->alliances[a].result;
    return result->items != NULL ? result->items[item].respondents : 0;
}

static void compare_alliance(const struct sam_disclosure_room *room, size_t a, size_t item,
                             const struct sam_results *earlier, size_t same, const bool *members,
                             struct comparison *comparison) {
    const struct sam_results *now = room->results;
    size_t then = sam_results_alliance_was(earlier, &now->alliances[a], a);
    bool was = then != SAM_NONE && earlier->disclosure->together[same].members != NULL &&
               earlier->disclosure->together[same].members[then];
    size_t scale = now->questionnaire->items[item].scale;
    if (members[a] != was) {
        comparison->people +=
            members[a] ? answers_to(now, a, item) : answers_to(earlier, then, same);
    } else if (was) {
        struct sam_turnover turnover = {.known = false};
        if (scale != SAM_NONE) {
            turnover = sam_turnover_between(room, a, scale, earlier);
        }
        comparison->people += turnover.known ? turnover.joined + turnover.left : 0;
        comparison->certain = comparison->certain && turnover.known &&
                              answers_to(now, a, item) + turnover.left ==
                                  answers_to(earlier, then, same) + turnover.joined;
    }
}

/* Was it shown before over nearly the same people? Alliances that are gone count as those who
 * left. */
static bool told_by_waves(const struct sam_disclosure_room *room, size_t item,
                          const bool *members) {
    for (size_t e = 0; e < room->earlier_count; e++) {
        const struct sam_results *earlier = room->earlier[e];
        size_t same = sam_item_known_as(room->results->questionnaire, item, earlier->questionnaire);
        if (same == SAM_NONE ||
            earlier->disclosure->together[same].cell.shown == SAM_SHOW_NOTHING) {
            continue;
        }
        struct comparison comparison = {.certain = true};
        for (size_t a = 0; a < room->results->alliance_count; a++) {
            compare_alliance(room, a, item, earlier, same, members, &comparison);
        }
        bool nobody = comparison.people == 0 && comparison.certain;
        if (!nobody && comparison.people < (size_t)room->plan->privacy.means_from) {
            return true;
        }
    }
    return false;
}

/* --- the cells ------------------------------------------------------------------------------- */

static struct sam_cell cell_of(const struct sam_disclosure_room *room, size_t item,
                               const struct group *group, const bool *members) {
    const int points = room->results->questionnaire->points;
    double mean = group->people > 0 ? group->sum / (double)group->people : 1;
    if (room->plan->off) {
        struct sam_cell_limits none = sam_cell_unlimited(points);
        return group->people > 0 ? sam_cell_mean(mean, group->people, 0.01, points, &none)
                                 : sam_cell_nothing(SAM_WITHHELD_NO_ANSWERS, points);
    }
    if (group->people == 0) {
        return sam_cell_nothing(SAM_WITHHELD_NO_ANSWERS, points);
    }
    if (group->alliances < ALLIANCES ||
        group->people < (size_t)room->plan->privacy.distributions_from) {
        return sam_cell_nothing(SAM_WITHHELD_FEW, points);
    }
    if (!room->plan->ladder_only && told_by_waves(room, item, members)) {
        return sam_cell_nothing(SAM_WITHHELD_TURNOVER, points);
    }
    struct sam_cell_limits limits = room->plan->ladder_only ? sam_cell_unlimited(points)
                                                            : limits_of(room, item, group, members);
    return sam_cell_mean(mean, group->people, STEP, points, &limits);
}

void sam_disclosure_together(struct sam_disclosure_room *room) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    for (size_t i = 0; i < q->item_count; i++) {
        struct sam_together *together = &room->plan->together[i];
        together->members = sam_xcalloc(room->results->alliance_count + 1, sizeof(bool));
        struct group group = gather(room, i, together->members);
        together->alliances = group.alliances;
        together->cell = cell_of(room, i, &group, together->members);
    }
}
