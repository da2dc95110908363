#include "cli/study_fixture.h"

#include <stdlib.h>
#include <string.h>

static void the_main_job_ends_with_the_path_of_the_overview(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *out = sam_program_expect(0, NULL, pair.laptop, "run", "--lang", "en", NULL);
    check_contains(out, "Act4Respect");
    size_t length = strlen(out);
    const char *last = "./results/2020/evaluator/overview.en.html\n";
    assert_string_equal(out + length - strlen(last), last);
    free(out);
    char *html = read_text(pair.laptop, "results/2020/evaluator/overview.en.html");
    check_contains(html, "imulated");
    free(html);
    /* what the numbers rest on: first on a pass over what is new, then on a comparison with all */
    char *json = read_text(pair.laptop, "results/2020/results.json");
    check_contains(json, "\"pass\": \"incremental\", \"outcome\": \"done\"");
    check_contains(json, "\"last_full\": null, \"last_incremental\": \"2");
    free(json);
    free(sam_program_expect(0, NULL, pair.laptop, "collect", "--full", NULL));
    free(sam_program_expect(0, NULL, pair.laptop, "analyse", NULL));
    json = read_text(pair.laptop, "results/2020/results.json");
    check_contains(json, "\"pass\": \"full\", \"outcome\": \"done\"");
    check_contains(json, "\"last_full\": \"2");
    free(json);
    stop_pair(&pair);
}

static void without_the_server_there_is_still_a_report_and_the_status_says_it(void **state) {
    (void)state;
    struct pair pair = start_pair();
    char *err = NULL;
    free(sam_program_expect(0, NULL, pair.laptop, "collect", NULL));
    assert_int_equal(sam_program_stop(pair.pid), 0);
    pair.pid = 0;
    char *out = sam_program_expect(1, &err, pair.laptop, "run", "--lang", "en", NULL);
    check_contains(out, "overview.en.html");
    check_contains(err, "what was taken in before");
    free(out);
    free(err);
    stop_pair(&pair);
}

static void every_wave_with_answers_is_reported(void **state) {
    (void)state;
    char *folder = study_with_answers(), *err = NULL;
    char *study = read_text(folder, "study.json");
    char *waves = strstr(study, "\"waves\": [");
    assert_non_null(waves);
    struct sam_buf text;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_buf_printf(&text, "%.*s{\"id\": \"2019\", \"questionnaire\": \"alliance-31\"}, %s",
                   (int)(waves + 10 - study), study, waves + 10);
    write_text(folder, "study.json", text.data);
    sam_buf_fini(&text);
    free(study);
    /* 2019 was asked nowhere: nothing to report */
    char *out = sam_program_expect(0, NULL, folder, "run", "--every-wave", "--lang", "en", NULL);
    check_contains(out, "results/2020/evaluator/overview.en.html");
    assert_null(strstr(out, "results/2019"));
    free(out);
    char *csv = sam_program_expect(0, NULL, folder, "simulate", "--wave", "2019", NULL);
    write_text(folder, "sheets/2019/responses.csv", csv);
    free(csv);
    out = sam_program_expect(0, NULL, folder, "run", "--every-wave", "--lang", "en", NULL);
    check_contains(out, "results/2019/evaluator/overview.en.html\n");
    check_contains(out, "results/2020/evaluator/overview.en.html\n");
    free(out);
    free(sam_program_expect(2, &err, folder, "run", "--every-wave", "--wave", "2019", NULL));
    check_contains(err, "--every-wave");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_job_ends_with_the_path_of_the_overview),
        cmocka_unit_test(without_the_server_there_is_still_a_report_and_the_status_says_it),
        cmocka_unit_test(every_wave_with_answers_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
