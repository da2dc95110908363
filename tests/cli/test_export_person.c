/* export --respondent, as somebody would run it who was asked what is known of a person. */
#include "study_fixture.h"

#include <stdio.h>

static void what_is_known_of_one_person(void **state) {
    (void)state;
    char *folder = study_with_answers();
    char *csv = read_text(folder, "d.csv");
    char *second = strchr(csv, '\n') + 1;
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(second, ","), second);
    char *out = sam_program_expect(0, NULL, folder, "export", "--respondent", name, NULL);
    char expected[160];
    snprintf(expected, sizeof expected, "\"respondent\": \"%s\"", name);
    check_contains(out, expected);
    check_contains(out, "\"responses\": [");
    check_contains(out, "\"answers\": [");
    char *next = strchr(second, '\n') + 1;
    snprintf(expected, sizeof expected, "%.*s\"", (int)strcspn(next, ","), next);
    assert_null(strstr(out, expected));
    free(out);
    char *err = NULL;
    free(sam_program_expect(1, &err, folder, "export", "--respondent", "nobody", NULL));
    check_contains(err, "neither in study.json nor in the store");
    free(err);
    free(sam_program_expect(2, &err, folder, "export", "--respondent", name, "--format", "csv",
                            NULL));
    check_contains(err, "--format json");
    free(err);
    free(csv);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_known_of_one_person)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
