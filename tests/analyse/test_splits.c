#include "support/support.h"

#include "analyse/splits.h"

#include <math.h>

static void every_choice_is_as_likely(void **state) {
    (void)state;
    enum { DRAWS = 40000, N = 6, K = 2, CHOICES = 15 };
    struct sam_splits *splits = sam_splits_new(DRAWS, 1);
    size_t of_word[1 << N] = {0};
    size_t total = 0;
    size_t count = 0;
    for (size_t block = 0; block == 0 || count > 0; block++) {
        const uint64_t *words = sam_splits_block(splits, N, K, block, &count);
        for (size_t w = 0; w < count; w++) {
            assert_true(words[w] < 1 << N && __builtin_popcountll(words[w]) == K);
            of_word[words[w]]++;
        }
        total += count;
    }
    assert_int_equal(total, DRAWS);
    double expected = (double)DRAWS / CHOICES;
    for (size_t word = 0; word < 1 << N; word++) {
        if (__builtin_popcountll(word) == K) {
            assert_true(fabs((double)of_word[word] - expected) < 4.5 * sqrt(expected));
        }
    }
    sam_splits_free(splits);
}

static void of_all_sixty_four(void **state) {
    (void)state;
    struct sam_splits *splits = sam_splits_new(1000, 1);
    size_t count = 0;
    const uint64_t *words = sam_splits_block(splits, 64, 32, 0, &count);
    uint64_t any = 0;
    for (size_t w = 0; w < count; w++) {
        assert_int_equal(__builtin_popcountll(words[w]), 32);
        any |= words[w];
    }
    assert_true(count == 1000 && any == UINT64_MAX);
    words = sam_splits_block(splits, 64, 64, 0, &count);
    assert_true(words[0] == UINT64_MAX);
    sam_splits_free(splits);
}

/* Whatever was asked for before, and however often. */
static void the_same_again(void **state) {
    (void)state;
    const long resamples = 3L * SAM_SPLITS_BLOCK;
    struct sam_splits *a = sam_splits_new(resamples, 7);
    struct sam_splits *b = sam_splits_new(resamples, 7);
    struct sam_splits *other = sam_splits_new(resamples, 8);
    size_t count = 0;
    sam_splits_block(a, 30, 15, 0, &count);
    sam_splits_block(a, 20, 10, 2, &count);
    for (size_t block = 0; block < 3; block++) {
        uint64_t first = sam_splits_block(a, 20, 10, block, &count)[99];
        assert_int_equal(count, SAM_SPLITS_BLOCK);
        assert_true(sam_splits_block(b, 20, 10, block, &count)[99] == first);
        assert_true(sam_splits_block(other, 20, 10, block, &count)[99] != first);
        assert_true(sam_splits_block(b, 21, 10, block, &count)[99] != first);
        assert_true(sam_splits_block(b, 20, 10, (block + 1) % 3, &count)[99] != first);
    }
    sam_splits_block(a, 20, 10, 3, &count);
    assert_int_equal(count, 0);
    sam_splits_free(a);
    sam_splits_free(b);
    sam_splits_free(other);
    sam_splits_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_is_as_likely),
        cmocka_unit_test(of_all_sixty_four),
        cmocka_unit_test(the_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
