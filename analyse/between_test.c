#include "analyse/between_test.h"

#include "analyse/moments.h"
#include "analyse/parallel.h"
#include "analyse/stream.h"
#include "base/memory.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Values with the general mean taken off, groups of nobody left out and the largest put last: what
 * it gets is what the others leave. */
struct layout {
    double *off;
    size_t n;
    size_t *size;
    size_t groups;
    double total, seen, rounding; /* sums of squares */
};

static void layout_init(struct layout *layout, const double *values, const size_t *sizes,
                        size_t groups) {
    *layout = (struct layout){.size = sam_xcalloc(groups + 1, sizeof *layout->size)};
    size_t largest = 0;
    for (size_t g = 0; g < groups; g++) {
        layout->n += sizes[g];
        if (sizes[g] > 0) {
            layout->size[layout->groups++] = sizes[g];
        }
    }
    struct sam_group_moments all = sam_moments_of(values, layout->n);
    layout->off = sam_xcalloc(layout->n + 1, sizeof *layout->off);
    layout->total = all.m2;
    for (size_t i = 0; i < layout->n; i++) {
        layout->off[i] = values[i] - all.mean;
    }
    const double *value = layout->off;
    for (size_t g = 0; g < layout->groups; g++) {
        double sum = 0;
        for (size_t i = 0; i < layout->size[g]; i++) {
            sum += *value++;
        }
        layout->seen += sum * sum / (double)layout->size[g];
        largest = layout->size[g] > layout->size[largest] ? g : largest;
    }
    layout->rounding = 1e-10 * layout->total;
    if (layout->groups > 0) {
        size_t last = layout->groups - 1;
        size_t size = layout->size[largest];
        layout->size[largest] = layout->size[last];
        layout->size[last] = size;
    }
}

static void layout_fini(struct layout *layout) {
    free(layout->off);
    free(layout->size);
}

static bool as_large(const struct layout *layout, double squares) {
    return squares >= layout->seen - layout->rounding;
}

/* --- all arrangements ------------------------------------------------------------------------ */

/* n! / product of sizes!, or SAM_PERMUTATION_EXACT + 1 when it is more. */
static long arrangements_of(const struct layout *layout) {
    double count = 1;
    size_t rest = layout->n;
    for (size_t g = 0; g + 1 < layout->groups; g++) {
        size_t k = layout->size[g];
        for (size_t i = 1; i <= k; i++) {
            count = count * (double)(rest - k + i) / (double)i;
            if (count > 1e15) {
                return SAM_PERMUTATION_EXACT + 1;
            }
        }
        rest -= k;
    }
    return count > SAM_PERMUTATION_EXACT ? SAM_PERMUTATION_EXACT + 1 : lround(count);
}

struct enumeration {
    const struct layout *layout;
    bool *taken;
    long count;
};

/* A group being filled: `left` more from value `start` on; sum so far; what the groups before it
 * have together, as sum and as sum of squares. */
struct filling {
    size_t group, start, left;
    double sum, before, squares;
};

static void fill(struct enumeration *all, struct filling f) {
    const struct layout *layout = all->layout;
    if (f.left == 0) {
        f.squares += f.sum * f.sum / (double)layout->size[f.group];
        f.before += f.sum;
        f.group++;
        if (f.group + 1 == layout->groups) {
            f.squares += f.before * f.before / (double)layout->size[f.group];
            all->count += as_large(layout, f.squares);
            return;
        }
        f.start = 0;
        f.sum = 0;
        f.left = layout->size[f.group];
    }
    for (size_t i = f.start; i < layout->n; i++) {
        if (!all->taken[i]) {
            struct filling next = f;
            next.start = i + 1;
            next.left--;
            next.sum += layout->off[i];
            all->taken[i] = true;
            fill(all, next);
            all->taken[i] = false;
        }
    }
}

static long count_all(const struct layout *layout) {
    struct enumeration all = {.layout = layout};
    all.taken = sam_xcalloc(layout->n, sizeof *all.taken);
    fill(&all, (struct filling){.left = layout->size[0]});
    free(all.taken);
    return all.count;
}

/* --- drawn ----------------------------------------------------------------------------------- */

/* Each block of draws begins at the same order and has a stream of its own: who draws it does not
 * matter. */
enum { BLOCK = 64 };

struct drawing {
    const struct layout *layout;
    long resamples;
    uint64_t seed;
    double **room; /* per thread: the values, in some order */
    long *count;   /* per block */
};

static double draw(const struct layout *layout, double *values, struct sam_stream *random) {
    double squares = 0;
    double before = 0;
    size_t at = 0;
    for (size_t g = 0; g + 1 < layout->groups; g++) {
        double sum = 0;
        for (size_t end = at + layout->size[g]; at < end; at++) {
            size_t j = at + sam_stream_below(random, (uint32_t)(layout->n - at));
            double value = values[j];
            values[j] = values[at];
            values[at] = value;
            sum += value;
        }
        squares += sum * sum / (double)layout->size[g];
        before += sum;
    }
    return squares + before * before / (double)layout->size[layout->groups - 1];
}

static void draw_block(void *context, size_t block, unsigned thread) {
    struct drawing *drawing = context;
    const struct layout *layout = drawing->layout;
    double *values = drawing->room[thread];
    struct sam_stream random = sam_stream_of(drawing->seed, block);
    long first = (long)block * BLOCK;
    memcpy(values, layout->off, layout->n * sizeof *values);
    for (long r = first; r < first + BLOCK && r < drawing->resamples; r++) {
        drawing->count[block] += as_large(layout, draw(layout, values, &random));
    }
}

static long count_drawn(const struct layout *layout, long resamples, uint64_t seed,
                        unsigned threads) {
    size_t blocks = ((size_t)resamples + BLOCK - 1) / BLOCK;
    double *room[SAM_THREADS_MOST];
    struct drawing drawing = {.layout = layout, .resamples = resamples, .seed = seed, .room = room};
    drawing.count = sam_xcalloc(blocks, sizeof *drawing.count);
    for (unsigned t = 0; t < threads; t++) {
        room[t] = sam_xcalloc(layout->n, sizeof *room[t]);
    }
    sam_parallel(blocks, threads, draw_block, &drawing);
    long count = 0;
    for (size_t b = 0; b < blocks; b++) {
        count += drawing.count[b];
    }
    for (unsigned t = 0; t < threads; t++) {
        free(room[t]);
    }
    free(drawing.count);
    return count;
}

/* --- by moments ------------------------------------------------------------------------------ */

/* Expected products of the values at different places, the general mean being 0: m22 that of two
 * squares, and so on. Each follows from the sums of squares and of fourth powers. */
struct products {
    double m4, m31, m22, m211, m1111;
};

static struct products products_of(const struct layout *layout) {
    double squares = 0;
    double fourth = 0;
    for (size_t i = 0; i < layout->n; i++) {
        double square = layout->off[i] * layout->off[i];
        squares += square;
        fourth += square * square;
    }
    double n = (double)layout->n;
    double two = n * (n - 1);
    double three = two * (n - 2);
    double four = three * (n - 3);
    return (struct products){
        .m4 = fourth / n,
        .m31 = -fourth / two,
        .m22 = (squares * squares - fourth) / two,
        .m211 = (2 * fourth - squares * squares) / three,
        .m1111 = (3 * squares * squares - 6 * fourth) / four,
    };
}

/* The statistic squared, written out: the same group twice, and two different ones. */
static double expected_square(const struct layout *layout, const struct products *m) {
    double k = (double)layout->groups;
    double n = (double)layout->n;
    double same = 0;
    double pairs = 0; /* sum of (size - 1)^2 */
    for (size_t g = 0; g < layout->groups; g++) {
        double s = (double)layout->size[g];
        same += m->m4 / s + 4 * (s - 1) / s * m->m31 + 3 * (s - 1) / s * m->m22 +
                6 * (s - 1) * (s - 2) / s * m->m211 + (s - 1) * (s - 2) * (s - 3) / s * m->m1111;
        pairs += (s - 1) * (s - 1);
    }
    return same + k * (k - 1) * m->m22 + 2 * (k - 1) * (n - k) * m->m211 +
           ((n - k) * (n - k) - pairs) * m->m1111;
}

static void moments_of(const struct layout *layout, double *mean, double *variance) {
    struct products products = products_of(layout);
    double n = (double)layout->n;
    *mean = layout->total * (double)(layout->groups - 1) / (n - 1);
    *variance = expected_square(layout, &products) - *mean * *mean;
}

void sam_between_moments(const double *values, const size_t *sizes, size_t groups, double *mean,
                         double *variance) {
    struct layout layout;
    layout_init(&layout, values, sizes, groups);
    assert(layout.n >= 4 && layout.groups >= 1);
    moments_of(&layout, mean, variance);
    layout_fini(&layout);
}

/* The tail of the beta distribution as that of F, which is right at any degrees of freedom. */
static double p_by_moments(const struct layout *layout) {
    double mean = 0;
    double variance = 0;
    moments_of(layout, &mean, &variance);
    mean /= layout->total;
    variance /= layout->total * layout->total;
    double share = layout->seen / layout->total;
    double both = mean * (1 - mean) / variance - 1;
    double a = mean * both;
    double b = (1 - mean) * both;
    return share < 1 ? gsl_cdf_fdist_Q(share / a * b / (1 - share), 2 * a, 2 * b) : 0;
}

/* --- all of it ------------------------------------------------------------------------------- */

static enum sam_why why_not(const struct layout *layout, const double *values) {
    if (layout->n == 0) {
        return SAM_WHY_NO_ANSWERS;
    }
    if (layout->groups == 1) {
        return SAM_WHY_ONE_ALLIANCE;
    }
    if (layout->groups == layout->n) {
        return SAM_WHY_NO_REPLICATION;
    }
    /* Scores that should be equal may differ in the last digit. */
    double rounding = 1e-14 * fabs(values[0]);
    return layout->total <= (double)layout->n * rounding * rounding ? SAM_WHY_NO_VARIANCE
                                                                    : SAM_HAS_VALUE;
}

struct sam_between_test sam_between_test(const double *values, const size_t *sizes, size_t groups,
                                         long resamples, uint64_t seed, unsigned threads) {
    struct layout layout;
    layout_init(&layout, values, sizes, groups);
    assert(layout.n <= UINT32_MAX);
    enum sam_why why = why_not(&layout, values);
    struct sam_between_test test = {.eta_squared = sam_no_value(why), .p = sam_no_value(why)};
    if (why == SAM_HAS_VALUE) {
        test.eta_squared = sam_value(fmin(1, layout.seen / layout.total));
        long arrangements = arrangements_of(&layout);
        if (arrangements <= SAM_PERMUTATION_EXACT) {
            test.method = SAM_ARRANGEMENTS_ALL;
            test.arrangements = arrangements;
            test.p = sam_value((double)count_all(&layout) / (double)arrangements);
        } else if (resamples == 0) {
            test.p = sam_no_value(SAM_WHY_NOT_ASKED);
        } else if (layout.n > SAM_BETWEEN_DRAWN) {
            test.method = SAM_ARRANGEMENTS_MOMENTS;
            test.p = sam_value(p_by_moments(&layout));
        } else {
            test.method = SAM_ARRANGEMENTS_DRAWN;
            test.arrangements = resamples + 1;
            long count = count_drawn(&layout, resamples, seed, threads);
            test.p = sam_value((double)(count + 1) / (double)(resamples + 1));
        }
    }
    layout_fini(&layout);
    return test;
}
