#include "fixture.h"

#include "collect/json_records.h"
#include "pages.h"

static struct sam_mapping map[] = {{"/antwoorden/s1", "s1"},
                                   {"/antwoorden/group~1q2", "s2"},
                                   {"/wie", "respondent"},
                                   {"/plek", "alliance"}};
static const struct sam_source source = {.records = "/data",
                                         .record_id = "/nr",
                                         .modified = "/stamp",
                                         .complete = "/klaar",
                                         .complete_value = "ja",
                                         .map = map,
                                         .map_count = 4};

static enum sam_status records(const struct sam_source *from, const char *text, struct reading *r,
                               struct sam_page *page, char **newest) {
    reading_open(r, *from);
    cJSON *tree = cJSON_Parse(text);
    assert_non_null(tree);
    enum sam_status status = sam_json_records(tree, from, r->mapper, page, newest, &r->err);
    cJSON_Delete(tree);
    return status;
}

static void test_records(void **state) {
    static const char text[] =
        "{\"data\": [{\"nr\": 17, \"stamp\": \"2026-02-01\", \"klaar\": \"ja\", \"wie\": \"r1\", "
        "\"plek\": \"noord\", \"antwoorden\": {\"s1\": 4.0, \"group/q2\": \"2\"}, \"s3\": 5, "
        "\"iets\": {\"a\": 1}}, {\"nr\": \"b-2\", \"stamp\": \"2026-01-01\", \"klaar\": \"nee\", "
        "\"antwoorden\": {\"s1\": null}}]}";
    struct reading r;
    struct sam_page page;
    char *newest = NULL;
    (void)state;
    sam_page_init(&page);
    assert_int_equal(records(&source, text, &r, &page, &newest), SAM_OK);
    note_page(&r, &page);
    assert_string_equal(r.text.data, "17|r1|noord|4|2|1|2026-02-01\nb-2|||-|-|0|2026-01-01\n");
    assert_string_equal(answer_of(&page.records[0], "s3"), "5");
    assert_int_equal(page.records[0].answer_count, 3);
    assert_string_equal(newest, "2026-02-01");
    free(newest);
    sam_page_fini(&page);
    reading_close(&r);
}

/* A value that is no answer goes on as it is, for the judgement to refuse and show. */
static void test_odd_values_stay(void **state) {
    static const char text[] = "[{\"nr\": 1, \"s1\": [1, 2], \"s2\": true}]";
    struct sam_source whole = {.record_id = "nr"};
    struct reading r;
    struct sam_page page;
    char *newest = NULL;
    (void)state;
    sam_page_init(&page);
    assert_int_equal(records(&whole, text, &r, &page, &newest), SAM_OK);
    note_page(&r, &page);
    assert_string_equal(r.text.data, "1|||[1,2]|true|1|\n");
    sam_page_fini(&page);
    reading_close(&r);
}

static void test_pointers_that_lead_nowhere(void **state) {
    static const char *const cases[][2] = {
        {"{\"other\": []}", "\"/data\""},
        {"{\"data\": {}}", "\"/data\""},
        {"{\"data\": [{\"nr\": 1}, {}]}", "record 2 has no id at \"/nr\""},
        {"{\"data\": [{\"nr\": \"\"}]}", "record 1 has an empty id"},
        {"{\"data\": [{\"nr\": {}}]}", "record 1 has no id"},
        {"{\"data\": [{\"nr\": 9007199254740993}]}", "as text"},
        {"{\"data\": [5]}", "record 1 has no id"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r;
        struct sam_page page;
        char *newest = NULL;
        sam_page_init(&page);
        assert_int_equal(records(&source, cases[i][0], &r, &page, &newest), SAM_E_REMOTE);
        check_contains(r.err.text, cases[i][1]);
        free(newest);
        sam_page_fini(&page);
        reading_close(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_records),
                                       cmocka_unit_test(test_odd_values_stay),
                                       cmocka_unit_test(test_pointers_that_lead_nowhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
