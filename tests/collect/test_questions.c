#include "pages.h"

#include "collect/questions.h"

static void check(const char *before, const char *now, const char *added, const char *gone,
                  const char *reworded) {
    struct sam_questions_change change;
    sam_questions_compare(before, now, &change);
    assert_string_equal(change.added.length > 0 ? change.added.data : "", added);
    assert_string_equal(change.gone.length > 0 ? change.gone.data : "", gone);
    assert_string_equal(change.reworded.length > 0 ? change.reworded.data : "", reworded);
    sam_questions_change_fini(&change);
}

static void test_compare(void **state) {
    (void)state;
    check("", "", "", "", "");
    check("a\tx\n", "a\tx\n", "", "", "");
    check("", "a\tx\nb\ty\n", "a, b", "", "");
    check("a\tx\nab\ty\nb\tz\n", "a\tx\nb\tother\nc\tw\n", "c", "ab", "b");
    check("a\tx\n", "a\tx and more\n", "", "", "a");
}

static void test_text(void **state) {
    struct sam_questions questions = {.arena = sam_arena_new(1 << 16)};
    struct sam_buf text;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_questions_text(&questions, &text);
    assert_string_equal(text.data, "");
    sam_questions_add(&questions, "b", "two\nlines", NULL);
    sam_questions_add(&questions, "a", "x\ty", NULL);
    sam_questions_text(&questions, &text);
    assert_string_equal(text.data, "a\tx y\nb\ttwo lines\n");
    sam_buf_fini(&text);
    sam_arena_free(questions.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_compare), cmocka_unit_test(test_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
