#include "collect/source_lock.h"
#include "support/support.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_one_at_a_time(void **state) {
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    char holder[128];
    char host[64] = "";
    int lock = -1;
    int other = -1;
    (void)state;
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    assert_int_equal(sam_source_lock(folder, "ls", &lock, &err), SAM_OK);
    assert_int_equal(sam_source_lock(folder, "ls", &other, &err), SAM_E_IO);
    assert_int_equal(other, -1);
    snprintf(holder, sizeof holder, "process %ld of machine %s;", (long)getpid(), host);
    check_contains(err.text, holder);
    /* it has the lock and hasn't written its number yet */
    assert_int_equal(ftruncate(lock, 0), 0);
    assert_int_equal(sam_source_lock(folder, "ls", &other, &err), SAM_E_IO);
    check_contains(err.text, "process ? of machine ?;");
    /* another source is free */
    assert_int_equal(sam_source_lock(folder, "own", &other, &err), SAM_OK);
    sam_source_unlock(other);
    sam_source_unlock(lock);
    assert_int_equal(sam_source_lock(folder, "ls", &lock, &err), SAM_OK);
    sam_source_unlock(lock);
    sam_folder_remove(folder);
}

static void test_one_sender_of_letters(void **state) {
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    int lock = -1, other = -1;
    (void)state;
    assert_int_equal(sam_mail_lock(folder, &lock, &err), SAM_OK);
    assert_int_equal(sam_mail_lock(folder, &other, &err), SAM_E_IO);
    assert_int_equal(other, -1);
    check_contains(err.text, "being sent already, by process ");
    /* collecting may go on */
    assert_int_equal(sam_source_lock(folder, "mail", &other, &err), SAM_OK);
    sam_source_unlock(other);
    sam_source_unlock(lock);
    assert_int_equal(sam_mail_lock(folder, &lock, &err), SAM_OK);
    sam_source_unlock(lock);
    sam_folder_remove(folder);
}

static void test_goes_with_its_process(void **state) {
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    int lock = -1;
    int status = 0;
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        _exit(sam_source_lock(folder, "ls", &lock, &err) == SAM_OK ? 7 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(sam_source_lock(folder, "ls", &lock, &err), SAM_OK);
    sam_source_unlock(lock);
    sam_folder_remove(folder);
}

static void test_no_such_folder(void **state) {
    struct sam_err err = {0};
    int lock = -1;
    (void)state;
    assert_int_equal(sam_source_lock("/nowhere/at/all", "ls", &lock, &err), SAM_E_IO);
    check_contains(err.text, "/nowhere/at/all/.collect-ls.lock");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_at_a_time), cmocka_unit_test(test_one_sender_of_letters),
        cmocka_unit_test(test_goes_with_its_process), cmocka_unit_test(test_no_such_folder)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
