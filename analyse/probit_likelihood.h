/* The likelihood of the hierarchical cumulative probit, and its derivatives.
 *
 *   (1) P(answer to item i of somebody in alliance a is in category c or lower) =
 *       Phi(threshold[i][c] - u[a]), u[a] normal with mean 0 and standard deviation tau (Agresti
 *       2010, ch. 10; Tutz & Hennevogl 1996). An answer's residual has standard deviation 1: that
 *       is the unit of u and tau.
 *   (2) given u[a] all answers of an alliance are independent. So the counts per category are
 *       enough, and the cost does not grow with the respondents; but that one person's answers go
 *       together is not in the model: see cumulative_probit.h
 *   (3) u is integrated out by adaptive Gauss-Hermite quadrature, each alliance's nodes around its
 *       own mode and scaled by the curvature there (Liu & Pierce 1994; Pinheiro & Bates 1995).
 *   (4) the log-likelihood is of the answers in their order: no multinomial coefficients */
#ifndef SAM_ANALYSE_PROBIT_LIKELIHOOD_H
#define SAM_ANALYSE_PROBIT_LIKELIHOOD_H

#include <stddef.h>

/* Counts of answers; all categories of an item are used, and each item has two or more. */
struct sam_ordinal_table {
    size_t alliances, items;
    size_t *first_cell; /* items + 1: item i has cells first_cell[i] .. first_cell[i + 1] - 1 */
    double *counts;     /* alliances x cells; not whole where people are weighted */
};

static inline size_t sam_ordinal_cells(const struct sam_ordinal_table *table) {
    return table->first_cell[table->items];
}

/* Item i's thresholds begin at first_cell[i] - i. */
static inline size_t sam_ordinal_thresholds(const struct sam_ordinal_table *table) {
    return sam_ordinal_cells(table) - table->items;
}

/* The nodes of the quadrature. Against 201 nodes the log-likelihoods of the tests' data sets are
 * within 1e-9 (relative), standard deviations within 1e-7. */
enum { SAM_PROBIT_NODES = 25 };

/* Alliance a's log-likelihood given u, and its derivatives by u. It is concave in u. -INFINITY when
 * thresholds are out of order. */
struct sam_probit_slope {
    double value, first, second;
};
struct sam_probit_slope sam_probit_given(const struct sam_ordinal_table *table, size_t a,
                                         const double *thresholds, double u);

struct sam_probit; /* room for the computation */

/* table is borrowed. */
struct sam_probit *sam_probit_new(const struct sam_ordinal_table *table);
void sam_probit_free(struct sam_probit *probit);

/* parameters: the thresholds and then log tau. Fills in gradient and the lower triangle of hessian
 * (parameters x parameters, row major). Returns the log-likelihood; -INFINITY when thresholds are
 * out of order, and then the derivatives are not filled in. Cost: alliances x nodes x (a few erfc
 * for each category with answers + thresholds^2). */
double sam_probit_log_likelihood(struct sam_probit *probit, const double *parameters,
                                 double *gradient, double *hessian);

/* u of alliance a given its answers: mean and standard deviation. */
void sam_probit_predict(struct sam_probit *probit, const double *parameters, size_t a, double *mean,
                        double *sd);

#endif
