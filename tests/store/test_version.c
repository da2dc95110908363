#include "store_fixture.h"

#include "model/response_json.h"

/* Every edit leaves what was there before, whole enough to be judged again. */
static void old_versions_are_kept_whole(void **state) {
    struct fixture *f = *state;
    static const struct sam_open_answer open[] = {{1, "een \"oud\" antwoord\n"}};
    struct sam_response response = fixture_response("r1", "1?-45");
    response.open = open;
    response.open_count = 1;
    response.role = SAM_LEAD;
    response.modified_at = "2026-11-01 11:00:00";
    fixture_put(f, &response);
    response = fixture_response("r1", "55555");
    fixture_put(f, &response);
    fixture_put_answers(f, "r1", "11111");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response_version"), 2);
    assert_int_equal(fixture_number(f, "SELECT version FROM response"), 3);
    fixture_check_text(
        f, "SELECT content FROM response_version WHERE version = 1",
        "{\"id\": \"r1\", \"respondent\": \"r1\", \"alliance\": \"alpha\", \"organisation\": "
        "\"org\", \"role\": \"lead\", \"wave\": \"2026\", \"language\": \"nl\", \"submitted_at\": "
        "\"2026-11-01T10:00:00Z\", \"modified_at\": \"2026-11-01 11:00:00\", \"complete\": true, "
        "\"answers\": {\"s1\": 1, \"s4\": 4, \"s5\": 5, \"s2\": \"dk\", \"meeting\": \"een "
        "\\\"oud\\\" antwoord\\n\"}}");
    fixture_check_text(f, "SELECT replaced_at FROM response_version WHERE version = 1",
                       "2026-09-21T14:13:20Z");
    /* The new content has no open answer: the old one is in the old version only. */
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM open_answer"), 0);
    assert_int_equal(fixture_number(f, "SELECT json_extract(content, '$.answers.s2') "
                                       "FROM response_version WHERE version = 2"),
                     5);
}

/* What was thought better of before it was sent is kept nowhere. */
static void drafts_are_no_versions(void **state) {
    struct fixture *f = *state;
    static const struct sam_open_answer open[] = {{1, "too frank"}};
    struct sam_response response = fixture_response("r1", "1----");
    response.complete = false;
    response.open = open;
    response.open_count = 1;
    fixture_put(f, &response);
    response = fixture_response("r1", "12---");
    response.complete = false;
    fixture_put(f, &response);
    fixture_put_answers(f, "r1", "12345");
    assert_int_equal(fixture_number(f, "SELECT version FROM response"), 3);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response_version"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM open_answer"), 0);
}

static void a_version_can_be_judged_again(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "1?-45");
    fixture_put_answers(f, "r1", "55555");
    sqlite3_stmt *get = NULL;
    ok(sam_sql_own(f->store, "SELECT content FROM response_version", &get, &err));
    assert_int_equal(sqlite3_step(get), SQLITE_ROW);
    struct sam_arena *arena = sam_arena_new(1 << 20);
    struct sam_raw_response raw;
    struct sam_response response;
    const char *text = sam_sql_text(get, 0);
    ok(sam_raw_response_parse(text, strlen(text), "version", arena, &raw, &err));
    assert_int_equal(sam_response_judge(&raw, NULL, NULL, f->questionnaire, arena, &response, &err),
                     SAM_ACCEPTED);
    const uint8_t expected[] = {1, SAM_DONT_KNOW, SAM_MISSING, 4, 5};
    assert_memory_equal(response.answers, expected, 5);
    sqlite3_finalize(get);
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(old_versions_are_kept_whole),
        fixture_test(drafts_are_no_versions),
        fixture_test(a_version_can_be_judged_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
