#include "analyse/stratified_test.h"

#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One group by its smaller side: k chosen of n people, whose answers are counts. Answers are
 * counted from 0 here, which moves every sum by the same. */
struct group {
    size_t counts[SAM_POINTS_MAX];
    size_t n, k;
    size_t seen;           /* the sum of the k */
    double mean, variance; /* of that sum over all divisions */
};

static size_t people_in(const size_t *counts, int points) {
    size_t n = 0;
    for (int c = 0; c < points; c++) {
        n += counts[c];
    }
    return n;
}

static size_t sum_of(const size_t *counts, int points) {
    size_t sum = 0;
    for (int c = 0; c < points; c++) {
        sum += counts[c] * (size_t)c;
    }
    return sum;
}

static struct group group_of(const struct sam_two_sides *sides, size_t m, size_t n, int points) {
    struct group group = {.n = m + n, .k = m < n ? m : n};
    double squares = 0;
    for (int c = 0; c < points; c++) {
        group.counts[c] = sides->first[c] + sides->second[c];
    }
    /* Of equal sides the second: which of the two is chosen makes no difference. */
    group.seen = sum_of(m < n ? sides->first : sides->second, points);
    double mean = (double)sum_of(group.counts, points) / (double)group.n;
    for (int c = 0; c < points; c++) {
        squares += (double)group.counts[c] * (c - mean) * (c - mean);
    }
    double k = (double)group.k;
    double all = (double)group.n;
    group.mean = k * mean;
    group.variance = squares * k * (all - k) / (all * (all - 1));
    return group;
}

/* --- the distribution of a sum --------------------------------------------------------------- */

struct distribution {
    double *share; /* share[s]: of the divisions with sum s */
    size_t length;
};

/* The logarithm of the ways to choose j of count. Factor by factor: lgamma would lose digits. */
static double log_choose(size_t count, size_t j) {
    double sum = 0;
    for (size_t i = 0; i < j; i++) {
        sum += log((double)(count - i) / (double)(i + 1));
    }
    return sum;
}

/* Answer by answer: ways[chosen][sum] for the answers so far. */
static struct distribution distribution_of(const struct group *group, int points) {
    size_t length = group->k * (size_t)(points - 1) + 1;
    size_t room = (group->k + 1) * length;
    double *ways = sam_xcalloc(room, sizeof *ways);
    double *next = sam_xcalloc(room, sizeof *next);
    /* Everyone chosen takes their part of the ways there are: nothing grows too large. */
    double part = log_choose(group->n, group->k) / (double)group->k;
    ways[0] = 1;
    for (int c = 0; c < points; c++) {
        memset(next, 0, room * sizeof *next);
        size_t most = group->counts[c] < group->k ? group->counts[c] : group->k;
        for (size_t j = 0; j <= most; j++) {
            double choices = exp(log_choose(group->counts[c], j) - (double)j * part);
            size_t step = j * (size_t)c;
            for (size_t chosen = 0; chosen + j <= group->k; chosen++) {
                const double *from = ways + chosen * length;
                double *to = next + (chosen + j) * length + step;
                for (size_t s = 0; s + step < length; s++) {
                    to[s] += from[s] * choices;
                }
            }
        }
        double *swap = ways;
        ways = next;
        next = swap;
    }
    memmove(ways, ways + group->k * length, length * sizeof *ways);
    double total = 0;
    for (size_t s = 0; s < length; s++) {
        total += ways[s];
    }
    for (size_t s = 0; s < length; s++) {
        ways[s] /= total;
    }
    free(next);
    return (struct distribution){ways, length};
}

static void convolve(struct distribution *all, struct distribution one) {
    size_t length = all->length + one.length - 1;
    double *share = sam_xcalloc(length, sizeof *share);
    for (size_t i = 0; i < all->length; i++) {
        for (size_t j = 0; j < one.length; j++) {
            share[i + j] += all->share[i] * one.share[j];
        }
    }
    free(all->share);
    free(one.share);
    *all = (struct distribution){share, length};
}

/* --- p --------------------------------------------------------------------------------------- */

/* Of the sum of the side that was chosen; where that is the second one, turned round: a high sum of
 * it is a low one of the first. */

static double exact_p(const struct group *groups, const bool *turned, size_t count, int points) {
    struct distribution all = {sam_xcalloc(1, sizeof(double)), 1};
    double seen = 0;
    double mean = 0;
    all.share[0] = 1;
    for (size_t g = 0; g < count; g++) {
        struct distribution one = distribution_of(&groups[g], points);
        double top = (double)(one.length - 1);
        for (size_t s = 0; turned[g] && s < one.length / 2; s++) {
            double keep = one.share[s];
            one.share[s] = one.share[one.length - 1 - s];
            one.share[one.length - 1 - s] = keep;
        }
        seen += turned[g] ? top - (double)groups[g].seen : (double)groups[g].seen;
        mean += turned[g] ? top - groups[g].mean : groups[g].mean;
        convolve(&all, one);
    }
    /* Sums are whole and their mean a fraction: what is equal but for rounding is equal. */
    double least = fabs(seen - mean) * (1 - 1e-9) - 1e-9;
    double p = 0;
    for (size_t s = 0; s < all.length; s++) {
        p += fabs((double)s - mean) >= least ? all.share[s] : 0;
    }
    free(all.share);
    return fmin(p, 1);
}

static double normal_p(const struct group *groups, const bool *turned, size_t count) {
    double deviation = 0;
    double variance = 0;
    for (size_t g = 0; g < count; g++) {
        double own = (double)groups[g].seen - groups[g].mean;
        deviation += turned[g] ? -own : own;
        variance += groups[g].variance;
    }
    /* All answers alike: every division is as far. */
    return variance > 0 ? fmin(1, 2 * gsl_cdf_ugaussian_Q(fabs(deviation) / sqrt(variance))) : 1;
}

static bool can_count(const struct group *groups, size_t count) {
    size_t all = 0;
    for (size_t g = 0; g < count; g++) {
        all += groups[g].k;
        if (groups[g].k > SAM_STRATIFIED_SIDE || all > SAM_STRATIFIED_ALL) {
            return false;
        }
    }
    return true;
}

/* How many divisions there are, or 0 beyond 2^53. */
static long divisions(const struct group *groups, size_t count) {
    double log_all = 0;
    double all = 1;
    for (size_t g = 0; g < count; g++) {
        log_all += log_choose(groups[g].n, groups[g].k);
        if (log_all > 53 * M_LN2) {
            return 0;
        }
        double choices = 1;
        for (size_t i = 1; i <= groups[g].k; i++) {
            choices = choices * (double)(groups[g].n - groups[g].k + i) / (double)i;
        }
        all *= round(choices);
    }
    return (long)all;
}

/* --- sizes ----------------------------------------------------------------------------------- */

/* Pairs of one of each side in which the first is higher, ties half. */
static double pairs_above(const struct sam_two_sides *sides, int points) {
    double below = 0;
    double above = 0;
    for (int c = 0; c < points; c++) {
        double same = (double)sides->second[c];
        above += (double)sides->first[c] * (below + same / 2);
        below += same;
    }
    return above;
}

static struct sam_stratified nothing(void) {
    struct sam_number none = sam_no_value(SAM_WHY_NO_ANSWERS);
    return (struct sam_stratified){
        .first_mean = none, .second_mean = none, .test = {none, none, none, 0, 0}};
}

struct sam_stratified sam_stratified_test(const struct sam_two_sides *sides, size_t count,
                                          int points) {
    struct sam_stratified result = nothing();
    struct group *groups = sam_xcalloc(count + 1, sizeof *groups);
    bool *turned = sam_xcalloc(count + 1, sizeof *turned);
    double weights = 0, first = 0, second = 0, above = 0, pairs = 0;
    for (size_t g = 0; g < count; g++) {
        size_t m = people_in(sides[g].first, points);
        size_t n = people_in(sides[g].second, points);
        if (m == 0 || n == 0) {
            continue;
        }
        double weight = (double)m * (double)n / (double)(m + n);
        turned[result.groups] = m >= n;
        groups[result.groups++] = group_of(&sides[g], m, n, points);
        result.first += m;
        result.second += n;
        weights += weight;
        first += weight * (1 + (double)sum_of(sides[g].first, points) / (double)m);
        second += weight * (1 + (double)sum_of(sides[g].second, points) / (double)n);
        above += pairs_above(&sides[g], points);
        pairs += (double)m * (double)n;
    }
    if (result.groups > 0) {
        bool exact = can_count(groups, result.groups);
        result.first_mean = sam_value(first / weights);
        result.second_mean = sam_value(second / weights);
        result.test = (struct sam_permutation){
            .difference = sam_value((first - second) / weights),
            .p = sam_value(exact ? exact_p(groups, turned, result.groups, points)
                                 : normal_p(groups, turned, result.groups)),
            .superiority = sam_value(above / pairs),
            .method = exact ? SAM_ARRANGEMENTS_ALL : SAM_ARRANGEMENTS_MOMENTS,
            .arrangements = exact ? divisions(groups, result.groups) : 0,
        };
    }
    free(groups);
    free(turned);
    return result;
}
