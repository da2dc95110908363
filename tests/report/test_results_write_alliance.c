#include "report/results_writer.h"

#include "fixture.h"

#include <cjson/cJSON.h>

static struct sam_buf written(struct fixture *f, size_t a) {
    struct sam_buf text;
    struct sam_json json;
    struct sam_err err = {0};
    struct sam_out_study own;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &text, 0);
    sam_json_object(&json, NULL);
    sam_out_study_init(&own, &f->context, f->questionnaire);
    sam_results_alliance_write(&json, &own, f->analysis, 0, a);
    sam_out_study_fini(&own);
    sam_json_object_end(&json);
    assert_int_equal(sam_json_end(&json, "x", &err), SAM_OK);
    return text;
}

static void an_alliance_is_the_same_alone_and_among_others(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_buf text = written(&f, 5);
    cJSON *alone = cJSON_Parse(text.data);
    cJSON *whole = cJSON_Parse(f.json.data);
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(whole, "alliances");
    assert_true(cJSON_Compare(cJSON_GetObjectItemCaseSensitive(alone, "samen-werkt-het"),
                              cJSON_GetObjectItemCaseSensitive(all, "samen-werkt-het"), true));
    cJSON_Delete(alone);
    cJSON_Delete(whole);
    sam_buf_fini(&text);
    fixture_fini(&f);
}

/* A change there was only where there was a wave before. */
static void changes_need_an_earlier_wave(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    assert_null(strstr(f.json.data, "\"change\":"));
    struct sam_earlier_wave earlier = {"2018", f.questionnaire, f.answers, NULL};
    sam_analysis_free(f.analysis);
    f.options.earlier = &earlier;
    f.analysis = sam_analysis_new(f.questionnaire, f.answers, &f.options);
    struct sam_buf text = written(&f, 0);
    check_contains(text.data, "\"change\": {\"pairs\": 2, \"difference\": 0}");
    check_contains(text.data, "\"change\": {\"pairs\": 2, \"newcomers\": 0");
    sam_buf_fini(&text);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alliance_is_the_same_alone_and_among_others),
        cmocka_unit_test(changes_need_an_earlier_wave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
