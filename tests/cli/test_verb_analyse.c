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

/* The example study with a wave more, answered by the same people. */
static char *study_of_two_waves(void) {
    static const char one[] = "\"waves\": [";
    char *folder = study_with_answers();
    struct sam_buf study;
    struct sam_buf longer;
    struct sam_err err = {0};
    load(folder, "study.json", &study);
    const char *waves = strstr(study.data, one);
    assert_non_null(waves);
    waves += strlen(one);
    sam_buf_init(&longer, SAM_BUF_UNLIMITED);
    sam_buf_append(&longer, study.data, (size_t)(waves - study.data));
    sam_buf_text(&longer, "{\"id\": \"2018\", \"questionnaire\": \"alliance-31\"},");
    sam_buf_text(&longer, waves);
    char *path = sam_path_join(folder, "study.json");
    assert_int_equal(sam_file_write(path, longer.data, longer.length, &err), SAM_OK);
    free(path);
    sam_buf_fini(&study);
    sam_buf_fini(&longer);
    return folder;
}

static void add_first_wave(const char *folder) {
    struct sam_err err = {0};
    char *csv =
        sam_program_expect(0, NULL, folder, "simulate", "--wave", "2018", "--seed", "2", NULL);
    char *path = sam_path_join(folder, "first.csv");
    assert_int_equal(sam_file_write(path, csv, strlen(csv), &err), SAM_OK);
    free(sam_program_expect(0, NULL, folder, "import", "first.csv", NULL));
    free(path);
    free(csv);
}

static void waves_are_compared(void **state) {
    (void)state;
    char *folder = study_of_two_waves();
    struct sam_buf results;
    /* Nobody answered the wave before: nothing to compare with. */
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    load(folder, "results/2020/results.json", &results);
    check_contains(results.data, "\"against\": null");
    assert_null(strstr(results.data, "\"change\":"));
    sam_buf_fini(&results);
    add_first_wave(folder);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    load(folder, "results/2020/results.json", &results);
    check_contains(results.data, "\"against\": \"2018\"");
    check_contains(results.data, "\"newcomers\"");
    struct sam_buf named;
    free(sam_program_expect(0, NULL, folder, "analyse", "--against", "2018", NULL));
    load(folder, "results/2020/results.json", &named);
    assert_string_equal(named.data, results.data);
    sam_buf_fini(&named);
    sam_buf_fini(&results);
    /* The first wave has none before it. */
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2018", NULL));
    load(folder, "results/2018/results.json", &results);
    check_contains(results.data, "\"against\": null");
    sam_buf_fini(&results);
    char *err = NULL;
    free(sam_program_expect(2, &err, folder, "analyse", "--against", "2020", NULL));
    check_contains(err, "--against 2020: that is the wave to be analysed");
    free(err);
    free(sam_program_expect(1, &err, folder, "analyse", "--against", "1850", NULL));
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
        cmocka_unit_test(waves_are_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
