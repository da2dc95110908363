#include "cli/study_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static bool there(const char *folder, const char *name) {
    char *path = sam_path_join(folder, name);
    bool is = access(path, F_OK) == 0;
    free(path);
    return is;
}

static void an_archive_is_a_study_that_gives_the_same_documents(void **state) {
    (void)state;
    char *folder = study_with_answers();
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    free(sam_program_expect(0, NULL, folder, "report", "--bundle", "--lang", "nl", NULL));
    char *zip = sam_path_join(folder, "results/2020/bundle.zip");
    char *unpacked = sam_temporary_folder();
    /* Python is what the tests have to unpack with on any machine. */
    char command[4096];
    snprintf(
        command, sizeof command,
        "/usr/bin/python3 -m zipfile -e '%s' '%s' && cd '%s' && sha256sum --quiet -c SHA256SUMS",
        zip, unpacked, unpacked);
    assert_int_equal(system(command), 0);
    free(sam_program_expect(0, NULL, unpacked, "check", NULL));
    free(sam_program_expect(0, NULL, unpacked, "report", "--lang", "nl", NULL));
    char *one = read_text(folder, "results/2020/evaluator/overview.nl.html");
    char *other = read_text(unpacked, "results/2020/evaluator/overview.nl.html");
    assert_string_equal(one, other);
    free(one);
    free(other);
    free(zip);
    sam_folder_remove(folder);
    sam_folder_remove(unpacked);
}

static void without_the_programs_nothing_is_begun(void **state) {
    (void)state;
    static const char *const forms[][2] = {
        {"--pdf", "chromium"}, {"--docx", "pandoc"}, {"--odt", "pandoc"}};
    char *folder = study_with_answers();
    char *kept = strdup(getenv("PATH"));
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    setenv("PATH", "/nowhere", 1);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char *err = NULL;
        free(sam_program_expect(1, &err, folder, "report", forms[i][0], NULL));
        check_contains(err, forms[i][1]);
        check_contains(err, "apt install");
        free(err);
        assert_false(there(folder, "results/2020/evaluator"));
    }
    setenv("PATH", kept, 1);
    free(kept);
    sam_folder_remove(folder);
}

static void a_failing_program_is_told_and_leaves_no_file(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *bin = sam_path_join(folder, "bin");
    char *kept = strdup(getenv("PATH"));
    char *err = NULL;
    free(sam_program_expect(0, NULL, folder, "analyse", NULL));
    write_text(folder, "bin/chromium", "#!/bin/sh\necho no display >&2\nexit 5\n");
    char *program = sam_path_join(bin, "chromium");
    assert_int_equal(chmod(program, 0700), 0);
    setenv("PATH", bin, 1);
    free(sam_program_expect(1, &err, folder, "report", "--pdf", "--lang", "nl", NULL));
    setenv("PATH", kept, 1);
    check_contains(err, "overview.nl.pdf");
    check_contains(err, "status 5: no display");
    free(err);
    assert_true(there(folder, "results/2020/evaluator/overview.nl.html"));
    assert_false(there(folder, "results/2020/evaluator/overview.nl.pdf"));
    free(program);
    free(bin);
    free(kept);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_is_a_study_that_gives_the_same_documents),
        cmocka_unit_test(without_the_programs_nothing_is_begun),
        cmocka_unit_test(a_failing_program_is_told_and_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
