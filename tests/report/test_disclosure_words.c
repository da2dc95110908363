#include "support/support.h"

#include "report/disclosure_words.h"

#include <string.h>

static void check_cell(enum sam_lang lang, const struct sam_cell *cell, const char *expected) {
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_cell(lang, cell, 5, &text);
    assert_string_equal(text.data != NULL ? text.data : "", expected);
    sam_buf_fini(&text);
}

static void cells_in_words(void **state) {
    (void)state;
    struct sam_cell cell = {.shown = SAM_SHOW_MEAN, .value = 4.1};
    check_cell(SAM_NL, &cell, "4,1");
    cell.or_higher = true;
    check_cell(SAM_NL, &cell, "4,1 of hoger");
    cell.or_higher = false;
    cell.or_lower = true;
    check_cell(SAM_EN, &cell, "4.1 or lower");
    cell.about = true;
    cell.low = 1.5;
    cell.high = 4.1;
    check_cell(SAM_EN, &cell, "1.5 to 4.1");
    cell = (struct sam_cell){.shown = SAM_SHOW_BAND,
                             .low = 2.95,
                             .high = 3.95,
                             .first = SAM_BAND_WORK,
                             .last = SAM_BAND_WORK};
    check_cell(SAM_NL, &cell, "werkzone (3,0 tot 3,9)");
    cell.last = SAM_BAND_HEADWAY;
    cell.high = 4.55;
    check_cell(SAM_EN, &cell, "work zone or headway zone (3.0 to 4.5)");
    cell.last = SAM_BAND_TARGET;
    cell.high = 5;
    check_cell(SAM_EN, &cell, "work zone or higher (3.0 or higher)");
    cell.first = SAM_BAND_DANGER;
    cell.last = SAM_BAND_WORK;
    cell.low = 1;
    cell.high = 3.95;
    check_cell(SAM_EN, &cell, "work zone or lower (3.9 or lower)");
    cell = sam_cell_nothing(SAM_WITHHELD_FEW, 5);
    check_cell(SAM_EN, &cell, "");
}

/* Every reason is a sentence in both languages, with the study's own numbers. */
static void every_reason_has_its_sentence(void **state) {
    (void)state;
    const struct sam_privacy privacy = {4, 6, 9};
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int why = SAM_WITHHELD_NOT + 1; why < SAM_WITHHELD_REASONS; why++) {
            struct sam_buf text;
            sam_buf_init(&text, SAM_BUF_UNLIMITED);
            sam_words_withheld((enum sam_lang)lang, (enum sam_withheld)why, &privacy, &text);
            assert_true(text.length > 20);
            assert_int_equal(text.data[text.length - 1], '.');
            assert_true(
                strlen(sam_words_withheld_short((enum sam_lang)lang, (enum sam_withheld)why)) > 5);
            sam_buf_fini(&text);
        }
    }
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_words_withheld(SAM_NL, SAM_WITHHELD_MEANS, &privacy, &text);
    check_contains(text.data, "Minder dan 9 mensen");
    sam_buf_fini(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_in_words),
        cmocka_unit_test(every_reason_has_its_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
