#include "base/file.h"
#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static char *study_with_answers(void) {
    char *folder = sam_temporary_folder();
    free(sam_program_expect(0, NULL, folder, "init", ".", "--example", "ocw-2018-2022", NULL));
    char *csv = sam_program_expect(0, NULL, folder, "simulate", NULL);
    struct sam_err err = {0};
    char *path = sam_path_join(folder, "d.csv");
    assert_int_equal(sam_file_write(path, csv, strlen(csv), &err), SAM_OK);
    free(sam_program_expect(0, NULL, folder, "import", "d.csv", NULL));
    free(path);
    free(csv);
    return folder;
}

static void load(const char *folder, const char *name, struct sam_buf *text) {
    struct sam_err err = {0};
    char *path = sam_path_join(folder, name);
    sam_buf_init(text, 100000000);
    if (sam_file_read(path, text, &err) != SAM_OK) {
        fail_msg("%s", err.text);
    }
    free(path);
}

static void a_report_in_each_language(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    char *out = sam_program_expect(0, NULL, folder, "report", NULL);
    assert_string_equal(out, "./results/2020/report.nl.html\n"); /* the study's own language */
    free(out);
    out = sam_program_expect(0, NULL, folder, "report", "--lang", "en", NULL);
    assert_string_equal(out, "./results/2020/report.en.html\n");
    free(out);
    struct sam_buf nl;
    struct sam_buf en;
    load(folder, "results/2020/report.nl.html", &nl);
    load(folder, "results/2020/report.en.html", &en);
    check_contains(nl.data, "lang=\"nl\"");
    check_contains(en.data, "lang=\"en\"");
    check_contains(en.data, "Act4Respect");
    assert_null(strstr(en.data, "src=\"http"));
    sam_buf_fini(&nl);
    sam_buf_fini(&en);
    sam_folder_remove(folder);
}

static void without_results_the_remedy_is_named(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "init", ".", NULL));
    free(sam_program_expect(1, &err, folder, "report", NULL));
    check_contains(err, "samenscan analyse");
    free(err);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_in_each_language),
        cmocka_unit_test(without_results_the_remedy_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
