#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static void a_report_in_each_language(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "report", NULL);
    assert_string_equal(out, "./results/2020/report.nl.html\n"); /* the study's own language */
    free(out);
    out = sam_program_expect(0, NULL, folder, "report", "--lang", "en", NULL);
    assert_string_equal(out, "./results/2020/report.en.html\n");
    free(out);
    char *nl = read_text(folder, "results/2020/report.nl.html");
    char *en = read_text(folder, "results/2020/report.en.html");
    check_contains(nl, "lang=\"nl\"");
    check_contains(en, "lang=\"en\"");
    check_contains(en, "Act4Respect");
    assert_null(strstr(en, "src=\"http"));
    free(nl);
    free(en);
    sam_folder_remove(folder);
}

static void without_results_the_remedy_is_named(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(1, &err, folder, "report", NULL));
    check_contains(err, "samenscan analyse");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_in_each_language),
        cmocka_unit_test(without_results_the_remedy_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
