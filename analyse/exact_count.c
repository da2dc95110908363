#include "analyse/exact_count.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HALVED_MOST = SAM_SIGNS_MOST, HALF = HALVED_MOST / 2, SUMS = 1 << HALF };

/* Choices of so few values are made one by one sooner. */
enum { FEW = 3 };

/* --- one by one ------------------------------------------------------------------------------ */

/* Of the ways to add `left` more of those from `start` on. */
static long count_each(const double *values, size_t n, size_t left, double sum, double least) {
    long count = 0;
    if (left == 1) {
        for (size_t i = 0; i < n; i++) {
            count += fabs(sum + values[i]) >= least;
        }
        return count;
    }
    for (size_t i = 0; i + left <= n; i++) {
        count += count_each(values + i + 1, n - i - 1, left - 1, sum + values[i], least);
    }
    return count;
}

/* --- in halves ------------------------------------------------------------------------------- */

/* A sum and how many ways lead to it. In whole units, 2^50 to the largest value: whole numbers are
 * compared sooner. Answers are few, and many sums are equal but for the rounding to units. */
struct sum {
    int64_t at;
    int64_t ways;
};

enum { ROUNDED = 64 };
static const double UNITS = (double)(INT64_C(1) << 50);

/* The sums of all choices from one half: those of s values begin at start[s]. */
struct half {
    struct sum sums[SUMS];
    size_t start[HALF + 2];
    size_t count[HALF + 1];
    size_t most; /* values chosen */
};

/* Puts two runs of rising sums together, the second with `more` added; returns how many are left
 * when equal ones are one. */
static size_t put_together(struct sum *out, const struct sum *a, size_t m, const struct sum *b,
                           size_t n, int64_t more) {
    struct sum *start = out;
    const struct sum *a_end = a + m;
    const struct sum *b_end = b + n;
    while (a < a_end && b < b_end) {
        int64_t x = a->at;
        int64_t y = b->at + more;
        int64_t first = x <= y + ROUNDED;
        int64_t second = y <= x + ROUNDED;
        out->at = first ? x : y;
        out->ways = (a->ways & -first) + (b->ways & -second);
        out++;
        a += first;
        b += second;
    }
    for (; a < a_end; a++) {
        *out++ = *a;
    }
    for (; b < b_end; b++) {
        *out++ = (struct sum){b->at + more, b->ways};
    }
    return (size_t)(out - start);
}

/* Where the sums of each number of values will stand. */
static void lay_out(struct half *half, size_t n, size_t k) {
    size_t ways = 1;
    half->most = k < n ? k : n;
    half->start[0] = 0;
    for (size_t s = 0; s <= half->most; s++) {
        half->start[s + 1] = half->start[s] + ways;
        half->count[s] = s == 0;
        ways = ways * (n - s) / (s + 1);
    }
    half->sums[0] = (struct sum){0, 1};
}

static void choose(struct half *half, const int64_t *values, size_t n, size_t k) {
    struct sum before[SUMS];
    lay_out(half, n, k);
    for (size_t i = 0; i < n; i++) {
        for (size_t s = i + 1 < half->most ? i + 1 : half->most; s > 0; s--) {
            struct sum *own = half->sums + half->start[s];
            memcpy(before, own, half->count[s] * sizeof *own);
            half->count[s] =
                put_together(own, before, half->count[s], half->sums + half->start[s - 1],
                             half->count[s - 1], values[i]);
        }
    }
}

/* Ways to take one of each, both rising, with a sum of `least` or more: the larger the first, the
 * smaller the second may be. */
static int64_t ways_from(const struct sum *a, size_t m, const struct sum *b, size_t n,
                         int64_t least) {
    const struct sum *a_end = a + m;
    const struct sum *second = b + n;
    int64_t enough = 0; /* ways to the second and all above it */
    int64_t ways = 0;
    while (a < a_end && second > b) {
        int64_t more = a->at + second[-1].at >= least;
        enough += second[-1].ways & -more;
        ways += a->ways * enough & (more - 1);
        second -= more;
        a += 1 - more;
    }
    for (; a < a_end; a++) {
        ways += a->ways * enough;
    }
    return ways;
}

/* With a sum of absolute size `least` or more. */
static int64_t ways_of(const struct sum *a, size_t m, const struct sum *b, size_t n,
                       int64_t least) {
    int64_t all = 0;
    int64_t of_b = 0;
    for (size_t j = 0; j < n; j++) {
        of_b += b[j].ways;
    }
    for (size_t i = 0; i < m; i++) {
        all += a[i].ways * of_b;
    }
    return ways_from(a, m, b, n, least) + all - ways_from(a, m, b, n, 1 - least);
}

/* Values in units; returns `least` in them. */
static int64_t in_units(const double *values, size_t n, double least, int64_t *units) {
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, fabs(values[i]));
    }
    for (size_t i = 0; i < n; i++) {
        units[i] = llround(values[i] / largest * UNITS);
    }
    return llround(fmin(least / largest, (double)n + 1) * UNITS);
}

static long count_in_halves(const double *values, size_t n, size_t k, double least) {
    int64_t units[HALVED_MOST];
    struct half first;
    struct half second;
    size_t m = n - n / 2;
    int64_t count = 0;
    int64_t enough = in_units(values, n, least, units);
    choose(&first, units, m, k);
    choose(&second, units + m, n - m, k);
    for (size_t s = k - second.most; s <= first.most; s++) {
        size_t rest = k - s;
        count += ways_of(first.sums + first.start[s], first.count[s],
                         second.sums + second.start[rest], second.count[rest], enough);
    }
    return (long)count;
}

long sam_count_choices(const double *values, size_t n, size_t k, double least) {
    assert(k >= 1 && k <= n && least > 0);
    return k <= FEW || n > HALVED_MOST ? count_each(values, n, k, 0, least)
                                       : count_in_halves(values, n, k, least);
}

/* --- signs ----------------------------------------------------------------------------------- */

static size_t all_signs(struct sum *sums, const int64_t *values, size_t n) {
    struct sum before[SUMS];
    size_t count = 1;
    sums[0] = (struct sum){0, 1};
    for (size_t i = 0; i < n; i++) {
        int64_t size = llabs(values[i]);
        for (size_t j = 0; j < count; j++) {
            before[j] = (struct sum){sums[j].at - size, sums[j].ways};
        }
        count = put_together(sums, before, count, before, count, 2 * size);
    }
    return count;
}

long sam_count_signs(const double *values, size_t n, double least) {
    assert(n <= SAM_SIGNS_MOST && least > 0);
    int64_t units[HALVED_MOST];
    struct sum first[SUMS];
    struct sum second[SUMS];
    int64_t enough = in_units(values, n, least, units);
    size_t half = n / 2;
    size_t m = all_signs(first, units, half);
    size_t count = all_signs(second, units + half, n - half);
    return (long)ways_of(first, m, second, count, enough);
}
