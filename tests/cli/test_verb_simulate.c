#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const char *const instrument = SAM_SOURCE_DIR "/questionnaires/alliance-31.json";

static size_t lines(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '\n';
    }
    return count;
}

static void the_same_seed_gives_the_same_bytes(void **state) {
    (void)state;
    char *a = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    char *b = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    char *c = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, "--seed",
                                 "2", NULL);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    /* sizes 2 to 9: 44 people and the header */
    assert_int_equal(lines(a), 45);
    free(a);
    free(b);
    free(c);
}

static void a_study_s_people_answer_and_the_truth_is_told(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *out = sam_program_expect(0, NULL, folder, "simulate", "--truth", "truth.csv", NULL);
    assert_int_equal(lines(out), 36);
    free(out);
    struct sam_buf truth;
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "truth.csv");
    sam_buf_init(&truth, 10000);
    assert_int_equal(sam_file_read(path, &truth, &err), SAM_OK);
    assert_int_equal(lines(truth.data), 9);
    check_contains(truth.data, "act4respect,");
    sam_buf_fini(&truth);
    free(path);
    sam_folder_remove(folder);
}

static void what_is_simulated_can_be_scored(void **state) {
    (void)state;
    char *csv = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    struct sam_ran ran =
        sam_run_program(NULL, csv, "score", "--questionnaire", instrument, "-", NULL);
    assert_int_equal(ran.status, 0);
    check_contains(ran.out.data, "\"alliance_count\": 8");
    sam_ran_fini(&ran);
    free(csv);
}

static void contradictions_are_usage_errors(void **state) {
    (void)state;
    free(sam_program_expect(2, NULL, NULL, "simulate", "--questionnaire", instrument, "--smallest",
                            "5", "--largest", "4", NULL));
    free(sam_program_expect(2, NULL, NULL, "simulate", ".", "--questionnaire", instrument, NULL));
    free(sam_program_expect(2, NULL, NULL, "simulate", "--level", "1.5", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(a_study_s_people_answer_and_the_truth_is_told),
        cmocka_unit_test(what_is_simulated_can_be_scored),
        cmocka_unit_test(contradictions_are_usage_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
