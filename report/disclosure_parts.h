/* What the files that make a disclosure plan share; for report/disclosure*.c alone. */
#ifndef SAM_REPORT_DISCLOSURE_PARTS_H
#define SAM_REPORT_DISCLOSURE_PARTS_H

#include "report/disclosure.h"

struct sam_disclosure_room {
    struct sam_results *results;
    struct sam_disclosure *plan;
    const struct sam_results *const *earlier;
    size_t earlier_count;
};

/* What earlier waves leave to be shown of a cell: the highest step, and bounds. */
struct sam_history {
    enum sam_shown most;
    struct sam_cell_limits limits;
};
/* Of scale s of alliance a; also where the scale is new. */
struct sam_history sam_history_scale(const struct sam_disclosure_room *room, size_t a, size_t s);
/* Of an item; turnover is that of its scale, or unknown for an item of none. */
struct sam_history sam_history_item(const struct sam_disclosure_room *room, size_t a, size_t item);

/* The score of a scale from its items' cells, each of which counts the same. */
struct sam_cell sam_disclosure_score(const struct sam_disclosure_room *room, size_t a, size_t s);
/* By its items: at least two thirds of those that say so agree, or lie apart. */
enum sam_consensus sam_disclosure_agreement(const struct sam_disclosure_room *room, size_t a,
                                            size_t s);

/* The statements over all alliances that don't show them by themselves. */
void sam_disclosure_together(struct sam_disclosure_room *room);

/* Organisations that joined or left, of those with a score. */
struct sam_turnover {
    bool known; /* false: nothing to compare with, or people who name no organisation */
    size_t joined, left;
};
/* Between one wave and an earlier one of scale s in alliance a (indices of the later). */
struct sam_turnover sam_turnover_between(const struct sam_disclosure_room *room, size_t a, size_t s,
                                         const struct sam_results *earlier);

/* The index of what this alliance was in another wave, under its own id or one it had formerly (the
 * nearest first), or SAM_NONE; hint is where it may well be. */
size_t sam_results_alliance_was(const struct sam_results *results,
                                const struct sam_results_alliance *alliance, size_t hint);

#endif
