/* ODK Central's shapes; every recorded answer of a real one is in test_recorded.c. */
#include "pages.h"

static const struct sam_source odk = {.name = "odk",
                                      .type = SAM_SOURCE_ODK,
                                      .survey = "mijn form/1",
                                      .project = "7",
                                      .user = "u@example.org",
                                      .page_size = 2};
static const struct step login = {.expect = "/v1/sessions",
                                  .body = "{\"token\":\"abc$!\",\"expiresAt\":\"x\"}"};
static const struct step logout = {.expect = "/v1/sessions/current", .body = "{}"};

#define SYSTEM(more)                                                                               \
    "\"__system\":{\"submissionDate\":\"2026-11-22T02:33:29.071Z\",\"updatedAt\":null,"            \
    "\"deletedAt\":null,\"status\":null,\"reviewState\":null" more "}"
#define END(count) "],\"@odata.context\":\"https://odk.example.org/x\",\"@odata.count\":" count

static void test_pages_and_names(void **state) {
    const struct step steps[] = {
        login,
        {.expect = "/v1/projects/7/forms/mijn%20form%2F1.svc/Submissions?%24count=true&%24top=2",
         .body =
             "{\"value\":[{\"respondent\":\"r1\",\"alliance\":\"noord\",\"stellingen\":{\"s1\":"
             "\"4\",\"s2\":\"dk\"},\"meta\":{\"instanceID\":\"u\"},\"start\":\"x\",\"acties@odata."
             "navigationLink\":\"x\",\"__id\":\"uuid:1\"," SYSTEM(
                 "") "},{\"stellingen\":{\"s1\":"
                     "null,\"s2\":3},\"__id\":\"met spatie\"," SYSTEM("") "}" END(
                         "3") ",\"@odata.nextLink\":\"https://odk.example.org/v1/projects/7/forms/"
                              "x.svc/"
                              "Submissions?%24top=2&%24skiptoken=01abc%3D%3D\"}"},
        {.expect = "/v1/projects/7/forms/x.svc/Submissions?%24top=2&%24skiptoken=01abc%3D%3D",
         .body = "{\"value\":[{\"s1\":\"5\",\"__id\":\"uuid:3\",\"__system\":{\"submissionDate\":"
                 "\"2026-11-22T02:00:00.000Z\",\"updatedAt\":\"2026-11-22T03:00:00.000Z\"}}" END(
                     "3") "}"},
        logout};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, odk, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "uuid:1|r1|noord|4|dk|1|2026-11-22T02:33:29.071Z\n"
                                     "met spatie||||3|1|2026-11-22T02:33:29.071Z\n"
                                     "uuid:3|||5|-|1|2026-11-22T03:00:00.000Z\n");
    assert_string_equal(r.cursor.data, "{\"newest\": \"2026-11-22T03:00:00.000Z\", \"count\": 3}");
    reading_close(&r);
}

static void test_since_with_deleted_rejected_and_encrypted(void **state) {
    const struct step steps[] = {
        login,
        {.expect =
             "%24filter=__system/submissionDate%20ge%202026-11-22T02:50:00.000Z%20or%20"
             "__system/updatedAt%20ge%202026-11-22T02:50:00.000Z%20or%20__system/deletedAt%20ge",
         .body =
             "{\"value\":[{\"__id\":\"a\",\"__system\":{\"submissionDate\":\"2026-11-01T00:00:00."
             "000Z\",\"deletedAt\":\"2026-11-22T04:00:00.000Z\"}},{\"__id\":\"b\",\"__system\":{"
             "\"submissionDate\":\"2026-11-22T03:00:00.000Z\",\"reviewState\":\"rejected\"}},{"
             "\"__id\":\"c\",\"__system\":{\"submissionDate\":\"2026-11-22T03:00:00.000Z\","
             "\"status\":\"notDecrypted\"}}" END("3") "}"},
        logout};
    struct reading r;
    (void)state;
    assert_int_equal(
        read_steps(&r, odk, false, "{\"newest\": \"2026-11-22T03:00:00.000Z\"}", STEPS(steps)),
        SAM_OK);
    assert_string_equal(r.text.data, "");
    assert_int_equal(r.withdrawn, 2);
    assert_int_equal(r.unreadable, 1);
    check_contains(r.cursor.data, "04:00:00.000Z");
    reading_close(&r);
}

/* The row in the skiptoken was purged: an empty last page, which only the count betrays. */
static void test_paging_that_ends_in_silence(void **state) {
    static const char first[] = "{\"value\":[{\"s1\":\"4\",\"__id\":\"a\"," SYSTEM("") "}" END(
        "2") ",\"@odata.nextLink\":\"/v1/next?%24skiptoken=1\"}";
    const struct step steps[] = {
        login,
        {.expect = "Submissions", .body = first},
        {.expect = "/v1/next", .body = "{\"value\":[" END("2") "}"},
        {.expect = "Submissions", .body = first},
        {.expect = "/v1/next",
         .body = "{\"value\":[{\"s1\":\"1\",\"__id\":\"b\"," SYSTEM("") "}" END("2") "}"},
        logout};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, odk, true, "", STEPS(steps)), SAM_OK);
    check_contains(r.text.data, "b|||1|");
    assert_false(r.unsure);
    reading_close(&r);
}

static void test_session_that_ends_half_way(void **state) {
    const struct step expired = {.expect = "Submissions",
                                 .body = "{\"message\":\"no\",\"code\":401.2}",
                                 .reply.status = 401};
    const struct step steps[] = {login,
                                 expired,
                                 login,
                                 {.expect = "Submissions", .body = "{\"value\":[" END("0") "}"},
                                 logout};
    const struct step again[] = {login, expired, login, expired, logout};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, odk, true, "", STEPS(steps)), SAM_OK);
    reading_close(&r);
    assert_int_equal(read_steps(&r, odk, true, "", STEPS(again)), SAM_E_AUTH);
    reading_close(&r);
}

static void test_wrong_password_is_tried_once(void **state) {
    static const struct step steps[] = {{.expect = "/v1/sessions",
                                         .body = "{\"message\":\"no\",\"code\":401.2}",
                                         .reply.status = 401}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, odk, true, "", STEPS(steps)), SAM_E_AUTH);
    check_contains(r.err.text, "u@example.org");
    reading_close(&r);
}

static void test_basic(void **state) {
    struct sam_source source = odk;
    static const struct step steps[] = {{.expect = "Submissions",
                                         .body = "{\"message\":\"https\",\"code\":401.3}",
                                         .reply.status = 401}};
    struct reading r;
    (void)state;
    source.auth = "basic";
    assert_int_equal(read_steps(&r, source, true, "", STEPS(steps)), SAM_E_AUTH);
    check_contains(r.err.text, "https");
    reading_close(&r);
}

static void test_describe(void **state) {
    const struct step steps[] = {
        login,
        {.expect = "/forms/mijn%20form%2F1/fields?odata=true",
         .body =
             "[{\"path\":\"/stellingen\",\"type\":\"structure\"},{\"path\":\"/stellingen/s01\","
             "\"type\":\"string\"},{\"path\":\"/meta/instanceID\",\"type\":\"string\"},{\"path\":"
             "\"/vrij\",\"type\":\"string\"}]"},
        {.expect = "/forms/mijn%20form%2F1.xml",
         .body =
             "<h:html><itext><translation lang=\"Nederlands (nl)\"><text id=\"/data/stellingen/s01"
             ":label\"><value>We vertrouwen elkaar</value></text></translation><translation lang="
             "\"English (en)\"><text id=\"/data/stellingen/s01:label\"><value>We trust each "
             "other</value></text></translation></itext></h:html>"},
        logout};
    (void)state;
    check_questions(odk, STEPS(steps),
                    "stellingen/s01|We vertrouwen elkaar|We trust each other\nvrij|\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_and_names),
        cmocka_unit_test(test_since_with_deleted_rejected_and_encrypted),
        cmocka_unit_test(test_paging_that_ends_in_silence),
        cmocka_unit_test(test_session_that_ends_half_way),
        cmocka_unit_test(test_wrong_password_is_tried_once),
        cmocka_unit_test(test_basic),
        cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
