#include "analyse/permutation.h"

#include "analyse/exact_count.h"
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

/* --- sums by the byte ------------------------------------------------------------------------ */

/* sums[e][byte] is the sum of those of values 8 e .. 8 e + 7 whose bit is set. */
static void sum_bytes(double (*sums)[256], const double *values, size_t n) {
    for (size_t e = 0; 8 * e < n; e++) {
        size_t ways = 1;
        sums[e][0] = 0;
        for (size_t i = 8 * e; i < n && i < 8 * e + 8; i++, ways *= 2) {
            for (size_t byte = 0; byte < ways; byte++) {
                sums[e][ways + byte] = sums[e][byte] + values[i];
            }
        }
    }
}

static double sum_of_bytes(double (*sums)[256], size_t eights, uint64_t word) {
    double sum = sums[0][word & 255];
    for (size_t e = 1; e < eights; e++) {
        sum += sums[e][word >> 8 * e & 255];
    }
    return sum;
}

/* --- two groups ------------------------------------------------------------------------------ */

/* All values, their mean taken off, those of the smaller group first. The difference between the
 * groups then grows with the absolute sum of either one. */
struct pool {
    double *off;
    size_t n, k;
    double seen, rounding;
    double few[SAM_SPLITS_PEOPLE]; /* where off is, when they fit */
};

static bool as_large(double sum, const struct pool *pool) {
    return fabs(sum) >= pool->seen - pool->rounding;
}

static void pool_init(struct pool *pool, const double *small, size_t k, const double *large,
                      size_t rest) {
    size_t n = k + rest;
    double *off = n <= SAM_SPLITS_PEOPLE ? pool->few : sam_xcalloc(n, sizeof *off);
    double shifted = 0;
    double sum = 0;
    pool->off = off;
    pool->n = n;
    pool->k = k;
    pool->rounding = 0;
    memcpy(off, small, k * sizeof *off);
    memcpy(off + k, large, rest * sizeof *off);
    for (size_t i = 0; i < n; i++) {
        shifted += off[i] - small[0];
    }
    double mean = small[0] + shifted / (double)n;
    double largest = fabs(mean);
    for (size_t i = 0; i < n; i++) {
        off[i] -= mean;
        double size = fabs(off[i]);
        sum += i < k ? off[i] : 0;
        pool->rounding += size;
        largest = size > largest ? size : largest;
    }
    pool->seen = fabs(sum);
    pool->rounding = ROUNDING * pool->rounding + 8e-16 * largest * (double)k;
}

static void pool_fini(struct pool *pool) {
    if (pool->off != pool->few) {
        free(pool->off);
    }
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

static long count_all(const struct pool *pool, long arrangements) {
    double least = pool->seen - pool->rounding;
    return least > 0 ? sam_count_choices(pool->off, pool->n, pool->k, least) : arrangements;
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

/* With the sums of every choice among eight values at hand. */
static long count_splits(const struct pool *pool, struct sam_splits *splits) {
    double sums[SAM_SPLITS_PEOPLE / 8][256];
    size_t eights = (pool->n + 7) / 8;
    size_t words = 0;
    long count = 0;
    sum_bytes(sums, pool->off, pool->n);
    for (size_t block = 0; block == 0 || words > 0; block++) {
        const uint64_t *word = sam_splits_block(splits, pool->n, pool->k, block, &words);
        for (size_t w = 0; w < words; w++) {
            count += as_large(sum_of_bytes(sums, eights, word[w]), pool);
        }
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

/* Twice the pairs in which the first is higher, equal ones counting one. */
static size_t wins_of_few(const double *first, size_t m, const double *second, size_t n) {
    size_t wins = 0;
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            wins += (size_t)(second[j] < first[i]) + (second[j] <= first[i]);
        }
    }
    return wins;
}

static size_t wins_of_many(const double *first, size_t m, const double *second, size_t n) {
    double *a = sorted(first, m);
    double *b = sorted(second, n);
    size_t below = 0; /* of b, below a[i] */
    size_t upto = 0;  /* of b, below or equal */
    size_t wins = 0;
    for (size_t i = 0; i < m; i++) {
        while (below < n && b[below] < a[i]) {
            below++;
        }
        while (upto < n && b[upto] <= a[i]) {
            upto++;
        }
        wins += below + upto;
    }
    free(a);
    free(b);
    return wins;
}

static double superiority_of(const double *first, size_t m, const double *second, size_t n) {
    enum { FEW = 1024 }; /* pairs that are looked at sooner than sorted */
    size_t wins =
        n <= FEW / m ? wins_of_few(first, m, second, n) : wins_of_many(first, m, second, n);
    return (double)wins / 2 / ((double)m * (double)n);
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

/* splits NULL: drawn from seed, for this test alone. */
static struct sam_permutation test_means(const double *first, size_t m, const double *second,
                                         size_t n, long resamples, uint64_t seed,
                                         struct sam_splits *splits) {
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
        finish_exact(&result, count_all(&pool, arrangements), arrangements);
    } else if (resamples > 0 && pool.k > SAM_PERMUTATION_LARGE) {
        finish_moments(&result, pool.seen, variance_of_sum(&pool));
    } else if (resamples > 0 && splits != NULL && pool.n <= SAM_SPLITS_PEOPLE) {
        finish_random(&result, count_splits(&pool, splits), resamples);
    } else if (resamples > 0) {
        finish_random(&result, count_drawn(&pool, resamples, sam_stream_of(seed, 0)), resamples);
    }
    pool_fini(&pool);
    return result;
}

static struct sam_permutation with_superiority(struct sam_permutation result, const double *first,
                                               size_t m, const double *second, size_t n) {
    result.superiority = m > 0 && n > 0 ? sam_value(superiority_of(first, m, second, n))
                                        : sam_no_value(SAM_WHY_NO_ANSWERS);
    return result;
}

struct sam_permutation sam_permutation_of_means(const double *first, size_t m, const double *second,
                                                size_t n, long resamples, uint64_t seed) {
    return test_means(first, m, second, n, resamples, seed, NULL);
}

struct sam_permutation sam_permutation_of_groups(const double *first, size_t m,
                                                 const double *second, size_t n, long resamples,
                                                 uint64_t seed) {
    return with_superiority(test_means(first, m, second, n, resamples, seed, NULL), first, m,
                            second, n);
}

struct sam_permutation sam_permutation_by_splits(const double *first, size_t m,
                                                 const double *second, size_t n,
                                                 struct sam_splits *splits) {
    return with_superiority(test_means(first, m, second, n, sam_splits_resamples(splits),
                                       sam_splits_seed(splits), splits),
                            first, m, second, n);
}

/* --- pairs ----------------------------------------------------------------------------------- */

/* Differences that are not 0; the sum of all. */
struct signs {
    double *size;
    size_t n;
    double seen, rounding;
};

static long count_all_signs(const struct signs *signs, long arrangements) {
    double least = signs->seen - signs->rounding;
    return least > 0 ? sam_count_signs(signs->size, signs->n, least) : arrangements;
}

/* A set bit is a minus: the sum of all, less twice the sum of those. */
static long count_drawn_signs(const struct signs *signs, long resamples, struct sam_stream random) {
    size_t eights = (signs->n + 7) / 8;
    double(*sums)[256] = sam_xcalloc(eights, sizeof *sums);
    double all = 0;
    long count = 0;
    sum_bytes(sums, signs->size, signs->n);
    for (size_t i = 0; i < signs->n; i++) {
        all += signs->size[i];
    }
    for (long r = 0; r < resamples; r++) {
        double minus = 0;
        for (size_t e = 0; e < eights; e += 8) {
            size_t most = eights - e < 8 ? eights - e : 8;
            uint64_t word = sam_stream_next(&random);
            /* Bits that stand for nobody are cut off. */
            size_t left = signs->n - 8 * e;
            word = left < 64 ? word & ((UINT64_C(1) << left) - 1) : word;
            minus += sum_of_bytes(sums + e, most, word);
        }
        count += fabs(all - 2 * minus) >= signs->seen - signs->rounding;
    }
    free(sums);
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
