#include "cli/pipeline.h"

#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void settings_become_options(void **state) {
    (void)state;
    struct sam_analyse_settings settings = SAM_ANALYSE_SETTINGS_DEFAULT;
    struct sam_err err = {0};
    struct sam_analysis_options options = sam_analyse_settings_options(&settings);
    assert_int_equal(options.resamples, 2000);
    assert_int_equal(options.seed, 1);
    assert_int_equal(options.min_group, 1);
    assert_true(options.items);
    assert_false(options.weight_organisation);
    settings.weight = "organisation";
    settings.no_items = true;
    assert_int_equal(sam_analyse_settings_check(&settings, &err), SAM_OK);
    options = sam_analyse_settings_options(&settings);
    assert_true(options.weight_organisation);
    assert_false(options.items);
    settings.weight = "money";
    assert_int_equal(sam_analyse_settings_check(&settings, &err), SAM_E_USAGE);
}

static void documents_speak_the_study_s_language_unless_told(void **state) {
    (void)state;
    struct sam_call call = {.lang_given = false};
    assert_int_equal(sam_document_langs(&call, false), 0); /* none: the study's own */
    assert_int_equal(sam_document_langs(&call, true), 1U << SAM_NL | 1U << SAM_EN);
    call.lang_given = true;
    sam_lang_set(SAM_EN);
    assert_int_equal(sam_document_langs(&call, false), 1U << SAM_EN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_become_options),
        cmocka_unit_test(documents_speak_the_study_s_language_unless_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
