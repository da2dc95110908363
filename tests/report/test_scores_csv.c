#include "report/scores_csv.h"

#include "report/checksum.h"
#include "support/support.h"

#include <string.h>

static void every_number_is_a_row_and_a_missing_one_says_why(void **state) {
    (void)state;
    static const char results[] =
        "{\"study\": \"s,1\", \"wave\": null, \"instrument\": {\"version\": \"1.2\"}, "
        "\"scales\": {\"synergy\": {\"mean\": 4.02, \"alpha\": {\"value\": null, \"why\": "
        "{\"value\": \"too_few_respondents\"}}}}, \"alliances\": {\"a,b\": {\"invited\": null, "
        "\"why\": {\"invited\": \"unknown_invited\"}, \"responded\": 4, \"scales\": {\"synergy\": "
        "{\"mean\": 4.25, \"zone_uncertain\": true}}, \"items\": {\"s1\": {\"counts\": [0, 4]}}}}}";
    struct sam_buf csv;
    struct sam_err err = {0};
    sam_buf_init(&csv, 10000);
    assert_int_equal(sam_scores_csv(results, strlen(results), "r", &csv, &err), SAM_OK);
    char checksum[SAM_CHECKSUM_SIZE];
    sam_checksum(results, strlen(results), checksum);
    check_contains(csv.data, "part,alliance,of,statistic,value,why\r\n"
                             "file,,,study,\"s,1\",\r\n"
                             "file,,,questionnaire_version,1.2,\r\n"
                             "file,,,results_sha256,");
    check_contains(csv.data, checksum);
    assert_string_equal(strstr(csv.data, "study,,"),
                        "study,,synergy,mean,4.02,\r\n"
                        "study,,synergy,alpha.value,,too_few_respondents\r\n"
                        "alliance,\"a,b\",,invited,,unknown_invited\r\n"
                        "alliance,\"a,b\",,responded,4,\r\n"
                        "scale,\"a,b\",synergy,mean,4.25,\r\n"
                        "scale,\"a,b\",synergy,zone_uncertain,true,\r\n"
                        "item,\"a,b\",s1,counts.1,0,\r\n"
                        "item,\"a,b\",s1,counts.2,4,\r\n");
    sam_buf_fini(&csv);
}

static void another_json_is_refused(void **state) {
    (void)state;
    struct sam_buf csv;
    struct sam_err err = {0};
    sam_buf_init(&csv, 10000);
    assert_int_equal(sam_scores_csv("{}", 2, "other.json", &csv, &err), SAM_E_INPUT);
    check_contains(err.text, "other.json");
    sam_buf_fini(&csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_a_row_and_a_missing_one_says_why),
        cmocka_unit_test(another_json_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
