#include "analyse/clustered.h"

#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What rounding leaves of a standard error of 0, of the response range. */
static const double NOTHING = 1e-13;

void sam_cluster_sums_init(struct sam_cluster_sums *sums, const struct sam_clusters *clusters,
                           int points) {
    *sums = (struct sam_cluster_sums){
        .clusters = clusters,
        .middle = (points + 1) / 2.0,
        .sum = sam_xcalloc(clusters->count + 1, sizeof *sums->sum),
        .n = sam_xcalloc(clusters->count + 1, sizeof *sums->n),
    };
}

void sam_cluster_sums_fini(struct sam_cluster_sums *sums) {
    free(sums->sum);
    free(sums->n);
    *sums = (struct sam_cluster_sums){0};
}

void sam_cluster_sums_clear(struct sam_cluster_sums *sums) {
    memset(sums->sum, 0, sums->clusters->count * sizeof *sums->sum);
    memset(sums->n, 0, sums->clusters->count * sizeof *sums->n);
    sums->alone = 0;
    sums->alone_mean = sums->alone_m2 = 0;
}

void sam_cluster_sums_add(struct sam_cluster_sums *sums, const struct sam_scores *scores,
                          size_t first) {
    const uint32_t *of_row = sums->clusters->of_row + first;
    for (size_t i = 0; i < scores->count; i++) {
        uint32_t cluster = of_row[scores->row[i]];
        double value = scores->score[i] - sums->middle;
        if (cluster != SAM_ALONE) {
            sums->sum[cluster] += value;
            sums->n[cluster]++;
        } else {
            double step = value - sums->alone_mean;
            sums->alone_mean += step / (double)++sums->alone;
            sums->alone_m2 += step * (value - sums->alone_mean);
        }
    }
}

/* Number of scores, of clusters, and the mean as distance from the middle. */
struct whole {
    double n, mean;
    size_t clusters;
};

static struct whole whole_of(const struct sam_cluster_sums *sums) {
    struct whole whole = {.n = (double)sums->alone, .clusters = sums->alone};
    double sum = (double)sums->alone * sums->alone_mean;
    for (size_t g = 0; g < sums->clusters->count; g++) {
        sum += sums->sum[g];
        whole.n += sums->n[g];
        whole.clusters += sums->n[g] > 0;
    }
    whole.mean = whole.n > 0 ? sum / whole.n : 0;
    return whole;
}

/* SE^2 and 1 / df. */
struct spread {
    double variance, inverse_df;
};

static struct spread spread_of(const struct sam_cluster_sums *sums, const struct whole *whole) {
    double f = 1 / whole->n; /* of somebody alone */
    double q = f * f / (1 - f);
    double alone = (double)sums->alone;
    double away = sums->alone_mean - whole->mean;
    double squares = (sums->alone_m2 + alone * away * away) / (1 - f);
    double f2 = alone * f * f;
    double q1 = alone * q;
    double q2 = alone * q * q;
    for (size_t g = 0; g < sums->clusters->count; g++) {
        if (sums->n[g] == 0) {
            continue;
        }
        double distance = sums->sum[g] - sums->n[g] * whole->mean;
        f = sums->n[g] / whole->n;
        q = f * f / (1 - f);
        squares += distance * distance / (1 - f);
        f2 += f * f;
        q1 += q;
        q2 += q * q;
    }
    return (struct spread){squares / (whole->n * whole->n), f2 + q1 * q1 - q2};
}

static struct sam_clustered without(enum sam_why why, const struct whole *whole) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_clustered){
        .clusters = whole->clusters, .se = none, .df = none, .low = none, .high = none};
}

struct sam_clustered sam_clustered_of(const struct sam_cluster_sums *sums, int points,
                                      bool varies) {
    struct whole whole = whole_of(sums);
    if (whole.n < 2) {
        return without(whole.n < 1 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT, &whole);
    }
    if (whole.clusters < 2 || !varies) {
        return without(varies ? SAM_WHY_TOO_FEW_RESPONDENTS : SAM_WHY_NO_VARIANCE, &whole);
    }
    struct spread spread = spread_of(sums, &whole);
    double df = 1 / spread.inverse_df;
    double se = sqrt(spread.variance);
    if (se <= NOTHING * points) {
        return without(SAM_WHY_TOO_FEW_RESPONDENTS, &whole);
    }
    double reach = gsl_cdf_tdist_Pinv(0.975, df) * se;
    double mean = whole.mean + sums->middle;
    return (struct sam_clustered){.clusters = whole.clusters,
                                  .se = sam_value(se),
                                  .df = sam_value(df),
                                  .low = sam_value(fmax(1, mean - reach)),
                                  .high = sam_value(fmin(points, mean + reach))};
}
