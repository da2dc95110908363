/* Pairs that two measures put in a different order. */
#ifndef SAM_ANALYSE_INVERSIONS_H
#define SAM_ANALYSE_INVERSIONS_H

#include <stddef.h>

struct sam_measured {
    size_t who;
    double one, other; /* not NAN; infinite is allowed */
};

struct sam_inverted {
    size_t higher_by_one, higher_by_other;
};

/* Counts the pairs of which one member is higher by the first measure and the other by the second;
 * up to `room` of them are put in list, in order of higher_by_one and then higher_by_other.
 *   (1) values less than `tie` apart are the same (also through others in between): no inversion
 *   (2) where there are more than fit, which of them are listed depends on the values only
 *   (3) reorders items. Cost: n log n, and what is listed. */
size_t sam_inversions(struct sam_measured *items, size_t n, double tie, struct sam_inverted *list,
                      size_t room);

#endif
