/* The public door: runs recorded, one at a time, secrets, and files imported. */
#include "fake_platform.h"

#include "base/file.h"
#include "collect/source_lock.h"

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
    for (int id = 1; id <= 30; id++) {
        fake_put(&w->fake, id, 1 + id % 5, true);
    }
}

static void world_close(struct world *w) {
    sam_loopback_stop(w->server);
    fixture_close(&w->f);
}

static enum sam_status collect(struct world *w, size_t source) {
    return sam_collect(w->f.study, source, &w->f.instruments, w->f.store, &w->f.options, &w->run,
                       &w->err);
}

static void check_last_run(struct world *w, const char *source, const char *outcome,
                           const char *says, size_t added) {
    struct sam_run last;
    bool found = false;
    struct sam_arena *arena = sam_arena_new(10000);
    assert_int_equal(sam_store_run_last(w->f.store, source, arena, &last, &found, &w->err), SAM_OK);
    assert_true(found);
    assert_string_equal(last.outcome, outcome);
    check_contains(last.message, says);
    assert_int_equal(last.added, added);
    sam_arena_free(arena);
}

static void test_runs_are_recorded(void **state) {
    struct world w;
    (void)state;
    world_open(&w);
    assert_int_equal(collect(&w, 1), SAM_OK);
    assert_string_equal(w.run.source, "own");
    assert_true(w.run.ended >= w.run.started && w.run.started > 0);
    check_last_run(&w, "own", "done", "", 30);
    unsetenv("SAM_TEST_SECRET");
    assert_int_equal(collect(&w, 1), SAM_E_AUTH);
    check_last_run(&w, "own", "failed", "SAM_TEST_SECRET", 0);
    setenv("SAM_TEST_SECRET", "fout", 1);
    assert_int_equal(collect(&w, 0), SAM_E_AUTH);
    check_last_run(&w, "ls", "failed", "user name or password is wrong", 0);
    assert_int_equal(w.fake.logins, 1);
    world_close(&w);
}

/* What was fetched before the failure stays, and counts. */
static void test_failed_halfway(void **state) {
    struct world w;
    (void)state;
    world_open(&w);
    for (int id = 31; id <= 90; id++) {
        fake_put(&w.fake, id, 2, true);
    }
    w.f.stop_after = 2;
    assert_int_equal(collect(&w, 1), SAM_E_STOPPED);
    check_last_run(&w, "own", "failed", "stopped", 80);
    assert_int_equal(count(&w.f).complete, 80);
    world_close(&w);
}

static void test_one_at_a_time(void **state) {
    struct world w;
    int lock = -1;
    (void)state;
    world_open(&w);
    assert_int_equal(sam_source_lock(w.f.folder, "own", &lock, &w.err), SAM_OK);
    assert_int_equal(collect(&w, 1), SAM_E_IO);
    check_contains(w.err.text, "already");
    assert_int_equal(w.fake.requests, 0);
    sam_source_unlock(lock);
    assert_int_equal(collect(&w, 1), SAM_OK);
    world_close(&w);
}

/* --- files ------------------------------------------------------------------------------------ */

static enum sam_status import(struct world *w, const char *text, const char *wave) {
    char *path = sam_path_join(w->f.folder, "answers.csv");
    assert_int_equal(sam_file_write(path, text, strlen(text), &w->err), SAM_OK);
    enum sam_status status = sam_import(w->f.study, SAM_NONE, path, wave, &w->f.instruments,
                                        w->f.store, &w->f.options, &w->run, &w->err);
    free(path);
    return status;
}

static void test_import_twice_doubles_nothing(void **state) {
    static const char text[] = "respondent,alliance,organisation,role,s1,s2\n"
                               "r1,noord,a,lead,4,5\n,noord,a,partner,3,dk\n,noord,,,3,3\n";
    struct world w;
    (void)state;
    world_open(&w);
    assert_int_equal(import(&w, text, NULL), SAM_OK);
    assert_int_equal(w.run.added, 3);
    assert_string_equal(w.run.source, "file");
    assert_string_equal(find(&w.f, "r1/noord/2026").text, "r1|noord|a|lead|1||4|1");
    assert_int_equal(import(&w, text, "2026"), SAM_OK);
    assert_int_equal(w.run.added + w.run.changed, 0);
    assert_int_equal(count(&w.f).complete, 3);
    /* an edited row replaces the old one */
    assert_int_equal(
        import(&w, "respondent,alliance,organisation,role,s1,s2\nr1,noord,a,lead,5,5\n", NULL),
        SAM_OK);
    assert_int_equal(w.run.changed, 1);
    assert_string_equal(find(&w.f, "r1/noord/2026").text, "r1|noord|a|lead|1||5|2");
    assert_int_equal(count(&w.f).withdrawn, 0);
    check_last_run(&w, "file", "done", "", 0);
    world_close(&w);
}

/* Wrong values don't hold up the rest, and say where they stand. */
static void test_import_of_wrong_values(void **state) {
    static const char text[] = "respondent,alliance,s1,s2\nr1,noord,4,5\nr2,noord,4,9\n"
                               "r3,zuid,4,4\n";
    struct world w;
    (void)state;
    world_open(&w);
    assert_int_equal(import(&w, text, NULL), SAM_OK);
    assert_int_equal(w.run.added, 1);
    assert_int_equal(w.run.quarantined, 2);
    struct find row = refused(&w.f, "r2/noord/2026");
    check_contains(row.text, "value: ");
    check_contains(row.text, "answers.csv, line 3");
    check_contains(row.text, "s2");
    check_contains(row.text, "\"9\"");
    check_contains(refused(&w.f, "r3/zuid/2026").text, "answers.csv, line 4");
    world_close(&w);
}

/* The corrected file is imported: what the wrong one left behind goes, and nothing else. */
static void test_a_corrected_file_takes_the_place_of_what_was_set_aside(void **state) {
    static const char wrong[] = "respondent,alliance,s1,s2\nr1,noord,4,5\nr2,nord,4,3\n"
                                "r3,zuid,4,4\nr4,noord,4,9\n";
    static const char right[] = "respondent,alliance,s1,s2\nr1,noord,4,5\nr2,noord,4,3\n"
                                "r4,noord,4,9\n";
    struct world w;
    (void)state;
    world_open(&w);
    assert_int_equal(import(&w, wrong, NULL), SAM_OK);
    assert_int_equal(w.run.quarantined, 3);
    assert_int_equal(import(&w, wrong, NULL), SAM_OK);
    assert_int_equal(count(&w.f).quarantined, 3);
    assert_int_equal(w.f.notices.length, 0);
    assert_int_equal(import(&w, right, NULL), SAM_OK);
    assert_int_equal(w.run.added, 1);
    check_contains(w.f.notices.data, "set aside and that these replace: 1");
    /* r3 is not in the file, and r4 is as wrong as it was */
    assert_int_equal(count(&w.f).quarantined, 2);
    check_contains(refused(&w.f, "r3/zuid/2026").text, "alliance: ");
    check_contains(refused(&w.f, "r4/noord/2026").text, "value: ");
    world_close(&w);
}

static void test_import_refusals(void **state) {
    struct world w;
    (void)state;
    world_open(&w);
    assert_int_equal(import(&w, "alliance,s1\nnoord,4\n", "1999"), SAM_E_NOT_FOUND);
    check_contains(w.err.text, "1999");
    assert_int_equal(import(&w, "alliance,wat\nnoord,4\n", NULL), SAM_E_INPUT);
    check_contains(w.err.text, "wat");
    check_last_run(&w, "file", "failed", "wat", 0);
    w.f.options.ignore_unknown = true;
    assert_int_equal(import(&w, "alliance,wat,s1\nnoord,4,3\n", NULL), SAM_OK);
    assert_int_equal(w.run.added, 1);
    assert_int_equal(sam_import(w.f.study, 0, "x", NULL, &w.f.instruments, w.f.store, &w.f.options,
                                &w.run, &w.err),
                     SAM_E_USAGE);
    world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs_are_recorded),
        cmocka_unit_test(test_failed_halfway),
        cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_import_twice_doubles_nothing),
        cmocka_unit_test(test_import_of_wrong_values),
        cmocka_unit_test(test_a_corrected_file_takes_the_place_of_what_was_set_aside),
        cmocka_unit_test(test_import_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
