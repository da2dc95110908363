#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void tokens_are_printed_once_and_stored_as_hashes(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    char *first = sam_program_expect(0, NULL, folder, "serve", "--tokens", NULL);
    char *second = sam_program_expect(0, NULL, folder, "serve", "--tokens", NULL);
    char *again = sam_program_expect(0, NULL, folder, "serve", "--tokens", "--again", NULL);
    check_contains(first, "alliance-1-organisation-1-1,alliance-1,organisation-1,lead,");
    assert_string_equal(second, "respondent,alliance,organisation,role,wave,token\r\n");
    assert_string_not_equal(first, again);
    char *token = strrchr(again, ',') + 1;
    token[strcspn(token, "\r")] = '\0';
    assert_int_equal(strlen(token), 26);
    struct sam_buf store;
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "store.sqlite");
    sam_buf_init(&store, 10000000);
    assert_int_equal(sam_file_read(path, &store, &err), SAM_OK);
    assert_null(memmem(store.data, store.length, token, strlen(token)));
    sam_buf_fini(&store);
    free(path);
    free(first);
    free(second);
    free(again);
    sam_folder_remove(folder);
}

static void it_serves_until_told_to_stop(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char line[128];
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    pid_t pid =
        sam_program_start(line, sizeof line, "serve", folder, "--port", "0", "--quiet", NULL);
    check_contains(line, "http://127.0.0.1:");
    assert_int_equal(sam_program_stop(pid), 0);
    pid = sam_program_start(line, sizeof line, "serve", folder, "--port", "0", "--bind",
                            "localhost", "--quiet", NULL);
    check_contains(line, "http://127.0.0.1:");
    assert_int_equal(sam_program_stop(pid), 0);
    char *err = NULL;
    free(
        sam_program_expect(2, &err, folder, "serve", "--port", "0", "--bind", "example.org", NULL));
    check_contains(err, "\"example.org\" is no address");
    assert_null(strstr(err, "Warning"));
    free(err);
    sam_folder_remove(folder);
}

static void a_taken_port_is_told(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char line[128];
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    pid_t pid =
        sam_program_start(line, sizeof line, "serve", folder, "--port", "0", "--quiet", NULL);
    char *port = strrchr(line, ':') + 1;
    port[strcspn(port, "/")] = '\0';
    free(sam_program_expect(1, &err, folder, "serve", "--port", port, NULL));
    check_contains(err, port);
    free(err);
    assert_int_equal(sam_program_stop(pid), 0);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_printed_once_and_stored_as_hashes),
        cmocka_unit_test(it_serves_until_told_to_stop),
        cmocka_unit_test(a_taken_port_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
