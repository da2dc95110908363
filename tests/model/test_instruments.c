#include "model/instruments.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_file(const char *folder, const char *name, const char *base, const char *find,
                       const char *replace) {
    char *text = sam_sample(base, find, replace);
    char *path = sam_path_join(folder, name);
    struct sam_err err = {0};
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
    free(text);
}

static struct sam_study *open_study(const char *folder, struct sam_problems *problems) {
    struct sam_study *study = NULL;
    assert_int_equal(sam_study_open(folder, &study, problems, NULL), SAM_OK);
    return study;
}

static void test_one_for_two_waves(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_problems problems;
    struct sam_instruments *instruments = NULL;
    sam_problems_init(&problems);
    write_file(folder, "study.json", SMALL_STUDY, NULL, NULL);
    write_file(folder, "questionnaires/small.json", SMALL_QUESTIONNAIRE, NULL, NULL);
    struct sam_study *study = open_study(folder, &problems);
    assert_int_equal(sam_instruments_open(study, &instruments, &problems, NULL), SAM_OK);
    assert_int_equal(instruments->wave_count, 2);
    assert_ptr_equal(instruments->of_wave[0], instruments->of_wave[1]);
    assert_string_equal(instruments->of_wave[1]->id, "small");
    sam_instruments_free(instruments);
    sam_instruments_free(NULL);
    sam_study_free(study);
    sam_problems_fini(&problems);
    sam_folder_remove(folder);
}

static void test_one_each(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_problems problems;
    struct sam_instruments *instruments = NULL;
    sam_problems_init(&problems);
    write_file(folder, "study.json", SMALL_STUDY, "{'id': 'w2', 'questionnaire': 'small'}",
               "{'id': 'w2', 'questionnaire': 'other'}, {'id': 'w3', 'questionnaire': 'small'}");
    write_file(folder, "questionnaires/small.json", SMALL_QUESTIONNAIRE, NULL, NULL);
    write_file(folder, "questionnaires/other.json", SMALL_QUESTIONNAIRE, "'id': 'small'",
               "'id': 'other'");
    struct sam_study *study = open_study(folder, &problems);
    assert_int_equal(sam_instruments_open(study, &instruments, &problems, NULL), SAM_OK);
    assert_string_equal(instruments->of_wave[0]->id, "small");
    assert_string_equal(instruments->of_wave[1]->id, "other");
    assert_ptr_equal(instruments->of_wave[2], instruments->of_wave[0]);
    sam_instruments_free(instruments);
    sam_study_free(study);
    sam_problems_fini(&problems);
    sam_folder_remove(folder);
}

static void test_problems_of_all_of_them_once(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_problems problems;
    struct sam_instruments *instruments = NULL;
    struct sam_err err = {0};
    char expected[1024];
    sam_problems_init(&problems);
    write_file(folder, "study.json", SMALL_STUDY, "{'id': 'w2', 'questionnaire': 'small'}",
               "{'id': 'w2', 'questionnaire': 'other'}, {'id': 'w3', 'questionnaire': 'small'}");
    write_file(folder, "questionnaires/other.json", SMALL_QUESTIONNAIRE, "'id': 'small'",
               "'id': 'wrong'");
    struct sam_study *study = open_study(folder, &problems);
    assert_int_equal(sam_instruments_open(study, &instruments, &problems, &err), SAM_E_NOT_FOUND);
    assert_null(instruments);
    snprintf(expected, sizeof expected,
             "%s/questionnaires/small.json: cannot be opened (No such file or directory)\n"
             "%s/questionnaires/other.json: its id is \"wrong\"; the file is named after another\n",
             folder, folder);
    assert_string_equal(problems.lines.data, expected);
    assert_memory_equal(err.text, expected, strcspn(expected, "\n"));
    sam_study_free(study);
    sam_problems_fini(&problems);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_for_two_waves),
        cmocka_unit_test(test_one_each),
        cmocka_unit_test(test_problems_of_all_of_them_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
