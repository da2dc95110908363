#include "base/memory.h"
#include "support/support.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_gives_memory(void **state) {
    (void)state;
    char *memory = sam_xmalloc(3);
    memcpy(memory, "ab", 3);
    memory = sam_xrealloc(memory, 100, 2);
    assert_string_equal(memory, "ab");
    free(memory);
    int *numbers = sam_xcalloc(100, sizeof *numbers);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(numbers[i], 0);
    }
    free(numbers);
    char *copy = sam_xstrdup("é");
    assert_string_equal(copy, "é");
    free(copy);
}

static void test_nothing_is_not_null(void **state) {
    (void)state;
    free(sam_xmalloc(0));
    free(sam_xcalloc(0, 8));
    free(sam_xcalloc(8, 0));
    free(sam_xcalloc_scattered(0, 8));
    free(sam_xcalloc_scattered(8, 0));
    for (size_t count = 1000; count <= 1000000; count *= 1000) {
        uint64_t *table = sam_xcalloc_scattered(count, sizeof *table);
        for (size_t i = 0; i < count; i++) {
            assert_true(table[i] == 0);
            table[i] = i;
        }
        free(table);
    }
    void *memory = sam_xrealloc(NULL, 0, 8);
    assert_non_null(memory);
    memory = sam_xrealloc(memory, 0, 0);
    assert_non_null(memory);
    free(memory);
}

/* Runs it in a child and tells whether that ended well. */
static bool ends_well(void (*what)(void)) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        fclose(stderr);
        what();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void ordinary(void) {
    free(sam_xmalloc(8));
}

static void overflowing_realloc(void) {
    /* would wrap around to 8 bytes */
    free(sam_xrealloc(NULL, SIZE_MAX / 8 + 2, 8));
}

static void overflowing_scattered(void) {
    volatile size_t count = SIZE_MAX / 4;
    free(sam_xcalloc_scattered(count, 8));
}

static void overflowing_calloc(void) {
    volatile size_t count = SIZE_MAX / 8 + 2;
    free(sam_xcalloc(count, 8));
}

static void too_much(void) {
    volatile size_t size = (size_t)1 << 62;
    free(sam_xmalloc(size));
}

static void test_aborts_when_there_is_none(void **state) {
    (void)state;
    assert_true(ends_well(ordinary));
    assert_false(ends_well(overflowing_realloc));
    assert_false(ends_well(overflowing_calloc));
    assert_false(ends_well(overflowing_scattered));
    assert_false(ends_well(too_much));
}

static void test_growth(void **state) {
    (void)state;
    assert_int_equal(sam_grow(0, 1), 8);
    assert_int_equal(sam_grow(8, 9), 12);
    assert_int_equal(sam_grow(8, 100), 100);
    assert_int_equal(sam_grow(100, 101), 150);
    size_t capacity = 0;
    int times = 0;
    for (size_t needed = 1; needed <= 1000000; needed++) {
        if (needed > capacity) {
            capacity = sam_grow(capacity, needed);
            times++;
        }
        assert_true(capacity >= needed);
    }
    assert_true(times < 40);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gives_memory),
        cmocka_unit_test(test_nothing_is_not_null),
        cmocka_unit_test(test_aborts_when_there_is_none),
        cmocka_unit_test(test_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
