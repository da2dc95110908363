#include "analyse/probit_likelihood.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct sam_probit {
    const struct sam_ordinal_table *table;
    size_t parameters;
    double node[SAM_PROBIT_NODES];
    double log_weight[SAM_PROBIT_NODES]; /* without Hermite's exp(-x^2) */
    double *mode;                        /* per alliance: where the next search begins */
    /* of the current alliance */
    double u[SAM_PROBIT_NODES], share[SAM_PROBIT_NODES];
    double *score;    /* nodes x parameters */
    double *diagonal; /* nodes x parameters: second derivatives given u */
    double *beside;   /* nodes x parameters: [t] by thresholds t and t + 1 */
    double *mean;     /* of score */
    size_t *active;   /* the parameters that its answers depend on */
    size_t active_count;
    double *product; /* active x active */
};

struct sam_probit *sam_probit_new(const struct sam_ordinal_table *table) {
    struct sam_probit *probit = sam_xcalloc(1, sizeof *probit);
    size_t parameters = sam_ordinal_thresholds(table) + 1;
    probit->table = table;
    probit->parameters = parameters;
    gsl_integration_fixed_workspace *rule =
        gsl_integration_fixed_alloc(gsl_integration_fixed_hermite, SAM_PROBIT_NODES, 0, 1, 0, 0);
    assert(rule != NULL);
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        double x = gsl_integration_fixed_nodes(rule)[k];
        probit->node[k] = x;
        probit->log_weight[k] = log(gsl_integration_fixed_weights(rule)[k]) + x * x;
    }
    gsl_integration_fixed_free(rule);
    probit->mode = sam_xcalloc(table->alliances, sizeof *probit->mode);
    probit->score = sam_xcalloc(SAM_PROBIT_NODES * parameters, sizeof *probit->score);
    probit->diagonal = sam_xcalloc(SAM_PROBIT_NODES * parameters, sizeof *probit->diagonal);
    probit->beside = sam_xcalloc(SAM_PROBIT_NODES * parameters, sizeof *probit->beside);
    probit->mean = sam_xcalloc(parameters, sizeof *probit->mean);
    probit->active = sam_xcalloc(parameters, sizeof *probit->active);
    probit->product = sam_xcalloc(parameters * parameters, sizeof *probit->product);
    return probit;
}

void sam_probit_free(struct sam_probit *probit) {
    if (probit != NULL) {
        free(probit->mode);
        free(probit->score);
        free(probit->diagonal);
        free(probit->beside);
        free(probit->mean);
        free(probit->active);
        free(probit->product);
        free(probit);
    }
}

/* --- given u -------------------------------------------------------------------------------- */

/* A threshold seen from u. */
struct edge {
    double at;      /* -INFINITY below the lowest category, INFINITY above the highest */
    double tail;    /* the smaller of the two probabilities beside it */
    double density; /* normal density */
};

static struct edge edge_at(double at) {
    return (struct edge){at, 0.5 * erfc(fabs(at) * M_SQRT1_2),
                         exp(-0.5 * at * at) * (0.5 * M_2_SQRTPI * M_SQRT1_2)};
}

/* Differences of tails, never of probabilities near 1: these would lose all digits far out. */
static double between(const struct edge *low, const struct edge *high) {
    if (high->at <= 0) {
        return high->tail - low->tail;
    }
    if (low->at >= 0) {
        return low->tail - high->tail;
    }
    return 1 - low->tail - high->tail;
}

/* Where the derivatives by thresholds go; all NULL when they are not wanted. */
struct derivatives {
    double *score, *diagonal, *beside;
};

static void add_derivatives(const struct derivatives *to, size_t t, bool first, bool last,
                            const struct edge *low, const struct edge *high, double r, double q) {
    if (!last) {
        to->score[t] += r * high->density;
        to->diagonal[t] -= r * high->at * high->density + q * high->density * high->density;
    }
    if (!first) {
        to->score[t - 1] -= r * low->density;
        to->diagonal[t - 1] += r * low->at * low->density - q * low->density * low->density;
    }
    if (!first && !last) {
        to->beside[t - 1] += q * low->density * high->density;
    }
}

/* One item's part; t is its first threshold. False when a category with answers has no room. */
static bool add_item(const double *counts, size_t cells, const double *thresholds, size_t t,
                     double u, struct sam_probit_slope *slope, const struct derivatives *to) {
    struct edge low = {-INFINITY, 0, 0};
    for (size_t c = 0; c < cells; c++, t++) {
        bool last = c + 1 == cells;
        struct edge high = {INFINITY, 0, 0};
        if (!last && (counts[c] > 0 || counts[c + 1] > 0)) {
            high = edge_at(thresholds[t] - u);
        }
        if (counts[c] > 0) {
            double p = between(&low, &high);
            if (!(p > 0)) {
                return false;
            }
            double r = counts[c] / p;
            double q = r / p;
            double rise = high.density - low.density;
            double bend = (c > 0 ? low.at * low.density : 0) - (!last ? high.at * high.density : 0);
            slope->value += counts[c] * log(p);
            slope->first -= r * rise;
            slope->second += r * bend - q * rise * rise;
            if (to != NULL) {
                add_derivatives(to, t, c == 0, last, &low, &high, r, q);
            }
        }
        low = high;
    }
    return true;
}

static struct sam_probit_slope given(const struct sam_ordinal_table *table, size_t a,
                                     const double *thresholds, double u,
                                     const struct derivatives *to) {
    const double *counts = table->counts + a * sam_ordinal_cells(table);
    struct sam_probit_slope slope = {0, 0, 0};
    for (size_t i = 0; i < table->items; i++) {
        size_t cell = table->first_cell[i];
        if (!add_item(counts + cell, table->first_cell[i + 1] - cell, thresholds, cell - i, u,
                      &slope, to)) {
            return (struct sam_probit_slope){-INFINITY, 0, 0};
        }
    }
    return slope;
}

struct sam_probit_slope sam_probit_given(const struct sam_ordinal_table *table, size_t a,
                                         const double *thresholds, double u) {
    return given(table, a, thresholds, u, NULL);
}

/* --- u integrated out ------------------------------------------------------------------------ */

static bool in_order(const struct sam_ordinal_table *table, const double *thresholds) {
    for (size_t i = 0; i < table->items; i++) {
        size_t end = table->first_cell[i + 1] - i - 1;
        for (size_t t = table->first_cell[i] - i + 1; t < end; t++) {
            if (!(thresholds[t - 1] < thresholds[t])) {
                return false;
            }
        }
    }
    return true;
}

/* The mode of alliance a's u to some digits, by Newton: what is looked for is concave. Returns the
 * standard deviation that belongs to the curvature there; 0 when there is none to be found. */
static double find_mode(struct sam_probit *probit, const double *thresholds, double precision,
                        size_t a) {
    enum { STEPS = 60 };
    double u = probit->mode[a];
    double best = -INFINITY;
    double step = 0;
    for (int i = 0; i < STEPS; i++) {
        struct sam_probit_slope at = given(probit->table, a, thresholds, u, NULL);
        double value = at.value - 0.5 * precision * u * u;
        if (!(value >= best - 1e-9 * fabs(best)) || isinf(value)) {
            /* too far, or begun where nothing is possible: half way back, or to the middle */
            step = isinf(best) ? u : step / 2;
            u -= step;
            continue;
        }
        double curvature = precision - at.second;
        best = value;
        step = (at.first - precision * u) / curvature;
        u += step;
        if (step * step * curvature < 1e-8) {
            probit->mode[a] = u;
            return 1 / sqrt(curvature);
        }
    }
    return 0;
}

/* Fills in u and share (summing to 1) of alliance a's nodes, and the derivatives when they are
 * wanted. Returns the logarithm of the integral. */
static double integrate(struct sam_probit *probit, const double *thresholds, double log_tau,
                        size_t a, bool with_derivatives) {
    double precision = exp(-2 * log_tau);
    double sd = find_mode(probit, thresholds, precision, a);
    double log_part[SAM_PROBIT_NODES];
    double highest = -INFINITY;
    size_t p = probit->parameters;
    if (sd == 0) {
        return -INFINITY;
    }
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        struct derivatives to = {probit->score + k * p, probit->diagonal + k * p,
                                 probit->beside + k * p};
        double u = probit->mode[a] + M_SQRT2 * sd * probit->node[k];
        probit->u[k] = u;
        log_part[k] = given(probit->table, a, thresholds, u, with_derivatives ? &to : NULL).value -
                      0.5 * precision * u * u + probit->log_weight[k];
        highest = fmax(highest, log_part[k]);
    }
    double sum = 0;
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        probit->share[k] = exp(log_part[k] - highest);
        sum += probit->share[k];
    }
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        probit->share[k] /= sum;
    }
    return log(sum) + highest + log(sd) - log_tau - 0.5 * log(M_PI);
}

/* The thresholds that have answers of alliance a beside them, and log tau. */
static void list_active(struct sam_probit *probit, size_t a) {
    const struct sam_ordinal_table *table = probit->table;
    const double *counts = table->counts + a * sam_ordinal_cells(table);
    probit->active_count = 0;
    for (size_t i = 0; i < table->items; i++) {
        for (size_t c = table->first_cell[i]; c + 1 < table->first_cell[i + 1]; c++) {
            if (counts[c] > 0 || counts[c + 1] > 0) {
                probit->active[probit->active_count++] = c - i;
            }
        }
    }
    probit->active[probit->active_count++] = probit->parameters - 1;
}

static void clear_derivatives(struct sam_probit *probit) {
    size_t room = SAM_PROBIT_NODES * probit->parameters;
    memset(probit->score, 0, room * sizeof *probit->score);
    memset(probit->diagonal, 0, room * sizeof *probit->diagonal);
    memset(probit->beside, 0, room * sizeof *probit->beside);
}

/* Of log tau: the density of u is all that depends on it. */
static void tau_derivatives(struct sam_probit *probit, double log_tau) {
    size_t p = probit->parameters;
    double precision = exp(-2 * log_tau);
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        double square = probit->u[k] * probit->u[k] * precision;
        probit->score[k * p + p - 1] = square - 1;
        probit->diagonal[k * p + p - 1] = -2 * square;
    }
}

/* Adds the alliance's gradient, the mean of its score over u given the answers (Fisher's identity),
 * and its second derivatives, their mean plus the covariance of the score (Louis 1982). */
static void add_alliance(struct sam_probit *probit, double *gradient, double *hessian) {
    size_t p = probit->parameters;
    size_t n = probit->active_count;
    memset(probit->mean, 0, n * sizeof *probit->mean);
    memset(probit->product, 0, n * n * sizeof *probit->product);
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        for (size_t i = 0; i < n && probit->share[k] > 0; i++) {
            size_t t = probit->active[i];
            probit->mean[i] += probit->share[k] * probit->score[k * p + t];
            hessian[t * p + t] += probit->share[k] * probit->diagonal[k * p + t];
            if (t + 1 < p) {
                hessian[(t + 1) * p + t] += probit->share[k] * probit->beside[k * p + t];
            }
        }
    }
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        double *away = probit->score + k * p; /* active ones rise: room is only ever behind */
        double root = sqrt(probit->share[k]);
        for (size_t i = 0; i < n && root > 0; i++) {
            away[i] = root * (away[probit->active[i]] - probit->mean[i]);
            double *row = probit->product + i * n;
            double here = away[i];
            for (size_t j = 0; j <= i; j++) {
                row[j] += here * away[j];
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        gradient[probit->active[i]] += probit->mean[i];
        for (size_t j = 0; j <= i; j++) {
            hessian[probit->active[i] * p + probit->active[j]] += probit->product[i * n + j];
        }
    }
}

double sam_probit_log_likelihood(struct sam_probit *probit, const double *parameters,
                                 double *gradient, double *hessian) {
    size_t p = probit->parameters;
    double log_tau = parameters[p - 1];
    double sum = 0;
    if (!in_order(probit->table, parameters)) {
        return -INFINITY;
    }
    memset(gradient, 0, p * sizeof *gradient);
    memset(hessian, 0, p * p * sizeof *hessian);
    for (size_t a = 0; a < probit->table->alliances && !isinf(sum); a++) {
        clear_derivatives(probit);
        sum += integrate(probit, parameters, log_tau, a, true);
        tau_derivatives(probit, log_tau);
        list_active(probit, a);
        add_alliance(probit, gradient, hessian);
    }
    return sum;
}

void sam_probit_predict(struct sam_probit *probit, const double *parameters, size_t a, double *mean,
                        double *sd) {
    integrate(probit, parameters, parameters[probit->parameters - 1], a, false);
    double m = 0;
    double square = 0;
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        m += probit->share[k] * probit->u[k];
    }
    for (size_t k = 0; k < SAM_PROBIT_NODES; k++) {
        square += probit->share[k] * (probit->u[k] - m) * (probit->u[k] - m);
    }
    *mean = m;
    *sd = sqrt(square);
}
