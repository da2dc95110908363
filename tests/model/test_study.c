#include "model/study.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place {
    char *folder;
    struct sam_study *study;
};

static void write_file(const char *folder, const char *name, const char *text) {
    char *path = sam_path_join(folder, name);
    struct sam_err err = {0};
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
}

static int set_up(void **state) {
    static struct place place;
    struct sam_problems problems;
    place.folder = sam_temporary_folder();
    char *text = sam_sample(SMALL_STUDY, NULL, NULL);
    write_file(place.folder, "study.json", text);
    free(text);
    text = sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL);
    write_file(place.folder, "questionnaires/small.json", text);
    free(text);
    sam_problems_init(&problems);
    enum sam_status status = sam_study_open(place.folder, &place.study, &problems, NULL);
    sam_problems_fini(&problems);
    *state = &place;
    return status == SAM_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct place *place = *state;
    sam_study_free(place->study);
    sam_folder_remove(place->folder);
    return 0;
}

static void test_found_by_id(void **state) {
    const struct sam_study *s = ((struct place *)*state)->study;
    assert_int_equal(sam_study_alliance(s, "a"), 0);
    assert_int_equal(sam_study_alliance(s, "b"), 1);
    assert_true(sam_study_alliance(s, "A") == SAM_NONE);
    assert_true(sam_study_alliance(s, "") == SAM_NONE);
    assert_int_equal(sam_study_wave(s, "w2"), 1);
    assert_true(sam_study_wave(s, "w") == SAM_NONE);
    assert_int_equal(sam_study_source(s, "own"), 0);
    assert_true(sam_study_source(s, "") == SAM_NONE);
    assert_int_equal(sam_study_person(s, "r3"), 2);
    assert_true(sam_study_person(s, "r4") == SAM_NONE);
    assert_int_equal(sam_alliance_partner(&s->alliances[0], "nnid"), 2);
    assert_true(sam_alliance_partner(&s->alliances[1], "nnid") == SAM_NONE);
}

static void test_invited_without_account_holders(void **state) {
    const struct sam_study *s = ((struct place *)*state)->study;
    assert_int_equal(sam_study_invited(s, 0, NULL), 2);
    assert_int_equal(sam_study_invited(s, 1, NULL), 0);
}

static void test_choice_of_a_wave(void **state) {
    const struct sam_study *s = ((struct place *)*state)->study;
    size_t wave = 99;
    struct sam_err err = {0};
    assert_int_equal(sam_study_choose_wave(s, NULL, &wave, &err), SAM_OK);
    assert_int_equal(wave, 1);
    assert_int_equal(sam_study_choose_wave(s, "w1", &wave, &err), SAM_OK);
    assert_int_equal(wave, 0);
    assert_int_equal(sam_study_choose_wave(s, "2020", &wave, &err), SAM_E_NOT_FOUND);
    assert_string_equal(err.text, "wave \"2020\" is not in study.json; there are: w1, w2");
    assert_int_equal(wave, 0);
}

static void test_questionnaire_of_a_wave(void **state) {
    struct place *place = *state;
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    assert_int_equal(sam_study_questionnaire(place->study, 1, &q, &problems, &err), SAM_OK);
    assert_string_equal(q->id, "small");
    sam_questionnaire_free(q);
    q = NULL;

    char *text = sam_sample(SMALL_QUESTIONNAIRE, "'id': 'small'", "'id': 'other'");
    write_file(place->folder, "questionnaires/small.json", text);
    free(text);
    assert_int_equal(sam_study_questionnaire(place->study, 1, &q, &problems, &err), SAM_E_INPUT);
    assert_null(q);
    check_contains(err.text, "/questionnaires/small.json: its id is \"other\"; the file is named "
                             "after another");
    check_contains(problems.lines.data, err.text);

    char *path = sam_path_join(place->folder, "questionnaires/small.json");
    assert_int_equal(remove(path), 0);
    assert_int_equal(sam_study_questionnaire(place->study, 1, &q, &problems, &err),
                     SAM_E_NOT_FOUND);
    check_contains(err.text, path);
    free(path);
    sam_problems_fini(&problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_found_by_id, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_invited_without_account_holders, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choice_of_a_wave, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_questionnaire_of_a_wave, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
