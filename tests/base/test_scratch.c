#include "base/scratch.h"

#include "base/file.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void it_is_ours_and_gone_afterwards(void **state) {
    (void)state;
    struct sam_err err = {0};
    char *path = NULL;
    struct stat folder;
    char *outside = sam_temporary_folder();
    assert_int_equal(sam_scratch_new(&path, &err), SAM_OK);
    assert_int_equal(stat(path, &folder), 0);
    assert_int_equal(folder.st_mode & 0777, 0700);
    char *below = sam_path_join(path, "a/b/c.txt");
    char *link_to = sam_path_join(path, "link");
    char *kept = strdup(path);
    assert_int_equal(sam_file_write(below, "x", 1, &err), SAM_OK);
    assert_int_equal(symlink(outside, link_to), 0);
    sam_scratch_remove(path);
    assert_int_equal(access(kept, F_OK), -1);
    assert_int_equal(access(outside, F_OK), 0); /* a link is removed, not what it points to */
    sam_scratch_remove(NULL);
    free(below);
    free(link_to);
    free(kept);
    sam_folder_remove(outside);
}

static void a_place_that_is_not_there_is_named(void **state) {
    (void)state;
    struct sam_err err = {0};
    char *path = NULL;
    setenv("TMPDIR", "/proc/nowhere", 1);
    assert_int_equal(sam_scratch_new(&path, &err), SAM_E_IO);
    check_contains(err.text, "/proc/nowhere");
    assert_null(path);
    unsetenv("TMPDIR");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_ours_and_gone_afterwards),
        cmocka_unit_test(a_place_that_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
