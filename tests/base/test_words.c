#include "base/words.h"
#include "support/support.h"

#include <string.h>

static void test_language_codes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int lang; /* -1: none of ours */
    } cases[] = {{"nl", SAM_NL},
                 {"en", SAM_EN},
                 {"nl_NL.UTF-8", SAM_NL},
                 {"en_GB", SAM_EN},
                 {"nl-NL", SAM_NL},
                 {"en@x", SAM_EN},
                 {"nl.UTF-8", SAM_NL},
                 {"", -1},
                 {"n", -1},
                 {"NL", -1},
                 {"nlx", -1},
                 {"de", -1},
                 {"C", -1},
                 {"english", -1},
                 {"POSIX", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum sam_lang lang = SAM_EN;
        int status = sam_lang_read(cases[i].text, &lang);
        assert_int_equal(status, cases[i].lang < 0 ? -1 : 0);
        if (status == 0) {
            assert_int_equal(lang, cases[i].lang);
        }
    }
    assert_string_equal(sam_lang_code(SAM_NL), "nl");
    assert_string_equal(sam_lang_code(SAM_EN), "en");
}

static void test_translation(void **state) {
    (void)state;
    const char *message = N_("%s: cannot be read (%s)");
    assert_string_equal(sam_tr_in(SAM_NL, message), "%s: kan niet worden gelezen (%s)");
    assert_string_equal(sam_tr_in(SAM_EN, message), "%s: cannot be read (%s)");
    /* the first and the last of the catalogue by their bytes, and ones around them */
    assert_string_equal(sam_tr_in(SAM_NL, "answered twice"), "twee keer beantwoord");
    assert_string_equal(sam_tr_in(SAM_NL, "!"), "!");
    assert_string_equal(sam_tr_in(SAM_NL, "~"), "~");
    assert_string_equal(sam_tr_in(SAM_NL, "answered"), "answered");
    assert_string_equal(sam_tr_in(SAM_NL, "answered twice or more"), "answered twice or more");
    /* the catalogue's header is no message */
    assert_string_equal(sam_tr_in(SAM_NL, ""), "");
}

static void test_the_language_set(void **state) {
    (void)state;
    assert_int_equal(sam_lang_get(), SAM_EN);
    assert_string_equal(_("answered twice"), "answered twice");
    sam_lang_set(SAM_NL);
    assert_int_equal(sam_lang_get(), SAM_NL);
    assert_string_equal(_("answered twice"), "twee keer beantwoord");
    sam_lang_set(SAM_EN);
    assert_string_equal(_("answered twice"), "answered twice");
}

static void test_number_of_things(void **state) {
    (void)state;
    /* not in the catalogue: the English forms */
    assert_string_equal(sam_trn_in(SAM_EN, "one thing", "many things", 1), "one thing");
    assert_string_equal(sam_trn_in(SAM_EN, "one thing", "many things", 0), "many things");
    assert_string_equal(sam_trn_in(SAM_NL, "one thing", "many things", 2), "many things");
    /* in the catalogue without a plural: the one form there is */
    assert_string_equal(sam_trn_in(SAM_NL, "answered twice", "answered twice", 5),
                        "twee keer beantwoord");
}

static const char *number(enum sam_lang lang, double value, int decimals) {
    static char text[32];
    return sam_number_text(lang, value, decimals, text, sizeof text);
}

static void test_numbers_as_people_write_them(void **state) {
    (void)state;
    assert_string_equal(number(SAM_NL, 4.25, 1), "4,2");
    assert_string_equal(number(SAM_EN, 4.25, 1), "4.2");
    assert_string_equal(number(SAM_NL, 4.0, 2), "4,00");
    assert_string_equal(number(SAM_NL, 12.6, 0), "13");
    assert_string_equal(number(SAM_NL, -1.5, 1), "\xE2\x88\x92"
                                                 "1,5");
    assert_string_equal(number(SAM_EN, -0.04, 1), "0.0");
    assert_string_equal(number(SAM_EN, -0.05001, 1), "\xE2\x88\x92"
                                                     "0.1");
    assert_string_equal(number(SAM_EN, -0.0, 0), "0");
    assert_string_equal(number(SAM_NL, 1234567.891, 2), "1234567,89");
}

static void test_a_small_room_is_kept(void **state) {
    (void)state;
    char text[4];
    assert_ptr_equal(sam_number_text(SAM_EN, 123456, 1, text, sizeof text), text);
    assert_string_equal(text, "123");
}

static void test_dates_in_words(void **state) {
    (void)state;
    char text[SAM_DATE_WORDS];
    assert_string_equal(sam_date_words(SAM_NL, "2026-04-10", text), "10 april 2026");
    assert_string_equal(sam_date_words(SAM_EN, "2026-04-01T10:00:00Z", text), "1 April 2026");
    assert_string_equal(sam_date_words(SAM_EN, "2026-13-01", text), "2026-13-01");
    assert_string_equal(sam_date_words(SAM_NL, "soon", text), "soon");
    assert_string_equal(sam_date_words(SAM_NL, "", text), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_language_codes),
        cmocka_unit_test(test_translation),
        cmocka_unit_test(test_the_language_set),
        cmocka_unit_test(test_number_of_things),
        cmocka_unit_test(test_numbers_as_people_write_them),
        cmocka_unit_test(test_a_small_room_is_kept),
        cmocka_unit_test(test_dates_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
