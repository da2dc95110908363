#include "base/module.h"

#include "support/support.h"

#include "base/file.h"

#include <stdlib.h>

static void a_module_beside_the_program_is_found_and_stays(void **state) {
    (void)state;
    struct sam_err err = {0};
    const void *functions = NULL;
    const void *again = NULL;
    if (sam_module_load("figures", &functions, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_non_null(functions);
    assert_int_equal(sam_module_load("figures", &again, &err), SAM_OK);
    assert_ptr_equal(functions, again);
}

static void a_missing_one_is_said_with_its_place(void **state) {
    (void)state;
    struct sam_err err = {0};
    const void *functions = &err;
    assert_int_equal(sam_module_load("nothing", &functions, &err), SAM_E_NOT_FOUND);
    check_contains(err.text, "samenscan-nothing.so");
    check_contains(err.text, "/tests nor in /");
    check_contains(err.text, "/samenscan. ");
    check_contains(err.text, "Install samenscan again");
    assert_ptr_equal(functions, &err); /* untouched */
}

static void what_is_no_module_is_said(void **state) {
    (void)state;
    struct sam_err err = {0};
    const void *functions = NULL;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "samenscan-broken.so");
    assert_int_equal(sam_file_write(path, "text", 4, &err), SAM_OK);
    assert_int_equal(sam_module_load_from(folder, "broken", &functions, &err), SAM_E_NOT_FOUND);
    check_contains(err.text, path);
    free(path);
    sam_folder_remove(folder);
}

static void one_of_another_version_is_refused(void **state) {
    (void)state;
    struct sam_err err = {0};
    const void *functions = NULL;
    assert_int_equal(sam_module_load_from(SAM_TEST_MODULES, "old", &functions, &err),
                     SAM_E_NOT_FOUND);
    check_contains(err.text, "samenscan-old.so belongs to samenscan 0.0.1");
    check_contains(err.text, SAM_VERSION);
    assert_null(functions);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_module_beside_the_program_is_found_and_stays),
        cmocka_unit_test(a_missing_one_is_said_with_its_place),
        cmocka_unit_test(what_is_no_module_is_said),
        cmocka_unit_test(one_of_another_version_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
