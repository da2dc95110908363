/* What is said of a scale when its statements are shown: computed from what those show, so that it
 * tells nothing that they don't. */
#include "report/disclosure_parts.h"

#include <math.h>

struct sum {
    double value, low, high;
    bool lower, higher;
    size_t count;
};

/* On the side of the scale: a reversed statement from the other end. */
static void add(struct sum *sum, const struct sam_cell *cell, bool reverse, int points) {
    double mirror = points + 1;
    sum->value += reverse ? mirror - cell->value : cell->value;
    sum->low += reverse ? mirror - cell->high : cell->low;
    sum->high += reverse ? mirror - cell->low : cell->high;
    sum->lower = sum->lower || (reverse ? cell->or_higher : cell->or_lower);
    sum->higher = sum->higher || (reverse ? cell->or_lower : cell->or_higher);
    sum->count++;
}

/* Where the answers are shown the mean is known better than it is printed. */
static struct sam_cell exact(const struct sam_cell *cell, int points) {
    struct sam_cell own = *cell;
    if (cell->shown == SAM_SHOW_ANSWERS) {
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += (double)cell->counts[i] * (i + 1);
        }
        own.value = own.low = own.high = sum / (double)cell->n;
    }
    return own;
}

struct sam_cell sam_disclosure_score(const struct sam_disclosure_room *room, size_t a, size_t s) {
    const struct sam_questionnaire *q = room->results->questionnaire;
    const struct sam_scale *scale = &q->scales[s];
    struct sam_cell cell = sam_cell_nothing(SAM_WITHHELD_NOT, q->points);
    struct sum sum = {0};
    for (size_t k = 0; k < scale->item_count; k++) {
        const struct sam_cell *item = &room->plan->alliances[a].items[scale->items[k]];
        if (item->shown != SAM_SHOW_NOTHING) {
            struct sam_cell own = exact(item, q->points);
            add(&sum, &own, q->items[scale->items[k]].reverse, q->points);
        }
    }
    double count = (double)sum.count;
    cell.shown = SAM_SHOW_MEAN;
    cell.about = true;
    cell.n = room->results->alliances[a].result.scales[s].respondents;
    cell.value = floor(10 * sum.value / count + 0.5 + 1e-9) / 10;
    cell.low = sum.low / count;
    cell.high = sum.high / count;
    cell.or_lower = sum.lower && !sum.higher;
    cell.or_higher = sum.higher && !sum.lower;
    return cell;
}

enum sam_consensus sam_disclosure_agreement(const struct sam_disclosure_room *room, size_t a,
                                            size_t s) {
    const struct sam_scale *scale = &room->results->questionnaire->scales[s];
    size_t yes = 0;
    size_t no = 0;
    for (size_t k = 0; k < scale->item_count; k++) {
        enum sam_consensus own = room->plan->alliances[a].item_agreement[scale->items[k]];
        yes += own == SAM_CONSENSUS_YES;
        no += own == SAM_CONSENSUS_NO;
    }
    return 3 * yes >= 2 * (yes + no) && yes > 0 ? SAM_CONSENSUS_YES
           : 3 * no >= 2 * (yes + no) && no > 0 ? SAM_CONSENSUS_NO
                                                : SAM_CONSENSUS_TOO_FEW;
}
