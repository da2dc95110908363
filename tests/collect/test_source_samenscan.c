#include "pages.h"

#include "form/server.h"
#include "form/token.h"

#include <time.h>

static const char page_one[] =
    "{\"responses\": [{\"id\": \"r1\", \"respondent\": \"x\", \"alliance\": \"noord\", "
    "\"complete\": true, \"answers\": {\"s1\": 4, \"s2\": \"dk\"}}, {\"id\": \"r2\", \"surprise\": "
    "1, \"answers\": {}}], \"withdrawn\": [\"r0\"], \"next\": \"12\", \"more\": true}";
static const char page_two[] = "{\"responses\": [], \"withdrawn\": [], \"next\": \"12\", \"more\": "
                               "false}";

static struct sam_source at(const char *url) {
    return (struct sam_source){.type = SAM_SOURCE_SAMENSCAN, .url = url, .page_size = 7};
}

static void test_pages(void **state) {
    static const struct step steps[] = {
        {.expect = "/rpc/api/v1/responses?limit=7", .body = page_one},
        {.expect = "/rpc/api/v1/responses?since=12&limit=7", .body = page_two}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, at(s.url));
    if (read_all(&r) != SAM_OK) {
        fail_msg("%s %s", r.err.text, s.wrong);
    }
    assert_string_equal(r.text.data, "r1|x|noord|4|dk|1|\n");
    assert_int_equal(r.unreadable, 1);
    assert_int_equal(r.withdrawn, 1);
    assert_string_equal(r.cursor.data, "12");
    check_contains(s.asked.data, "Authorization: Bearer geheim-123");
    reading_close(&r);
    script_end(&s);
}

static void test_from_the_cursor_or_the_beginning(void **state) {
    static const struct step since[] = {{.expect = "since=9%2Fx&", .body = page_two}};
    static const struct step full[] = {{.expect = "responses?limit=7", .body = page_two}};
    struct script s;
    struct reading r;
    (void)state;
    for (int i = 0; i < 2; i++) {
        script_start(&s, i == 0 ? since : full, 1);
        reading_open(&r, at(s.url));
        r.pass.cursor = "9/x";
        r.pass.full = i == 1;
        assert_int_equal(read_all(&r), SAM_OK);
        reading_close(&r);
        script_end(&s);
    }
}

/* The server's store was replaced: its answer alone would not tell what to do. */
static void test_the_cursor_is_not_known_there(void **state) {
    static const struct step refused[] = {
        {.expect = "since=9", .body = "{\"error\": {}}", .reply.status = 400}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, refused, 1);
    reading_open(&r, at(s.url));
    r.pass.cursor = "9";
    assert_int_equal(read_all(&r), SAM_E_REMOTE);
    check_contains(r.err.text, "collect with --full");
    reading_close(&r);
    script_end(&s);
}

static void test_no_samenscan_server(void **state) {
    static const char *const bodies[] = {
        "{}",
        "[]",
        "{\"responses\": {}, \"next\": \"\", \"more\": 1}",
        "{\"responses\": [], \"next\": 4, \"more\": false}",
        "{\"responses\": [{}], \"next\": \"\", \"more\": false, \"x\": [1]}",
        "{\"responses\": [], \"withdrawn\": [4], \"next\": \"\", \"more\": false}",
        "{\"responses\": [], \"next\": \"\", \"more\": true}"};
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        const struct step steps[] = {{.expect = "", .body = bodies[i]}};
        struct script s;
        struct reading r;
        script_start(&s, STEPS(steps));
        reading_open(&r, at(s.url));
        assert_int_equal(read_all(&r), SAM_E_REMOTE);
        check_contains(r.err.text, s.url);
        reading_close(&r);
        script_end(&s);
    }
}

static void test_wrong_key(void **state) {
    static const struct step steps[] = {{.expect = "", .reply.status = 401}};
    struct script s;
    struct reading r;
    (void)state;
    script_start(&s, STEPS(steps));
    reading_open(&r, at(s.url));
    assert_int_equal(read_all(&r), SAM_E_AUTH);
    assert_null(strstr(r.err.text, "geheim"));
    reading_close(&r);
    script_end(&s);
}

static void test_describe_needs_no_list(void **state) {
    struct sam_questions questions = {0};
    struct sam_err err = {0};
    (void)state;
    assert_int_equal(sam_platform_samenscan.describe(NULL, &questions, &err), SAM_OK);
    assert_int_equal(questions.count, 0);
}

/* --- from our own server ---------------------------------------------------------------------- */

static const char study_text[] =
    "{\"id\": \"own\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": \"nl\", "
    "\"alliances\": [{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": \"a\", "
    "\"name\": \"A\", \"lead\": true}]}], \"people\": [], \"waves\": [{\"id\": \"2026\", "
    "\"questionnaire\": \"recorded\"}], \"sources\": [{\"name\": \"own\", \"type\": "
    "\"samenscan\", \"url\": \"http://127.0.0.1:1\", \"secret_env\": \"SAM_TEST_SECRET\", "
    "\"page_size\": 3}]}";

static void put(struct fixture *f, const char *id, int answer, bool complete) {
    uint8_t answers[31] = {(uint8_t)answer};
    struct sam_open_answer open = {0, "een \"open\" antwoord"};
    struct sam_response response = {.record_id = id,
                                    .respondent = id,
                                    .alliance = "noord",
                                    .organisation = "a",
                                    .wave = "2026",
                                    .submitted_at = "2026-05-01T10:00:00Z",
                                    .modified_at = "",
                                    .role = SAM_LEAD,
                                    .language = SAM_NL,
                                    .complete = complete,
                                    .answers = answers,
                                    .item_count = f->questionnaire->item_count,
                                    .open = &open,
                                    .open_count = 1};
    enum sam_put what;
    struct sam_err err = {0};
    assert_int_equal(f->questionnaire->item_count, 31);
    assert_int_equal(sam_store_begin(f->store, &err), SAM_OK);
    if (sam_store_put(f->store, "form", f->questionnaire, &response, time(NULL), &what, &err) !=
        SAM_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(sam_store_commit(f->store, &err), SAM_OK);
}

/* Changes there, each followed by a collect here. */
static void test_from_our_own_server(void **state) {
    struct fixture there;
    struct fixture here;
    struct sam_server *server = NULL;
    struct sam_run run;
    struct sam_err err = {0};
    struct sam_token token = {.kind = SAM_TOKEN_READER};
    char key[SAM_TOKEN_SIZE];
    char url[64];
    (void)state;
    fixture_open_text(&there, study_text);
    assert_int_equal(sam_store_use_questionnaire(there.store, there.questionnaire, &err), SAM_OK);
    for (int i = 0; i < 8; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%d", i);
        put(&there, id, 1 + i % 5, i != 3);
    }
    assert_int_equal(sam_token_issue(there.store, &token, time(NULL), key, &err), SAM_OK);
    fixture_open_text(&here, study_text);
    setenv("SAM_TEST_SECRET", key, 1);
    here.study->sources[0].url = url;
    for (int round = 0; round < 3; round++) {
        struct sam_server_options options = {.bind = "127.0.0.1"};
        if (sam_server_start(there.study, &there.instruments, there.store, &options, &server,
                             &err) != SAM_OK) {
            fail_msg("%s", err.text);
        }
        snprintf(url, sizeof url, "http://127.0.0.1:%u", sam_server_port(server));
        here.options.full = round == 2;
        if (sam_collect(here.study, 0, &here.instruments, here.store, &here.options, &run, &err) !=
            SAM_OK) {
            fail_msg("%s", err.text);
        }
        sam_server_stop(server);
        assert_int_equal(run.quarantined, 0);
        assert_int_equal(run.added, round == 0 ? 8 : 0);
        assert_int_equal(run.changed, round == 1 ? 1 : 0);
        assert_int_equal(run.withdrawn, round == 1 ? 1 : 0);
        if (round == 0) {
            bool was_there = false;
            put(&there, "r3", 5, true);
            assert_int_equal(sam_store_begin(there.store, &err), SAM_OK);
            assert_int_equal(
                sam_store_withdraw(there.store, "form", "r5", time(NULL), &was_there, &err),
                SAM_OK);
            assert_int_equal(sam_store_commit(there.store, &err), SAM_OK);
        }
    }
    struct counts counts = count(&here);
    assert_int_equal(counts.complete, 7);
    assert_int_equal(counts.withdrawn, 1);
    fixture_close(&here);
    fixture_close(&there);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages),
                                       cmocka_unit_test(test_from_the_cursor_or_the_beginning),
                                       cmocka_unit_test(test_the_cursor_is_not_known_there),
                                       cmocka_unit_test(test_no_samenscan_server),
                                       cmocka_unit_test(test_wrong_key),
                                       cmocka_unit_test(test_from_our_own_server),
                                       cmocka_unit_test(test_describe_needs_no_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
