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

enum { WINDOW = 3 };

struct queue {
    size_t slots[WINDOW];
    atomic_size_t running, done, overlaps;
};

static void fill(void *context, size_t task, unsigned thread) {
    struct queue *queue = context;
    (void)thread;
    atomic_fetch_add(&queue->running, 1);
    /* Some take longer, so that later ones are there before. */
    for (volatile int i = 0; i < (task % 5 == 0 ? 20000 : 10); i++) {
    }
    queue->slots[task % WINDOW] = task;
}

static void empty(void *context, size_t task) {
    struct queue *queue = context;
    assert_int_equal(atomic_fetch_add(&queue->overlaps, 1), 0);
    assert_int_equal(queue->slots[task % WINDOW], task);
    assert_int_equal(atomic_load(&queue->done), task);
    assert_true(atomic_load(&queue->running) <= task + WINDOW);
    atomic_store(&queue->done, task + 1);
    atomic_fetch_sub(&queue->overlaps, 1);
}

static void done_in_order_within_the_window(void **state) {
    (void)state;
    static const unsigned threads[] = {1, 2, 7};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        struct queue queue = {0};
        sam_parallel_in_order(TASKS, threads[t], WINDOW, fill, empty, &queue);
        assert_int_equal(atomic_load(&queue.done), TASKS);
    }
    struct queue none = {0};
    sam_parallel_in_order(0, 2, WINDOW, fill, empty, &none);
    assert_int_equal(atomic_load(&none.running), 0);
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
        cmocka_unit_test(done_in_order_within_the_window),
        cmocka_unit_test(as_many_as_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
