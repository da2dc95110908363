#include "cli/study_fixture.h"

#include <unistd.h>

static void check_starts(const char *folder, const char *name, const char *magic) {
    char *path = sam_path_join(folder, name);
    FILE *file = fopen(path, "rb");
    char start[5] = {0};
    assert_non_null(file);
    assert_int_equal(fread(start, 1, 4, file), 4);
    fclose(file);
    assert_string_equal(start, magic);
    free(path);
}

static void files_of_responses_and_scores(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *err = NULL;
    /* never analysed: responses, no scores */
    free(sam_program_expect(0, NULL, folder, "export", "--format", "xlsx", "--output", "a.xlsx",
                            NULL));
    check_starts(folder, "a.xlsx", "PK\x03\x04");
    free(sam_program_expect(1, &err, folder, "export", "--format", "sav", "--scores", "--output",
                            "s.sav", NULL));
    check_contains(err, "samenscan analyse");
    free(err);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, NULL, folder, "export", "--format", "sav", "--scores", "--output",
                            "s.sav", NULL));
    free(sam_program_expect(0, NULL, folder, "export", "--format", "sav", "--output", "r.sav",
                            NULL));
    check_starts(folder, "s.sav", "$FL2");
    check_starts(folder, "r.sav", "$FL2");
    free(sam_program_expect(0, NULL, folder, "export", "--format", "xlsx", "--scores", "--output",
                            "scores.xlsx", NULL));
    check_starts(folder, "scores.xlsx", "PK\x03\x04");
    sam_folder_remove(folder);
}

static void nobody_answered(void **state) {
    (void)state;
    char *folder = new_study();
    free(sam_program_expect(0, NULL, folder, "export", "--format", "xlsx", "--output", "a.xlsx",
                            NULL));
    free(sam_program_expect(0, NULL, folder, "export", "--format", "sav", "--output", "a.sav",
                            NULL));
    check_starts(folder, "a.sav", "$FL2");
    sam_folder_remove(folder);
}

static void a_place_that_cannot_be_written_is_named(void **state) {
    (void)state;
    char *folder = study_with_answers();
    static const char *const formats[] = {"xlsx", "sav"};
    for (size_t i = 0; i < 2; i++) {
        char *err = NULL;
        free(sam_program_expect(1, &err, folder, "export", "--format", formats[i], "--output",
                                "/proc/x", NULL));
        check_contains(err, "/proc/x");
        free(err);
    }
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_of_responses_and_scores),
        cmocka_unit_test(nobody_answered),
        cmocka_unit_test(a_place_that_cannot_be_written_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
