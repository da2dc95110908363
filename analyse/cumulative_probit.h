/* Alliances compared on one scale without taking answers for distances: a hierarchical cumulative
 * probit (model and likelihood: probit_likelihood.h), fitted by maximum marginal likelihood.
 *
 * Why: means of five-point answers can put two groups in the wrong order (Liddell & Kruschke 2018).
 *
 * What it is not: a person's answers to the items of a scale go together, and beyond the alliance's
 * own level the model doesn't know that. A level per person would need an integral per person
 * inside the one per alliance, and the counts would no longer be enough. The answers are taken as
 * if independent (a composite likelihood: Varin, Reid & Firth 2011): thresholds and levels are
 * still estimated sensibly, but what persons differ is partly taken for differences between
 * alliances, so tau is too high with few persons per alliance and the standard errors are too
 * small. Use levels and their order, and no test or interval made from the standard errors. */
#ifndef SAM_ANALYSE_CUMULATIVE_PROBIT_H
#define SAM_ANALYSE_CUMULATIVE_PROBIT_H

#include "analyse/estimate.h"
#include "analyse/probit_likelihood.h"

/* Levels in the unit of u, 0 the middle of all alliances. */
struct sam_probit_level {
    double mean, sd; /* of u given the alliance's answers */
    /* where the alliance's own likelihood is highest: not drawn to the middle, as its mean isn't.
     * INFINITY or -INFINITY when all its answers are the highest or lowest there are; NAN without
     * answers. */
    double location;
};

struct sam_cumulative_probit {
    double tau;                      /* 0: no difference between alliances could be seen */
    double log_likelihood;           /* at its maximum, of the answers in their order */
    double *thresholds;              /* the caller's, room for sam_ordinal_thresholds */
    struct sam_probit_level *levels; /* the caller's, room for each alliance */
    int iterations;                  /* from all starts */
};

/* Fits. Without a value fit and its room are untouched.
 *   (1) SAM_HAS_VALUE: at a maximum to rounding (Newton with the exact second derivatives of the
 *       likelihood; what the next step could still gain is below 1e-16 of the log-likelihood), at
 *       the best of those found (from two starts; from one above 50 alliances) and of tau = 0
 *   (2) tau = 0: all means and sds are 0
 *   (3) SAM_WHY_NO_VARIANCE: no item has two used categories
 *   (4) SAM_WHY_NO_CONVERGENCE: no maximum; also when tau runs off because alliances are
 *       separated, their answers sharing no category (tau beyond 30 times an answer's own spread)
 * Thresholds need no reparametrisation to stay in order: the likelihood is 0 where they are not,
 * and a step that lands there is halved. */
enum sam_why sam_cumulative_probit_fit(const struct sam_ordinal_table *table,
                                       struct sam_cumulative_probit *fit);

#endif
