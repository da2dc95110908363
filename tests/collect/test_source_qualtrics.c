/* Qualtrics' shapes: an export is a job. */
#include "pages.h"

static struct sam_mapping map[] = {{"QID1_1", "s1"}, {"QID1_2", "s2"}, {"alliantie", "alliance"}};
static const struct sam_source qualtrics = {
    .name = "q", .type = SAM_SOURCE_QUALTRICS, .survey = "SV_1", .map = map, .map_count = 3};

#define META "\"meta\":{\"requestId\":\"x\",\"httpStatus\":\"200 - OK\"}"
#define URL "/API/v3/surveys/SV_1/export-responses"
static const struct step start = {.expect = "{\"format\":\"json\",\"compress\":false}",
                                  .body = "{\"result\":{\"progressId\":\"ES_9\",\"status\":"
                                          "\"inProgress\"}," META "}"};
static const struct step running = {.expect = URL "/ES_9",
                                    .body = "{\"result\":{\"status\":\"inProgress\"}," META "}"};
static const struct step ready = {
    .expect = URL "/ES_9",
    .body = "{\"result\":{\"status\":\"complete\",\"fileId\":\"f-1\"}," META "}"};
static const struct step unfinished = {.expect = "\"exportResponsesInProgress\":true",
                                       .body = "{\"result\":{\"progressId\":\"ES_9\"}," META "}"};
static const struct step nothing = {.expect = URL "/f-1/file", .body = "{\"responses\":[]}"};

static void test_job(void **state) {
    const struct step steps[] = {
        start,
        running,
        running,
        ready,
        {.expect = URL "/f-1/file",
         .body =
             "{\"responses\":[{\"responseId\":\"R_1\",\"values\":{\"status\":0,\"finished\":1,"
             "\"recordedDate\":\"2026-03-01T10:00:00Z\",\"ipAddress\":\"x\",\"userLanguage\":"
             "\"NL\","
             "\"externalDataReference\":\"r1\",\"alliantie\":\"noord\",\"QID1_1\":24,\"QID1_2\":2},"
             "\"labels\":{\"status\":\"IP\",\"QID1_1\":\"Mee eens\",\"QID1_2\":\"Soms\"}},{"
             "\"responseId\":\"R_2\",\"values\":{\"status\":1,\"recordedDate\":\"x\"}},{"
             "\"responseId\":\"R_3\",\"values\":{\"status\":8,\"recordedDate\":\"x\"}}]}"},
        unfinished,
        ready,
        {.expect = URL "/f-1/file",
         .body = "{\"responses\":[{\"responseId\":\"R_4\",\"values\":{\"QID1_1\":3}}]}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, qualtrics, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "R_1|r1|noord|4|2|1|2026-03-01T10:00:00Z\nR_4|||3|-|0|\n");
    assert_int_equal(r.withdrawn, 2);
    check_contains(r.notices.data, "rejected: 2 responses");
    assert_string_equal(r.cursor.data, "{\"newest\": \"2026-03-01T10:00:00Z\"}");
    reading_close(&r);
}

/* How many responses the survey counts is asked first. */
#define SURVEY "/API/v3/surveys/SV_1"
#define COUNTS(auditable, deleted)                                                                 \
    {                                                                                              \
        .expect = SURVEY, .body = "{\"result\":{\"responseCounts\":{\"auditable\":" auditable      \
                                  ",\"generated\":0,\"deleted\":" deleted "}}," META "}"           \
    }

static void test_since(void **state) {
    const struct step steps[] = {
        COUNTS("7", "1"),
        {.expect = "\"compress\":false,\"startDate\":\"2026-03-01T09:00:00Z\"}",
         .body = start.body},
        ready,
        nothing};
    struct reading r;
    (void)state;
    assert_int_equal(
        read_steps(&r, qualtrics, false, "{\"newest\": \"2026-03-01T10:00:00Z\"}", STEPS(steps)),
        SAM_OK);
    assert_string_equal(r.cursor.data,
                        "{\"newest\": \"2026-03-01T10:00:00Z\", \"looked\": \"7 0 1\"}");
    reading_close(&r);
}

static void test_same_count_is_nothing_new(void **state) {
    static const char cursor[] = "{\"newest\": \"2026-03-01T10:00:00Z\", \"looked\": \"7 0 1\"}";
    const struct step same[] = {COUNTS("7", "1")};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, qualtrics, false, cursor, STEPS(same)), SAM_OK);
    assert_string_equal(r.cursor.data, cursor);
    reading_close(&r);
    /* One came and one was deleted; and a server that doesn't count, or doesn't want to say. */
    const struct step start_since = {.expect = "\"startDate\":\"2026-03-01T09:00:00Z\"}",
                                     .body = start.body};
    const struct step others[][4] = {
        {COUNTS("7", "2"), start_since, ready, nothing},
        {COUNTS("0", "0"), start_since, ready, nothing},
        {{.expect = SURVEY, .body = "{\"result\":{}," META "}"}, start_since, ready, nothing},
        {{.expect = SURVEY, .body = "{" META "}", .reply.status = 403},
         start_since,
         ready,
         nothing}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(read_steps(&r, qualtrics, false, cursor, STEPS(others[i])), SAM_OK);
        reading_close(&r);
    }
}

static void test_job_that_fails(void **state) {
    const struct step steps[] = {
        start, {.expect = URL "/ES_9", .body = "{\"result\":{\"status\":\"failed\"}," META "}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, qualtrics, true, "", STEPS(steps)), SAM_E_NET);
    check_contains(r.err.text, "failed at their side");
    reading_close(&r);
}

static void test_zip(void **state) {
    const struct step steps[] = {start, ready, {.expect = "/file", .body = "PK\3\4zip"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, qualtrics, true, "", STEPS(steps)), SAM_E_REMOTE);
    check_contains(r.err.text, "zip");
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {401, "{\"meta\":{\"error\":{\"errorCode\":\"AUTH_1\",\"errorMessage\":\"Bad token\"}}}",
         SAM_E_AUTH, "Bad token"},
        {404, "{\"meta\":{\"error\":{\"errorMessage\":\"no\"}}}", SAM_E_NOT_FOUND, "SV_1"},
        {400, "{\"meta\":{\"error\":{\"errorMessage\":\"Bad\"}}}", SAM_E_REMOTE, "data centre"},
        {500, "{\"meta\":{\"error\":{\"errorCode\":\"E\",\"errorMessage\":\"oops\"}}}", SAM_E_NET,
         "oops"},
        {200, "{\"result\":{}," META "}", SAM_E_REMOTE, "as Qualtrics does"}};
    check_refusals(qualtrics, NULL, 0, URL, 1, refusals, sizeof refusals / sizeof *refusals);
}

static void test_describe(void **state) {
    static const struct step steps[] = {
        {.expect = "/API/v3/surveys/SV_1",
         .body = "{\"result\":{\"questions\":{\"QID1\":{\"questionText\":\"Stellingen\","
                 "\"subQuestions\":{\"1\":{\"choiceText\":\"We vertrouwen elkaar\"},\"2\":{"
                 "\"choiceText\":\"We delen\"}}},\"QID2\":{\"questionText\":\"Nog iets?\"}}}," META
                 "}"}};
    (void)state;
    check_questions(qualtrics, STEPS(steps),
                    "QID1_1|We vertrouwen elkaar\nQID1_2|We delen\nQID2|Nog iets?\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_job),
                                       cmocka_unit_test(test_since),
                                       cmocka_unit_test(test_same_count_is_nothing_new),
                                       cmocka_unit_test(test_job_that_fails),
                                       cmocka_unit_test(test_zip),
                                       cmocka_unit_test(test_refusals),
                                       cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
