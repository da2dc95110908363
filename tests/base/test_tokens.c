#include "base/tokens.h"

#include "support/support.h"

#include <string.h>

static void words_are_found_folded_and_placed(void **state) {
    (void)state;
    const char *text = "Het \xC3\x89\xC3\xA9n-twee: J\xC3\xB6rg's plan! ok";
    static const char *const folded[] = {"het", "een", "twee", "jorg", "s", "plan", "ok"};
    static const bool capital[] = {true, true, false, true, false, false, false};
    static const bool opens[] = {true, false, false, true, false, false, true};
    struct sam_token_word word;
    size_t from = 0;
    for (size_t i = 0; i < sizeof folded / sizeof *folded; i++) {
        assert_true(sam_token_next(text, &from, &word));
        assert_string_equal(word.folded, folded[i]);
        assert_int_equal(word.capital, capital[i]);
        assert_int_equal(word.opens, opens[i]);
        assert_int_equal(from, word.at + word.length);
    }
    assert_false(sam_token_next(text, &from, &word));
    from = 4;
    assert_true(sam_token_next(text, &from, &word));
    assert_int_equal(word.at, 4);
    assert_int_equal(word.length, 5); /* in bytes */
}

static void other_scripts_are_letters_and_marks_are_not(void **state) {
    (void)state;
    const char *text = "\xE2\x80\x98\xD0\x94\xD0\xB0\xE2\x80\x99 \xF0\x9F\x98\x80 \xC5\x81\xC3\xB3"
                       "d\xC5\xBA \xC3\x97";
    struct sam_token_word word;
    size_t from = 0;
    assert_true(sam_token_next(text, &from, &word));
    assert_string_equal(word.folded, "\xD0\x94\xD0\xB0");
    assert_true(sam_token_next(text, &from, &word));
    assert_string_equal(word.folded, "lodz");
    assert_false(sam_token_next(text, &from, &word));
}

static void a_long_word_is_cut_between_characters(void **state) {
    (void)state;
    char text[300] = "";
    for (int i = 0; i < 60; i++) {
        memcpy(text + 2 * i, "\xD0\x94", 3);
    }
    struct sam_token_word word;
    size_t from = 0;
    assert_true(sam_token_next(text, &from, &word));
    assert_int_equal(word.length, 120);
    assert_int_equal(strlen(word.folded), 62);
    assert_false(sam_token_next("", &(size_t){0}, &word));
    assert_false(sam_token_next(" .\n", &(size_t){0}, &word));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_folded_and_placed),
        cmocka_unit_test(other_scripts_are_letters_and_marks_are_not),
        cmocka_unit_test(a_long_word_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
