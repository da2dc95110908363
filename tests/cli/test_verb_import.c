#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static const char rows[] = "respondent,alliance,organisation,role,s1,s2,f1,open_well\n"
                           "p1,alliance-1,organisation-1,lead,4,5,dk,\"goed, samen\"\n"
                           "p2,alliance-1,organisation-2,partner,3,,2,\n";

static void a_file_is_taken_in_once(void **state) {
    (void)state;
    char *folder = new_study();
    char *err = NULL;
    write_text(folder, "data.csv", rows);
    free(sam_program_expect(0, &err, folder, "import", "data.csv", NULL));
    check_contains(err, "2 rows: 2 new, 0 changed, 0 set aside");
    free(err);
    free(sam_program_expect(0, &err, folder, "import", "data.csv", NULL));
    check_contains(err, "2 rows: 0 new, 0 changed, 0 set aside");
    free(err);
    char *out = sam_program_expect(0, NULL, folder, "export", "--format", "csv", NULL);
    check_contains(out, "goed, samen");
    free(out);
    sam_folder_remove(folder);
}

static void a_wrong_value_is_set_aside_and_named(void **state) {
    (void)state;
    char *folder = new_study();
    char *err = NULL;
    write_text(folder, "data.csv",
               "respondent,alliance,organisation,role,s1\n"
               "p1,alliance-1,organisation-1,lead,4\n"
               "p2,alliance-1,organisation-2,partner,9\n");
    free(sam_program_expect(1, &err, folder, "import", "data.csv", NULL));
    check_contains(err, "1 set aside");
    free(err);
    char *out = sam_program_expect(0, NULL, folder, "status", NULL);
    check_contains(out, "data.csv");
    check_contains(out, "line 3");
    check_contains(out, "s1");
    check_contains(out, "\"9\"");
    free(out);
    sam_folder_remove(folder);
}

static void a_missing_file_and_no_file_are_told_apart(void **state) {
    (void)state;
    char *folder = new_study();
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "import", "absent.csv", NULL));
    check_contains(err, "absent.csv");
    free(err);
    free(sam_program_expect(2, NULL, folder, "import", NULL));
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_taken_in_once),
        cmocka_unit_test(a_wrong_value_is_set_aside_and_named),
        cmocka_unit_test(a_missing_file_and_no_file_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
