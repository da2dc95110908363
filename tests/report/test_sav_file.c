#include "report/sav_file.h"

#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void check_name(const char *id, const char *expected) {
    struct sam_buf name;
    sam_buf_init(&name, 1000);
    sam_sav_name(id, &name);
    assert_string_equal(name.data, expected);
    sam_buf_fini(&name);
}

static void names_are_what_spss_takes(void **state) {
    (void)state;
    check_name("s1", "s1");
    check_name("a-b.c_d", "a_b.c_d");
    check_name("1a", "v_1a");
    check_name("_x", "v__x");
    check_name("and", "v_and");
    check_name("To", "v_To");
    check_name("end.", "end_");
    check_name("a23456789012345678901234567890123456789012345678901234567890123x",
               "a23456789012345678901234567890123456789012345678901234567890");
}

static int keep_name(int index, readstat_variable_t *variable, const char *labels, void *context) {
    (void)labels;
    char(*names)[80] = context;
    snprintf(names[index], sizeof names[index], "%s", readstat_variable_get_name(variable));
    return READSTAT_HANDLER_OK;
}

static void ids_that_become_equal_stay_apart(void **state) {
    (void)state;
    struct sam_sav_file file;
    struct sam_err err = {0};
    char names[3][80] = {{0}};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "a.sav");
    assert_int_equal(sam_sav_file_open(&file, path, &err), SAM_OK);
    readstat_variable_t *first =
        sam_sav_number(&file, "a-b", "one", "F8.2", READSTAT_MEASURE_SCALE);
    readstat_variable_t *second =
        sam_sav_number(&file, "a_b", "two", "F8.2", READSTAT_MEASURE_SCALE);
    readstat_variable_t *third = sam_sav_string(&file, "A.B", "three", 0);
    sam_sav_file_rows(&file, 1);
    sam_sav_row(&file);
    sam_sav_put_number(&file, first, 1);
    sam_sav_put_missing(&file, second);
    sam_sav_put_string(&file, third, "");
    sam_sav_row_end(&file);
    assert_int_equal(sam_sav_file_close(&file, &err), SAM_OK);
    readstat_parser_t *parser = readstat_parser_init();
    readstat_set_variable_handler(parser, keep_name);
    assert_int_equal(readstat_parse_sav(parser, path, names), READSTAT_OK);
    readstat_parser_free(parser);
    assert_string_equal(names[0], "a_b");
    assert_string_equal(names[1], "a_b_2");
    assert_string_equal(names[2], "A.B");
    free(path);
    sam_folder_remove(folder);
}

static void fewer_rows_than_promised_is_an_error(void **state) {
    (void)state;
    struct sam_sav_file file;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "a.sav");
    assert_int_equal(sam_sav_file_open(&file, path, &err), SAM_OK);
    sam_sav_number(&file, "a", "one", "F8.2", READSTAT_MEASURE_SCALE);
    sam_sav_file_rows(&file, 2);
    assert_int_equal(sam_sav_file_close(&file, &err), SAM_E_IO);
    check_contains(err.text, "a.sav");
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_what_spss_takes),
        cmocka_unit_test(ids_that_become_equal_stay_apart),
        cmocka_unit_test(fewer_rows_than_promised_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
