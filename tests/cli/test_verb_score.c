#include "support/program.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static const char *const instrument = SAM_SOURCE_DIR "/questionnaires/alliance-31.json";

static struct sam_ran score(const char *csv) {
    return sam_run_program(NULL, csv, "score", "--questionnaire", instrument, "-", NULL);
}

static void a_filter_from_csv_to_results(void **state) {
    (void)state;
    struct sam_ran ran = score("alliance,s1,s2,s3,s4\r\na,4,4,5,3\r\na,5,4,dk,4\r\n");
    assert_int_equal(ran.status, 0);
    check_contains(ran.out.data, "\"respondents\": 2");
    check_contains(ran.out.data, "\"invited\": null");
    check_contains(ran.out.data, "\"counts\": [0, 0, 0, 1, 1]");
    struct sam_ran again = score("alliance,s1,s2,s3,s4\r\na,4,4,5,3\r\na,5,4,dk,4\r\n");
    assert_string_equal(ran.out.data, again.out.data);
    sam_ran_fini(&again);
    sam_ran_fini(&ran);
}

static void each_wrong_file_gets_its_own_error(void **state) {
    (void)state;
    static const struct {
        const char *csv, *says;
    } wrong[] = {
        {"", "empty"},
        {"alliance,s1\na,6\n", "line 2, column s1: \"6\""},
        {"alliance,s1\na,3.5\n", "\"3.5\""},
        {"alliance,s1\n\"a\",x\n", "column s1: \"x\""},
        {"alliance,s1\n,3\n", "column alliance: empty"},
        {"alliance,s99\na,3\n", "\"s99\""},
        {"s1\n3\n", "alliance"},
        {"alliance,role\na,lead\n", "at least one statement"},
        {"alliance,s1,s1\na,3,3\n", "stands twice"},
        {"alliance,role,s1\na,boss,3\n", "column role: \"boss\""},
        {"alliance,s1\na,3,4\n", "line 2: 3 columns"},
        {"alliance,s1\na,\"3\n", "never closed"},
        {"alliance,s1\n\xff,3\n", "UTF-8"},
        {"respondent,alliance,s1\np,a,3\np,a,4\n", "\"p\" stands twice"},
        /* the first of two faults */
        {"respondent,alliance,s1\np,a,3\np,a,4\nq,a,77\n", "line 3"},
        {"respondent,alliance,s1\np,a,3\nq,a,77\nq,a,4\n", "line 3"},
        {"alliance,wave,s1\na,1,3\na,2,4\n", "--wave"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct sam_ran ran = score(wrong[i].csv);
        assert_int_equal(ran.status, 1);
        check_contains(ran.err.data, wrong[i].says);
        assert_string_equal(ran.out.data, "");
        sam_ran_fini(&ran);
    }
}

static void nobody_and_nothing_give_nulls_never_nan(void **state) {
    (void)state;
    static const char *const sparse[] = {"alliance,s1\n", "alliance,s1\na,\n",
                                         "alliance,s1\na,dk\n", "alliance,s1\na,3\n"};
    for (size_t i = 0; i < sizeof sparse / sizeof *sparse; i++) {
        struct sam_ran ran = score(sparse[i]);
        assert_int_equal(ran.status, 0);
        assert_null(strstr(ran.out.data, "nan"));
        assert_null(strstr(ran.out.data, "inf,"));
        check_contains(ran.out.data, "\"why\"");
        sam_ran_fini(&ran);
    }
}

static void a_wave_can_be_chosen_and_unknown_columns_passed_over(void **state) {
    (void)state;
    struct sam_ran ran = sam_run_program(NULL, "alliance,wave,s1,note\na,1,3,x\na,2,4,y\n", "score",
                                         "--questionnaire", instrument, "--wave", "2",
                                         "--ignore-unknown", "-", NULL);
    assert_int_equal(ran.status, 0);
    check_contains(ran.out.data, "\"wave\": \"2\"");
    check_contains(ran.out.data, "\"counts\": [0, 0, 0, 1, 0]");
    sam_ran_fini(&ran);
}

static void items_can_be_left_out(void **state) {
    (void)state;
    struct sam_ran ran = sam_run_program(NULL, "alliance,s1\na,3\n", "score", "--questionnaire",
                                         instrument, "--no-items", "-", NULL);
    assert_int_equal(ran.status, 0);
    assert_null(strstr(ran.out.data, "\"counts\""));
    sam_ran_fini(&ran);
}

static void the_command_line_is_checked(void **state) {
    (void)state;
    free(sam_program_expect(2, NULL, NULL, "score", NULL));
    free(sam_program_expect(2, NULL, NULL, "score", "--questionnaire", instrument, NULL));
    free(sam_program_expect(2, NULL, NULL, "score", "--questionnaire", instrument, "x.csv",
                            "--weight", "money", NULL));
    char *err = NULL;
    free(sam_program_expect(1, &err, NULL, "score", "--questionnaire", instrument,
                            "/nonexistent/x.csv", NULL));
    check_contains(err, "/nonexistent/x.csv");
    free(err);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_from_csv_to_results),
        cmocka_unit_test(each_wrong_file_gets_its_own_error),
        cmocka_unit_test(nobody_and_nothing_give_nulls_never_nan),
        cmocka_unit_test(a_wave_can_be_chosen_and_unknown_columns_passed_over),
        cmocka_unit_test(items_can_be_left_out),
        cmocka_unit_test(the_command_line_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
