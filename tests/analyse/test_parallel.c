#include "support/support.h"

#include "analyse/parallel.h"

#include <stdatomic.h>

enum { TASKS = 1000 };

struct tally {
    atomic_int done[TASKS];
    atomic_uint highest;
};

static void mark(void *context, size_t task, unsigned thread) {
    struct tally *tally = context;
    atomic_fetch_add(&tally->done[task], 1);
    unsigned seen = atomic_load(&tally->highest);
    while (thread > seen && !atomic_compare_exchange_weak(&tally->highest, &seen, thread)) {
    }
}

static void each_task_is_done_once(void **state) {
    (void)state;
    static const unsigned threads[] = {1, 2, 7, SAM_THREADS_MOST};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        struct tally tally = {0};
        sam_parallel(TASKS, threads[t], mark, &tally);
        for (size_t i = 0; i < TASKS; i++) {
            assert_int_equal(atomic_load(&tally.done[i]), 1);
        }
        assert_true(atomic_load(&tally.highest) < threads[t]);
    }
    struct tally none = {0};
    sam_parallel(0, 2, mark, &none);
    assert_int_equal(atomic_load(&none.done[0]), 0);
}

static void as_many_as_there_are(void **state) {
    (void)state;
    assert_int_equal(sam_threads(3), 3);
    assert_int_equal(sam_threads(1000), SAM_THREADS_MOST);
    assert_true(sam_threads(0) >= 1 && sam_threads(0) <= SAM_THREADS_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_task_is_done_once),
        cmocka_unit_test(as_many_as_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
