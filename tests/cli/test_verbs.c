#include "cli/program.h"

#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void every_verb_has_help_in_both_languages(void **state) {
    (void)state;
    for (const struct sam_verb *verb = sam_verbs; verb->name != NULL; verb++) {
        char *en = sam_program_expect(0, NULL, NULL, verb->name, "--help", "--lang", "en", NULL);
        char *nl = sam_program_expect(0, NULL, NULL, verb->name, "--help", "--lang", "nl", NULL);
        check_contains(en, verb->name);
        check_contains(en, "--quiet");
        check_contains(nl, "Gebruik: samenscan");
        assert_string_not_equal(en, nl);
        free(en);
        free(nl);
    }
}

static void a_verb_is_found_by_its_name(void **state) {
    (void)state;
    assert_string_equal(sam_verb_find("score")->name, "score");
    assert_null(sam_verb_find("scor"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_has_help_in_both_languages),
        cmocka_unit_test(a_verb_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
