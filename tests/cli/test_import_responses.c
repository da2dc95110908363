#include "cli/study_fixture.h"

/* Rows that can't be used are set aside and counted; the others are in the store. */
static void rows_that_cannot_be_used_are_told(void **state) {
    (void)state;
    char *folder = new_study(), *err = NULL;
    write_text(folder, "d.csv",
               "respondent,alliance,s1\nalliance-1-organisation-1-1,alliance-1,4\nx,nowhere,3\n");
    free(sam_program_expect(1, &err, folder, "import", "d.csv", "--lang", "en", NULL));
    check_contains(err, "d.csv: 2 rows: 1 new, 0 changed, 1 set aside");
    check_contains(err, "d.csv: 1 rows could not be used and were set aside");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_that_cannot_be_used_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
