#include "report/codebook.h"

#include "fixture.h"

#include "base/csv.h"
#include "model/json_reader.h"

static void the_csv_has_a_row_per_column(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_buf text;
    struct sam_err err = {0};
    struct sam_csv_row row;
    size_t rows = 0;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_codebook_csv(q, "A, b; wave 1", &text);
    struct sam_csv *csv = sam_csv_from_memory(text.data, text.length, "codebook", ',');
    while (sam_csv_next(csv, &row, &err) == SAM_OK && row.count > 0) {
        assert_int_equal(row.count, 11);
        rows++;
        if (strcmp(row.fields[0].text, "b") == 0) {
            assert_string_equal(row.fields[2].text, "B \"en\"");
            assert_string_equal(row.fields[3].text, "t");
            assert_string_equal(row.fields[4].text, "one");
            assert_string_equal(row.fields[5].text, "yes");
            assert_string_equal(row.fields[10].text, "A, b; wave 1");
            assert_string_equal(row.fields[7].text, "lead");
            assert_string_equal(row.fields[9].text,
                                "1 = no; 2 = not really; 3 = rather; 4 = yes; dk = don't know");
        }
    }
    assert_int_equal(rows, 1 + 7 + 2);
    sam_csv_free(csv);
    sam_buf_fini(&text);
    sam_questionnaire_free(q);
}

static void the_json_says_the_same(void **state) {
    (void)state;
    struct sam_questionnaire *q = fixture_questionnaire(FIXTURE_SMALL);
    struct sam_buf text;
    struct sam_err err = {0};
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    assert_int_equal(sam_codebook_json(q, "A, b; wave 1", &text, &err), SAM_OK);
    cJSON *root = sam_json_parse(text.data, text.length, "codebook", &err);
    assert_int_equal(cJSON_GetArraySize(root), 9);
    const cJSON *b = cJSON_GetArrayItem(root, 8);
    assert_string_equal(cJSON_GetObjectItem(b, "variable")->valuestring, "b");
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(b, "reverse")));
    assert_string_equal(cJSON_GetObjectItem(b, "about")->valuestring, "A, b; wave 1");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(b, "values")), 5);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(b, "audience")), 1);
    cJSON_Delete(root);
    sam_buf_fini(&text);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_csv_has_a_row_per_column),
        cmocka_unit_test(the_json_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
