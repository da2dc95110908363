#include "base/file.h"
#include "support/support.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
    char *folder;
    char *path; /* folder/results.json */
};

static int set_up(void **state) {
    static struct place place;
    place.folder = sam_temporary_folder();
    place.path = sam_path_join(place.folder, "results.json");
    *state = &place;
    return 0;
}

static int tear_down(void **state) {
    struct place *place = *state;
    free(place->path);
    sam_folder_remove(place->folder);
    return 0;
}

static void check_content(const char *path, const char *expected) {
    struct sam_buf buf;
    struct sam_err err = {0};
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_read(path, &buf, &err), SAM_OK);
    assert_string_equal(buf.data, expected);
    sam_buf_fini(&buf);
}

static size_t files_in(const char *folder) {
    size_t count = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry = NULL; (entry = readdir(open)) != NULL;) {
        count += entry->d_name[0] != '.';
    }
    closedir(open);
    return count;
}

static void test_write_and_read(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    struct sam_buf big;
    sam_buf_init(&big, SAM_BUF_UNLIMITED);
    for (int i = 0; i < 100000; i++) {
        sam_buf_printf(&big, "%d\n", i);
    }
    assert_int_equal(sam_file_write(place->path, big.data, big.length, &err), SAM_OK);
    check_content(place->path, big.data);
    assert_int_equal(sam_file_write(place->path, "", 0, &err), SAM_OK);
    check_content(place->path, "");
    assert_int_equal(files_in(place->folder), 1);
    sam_buf_fini(&big);
}

static void test_only_for_the_owner(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    struct stat status;
    char *deep = sam_path_join(place->folder, "a/b/c.txt");
    assert_int_equal(sam_file_write(deep, "x", 1, &err), SAM_OK);
    assert_int_equal(stat(deep, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    char *folder = sam_path_join(place->folder, "a/b");
    assert_int_equal(stat(folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    free(folder);
    free(deep);
}

static void test_reading_adds_to_what_is_there(void **state) {
    struct place *place = *state;
    struct sam_buf buf;
    assert_int_equal(sam_file_write(place->path, "two", 3, NULL), SAM_OK);
    sam_buf_init(&buf, 6);
    sam_buf_text(&buf, "one");
    assert_int_equal(sam_file_read(place->path, &buf, NULL), SAM_OK);
    assert_string_equal(buf.data, "onetwo");
    sam_buf_fini(&buf);
}

static void test_what_cannot_be_read(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    struct sam_buf buf;
    char expected[512];
    sam_buf_init(&buf, 3);
    assert_int_equal(sam_file_read(place->path, &buf, &err), SAM_E_NOT_FOUND);
    assert_int_equal(err.cause, ENOENT);
    snprintf(expected, sizeof expected, "%s: cannot be opened (No such file or directory)",
             place->path);
    assert_string_equal(err.text, expected);
    assert_int_equal(sam_file_read(place->folder, &buf, &err), SAM_E_IO);
    snprintf(expected, sizeof expected, "%s: cannot be read (Is a directory)", place->folder);
    assert_string_equal(err.text, expected);
    assert_int_equal(sam_file_write(place->path, "four", 4, &err), SAM_OK);
    assert_int_equal(sam_file_read(place->path, &buf, &err), SAM_E_LIMIT);
    snprintf(expected, sizeof expected, "%s: larger than the 3 bytes allowed here", place->path);
    assert_string_equal(err.text, expected);
    sam_buf_fini(&buf);
}

static void test_discard_leaves_the_old_file(void **state) {
    struct place *place = *state;
    struct sam_new_file file;
    assert_int_equal(sam_file_write(place->path, "old", 3, NULL), SAM_OK);
    assert_int_equal(sam_new_file_open(&file, place->path, NULL), SAM_OK);
    fputs("new and half", file.stream);
    check_content(place->path, "old");
    sam_new_file_discard(&file);
    check_content(place->path, "old");
    assert_int_equal(files_in(place->folder), 1);
    sam_new_file_discard(&file); /* a second time does nothing */
}

static void test_a_crash_leaves_the_old_file(void **state) {
    struct place *place = *state;
    assert_int_equal(sam_file_write(place->path, "old", 3, NULL), SAM_OK);
    pid_t child = fork();
    if (child == 0) {
        struct sam_new_file file;
        if (sam_new_file_open(&file, place->path, NULL) == SAM_OK) {
            fputs("half of the new", file.stream);
            fflush(file.stream);
            raise(SIGKILL);
        }
        _exit(1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    check_content(place->path, "old");
    assert_int_equal(sam_file_write(place->path, "new", 3, NULL), SAM_OK);
    check_content(place->path, "new");
}

static void test_a_full_disk(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    struct sam_new_file file;
    assert_int_equal(sam_file_write(place->path, "old", 3, NULL), SAM_OK);
    assert_int_equal(sam_new_file_open(&file, place->path, NULL), SAM_OK);
    /* /dev/full refuses every byte, as a full disk does */
    assert_non_null(freopen("/dev/full", "wb", file.stream));
    for (int i = 0; i < 10000; i++) {
        fputs("does not fit", file.stream);
    }
    assert_int_equal(sam_new_file_commit(&file, &err), SAM_E_IO);
    check_contains(err.text, "results.json: could not be written whole");
    check_contains(err.text, "the old file, if any, is as it was");
    check_content(place->path, "old");
    assert_int_equal(files_in(place->folder), 1);
}

static void test_a_folder_in_the_way(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    char *folder = sam_path_join(place->folder, "taken");
    assert_int_equal(sam_folder_make(folder, &err), SAM_OK);
    assert_int_equal(sam_file_write(folder, "x", 1, &err), SAM_E_IO);
    check_contains(err.text, "taken: could not be written whole (Is a directory)");
    assert_int_equal(files_in(place->folder), 1);
    free(folder);
}

static void test_a_read_only_folder(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    /* Permissions don't stop root; /proc does. */
    const char *path = "/proc/results.json";
    if (geteuid() != 0) {
        assert_int_equal(chmod(place->folder, 0500), 0);
        path = place->path;
    }
    char expected[512];
    snprintf(expected, sizeof expected, "%s: cannot be written (", path);
    assert_int_equal(sam_file_write(path, "x", 1, &err), SAM_E_IO);
    assert_int_not_equal(err.cause, 0);
    check_contains(err.text, expected);
    assert_int_equal(chmod(place->folder, 0700), 0);
    assert_int_equal(files_in(place->folder), 0);
}

static void test_folders(void **state) {
    struct place *place = *state;
    struct sam_err err = {0};
    char *deep = sam_path_join(place->folder, "x//y/z/");
    assert_int_equal(sam_folder_make(deep, &err), SAM_OK);
    assert_int_equal(sam_folder_make(deep, &err), SAM_OK);
    assert_int_equal(access(deep, F_OK), 0);
    assert_int_equal(sam_folder_make("/", &err), SAM_OK);
    assert_int_equal(sam_folder_make(".", &err), SAM_OK);
    free(deep);
    assert_int_equal(sam_file_write(place->path, "x", 1, &err), SAM_OK);
    assert_int_equal(sam_folder_make(place->path, &err), SAM_E_IO);
    check_contains(err.text, "results.json: the folder cannot be made (Not a directory)");
    char *under = sam_path_join(place->path, "deeper");
    assert_int_equal(sam_folder_make(under, &err), SAM_E_IO);
    check_contains(err.text, "deeper: the folder cannot be made (Not a directory)");
    assert_int_equal(sam_file_write(under, "x", 1, &err), SAM_E_IO);
    free(under);
    assert_int_equal(sam_folder_make("", &err), SAM_E_IO);
    assert_string_equal(err.text, ": the folder cannot be made (No such file or directory)");
}

static void test_join(void **state) {
    (void)state;
    static const struct {
        const char *folder, *name, *path;
    } cases[] = {{"a", "b", "a/b"},
                 {"a/", "b", "a/b"},
                 {"a//", "b/c", "a/b/c"},
                 {"/", "b", "/b"},
                 {".", "b", "./b"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = sam_path_join(cases[i].folder, cases[i].name);
        assert_string_equal(path, cases[i].path);
        free(path);
    }
}

static void the_folder_of_a_file(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"a/b/c", "a/b"}, {"c", "."}, {"/c", "/"}, {"./c", "."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = sam_path_folder(cases[i][0]);
        assert_string_equal(folder, cases[i][1]);
        free(folder);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_write_and_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_only_for_the_owner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reading_adds_to_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_discard_leaves_the_old_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_crash_leaves_the_old_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_disk, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_in_the_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_read_only_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folders, set_up, tear_down),
        cmocka_unit_test(test_join),
        cmocka_unit_test(the_folder_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
