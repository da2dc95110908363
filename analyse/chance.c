#include "analyse/chance.h"

#include "analyse/agreement.h"
#include "base/memory.h"
#include "model/questionnaire.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { DIVISIONS_MOST = 700000, KEPT = 64 };
#define STEPS_MOST 2e7

/* Sums of squares are whole numbers in the unit variance * n * (n - 1):
 * n sum(x^2) - sum(x)^2. */
struct one_item {
    size_t n;
    int points;
    double *probability; /* of each whole number up to `most`; NULL: not yet */
    size_t most;
};

struct sam_chance {
    int points;
    size_t most_items;
    _Atomic double *known; /* per n up to KEPT and J; -1: not yet */
    pthread_mutex_t computing;
    struct one_item one[SAM_CHANCE_EXACT + 1];
};

struct sam_chance *sam_chance_new(int points, size_t most_items) {
    struct sam_chance *chance = sam_xcalloc(1, sizeof *chance);
    size_t size = (KEPT + 1) * (most_items + 1);
    chance->points = points;
    chance->most_items = most_items;
    chance->known = sam_xcalloc(size, sizeof *chance->known);
    for (size_t i = 0; i < size; i++) {
        atomic_init(&chance->known[i], -1);
    }
    pthread_mutex_init(&chance->computing, NULL);
    return chance;
}

void sam_chance_free(struct sam_chance *chance) {
    if (chance != NULL) {
        for (size_t n = 0; n <= SAM_CHANCE_EXACT; n++) {
            free(chance->one[n].probability);
        }
        pthread_mutex_destroy(&chance->computing);
        free(chance->known);
        free(chance);
    }
}

/* rwg(J) >= .70 when v = mean variance / null variance is at most this. */
static double limit_of(size_t items) {
    double part = 0.3 * (double)items;
    return part / (part + 0.7);
}

static void divide(struct one_item *one, int point, size_t left, size_t sum, size_t squares,
                   double log_probability) {
    if (point == one->points - 1) {
        size_t x = (size_t)point;
        sum += left * x;
        squares += left * x * x;
        log_probability -= gsl_sf_lnfact((unsigned)left);
        one->probability[one->n * squares - sum * sum] += exp(log_probability);
        return;
    }
    for (size_t here = 0; here <= left; here++) {
        size_t x = (size_t)point;
        divide(one, point + 1, left - here, sum + here * x, squares + here * x * x,
               log_probability - gsl_sf_lnfact((unsigned)here));
    }
}

static struct one_item one_item_of(size_t n, int points) {
    size_t width = (size_t)points - 1;
    struct one_item one = {.n = n, .points = points, .most = n * n * width * width / 4};
    one.probability = sam_xcalloc(one.most + 1, sizeof *one.probability);
    divide(&one, 0, n, 0, 0, gsl_sf_lnfact((unsigned)n) - (double)n * log(points));
    return one;
}

/* Probability that the sum of `items` independent draws is at most `limit`. */
static double sum_at_most(const struct one_item *one, size_t items, size_t limit) {
    double *now = sam_xcalloc(limit + 1, sizeof *now);
    double *next = sam_xcalloc(limit + 1, sizeof *next);
    double sum = 0;
    size_t reached = 0; /* beyond it now is 0 */
    now[0] = 1;
    for (size_t item = 0; item < items; item++) {
        memset(next, 0, (limit + 1) * sizeof *next);
        for (size_t d = 0; d <= one->most && d <= limit; d++) {
            double p = one->probability[d];
            size_t last = reached < limit - d ? reached : limit - d;
            for (size_t at = 0; p > 0 && at <= last; at++) {
                next[at + d] += p * now[at];
            }
        }
        reached = reached + one->most < limit ? reached + one->most : limit;
        double *swap = now;
        now = next;
        next = swap;
    }
    for (size_t at = 0; at <= limit; at++) {
        sum += now[at];
    }
    free(now);
    free(next);
    return fmin(1, sum);
}

static double divisions(size_t n, int points) {
    return exp(gsl_sf_lnchoose((unsigned)n + (unsigned)points - 1, (unsigned)points - 1));
}

/* The variance of a sample variance: (m4 - s^4 (n - 3) / (n - 1)) / n. */
static double approximate(size_t n, size_t items, int points) {
    double mean = sam_null_variance_uniform(points);
    double fourth = 0;
    for (int answer = 1; answer <= points; answer++) {
        fourth += pow(answer - (points + 1) / 2.0, 4) / points;
    }
    double size = (double)n;
    double variance = (fourth - mean * mean * (size - 3) / (size - 1)) / size;
    double z = (limit_of(items) - 1) * mean / sqrt(variance / (double)items);
    return gsl_cdf_ugaussian_P(z);
}

static double compute(struct sam_chance *chance, size_t n, size_t items) {
    int points = chance->points;
    double unit = (double)(n * (n - 1));
    double limit =
        (double)items * unit * sam_null_variance_uniform(points) * limit_of(items) + 1e-6;
    double most = (double)(n * n) * (points - 1) * (points - 1) / 4;
    if (n > SAM_CHANCE_EXACT || divisions(n, points) > DIVISIONS_MOST ||
        (double)items * limit * fmin(most, limit) > STEPS_MOST) {
        return approximate(n, items, points);
    }
    struct one_item *one = &chance->one[n];
    if (one->probability == NULL) {
        *one = one_item_of(n, points);
    }
    return sum_at_most(one, items, (size_t)limit);
}

struct sam_number sam_chance_rwg(struct sam_chance *chance, size_t n, size_t items) {
    assert(items <= chance->most_items);
    if (n < 2) {
        return sam_no_value(n == 0 ? SAM_WHY_NO_ANSWERS : SAM_WHY_ONE_RESPONDENT);
    }
    if (items == 0) {
        return sam_no_value(SAM_WHY_TOO_FEW_ITEMS);
    }
    if (n > KEPT) {
        return sam_value(approximate(n, items, chance->points));
    }
    _Atomic double *known = &chance->known[n * (chance->most_items + 1) + items];
    double value = atomic_load_explicit(known, memory_order_relaxed);
    if (value < 0) {
        pthread_mutex_lock(&chance->computing);
        value = atomic_load_explicit(known, memory_order_relaxed);
        value = value < 0 ? compute(chance, n, items) : value;
        atomic_store_explicit(known, value, memory_order_relaxed);
        pthread_mutex_unlock(&chance->computing);
    }
    return sam_value(value);
}
