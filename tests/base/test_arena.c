#include "base/arena.h"
#include "support/support.h"

#include <stdalign.h>
#include <string.h>

static void test_memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1 << 20);
    for (size_t size = 1; size < 200; size++) {
        unsigned char *memory = sam_arena_alloc(arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(memory[i], 0);
        }
        memset(memory, 0xA5, size);
    }
    sam_arena_free(arena);
}

static void test_pieces_do_not_overlap(void **state) {
    (void)state;
    enum { PIECES = 3000 };
    struct sam_arena *arena = sam_arena_new(1 << 24);
    unsigned *piece[PIECES];
    for (unsigned i = 0; i < PIECES; i++) {
        /* every 100th is larger than a block of the arena */
        size_t count = i % 100 == 0 ? 10000 : 1 + i % 7;
        piece[i] = sam_arena_alloc(arena, count * sizeof(unsigned));
        assert_non_null(piece[i]);
        for (size_t j = 0; j < count; j++) {
            piece[i][j] = i;
        }
    }
    for (unsigned i = 0; i < PIECES; i++) {
        assert_int_equal(piece[i][0], i);
        assert_int_equal(piece[i][i % 100 == 0 ? 9999 : i % 7], i);
    }
    sam_arena_free(arena);
}

static void test_limit(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1024);
    assert_null(sam_arena_alloc(arena, 1025));
    assert_null(sam_arena_alloc(arena, SIZE_MAX));
    assert_non_null(sam_arena_alloc(arena, 1000));
    assert_null(sam_arena_alloc(arena, 100));
    assert_non_null(sam_arena_alloc(arena, 16));
    assert_null(sam_arena_alloc(arena, 1));
    assert_null(sam_arena_strdup(arena, "no room"));
    sam_arena_free(arena);
    arena = sam_arena_new(0);
    assert_null(sam_arena_alloc(arena, 1));
    sam_arena_free(arena);
}

static void test_copies(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    char text[] = "penvoerder";
    char *whole = sam_arena_strdup(arena, text);
    char *part = sam_arena_strndup(arena, text, 3);
    text[0] = 'x';
    assert_string_equal(whole, "penvoerder");
    assert_string_equal(part, "pen");
    assert_string_equal(sam_arena_strdup(arena, ""), "");
    assert_non_null(sam_arena_alloc(arena, 0));
    sam_arena_free(arena);
    sam_arena_free(NULL);
}

static void test_cleared_memory_is_used_again(void **state) {
    (void)state;
    enum { PIECES = 20, SIZE = 100000 };
    struct sam_arena *arena = sam_arena_new(PIECES * SIZE + 1000);
    char *first = NULL;
    for (int turn = 0; turn < 4; turn++) {
        char *piece[PIECES];
        for (int i = 0; i < PIECES; i++) {
            piece[i] = sam_arena_alloc(arena, SIZE);
            assert_non_null(piece[i]);
            assert_true(piece[i][0] == 0 && piece[i][SIZE - 1] == 0);
            memset(piece[i], i + 1, SIZE);
        }
        for (int i = 0; i < PIECES; i++) {
            assert_true(piece[i][0] == i + 1 && piece[i][SIZE - 1] == i + 1);
        }
        assert_null(sam_arena_alloc(arena, SIZE)); /* the limit is of what is in use */
        assert_true(turn < 2 || piece[0] == first);
        first = piece[0];
        sam_arena_clear(arena);
    }
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned),
        cmocka_unit_test(test_pieces_do_not_overlap),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_cleared_memory_is_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
