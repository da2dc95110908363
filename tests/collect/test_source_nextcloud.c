/* Nextcloud Forms' shapes; every recorded answer of a real one is in test_recorded.c. */
#include "pages.h"

static struct sam_mapping map[] = {{"12", "alliance"}, {"userId", "respondent"}};
static const struct sam_source nextcloud = {.name = "nc",
                                            .type = SAM_SOURCE_NEXTCLOUD,
                                            .survey = "1",
                                            .user = "onderzoeker",
                                            .map = map,
                                            .map_count = 2};

#define OCS(data)                                                                                  \
    "{\"ocs\":{\"meta\":{\"status\":\"ok\",\"statuscode\":200,\"message\":\"OK\"},\"data\":" data  \
    "}}"
#define LIST(rows, count)                                                                          \
    OCS("{\"submissions\":[" rows "],\"questions\":[],\"filteredSubmissionsCount\":" count "}")
#define ROW(id, stamp, answers)                                                                    \
    "{\"id\":" id ",\"userId\":\"jan\",\"timestamp\":" stamp ",\"answers\":[" answers "]}"
#define ANSWER(question, name, text)                                                               \
    "{\"questionId\":" question ",\"questionName\":\"" name "\",\"text\":\"" text "\"}"

static const struct step form = {.expect = "/ocs/v2.php/apps/forms/api/v3/forms/1?format=json",
                                 .body = OCS("{\"permissions\":[\"submit\",\"results\"]}")};

static void test_whole_list(void **state) {
    const struct step steps[] = {
        form,
        {.expect = "/forms/1/submissions?format=json",
         .body = LIST(ROW("7", "1772350000",
                          ANSWER("9", "s1", "Mee eens") "," ANSWER("12", "", "noord") "," ANSWER(
                              "30", "toelichting",
                              "a") "," ANSWER("30", "toelichting",
                                              "b")) ","
                                                    "{\"id\":6,\"userId\":\"anon-user-12\","
                                                    "\"timestamp\":null,\"answers\":[]}",
                      "2")}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, nextcloud, true, "", STEPS(steps)), SAM_OK);
    assert_string_equal(r.text.data, "7|jan|noord|4|-|1|2026-03-01T07:26:40Z\n6|||-|-|1|\n");
    assert_string_equal(r.cursor.data, "{\"newest\": \"1772350000\", \"count\": 2}");
    reading_close(&r);
}

/* One page from the top: nothing new and as many as before. */
static void test_nothing_new(void **state) {
    const struct step steps[] = {
        {.expect = "/submissions?limit=100&offset=0&format=json",
         .body = LIST(ROW("7", "1772350000", ANSWER("9", "s1", "4")), "2")}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, nextcloud, false, "{\"newest\": \"1772350000\", \"count\": 2}",
                                STEPS(steps)),
                     SAM_OK);
    check_contains(r.cursor.data, "\"count\": 2");
    reading_close(&r);
}

/* Something new: is the right to see all still there? */
static void test_new_on_the_first_page(void **state) {
    const struct step steps[] = {
        {.expect = "limit=100",
         .body = LIST(ROW("8", "1772360000", ANSWER("9", "s1", "5")) "," ROW(
                          "7", "1772340000", ANSWER("9", "s1", "4")),
                      "3")},
        form};
    const struct step lost[] = {
        {.expect = "limit=100",
         .body = LIST(ROW("8", "1772360000", ANSWER("9", "s1", "5")) "," ROW(
                          "7", "1772340000", ANSWER("9", "s1", "4")),
                      "3")},
        {.expect = "/forms/1?", .body = OCS("{\"permissions\":[\"submit\"]}")}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, nextcloud, false, "{\"newest\": \"1772350000\", \"count\": 2}",
                                STEPS(steps)),
                     SAM_OK);
    check_contains(r.text.data, "8|jan||5|");
    assert_string_equal(r.cursor.data, "{\"newest\": \"1772360000\", \"count\": 3}");
    reading_close(&r);
    assert_int_equal(
        read_steps(&r, nextcloud, false, "{\"newest\": \"1772350000\", \"count\": 2}", STEPS(lost)),
        SAM_E_AUTH);
    assert_string_equal(r.text.data, "");
    check_contains(r.err.text, "own answers");
    reading_close(&r);
}

/* More that is new than fits on the page, or fewer than there were: the whole list. */
static void test_when_one_page_is_not_enough(void **state) {
    static const char *const tops[] = {LIST(ROW("8", "1772360000", ANSWER("9", "s1", "5")), "3"),
                                       LIST(ROW("7", "1772340000", ANSWER("9", "s1", "4")), "1")};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct step steps[] = {
            {.expect = "limit=100", .body = tops[i]},
            form,
            {.expect = "/submissions?format=json",
             .body = LIST(ROW("8", "1772360000", ANSWER("9", "s1", "5")), "1")}};
        struct reading r;
        assert_int_equal(read_steps(&r, nextcloud, false,
                                    "{\"newest\": \"1772350000\", \"count\": 2}", STEPS(steps)),
                         SAM_OK);
        reading_close(&r);
    }
}

/* Too much at once: by pages, and when those lose rows, once more and then at once. */
static void test_pages_that_lose_rows(void **state) {
    const struct step too_much = {.expect = "/submissions?format=json", .reply.status = 500};
    const struct step lossy = {
        .expect = "/submissions?limit=1000&offset=0&format=json",
        .body = LIST(ROW("8", "1", ANSWER("9", "s1", "5")) "," ROW("8", "1", ""), "2")};
    const struct step whole = {
        .expect = "/submissions?format=json",
        .body = LIST(
            ROW("8", "1", ANSWER("9", "s1", "5")) "," ROW("9", "1", ANSWER("9", "s1", "2")), "2")};
    const struct step steps[] = {form,     too_much, too_much, too_much, too_much,
                                 too_much, lossy,    lossy,    whole};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, nextcloud, true, "", STEPS(steps)), SAM_OK);
    check_contains(r.text.data, "9|jan||2|");
    assert_false(r.unsure);
    reading_close(&r);
}

static void test_refusals(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {401, "<?xml version=\"1.0\"?>", SAM_E_AUTH, "app password"},
        {403, "{\"ocs\":{\"meta\":{\"status\":\"failure\",\"message\":\"\"},\"data\":[]}}",
         SAM_E_AUTH, "may not see"},
        {404, "", SAM_E_NOT_FOUND, "no form 1"},
        {412, "{\"message\":\"CSRF check failed\"}", SAM_E_REMOTE, "as Nextcloud Forms does"},
        {429, "", SAM_E_NET, "half an hour"},
        {503, "", SAM_E_NET, "maintained"},
        {200,
         "{\"ocs\":{\"meta\":{\"status\":\"failure\",\"statuscode\":997,\"message\":\"no\"},"
         "\"data\":[]}}",
         SAM_E_REMOTE, "\"no\" (status 997)"},
        {200, OCS("{\"submissions\":3}"), SAM_E_REMOTE, "as Nextcloud Forms does"}};
    check_refusals(nextcloud, &form, 1, "/submissions", 1, refusals,
                   sizeof refusals / sizeof *refusals);
    static const struct refusal database_down[] = {{200, "", SAM_E_REMOTE, "database"}};
    check_refusals(nextcloud, &form, 1, "/submissions", 3, database_down, 1);
}

static void test_old_version_has_no_count(void **state) {
    const struct step steps[] = {
        form,
        {.expect = "/submissions",
         .body = OCS("{\"submissions\":[" ROW("7", "5", ANSWER("9", "s1", "4")) "]}")}};
    struct reading r;
    (void)state;
    assert_int_equal(read_steps(&r, nextcloud, true, "", STEPS(steps)), SAM_OK);
    check_contains(r.text.data, "7|jan||4|");
    reading_close(&r);
}

static void test_describe(void **state) {
    static const struct step steps[] = {
        {.expect = "/forms/1?",
         .body =
             OCS("{\"questions\":[{\"id\":9,\"name\":\"s1\",\"text\":\"We vertrouwen elkaar\"},{"
                 "\"id\":12,\"name\":\"\",\"text\":\"Welke alliantie?\"}]}")}};
    (void)state;
    check_questions(nextcloud, STEPS(steps), "s1|We vertrouwen elkaar\n12|Welke alliantie?\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole_list),
                                       cmocka_unit_test(test_nothing_new),
                                       cmocka_unit_test(test_new_on_the_first_page),
                                       cmocka_unit_test(test_when_one_page_is_not_enough),
                                       cmocka_unit_test(test_pages_that_lose_rows),
                                       cmocka_unit_test(test_refusals),
                                       cmocka_unit_test(test_old_version_has_no_count),
                                       cmocka_unit_test(test_describe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
