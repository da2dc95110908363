#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static void documents_in_each_language(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "report", NULL);
    /* the study's own language */
    assert_string_equal(out, "./results/2020/evaluator/overview.nl.html\n");
    free(out);
    out = sam_program_expect(0, NULL, folder, "report", "--lang", "en", NULL);
    assert_string_equal(out, "./results/2020/evaluator/overview.en.html\n");
    free(out);
    char *nl = read_text(folder, "results/2020/evaluator/overview.nl.html");
    char *en = read_text(folder, "results/2020/evaluator/pack-act4respect.en.html");
    check_contains(nl, "lang=\"nl\"");
    check_contains(en, "lang=\"en\"");
    check_contains(en, "Act4Respect");
    assert_null(strstr(en, "src=\"http"));
    free(nl);
    free(en);
    sam_folder_remove(folder);
}

/* Monday's and Wednesday's documents, one person's answers later. */
static void a_second_version_is_warned_of(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    for (int again = 0; again < 2; again++) {
        free(sam_program_expect(0, &err, folder, "report", "--quiet", NULL));
        assert_null(strstr(err, "both versions"));
        free(err);
    }
    free(sam_program_expect(0, NULL, folder, "purge", "--yes", "--respondent",
                            "samen-werkt-het-movisie-1", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, &err, folder, "report", "--quiet", NULL));
    check_contains(err, "./results/2020/share: documents were made here before");
    check_contains(err, "both versions");
    free(err);
    sam_folder_remove(folder);
}

/* A Word file of Monday's results beside Wednesday's page. */
static void what_is_of_earlier_results_is_named(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, NULL, folder, "report", "--both", NULL));
    write_text(folder, "results/2020/share/overall.nl.docx", "edited");
    free(sam_program_expect(0, &err, folder, "report", "--quiet", NULL));
    assert_null(strstr(err, "earlier results"));
    free(err);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, &err, folder, "report", "--both", "--quiet", NULL));
    check_contains(err, "./results/2020: 1 made of earlier results, older than results.json: "
                        "share/overall.nl.docx. ");
    free(err);
    free(sam_program_expect(0, &err, folder, "run", "--lang", "nl", "--quiet", NULL));
    check_contains(err, "share/handout-act4respect.en.html, ");
    check_contains(err, ", ...");
    free(err);
    char *kept = read_text(folder, "results/2020/share/overall.nl.docx");
    assert_string_equal(kept, "edited");
    free(kept);
    sam_folder_remove(folder);
}

static void an_archived_results_json_needs_no_study(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *json = read_text(folder, "results/2020/results.json");
    char *elsewhere = sam_temporary_folder();
    /* In a folder of its own: those beside it are taken for other waves. */
    write_text(elsewhere, "archive/results.json", json);
    char *out =
        sam_program_expect(0, NULL, elsewhere, "report", "archive/results.json", "--both", NULL);
    assert_string_equal(out, "archive/evaluator/overview.nl.html\n");
    free(out);
    static const char *const files[] = {"evaluator/overview.en.html",
                                        "evaluator/pack-act4respect.nl.html"};
    free(sam_program_expect(0, NULL, folder, "report", "--both", NULL));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[200];
        snprintf(path, sizeof path, "archive/%s", files[i]);
        char *there = read_text(elsewhere, path);
        snprintf(path, sizeof path, "results/2020/%s", files[i]);
        char *here = read_text(folder, path);
        assert_string_equal(there, here);
        free(there);
        free(here);
    }
    free(json);
    sam_folder_remove(elsewhere);
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
        cmocka_unit_test(documents_in_each_language),
        cmocka_unit_test(a_second_version_is_warned_of),
        cmocka_unit_test(what_is_of_earlier_results_is_named),
        cmocka_unit_test(an_archived_results_json_needs_no_study),
        cmocka_unit_test(without_results_the_remedy_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
