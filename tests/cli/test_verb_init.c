#include "cli/study_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void an_example_becomes_a_study_that_checks(void **state) {
    (void)state;
    static const char *const examples[] = {"ocw-2018-2022", "amsterdam-2021-2023", "ocw-2022-2027",
                                           "programme-2018-2027"};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char *folder = sam_temporary_folder();
        free(sam_program_expect(0, NULL, folder, "init", "s", "--example", examples[i], NULL));
        free(sam_program_expect(0, NULL, folder, "check", "s", NULL));
        sam_folder_remove(folder);
    }
}

/* All of it, from one command to documents of every round. */
static void a_complete_example_runs(void **state) {
    (void)state;
    static const struct {
        const char *id, *wave[4];
    } examples[] = {{"ocw-2018-2022", {"2020"}},
                    {"amsterdam-2021-2023", {"2022-h1", "2022-city", "2022"}},
                    {"ocw-2022-2027", {"2024-self", "2025"}},
                    {"programme-2018-2027", {"2020", "2025"}}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char *folder = sam_temporary_folder(), *err = NULL;
        free(sam_program_expect(0, NULL, folder, "init", ".", "--example", examples[i].id,
                                "--complete", NULL));
        free(sam_program_expect(0, NULL, folder, "check", NULL));
        char *out = sam_program_expect(0, &err, folder, "run", "--every-wave", "--lang", "en",
                                       "--resamples", "200", NULL);
        check_contains(err, " 0 set aside");
        for (const char *const *wave = examples[i].wave; *wave != NULL; wave++) {
            char path[128];
            snprintf(path, sizeof path, "results/%s/evaluator/", *wave);
            check_contains(out, path);
        }
        free(out);
        free(err);
        if (i == 0) {
            out = read_text(folder, "results/2020/share/overall.en.html");
            check_contains(out, "35 respondents in 8 alliances, and 8 answers of account holders");
            free(out);
            out = read_text(folder, "results/2020/evaluator/pack-van-binnenuit.en.html");
            check_contains(out, "id=\"holders\"");
            free(out);
        }
        if (i == 1) { /* the quick scan asks account holders nothing of their own */
            out = read_text(folder, "results/2022/evaluator/pack-samen-sterk.en.html");
            check_contains(out, "Where the two sides see different things");
            assert_null(strstr(out, "id=\"holders\""));
            free(out);
        }
        sam_folder_remove(folder);
    }
    char *folder = sam_temporary_folder(), *err = NULL;
    free(sam_program_expect(2, &err, folder, "init", ".", "--complete", NULL));
    check_contains(err, "--example");
    free(err);
    sam_folder_remove(folder);
}

static void a_new_study_checks_and_is_not_overwritten(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", "mijn studie", NULL));
    free(sam_program_expect(0, NULL, folder, "check", "mijn studie", NULL));
    free(sam_program_expect(1, &err, folder, "init", "mijn studie", NULL));
    check_contains(err, "study.json");
    free(err);
    sam_folder_remove(folder);
}

static void an_unknown_example_names_those_there_are(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(2, &err, folder, "init", "s", "--example", "ocw", NULL));
    check_contains(err, "amsterdam-2021-2023");
    assert_null(strstr(err, "complete"));
    free(err);
    free(sam_program_expect(2, NULL, folder, "init", NULL));
    sam_folder_remove(folder);
}

static void questionnaires_that_waves_name_come_along(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", "s", "--questionnaire", "quickscan",
                            "--account-holders", "account-holder", NULL));
    free(sam_program_expect(0, NULL, folder, "check", "s", NULL));
    free(sam_program_expect(0, NULL, folder, "export", "s", "--questionnaire",
                            "s/questionnaires/account-holder.json", "--format", "surveyjs",
                            "--output", "f.json", NULL));
    /* one more for a study that is there; a second time it is refused, as it may have changed */
    free(sam_program_expect(0, NULL, folder, "init", "s", "--questionnaire", "role-clarity", NULL));
    free(sam_program_expect(1, &err, folder, "init", "s", "--questionnaire", "role-clarity", NULL));
    check_contains(err, "is there already");
    free(err);
    free(sam_program_expect(2, &err, folder, "init", "t", "--questionnaire", "role", NULL));
    check_contains(err, "role-clarity");
    assert_null(strstr(err, "schema"));
    free(err);
    free(sam_program_expect(2, &err, folder, "init", "t", "--account-holders",
                            "questionnaire.schema", NULL));
    free(err);
    free(sam_program_expect(2, NULL, folder, "init", "t", "--example", "ocw-2018-2022",
                            "--questionnaire", "quickscan", NULL));
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_example_becomes_a_study_that_checks),
        cmocka_unit_test(a_complete_example_runs),
        cmocka_unit_test(a_new_study_checks_and_is_not_overwritten),
        cmocka_unit_test(an_unknown_example_names_those_there_are),
        cmocka_unit_test(questionnaires_that_waves_name_come_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
