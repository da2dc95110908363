#include "cli/workspace.h"

#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void every_problem_of_study_and_questionnaire_counts(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    assert_int_equal(sam_workspace_open(&work, folder, &err), SAM_E_NOT_FOUND);
    check_contains(err.text, "samenscan init");
    assert_null(work.study);
    sam_folder_remove(folder);
}

static void a_new_study_opens_with_its_store(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *study = sam_path_join(folder, "s");
    struct sam_workspace work = {0};
    struct sam_err err = {0};
    free(sam_program_expect(0, NULL, NULL, "init", study, NULL));
    assert_int_equal(sam_workspace_open(&work, study, &err), SAM_OK);
    assert_int_equal(sam_workspace_open_store(&work, SAM_STORE_READ, &err), SAM_E_NOT_FOUND);
    assert_int_equal(sam_workspace_open_store(&work, SAM_STORE_WRITE, &err), SAM_OK);
    assert_non_null(work.store);
    sam_workspace_close(&work);
    assert_null(work.store);
    free(study);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_problem_of_study_and_questionnaire_counts),
        cmocka_unit_test(a_new_study_opens_with_its_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
