#include "cli/study_fixture.h"

/* One round trip: written to be filled in, filled in, taken in, written again. */
static void a_sheet_goes_round(void **state) {
    (void)state;
    char *folder = study_with_answers(), *err = NULL;
    free(sam_program_expect(0, NULL, folder, "export", "--what", "activities", "--format", "xlsx",
                            "--output", "plan.xlsx", NULL));
    free(sam_program_expect(0, &err, folder, "import", "plan.xlsx", "--as", "activities", NULL));
    check_contains(err, "plan.xlsx: activities: 0 new, 0 changed, 0 gone, 0 as they were");
    free(err);
    write_text(folder, "plan.csv",
               "activity,alliance,title,status\n1,act4respect,Course,done\n"
               "2,act4respect,Film,stopped\n1,bronnen,Book,unclear\n");
    free(sam_program_expect(0, &err, folder, "import", "plan.csv", "--as", "activities", NULL));
    check_contains(err, "3 new, 0 changed, 0 gone, 0 as they were");
    free(err);
    write_text(folder, "plan.csv",
               "activity,alliance,title,status\n1,act4respect,Course,delayed\n"
               "3,act4respect,Debate,done\n");
    free(sam_program_expect(0, &err, folder, "import", "plan.csv", "--as", "activities", NULL));
    check_contains(err, "1 new, 1 changed, 1 gone, 0 as they were");
    free(err);
    char *out = sam_program_expect(0, NULL, folder, "export", "--what", "activities", "--format",
                                   "csv", "--alliance", "act4respect", NULL);
    assert_string_equal(out, "activity,alliance,title,goal,partner,status,reason,planned_until\r\n"
                             "1,act4respect,Course,,,adapted,,\r\n"
                             "3,act4respect,Debate,,,on_schedule,,\r\n");
    free(out);
    out = sam_program_expect(0, NULL, folder, "export", "--what", "activities", "--format", "csv",
                             NULL);
    check_contains(out, "1,bronnen,Book,,,unclear,,"); /* not in the second sheet: kept */
    free(out);
    sam_folder_remove(folder);
}

static void a_wrong_sheet_changes_nothing(void **state) {
    (void)state;
    char *folder = study_with_answers(), *err = NULL;
    write_text(folder, "plan.csv", "activity,alliance,title,status\n1,bronnen,Book,unclear\n");
    free(sam_program_expect(0, NULL, folder, "import", "plan.csv", "--as", "activities", NULL));
    write_text(folder, "wrong.csv",
               "activity,alliance,title,status\n1,bronnen,Changed,done\n2,nobody,x,done\n"
               "3,bronnen,,perhaps\n");
    free(sam_program_expect(1, &err, folder, "import", "wrong.csv", "--as", "activities", NULL));
    check_contains(err, "wrong.csv, line 3, column B: alliance \"nobody\"");
    check_contains(err, "wrong.csv, line 4, column C");
    check_contains(err, "wrong.csv, line 4, column D: \"perhaps\"");
    check_contains(err, "nothing was taken in; correct the file (problems found: 3)");
    free(err);
    char *out = sam_program_expect(0, NULL, folder, "export", "--what", "activities", "--format",
                                   "csv", "--alliance", "bronnen", NULL);
    check_contains(out, "1,bronnen,Book,,,unclear,,");
    free(out);
    sam_folder_remove(folder);
}

static void wrong_command_lines(void **state) {
    (void)state;
    char *folder = new_study(), *err = NULL;
    write_text(folder, "a.csv", "activity,alliance,title,status\n");
    free(sam_program_expect(2, &err, folder, "import", "a.csv", "--as", "plans", NULL));
    check_contains(err, "--as plans: must be one of: responses, activities, notes");
    free(err);
    free(sam_program_expect(2, NULL, folder, "import", "a.csv", "--as", "activities", "--source",
                            "x", NULL));
    free(sam_program_expect(2, NULL, folder, "import", "a.csv", "--sheet", "x", NULL));
    free(sam_program_expect(2, &err, folder, "import", "a.csv", "--as", "notes", "--sheet", "x",
                            NULL));
    check_contains(err, "a CSV file has no sheets");
    free(err);
    free(sam_program_expect(1, &err, folder, "import", "none.xlsx", "--as", "notes", NULL));
    check_contains(err, "none.xlsx");
    free(err);
    free(sam_program_expect(2, NULL, folder, "export", "--what", "activities", "--format", "sav",
                            NULL));
    free(sam_program_expect(2, NULL, folder, "export", "--what", "activities", "--format", "xlsx",
                            NULL));
    free(sam_program_expect(2, NULL, folder, "export", "--format", "csv", "--alliance", "x", NULL));
    free(sam_program_expect(1, &err, folder, "export", "--what", "activities", "--format", "csv",
                            "--alliance", "x", NULL));
    check_contains(err, "alliance \"x\" is not in study.json");
    free(err);
    free(sam_program_expect(1, &err, folder, "export", "--what", "notes", "--format", "csv", NULL));
    check_contains(err, "samenscan analyse");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_sheet_goes_round),
                                       cmocka_unit_test(a_wrong_sheet_changes_nothing),
                                       cmocka_unit_test(wrong_command_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
