#include "fixture.h"

#include "base/file.h"
#include "report/push.h"

#include <sys/stat.h>

/* What is in it is looked at with other programs: tests/check_push.py. */
static void test_written_whole_or_not_at_all(void **state) {
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "form.xlsx");
    char *nowhere = sam_path_join(folder, "form.xlsx/x.xlsx");
    struct sam_err err = {0};
    struct stat about;
    (void)state;
    assert_int_equal(sam_push_xlsform(q, SAM_NL, path, &err), SAM_OK);
    assert_int_equal(stat(path, &about), 0);
    assert_true(about.st_size > 1000);
    assert_int_equal(sam_push_xlsform(q, SAM_NL, nowhere, &err), SAM_E_IO);
    free(nowhere);
    free(path);
    sam_folder_remove(folder);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_written_whole_or_not_at_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
