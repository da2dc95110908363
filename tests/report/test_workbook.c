#include "report/workbook.h"

#include "workbook_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static void same_source_same_bytes(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf one;
    struct sam_buf other;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    char *a = fixture_workbook(&f, true, SAM_NL, folder, "a.xlsx");
    char *b = fixture_workbook(&f, true, SAM_NL, folder, "b.xlsx");
    sam_buf_init(&one, SAM_BUF_UNLIMITED);
    sam_buf_init(&other, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_file_read(a, &one, &err) | sam_file_read(b, &other, &err), SAM_OK);
    assert_int_equal(one.length, other.length);
    assert_memory_equal(one.data, other.data, one.length);
    sam_buf_fini(&one);
    sam_buf_fini(&other);
    free(a);
    free(b);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void texts_are_in_the_language_and_never_formulas(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    char *path = fixture_workbook(&f, true, SAM_NL, folder, "a.xlsx");
    char *strings = zip_member(path, "xl/sharedStrings.xml");
    check_contains(strings, "GESIMULEERD");
    check_contains(strings, "penvoerder");
    check_contains(strings, "Act4Respect");
    check_contains(strings, "weet niet");
    check_contains(strings, "=1+1 &lt;b&gt; \xc3\xa9_x0001_");
    free(strings);
    char *book = zip_member(path, "xl/workbook.xml");
    check_contains(book, "name=\"Antwoorden\"");
    check_contains(book, "name=\"Codeboek\"");
    free(book);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void without_results_there_are_responses(void **state) {
    (void)state;
    struct fixture f;
    char *folder = sam_temporary_folder();
    fixture_init(&f, NULL, 0, 1, true);
    char *path = fixture_workbook(&f, false, SAM_EN, folder, "a.xlsx");
    char *book = zip_member(path, "xl/workbook.xml");
    check_contains(book, "name=\"Responses\"");
    assert_null(strstr(book, "name=\"Scores\""));
    free(book);
    char *core = zip_member(path, "docProps/core.xml");
    check_contains(core, "1980-01-01T00:00:00Z");
    free(core);
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

static void nothing_is_left_of_one_that_is_given_up(void **state) {
    (void)state;
    struct fixture f;
    struct sam_err err = {0};
    struct sam_workbook *book = NULL;
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "sub/a.xlsx");
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_workbook_source source = {
        .study = f.study, .questionnaire = f.questionnaire, .results = f.results, .lang = SAM_NL};
    assert_int_equal(sam_workbook_open(path, &source, &book, &err), SAM_OK);
    sam_workbook_discard(book);
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    path = sam_path_join(folder, "sub");
    assert_int_equal(rmdir(path), 0); /* empty */
    free(path);
    path = sam_path_join("/proc", "a.xlsx");
    assert_int_equal(sam_workbook_open(path, &source, &book, &err), SAM_E_IO);
    check_contains(err.text, "/proc/a.xlsx");
    free(path);
    fixture_fini(&f);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_source_same_bytes),
        cmocka_unit_test(texts_are_in_the_language_and_never_formulas),
        cmocka_unit_test(without_results_there_are_responses),
        cmocka_unit_test(nothing_is_left_of_one_that_is_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
