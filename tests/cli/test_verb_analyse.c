#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static char *study_with_answers(void) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *csv = sam_program_expect(0, NULL, folder, "simulate", NULL);
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "d.csv");
    assert_int_equal(sam_file_write(path, csv, strlen(csv), &err), SAM_OK);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    free(path);
    free(csv);
    return folder;
}

static void load(const char *folder, const char *name, struct sam_buf *text) {
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    sam_buf_init(text, 100000000);
    if (sam_file_read(path, text, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
}

static void results_are_written_whole_and_reproducibly(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *out = sam_program_expect(0, NULL, folder, "analyse", NULL);
    assert_string_equal(out, "./results/2020/results.json\n");
    free(out);
    struct sam_buf first;
    struct sam_buf second;
    load(folder, "results/2020/results.json", &first);
    check_contains(first.data, "\"respondents\": 35");
    check_contains(first.data, "\"simulated\": true");
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    load(folder, "results/2020/results.json", &second);
    assert_string_equal(first.data, second.data);
    sam_buf_fini(&first);
    sam_buf_fini(&second);
    sam_folder_remove(folder);
}

static void nobody_answered_is_no_failure(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "report", NULL);
    check_contains(out, "report.");
    free(out);
    sam_folder_remove(folder);
}

static void a_small_group_can_be_left_out(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", "--min-group", "5", NULL));
    struct sam_buf results;
    load(folder, "results/2020/results.json", &results);
    check_contains(results.data, "\"suppressed\": true");
    check_contains(results.data, "\"suppressed\": false");
    sam_buf_fini(&results);
    sam_folder_remove(folder);
}

static void a_wrong_weight_or_wave_is_named(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(2, &err, folder, "analyse", "--weight", "euro", NULL));
    check_contains(err, "euro");
    free(err);
    free(sam_program_expect(1, &err, folder, "analyse", "--wave", "1850", NULL));
    check_contains(err, "1850");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_written_whole_and_reproducibly),
        cmocka_unit_test(nobody_answered_is_no_failure),
        cmocka_unit_test(a_small_group_can_be_left_out),
        cmocka_unit_test(a_wrong_weight_or_wave_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
