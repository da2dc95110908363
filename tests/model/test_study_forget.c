#include "model/study_forget.h"

#include "base/file.h"
#include "model/study.h"
#include "support/sample.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static char *without(const char *sample, const char *const *who, size_t count, size_t expected) {
    struct sam_buf out;
    char *text = sam_sample(sample, NULL, NULL);
    sam_buf_init(&out, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_study_forget(text, who, count, &out), expected);
    free(text);
    char *made = sam_buf_take(&out);
    sam_buf_fini(&out);
    for (char *c = made; *c != '\0'; c++) {
        *c = *c == '"' ? '\'' : *c;
    }
    return made;
}

#define PEOPLE                                                                                     \
    "{'name': 'stays',\n 'people': [\n  {'respondent': 'a', 'name': 'Ann', 'email': "              \
    "'ann@x.nl'},\n"                                                                               \
    "  {'name': 'Bob', 'respondent': 'b', 'person': 'p' },\n  {'email': 'c@x.nl'}, "               \
    "{'respondent': 'd'}], 'x': {'people': [{'respondent': 'a', 'name': 'stays'}]}}\n"

static void only_those_asked_for(void **state) {
    (void)state;
    static const char *const b[] = {"b"};
    char *text = without(PEOPLE, b, 1, 1);
    assert_string_equal(
        text, "{'name': 'stays',\n 'people': [\n  {'respondent': 'a', 'name': 'Ann', 'email': "
              "'ann@x.nl'},\n  { 'respondent': 'b' },\n  {'email': 'c@x.nl'}, {'respondent': "
              "'d'}], 'x': {'people': [{'respondent': 'a', 'name': 'stays'}]}}\n");
    free(text);
}

static void everybody(void **state) {
    (void)state;
    char *text = without(PEOPLE, NULL, 0, 3);
    assert_string_equal(text, "{'name': 'stays',\n 'people': [\n  {'respondent': 'a'},\n  { "
                              "'respondent': 'b' },\n  {}, {'respondent': 'd'}], 'x': {'people': "
                              "[{'respondent': 'a', 'name': 'stays'}]}}\n");
    free(text);
    text = without("{'id': 'no people'}", NULL, 0, 0);
    assert_string_equal(text, "{'id': 'no people'}");
    free(text);
}

static void the_file_stays_a_study(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "study.json");
    char *text = sam_sample(SMALL_STUDY, NULL, NULL);
    struct sam_err err = {0};
    struct sam_problems problems;
    struct sam_study *study = NULL;
    size_t from = 0;
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    assert_int_equal(sam_study_forget_file(folder, NULL, 0, true, &from, &err), SAM_OK);
    assert_int_equal(from, 1);
    assert_int_equal(sam_study_forget_file(folder, NULL, 0, false, &from, &err), SAM_OK);
    assert_int_equal(from, 1);
    assert_int_equal(sam_study_forget_file(folder, NULL, 0, false, &from, &err), SAM_OK);
    assert_int_equal(from, 0);
    sam_problems_init(&problems);
    assert_int_equal(sam_study_open(folder, &study, &problems, &err), SAM_OK);
    assert_int_equal(study->person_count, 3);
    assert_null(study->people[1].email);
    assert_null(study->people[1].name);
    sam_problems_fini(&problems);
    sam_study_free(study);
    free(text);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_those_asked_for),
        cmocka_unit_test(everybody),
        cmocka_unit_test(the_file_stays_a_study),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
