#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static void nobody_has_answered_yet(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *out = sam_program_expect(0, NULL, folder, "status", NULL);
    check_contains(out, "Act4Respect");
    check_contains(out, "invited");
    free(out);
    char *nl = sam_program_expect(0, NULL, folder, "status", "--lang", "nl", NULL);
    check_contains(nl, "uitgenodigd");
    free(nl);
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "status", "--wave", "1999", NULL));
    check_contains(err, "1999");
    check_contains(err, "2020");
    free(err);
    sam_folder_remove(folder);
}

static void no_answer_is_ever_shown(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "d.csv");
    static const char data[] = "respondent,alliance,organisation,role,s1,open_well\n"
                               "p1,alliance-1,organisation-1,lead,4,geheim woord\n";
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    assert_int_equal(sam_file_write(path, data, sizeof data - 1, &err), SAM_OK);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    char *out = sam_program_expect(0, NULL, folder, "status", NULL);
    assert_null(strstr(out, "geheim"));
    check_contains(out, "Alliance 1");
    free(out);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_has_answered_yet),
        cmocka_unit_test(no_answer_is_ever_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
