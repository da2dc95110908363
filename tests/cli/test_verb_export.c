#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static void responses_go_round(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *out = sam_program_expect(0, NULL, folder, "export", "--format", "csv", NULL);
    struct sam_ran ran =
        sam_run_program(NULL, out, "score", "--questionnaire",
                        SAM_SOURCE_DIR "/questionnaires/alliance-31.json", "-", NULL);
    assert_int_equal(ran.status, 0);
    check_contains(ran.out.data, "\"respondents\": 35");
    sam_ran_fini(&ran);
    free(out);
    out = sam_program_expect(0, NULL, folder, "export", "--format", "json", NULL);
    check_contains(out, "\"respondent\": \"act4respect-");
    assert_int_equal(out[0], '[');
    free(out);
    sam_folder_remove(folder);
}

static void scores_come_as_table_or_as_results(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "export", "--format", "csv", "--scores", NULL));
    check_contains(err, "samenscan analyse");
    free(err);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "export", "--format", "csv", "--scores", NULL);
    check_contains(out, "scale,act4respect,synergy,mean,");
    free(out);
    free(sam_program_expect(0, NULL, folder, "export", "--format", "json", "--scores", "--output",
                            "x.json", NULL));
    char *copy = read_text(folder, "x.json");
    char *original = read_text(folder, "results/2020/results.json");
    assert_string_equal(copy, original);
    free(copy);
    free(original);
    sam_folder_remove(folder);
}

static void a_codebook_stands_beside(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "export", "--format", "csv", "--output", "out/x.csv",
                            NULL));
    free(sam_program_expect(0, NULL, folder, "export", "--format", "json", "--output", "y", NULL));
    char *beside = read_text(folder, "out/x.codebook.csv");
    char *printed =
        sam_program_expect(0, NULL, folder, "export", "--format", "csv", "--codebook", NULL);
    assert_string_equal(beside, printed);
    check_contains(beside, "variable,label_nl,label_en");
    free(beside);
    free(printed);
    beside = read_text(folder, "y.codebook.json");
    check_contains(beside, "\"variable\"");
    free(beside);
    sam_folder_remove(folder);
}

static void a_format_is_needed(void **state) {
    (void)state;
    free(sam_program_expect(2, NULL, NULL, "export", NULL));
    free(sam_program_expect(2, NULL, NULL, "export", "--format", "pdf", NULL));
    free(sam_program_expect(2, NULL, NULL, "export", "--format", "xlsx", NULL));
    free(sam_program_expect(2, NULL, NULL, "export", "--format", "csv", "--codebook", "--scores",
                            NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(responses_go_round),
        cmocka_unit_test(scores_come_as_table_or_as_results),
        cmocka_unit_test(a_codebook_stands_beside),
        cmocka_unit_test(a_format_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
