#include "cli/story_fixture.h"

#include <stdio.h>

/* All stories are there to choose from; what is filled in comes back. */
static void the_stories_are_offered_and_come_back(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS), *err = NULL;
    char *out = sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format",
                                   "csv", "--wave", "2021", NULL);
    check_contains(out, "story,round,chosen_by,reason,cleared,cleared_title,cleared_text,version,"
                        "alliance,consent,names,text");
    check_contains(out, ",,,,,,,1,samen-werkt-het,yes,\"Rutgers, Fatima\",\"Een gesprek\n\nBij ");
    check_contains(out, ",,,,,,,1,samen-werkt-het,no,,\"Niet voor anderen");
    check_contains(out, ",,,,,,,1,act4respect,no,,\"Jongens"); /* nothing said of the funder */
    assert_null(strstr(out, "women-inc-1"));                   /* nobody's id */
    free(out);
    out = sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format", "csv",
                             "--alliance", "act4respect", NULL);
    assert_null(strstr(out, "Een gesprek"));
    check_contains(out, "Jongens");
    free(out);
    char csv[400];
    snprintf(csv, sizeof csv,
             "story,round,chosen_by,reason\n%d,1,\"us, all\",Why\n%d,2,them,\n%d,1,them,\n",
             story_number(folder, "Jongens"), story_number(folder, "Jongens"),
             story_number(folder, "Een gesprek"));
    write_text(folder, "sel.csv", csv);
    free(sam_program_expect(0, &err, folder, "import", "sel.csv", "--as", "selection", NULL));
    check_contains(err, "selection: 3 new, 0 changed, 0 gone, 0 as they were");
    free(err);
    free(sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format", "xlsx",
                            "--output", "back.xlsx", NULL));
    free(sam_program_expect(0, &err, folder, "import", "back.xlsx", "--as", "selection", NULL));
    check_contains(err, "selection: 0 new, 0 changed, 0 gone, 3 as they were");
    free(err);
    /* what stands in STUDY/sheets/WAVE is taken in by run */
    write_text(folder, "sheets/2021/selection.csv", csv);
    free(sam_program_expect(0, &err, folder, "run", "--lang", "en", NULL));
    check_contains(err, "selection: 0 new, 0 changed, 0 gone, 3 as they were");
    free(err);
    sam_folder_remove(folder);
}

static void what_is_wrong_is_refused_whole(void **state) {
    (void)state;
    char *folder = study_of_stories(STORY_ROWS), *err = NULL;
    write_text(folder, "sel.csv", "story,round,chosen_by\n1,1,us\n99,1,us\n");
    free(sam_program_expect(1, &err, folder, "import", "sel.csv", "--as", "selection", NULL));
    check_contains(err, "sel.csv, line 3, column A: story \"99\" is not in this wave");
    check_contains(err, "nothing was taken in");
    free(err);
    char *out = sam_program_expect(0, NULL, folder, "export", "--what", "selection", "--format",
                                   "csv", NULL);
    assert_null(strstr(out, ",us,"));
    free(out);
    /* a wave without stories */
    write_text(folder, "sel.csv", "story,round,chosen_by\n1,1,us\n");
    free(sam_program_expect(2, &err, folder, "import", "sel.csv", "--as", "selection", "--wave",
                            "2020", NULL));
    check_contains(err, "wave 2020 collects no stories");
    free(err);
    free(sam_program_expect(2, &err, folder, "export", "--what", "selection", "--format", "csv",
                            "--wave", "2020", NULL));
    check_contains(err, "wave 2020 collects no stories");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stories_are_offered_and_come_back),
        cmocka_unit_test(what_is_wrong_is_refused_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
