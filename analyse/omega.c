#include "analyse/omega.h"

#include "base/memory.h"

#include <float.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The fit works on the correlation matrix R (the model is equivariant under scale) and on the
 * logarithms t of the uniquenesses psi alone: given those, the best loadings follow from the
 * largest eigenvalue e_1 and eigenvector u_1 of psi^-1/2 R psi^-1/2, and the discrepancy is the
 * sum of e_m - log e_m - 1 over the other eigenvalues. */
struct factor_search {
    size_t k;
    gsl_matrix *correlation;
    double *t;          /* log uniqueness */
    double *gradient;   /* of the discrepancy by t */
    gsl_matrix *second; /* derivatives of the discrepancy by t */
    gsl_vector *step, *added;
    gsl_permutation *order;
    double discrepancy;
    gsl_matrix *scaled, *vectors, *factored;
    gsl_vector *values; /* falling */
    gsl_eigen_symmv_workspace *space;
};

enum { MAX_ITERATIONS = 200 };
static const double SMALLEST_UNIQUENESS = 1e-7;  /* of an item's variance: below it is improper */
static const double SMALLEST_EIGENVALUE = 1e-11; /* of the correlation matrix: below is singular */
static const double CONVERGED = 1e-10;

static void search_init(struct factor_search *s, size_t k) {
    *s = (struct factor_search){.k = k,
                                .correlation = gsl_matrix_alloc(k, k),
                                .t = sam_xcalloc(k, sizeof(double)),
                                .gradient = sam_xcalloc(k, sizeof(double)),
                                .second = gsl_matrix_alloc(k, k),
                                .step = gsl_vector_alloc(k),
                                .added = gsl_vector_alloc(k),
                                .order = gsl_permutation_alloc(k),
                                .scaled = gsl_matrix_alloc(k, k),
                                .vectors = gsl_matrix_alloc(k, k),
                                .factored = gsl_matrix_alloc(k, k),
                                .values = gsl_vector_alloc(k),
                                .space = gsl_eigen_symmv_alloc(k)};
}

static void search_fini(struct factor_search *s) {
    gsl_matrix_free(s->correlation);
    gsl_matrix_free(s->second);
    gsl_matrix_free(s->scaled);
    gsl_matrix_free(s->vectors);
    gsl_matrix_free(s->factored);
    gsl_vector_free(s->step);
    gsl_vector_free(s->added);
    gsl_permutation_free(s->order);
    gsl_vector_free(s->values);
    gsl_eigen_symmv_free(s->space);
    free(s->t);
    free(s->gradient);
}

/* Eigenvalues and discrepancy at t. False when rounding left an eigenvalue that is not positive. */
static bool evaluate(struct factor_search *s, const double *t) {
    for (size_t i = 0; i < s->k; i++) {
        for (size_t j = 0; j < s->k; j++) {
            double r = gsl_matrix_get(s->correlation, i, j);
            gsl_matrix_set(s->scaled, i, j, r * exp(-(t[i] + t[j]) / 2));
        }
    }
    gsl_eigen_symmv(s->scaled, s->values, s->vectors, s->space);
    gsl_eigen_symmv_sort(s->values, s->vectors, GSL_EIGEN_SORT_VAL_DESC);
    s->discrepancy = 0;
    for (size_t m = 1; m < s->k; m++) {
        double e = gsl_vector_get(s->values, m);
        if (!(e > 0)) {
            return false;
        }
        s->discrepancy += e - 1 - log(e);
    }
    return true;
}

/* Gradient and second derivatives at the point evaluated last (Clarke 1970). The approximation
 * leaves out what vanishes with the discrepancy (Joreskog 1967); it is never indefinite. */
static void derivatives(struct factor_search *s, bool approximate) {
    double first = gsl_vector_get(s->values, 0);
    for (size_t i = 0; i < s->k; i++) {
        s->gradient[i] = 0;
        for (size_t j = 0; j <= i; j++) {
            double plain = 0;
            double by_value = 0;
            double by_first = 0;
            for (size_t m = 1; m < s->k; m++) {
                double e = gsl_vector_get(s->values, m);
                double uu = gsl_matrix_get(s->vectors, i, m) * gsl_matrix_get(s->vectors, j, m);
                plain += uu;
                by_value += e * uu;
                by_first += (1 - e) * (first + e) / fmax(first - e, DBL_EPSILON * first) * uu;
            }
            double u11 = gsl_matrix_get(s->vectors, i, 0) * gsl_matrix_get(s->vectors, j, 0);
            double second = approximate ? plain * plain : plain * by_value + by_first * u11;
            gsl_matrix_set(s->second, i, j, second);
            gsl_matrix_set(s->second, j, i, second);
            if (i == j) {
                s->gradient[i] = plain - by_value;
            }
        }
    }
}

static bool at_bound(const struct factor_search *s, size_t i) {
    return s->t[i] <= log(SMALLEST_UNIQUENESS);
}

/* Newton step from the derivatives; items at the bound that want to go further stay there. False
 * when the second derivatives had to be made positive definite first (Gill, Murray & Wright 1981,
 * sec. 4.4.2): the step then still goes down, but its end is no minimum that stands alone. */
static bool newton_step(struct factor_search *s) {
    gsl_matrix_memcpy(s->factored, s->second);
    for (size_t i = 0; i < s->k; i++) {
        bool held = at_bound(s, i) && s->gradient[i] >= 0;
        gsl_vector_set(s->step, i, held ? 0 : -s->gradient[i]);
        for (size_t j = 0; held && j < s->k; j++) {
            gsl_matrix_set(s->factored, i, j, i == j);
            gsl_matrix_set(s->factored, j, i, i == j);
        }
    }
    gsl_linalg_mcholesky_decomp(s->factored, s->order, s->added);
    gsl_linalg_mcholesky_svx(s->factored, s->order, s->step);
    return gsl_vector_max(s->added) <= 0;
}

/* Goes along the step as far as the discrepancy falls. Returns the largest change made, or a
 * negative number when it falls nowhere along it. */
static double walk(struct factor_search *s, double *trial) {
    double from = s->discrepancy;
    double rounding = 64 * DBL_EPSILON * ((double)s->k + from);
    double longest = fabs(gsl_vector_get(s->step, gsl_blas_idamax(s->step)));
    double longest_share = longest > 2 ? 2 / longest : 1;
    for (int halvings = 0; halvings < 40; halvings++) {
        double share = ldexp(longest_share, -halvings);
        double change = 0;
        for (size_t i = 0; i < s->k; i++) {
            trial[i] = fmax(s->t[i] + share * gsl_vector_get(s->step, i), log(SMALLEST_UNIQUENESS));
            change = fmax(change, fabs(trial[i] - s->t[i]));
        }
        if (evaluate(s, trial) && s->discrepancy <= from + rounding) {
            memcpy(s->t, trial, s->k * sizeof *trial);
            return change;
        }
    }
    s->discrepancy = from;
    return -1;
}

/* From the start in t to the minimum. */
static enum sam_why descend(struct factor_search *s, size_t *iterations) {
    double *trial = sam_xcalloc(s->k, sizeof *trial);
    enum sam_why why = SAM_WHY_NO_CONVERGENCE;
    bool usable = evaluate(s, s->t);
    for (int i = 0; usable && i < MAX_ITERATIONS; i++) {
        ++*iterations;
        derivatives(s, false);
        bool proper = newton_step(s);
        if (!proper) {
            derivatives(s, true);
            newton_step(s);
        }
        double change = walk(s, trial);
        if (change <= CONVERGED) {
            why = proper && change >= 0 ? SAM_HAS_VALUE : why;
            break;
        }
    }
    /* Beside an item without variance of its own the last digits of the others are lost: whether
     * they settled says nothing. */
    for (size_t i = 0; i < s->k; i++) {
        why = at_bound(s, i) ? SAM_WHY_IMPROPER : why;
    }
    free(trial);
    return why;
}

static enum sam_why correlate(struct factor_search *s, const double *covariance) {
    for (size_t i = 0; i < s->k; i++) {
        if (!(covariance[i * s->k + i] > 0)) {
            return SAM_WHY_CONSTANT_ITEM;
        }
    }
    for (size_t i = 0; i < s->k; i++) {
        for (size_t j = 0; j < s->k; j++) {
            double r = covariance[i * s->k + j] / sqrt(covariance[i * s->k + i]) /
                       sqrt(covariance[j * s->k + j]);
            gsl_matrix_set(s->correlation, i, j, i == j ? 1 : r);
        }
    }
    gsl_matrix_memcpy(s->scaled, s->correlation);
    gsl_eigen_symmv(s->scaled, s->values, s->vectors, s->space);
    return gsl_vector_min(s->values) > SMALLEST_EIGENVALUE * gsl_vector_max(s->values)
               ? SAM_HAS_VALUE
               : SAM_WHY_SINGULAR;
}

enum { START_SMC, START_HALF, START_COMPONENT, STARTS };

/* Three starts, since the discrepancy can have more than one minimum, at a bound most often:
 * uniqueness = 1 - squared multiple correlation, the usual one; a half for all; what the first
 * principal component leaves. s->values and s->vectors are of the correlation matrix. */
static void set_start(const struct factor_search *s, int which, double *t) {
    size_t first = gsl_vector_max_index(s->values);
    for (size_t i = 0; i < s->k; i++) {
        double inverse = 0;
        for (size_t m = 0; m < s->k; m++) {
            double u = gsl_matrix_get(s->vectors, i, m);
            inverse += u * u / gsl_vector_get(s->values, m);
        }
        double u = gsl_matrix_get(s->vectors, i, first);
        double left = 1 - u * u * gsl_vector_get(s->values, first);
        double start[STARTS] = {(1 - 0.5 / (double)s->k) / inverse, 0.5, fmax(left, 0.05)};
        t[i] = log(start[which]);
    }
}

/* The lowest minimum reached; t, eigenvalues and eigenvectors are of it. */
static enum sam_why search_minimum(struct factor_search *s, size_t *iterations) {
    double *starts = sam_xcalloc(STARTS * s->k, sizeof *starts);
    double *best_t = sam_xcalloc(s->k, sizeof *best_t);
    for (int which = 0; which < STARTS; which++) {
        set_start(s, which, starts + (size_t)which * s->k);
    }
    enum sam_why best = SAM_WHY_NO_CONVERGENCE;
    double lowest = INFINITY;
    for (int which = 0; which < STARTS; which++) {
        memcpy(s->t, starts + (size_t)which * s->k, s->k * sizeof *s->t);
        enum sam_why why = descend(s, iterations);
        if (s->discrepancy < lowest - 1e-9) {
            lowest = s->discrepancy;
            best = why;
            memcpy(best_t, s->t, s->k * sizeof *best_t);
        }
    }
    memcpy(s->t, best_t, s->k * sizeof *best_t);
    if (!evaluate(s, s->t)) {
        best = SAM_WHY_NO_CONVERGENCE;
    }
    free(best_t);
    free(starts);
    return best;
}

static void give(const struct factor_search *s, const double *covariance,
                 struct sam_one_factor *fit) {
    double root = sqrt(fmax(gsl_vector_get(s->values, 0) - 1, 0));
    double sum = 0;
    for (size_t i = 0; i < s->k; i++) {
        double variance = covariance[i * s->k + i];
        fit->uniquenesses[i] = variance * exp(s->t[i]);
        fit->loadings[i] = sqrt(fit->uniquenesses[i]) * root * gsl_matrix_get(s->vectors, i, 0);
        sum += fit->loadings[i];
    }
    for (size_t i = 0; sum < 0 && i < s->k; i++) {
        fit->loadings[i] = -fit->loadings[i];
    }
    fit->discrepancy = s->discrepancy;
}

enum sam_why sam_one_factor_fit(const double *covariance, size_t items,
                                struct sam_one_factor *fit) {
    if (items < 3) {
        return items < 2 ? SAM_WHY_ONE_ITEM : SAM_WHY_TOO_FEW_ITEMS;
    }
    struct factor_search search;
    search_init(&search, items);
    size_t iterations = 0;
    enum sam_why why = correlate(&search, covariance);
    if (why == SAM_HAS_VALUE) {
        why = search_minimum(&search, &iterations);
    }
    if (why == SAM_HAS_VALUE) {
        give(&search, covariance, fit);
        fit->iterations = iterations;
    }
    search_fini(&search);
    return why;
}

struct sam_number sam_omega_total(const double *covariance, size_t items, size_t respondents) {
    if (items < 3) {
        return sam_no_value(items < 2 ? SAM_WHY_ONE_ITEM : SAM_WHY_TOO_FEW_ITEMS);
    }
    if (respondents < 10) {
        return sam_no_value(respondents == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_TOO_FEW_RESPONDENTS);
    }
    for (size_t i = 0; i < items; i++) {
        if (!(covariance[i * items + i] > 0)) {
            return sam_no_value(SAM_WHY_CONSTANT_ITEM);
        }
    }
    if (respondents <= items) {
        return sam_no_value(SAM_WHY_SINGULAR);
    }
    struct sam_one_factor fit = {.loadings = sam_xcalloc(items, sizeof(double)),
                                 .uniquenesses = sam_xcalloc(items, sizeof(double))};
    enum sam_why why = sam_one_factor_fit(covariance, items, &fit);
    double shared = 0;
    double unique = 0;
    for (size_t i = 0; i < items; i++) {
        shared += fit.loadings[i];
        unique += fit.uniquenesses[i];
    }
    free(fit.loadings);
    free(fit.uniquenesses);
    shared *= shared;
    return why == SAM_HAS_VALUE ? sam_value(shared / (shared + unique)) : sam_no_value(why);
}
