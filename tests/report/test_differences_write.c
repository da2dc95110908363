#include "report/differences_write.h"

#include "fixture.h"

static struct sam_permutation test_of(double difference, double p, double superiority,
                                      enum sam_arrangements method, long arrangements) {
    return (struct sam_permutation){sam_value(difference), sam_value(p), sam_value(superiority),
                                    method, arrangements};
}

static void begin(struct sam_json *json, struct sam_buf *text) {
    sam_buf_init(text, SAM_BUF_UNLIMITED);
    sam_json_to_buf(json, text, 0);
    sam_json_object(json, NULL);
}

static void check_written(struct sam_json *json, struct sam_buf *text, const char *expected) {
    struct sam_err err = {0};
    sam_json_object_end(json);
    assert_int_equal(sam_json_end(json, "test", &err), SAM_OK);
    char *end = strchr(text->data, '\n');
    if (end != NULL) {
        *end = '\0';
    }
    assert_string_equal(text->data, expected);
    sam_buf_fini(text);
}

static struct sam_contrast no_contrast(enum sam_why why) {
    struct sam_number none = sam_no_value(why);
    return (struct sam_contrast){.first_mean = none,
                                 .second_mean = none,
                                 .test = {.difference = none, .p = none, .superiority = none}};
}

static void roles(void **state) {
    (void)state;
    struct sam_json json;
    struct sam_buf text;
    struct sam_differences d = {.lead_partners = {1, 3, sam_value(4), sam_value(3.5),
                                                  test_of(0.5, 0.25, 1, SAM_ARRANGEMENTS_ALL, 4)},
                                .account_holders_partners = no_contrast(SAM_WHY_NOT_COMPARABLE)};
    begin(&json, &text);
    sam_roles_write(&json, &d);
    check_written(
        &json, &text,
        "{\"roles\": {\"lead_partners\": {\"lead\": 1, \"partners\": 3, \"means\": [4, 3.5], "
        "\"difference\": 0.5, \"p\": 0.25, \"superiority\": 1, \"method\": \"exact\", "
        "\"arrangements\": 4}, \"account_holders_partners\": null, \"why\": "
        "{\"account_holders_partners\": \"not_comparable\"}}}");
    d.lead_partners.test.p = sam_no_value(SAM_WHY_NOT_ASKED);
    d.lead_partners.test.method = SAM_ARRANGEMENTS_NONE;
    d.lead_partners.test.arrangements = 0;
    d.account_holders_partners = (struct sam_contrast){
        9, 8, sam_value(2), sam_value(3), test_of(-1, 0.5, 0.25, SAM_ARRANGEMENTS_MOMENTS, 0)};
    begin(&json, &text);
    sam_roles_write(&json, &d);
    check_written(
        &json, &text,
        "{\"roles\": {\"lead_partners\": {\"lead\": 1, \"partners\": 3, \"means\": [4, 3.5], "
        "\"difference\": 0.5, \"p\": null, \"superiority\": 1, \"method\": null, "
        "\"arrangements\": null, \"why\": {\"p\": \"not_asked\", \"method\": "
        "\"not_asked\", \"arrangements\": \"not_asked\"}}, "
        "\"account_holders_partners\": {\"account_holders\": 9, \"partners\": 8, \"means\": [2, "
        "3], "
        "\"difference\": -1, \"p\": 0.5, \"superiority\": 0.25, \"method\": "
        "\"approximate\", \"arrangements\": null, \"why\": {\"arrangements\": "
        "\"not_asked\"}}}}");
}

static void change(void **state) {
    (void)state;
    struct sam_json json;
    struct sam_buf text;
    struct sam_change c = {3,
                           1,
                           2,
                           0,
                           test_of(0.5, 0.5, 1, SAM_ARRANGEMENTS_ALL, 8),
                           sam_no_value(SAM_WHY_TOO_FEW_RESPONDENTS)};
    begin(&json, &text);
    assert_true(sam_change_write(&json, &c));
    check_written(&json, &text,
                  "{\"change\": {\"pairs\": 3, \"newcomers\": 1, \"leavers\": 2, \"unnamed\": 0, "
                  "\"difference\": 0.5, \"p\": 0.5, \"superiority\": 1, \"detectable\": null, "
                  "\"method\": \"exact\", \"arrangements\": 8, \"why\": {\"detectable\": "
                  "\"too_few_respondents\"}}}");
    c.test = no_contrast(SAM_WHY_NO_PAIRS).test;
    begin(&json, &text);
    assert_true(sam_change_write(&json, &c));
    sam_buf_fini(&text);
    c.test = no_contrast(SAM_WHY_NOT_COMPARABLE).test;
    begin(&json, &text);
    assert_false(sam_change_write(&json, &c));
    check_written(&json, &text, "{}");
}

/* The whole file is the same, byte for byte, on one processor and on two. */
static void the_same_bytes_on_two_processors(void **state) {
    (void)state;
    struct fixture one;
    fixture_init(&one, NULL, 0, 1, true);
    check_contains(one.json.data, "\"alliances_test\": {\"alliances\": 8, \"scores\": 35");
    check_contains(one.json.data, "\"method\": \"random\", \"arrangements\": 201, "
                                  "\"versus_others\": {\"act4respect\": {\"difference\"");
    check_contains(one.json.data, "\"roles\": {\"lead_partners\": {\"lead\": 1, \"partners\": 3");
    check_contains(one.json.data, "\"account_holders_partners\": \"not_comparable\"");
    check_contains(one.json.data, "\"against\": null");
    assert_null(strstr(one.json.data, "\"change\": {"));
    for (unsigned threads = 1; threads <= 2; threads++) {
        struct fixture f = one;
        f.options.threads = threads;
        f.analysis = sam_analysis_new(f.questionnaire, f.answers, &f.options);
        sam_buf_init(&f.json, SAM_BUF_UNLIMITED);
        fixture_write(&f);
        assert_string_equal(f.json.data, one.json.data);
        sam_buf_fini(&f.json);
        sam_analysis_free(f.analysis);
    }
    fixture_fini(&one);
}

static void without_resamples_what_is_exact_stays(void **state) {
    (void)state;
    struct fixture one;
    fixture_init(&one, NULL, 0, 1, false);
    struct fixture f = one;
    f.options.resamples = 0;
    f.analysis = sam_analysis_new(f.questionnaire, f.answers, &f.options);
    sam_buf_init(&f.json, SAM_BUF_UNLIMITED);
    fixture_write(&f);
    check_contains(f.json.data, "\"p\": null, \"method\": null, \"arrangements\": null");
    check_contains(f.json.data, "\"method\": \"exact\"");
    assert_null(strstr(f.json.data, "\"method\": \"random\""));
    sam_buf_fini(&f.json);
    sam_analysis_free(f.analysis);
    fixture_fini(&one);
}

static void against_an_earlier_wave(void **state) {
    (void)state;
    struct fixture one;
    fixture_init(&one, NULL, 0, 1, false);
    struct fixture f = one;
    struct sam_answers *before = fixture_answers(f.study, f.questionnaire, 4);
    struct sam_earlier_wave earlier = {"2018", f.questionnaire, before, NULL};
    f.options.earlier = &earlier;
    f.analysis = sam_analysis_new(f.questionnaire, f.answers, &f.options);
    sam_buf_init(&f.json, SAM_BUF_UNLIMITED);
    fixture_write(&f);
    check_contains(f.json.data, "\"against\": \"2018\"");
    check_contains(f.json.data, "\"change\": {\"pairs\": ");
    /* What is read back doesn't mind. */
    sam_results_free(fixture_parse(f.json.data));
    sam_buf_fini(&f.json);
    sam_analysis_free(f.analysis);
    sam_answers_free(before);
    fixture_fini(&one);
}

static void sides(void **state) {
    (void)state;
    struct fixture f;
    struct sam_json json;
    struct sam_buf text;
    fixture_init(&f, NULL, 0, 1, true);
    struct sam_side both[] = {
        {0,
         3,
         {6, 2, sam_value(4), sam_value(3.5), test_of(0.5, 0.25, 0.75, SAM_ARRANGEMENTS_ALL, 28)}},
        {1, 1, no_contrast(SAM_WHY_SUPPRESSED)}};
    both[1].contrast.first = 4;
    begin(&json, &text);
    sam_sides_write(&json, f.questionnaire, both, 2, true);
    check_written(&json, &text,
                  "{\"sides\": [{\"item\": \"v1\", \"alliances\": 3, \"partners\": "
                  "{\"respondents\": 6, \"mean\": 4}, \"account_holders\": {\"respondents\": 2, "
                  "\"mean\": 3.5}, \"difference\": 0.5, \"p\": 0.25, \"superiority\": 0.75, "
                  "\"method\": \"exact\", \"arrangements\": 28}, {\"item\": \"v2\", "
                  "\"alliances\": 1, \"partners\": {\"respondents\": 4, \"mean\": null, \"why\": "
                  "{\"mean\": \"suppressed\"}}, \"account_holders\": {\"respondents\": 0, "
                  "\"mean\": null, \"why\": {\"mean\": \"suppressed\"}}, \"difference\": null, "
                  "\"p\": null, \"superiority\": null, \"method\": null, \"arrangements\": null, "
                  "\"why\": {\"difference\": \"suppressed\", \"p\": \"suppressed\", "
                  "\"superiority\": \"suppressed\", \"method\": \"suppressed\", "
                  "\"arrangements\": \"suppressed\"}}]}");
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles),
        cmocka_unit_test(change),
        cmocka_unit_test(sides),
        cmocka_unit_test(the_same_bytes_on_two_processors),
        cmocka_unit_test(without_resamples_what_is_exact_stays),
        cmocka_unit_test(against_an_earlier_wave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
