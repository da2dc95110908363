#include "fixture.h"

#include "model/json_reader.h"
#include "report/push.h"

static void test_pages_rows_and_columns(void **state) {
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_buf text;
    struct sam_err err = {0};
    size_t rows = 0;
    (void)state;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_push_surveyjs(q, SAM_EN, &text, &err), SAM_OK);
    cJSON *tree = sam_json_parse(text.data, text.length, "surveyjs", &err);
    assert_non_null(tree);
    const cJSON *page = NULL;
    cJSON_ArrayForEach(page, cJSON_GetObjectItemCaseSensitive(tree, "pages")) {
        const cJSON *element = cJSON_GetObjectItemCaseSensitive(page, "elements")->child;
        rows += (size_t)cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(element, "rows"));
    }
    assert_int_equal(rows, q->item_count);
    check_contains(text.data, "\"locale\": \"en\"");
    assert_null(strstr(text.data, "\"dk\"")); /* this one has no words for don't know */
    check_contains(text.data, "{role} = 'lead'");
    cJSON_Delete(tree);
    sam_buf_fini(&text);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages_rows_and_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
