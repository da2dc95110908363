/* KoboToolbox's shapes: what it sends, right and wrong. */
#include "pages.h"

static const struct sam_source kobo = {
    .name = "kobo", .type = SAM_SOURCE_KOBO, .survey = "aXyz", .page_size = 2};

#define ROW(id, more)                                                                              \
    "{\"_id\":" id ",\"_uuid\":\"u\",\"_submission_time\":\"2026-03-02T08:00:00\"" more "}"

static void test_pages_by_id(void **state) {
    (void)state;
    static const struct step steps[] = {
        {.expect = "/api/v2/assets/aXyz/data/"
                   "?format=json&query=%7B%22_id%22%3A%7B%22%24gt%22%3A0",
         .body =
             "{\"count\":3,\"next\":\"https://elsewhere.example.org/"
             "\",\"results\":[" ROW(
                 "11", ",\"g/"
                       "s1\":\"4\",\"alliance\":\"noord\","
                       "\"respondent\":\"r1\"") "," ROW("12", ",\"g/s1\":\"dk\",\"g/"
                                                              "s2\":\"Helemaal mee eens\"") "]}"},
        {.expect = "%24gt%22%3A12",
         .body = "{\"count\":1,\"next\":null,\"results\":[" ROW("20", ",\"s2\":\"3.0\"") "]}"}};
    struct reading r;
    assert_int_equal(read_steps(&r, kobo, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "11|r1|noord|4|-|1|2026-03-02T08:00:00\n"
                                     "12|||dk|5|1|2026-03-02T08:00:00\n"
                                     "20|||-|3|1|2026-03-02T08:00:00\n");
    assert_string_equal(r.cursor.data, "{\"top_id\": 20}");
    assert_false(r.unsure);
    reading_close(&r);
}

/* A row may become visible below newer ones: the last ids are read again. */
static void test_overlap(void **state) {
    (void)state;
    static const struct step steps[] = {
        {.expect = "%24gt%22%3A1500",
         .body = "{\"count\":1,\"next\":null,\"results\":[" ROW("1990", ",\"s1\":\"2\"") "]}"}};
    struct reading r;
    assert_int_equal(read_steps(&r, kobo, false, "{\"top_id\": 2000}", STEPS(steps)), SAM_OK);
    assert_string_equal(r.cursor.data, "{\"top_id\": 2000}");
    reading_close(&r);
}

/* A list that ends before what was counted is read again, and after four times said to be unsure.
 */
static void test_silent_truncation(void **state) {
    (void)state;
    struct step steps[8];
    struct reading r;
    for (size_t i = 0; i < 8; i += 2) {
        steps[i] = (struct step){
            .expect = "%24gt%22%3A0",
            .body = "{\"count\":9,\"next\":null,\"results\":[" ROW("11", ",\"s1\":\"4\"") "]}"};
        steps[i + 1] = (struct step){.expect = "%24gt%22%3A11",
                                     .body = "{\"count\":0,\"next\":null,\"results\":[]}"};
    }
    assert_int_equal(read_steps(&r, kobo, true, "", STEPS(steps)), SAM_OK);
    assert_true(r.unsure);
    check_contains(r.notices.data, "counts 9 responses, 1 were read");
    reading_close(&r);
}

static void test_marks_and_other_members(void **state) {
    (void)state;
    static const struct step steps[] = {
        {.expect = "/data/",
         .body = "{\"count\":3,\"next\":null,\"results\":[" ROW(
             "1",
             ",\"_validation_status\":{"
             "\"uid\":\"validation_status_"
             "not_approved\"}") "," ROW("2",
                                        ",\"_validation_status\":{},\"g/onbekend\":\"x\",\"meta/"
                                        "instanceID\":\"u\","
                                        "\"formhub/"
                                        "uuid\":\"f\",\"keer\":[{\"a\":\"1\"}],\"_date_modified\":"
                                        "\"2026-03-05T00:00:00\"") "," ROW("3",
                                                                           ",\"g/"
                                                                           "s1\":\"\\u0000\","
                                                                           "\"toelichting\":"
                                                                           "\"Caf\xe9\"") "]}"}};
    struct reading r;
    assert_int_equal(read_steps(&r, kobo, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "2|||-|-|1|2026-03-05T00:00:00\n"
                                     "3|||\xef\xbf\xbd|-|1|2026-03-02T08:00:00\n");
    assert_int_equal(r.withdrawn, 1);
    check_contains(r.notices.data, "no such statement: g/onbekend (");
    check_contains(r.notices.data, "rejected: 1 responses");
    check_contains(r.notices.data, "not UTF-8");
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {401, "{\"detail\":\"Invalid token.\"}", SAM_E_AUTH, "Invalid token"},
        {403, "{\"detail\":\"no\"}", SAM_E_AUTH, "token"},
        {404, "{\"detail\":\"Not found.\"}", SAM_E_AUTH, "aXyz"},
        {400, "{\"limit\":\"A positive integer is required\"}", SAM_E_REMOTE, "positive integer"},
        {504, "", SAM_E_NET, "504"},
        {200, "{\"message\":\"hello\"}", SAM_E_REMOTE, "as KoboToolbox does"},
        {200, "{\"count\":1,\"results\":[{\"a\":1}]}", SAM_E_REMOTE, "without an id"},
        {200, "<html><title>Sign in</title>", SAM_E_REMOTE, "a web page"}};
    check_refusals(kobo, NULL, 0, "/data/", 1, refusals, sizeof refusals / sizeof *refusals);
    static const struct refusal garbled[] = {
        {200, "", SAM_E_REMOTE, "an empty answer"},
        {200, "{\"count\":1,\"results\":[{\"_id\":1", SAM_E_REMOTE, "not whole JSON"},
        {200, "{\"count\":1,\"count\":2,\"results\":[]}", SAM_E_REMOTE, "count"}};
    check_refusals(kobo, NULL, 0, "/data/", 3, garbled, sizeof garbled / sizeof *garbled);
}

static void test_out_of_order(void **state) {
    (void)state;
    static const struct step steps[] = {
        {.expect = "/data/",
         .body = "{\"count\":2,\"results\":[" ROW("5", "") "," ROW("4", "") "]}"}};
    struct reading r;
    assert_int_equal(read_steps(&r, kobo, true, "", STEPS(steps)), SAM_E_REMOTE);
    check_contains(r.err.text, "order");
    reading_close(&r);
}

static void test_describe(void **state) {
    (void)state;
    static const struct step steps[] = {
        {.expect = "/api/v2/assets/aXyz/?format=json",
         .body =
             "{\"content\":{\"survey\":[{\"type\":\"begin_group\",\"name\":\"g\"},{\"type\":"
             "\"select_one schaal\",\"$autoname\":\"s1\",\"label\":[\"We vertrouwen elkaar\",\"We "
             "trust each other\"]},{\"type\":\"end_group\"},{\"type\":\"text\",\"name\":\"more\","
             "\"label\":[null]}],\"translations\":[null,\"English\"]}}"}};
    check_questions(kobo, STEPS(steps), "g/s1|We vertrouwen elkaar|We trust each other\nmore|\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_by_id),       cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_silent_truncation), cmocka_unit_test(test_marks_and_other_members),
        cmocka_unit_test(test_refusals),          cmocka_unit_test(test_out_of_order),
        cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
