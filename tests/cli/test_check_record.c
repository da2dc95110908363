#include "cli/study_fixture.h"

/* Sheets that fitted, and a study that changed since. */
static void what_no_longer_fits_is_named(void **state) {
    (void)state;
    char *folder = new_study();
    write_text(folder, "framework.json",
               "{\"id\": \"f\", \"title\": {\"nl\": \"f\", \"en\": \"f\"}, \"goals\": [{\"id\": "
               "\"g1\", \"title\": {\"nl\": \"g\", \"en\": \"g\"}}]}");
    write_text(folder, "a.csv",
               "activity,alliance,title,goal,status\n17,alliance-1,Course,g1,done\n");
    write_text(folder, "n.csv",
               "alliance,topic,source,finding\nalliance-1,s1,interview,confirmed\n");
    free(sam_program_expect(0, NULL, folder, "import", "a.csv", "--as", "activities", NULL));
    free(sam_program_expect(0, NULL, folder, "import", "n.csv", "--as", "notes", NULL));
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    write_text(folder, "framework.json",
               "{\"id\": \"f\", \"title\": {\"nl\": \"f\", \"en\": \"f\"}, \"goals\": [{\"id\": "
               "\"g2\", \"title\": {\"nl\": \"g\", \"en\": \"g\"}}]}");
    char *q = read_text(folder, "questionnaires/alliance-31.json");
    memcpy(strstr(q, "\"s1\""), "\"z1\"", 4);
    write_text(folder, "questionnaires/alliance-31.json", q);
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "the goal of \"17\", \"g1\", is not in framework.json");
    check_contains(out, "notes: wave ");
    check_contains(out, "topic \"s1\" is not in the questionnaire");
    free(out);
    char *study = read_text(folder, "study.json");
    char *at = strstr(study, "\"id\": \"alliance-1\"");
    memcpy(at + strlen("\"id\": \"alliance-"), "9", 1);
    for (char *p = study; (p = strstr(p, "\"alliance\": \"alliance-1\"")) != NULL; p++) {
        memcpy(p + strlen("\"alliance\": \"alliance-"), "9", 1);
    }
    write_text(folder, "study.json", study);
    out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "activities: \"17\" is of wave ");
    check_contains(out, "alliance alliance-1, which are not both in study.json");
    free(out);
    free(study);
    free(q);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_no_longer_fits_is_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
