/* Everything global is a sum that may be taken in parts: ten million rows are the same as their
 * parts merged, whatever the parts. */
#include "analyse/alpha.h"
#include "analyse/fixture.h"
#include "analyse/moments.h"
#include "analyse/variance_components.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 10000000, ITEMS = 4, BLOCK = 1024, PARTS = 7 };

/* Four answers of 1 to 5 that go together, of one number. */
static void answer(uint64_t *x, uint8_t *answers, size_t stride, size_t row) {
    *x = *x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    unsigned level = (unsigned)(*x >> 62);
    for (size_t i = 0; i < ITEMS; i++) {
        answers[i * stride + row] = (uint8_t)(1 + (level + (*x >> (40 + 2 * i) & 1)));
    }
}

static void check_same(const struct sam_alpha *a, const struct sam_alpha *b) {
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->sum, b->sum, ITEMS * sizeof *a->sum);
    assert_memory_equal(a->cross, b->cross, ITEMS * ITEMS * sizeof *a->cross);
}

static void cross_products(void **state) {
    (void)state;
    struct sam_alpha whole;
    struct sam_alpha merged;
    struct sam_alpha part[PARTS];
    size_t counts[ITEMS][5] = {{0}};
    uint8_t answers[ITEMS * BLOCK];
    uint64_t x = 1;
    sam_alpha_init(&whole, ITEMS);
    sam_alpha_init(&merged, ITEMS);
    for (size_t p = 0; p < PARTS; p++) {
        sam_alpha_init(&part[p], ITEMS);
    }
    size_t block = 0;
    for (size_t row = 0; row < ROWS; row += BLOCK, block++) {
        size_t rows = ROWS - row < BLOCK ? ROWS - row : BLOCK;
        memset(answers, 0, sizeof answers);
        for (size_t r = 0; r < rows; r++) {
            answer(&x, answers, BLOCK, r);
            for (size_t i = 0; i < ITEMS; i++) {
                counts[i][answers[i * BLOCK + r] - 1]++;
            }
        }
        sam_alpha_add(&whole, answers, BLOCK, rows, rows);
        /* parts of very different sizes, their rows from all over */
        size_t p = block % 100 < 50 ? 0 : block % PARTS;
        sam_alpha_add(&part[p], answers, BLOCK, rows, rows);
    }
    for (size_t p = PARTS; p-- > 0;) {
        sam_alpha_merge(&merged, &part[p]);
        sam_alpha_fini(&part[p]);
    }
    assert_int_equal(whole.n, ROWS);
    check_same(&merged, &whole);
    double covariance[ITEMS * ITEMS];
    struct sam_number rest[ITEMS];
    struct sam_number dropped[ITEMS];
    sam_alpha_covariance(&merged, covariance);
    for (size_t i = 0; i < ITEMS; i++) {
        struct sam_whole_moments moments = sam_whole_moments_of_counts(counts[i], 5);
        check_number(sam_whole_variance(&moments), covariance[i * ITEMS + i]);
    }
    /* variance 5/4 of the level, 1/4 of each item's own coin: alpha 4 (5/4) / (4 (5/4) + 1/4) */
    struct sam_alpha_result result = sam_alpha_compute(&merged, covariance, rest, dropped);
    check_rel(result.alpha.value, 20.0 / 21, 1e-4);
    sam_alpha_fini(&whole);
    sam_alpha_fini(&merged);
}

/* Of 0 to 999 in turn, far from zero: mean and squares are known exactly. */
static void moments(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 23, 4096, 7, 100000, 999};
    double *values = sam_xcalloc(100000, sizeof *values);
    struct sam_group_moments merged = {0};
    struct sam_group_moments half[2] = {{0}, {0}};
    size_t part = 0;
    for (size_t row = 0; row < ROWS; part++) {
        size_t rows = sizes[part % (sizeof sizes / sizeof *sizes)];
        rows = rows < ROWS - row ? rows : ROWS - row;
        for (size_t r = 0; r < rows; r++) {
            values[r] = 1e9 + (double)((row + r) % 1000);
        }
        struct sam_group_moments one = sam_moments_of(values, rows);
        sam_group_moments_merge(&merged, &one);
        sam_group_moments_merge(&half[part % 2], &one);
        row += rows;
    }
    free(values);
    sam_group_moments_merge(&half[1], &half[0]);
    const double squares = ROWS * (1000.0 * 1000.0 - 1) / 12;
    assert_int_equal(merged.n, ROWS);
    check_rel(merged.mean, 1e9 + 499.5, 1e-15);
    check_rel(merged.m2, squares, 1e-10);
    assert_int_equal(half[1].n, ROWS);
    check_rel(half[1].mean, 1e9 + 499.5, 1e-15);
    check_rel(half[1].m2, squares, 1e-10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cross_products),
        cmocka_unit_test(moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
