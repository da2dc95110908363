#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void all_problems_are_listed(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    static const char wrong[] =
        "{\"id\": \"s\", \"title\": {\"nl\": \"t\"}, \"alliances\": [], \"colour\": 1, "
        "\"waves\": [{\"id\": \"1\", \"questionnaire\": \"none\"}]}";
    char *path = sam_path_join(folder, "study.json");
    assert_int_equal(sam_file_write(path, wrong, sizeof wrong - 1, &err), SAM_OK);
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "\"colour\"");
    check_contains(out, "alliances: at least one");
    check_contains(out, "study.json.title: \"en\" is missing");
    free(out);
    free(path);
    sam_folder_remove(folder);
}

static void personal_data_kept_too_long_is_a_problem(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "study.json");
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    struct sam_buf text;
    sam_buf_init(&text, 100000);
    assert_int_equal(sam_file_read(path, &text, &err), SAM_OK);
    char *at = strstr(text.data, "\"alliance-31\"}");
    assert_non_null(at);
    struct sam_buf changed;
    sam_buf_init(&changed, 100000);
    sam_buf_append(&changed, text.data, (size_t)(at - text.data));
    sam_buf_text(&changed, "\"alliance-31\", \"erase_after\": \"2020-01-31\"");
    sam_buf_text(&changed, at + strlen("\"alliance-31\""));
    assert_int_equal(sam_file_write(path, changed.data, changed.length, &err), SAM_OK);
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "2020-01-31");
    free(out);
    sam_buf_fini(&text);
    sam_buf_fini(&changed);
    free(path);
    sam_folder_remove(folder);
}

static void a_damaged_store_is_a_problem(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "store.sqlite");
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    assert_int_equal(sam_file_write(path, "no database at all, but text", 28, &err), SAM_OK);
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "store.sqlite");
    free(out);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_problems_are_listed),
        cmocka_unit_test(personal_data_kept_too_long_is_a_problem),
        cmocka_unit_test(a_damaged_store_is_a_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
