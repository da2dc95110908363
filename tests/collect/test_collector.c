/* The engine against a platform whose records come, change and go. */
#include "fake_platform.h"

#include "collect/collector.h"

struct world {
    struct fake fake;
    struct sam_loopback *server;
    struct fixture f;
    struct sam_run run;
    struct sam_err err;
};

static void world_open(struct world *w) {
    struct sam_buf text;
    *w = (struct world){0};
    w->server = sam_loopback_start(fake_answer, &w->fake);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fake_study(&text, sam_loopback_port(w->server));
    fixture_open_text(&w->f, text.data);
    sam_buf_fini(&text);
    for (int id = 1; id <= 100; id++) {
        fake_put(&w->fake, id, 1 + id % 5, id % 10 != 0);
    }
}

static void world_close(struct world *w) {
    sam_loopback_stop(w->server);
    fixture_close(&w->f);
}

static enum sam_status collect(struct world *w, size_t source, bool full) {
    w->f.options.full = full;
    return sam_collect(w->f.study, source, &w->f.instruments, w->f.store, &w->f.options, &w->run,
                       &w->err);
}

static void collect_ok(struct world *w, size_t source, bool full) {
    if (collect(w, source, full) != SAM_OK) {
        fail_msg("%s", w->err.text);
    }
}

static void check_run(const struct world *w, size_t added, size_t changed, size_t withdrawn) {
    assert_int_equal(w->run.added, added);
    assert_int_equal(w->run.changed, changed);
    assert_int_equal(w->run.withdrawn, withdrawn);
    assert_string_equal(w->run.outcome, "done");
}

static void test_new_records(void **state) {
    (void)state;
    for (size_t source = 0; source < 2; source++) {
        struct world w;
        world_open(&w);
        collect_ok(&w, source, false);
        check_run(&w, 100, 0, 0);
        fake_check_store(&w.f, &w.fake);
        assert_int_equal(count(&w.f).incomplete, 10);
        collect_ok(&w, source, false);
        check_run(&w, 0, 0, 0);
        for (int id = 101; id <= 110; id++) {
            fake_put(&w.fake, id, 3, true);
        }
        collect_ok(&w, source, false);
        check_run(&w, 10, 0, 0);
        fake_check_store(&w.f, &w.fake);
        assert_true(w.fake.logins == w.fake.releases);
        world_close(&w);
    }
}

/* Unfinished ones are looked at again in every pass, wherever their number lies. */
static void test_incomplete_becomes_complete(void **state) {
    (void)state;
    for (size_t source = 0; source < 2; source++) {
        struct world w;
        world_open(&w);
        collect_ok(&w, source, false);
        assert_string_equal(find(&w.f, "10").text, "tok0010|noord|||0||1|1");
        fake_put(&w.fake, 10, 4, true);
        collect_ok(&w, source, false);
        check_run(&w, 0, 1, 0);
        assert_string_equal(find(&w.f, "10").text,
                            source == 0 ? "tok0010|noord|||1|2026-03-01 10:00:00+01:00|4|2"
                                        : "tok0010|noord|||1||4|2");
        fake_check_store(&w.f, &w.fake);
        world_close(&w);
    }
}

/* LimeSurvey doesn't tell of edits. A few hundred records are all read again each time; in more, an
 * edit far back shows in a full pass only. */
static void test_edited(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    fake_put(&w.fake, 3, 5, true);
    collect_ok(&w, 0, false);
    check_run(&w, 0, 1, 0);
    for (int id = 101; id < FAKE_RECORDS; id++) {
        fake_put(&w.fake, id, 3, true);
    }
    collect_ok(&w, 0, false);
    check_run(&w, FAKE_RECORDS - 101, 0, 0);
    fake_put(&w.fake, 3, 4, true);
    collect_ok(&w, 0, false);
    check_run(&w, 0, 0, 0);
    collect_ok(&w, 0, true);
    check_run(&w, 0, 1, 0);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

static void test_deleted(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    fake_delete(&w.fake, 7);
    fake_delete(&w.fake, 100);
    collect_ok(&w, 0, false);
    check_run(&w, 0, 0, 0);
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 2);
    fake_check_store(&w.f, &w.fake);
    assert_int_equal(count(&w.f).withdrawn, 2);
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 0);
    /* and what comes back is there again */
    fake_put(&w.fake, 7, 2, true);
    collect_ok(&w, 0, true);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

static void test_platform_tells_of_withdrawals(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 1, false);
    for (int id = 1; id <= 50; id++) {
        fake_delete(&w.fake, id);
    }
    collect_ok(&w, 1, false);
    check_run(&w, 0, 0, 50);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

static void test_too_many_gone(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    for (int id = 1; id <= 21; id++) {
        fake_delete(&w.fake, id);
    }
    assert_int_equal(collect(&w, 0, true), SAM_E_REMOTE);
    check_contains(w.err.text, "21 of 100");
    assert_int_equal(count(&w.f).withdrawn, 0);
    assert_string_equal(w.run.outcome, "failed");
    w.f.options.accept_withdrawals = true;
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 21);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* A fifth is not more than a fifth. */
static void test_a_fifth_gone(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    for (int id = 1; id <= 20; id++) {
        fake_delete(&w.fake, id);
    }
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 20);
    world_close(&w);
}

/* "No data yet" from a survey that had data is never a reason to erase. */
static void test_all_gone(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    memset(&w.fake, 0, sizeof w.fake);
    for (int id = 1; id <= 3; id++) {
        fake_put(&w.fake, id, 2, true);
    }
    collect_ok(&w, 0, false);
    for (int id = 1; id <= 3; id++) {
        fake_delete(&w.fake, id);
    }
    collect_ok(&w, 0, false);
    assert_int_equal(collect(&w, 0, true), SAM_E_REMOTE);
    assert_int_equal(count(&w.f).complete, 3);
    world_close(&w);
}

/* One list without a record is not enough: it must be missing from the second too. */
struct blinking {
    struct fake *fake;
    bool hidden;
};

static void blink(void *context, const struct sam_exchange *exchange, struct sam_reply *reply) {
    struct blinking *b = context;
    /* Hidden while the first of the two lists is read, which ends with a second count. */
    if (b->hidden && strstr(exchange->body, "get_session_key") != NULL && b->fake->logins >= 2) {
        b->fake->records[5].there = true;
        b->hidden = false;
    }
    fake_answer(b->fake, exchange, reply);
}

static void test_missing_from_one_list(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    sam_loopback_stop(w.server);
    struct blinking b = {&w.fake, true};
    w.fake.records[5].there = false;
    w.server = sam_loopback_start(blink, &b);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/rpc", sam_loopback_port(w.server));
    w.f.study->sources[0].url = url;
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 0);
    assert_false(b.hidden);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* The list changes under every full reading: redone three times, then said, and nothing erased. */
static void keep_changing(void *context, const struct sam_exchange *exchange,
                          struct sam_reply *reply) {
    struct fake *fake = context;
    if (strstr(exchange->body, "get_summary") != NULL && fake->highest < FAKE_RECORDS - 1) {
        fake_put(fake, fake->highest + 1, 2, true);
    }
    fake_answer(fake, exchange, reply);
}

static void test_never_at_rest(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    sam_loopback_stop(w.server);
    w.server = sam_loopback_start(keep_changing, &w.fake);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/rpc", sam_loopback_port(w.server));
    w.f.study->sources[0].url = url;
    fake_delete(&w.fake, 5);
    collect_ok(&w, 0, true);
    assert_int_equal(w.run.withdrawn, 0);
    check_contains(w.f.notices.data, "changed while it was read, 4 times");
    world_close(&w);
}

static void test_faults_on_the_way(void **state) {
    (void)state;
    for (size_t source = 0; source < 2; source++) {
        struct world w;
        world_open(&w);
        w.fake.random = 7 + source;
        w.fake.fault_percent = 20;
        size_t done = 0;
        for (int i = 0; i < 40 && done < 3; i++) {
            done += collect(&w, source, i % 2 == 1) == SAM_OK;
        }
        assert_true(done > 0);
        w.fake.fault_percent = 0;
        collect_ok(&w, source, true);
        fake_check_store(&w.f, &w.fake);
        world_close(&w);
    }
}

static void test_expired_session(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    for (int id = 101; id < FAKE_RECORDS; id++) {
        fake_put(&w.fake, id, 2, true);
    }
    w.fake.expire_after = 2;
    collect_ok(&w, 0, false);
    assert_int_equal(w.fake.logins, 2);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

static void test_one_unreadable_record(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    w.fake.unreadable = 37;
    collect_ok(&w, 0, false);
    assert_int_equal(w.run.added, 99);
    assert_int_equal(w.run.quarantined, 1);
    check_contains(refused(&w.f, "37").text, "text: response 37 cannot be read");
    check_contains(w.f.notices.data, "response 37");
    /* It counts as there, and comes in when it is mended. */
    collect_ok(&w, 0, true);
    check_run(&w, 0, 0, 0);
    w.fake.unreadable = 0;
    collect_ok(&w, 0, false);
    check_run(&w, 1, 0, 0);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* Deactivated and activated: the same numbers are other records. */
static void test_new_activation(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    collect_ok(&w, 0, false);
    memset(&w.fake, 0, sizeof w.fake);
    for (int id = 1; id <= 12; id++) {
        fake_put(&w.fake, id, 3, true);
        w.fake.records[id].token = 500 + id;
        w.fake.records[id].started = 500 + id;
    }
    collect_ok(&w, 0, false);
    check_run(&w, 12, 0, 0);
    check_contains(w.f.notices.data, "activated anew");
    assert_int_equal(count(&w.f).complete + count(&w.f).incomplete, 112);
    assert_string_equal(find(&w.f, "a2-3").text, "tok0503|noord|||1|2026-03-01 10:00:00+01:00|3|1");
    assert_string_equal(find(&w.f, "3").text, "tok0003|noord|||1|2026-03-01 10:00:00+01:00|4|1");
    collect_ok(&w, 0, false);
    check_run(&w, 0, 0, 0);
    world_close(&w);
}

static void test_stop_keeps_what_was_fetched(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    w.f.stop_after = 1;
    assert_int_equal(collect(&w, 1, false), SAM_E_STOPPED);
    assert_int_equal(count(&w.f).complete + count(&w.f).incomplete, 40);
    w.f.stop_after = 0;
    collect_ok(&w, 1, false);
    assert_int_equal(w.run.added, 60);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

static void test_refused_records(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    fake_put(&w.fake, 101, 9, true);
    collect_ok(&w, 0, false);
    assert_int_equal(w.run.quarantined, 1);
    check_contains(refused(&w.f, "101").text, "value: ");
    check_contains(refused(&w.f, "101").text, "\"A9\"");
    /* mended at the source */
    fake_put(&w.fake, 101, 5, true);
    collect_ok(&w, 0, false);
    fake_check_store(&w.f, &w.fake);
    /* refused and then gone */
    fake_put(&w.fake, 102, 9, true);
    collect_ok(&w, 0, false);
    assert_int_equal(count(&w.f).quarantined, 1);
    fake_delete(&w.fake, 102);
    collect_ok(&w, 0, true);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* A wrong password is sent once; not again before something changes, or somebody says so. */
static void test_refused_is_not_asked_again(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    setenv("SAM_TEST_SECRET", "wrong-password", 1);
    assert_int_equal(collect(&w, 0, false), SAM_E_AUTH);
    assert_int_equal(w.fake.logins, 1);
    assert_int_equal(collect(&w, 0, false), SAM_E_AUTH);
    check_contains(w.err.text, "--try-again");
    assert_null(strstr(w.err.text, "wrong-password"));
    assert_int_equal(w.fake.logins, 1);
    w.f.options.try_again = true;
    assert_int_equal(collect(&w, 0, false), SAM_E_AUTH);
    assert_int_equal(w.fake.logins, 2);
    w.f.options.try_again = false;
    setenv("SAM_TEST_SECRET", "geheim-123", 1);
    collect_ok(&w, 0, false);
    collect_ok(&w, 0, false);
    world_close(&w);
}

static void test_full_disk(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    w.f.options.space = (size_t)1 << 60;
    assert_int_equal(collect(&w, 0, false), SAM_E_IO);
    check_contains(w.err.text, "make room first");
    assert_int_equal(w.fake.requests, 0);
    assert_string_equal(w.run.outcome, "failed");
    world_close(&w);
}

/* Answers from before the wave opens are somebody trying it out. */
static void test_before_it_opens(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    w.f.study->waves[0].opens = "2026-03-02";
    collect_ok(&w, 0, false);
    check_run(&w, 10, 0, 0); /* those that have no date yet */
    check_contains(w.f.notices.data, "before the wave opens: 90 responses");
    w.f.study->waves[0].opens = "2026-03-01";
    collect_ok(&w, 0, true);
    check_run(&w, 90, 0, 0);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* Told to come back much later: what came is kept, and the run is not called complete. */
static void too_many_requests(void *context, const struct sam_exchange *exchange,
                              struct sam_reply *reply) {
    struct fake *fake = context;
    fake_answer(fake, exchange, reply);
    if (fake->requests > 2) {
        reply->status = 429;
        snprintf(reply->headers, sizeof reply->headers, "Retry-After: 3000\r\n");
    }
}

static void test_told_to_come_back(void **state) {
    (void)state;
    struct world w;
    world_open(&w);
    sam_loopback_stop(w.server);
    w.server = sam_loopback_start(too_many_requests, &w.fake);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/", sam_loopback_port(w.server));
    w.f.study->sources[1].url = url;
    assert_int_equal(collect(&w, 1, false), SAM_E_NET);
    check_contains(w.err.text, "run again after 20");
    assert_string_equal(w.run.outcome, "incomplete");
    assert_int_equal(count(&w.f).complete + count(&w.f).incomplete, 80);
    time_t ended = 1;
    assert_int_equal(sam_store_run_done(w.f.store, "own", false, &ended, &w.err), SAM_OK);
    assert_int_equal(ended, 0);
    w.fake.requests = 0;
    collect_ok(&w, 1, false);
    fake_check_store(&w.f, &w.fake);
    world_close(&w);
}

/* A samenscan server is asked once; at LimeSurvey there is a session around that. */
static void test_requests_when_nothing_is_new(void **state) {
    (void)state;
    for (size_t source = 0; source < 2; source++) {
        struct world w;
        world_open(&w);
        for (int id = 1; id <= 100; id++) {
            fake_put(&w.fake, id, 3, true);
        }
        collect_ok(&w, source, false);
        w.fake.requests = 0;
        collect_ok(&w, source, false);
        check_run(&w, 0, 0, 0);
        assert_int_equal(w.fake.requests, source == 1 ? 1 : 3);
        /* Of many, whether the numbers start again is a question of its own. */
        for (int id = 101; id < FAKE_RECORDS; id++) {
            fake_put(&w.fake, id, 3, true);
        }
        collect_ok(&w, source, false);
        check_run(&w, FAKE_RECORDS - 101, 0, 0);
        w.fake.requests = 0;
        collect_ok(&w, source, false);
        assert_int_equal(w.fake.requests, source == 1 ? 1 : 4);
        world_close(&w);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_new_records),
                                       cmocka_unit_test(test_requests_when_nothing_is_new),
                                       cmocka_unit_test(test_incomplete_becomes_complete),
                                       cmocka_unit_test(test_edited),
                                       cmocka_unit_test(test_deleted),
                                       cmocka_unit_test(test_platform_tells_of_withdrawals),
                                       cmocka_unit_test(test_too_many_gone),
                                       cmocka_unit_test(test_a_fifth_gone),
                                       cmocka_unit_test(test_all_gone),
                                       cmocka_unit_test(test_missing_from_one_list),
                                       cmocka_unit_test(test_never_at_rest),
                                       cmocka_unit_test(test_faults_on_the_way),
                                       cmocka_unit_test(test_expired_session),
                                       cmocka_unit_test(test_one_unreadable_record),
                                       cmocka_unit_test(test_new_activation),
                                       cmocka_unit_test(test_stop_keeps_what_was_fetched),
                                       cmocka_unit_test(test_refused_records),
                                       cmocka_unit_test(test_refused_is_not_asked_again),
                                       cmocka_unit_test(test_full_disk),
                                       cmocka_unit_test(test_before_it_opens),
                                       cmocka_unit_test(test_told_to_come_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
