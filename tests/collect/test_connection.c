#include "fixture.h"

#include "collect/connection.h"

static void test_settings(void **state) {
    struct sam_connection c = {0};
    struct sam_questionnaire *q = fixture_questionnaire("tests/data/limesurvey/questionnaire.json");
    const struct sam_study study = {.folder = "/study"};
    const struct sam_source source = {
        .type = SAM_SOURCE_LIMESURVEY, .ca_file = "ca.pem", .insecure_http = true};
    const struct sam_collect_options options = {.second_ms = 7};
    struct sam_err err = {0};
    (void)state;
    snprintf(c.secret.text, sizeof c.secret.text, "geheim-123");
    assert_int_equal(sam_connection_open(&c, &study, &source, q, &options, &err), SAM_OK);
    assert_string_equal(c.http.ca_file, "/study/ca.pem");
    assert_true(c.http.insecure_http);
    assert_int_equal(c.http.second_ms, 7);
    assert_non_null(c.mapper);
    sam_connection_close(&c);
    assert_string_equal(c.secret.text, "");
    sam_connection_close(&c);
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_settings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
