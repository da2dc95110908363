#include "analyse/reml_profile.h"

#include "base/memory.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <stdlib.h>

struct sized_mean {
    size_t n;
    double mean;
};

static int by_size(const void *a, const void *b) {
    const struct sized_mean *x = a;
    const struct sized_mean *y = b;
    if (x->n != y->n) {
        return x->n < y->n ? -1 : 1;
    }
    return (x->mean > y->mean) - (x->mean < y->mean);
}

static void tabulate(struct sam_reml *reml, const struct sized_mean *means, size_t count) {
    reml->sizes = sam_xcalloc(count, sizeof *reml->sizes);
    for (size_t from = 0; from < count;) {
        struct sam_group_moments of_means = {0};
        size_t to = from;
        while (to < count && means[to].n == means[from].n) {
            sam_group_moments_add(&of_means, means[to++].mean);
        }
        reml->sizes[reml->size_count++] = (struct sam_reml_size){.n = (double)means[from].n,
                                                                 .groups = (double)of_means.n,
                                                                 .mean = of_means.mean,
                                                                 .m2 = of_means.m2};
        from = to;
    }
}

void sam_reml_init(struct sam_reml *reml, const struct sam_group_moments *groups, size_t count) {
    *reml = (struct sam_reml){0};
    struct sized_mean *means = sam_xcalloc(count, sizeof *means);
    size_t used = 0;
    for (size_t g = 0; g < count; g++) {
        if (groups[g].n > 0) {
            means[used++] = (struct sized_mean){groups[g].n, groups[g].mean};
            reml->respondents += (double)groups[g].n;
            reml->within_square += groups[g].m2;
            reml->largest = fmax(reml->largest, fabs(groups[g].mean));
        }
    }
    reml->groups = (double)used;
    if (used > 0) {
        /* Sorted by mean too: the sums then don't hang on the order of the alliances. */
        qsort(means, used, sizeof *means, by_size);
        tabulate(reml, means, used);
    }
    free(means);
}

void sam_reml_fini(struct sam_reml *reml) {
    free(reml->sizes);
    *reml = (struct sam_reml){0};
}

double sam_reml_noise(const struct sam_reml *reml) {
    double one = 64 * DBL_EPSILON * reml->largest;
    return reml->respondents * one * one;
}

/* Weighted mean of the group means, weights n / (1 + n ratio). */
static double weighted_mean(const struct sam_reml *reml, double ratio, double *weight) {
    double mean = 0;
    *weight = 0;
    for (size_t s = 0; s < reml->size_count; s++) {
        const struct sam_reml_size *size = &reml->sizes[s];
        double w = size->groups * size->n / (1 + size->n * ratio);
        *weight += w;
        mean += (size->mean - mean) * (w / *weight);
    }
    return mean;
}

struct sam_reml_point sam_reml_at(const struct sam_reml *reml, double ratio) {
    struct sam_reml_point at = {.square = reml->within_square};
    at.mean = weighted_mean(reml, ratio, &at.weight);
    double log_det = 0;
    double square_slope = 0;
    double weight_slope = 0;
    for (size_t s = 0; s < reml->size_count; s++) {
        const struct sam_reml_size *size = &reml->sizes[s];
        double w = size->n / (1 + size->n * ratio);
        double off = size->mean - at.mean;
        double square = size->m2 + size->groups * off * off;
        log_det += size->groups * log1p(size->n * ratio);
        at.square += w * square;
        square_slope -= w * w * square;
        weight_slope -= size->groups * w * w;
    }
    double df = reml->respondents - 1;
    at.fixed = log_det + log(at.weight);
    at.criterion = df * log(at.square) + at.fixed;
    at.slope = df * square_slope / at.square + at.weight + weight_slope / at.weight;
    return at;
}

double sam_reml_between_square(const struct sam_reml *reml, double ratio) {
    double weight;
    double mean = weighted_mean(reml, ratio, &weight);
    double sum = 0;
    for (size_t s = 0; s < reml->size_count; s++) {
        const struct sam_reml_size *size = &reml->sizes[s];
        double off = size->mean - mean;
        sum += size->n / (1 + size->n * ratio) * (size->m2 + size->groups * off * off);
    }
    return sum;
}

struct held_between {
    const struct sam_reml *reml;
    double between;
};

/* Slope of -2 log restricted likelihood by the logarithm of the within variance, the between
 * variance held. */
static double within_slope(double log_within, void *params) {
    const struct held_between *held = params;
    const struct sam_reml *reml = held->reml;
    double within = exp(log_within);
    double weight;
    double mean = weighted_mean(reml, held->between / within, &weight);
    double slope = (reml->respondents - reml->groups) - reml->within_square / within;
    double of_weight = 0;
    for (size_t s = 0; s < reml->size_count; s++) {
        const struct sam_reml_size *size = &reml->sizes[s];
        double variance = within + size->n * held->between; /* n times that of a group's mean */
        double off = size->mean - mean;
        double square = size->n * (size->m2 + size->groups * off * off);
        slope += within * (size->groups / variance - square / (variance * variance));
        of_weight += size->groups * size->n * within / (variance * variance);
    }
    return slope - of_weight / (weight / within);
}

double sam_reml_within(const struct sam_reml *reml, double between) {
    assert(between > 0 && reml->within_square > 0);
    struct held_between held = {reml, between};
    gsl_function slope = {within_slope, &held};
    /* The slope is negative left and positive right of these: all of the squares are within, and
     * twice over; or only the squares within are, and half of them. */
    double low = log(reml->within_square / reml->respondents / 4);
    double high = log(sam_reml_at(reml, 0).square / (reml->respondents - reml->groups) * 4);
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_root_fsolver_set(solver, &slope, low, high);
    for (int i = 0; i < 200; i++) {
        gsl_root_fsolver_iterate(solver);
        if (gsl_root_test_interval(gsl_root_fsolver_x_lower(solver),
                                   gsl_root_fsolver_x_upper(solver), 1e-15,
                                   4 * DBL_EPSILON) != GSL_CONTINUE) {
            break;
        }
    }
    double within = exp(gsl_root_fsolver_root(solver));
    gsl_root_fsolver_free(solver);
    return within;
}
