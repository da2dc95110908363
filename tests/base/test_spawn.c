#include "base/spawn.h"

#include "base/file.h"
#include "support/support.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static enum sam_status run(const char *script, int seconds, struct sam_buf *said,
                           struct sam_err *err) {
    const char *const arguments[] = {"/bin/sh", "-c", script, "name", "a b; exit 9", NULL};
    const char *const variables[] = {"SAM_TEST_SPAWN=own", "HOME=/elsewhere", NULL};
    return sam_spawn(&(struct sam_spawn){arguments, variables, seconds, NULL, NULL}, said, err);
}

static void arguments_and_variables_arrive_as_they_are(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    assert_int_equal(run("echo \"$1\"; echo $SAM_TEST_SPAWN $HOME >&2; cat", 10, &said, &err),
                     SAM_OK);
    assert_string_equal(said.data, "a b; exit 9\nown /elsewhere\n");
    sam_buf_fini(&said);
}

static void a_failure_says_what_the_program_said_last(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    assert_int_equal(run("echo first; echo no room >&2; echo; exit 3", 10, &said, &err), SAM_E_IO);
    assert_int_equal(err.cause, 3);
    check_contains(err.text, "/bin/sh");
    check_contains(err.text, ": no room");
    assert_int_equal(run("kill -ABRT $$", 10, &said, &err), SAM_E_IO);
    check_contains(err.text, "6");
    sam_buf_fini(&said);
}

static void what_cannot_be_started_is_named(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    const char *const arguments[] = {"/nowhere/at-all", NULL};
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_spawn(&(struct sam_spawn){arguments, NULL, 10, NULL, NULL}, &said, &err),
                     SAM_E_NOT_FOUND);
    check_contains(err.text, "/nowhere/at-all");
    sam_buf_fini(&said);
}

/* Is the process gone, or only waiting to be buried? */
static bool is_gone(pid_t pid) {
    char path[64];
    char text[512] = {0};
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return true;
    }
    size_t got = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    const char *behind = got > 0 ? strrchr(text, ')') : NULL;
    return behind != NULL && behind[2] == 'Z';
}

static void time_is_limited_for_all_it_started(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    struct timespec before;
    struct timespec after;
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_int_equal(run("sleep 60 & echo $!; trap '' TERM; sleep 60; sleep 60", 1, &said, &err),
                     SAM_E_LIMIT);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 30);
    pid_t child = (pid_t)strtol(said.data, NULL, 10);
    assert_true(child > 1);
    for (int i = 0; i < 200 && !is_gone(child); i++) {
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    assert_true(is_gone(child));
    sam_buf_fini(&said);
}

static bool stop_at_once(void *context) {
    ++*(int *)context;
    return true;
}

static void it_stops_when_asked(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    int asked = 0;
    const char *const arguments[] = {"/bin/sleep", "60", NULL};
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    assert_int_equal(
        sam_spawn(&(struct sam_spawn){arguments, NULL, 60, stop_at_once, &asked}, &said, &err),
        SAM_E_STOPPED);
    assert_int_equal(asked, 1);
    sam_buf_fini(&said);
}

static void much_output_neither_blocks_nor_fills_memory(void **state) {
    (void)state;
    struct sam_buf said;
    struct sam_err err = {0};
    sam_buf_init(&said, SAM_BUF_UNLIMITED);
    assert_int_equal(run("head -c 3000000 /dev/zero | tr '\\0' x", 60, &said, &err), SAM_OK);
    assert_true(said.length >= SAM_SPAWN_SAID && said.length < 2 * SAM_SPAWN_SAID);
    /* nor does one that never stops talking outlive its time */
    assert_int_equal(run("yes", 1, &said, &err), SAM_E_LIMIT);
    /* a program that leaves a child behind with its output open doesn't keep us */
    sam_buf_clear(&said);
    assert_int_equal(run("sleep 60 & echo done", 30, &said, &err), SAM_OK);
    assert_string_equal(said.data, "done\n");
    /* and one that closes its output early is still waited for */
    assert_int_equal(run("exec >&- 2>&-; sleep .1; exit 4", 30, &said, &err), SAM_E_IO);
    assert_int_equal(err.cause, 4);
    sam_buf_fini(&said);
}

static void programs_are_found_in_path(void **state) {
    (void)state;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "tool");
    char *kept = strdup(getenv("PATH"));
    const char *const names[] = {"first-tool", "tool", NULL};
    setenv("PATH", folder, 1);
    assert_null(sam_spawn_find(names));
    assert_int_equal(sam_file_write(path, "x", 1, &err), SAM_OK);
    assert_null(sam_spawn_find(names)); /* it can't be run */
    assert_int_equal(chmod(path, 0700), 0);
    char places[4096];
    snprintf(places, sizeof places, ":/nowhere:%s", folder);
    setenv("PATH", places, 1);
    char *found = sam_spawn_find(names);
    assert_string_equal(found, path);
    free(found);
    unsetenv("PATH");
    assert_null(sam_spawn_find(names));
    setenv("PATH", kept, 1);
    free(kept);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_and_variables_arrive_as_they_are),
        cmocka_unit_test(a_failure_says_what_the_program_said_last),
        cmocka_unit_test(what_cannot_be_started_is_named),
        cmocka_unit_test(time_is_limited_for_all_it_started),
        cmocka_unit_test(it_stops_when_asked),
        cmocka_unit_test(much_output_neither_blocks_nor_fills_memory),
        cmocka_unit_test(programs_are_found_in_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
