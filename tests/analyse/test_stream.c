#include "support/support.h"

#include "analyse/stream.h"

#include <math.h>

static void as_published(void **state) {
    (void)state;
    /* The first numbers of SplitMix64 from state 1234567 (Vigna's splitmix64.c). */
    struct sam_stream stream = {1234567};
    assert_true(sam_stream_next(&stream) == UINT64_C(6457827717110365317));
    assert_true(sam_stream_next(&stream) == UINT64_C(3203168211198807973));
    assert_true(sam_stream_next(&stream) == UINT64_C(9817491932198370423));
}

static void streams_differ(void **state) {
    (void)state;
    struct sam_stream a = sam_stream_of(1, 0);
    struct sam_stream again = sam_stream_of(1, 0);
    struct sam_stream task = sam_stream_of(1, 1);
    struct sam_stream seed = sam_stream_of(2, 0);
    uint64_t first = sam_stream_next(&a);
    assert_true(sam_stream_next(&again) == first);
    assert_true(sam_stream_next(&task) != first);
    assert_true(sam_stream_next(&seed) != first);
    assert_true(sam_stream_seed(1, "a") != sam_stream_seed(1, "b"));
    assert_true(sam_stream_seed(1, "a") != sam_stream_seed(2, "a"));
    assert_true(sam_stream_seed(1, "a") == sam_stream_seed(1, "a"));
}

static void every_number_is_as_likely(void **state) {
    (void)state;
    enum { DRAWS = 70000 };
    struct sam_stream stream = sam_stream_of(1, 2);
    size_t counts[7] = {0};
    for (int i = 0; i < DRAWS; i++) {
        counts[sam_stream_below(&stream, 7)]++;
    }
    for (int i = 0; i < 7; i++) {
        assert_true(fabs((double)counts[i] - 10000) < 4.5 * sqrt(10000 * 6.0 / 7));
    }
    assert_int_equal(sam_stream_below(&stream, 1), 0);
    /* Where a third of the 32-bit numbers must be drawn again. */
    uint32_t bound = UINT32_C(0xAAAAAAAB);
    size_t low = 0;
    for (int i = 0; i < DRAWS; i++) {
        uint32_t drawn = sam_stream_below(&stream, bound);
        assert_true(drawn < bound);
        low += drawn < bound / 2;
    }
    assert_true(fabs((double)low - DRAWS / 2.0) < 4.5 * sqrt(DRAWS / 4.0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_published),
        cmocka_unit_test(streams_differ),
        cmocka_unit_test(every_number_is_as_likely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
