/* SurveyMonkey's shapes. */
#include "pages.h"

static struct sam_mapping map[] = {
    {"70[71]", "s1"}, {"70[72]", "s2"}, {"80", "toelichting"}, {"recipient_id", "respondent"}};
static const struct sam_source surveymonkey = {
    .name = "sm", .type = SAM_SOURCE_SURVEYMONKEY, .survey = "5", .map = map, .map_count = 4};
static const struct step details = {
    .expect = "/v3/surveys/5/details",
    .body =
        "{\"pages\":[{\"questions\":[{\"id\":\"70\",\"headings\":[{\"heading\":\"Stellingen\"}],"
        "\"answers\":{\"choices\":[{\"id\":\"901\",\"text\":\"Mee eens\"},{\"id\":\"902\",\"text\":"
        "\"Don't know\"}],\"rows\":[{\"id\":\"71\",\"text\":\"We vertrouwen "
        "elkaar\"},{\"id\":\"72\","
        "\"text\":\"We delen\"}]}},{\"id\":\"80\",\"headings\":[{\"heading\":\"Nog iets?\"}]}]}]}"};

#define ROW(id, mode, state, answers)                                                              \
    "{\"id\":\"" id "\",\"recipient_id\":\"r" id "\",\"collection_mode\":\"" mode                  \
    "\",\"response_status\":\"" state                                                              \
    "\",\"date_modified\":\"2026-03-01T10:00:00+00:00\",\"custom_variables\":{\"alliance\":"       \
    "\"noord\"},\"pages\":[{\"id\":\"1\",\"questions\":[" answers "]}]}"

static void test_choices_rows_and_marks(void **state) {
    const struct step steps[] = {
        {.expect = "/v3/surveys/5/responses/bulk?sort_by=date_modified&sort_order=ASC&per_page=100&"
                   "page=1",
         .body = "{\"data\":[" ROW(
             "5007199254740993", "default", "completed",
             "{\"id\":\"70\",\"answers\":[{\"row_id\":\"71\",\"choice_id\":"
             "\"901\"},{\"row_id\":\"72\",\"choice_id\":\"902\"}]},{\"id\":"
             "\"80\",\"answers\":[{\"text\":\"Ja\"}]}") "," ROW("2", "preview", "completed",
                                                                "") "," ROW("3", "default",
                                                                            "partial",
                                                                            "") "," ROW("4",
                                                                                        "default",
                                                                                        "disqualifi"
                                                                                        "ed",
                                                                                        "") "],"
                                                                                            "\"tota"
                                                                                            "l\":5,"
                                                                                            "\"page"
                                                                                            "\":1,"
                                                                                            "\"per_"
                                                                                            "page\""
                                                                                            ":4,"
                                                                                            "\"link"
                                                                                            "s\":{"
                                                                                            "\"next"
                                                                                            "\":"
                                                                                            "\"http"
                                                                                            "s://x/"
                                                                                            "\"}}"},
        details,
        {.expect = "page=2",
         .body = "{\"data\":[" ROW("6", "default", "completed",
                                   "") "],\"total\":5,\"links\":{\"self\":\"x\"}}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, surveymonkey, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(
        r.text.data, "5007199254740993|r5007199254740993|noord|4|dk|1|2026-03-01T10:00:00+00:00\n"
                     "3|r3|noord|-|-|0|2026-03-01T10:00:00+00:00\n"
                     "6|r6|noord|-|-|1|2026-03-01T10:00:00+00:00\n");
    assert_int_equal(r.withdrawn, 2);
    check_contains(r.notices.data, "rejected: 2 responses");
    assert_string_equal(r.cursor.data, "{\"newest\": \"2026-03-01T10:00:00+00:00\", \"count\": 5}");
    reading_close(&r);
}

static void test_since(void **state) {
    static const struct step steps[] = {{.expect = "start_modified_at=2026-03-01T09%3A00%3A00",
                                         .body = "{\"data\":[],\"total\":0,\"links\":{}}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, surveymonkey, false,
                                "{\"newest\": \"2026-03-01T10:00:00+00:00\"}", STEPS(steps)),
                     SAM_OK);
    reading_close(&r);
}

/* The day's requests are used up half-way: what came is kept, and it says when to go on. */
static void test_daily_quota(void **state) {
    const struct step steps[] = {
        {.expect = "page=1",
         .body = "{\"data\":[" ROW("1", "default", "completed",
                                   "") "],\"total\":9,\"links\":{\"next\":\"https://x/\"}}",
         .reply.headers = "X-Ratelimit-App-Global-Day-Remaining: 0\r\n"
                          "X-Ratelimit-App-Global-Day-Reset: 3600\r\n"},
        details};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, surveymonkey, false, "", STEPS(steps)), SAM_E_NET);
    assert_int_equal(r.err.cause, 429);
    check_contains(r.err.text, "used up");
    assert_string_equal(r.text.data, "1|r1|noord|-|-|1|2026-03-01T10:00:00+00:00\n");
    check_contains(r.cursor.data, "2026-03-01T10:00:00");
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {403, "{\"error\":{\"id\":\"1018\",\"message\":\"wrong host\"}}", SAM_E_AUTH,
         "data centre"},
        {403, "{\"error\":{\"id\":\"1015\",\"message\":\"plan\"}}", SAM_E_AUTH, "paid plan"},
        {401, "{\"error\":{\"id\":\"1013\",\"message\":\"revoked\"}}", SAM_E_AUTH, "revoked"},
        {404, "{\"error\":{\"id\":\"1020\",\"message\":\"no\"}}", SAM_E_NOT_FOUND, "no survey 5"},
        {400, "{\"error\":{\"id\":\"1004\",\"message\":\"bad\"}}", SAM_E_REMOTE, "bad"},
        {413, "{\"error\":{\"id\":\"1030\",\"message\":\"too many\"}}", SAM_E_REMOTE, "too many"},
        {429, "{\"error\":{\"id\":\"1040\",\"message\":\"rate\"}}", SAM_E_NET, "used up"},
        {500, "{\"error\":{\"id\":\"1050\",\"message\":\"oops\"}}", SAM_E_NET, "oops"},
        {200, "{\"items\":[]}", SAM_E_REMOTE, "as SurveyMonkey does"}};
    check_refusals(surveymonkey, NULL, 0, "/bulk", 1, refusals, sizeof refusals / sizeof *refusals);
}

static void test_describe(void **state) {
    (void)state;
    check_questions(surveymonkey, &details, 1,
                    "70[71]|We vertrouwen elkaar\n70[72]|We delen\n80|Nog iets?\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choices_rows_and_marks), cmocka_unit_test(test_since),
        cmocka_unit_test(test_daily_quota), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
