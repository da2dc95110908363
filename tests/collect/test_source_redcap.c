/* REDCap's shapes. */
#include "pages.h"

static struct sam_mapping map[] = {{"keuze___1", ""}};
static const struct sam_source redcap = {
    .name = "rc", .type = SAM_SOURCE_REDCAP, .survey = "vragen", .map = map, .map_count = 1};
static const struct step none = {.expect = "content=record", .body = "[]"};

static void test_ids_then_records(void **state) {
    static const struct step steps[] = {
        {.expect =
             "type=flat&rawOrLabel=raw&fields%5B0%5D=record_id&token=geheim-123&content=record&"
             "format=json&returnFormat=json",
         .body = "[{\"record_id\":\"1\"},{\"record_id\":\"2\",\"redcap_event_name\":\"begin\"},{"
                 "\"record_id\":\"2\",\"redcap_event_name\":\"eind\"}]",
         .reply.headers = "Date: Sun, 01 Mar 2026 10:00:00 GMT\r\n"},
        {.expect = "exportSurveyFields=true&forms%5B0%5D=vragen&records%5B0%5D=1&records%5B1%5D=2",
         .body =
             "[{\"record_id\":\"1\",\"redcap_survey_identifier\":\"r1\",\"s1\":\"4\",\"s2\":\"\","
             "\"alliance\":\"noord\",\"keuze___1\":\"1\",\"vragen_timestamp\":\"2026-02-28 "
             "09:00:00\",\"vragen_complete\":\"2\",\"andere_complete\":\"0\"},{\"record_id\":"
             "\"2\",\"redcap_event_name\":\"begin\",\"redcap_repeat_instrument\":\"vragen\","
             "\"redcap_repeat_instance\":3,\"s1\":\"5\",\"vragen_timestamp\":\"[not "
             "completed]\",\"vragen_complete\":\"0\"},{\"record_id\":\"2\",\"redcap_event_name\":"
             "\"eind\",\"s1\":\"\",\"vragen_complete\":\"0\"}]"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, redcap, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "1|r1|noord|4||1|\n2/begin/vragen/3|||5|-|0|\n"
                                     "2/eind||||-|0|\n");
    assert_string_equal(r.cursor.data, "{\"newest\": \"2026-03-01T10:00:00Z\"}");
    assert_int_equal(r.notices.length, 0);
    reading_close(&r);
}

/* The window starts far enough back for any zone, on the server's own clock. */
static void test_since(void **state) {
    static const struct step steps[] = {
        {.expect = "dateRangeBegin=2026-02-28%2020%3A00%3A00", .body = "[]"}};
    struct reading r;
    (void)state;
    assert_int_equal(
        read_steps(&r, redcap, false, "{\"newest\": \"2026-03-01T10:00:00Z\"}", STEPS(steps)),
        SAM_OK);
    reading_close(&r);
}

/* With status 200 a record is left out: asked again by halves; one that never comes was deleted. */
static void test_records_left_out(void **state) {
    static const struct step steps[] = {
        {.expect = "content=record", .body = "[{\"record_id\":\"1\"},{\"record_id\":\"2\"}]"},
        {.expect = "records%5B1%5D=2", .body = "[{\"record_id\":\"1\",\"s1\":\"4\"}]"},
        {.expect = "records%5B0%5D=1", .body = "[{\"record_id\":\"1\",\"s1\":\"4\"}]"},
        {.expect = "records%5B0%5D=2", .body = "[]"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, redcap, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "1|||4|-|1|\n");
    reading_close(&r);
}

/* One record that the server can't deliver is set aside; the rest goes on. */
static void test_one_record_that_breaks(void **state) {
    static const struct step steps[] = {
        {.expect = "content=record", .body = "[{\"record_id\":\"1\"},{\"record_id\":\"2\"}]"},
        {.expect = "records%5B1%5D=2", .body = "[{\"record_id\":\"1\",\"s1"},
        {.expect = "records%5B1%5D=2", .body = ""},
        {.expect = "records%5B1%5D=2", .body = "ERROR: REDCap ran out of server memory."},
        {.expect = "records%5B0%5D=1", .body = ""},
        {.expect = "records%5B0%5D=1", .body = ""},
        {.expect = "records%5B0%5D=1", .body = ""},
        {.expect = "records%5B0%5D=2", .body = "[{\"record_id\":\"2\",\"s1\":\"4\"}]"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, redcap, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "2|||4|-|1|\n");
    assert_int_equal(r.unreadable, 1);
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {403, "{\"error\":\"You do not have permissions to use the API\"}", SAM_E_AUTH,
         "do not have permissions"},
        {401, "<?xml version=\"1.0\"?><hash><error>no</error></hash>", SAM_E_AUTH, "token"},
        {400, "{\"error\":\"The following values in the parameter fields are not valid\"}",
         SAM_E_REMOTE, "parameter fields"},
        {200, "{\"error\":\"something else\"}", SAM_E_REMOTE, "something else"},
        {200, "{\"data\":[]}", SAM_E_REMOTE, "as REDCap does"},
        {302, "", SAM_E_REMOTE, "redirect"},
        {200, "[{\"pid\":\"1\"}]", SAM_E_INPUT, "no field \"record_id\""},
        {200, "[{\"record_id\":\"0123456789abcdef0123456789abcdef\"}]", SAM_E_AUTH, "hashed"}};
    check_refusals(redcap, NULL, 0, "content=record", 1, refusals,
                   sizeof refusals / sizeof *refusals);
    static const struct refusal overloaded[] = {
        {200, "ERROR: REDCap ran out of server memory.", SAM_E_REMOTE, "overloaded"},
        {200, "", SAM_E_REMOTE, "an empty answer"}};
    check_refusals(redcap, NULL, 0, "content=record", 3, overloaded, 2);
}

static void test_nothing_there(void **state) {
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, redcap, true, "", &none, 1), SAM_OK);
    assert_string_equal(r.text.data, "");
    reading_close(&r);
}

static void test_describe(void **state) {
    static const struct step steps[] = {
        {.expect = "content=metadata",
         .body = "[{\"field_name\":\"s1\",\"form_name\":\"vragen\",\"field_label\":\"We vertrouwen "
                 "elkaar\"}]"}};
    (void)state;
    check_questions(redcap, STEPS(steps), "s1|We vertrouwen elkaar\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_then_records), cmocka_unit_test(test_since),
        cmocka_unit_test(test_records_left_out), cmocka_unit_test(test_one_record_that_breaks),
        cmocka_unit_test(test_refusals),         cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
