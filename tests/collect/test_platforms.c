/* What holds for every platform, against a server whose responses come, change and go. */
#include "fake_apis.h"

struct world {
    struct fake_apis api;
    struct sam_loopback *server;
    struct fixture f;
    struct sam_run run;
    struct sam_err err;
};

/* Does the platform deliver unfinished responses, tell of edits, of deletions? */
static const struct {
    const char *name;
    bool partials, edits, deletions, pages, partials_at_once;
} can[FAKE_APIS] = {
    [FAKE_KOBO] = {"kobotoolbox", false, false, false, true, false},
    [FAKE_ODK] = {"odk", false, true, true, true, false},
    [FAKE_NEXTCLOUD] = {"nextcloud", false, true, false, false, false},
    [FAKE_FORMBRICKS] = {"formbricks", true, true, false, true, true},
    [FAKE_REDCAP] = {"redcap", true, true, false, true, true},
    [FAKE_SURVEYMONKEY] = {"surveymonkey", true, true, false, true, true},
    [FAKE_QUALTRICS] = {"qualtrics", true, true, false, false, false},
};

static void world_open(struct world *w, enum fake_api which, int records) {
    struct sam_buf text;
    *w = (struct world){0};
    w->server = sam_loopback_start(fake_apis_answer, &w->api);
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    fake_apis_study(&text, sam_loopback_port(w->server));
    fixture_open_text(&w->f, text.data);
    sam_buf_fini(&text);
    for (int id = 1; id <= records; id++) {
        fake_put(&w->api.set, id, 1 + id % 5, !can[which].partials || id % 10 != 0);
    }
}

static void world_close(struct world *w) {
    sam_loopback_stop(w->server);
    fixture_close(&w->f);
}

static void collect_ok(struct world *w, enum fake_api which, bool full) {
    w->f.options.full = full;
    if (sam_collect(w->f.study, which, &w->f.instruments, w->f.store, &w->f.options, &w->run,
                    &w->err) != SAM_OK) {
        fail_msg("%s: %s", can[which].name, w->err.text);
    }
}

static void check_run(const struct world *w, enum fake_api which, size_t added, size_t changed,
                      size_t withdrawn) {
    if (w->run.added != added || w->run.changed != changed || w->run.withdrawn != withdrawn) {
        fail_msg("%s: %zu new, %zu changed, %zu withdrawn; expected %zu, %zu, %zu; %s",
                 can[which].name, w->run.added, w->run.changed, w->run.withdrawn, added, changed,
                 withdrawn, w->f.notices.data != NULL ? w->f.notices.data : "");
    }
}

static void check_store(struct world *w) {
    fake_check_store(&w->f, &w->api.set);
}

static void test_new_records(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 120);
        /* The platform's smaller pages are followed, whatever was asked. */
        w.api.page_most = 50;
        w.api.poll_times = 2;
        collect_ok(&w, which, true);
        check_run(&w, which, 120, 0, 0);
        check_store(&w);
        collect_ok(&w, which, false);
        check_run(&w, which, 0, 0, 0);
        for (int id = 121; id <= 130; id++) {
            fake_put(&w.api.set, id, 3, true);
        }
        collect_ok(&w, which, false);
        check_run(&w, which, 10, 0, 0);
        check_store(&w);
        assert_true(w.api.set.logins == w.api.set.releases);
        world_close(&w);
    }
}

/* The first pass need not be a full one. */
static void test_first_pass(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 90);
        for (int id = 1; id <= 90; id++) {
            w.api.set.records[id].complete = true;
        }
        collect_ok(&w, which, false);
        check_run(&w, which, 90, 0, 0);
        check_store(&w);
        world_close(&w);
    }
}

static unsigned requests_of_a_look(struct world *w, enum fake_api which) {
    w->api.set.requests = 0;
    collect_ok(w, which, false);
    check_run(w, which, 0, 0, 0);
    return w->api.set.requests;
}

static void test_nothing_new_is_one_request(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 40);
        if (which == FAKE_ODK) {
            /* As it goes over TLS. */
            w.f.study->sources[which].auth = "basic";
        }
        collect_ok(&w, which, true);
        /* Long after the last change. */
        w.api.set.changes += 200000;
        fake_put(&w.api.set, 41, 3, true);
        collect_ok(&w, which, false);
        /* What is in the overlap is read again: once, or as long as it is in it. */
        unsigned first = requests_of_a_look(&w, which);
        unsigned second = requests_of_a_look(&w, which);
        unsigned most = which == FAKE_REDCAP || which == FAKE_SURVEYMONKEY ? 2 : 1;
        if (first > most || second > (which == FAKE_REDCAP ? 2 : 1)) {
            fail_msg("%s: %u requests, then %u", can[which].name, first, second);
        }
        w.api.set.changes += 200000;
        collect_ok(&w, which, false);
        assert_int_equal(requests_of_a_look(&w, which), 1);
        /* And after all those looks it still finds what is new. */
        fake_put(&w.api.set, 42, 4, true);
        collect_ok(&w, which, false);
        check_run(&w, which, 1, 0, 0);
        check_store(&w);
        world_close(&w);
    }
}

/* Without TLS ODK Central takes a password only to open a session, which is closed again. */
static void test_a_session_is_two_requests_more(void **state) {
    (void)state;
    struct world w;
    world_open(&w, FAKE_ODK, 40);
    collect_ok(&w, FAKE_ODK, true);
    assert_int_equal(requests_of_a_look(&w, FAKE_ODK), 3);
    world_close(&w);
}

static void test_unfinished_becomes_finished(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        if (!can[which].partials) {
            continue;
        }
        world_open(&w, which, 60);
        collect_ok(&w, which, true);
        assert_int_equal(count(&w.f).incomplete, 6);
        w.api.set.changes += 200000;
        fake_put(&w.api.set, 10, 4, true);
        collect_ok(&w, which, false);
        check_run(&w, which, 0, 1, 0);
        check_store(&w);
        world_close(&w);
    }
}

static void test_edited(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 600 - 1);
        collect_ok(&w, which, true);
        w.api.set.changes += 200000;
        fake_put(&w.api.set, 3, 5, true);
        collect_ok(&w, which, false);
        check_run(&w, which, 0, can[which].edits ? 1 : 0, 0);
        collect_ok(&w, which, true);
        check_run(&w, which, 0, can[which].edits ? 0 : 1, 0);
        check_store(&w);
        world_close(&w);
    }
}

static void test_deleted(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 100);
        collect_ok(&w, which, true);
        w.api.set.changes += 200000;
        fake_delete(&w.api.set, 7);
        fake_delete(&w.api.set, 100);
        collect_ok(&w, which, false);
        check_run(&w, which, 0, 0, can[which].deletions ? 2 : 0);
        collect_ok(&w, which, true);
        check_run(&w, which, 0, 0, can[which].deletions ? 0 : 2);
        check_store(&w);
        assert_int_equal(count(&w.f).withdrawn, 2);
        world_close(&w);
    }
}

/* A row that becomes visible late, below newer ones, comes with the next pass. */
static void test_late_row(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 100);
        w.api.set.records[95].there = false;
        collect_ok(&w, which, true);
        check_run(&w, which, 99, 0, 0);
        w.api.set.records[95].there = true;
        collect_ok(&w, which, false);
        check_run(&w, which, 1, 0, 0);
        check_store(&w);
        world_close(&w);
    }
}

/* Rows of one second: no page boundary may lose any. */
static void test_equal_stamps(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 599);
        w.api.changes_a_second = 300;
        w.api.page_most = 50;
        w.f.study->sources[which].page_size = 50;
        collect_ok(&w, which, true);
        check_run(&w, which, 599, 0, 0);
        check_store(&w);
        world_close(&w);
    }
}

/* Between two requests one response is deleted, one edited and one added, as long as it is told. */
static bool deletes_and_adds(struct fake *set, unsigned request) {
    if (request >= 2 && request <= 4) {
        fake_delete(set, (int)request * 10);
        fake_put(set, (int)request * 10 + 1, 5, true);
        fake_put(set, set->highest + 1, 3, true);
    }
    return request < 5;
}

static void test_shifting_pages(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        world_open(&w, which, 200);
        w.api.page_most = 40;
        w.f.study->sources[which].page_size = 40;
        w.api.meanwhile = deletes_and_adds;
        collect_ok(&w, which, true);
        /* What moved while it was read is right after the next full pass, and none else is lost. */
        collect_ok(&w, which, true);
        check_store(&w);
        world_close(&w);
    }
}

static void test_faults_on_the_way(void **state) {
    (void)state;
    for (enum fake_api which = 0; which < FAKE_APIS; which++) {
        struct world w;
        size_t done = 0;
        world_open(&w, which, 150);
        w.api.page_most = 30;
        w.f.study->sources[which].page_size = 30;
        w.api.set.random = 11 + which;
        w.api.set.fault_percent = 20;
        for (int i = 0; i < 40 && done < 3; i++) {
            w.f.options.full = i % 2 == 1;
            done += sam_collect(w.f.study, which, &w.f.instruments, w.f.store, &w.f.options, &w.run,
                                &w.err) == SAM_OK;
        }
        if (done == 0) {
            fail_msg("%s: %s", can[which].name, w.err.text);
        }
        w.api.set.fault_percent = 0;
        collect_ok(&w, which, true);
        check_store(&w);
        world_close(&w);
    }
}

/* An overloaded REDCap leaves out records of large batches, with status 200. */
static void test_batches_that_lose_records(void **state) {
    (void)state;
    struct world w;
    world_open(&w, FAKE_REDCAP, 150);
    w.api.leave_out = 7;
    collect_ok(&w, FAKE_REDCAP, true);
    check_run(&w, FAKE_REDCAP, 150, 0, 0);
    check_store(&w);
    world_close(&w);
}

static void test_changed_questions_are_told(void **state) {
    (void)state;
    struct world w;
    world_open(&w, FAKE_SURVEYMONKEY, 5);
    collect_ok(&w, FAKE_SURVEYMONKEY, true);
    collect_ok(&w, FAKE_SURVEYMONKEY, true);
    assert_true(w.f.notices.length == 0 ||
                strstr(w.f.notices.data, "questions were changed") == NULL);
    w.api.reworded = true;
    collect_ok(&w, FAKE_SURVEYMONKEY, true);
    check_contains(w.f.notices.data, "New: 70[73]; gone: -; other words: 70[72]");
    sam_buf_clear(&w.f.notices);
    collect_ok(&w, FAKE_SURVEYMONKEY, true);
    assert_true(w.f.notices.length == 0 ||
                strstr(w.f.notices.data, "questions were changed") == NULL);
    world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_new_records),
                                       cmocka_unit_test(test_first_pass),
                                       cmocka_unit_test(test_nothing_new_is_one_request),
                                       cmocka_unit_test(test_a_session_is_two_requests_more),
                                       cmocka_unit_test(test_unfinished_becomes_finished),
                                       cmocka_unit_test(test_edited),
                                       cmocka_unit_test(test_deleted),
                                       cmocka_unit_test(test_late_row),
                                       cmocka_unit_test(test_equal_stamps),
                                       cmocka_unit_test(test_shifting_pages),
                                       cmocka_unit_test(test_faults_on_the_way),
                                       cmocka_unit_test(test_batches_that_lose_records),
                                       cmocka_unit_test(test_changed_questions_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
