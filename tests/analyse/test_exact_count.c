#include "support/support.h"

#include "analyse/exact_count.h"

#include "analyse/stream.h"

#include <math.h>

enum { MOST = 23 };

/* Every choice is made, as a number in binary. */
static long choices_by_hand(const double *values, size_t n, size_t k, double least) {
    long count = 0;
    for (uint32_t word = 0; word < UINT32_C(1) << n; word++) {
        if ((size_t)__builtin_popcount(word) != k) {
            continue;
        }
        double sum = 0;
        for (size_t i = 0; i < n; i++) {
            sum += word >> i & 1 ? values[i] : 0;
        }
        count += fabs(sum) >= least;
    }
    return count;
}

static long signs_by_hand(const double *values, size_t n, double least) {
    long count = 0;
    for (uint32_t word = 0; word < UINT32_C(1) << n; word++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++) {
            sum += word >> i & 1 ? -values[i] : values[i];
        }
        count += fabs(sum) >= least;
    }
    return count;
}

/* Scores of people who answered `items` statements, or each another number of them. */
static void draw_scores(struct sam_stream *random, double *values, size_t n, uint32_t items) {
    double mean = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t answered = items > 0 ? items : 1 + sam_stream_below(random, 8);
        values[i] = 1 + sam_stream_below(random, 4 * answered + 1) / (double)answered;
        mean += values[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        values[i] -= mean;
    }
}

static void as_one_by_one(void **state) {
    (void)state;
    struct sam_stream random = sam_stream_of(1, 1);
    static const uint32_t items[] = {1, 4, 8, 0};
    for (size_t n = 2; n <= 17; n++) {
        double values[MOST];
        draw_scores(&random, values, n, items[n % 4]);
        for (size_t k = 1; k <= n; k++) {
            double seen = 0;
            for (size_t i = 0; i < k; i++) {
                seen += values[i];
            }
            double least = fabs(seen) - 1e-8;
            if (least > 0) {
                assert_int_equal(sam_count_choices(values, n, k, least),
                                 choices_by_hand(values, n, k, least));
            }
        }
        double all = 0;
        for (size_t i = 0; i < n; i++) {
            all += values[i];
        }
        double least = 0.0503219;
        while (least < fabs(all) + 4) {
            assert_int_equal(sam_count_signs(values, n, least), signs_by_hand(values, n, least));
            least *= 2;
        }
    }
}

static void closed_forms(void **state) {
    (void)state;
    /* k of n ones and zeros: hypergeometric. 22 over 11, of which 11 ones less .5. */
    double halves[22];
    for (size_t i = 0; i < 22; i++) {
        halves[i] = i < 11 ? 0.5 : -0.5;
    }
    assert_int_equal(sam_count_choices(halves, 22, 11, 5.4), 2);
    /* 10 and 1, 9 and 2 of one kind, and of the other: 2 (1 + 121 + 55^2). */
    assert_int_equal(sam_count_choices(halves, 22, 11, 3.4), 2 * (1 + 121 + 3025));
    /* Everything is at least next to nothing, but a sum of 0: 11 is odd, so none is. */
    assert_int_equal(sam_count_choices(halves, 22, 11, 1e-9), 705432);
    assert_int_equal(sam_count_choices(halves, 22, 11, 100), 0);
    /* Signs of 22 ones: 2^22 in all, C(22, 11) = 705,432 of them balanced. */
    double ones[22];
    for (size_t i = 0; i < 22; i++) {
        ones[i] = 1;
    }
    assert_int_equal(sam_count_signs(ones, 22, 0.5), 4194304 - 705432);
    assert_int_equal(sam_count_signs(ones, 22, 22), 2);
    /* Few out of many: pairs of 1 .. 40 less 20.5 with a sum of 70 - 41 or more. */
    double many[40];
    for (size_t i = 0; i < 40; i++) {
        many[i] = (double)i - 19.5;
    }
    assert_int_equal(sam_count_choices(many, 40, 2, 28.5), 2 * 30);
    assert_int_equal(sam_count_choices(many, 40, 1, 19.5), 2);
}

/* Sums that are equal on paper differ in the last digits. */
static void rounding(void **state) {
    (void)state;
    double thirds[12];
    for (size_t i = 0; i < 12; i++) {
        thirds[i] = (i % 2 == 0 ? 1 / 3.0 : -1 / 3.0) * (i < 6 ? 1 : 1 + 1e-15);
    }
    assert_int_equal(sam_count_choices(thirds, 12, 6, 2 - 1e-9), 2);
    assert_int_equal(sam_count_choices(thirds, 12, 6, 4 / 3.0 - 1e-9), 2 * (1 + 36));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_one_by_one),
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
