#include "cli/study_fixture.h"

static const char plan[] = "activity,alliance,title,status\n1,act4respect,Course,done\n";

static char *study_with_sheets(void) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *csv = sam_program_expect(0, NULL, folder, "simulate", NULL);
    write_text(folder, "sheets/2020/responses.csv", csv);
    free(csv);
    write_text(folder, "sheets/2020/activities.csv", plan);
    return folder;
}

static void one_command_takes_in_all_there_is(void **state) {
    (void)state;
    char *folder = study_with_sheets(), *err = NULL;
    char *out = sam_program_expect(0, &err, folder, "run", "--lang", "en", NULL);
    check_contains(out, "results/2020/evaluator/overview.en.html");
    check_contains(err, "responses.csv: 35 rows: 35 new, 0 changed, 0 set aside");
    check_contains(err, "activities: 1 new, 0 changed, 0 gone, 0 as they were");
    free(out);
    free(err);
    /* What didn't change changes nothing; a study without sources can collect all the same. */
    free(sam_program_expect(0, &err, folder, "collect", "--lang", "en", NULL));
    check_contains(err, "35 rows: 0 new, 0 changed, 0 set aside");
    check_contains(err, "activities: 0 new, 0 changed, 0 gone, 1 as they were");
    free(err);
    sam_folder_remove(folder);
}

static void a_wrong_file_stops_no_other(void **state) {
    (void)state;
    char *folder = study_with_sheets(), *err = NULL;
    write_text(folder, "sheets/2020/activities.csv", "activity,alliance,title,status\n1,x,,done\n");
    char *out = sam_program_expect(1, &err, folder, "run", "--lang", "en", NULL);
    check_contains(out, "overview.en.html");
    check_contains(err, "35 new");
    check_contains(err, "activities.csv, line 2, column B: alliance \"x\"");
    check_contains(err, "made from what was taken in before");
    free(out);
    free(err);
    write_text(folder, "sheets/2020/activities.csv", plan);
    write_text(folder, "sheets/2020/activities.xlsx", plan);
    free(sam_program_expect(1, &err, folder, "collect", "--lang", "en", NULL));
    check_contains(err, "which of the two holds?");
    free(err);
    sam_folder_remove(folder);
}

static void a_study_without_sources_or_sheets_says_so(void **state) {
    (void)state;
    char *folder = new_study(), *err = NULL;
    free(sam_program_expect(1, &err, folder, "collect", "--lang", "en", NULL));
    check_contains(err, "names no sources");
    check_contains(err, "sheets/WAVE");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_command_takes_in_all_there_is),
        cmocka_unit_test(a_wrong_file_stops_no_other),
        cmocka_unit_test(a_study_without_sources_or_sheets_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
