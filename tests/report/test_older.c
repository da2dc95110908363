#include "report/older.h"

#include "support/support.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Writes a file that was last written at this moment. */
static void put(const char *folder, const char *name, time_t at, long nanoseconds) {
    struct sam_err err = {0};
    struct timespec times[2] = {{at, nanoseconds}, {at, nanoseconds}};
    char *path = sam_path_join(folder, name);
    assert_int_equal(sam_file_write(path, "x", 1, &err), SAM_OK);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

static void finds(const char *folder, size_t count, const char *expected) {
    struct sam_buf names;
    char *results = sam_path_join(folder, "results.json");
    sam_buf_init(&names, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_older_documents(results, &names), count);
    assert_string_equal(names.data != NULL ? names.data : "", expected);
    sam_buf_fini(&names);
    free(results);
}

static void what_was_made_before_the_results_is_named(void **state) {
    (void)state;
    enum { MOMENT = 1700000000 };
    char *folder = sam_temporary_folder();
    finds(folder, 0, ""); /* no results at all */
    put(folder, "results.json", MOMENT, 500);
    finds(folder, 0, "");
    put(folder, "share/overall.nl.html", MOMENT, 500);
    put(folder, "share/overall.nl.pdf", MOMENT + 1, 0);
    put(folder, "share/letter.txt", MOMENT - 9, 0); /* the evaluator's own */
    put(folder, "evaluator/figures/overall/days.nl.svg", MOMENT, 600);
    finds(folder, 0, "");
    put(folder, "share/overall.nl.docx", MOMENT, 499);
    put(folder, "evaluator/overview.en.html", MOMENT - 1, 999);
    put(folder, "evaluator/figures/a/scores.nl.svg", MOMENT - 9, 0);
    put(folder, "evaluator/figures/b/scores.nl.svg", MOMENT - 9, 0);
    put(folder, "bundle.zip", MOMENT - 9, 0);
    finds(folder, 4,
          "share/overall.nl.docx, evaluator/figures, evaluator/overview.en.html, bundle.zip");
    sam_folder_remove(folder);
}

static void a_few_are_named_and_all_are_counted(void **state) {
    (void)state;
    char *folder = sam_temporary_folder();
    put(folder, "results.json", 1700000000, 0);
    for (int i = 0; i < 9; i++) {
        char name[64];
        snprintf(name, sizeof name, "share/handout-%d.odt", i);
        put(folder, name, 1600000000, 0);
    }
    finds(folder, 9,
          "share/handout-0.odt, share/handout-1.odt, share/handout-2.odt, share/handout-3.odt, "
          "share/handout-4.odt, share/handout-5.odt");
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_made_before_the_results_is_named),
                                       cmocka_unit_test(a_few_are_named_and_all_are_counted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
