#include "analyse/permutation.h"

#include "analyse/stream.h"
#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-10; /* of the sum of absolute values */

const char *sam_arrangements_id(enum sam_arrangements method) {
    static const char *const ids[] = {"", "exact", "random", "approximate"};
    return ids[method];
}

static struct sam_permutation nothing(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_permutation){none, none, none, SAM_ARRANGEMENTS_NONE, 0};
}

static void finish_random(struct sam_permutation *result, long count, long resamples) {
    result->method = SAM_ARRANGEMENTS_DRAWN;
    result->arrangements = resamples + 1;
    result->p = sam_value((double)(count + 1) / (double)(resamples + 1));
}

static void finish_exact(struct sam_permutation *result, long count, long arrangements) {
    result->method = SAM_ARRANGEMENTS_ALL;
    result->arrangements = arrangements;
    result->p = sam_value((double)count / (double)arrangements);
}

static void finish_moments(struct sam_permutation *result, double seen, double variance) {
    result->method = SAM_ARRANGEMENTS_MOMENTS;
    result->p = sam_value(variance > 0 ? 2 * gsl_cdf_ugaussian_Q(seen / sqrt(variance)) : 1);
}

/* --- two groups ------------------------------------------------------------------------------ */

/* All values, their mean taken off, those of the smaller group first. The difference between the
 * groups then grows with the absolute sum of either one. */
struct pool {
    double *off;
    size_t n, k;
    double seen, rounding;
};

static bool as_large(double sum, const struct pool *pool) {
    return fabs(sum) >= pool->seen - pool->rounding;
}

static void pool_init(struct pool *pool, const double *small, size_t k, const double *large,
                      size_t rest) {
    *pool = (struct pool){.off = sam_xcalloc(k + rest, sizeof(double)), .n = k + rest, .k = k};
    double mean = 0;
    double sum = 0;
    for (size_t i = 0; i < pool->n; i++) {
        pool->off[i] = i < k ? small[i] : large[i - k];
        mean += (pool->off[i] - mean) / (double)(i + 1);
    }
    double largest = fabs(mean);
    for (size_t i = 0; i < pool->n; i++) {
        pool->off[i] -= mean;
        sum += i < k ? pool->off[i] : 0;
        pool->rounding += fabs(pool->off[i]);
        largest = fmax(largest, fabs(pool->off[i]));
    }
    pool->seen = fabs(sum);
    pool->rounding = ROUNDING * pool->rounding + 8e-16 * largest * (double)k;
}

/* n choose k, or SAM_PERMUTATION_EXACT + 1 when it is more than that. */
static long arrangements_of(size_t n, size_t k) {
    double count = 1;
    for (size_t i = 1; i <= k; i++) {
        count = count * (double)(n - k + i) / (double)i;
        if (count > SAM_PERMUTATION_EXACT) {
            return SAM_PERMUTATION_EXACT + 1;
        }
    }
    return lround(count);
}

/* Of the ways to add `left` more of those from `start` on. */
static long count_from(const struct pool *pool, size_t start, size_t left, double sum) {
    long count = 0;
    if (left == 1) {
        for (size_t i = start; i < pool->n; i++) {
            count += as_large(sum + pool->off[i], pool);
        }
        return count;
    }
    for (size_t i = start; i + left <= pool->n; i++) {
        count += count_from(pool, i + 1, left - 1, sum + pool->off[i]);
    }
    return count;
}

/* The first k steps of a shuffle choose k; the order it starts from does not matter. */
static long count_drawn(struct pool *pool, long resamples, struct sam_stream random) {
    long count = 0;
    for (long r = 0; r < resamples; r++) {
        double sum = 0;
        for (size_t i = 0; i < pool->k; i++) {
            size_t j = i + sam_stream_below(&random, (uint32_t)(pool->n - i));
            double value = pool->off[j];
            pool->off[j] = pool->off[i];
            pool->off[i] = value;
            sum += value;
        }
        count += as_large(sum, pool);
    }
    return count;
}

/* Of the sum of k of n values, over all arrangements. */
static double variance_of_sum(const struct pool *pool) {
    double squares = 0;
    for (size_t i = 0; i < pool->n; i++) {
        squares += pool->off[i] * pool->off[i];
    }
    double n = (double)pool->n;
    double k = (double)pool->k;
    return squares * k * (n - k) / (n * (n - 1));
}

static int rising(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double *sorted(const double *values, size_t count) {
    double *copy = sam_xcalloc(count, sizeof *copy);
    memcpy(copy, values, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, rising);
    return copy;
}

static double superiority_of(const double *first, size_t m, const double *second, size_t n) {
    double *a = sorted(first, m);
    double *b = sorted(second, n);
    size_t below = 0; /* of b, below a[i] */
    size_t upto = 0;  /* of b, below or equal */
    double wins = 0;
    for (size_t i = 0; i < m; i++) {
        while (below < n && b[below] < a[i]) {
            below++;
        }
        while (upto < n && b[upto] <= a[i]) {
            upto++;
        }
        wins += (double)below + (double)(upto - below) / 2;
    }
    free(a);
    free(b);
    return wins / ((double)m * (double)n);
}

static double mean_difference(const double *first, size_t m, const double *second, size_t n) {
    double base = first[0];
    double a = 0;
    double b = 0;
    for (size_t i = 0; i < m; i++) {
        a += first[i] - base;
    }
    for (size_t i = 0; i < n; i++) {
        b += second[i] - base;
    }
    return a / (double)m - b / (double)n;
}

struct sam_permutation sam_permutation_of_means(const double *first, size_t m, const double *second,
                                                size_t n, long resamples, uint64_t seed) {
    assert(m <= UINT32_MAX / 2 && n <= UINT32_MAX / 2);
    if (m == 0 || n == 0) {
        return nothing(SAM_WHY_NO_ANSWERS);
    }
    struct sam_permutation result = nothing(SAM_WHY_NOT_ASKED);
    result.difference = sam_value(mean_difference(first, m, second, n));
    struct pool pool;
    if (m <= n) {
        pool_init(&pool, first, m, second, n);
    } else {
        pool_init(&pool, second, n, first, m);
    }
    long arrangements = arrangements_of(pool.n, pool.k);
    if (arrangements <= SAM_PERMUTATION_EXACT) {
        finish_exact(&result, count_from(&pool, 0, pool.k, 0), arrangements);
    } else if (resamples > 0 && pool.k > SAM_PERMUTATION_LARGE) {
        finish_moments(&result, pool.seen, variance_of_sum(&pool));
    } else if (resamples > 0) {
        finish_random(&result, count_drawn(&pool, resamples, sam_stream_of(seed, 0)), resamples);
    }
    free(pool.off);
    return result;
}

struct sam_permutation sam_permutation_of_groups(const double *first, size_t m,
                                                 const double *second, size_t n, long resamples,
                                                 uint64_t seed) {
    struct sam_permutation result = sam_permutation_of_means(first, m, second, n, resamples, seed);
    result.superiority = m > 0 && n > 0 ? sam_value(superiority_of(first, m, second, n))
                                        : sam_no_value(SAM_WHY_NO_ANSWERS);
    return result;
}

/* --- pairs ----------------------------------------------------------------------------------- */

/* Differences that are not 0; the sum of all. */
struct signs {
    double *size;
    size_t n;
    double seen, rounding;
};

static double signed_sum(const struct signs *signs, unsigned long negative) {
    double sum = 0;
    for (size_t i = 0; i < signs->n; i++) {
        sum += negative >> i & 1 ? -signs->size[i] : signs->size[i];
    }
    return sum;
}

static long count_all_signs(const struct signs *signs, long arrangements) {
    long count = 0;
    for (long pattern = 0; pattern < arrangements; pattern++) {
        double sum = signed_sum(signs, (unsigned long)pattern);
        count += fabs(sum) >= signs->seen - signs->rounding;
    }
    return count;
}

static long count_drawn_signs(const struct signs *signs, long resamples, struct sam_stream random) {
    long count = 0;
    for (long r = 0; r < resamples; r++) {
        double sum = 0;
        uint64_t bits = 0;
        for (size_t i = 0; i < signs->n; i++) {
            bits = i % 64 == 0 ? sam_stream_next(&random) : bits >> 1;
            sum += bits & 1 ? -signs->size[i] : signs->size[i];
        }
        count += fabs(sum) >= signs->seen - signs->rounding;
    }
    return count;
}

static double variance_of_signs(const struct signs *signs) {
    double squares = 0;
    for (size_t i = 0; i < signs->n; i++) {
        squares += signs->size[i] * signs->size[i];
    }
    return squares;
}

struct sam_permutation sam_permutation_of_pairs(const double *first, const double *second,
                                                size_t count, long resamples, uint64_t seed) {
    if (count == 0) {
        return nothing(SAM_WHY_NO_ANSWERS);
    }
    struct signs signs = {.size = sam_xcalloc(count, sizeof(double))};
    double sum = 0;
    double higher = 0;
    for (size_t i = 0; i < count; i++) {
        double off = first[i] - second[i];
        sum += off;
        higher += off > 0 ? 1 : off < 0 ? 0 : 0.5;
        signs.rounding += ROUNDING * fabs(off);
        if (off != 0) {
            signs.size[signs.n++] = fabs(off);
        }
    }
    signs.seen = fabs(sum);
    struct sam_permutation result = nothing(SAM_WHY_NOT_ASKED);
    result.difference = sam_value(sum / (double)count);
    result.superiority = sam_value(higher / (double)count);
    if (signs.n < 17 && 1L << signs.n <= SAM_PERMUTATION_EXACT) {
        finish_exact(&result, count_all_signs(&signs, 1L << signs.n), 1L << signs.n);
    } else if (resamples > 0 && signs.n > 2 * (size_t)SAM_PERMUTATION_LARGE) {
        finish_moments(&result, signs.seen, variance_of_signs(&signs));
    } else if (resamples > 0) {
        finish_random(&result, count_drawn_signs(&signs, resamples, sam_stream_of(seed, 0)),
                      resamples);
    }
    free(signs.size);
    return result;
}
