#include "analyse/pool_means.h"

#include <assert.h>
#include <math.h>

static double between(const struct sam_pool_group *groups, size_t count, double variance) {
    double weights = 0;
    double squares = 0;
    double mean = 0;
    double q = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = (double)groups[i].n / variance;
        weights += weight;
        squares += weight * weight;
        mean += weight * (groups[i].mean - groups[0].mean);
    }
    mean = groups[0].mean + mean / weights;
    for (size_t i = 0; i < count; i++) {
        double distance = groups[i].mean - mean;
        q += (double)groups[i].n / variance * distance * distance;
    }
    double scale = weights - squares / weights;
    return count > 1 ? fmax(0, (q - (double)(count - 1)) / scale) : 0;
}

double sam_pool_means(struct sam_pool_group *groups, size_t count, double sd) {
    const double z = 1.959963984540054; /* quantile .975 of the normal distribution */
    assert(count > 0 && sd > 0);
    double variance = sd * sd;
    double tau2 = between(groups, count, variance);
    double weights = 0;
    double mu = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = 1 / (tau2 + variance / (double)groups[i].n);
        weights += weight;
        mu += weight * (groups[i].mean - groups[0].mean);
    }
    mu = groups[0].mean + mu / weights;
    for (size_t i = 0; i < count; i++) {
        double own = variance / (double)groups[i].n;
        double b = tau2 / (tau2 + own);
        double margin = z * sqrt(b * own + (1 - b) * (1 - b) / weights);
        groups[i].value = mu + b * (groups[i].mean - mu);
        groups[i].low = groups[i].value - margin;
        groups[i].high = groups[i].value + margin;
    }
    return tau2;
}
