#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const char *const instrument = SAM_SOURCE_DIR "/questionnaires/alliance-31.json";

static size_t lines(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '\n';
    }
    return count;
}

static void the_same_seed_gives_the_same_bytes(void **state) {
    (void)state;
    char *a = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    char *b = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    char *c = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, "--seed",
                                 "2", NULL);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    /* sizes 2 to 9: 44 people and the header */
    assert_int_equal(lines(a), 45);
    free(a);
    free(b);
    free(c);
}

static void a_study_s_people_answer_and_the_truth_is_told(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *out = sam_program_expect(0, NULL, folder, "simulate", "--truth", "truth.csv", NULL);
    assert_int_equal(lines(out), 36);
    free(out);
    struct sam_buf truth;
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "truth.csv");
    sam_buf_init(&truth, 10000);
    assert_int_equal(sam_file_read(path, &truth, &err), SAM_OK);
    assert_int_equal(lines(truth.data), 9);
    check_contains(truth.data, "act4respect,");
    sam_buf_fini(&truth);
    free(path);
    sam_folder_remove(folder);
}

/* quickscan for the partners, account-holder for the one who holds the account, and back. */
static void account_holders_answer_their_own(void **state) {
    (void)state;
    static const char *const study =
        "{\"id\": \"s\", \"title\": {\"nl\": \"S\", \"en\": \"S\"}, \"alliances\": [{\"id\": "
        "\"a\", "
        "\"name\": \"A\", \"partners\": [{\"id\": \"o\", \"name\": \"O\", \"lead\": true}, "
        "{\"id\": "
        "\"p\", \"name\": \"P\"}]}], \"people\": [{\"respondent\": \"r1\", \"alliance\": \"a\", "
        "\"organisation\": \"o\", \"role\": \"lead\"}, {\"respondent\": \"r2\", \"alliance\": "
        "\"a\", "
        "\"organisation\": \"p\", \"role\": \"partner\"}, {\"respondent\": \"r3\", \"alliance\": "
        "\"a\", \"role\": \"account_holder\"}], \"waves\": [{\"id\": \"w\", \"questionnaire\": "
        "\"role-clarity\"}, {\"id\": \"v\", \"questionnaire\": \"quickscan\", \"account_holders\": "
        "\"account-holder\"}]}";
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "study.json");
    char *bundled = sam_path_join(folder, "results/v/results.json");
    struct sam_err err = {0};
    struct sam_buf results;
    free(sam_program_expect(0, NULL, folder, "init", ".", "--questionnaire", "quickscan",
                            "--account-holders", "account-holder", NULL));
    free(sam_program_expect(0, NULL, folder, "init", ".", "--questionnaire", "role-clarity", NULL));
    assert_int_equal(sam_file_write(path, study, strlen(study), &err), SAM_OK);
    /* nobody is asked who has no statement: two rows and the header */
    char *out = sam_program_expect(0, NULL, folder, "simulate", "--wave", "w", NULL);
    assert_int_equal(lines(out), 3);
    assert_null(strstr(out, "account_holder"));
    free(out);
    out = sam_program_expect(0, NULL, folder, "simulate", "--wave", "v", NULL);
    assert_int_equal(lines(out), 4);
    check_contains(out, ",d3,h1,");
    check_contains(out, "r3,a,,account_holder,v,");
    char *csv = sam_path_join(folder, "answers.csv");
    assert_int_equal(sam_file_write(csv, out, strlen(out), &err), SAM_OK);
    free(sam_program_expect(0, NULL, folder, "import", ".", "answers.csv", NULL));
    free(sam_program_expect(0, NULL, folder, "run", ".", "--lang", "en", NULL));
    sam_buf_init(&results, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_read(bundled, &results, &err), SAM_OK);
    check_contains(results.data, "\"id\": \"account-holder\"");
    check_contains(results.data, "\"role\": \"account_holder\"");
    check_contains(results.data, "Wij denken als partner met deze alliantie mee.");
    sam_buf_fini(&results);
    free(out);
    free(csv);
    free(bundled);
    free(path);
    sam_folder_remove(folder);
}

static void what_is_simulated_can_be_scored(void **state) {
    (void)state;
    char *csv = sam_program_expect(0, NULL, NULL, "simulate", "--questionnaire", instrument, NULL);
    struct sam_ran ran =
        sam_run_program(NULL, csv, "score", "--questionnaire", instrument, "-", NULL);
    assert_int_equal(ran.status, 0);
    check_contains(ran.out.data, "\"alliance_count\": 8");
    sam_ran_fini(&ran);
    free(csv);
}

static void contradictions_are_usage_errors(void **state) {
    (void)state;
    free(sam_program_expect(2, NULL, NULL, "simulate", "--questionnaire", instrument, "--smallest",
                            "5", "--largest", "4", NULL));
    free(sam_program_expect(2, NULL, NULL, "simulate", ".", "--questionnaire", instrument, NULL));
    free(sam_program_expect(2, NULL, NULL, "simulate", "--level", "1.5", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(a_study_s_people_answer_and_the_truth_is_told),
        cmocka_unit_test(account_holders_answer_their_own),
        cmocka_unit_test(what_is_simulated_can_be_scored),
        cmocka_unit_test(contradictions_are_usage_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
