#include "report/figures.h"

#include "fixture.h"

#include "base/file.h"

#include <unistd.h>

static bool stop_after_three(void *context, const char *stem) {
    check_contains(stem, "evaluator/figures/");
    return ++*(int *)context <= 3;
}

static void it_stops_when_asked_and_keeps_what_is_made(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    int asked = 0;
    size_t count = 0;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    assert_int_equal(
        sam_figures_write(f.results, folder, 1U << SAM_EN, stop_after_three, &asked, &count, &err),
        SAM_E_STOPPED);
    char *path = sam_path_join(folder, "evaluator/figures/overall/response.en.svg");
    assert_int_equal(access(path, F_OK), 0);
    free(path);
    path = sam_path_join(folder, "evaluator/figures/act4respect");
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void suppressed_alliances_have_none(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    size_t count = 0;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1000, true);
    assert_int_equal(sam_figures_write(f.results, folder, 1U << SAM_NL, NULL, NULL, &count, &err),
                     SAM_OK);
    assert_int_equal(count, 3); /* who answered, when, and the network */
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stops_when_asked_and_keeps_what_is_made),
        cmocka_unit_test(suppressed_alliances_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
