#include "base/text_lang.h"

#include "support/support.h"

static void is_in(enum sam_lang expected, const char *text) {
    enum sam_lang lang = expected == SAM_NL ? SAM_EN : SAM_NL;
    if (!sam_text_lang(text, &lang) || lang != expected) {
        fail_msg("not taken for %s: %s", sam_lang_code(expected), text);
    }
}

static void test_sentences_of_people(void **state) {
    (void)state;
    is_in(SAM_NL, "De lijnen zijn kort. We bellen elkaar.");
    is_in(SAM_NL, "Het kost tijd, maar het levert iets op.");
    is_in(SAM_NL, "ZONDER DE ANDEREN HADDEN WE DIT NIET GEDURFD");
    is_in(SAM_NL, "Te weinig uren: wij doen dit met vrijwilligers.");
    is_in(SAM_EN, "Hearing early when something doesn't work out, and not at the end.");
    is_in(SAM_EN, "The reports take more time than they are worth.");
    is_in(SAM_EN, "We met them in Den Haag; without the others we would not have dared.");
    is_in(SAM_NL, "Met de \xE2\x80\x9Csteering group\xE2\x80\x9D praten we over wat er niet lukt.");
}

/* Better nothing than the wrong language. */
static void test_what_cannot_be_told(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "Movisie",
                                        "2026: 4,5!",
                                        "De Brug",
                                        "We was in over of men met die door",
                                        "The best of the lot, zegt de projectleider van het huis",
                                        "\xC3\xA9\xC3\xA9n en\xC3\xA9 th\xC3\xA9",
                                        "Thethe dede"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        enum sam_lang lang = SAM_EN;
        if (sam_text_lang(texts[i], &lang)) {
            fail_msg("taken for %s: %s", sam_lang_code(lang), texts[i]);
        }
        assert_int_equal(lang, SAM_EN);
    }
    enum sam_lang lang = SAM_NL;
    assert_false(sam_text_lang(NULL, &lang));
}

/* Every word of the lists is found: they are in order. */
static void test_first_and_last_words(void **state) {
    (void)state;
    is_in(SAM_NL, "aan zou");
    is_in(SAM_NL, "haar weten");
    is_in(SAM_EN, "a your");
    is_in(SAM_EN, "others if many without");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences_of_people),
                                       cmocka_unit_test(test_what_cannot_be_told),
                                       cmocka_unit_test(test_first_and_last_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
