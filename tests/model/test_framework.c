#include "model/framework.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_framework.h"
#include "support/small_questionnaire.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void write_file(const char *folder, const char *name, char *text) {
    char *path = sam_path_join(folder, name);
    struct sam_err err = {0};
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    free(path);
    free(text);
}

#define RATING                                                                                     \
    ", 'expectation_ratings': [{'expectation': 'E2', 'wave': 'w1', 'rating': '+/-', "              \
    "'reason': 'heard in the meeting'}]}"

/* The small study with a rating or without; framework.json (NULL: none) read for it. */
static enum sam_status open_framework(const char *framework_text, bool rated, char **problems,
                                      struct sam_framework **out) {
    char *folder = sam_temporary_folder();
    struct sam_study *study = NULL;
    struct sam_instruments *instruments = NULL;
    struct sam_problems found;
    struct sam_err err = {0};
    sam_problems_init(&found);
    write_file(folder, "study.json",
               sam_sample(SMALL_STUDY, "'seen in the meeting'}]}",
                          rated ? "'seen in the meeting'}]" RATING : "'seen in the meeting'}]}"));
    write_file(folder, "questionnaires/small.json", sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL));
    if (framework_text != NULL) {
        write_file(folder, "framework.json", strdup(framework_text));
    }
    assert_int_equal(sam_study_open(folder, &study, &found, &err), SAM_OK);
    assert_int_equal(sam_instruments_open(study, &instruments, &found, &err), SAM_OK);
    enum sam_status status = sam_framework_open(study, instruments, out, &found, &err);
    assert_int_equal(status == SAM_OK, found.count == 0);
    sam_instruments_free(instruments);
    sam_study_free(study);
    *problems = found.lines.data;
    char *at = NULL;
    while ((at = strstr(*problems, folder)) != NULL) { /* its folder has another name each time */
        memmove(at, at + strlen(folder) + 1, strlen(at + strlen(folder) + 1) + 1);
    }
    sam_folder_remove(folder);
    return status;
}

static void expect(const char *find, const char *replace, bool rated, const char *expected) {
    char *text = sam_sample(SMALL_FRAMEWORK, find, replace);
    struct sam_framework *framework = NULL;
    char *problems = NULL;
    open_framework(text, rated, &problems, &framework);
    assert_string_equal(problems, expected);
    assert_int_equal(framework == NULL, expected[0] != '\0');
    sam_framework_free(framework);
    free(problems);
    free(text);
}

static void test_what_fits(void **state) {
    (void)state;
    expect(NULL, NULL, false, "");
    expect(NULL, NULL, true, "");
}

static void test_what_does_not_fit(void **state) {
    (void)state;
    expect("'items': ['x1']", "'items': ['s9']", false,
           "framework.json: questions[0] (2c): statement \"s9\" is in none of the questionnaires "
           "of the waves\n");
    /* An open question is no statement, nor the other way round. */
    expect("'open_questions': ['well']", "'open_questions': ['x1']", false,
           "framework.json: questions[0] (2c): open question \"x1\" is in none of the "
           "questionnaires of the waves\n");
    expect("'item': 's2'", "'item': 'well'", false,
           "framework.json: expectations[0] (E1): statement \"well\" is in none of the "
           "questionnaires of the waves\n");
    expect("'alliance': 'a'", "'alliance': 'c'", false,
           "framework.json: goals[0] (g1): alliance \"c\" is not among the alliances\n");
    expect("'id': 'E2'", "'id': 'E3'", true,
           "study.json: expectation_ratings[0]: \"E2\" is not among the expectations of "
           "framework.json\n");
}

static void test_no_framework(void **state) {
    (void)state;
    struct sam_framework *framework = NULL;
    char *problems = NULL;
    assert_int_equal(open_framework(NULL, false, &problems, &framework), SAM_OK);
    assert_null(framework);
    free(problems);
    assert_int_equal(open_framework(NULL, true, &problems, &framework), SAM_E_INPUT);
    assert_string_equal(problems,
                        "study.json: expectation_ratings[0]: rates \"E2\", and the study has no "
                        "framework.json that says what that is\n");
    assert_null(framework);
    free(problems);
}

static void test_a_broken_file_is_a_problem(void **state) {
    (void)state;
    struct sam_framework *framework = NULL;
    char *problems = NULL;
    assert_int_equal(open_framework("{\"id\": ", false, &problems, &framework), SAM_E_INPUT);
    assert_null(framework);
    check_contains(problems, "framework.json");
    free(problems);
}

static void test_kinds(void **state) {
    (void)state;
    for (int i = 0; i < SAM_EXPECTATION_KINDS; i++) {
        enum sam_expectation_kind kind = SAM_EXPECTATION;
        const char *id = sam_expectation_kind_id((enum sam_expectation_kind)i);
        assert_int_equal(sam_expectation_kind_read(id, &kind), 0);
        assert_int_equal((int)kind, i);
    }
    enum sam_expectation_kind kind = SAM_CRITERION;
    assert_int_equal(sam_expectation_kind_read("", &kind), -1);
    assert_int_equal(kind, SAM_CRITERION);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_fits),    cmocka_unit_test(test_what_does_not_fit),
        cmocka_unit_test(test_no_framework), cmocka_unit_test(test_a_broken_file_is_a_problem),
        cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
