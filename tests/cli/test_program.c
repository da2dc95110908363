#include "cli/program.h"
#include "support/program.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void the_program_lists_its_verbs(void **state) {
    (void)state;
    char *out = sam_program_expect(0, NULL, NULL, "--help", NULL);
    check_contains(out, "collect");
    check_contains(out, "simulate");
    free(out);
}

static void no_verb_and_a_wrong_verb_are_usage_errors(void **state) {
    (void)state;
    char *err = NULL;
    free(sam_program_expect(2, NULL, NULL, NULL));
    free(sam_program_expect(2, &err, NULL, "anlayse", NULL));
    check_contains(err, "anlayse");
    check_contains(err, "--help");
    free(err);
}

static void a_wrong_option_names_itself_and_the_remedy(void **state) {
    (void)state;
    char *err = NULL;
    free(sam_program_expect(2, &err, NULL, "analyse", "--seeed", "3", NULL));
    check_contains(err, "--seeed");
    check_contains(err, "analyse --help");
    free(err);
    free(sam_program_expect(2, &err, NULL, "analyse", "--seed", "three", NULL));
    check_contains(err, "--seed three");
    free(err);
}

static void the_language_is_chosen_by_option_and_refused_when_unknown(void **state) {
    (void)state;
    char *nl = sam_program_expect(0, NULL, NULL, "--help", "--lang", "nl", NULL);
    char *en = sam_program_expect(0, NULL, NULL, "--help", "--lang=en", NULL);
    check_contains(nl, "Gebruik:");
    check_contains(en, "Usage:");
    free(nl);
    free(en);
    free(sam_program_expect(2, NULL, NULL, "--help", "--lang", "fr", NULL));
}

static void output_that_cannot_be_written_is_a_failure(void **state) {
    (void)state;
    int status = system(SAM_PROGRAM " --help > /dev/full 2> /dev/null");
    assert_int_equal(status >> 8, 1);
}

/* One message, and not a death by a signal. */
static void a_limit_on_file_sizes_is_told(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    char command[600];
    snprintf(command, sizeof command,
             "cd %s && %s init . --quiet && (ulimit -f 0; %s score --questionnaire "
             "questionnaires/alliance-31.json /dev/null >out 2>/dev/null; test $? -eq 1) && "
             "(ulimit -f 0; %s simulate >out 2>/dev/null; test $? -eq 1)",
             folder, SAM_PROGRAM, SAM_PROGRAM, SAM_PROGRAM);
    assert_int_equal(system(command), 0);
    sam_folder_remove(folder);
}

static void the_version_is_printed(void **state) {
    (void)state;
    char *out = sam_program_expect(0, NULL, NULL, "--version", NULL);
    assert_string_equal(out, "samenscan " SAM_VERSION "\n");
    free(out);
}

static void no_image_of_its_memory_is_left(void **state) {
    struct rlimit limit = {1, 1};
    int ended = 0;
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        sam_leave_no_dump();
        bool none = getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 &&
                    limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
        _exit(none ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_lists_its_verbs),
        cmocka_unit_test(no_verb_and_a_wrong_verb_are_usage_errors),
        cmocka_unit_test(a_wrong_option_names_itself_and_the_remedy),
        cmocka_unit_test(the_language_is_chosen_by_option_and_refused_when_unknown),
        cmocka_unit_test(output_that_cannot_be_written_is_a_failure),
        cmocka_unit_test(a_limit_on_file_sizes_is_told),
        cmocka_unit_test(the_version_is_printed),
        cmocka_unit_test(no_image_of_its_memory_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
