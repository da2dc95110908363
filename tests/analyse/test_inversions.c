#include "analyse/inversions.h"

#include "support/support.h"

#include <math.h>
#include <stdlib.h>

static void a_pair_in_another_order_is_one(void **state) {
    (void)state;
    struct sam_measured items[] = {{0, 3, 1}, {1, 2, 2}, {2, 1, 0}};
    struct sam_inverted list[4];
    assert_int_equal(sam_inversions(items, 3, 1e-9, list, 4), 1);
    assert_int_equal(list[0].higher_by_one, 0);
    assert_int_equal(list[0].higher_by_other, 1);
}

static void the_same_is_no_inversion(void **state) {
    (void)state;
    struct sam_inverted list[4];
    struct sam_measured same[] = {{0, 3, 1}, {1, 3, 2}, {2, 3, 0}};
    assert_int_equal(sam_inversions(same, 3, 1e-9, list, 4), 0);
    struct sam_measured other[] = {{0, 1, 2}, {1, 2, 2}, {2, 3, 2}};
    assert_int_equal(sam_inversions(other, 3, 1e-9, list, 4), 0);
    struct sam_measured rounding[] = {{0, 1, 2}, {1, 1 + 1e-12, 1}, {2, 3, 3}, {3, 4, 3 - 1e-12}};
    assert_int_equal(sam_inversions(rounding, 4, 1e-9, list, 4), 0);
    assert_int_equal(sam_inversions(NULL, 0, 1e-9, list, 4), 0);
}

static void infinite_values_have_an_order(void **state) {
    (void)state;
    struct sam_inverted list[4];
    struct sam_measured items[] = {
        {0, 5, INFINITY}, {1, 5, INFINITY}, {2, 4, 1}, {3, 1, -INFINITY}, {4, 2, -INFINITY}};
    assert_int_equal(sam_inversions(items, 5, 1e-9, list, 4), 0);
    struct sam_measured turned[] = {{0, 4, INFINITY}, {1, 5, 1}, {2, 1, -INFINITY}};
    assert_int_equal(sam_inversions(turned, 3, 1e-9, list, 4), 1);
    assert_int_equal(list[0].higher_by_one, 1);
    assert_int_equal(list[0].higher_by_other, 0);
}

static bool inverted(const struct sam_measured *a, const struct sam_measured *b) {
    return a->one > b->one && a->other < b->other;
}

/* Against going through all pairs, with many ties. */
static void all_pairs_are_counted(void **state) {
    (void)state;
    enum { N = 60, ROOM = N * N };
    static struct sam_inverted list[ROOM];
    uint64_t seed = 5;
    for (int round = 0; round < 200; round++) {
        struct sam_measured items[N];
        struct sam_measured sorted[N];
        size_t n = (size_t)round % N;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            items[i] =
                (struct sam_measured){i, (double)(seed >> 33 & 15), (double)(seed >> 50 & 15)};
            sorted[i] = items[i];
        }
        size_t count = sam_inversions(sorted, n, 1e-9, list, ROOM);
        size_t at = 0;
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                if (inverted(&items[i], &items[j])) {
                    assert_true(at < count);
                    assert_int_equal(list[at].higher_by_one, i);
                    assert_int_equal(list[at].higher_by_other, j);
                    at++;
                }
            }
        }
        assert_int_equal(at, count);
    }
}

static void counts_more_than_it_lists(void **state) {
    (void)state;
    enum { N = 100000 };
    struct sam_measured *items = calloc(N, sizeof *items);
    struct sam_inverted list[100];
    for (size_t i = 0; i < N; i++) {
        items[i] = (struct sam_measured){i, (double)i, -(double)i};
    }
    assert_int_equal(sam_inversions(items, N, 1e-9, list, 100), (size_t)N * (N - 1) / 2);
    for (size_t i = 0; i < 100; i++) {
        assert_true(list[i].higher_by_one > list[i].higher_by_other);
    }
    free(items);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_in_another_order_is_one),
        cmocka_unit_test(the_same_is_no_inversion),
        cmocka_unit_test(infinite_values_have_an_order),
        cmocka_unit_test(all_pairs_are_counted),
        cmocka_unit_test(counts_more_than_it_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
