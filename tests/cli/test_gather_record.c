#include "cli/study_fixture.h"

/* From the sheets to results.json and the documents; of an earlier wave nothing. */
static void sheets_reach_the_documents(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2022-2027",
                            "--complete", NULL));
    char *csv = sam_program_expect(0, NULL, folder, "simulate", NULL);
    write_text(folder, "d.csv", csv);
    free(csv);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    free(sam_program_expect(0, NULL, folder, "import", "sheets/2025/activities.csv", "--as",
                            "activities", NULL));
    write_text(folder, "notes.csv",
               "alliance,topic,source,finding,why,quote\n"
               "politica,s1,interview,nuanced,Onlangs veranderd,Een geheim citaat\n"
               "politica,phase-alliance,document,contradicted,Het jaarplan is anders,\n");
    free(sam_program_expect(0, NULL, folder, "import", "notes.csv", "--as", "notes", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, NULL, folder, "report", "--both", NULL));
    /* the figures that were published: 276, 213 (77 %), 30 (11 %), 10 (4 %), 23 (8 %) */
    char *page = read_text(folder, "results/2025/share/overall.en.html");
    check_contains(page, "276 activities are planned. 213 done or on schedule (77 %), 30 delayed "
                         "or adapted (11 %), 10 stopped (4 %), 23 unclear (8 %).");
    assert_null(strstr(page, "geheim citaat"));
    free(page);
    page = read_text(folder, "results/2025/evaluator/pack-politica.nl.html");
    check_contains(page, "Een geheim citaat");
    check_contains(page, "Het jaarplan is anders");
    free(page);
    /* a topic that the questionnaire no longer has is left out */
    char *q = read_text(folder, "questionnaires/alliance-31.json");
    char *at = strstr(q, "\"s1\"");
    assert_non_null(at);
    memcpy(at, "\"z1\"", 4);
    write_text(folder, "questionnaires/alliance-31.json", q);
    free(q);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    page = read_text(folder, "results/2025/results.json");
    assert_null(strstr(page, "geheim citaat"));
    check_contains(page, "Het jaarplan is anders");
    free(page);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sheets_reach_the_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
