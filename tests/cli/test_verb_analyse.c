#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static void results_are_written_whole_and_reproducibly(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *out = sam_program_expect(0, NULL, folder, "analyse", NULL);
    assert_string_equal(out, "./results/2020/results.json\n");
    free(out);
    char *first = read_text(folder, "results/2020/results.json");
    check_contains(first, "\"respondents\": 35");
    check_contains(first, "\"simulated\": true");
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *second = read_text(folder, "results/2020/results.json");
    assert_string_equal(first, second);
    free(first);
    free(second);
    sam_folder_remove(folder);
}

static void nobody_answered_is_no_failure(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "report", NULL);
    check_contains(out, "overview.");
    free(out);
    sam_folder_remove(folder);
}

static void a_small_group_can_be_left_out(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", "--min-group", "5", NULL));
    char *results = read_text(folder, "results/2020/results.json");
    check_contains(results, "\"suppressed\": true");
    check_contains(results, "\"suppressed\": false");
    free(results);
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
    struct sam_buf longer;
    char *study = read_text(folder, "study.json");
    const char *waves = strstr(study, one);
    assert_non_null(waves);
    waves += strlen(one);
    sam_buf_init(&longer, SAM_BUF_UNLIMITED);
    sam_buf_append(&longer, study, (size_t)(waves - study));
    sam_buf_text(&longer, "{\"id\": \"2018\", \"questionnaire\": \"alliance-31\"},");
    sam_buf_text(&longer, waves);
    write_text(folder, "study.json", longer.data);
    free(study);
    sam_buf_fini(&longer);
    return folder;
}

static void add_first_wave(const char *folder) {
    char *csv =
        sam_program_expect(0, NULL, folder, "simulate", "--wave", "2018", "--seed", "2", NULL);
    write_text(folder, "first.csv", csv);
    free(sam_program_expect(0, NULL, folder, "import", "first.csv", NULL));
    free(csv);
}

static void waves_are_compared(void **state) {
    (void)state;
    char *folder = study_of_two_waves();
    /* Nobody answered the wave before: nothing to compare with. */
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *results = read_text(folder, "results/2020/results.json");
    check_contains(results, "\"against\": null");
    assert_null(strstr(results, "\"change\":"));
    free(results);
    add_first_wave(folder);
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    results = read_text(folder, "results/2020/results.json");
    check_contains(results, "\"against\": \"2018\"");
    check_contains(results, "\"newcomers\"");
    free(sam_program_expect(0, NULL, folder, "analyse", "--against", "2018", NULL));
    char *named = read_text(folder, "results/2020/results.json");
    assert_string_equal(named, results);
    free(named);
    free(results);
    /* The first wave has none before it. */
    free(sam_program_expect(0, NULL, folder, "analyse", "--wave", "2018", NULL));
    results = read_text(folder, "results/2018/results.json");
    check_contains(results, "\"against\": null");
    free(results);
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
    setenv("SOURCE_DATE_EPOCH", "1600000000", 1); /* when it was analysed stands in it */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_written_whole_and_reproducibly),
        cmocka_unit_test(nobody_answered_is_no_failure),
        cmocka_unit_test(a_small_group_can_be_left_out),
        cmocka_unit_test(a_wrong_weight_or_wave_is_named),
        cmocka_unit_test(waves_are_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
