#include "analyse/cumulative_probit.h"

#include "base/memory.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where tau has gone off for good, either way. */
static const double LOG_TAU_HIGHEST = 3.4; /* log 30 */
static const double LOG_TAU_LOWEST = -11.5;
/* The same where the likelihood falls from tau = 0 on, so that nothing is to be found there. */
static const double LOG_TAU_FALLING = -5;

/* --- tau = 0 -------------------------------------------------------------------------------- */

/* Without differences between alliances everything has a closed form: thresholds are the quantiles
 * of the cumulative shares. */
struct pooled {
    double log_likelihood;
    double slope; /* of the log-likelihood by tau^2 */
};

static struct pooled fit_pooled(const struct sam_ordinal_table *table, double *thresholds) {
    struct pooled pooled = {0, 0};
    size_t cells = sam_ordinal_cells(table);
    double *sum = sam_xcalloc(cells, sizeof *sum);
    for (size_t a = 0; a < table->alliances; a++) {
        for (size_t c = 0; c < cells; c++) {
            sum[c] += table->counts[a * cells + c];
        }
    }
    for (size_t i = 0; i < table->items; i++) {
        double all = 0;
        double below = 0;
        for (size_t c = table->first_cell[i]; c < table->first_cell[i + 1]; c++) {
            all += sum[c];
        }
        for (size_t c = table->first_cell[i]; c < table->first_cell[i + 1]; c++) {
            pooled.log_likelihood += sum[c] * log(sum[c] / all);
            below += sum[c];
            if (c + 1 < table->first_cell[i + 1]) {
                thresholds[c - i] = 2 * below < all ? gsl_cdf_ugaussian_Pinv(below / all)
                                                    : gsl_cdf_ugaussian_Qinv((all - below) / all);
            }
        }
    }
    for (size_t a = 0; a < table->alliances; a++) {
        struct sam_probit_slope at = sam_probit_given(table, a, thresholds, 0);
        pooled.slope += 0.5 * (at.first * at.first + at.second);
    }
    free(sum);
    return pooled;
}

/* --- tau > 0 -------------------------------------------------------------------------------- */

struct climb {
    struct sam_probit *probit;
    size_t parameters;
    double *at, *gradient, *hessian; /* where we are */
    double value;
    double *next, *next_gradient, *next_hessian; /* being tried */
    gsl_matrix *bend;
    gsl_vector *step;
    int iterations;
};

static void climb_init(struct climb *climb, const struct sam_ordinal_table *table) {
    size_t p = sam_ordinal_thresholds(table) + 1;
    *climb = (struct climb){.probit = sam_probit_new(table), .parameters = p};
    climb->at = sam_xcalloc(p, sizeof(double));
    climb->gradient = sam_xcalloc(p, sizeof(double));
    climb->hessian = sam_xcalloc(p * p, sizeof(double));
    climb->next = sam_xcalloc(p, sizeof(double));
    climb->next_gradient = sam_xcalloc(p, sizeof(double));
    climb->next_hessian = sam_xcalloc(p * p, sizeof(double));
    climb->bend = gsl_matrix_alloc(p, p);
    climb->step = gsl_vector_alloc(p);
}

static void climb_fini(struct climb *climb) {
    sam_probit_free(climb->probit);
    free(climb->at);
    free(climb->gradient);
    free(climb->hessian);
    free(climb->next);
    free(climb->next_gradient);
    free(climb->next_hessian);
    gsl_matrix_free(climb->bend);
    gsl_vector_free(climb->step);
}

/* The Newton step, with as much added to the curvature as makes it bend downwards everywhere.
 * Returns what the gradient expects of it, 0 or more. */
static double newton_step(struct climb *climb) {
    size_t p = climb->parameters;
    double largest = 0;
    for (size_t i = 0; i < p; i++) {
        largest = fmax(largest, fabs(climb->hessian[i * p + i]));
    }
    double ridge = 0;
    while (ridge < 1e6) {
        for (size_t i = 0; i < p; i++) {
            for (size_t j = 0; j <= i; j++) {
                gsl_matrix_set(climb->bend, i, j, -climb->hessian[i * p + j]);
            }
            double own = gsl_matrix_get(climb->bend, i, i);
            gsl_matrix_set(climb->bend, i, i, own + ridge * (fabs(own) + 1e-3 * largest));
        }
        if (gsl_linalg_cholesky_decomp1(climb->bend) == 0) {
            break;
        }
        ridge = ridge > 0 ? 10 * ridge : 1e-4;
    }
    double gain = 0;
    gsl_vector_const_view gradient = gsl_vector_const_view_array(climb->gradient, p);
    gsl_linalg_cholesky_solve(climb->bend, &gradient.vector, climb->step);
    gsl_blas_ddot(&gradient.vector, climb->step, &gain);
    return gain;
}

static void swap(double **a, double **b) {
    double *keep = *a;
    *a = *b;
    *b = keep;
}

/* Goes along the step as far as the likelihood rises. */
static bool go(struct climb *climb, double gain) {
    size_t p = climb->parameters;
    /* log tau by at most 1 at a time: further out the curvature says nothing */
    double length = fmin(1, 1 / (fabs(gsl_vector_get(climb->step, p - 1)) + 1e-300));
    double rounding = 1e-13 * (1 + fabs(climb->value));
    for (int halvings = 0; halvings < 40; halvings++) {
        for (size_t i = 0; i < p; i++) {
            climb->next[i] = climb->at[i] + length * gsl_vector_get(climb->step, i);
        }
        double value = sam_probit_log_likelihood(climb->probit, climb->next, climb->next_gradient,
                                                 climb->next_hessian);
        if (value >= climb->value + 1e-4 * length * gain - rounding) {
            climb->value = value;
            swap(&climb->at, &climb->next);
            swap(&climb->gradient, &climb->next_gradient);
            swap(&climb->hessian, &climb->next_hessian);
            return true;
        }
        length /= 2;
    }
    return false;
}

/* From the thresholds for tau = 0, which a larger tau stretches. */
static bool climb_from(struct climb *climb, const double *pooled, double tau, double lowest) {
    enum { ITERATIONS = 200 };
    size_t p = climb->parameters;
    for (size_t t = 0; t + 1 < p; t++) {
        climb->at[t] = pooled[t] * sqrt(1 + tau * tau);
    }
    climb->at[p - 1] = log(tau);
    climb->value =
        sam_probit_log_likelihood(climb->probit, climb->at, climb->gradient, climb->hessian);
    for (int i = 0; i < ITERATIONS && isfinite(climb->value); i++) {
        double gain = newton_step(climb);
        climb->iterations++;
        bool settled = gain <= 1e-16 * (1 + fabs(climb->value));
        if (!go(climb, gain)) {
            return settled || gain < 1e-12 * (1 + fabs(climb->value));
        }
        if (settled) {
            return true;
        }
        if (climb->at[p - 1] > LOG_TAU_HIGHEST || climb->at[p - 1] < lowest) {
            return false;
        }
    }
    return false;
}

/* --- levels --------------------------------------------------------------------------------- */

/* Has alliance a answers above the lowest category, or below the highest? */
static bool any_beyond(const struct sam_ordinal_table *table, size_t a, bool above) {
    const double *counts = table->counts + a * sam_ordinal_cells(table);
    for (size_t i = 0; i < table->items; i++) {
        size_t from = table->first_cell[i] + (above ? 1 : 0);
        size_t end = table->first_cell[i + 1] - (above ? 0 : 1);
        for (size_t c = from; c < end; c++) {
            if (counts[c] > 0) {
                return true;
            }
        }
    }
    return false;
}

/* The root of a falling slope, by Newton kept inside the bracket that has been seen. */
static double find_location(const struct sam_ordinal_table *table, size_t a,
                            const double *thresholds, double u) {
    enum { STEPS = 200 };
    double low = -INFINITY;
    double high = INFINITY;
    for (int i = 0; i < STEPS; i++) {
        struct sam_probit_slope at = sam_probit_given(table, a, thresholds, u);
        if (at.first == 0 && !isinf(at.value)) {
            return u;
        }
        if (isinf(at.value)) { /* no probability so far out: the maximum is nearer to the middle */
            *(u > 0 ? &high : &low) = u;
            u /= 2;
            continue;
        }
        *(at.first > 0 ? &low : &high) = u;
        double next = u - at.first / at.second;
        next = fmin(u + 3, fmax(u - 3, next));
        if (!(next > low && next < high)) {
            next = isinf(low) || isinf(high) ? u : (low + high) / 2;
        }
        if (fabs(next - u) < 1e-13 * (1 + fabs(u))) {
            return next;
        }
        u = next;
    }
    return u;
}

static double location_of(const struct sam_ordinal_table *table, size_t a, const double *thresholds,
                          double begin) {
    bool above = any_beyond(table, a, true);
    bool below = any_beyond(table, a, false);
    if (above && below) {
        return find_location(table, a, thresholds, begin);
    }
    return above ? INFINITY : below ? -INFINITY : NAN;
}

/* --- all of it ------------------------------------------------------------------------------ */

static void fill_levels(struct climb *climb, const struct sam_ordinal_table *table,
                        struct sam_cumulative_probit *fit) {
    for (size_t a = 0; a < table->alliances; a++) {
        struct sam_probit_level *level = &fit->levels[a];
        *level = (struct sam_probit_level){0, 0, 0};
        if (fit->tau > 0) {
            sam_probit_predict(climb->probit, climb->at, a, &level->mean, &level->sd);
        }
        level->location = location_of(table, a, fit->thresholds, level->mean);
    }
}

/* The best of the maxima found; false: none, or the likelihood is higher where tau runs off. */
static bool find_best(struct climb *climb, const struct sam_ordinal_table *table,
                      struct sam_cumulative_probit *fit, double *best) {
    /* With few alliances the likelihood can have a maximum at 0 and another one further on. */
    static const double starts[] = {0.4, 1.5};
    enum { FEW = 50 };
    size_t thresholds = sam_ordinal_thresholds(table);
    double *at_zero = sam_xcalloc(thresholds, sizeof *at_zero);
    struct pooled pooled = fit_pooled(table, at_zero);
    bool falling = pooled.slope <= 0;
    bool found = falling; /* tau = 0 is a maximum */
    double beyond = -INFINITY;
    double highest = pooled.log_likelihood;
    memcpy(best, at_zero, thresholds * sizeof *best);
    best[thresholds] = -INFINITY;
    for (size_t s = 0; s < (table->alliances <= FEW ? 2 : 1); s++) {
        bool settled =
            climb_from(climb, at_zero, starts[s], falling ? LOG_TAU_FALLING : LOG_TAU_LOWEST);
        if (settled && climb->value > highest) {
            highest = climb->value;
            memcpy(best, climb->at, (thresholds + 1) * sizeof *best);
            found = true;
        } else if (!settled && climb->at[thresholds] > LOG_TAU_HIGHEST) {
            beyond = fmax(beyond, climb->value);
        }
    }
    fit->log_likelihood = highest;
    free(at_zero);
    return found && beyond < highest;
}

enum sam_why sam_cumulative_probit_fit(const struct sam_ordinal_table *table,
                                       struct sam_cumulative_probit *fit) {
    struct sam_cumulative_probit got = *fit;
    got.iterations = 0;
    if (table->items == 0) {
        return SAM_WHY_NO_VARIANCE;
    }
    size_t thresholds = sam_ordinal_thresholds(table);
    double *best = sam_xcalloc(thresholds + 1, sizeof *best);
    struct climb climb;
    climb_init(&climb, table);
    bool found = find_best(&climb, table, &got, best);
    if (found) {
        got.iterations = climb.iterations;
        memcpy(climb.at, best, (thresholds + 1) * sizeof *best);
        memcpy(got.thresholds, best, thresholds * sizeof *best);
        got.tau = exp(best[thresholds]);
        fill_levels(&climb, table, &got);
        *fit = got;
    }
    free(best);
    climb_fini(&climb);
    return found ? SAM_HAS_VALUE : SAM_WHY_NO_CONVERGENCE;
}
