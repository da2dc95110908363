/* Formbricks' shapes. */
#include "pages.h"

static struct sam_mapping map[] = {{"contactAttributes/org", "organisation"},
                                   {"contactId", "respondent"}};
static const struct sam_source formbricks = {.name = "fb",
                                             .type = SAM_SOURCE_FORMBRICKS,
                                             .survey = "cab",
                                             .page_size = 2,
                                             .map = map,
                                             .map_count = 2};

#define ROW(id, stamp, finished, data)                                                             \
    "{\"id\":\"" id "\",\"updatedAt\":\"" stamp "\",\"finished\":" finished                        \
    ",\"surveyId\":\"cab\",\"contactId\":\"k" id "\",\"language\":\"nl\",\"data\":{" data          \
    "},\"contactAttributes\":{\"org\":\"a\",\"email\":\"x@example.org\"},\"meta\":{}}"

/* Equal stamps at a page's end: the next page starts with the same stamp and is told apart by id;
 * when a page holds nothing new, further on. */
static void test_pages_by_stamp(void **state) {
    static const struct step steps[] = {
        {.expect = "/api/v2/management/responses?surveyId=cab&limit=2&sortBy=updatedAt&order=asc&"
                   "skip=0",
         .body = "{\"data\":[" ROW("1", "2026-03-01T10:00:00.000Z", "true",
                                   "\"s1\":4,\"alliance\":\"noord\",\"m\":{\"s2\":\"Mee "
                                   "eens\"}") "," ROW("2", "2026-03-01T10:00:01.000Z", "true",
                                                      "\"s1\":1") "]}"},
        {.expect = "startDate=2026-03-01T10%3A00%3A01.000Z&filterDateField=updatedAt&skip=0",
         .body = "{\"data\":[" ROW("2", "2026-03-01T10:00:01.000Z", "true", "\"s1\":1") "," ROW(
             "3", "2026-03-01T10:00:01.000Z", "true", "\"s1\":2") "]}"},
        {.expect = "startDate=2026-03-01T10%3A00%3A01.000Z&filterDateField=updatedAt&skip=2",
         .body = "{\"data\":[" ROW("4", "2026-03-01T10:00:01.000Z", "false",
                                   "\"s1\":3") "],\"meta\""
                                               ":{\"total\":4}}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, formbricks, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "1|k1|noord|4|4|1|2026-03-01T10:00:00.000Z\n"
                                     "2|k2||1|-|1|2026-03-01T10:00:01.000Z\n"
                                     "2|k2||1|-|1|2026-03-01T10:00:01.000Z\n"
                                     "3|k3||2|-|1|2026-03-01T10:00:01.000Z\n"
                                     "4|k4||3|-|0|2026-03-01T10:00:01.000Z\n");
    assert_string_equal(r.cursor.data, "{\"newest\": \"2026-03-01T10:00:01.000Z\"}");
    /* Nobody asked for the e-mail address. */
    assert_int_equal(r.notices.length, 0);
    reading_close(&r);
}

static void test_overlap(void **state) {
    static const struct step steps[] = {
        {.expect = "startDate=2026-03-01T09%3A50%3A01.000Z&filterDateField=updatedAt",
         .body = "{\"data\":[]}"}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, formbricks, false, "{\"newest\": \"2026-03-01T10:00:01.000Z\"}",
                                STEPS(steps)),
                     SAM_OK);
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {401, "{\"code\":\"not_authenticated\"}", SAM_E_AUTH, "API key"},
        {403, "{\"error\":{\"code\":403,\"message\":\"Forbidden\"}}", SAM_E_AUTH,
         "per environment"},
        {404, "<html>", SAM_E_NOT_FOUND, "too old"},
        {400, "{\"error\":{\"code\":400,\"message\":\"Bad Request\"}}", SAM_E_REMOTE,
         "Bad Request"},
        {200, "{\"error\":{\"code\":429,\"message\":\"Too Many\"}}", SAM_E_NET, "Too Many"},
        {429, "upstream says no", SAM_E_NET, "429"},
        {200, "{\"items\":[]}", SAM_E_REMOTE, "as Formbricks does"},
        {200, "{\"data\":[{\"id\":\"1\"}]}", SAM_E_REMOTE, "without an id"}};
    check_refusals(formbricks, NULL, 0, "/responses", 1, refusals,
                   sizeof refusals / sizeof *refusals);
}

static void test_describe(void **state) {
    static const struct step steps[] = {
        {.expect = "/api/v1/management/surveys/cab",
         .body =
             "{\"data\":{\"questions\":[{\"id\":\"q1\",\"headline\":{\"default\":\"We trust each "
             "other\",\"nl\":\"We vertrouwen elkaar\"}}],\"blocks\":[{\"elements\":[{\"id\":\"q2\","
             "\"headline\":\"Tweede\"}]}],\"hiddenFields\":{\"enabled\":true,\"fieldIds\":["
             "\"alliantie\"]}}}"}};
    (void)state;
    check_questions(formbricks, STEPS(steps),
                    "q1|We trust each other|We vertrouwen elkaar\nq2|Tweede\nalliantie|\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_by_stamp), cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
