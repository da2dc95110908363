/* What two questionnaires have in common of a scale: what waves can be compared on.
 *
 *   (1) the scale has the same id in both, and is answered on as many points
 *   (2) its statements are paired by id or declared equivalence (sam_item_same), each in the scale
 *       on both sides; what has no equal is left out, and named
 *   (3) of neither questionnaire more than half of the scale's statements may be left out: else the
 *       rest is another scale, and nothing is compared (count 0) */
#ifndef SAM_ANALYSE_COMPARED_H
#define SAM_ANALYSE_COMPARED_H

#include "model/questionnaire.h"

struct sam_compared {
    size_t count;       /* pairs; 0: not comparable */
    size_t *now, *then; /* per pair: indices of its statements in either questionnaire */
    /* statements without an equal: indices in this, and in the earlier questionnaire */
    size_t *only_now, *only_then;
    size_t only_now_count, only_then_count;
};

/* Scale `scale` of now. */
void sam_compared_init(struct sam_compared *compared, const struct sam_questionnaire *now,
                       size_t scale, const struct sam_questionnaire *then);
void sam_compared_fini(struct sam_compared *compared);

#endif
