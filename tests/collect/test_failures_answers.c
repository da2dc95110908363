/* Rows 1 to 12 of "What can go wrong" in docs/sources.md: answers that are late, broken, refused or
 * in motion. */
#include "failures.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(void *context, const char *source, size_t fetched) {
    (void)context;
    (void)source;
    (void)fetched;
    raise(SIGKILL);
}

static void row_01_killed_between_fetching_and_storing(void **state) {
    struct world w;
    int ended = 0;
    (void)state;
    world_open(&w, false);
    /* A connection to SQLite must not go into a child. */
    sam_store_close(w.f.store);
    w.f.store = NULL;
    pid_t child = fork();
    if (child == 0) {
        w.f.options.progress = die;
        bool opened = sam_store_open(w.f.folder, SAM_STORE_WRITE, &w.f.store, &w.err) == SAM_OK;
        _exit(opened && collect(&w, OWN, false) == SAM_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended));
    assert_int_equal(sam_store_open(w.f.folder, SAM_STORE_WRITE, &w.f.store, &w.err), SAM_OK);
    assert_int_equal(sam_store_use_questionnaire(w.f.store, w.f.questionnaire, &w.err), SAM_OK);
    assert_int_equal(count(&w.f).complete + count(&w.f).incomplete, 40);
    collect_ok(&w, OWN, false);
    assert_int_equal(w.run.added, 60);
    check_same(&w);
    world_close(&w);
}

/* Half of an export, by a connection that closes as if that were all. */
static void cut_in_half(struct world *w, const struct sam_exchange *exchange,
                        struct sam_reply *reply) {
    if ((asks(exchange, "export_responses") || asks(exchange, "limit=")) && w->troubled-- > 0) {
        reply->framing = SAM_BY_CLOSING;
        reply->cut = true;
        reply->cut_at = reply->body_length / 2;
    }
}

static void row_02_an_answer_breaks_off(void **state) {
    struct world w;
    (void)state;
    for (size_t source = LS; source <= OWN; source++) {
        world_open(&w, false);
        w.trouble = cut_in_half;
        w.troubled = 2;
        collect_ok(&w, source, true);
        check_same(&w);
        world_close(&w);
    }
    world_open(&w, false);
    w.trouble = cut_in_half;
    w.troubled = 1000;
    collect_fails(&w, OWN, SAM_E_REMOTE, "not whole JSON");
    world_close(&w);
}

static const char *page;
static void page_instead(struct world *w, const struct sam_exchange *exchange,
                         struct sam_reply *reply) {
    (void)w;
    (void)exchange;
    instead(reply, 200, "text/html", page);
}

static void row_03_something_else_than_data(void **state) {
    static const struct {
        size_t source;
        const char *page, *words;
    } all[] = {{LS, "", "RemoteControl is not set to JSON-RPC"},
               {LS, "<!DOCTYPE html><title>Sign in</title>", "a web page instead of data"},
               {LS, "Service unavailable", "not whole JSON: \"Service unavailable\""},
               {OWN, "", "an empty answer"},
               {OWN, "<!DOCTYPE html><title>Sign in</title>", "sign-in page of its own"},
               {OWN, "Service unavailable", "\"Service unavailable\""}};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct world w;
        world_open(&w, false);
        w.trouble = page_instead;
        page = all[i].page;
        collect_fails(&w, all[i].source, SAM_E_REMOTE, all[i].words);
        world_close(&w);
    }
}

static void no_permission(struct world *w, const struct sam_exchange *exchange,
                          struct sam_reply *reply) {
    (void)w;
    if (asks(exchange, "export_responses")) {
        result(exchange, reply, "{\"status\":\"No permission\"}");
    }
}

static void row_04_an_error_with_status_200(void **state) {
    static const struct {
        enum fake_api source;
        const char *body;
        enum sam_status status;
        const char *words;
    } all[] = {{FAKE_REDCAP, "{\"error\":\"You do not have API rights\"}", SAM_E_REMOTE,
                "You do not have API rights"},
               {FAKE_NEXTCLOUD,
                "{\"ocs\":{\"meta\":{\"status\":\"failure\",\"statuscode\":404,\"message\":\"\"},"
                "\"data\":[]}}",
                SAM_E_REMOTE, "Nextcloud says"},
               {FAKE_SURVEYMONKEY,
                "{\"error\":{\"id\":\"1014\",\"name\":\"Permission\",\"message\":\"Not granted\","
                "\"http_status_code\":403}}",
                SAM_E_REMOTE, "Not granted"}};
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = no_permission;
    collect_fails(&w, LS, SAM_E_AUTH, "has no right to this in survey 1");
    world_close(&w);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        world_open(&w, true);
        w.trouble = page_instead;
        page = all[i].body;
        collect_fails(&w, all[i].source, all[i].status, all[i].words);
        world_close(&w);
    }
}

static void row_05_no_data_yet(void **state) {
    struct world w;
    (void)state;
    for (int passes = 0; passes < 2; passes++) {
        world_open(&w, false);
        memset(&w.fake, 0, sizeof w.fake);
        collect_ok(&w, LS, passes == 1);
        collect_ok(&w, OWN, passes == 1);
        assert_int_equal(w.run.fetched, 0);
        assert_int_equal(w.f.notices.length, 0);
        world_close(&w);
        for (enum fake_api which = 0; which < FAKE_APIS; which++) {
            world_open(&w, true);
            memset(&w.api.set, 0, sizeof w.api.set);
            collect_ok(&w, which, passes == 1);
            assert_int_equal(w.run.fetched, 0);
            world_close(&w);
        }
    }
    /* After there was data it is no reason to erase. */
    world_open(&w, false);
    collect_ok(&w, LS, false);
    memset(&w.fake, 0, sizeof w.fake);
    collect_fails(&w, LS, SAM_E_REMOTE, "Nothing was withdrawn");
    world_close(&w);
}

static void session_is_over(struct world *w, const struct sam_exchange *exchange,
                            struct sam_reply *reply) {
    (void)w;
    if (asks(exchange, "export_responses")) {
        result(exchange, reply, "{\"status\":\"Invalid Session key\"}");
    }
}

static void row_06_a_session_ends_half_way(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.fake.expire_after = 1;
    collect_ok(&w, LS, true);
    assert_int_equal(w.fake.logins, 2);
    check_same(&w);
    world_close(&w);
    world_open(&w, false);
    w.trouble = session_is_over;
    collect_fails(&w, LS, SAM_E_AUTH, "refused again after logging in again");
    assert_int_equal(w.fake.logins, 2);
    world_close(&w);
}

static void row_07_a_wrong_password(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    setenv("SAM_TEST_SECRET", "wrong-password", 1);
    collect_fails(&w, LS, SAM_E_AUTH, "It was tried once");
    collect_fails(&w, LS, SAM_E_AUTH, "is not asked again, because wrong passwords lock out");
    assert_int_equal(w.fake.logins, 1);
    assert_null(strstr(w.err.text, "wrong-password"));
    setenv("SAM_TEST_SECRET", "geheim-123", 1);
    collect_ok(&w, LS, true);
    world_close(&w);
}

static void too_many_requests(struct world *w, const struct sam_exchange *exchange,
                              struct sam_reply *reply) {
    (void)exchange;
    if (w->fake.requests > 2) {
        instead(reply, 429, NULL, "{}");
        snprintf(reply->headers, sizeof reply->headers, "Retry-After: 3000\r\n");
    }
}

static void row_08_too_many_requests(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = too_many_requests;
    assert_int_equal(collect(&w, OWN, false), SAM_E_NET);
    check_contains(w.err.text, "run again after 20");
    assert_string_equal(w.run.outcome, "incomplete");
    assert_int_equal(count(&w.f).complete + count(&w.f).incomplete, 80);
    w.trouble = NULL;
    collect_ok(&w, OWN, false);
    assert_int_equal(w.run.added, 20);
    check_same(&w);
    world_close(&w);
}

/* More than twenty ids at once take too long for this server. */
static void too_slow(struct world *w, const struct sam_exchange *exchange,
                     struct sam_reply *reply) {
    const char *range = strstr(exchange->body, "\"short\",");
    if (range != NULL) {
        char *end = NULL;
        long first = strtol(range + 8, &end, 10);
        long last = strncmp(end, ",null", 5) == 0 ? 1000000 : strtol(end + 1, NULL, 10);
        if (last - first >= 20 && first <= w->fake.highest) {
            instead(reply, 504, "text/html", "<html>504</html>");
            w->troubled++;
        }
    }
}

static void row_09_too_much_for_one_answer(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.trouble = too_slow;
    w.fake.unreadable = 37;
    collect_ok(&w, LS, true);
    assert_true(w.troubled > 0);
    assert_int_equal(w.run.added, 99);
    said(&w, "response 37 cannot be read");
    said(&w, "the rest goes on");
    check_contains(refused(&w.f, "37").text, "cannot be read");
    world_close(&w);
}

static void row_10_the_server_makes_pages_smaller(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, true);
        w.api.page_most = 7;
        collect_ok(&w, which, true);
        assert_int_equal(w.run.added, 100);
        check_same(&w);
        world_close(&w);
    }
}

static void keep_changing(struct world *w, const struct sam_exchange *exchange,
                          struct sam_reply *reply) {
    (void)reply;
    if (asks(exchange, "export_responses") && w->fake.highest < FAKE_RECORDS - 1) {
        fake_put(&w->fake, w->fake.highest + 1, 2, true);
    }
}

/* Between two requests one goes, one changes and one comes, as long as it is told. */
static bool goes_and_comes(struct fake *set, unsigned request) {
    if (request >= 2 && request <= 4) {
        fake_delete(set, (int)request * 10);
        fake_put(set, (int)request * 10 + 1, 5, true);
        fake_put(set, set->highest + 1, 3, true);
    }
    return request < 5;
}

static void row_11_rows_shift_between_pages(void **state) {
    struct world w;
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        world_open(&w, true);
        w.api.page_most = 30;
        w.api.changes_a_second = 300; /* and of one moment they are too */
        w.f.study->sources[which].page_size = 30;
        w.api.meanwhile = goes_and_comes;
        collect_ok(&w, which, true);
        collect_ok(&w, which, true);
        check_same(&w);
        world_close(&w);
    }
    world_open(&w, false);
    collect_ok(&w, LS, false);
    w.trouble = keep_changing;
    fake_delete(&w.fake, 5);
    collect_ok(&w, LS, true);
    assert_int_equal(w.run.withdrawn, 0);
    said(&w, "changed while it was read, 4 times in a row");
    said(&w, "Nothing is called withdrawn; run again with --full at a quiet moment");
    world_close(&w);
}

static void row_12_a_row_appears_late(void **state) {
    struct world w;
    (void)state;
    world_open(&w, false);
    w.fake.records[95].there = false;
    collect_ok(&w, LS, false);
    w.fake.records[95].there = true;
    collect_ok(&w, LS, false);
    assert_int_equal(w.run.added, 1);
    check_same(&w);
    world_close(&w);
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        world_open(&w, true);
        w.api.set.records[95].there = false;
        collect_ok(&w, which, true);
        w.api.set.records[95].there = true;
        collect_ok(&w, which, false);
        assert_int_equal(w.run.added, 1);
        check_same(&w);
        world_close(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(row_01_killed_between_fetching_and_storing),
                                       cmocka_unit_test(row_02_an_answer_breaks_off),
                                       cmocka_unit_test(row_03_something_else_than_data),
                                       cmocka_unit_test(row_04_an_error_with_status_200),
                                       cmocka_unit_test(row_05_no_data_yet),
                                       cmocka_unit_test(row_06_a_session_ends_half_way),
                                       cmocka_unit_test(row_07_a_wrong_password),
                                       cmocka_unit_test(row_08_too_many_requests),
                                       cmocka_unit_test(row_09_too_much_for_one_answer),
                                       cmocka_unit_test(row_10_the_server_makes_pages_smaller),
                                       cmocka_unit_test(row_11_rows_shift_between_pages),
                                       cmocka_unit_test(row_12_a_row_appears_late)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
