#include "analyse/alpha.h"

#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* n times a sum of products outgrows 64 bits from some 2e8 respondents on. */
__extension__ typedef __int128 wide;

void sam_alpha_init(struct sam_alpha *alpha, size_t items) {
    alpha->items = items;
    alpha->n = 0;
    alpha->sum = sam_xcalloc(items, sizeof *alpha->sum);
    alpha->cross = sam_xcalloc(items * items, sizeof *alpha->cross);
}

void sam_alpha_fini(struct sam_alpha *alpha) {
    free(alpha->sum);
    free(alpha->cross);
    *alpha = (struct sam_alpha){0};
}

/* In pieces of a fixed length, for which the compiler makes vector code. */
static uint64_t product(const uint8_t *a, const uint8_t *b, size_t rows) {
    uint64_t sum = 0;
    for (size_t at = 0; at < rows; at += SAM_ALPHA_PAD) {
        unsigned piece = 0;
        for (size_t r = 0; r < SAM_ALPHA_PAD; r++) {
            piece += (unsigned)a[at + r] * b[at + r];
        }
        sum += piece;
    }
    return sum;
}

static uint64_t total(const uint8_t *a, size_t rows) {
    uint64_t sum = 0;
    for (size_t at = 0; at < rows; at += SAM_ALPHA_PAD) {
        unsigned piece = 0;
        for (size_t r = 0; r < SAM_ALPHA_PAD; r++) {
            piece += a[at + r];
        }
        sum += piece;
    }
    return sum;
}

void sam_alpha_add(struct sam_alpha *alpha, const uint8_t *answers, size_t stride, size_t rows,
                   size_t complete) {
    assert(stride % SAM_ALPHA_PAD == 0 && rows <= stride);
    alpha->n += complete;
    for (size_t i = 0; i < alpha->items; i++) {
        const uint8_t *item = answers + i * stride;
        alpha->sum[i] += total(item, rows);
        for (size_t j = i; j < alpha->items; j++) {
            alpha->cross[i * alpha->items + j] += product(item, answers + j * stride, rows);
        }
    }
}

void sam_alpha_merge(struct sam_alpha *alpha, const struct sam_alpha *part) {
    assert(alpha->items == part->items);
    alpha->n += part->n;
    for (size_t i = 0; i < alpha->items; i++) {
        alpha->sum[i] += part->sum[i];
    }
    for (size_t i = 0; i < alpha->items * alpha->items; i++) {
        alpha->cross[i] += part->cross[i];
    }
}

void sam_alpha_covariance(const struct sam_alpha *alpha, double *covariance) {
    size_t k = alpha->items;
    assert(alpha->n >= 2);
    double divisor = (double)alpha->n * (double)(alpha->n - 1);
    for (size_t i = 0; i < k; i++) {
        for (size_t j = i; j < k; j++) {
            wide numerator = (wide)alpha->n * (wide)alpha->cross[i * k + j] -
                             (wide)alpha->sum[i] * (wide)alpha->sum[j];
            covariance[i * k + j] = covariance[j * k + i] = (double)numerator / divisor;
        }
    }
}

struct sam_range sam_alpha_feldt_interval(double alpha, size_t items, size_t respondents) {
    double df1 = (double)respondents - 1;
    double df2 = df1 * ((double)items - 1);
    return (struct sam_range){
        sam_value(1 - (1 - alpha) * gsl_cdf_fdist_Pinv(0.975, df1, df2)),
        sam_value(1 - (1 - alpha) * gsl_cdf_fdist_Pinv(0.025, df1, df2)),
    };
}

/* The sums that everything here is made of. A sum of variances and covariances that is zero in
 * whole numbers may come out a little off: `tiny` is what rounding can do. */
struct sums {
    size_t k;
    const double *covariance;
    double diagonal, all, tiny;
};

static double row_sum(const struct sums *s, size_t i) {
    double sum = 0;
    for (size_t j = 0; j < s->k; j++) {
        sum += s->covariance[i * s->k + j];
    }
    return sum;
}

static struct sums sums_of(size_t k, const double *covariance) {
    struct sums s = {.k = k, .covariance = covariance};
    for (size_t i = 0; i < k; i++) {
        s.diagonal += covariance[i * k + i];
        s.all += row_sum(&s, i);
    }
    s.tiny = 1e-13 * (double)k * s.diagonal;
    return s;
}

static struct sam_number alpha_of(double items, double diagonal, double all, double tiny) {
    if (all <= tiny) {
        return sam_no_value(SAM_WHY_NO_VARIANCE);
    }
    return sam_value(items / (items - 1) * (1 - diagonal / all));
}

static struct sam_number average_correlation(const struct sums *s) {
    double sum = 0;
    for (size_t i = 0; i < s->k; i++) {
        double variance = s->covariance[i * s->k + i];
        if (variance <= 0) {
            return sam_no_value(SAM_WHY_CONSTANT_ITEM);
        }
        for (size_t j = 0; j < i; j++) {
            sum += s->covariance[i * s->k + j] / sqrt(variance * s->covariance[j * s->k + j]);
        }
    }
    return sam_value(sum / ((double)s->k * (double)(s->k - 1) / 2));
}

static struct sam_number standardized(size_t items, struct sam_number r) {
    double k = (double)items;
    if (!sam_has(r)) {
        return r;
    }
    if (1 + (k - 1) * r.value <= 1e-12) {
        return sam_no_value(SAM_WHY_NO_VARIANCE);
    }
    return sam_value(k * r.value / (1 + (k - 1) * r.value));
}

static struct sam_number item_rest_of(const struct sums *s, size_t i) {
    double variance = s->covariance[i * s->k + i];
    double with_rest = row_sum(s, i) - variance;
    double rest = s->all - 2 * with_rest - variance;
    if (variance <= 0) {
        return sam_no_value(SAM_WHY_CONSTANT_ITEM);
    }
    if (rest <= s->tiny) {
        return sam_no_value(SAM_WHY_NO_VARIANCE);
    }
    return sam_value(fmax(-1, fmin(1, with_rest / sqrt(variance * rest))));
}

static struct sam_number if_dropped_of(const struct sums *s, size_t i) {
    if (s->k == 2) {
        return sam_no_value(SAM_WHY_TOO_FEW_ITEMS);
    }
    double variance = s->covariance[i * s->k + i];
    return alpha_of((double)s->k - 1, s->diagonal - variance, s->all - 2 * row_sum(s, i) + variance,
                    s->tiny);
}

static struct sam_alpha_result nothing(size_t items, enum sam_why why, struct sam_number *item_rest,
                                       struct sam_number *if_dropped) {
    struct sam_number none = sam_no_value(why);
    for (size_t i = 0; i < items; i++) {
        item_rest[i] = if_dropped[i] = none;
    }
    return (struct sam_alpha_result){none, none, none, none, none};
}

struct sam_alpha_result sam_alpha_compute(const struct sam_alpha *alpha, const double *covariance,
                                          struct sam_number *item_rest,
                                          struct sam_number *if_dropped) {
    size_t k = alpha->items;
    if (k < 2) {
        return nothing(k, k == 0 ? SAM_WHY_TOO_FEW_ITEMS : SAM_WHY_ONE_ITEM, item_rest, if_dropped);
    }
    if (alpha->n < SAM_ALPHA_RESPONDENTS) {
        return nothing(k, SAM_WHY_TOO_FEW_RESPONDENTS, item_rest, if_dropped);
    }
    struct sums s = sums_of(k, covariance);
    struct sam_alpha_result result = {.alpha = alpha_of((double)k, s.diagonal, s.all, s.tiny)};
    result.low = result.high = result.alpha;
    if (sam_has(result.alpha)) {
        struct sam_range range = sam_alpha_feldt_interval(result.alpha.value, k, (size_t)alpha->n);
        result.low = range.low;
        result.high = range.high;
    }
    result.average_r = average_correlation(&s);
    result.standardized = standardized(k, result.average_r);
    for (size_t i = 0; i < k; i++) {
        item_rest[i] = item_rest_of(&s, i);
        if_dropped[i] = if_dropped_of(&s, i);
    }
    return result;
}
