#include "cli/study_fixture.h"

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
    /* As long as there are none, nothing is too old. */
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    free(sam_program_expect(0, NULL, folder, "serve", "--tokens", NULL));
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "2020-01-31");
    check_contains(out, "samenscan purge . --wave ");
    free(out);
    sam_buf_fini(&text);
    sam_buf_fini(&changed);
    free(path);
    sam_folder_remove(folder);
}

static void a_framework_is_checked_against_the_study(void **state) {
    (void)state;
    char *folder = new_study();
    write_text(
        folder, "framework.json",
        "{\"id\": \"f\", \"title\": {\"nl\": \"K\", \"en\": \"F\"}, \"expectations\": [{\"id\": "
        "\"E1\", \"text\": {\"nl\": \"v\", \"en\": \"e\"}, \"items\": [\"s1\", \"s99\"]}], "
        "\"goals\": [{\"id\": \"g\", \"title\": \"t\", \"alliance\": \"elsewhere\"}]}");
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "framework.json: expectations[0] (E1): statement \"s99\"");
    check_contains(out, "framework.json: goals[0] (g): alliance \"elsewhere\"");
    free(out);
    write_text(folder, "framework.json",
               "{\"id\": \"f\", \"title\": {\"nl\": \"K\", \"en\": \"F\"}}");
    free(sam_program_expect(0, NULL, folder, "check", NULL));
    sam_folder_remove(folder);
}

/* Answers came, and then study.json was changed. */
static void answers_that_no_longer_fit_are_a_problem(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    static const char data[] = "respondent,alliance,organisation,s1\n"
                               "p1,alliance-1,organisation-1,4\n"
                               "p2,alliance-1,organisation-2,5\n"
                               "p3,alliance-1,organisation-2,3\n";
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    write_text(folder, "d.csv", data);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    char *out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "alliance alliance-1: 3 people answered and study.json invites 2");
    free(out);
    char *study = read_text(folder, "study.json");
    for (char *at = strstr(study, "alliance-1\""); at != NULL; at = strstr(at, "alliance-1\"")) {
        at[strlen("alliance-")] = '7';
    }
    write_text(folder, "study.json", study);
    free(study);
    out = sam_program_expect(1, NULL, folder, "check", NULL);
    check_contains(out, "answers for alliance \"alliance-1\" (3 people)");
    free(out);
    out = sam_program_expect(0, NULL, folder, "status", NULL);
    check_contains(out, "  alliance-1: 3 started, 3 complete; not in study.json any more\n");
    free(out);
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
        cmocka_unit_test(a_framework_is_checked_against_the_study),
        cmocka_unit_test(answers_that_no_longer_fit_are_a_problem),
        cmocka_unit_test(a_damaged_store_is_a_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
