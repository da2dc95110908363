#include "store_fixture.h"

static void new_same_changed(void **state) {
    struct fixture *f = *state;
    assert_int_equal(fixture_put_answers(f, "r1", "12345"), SAM_PUT_NEW);
    assert_int_equal(fixture_put_answers(f, "r1", "12345"), SAM_PUT_SAME);
    assert_int_equal(fixture_number(f, "SELECT value FROM counter"), 1);
    assert_int_equal(fixture_put_answers(f, "r1", "12344"), SAM_PUT_CHANGED);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 1);
    assert_int_equal(fixture_number(f, "SELECT s5 FROM \"answers_quick-5\""), 4);
    assert_int_equal(fixture_number(f, "SELECT version FROM response"), 2);
    assert_int_equal(fixture_number(f, "SELECT change FROM response"), 2);
    assert_int_equal(fixture_number(f, "SELECT value FROM counter"), 2);
    fixture_problems(f, NULL);
}

/* Every single field is part of what must be the same. */
static void each_field_counts(void **state) {
    struct fixture *f = *state;
    static const struct sam_open_answer open[] = {{0, "goed"}};
    static const struct sam_open_answer other_open[] = {{1, "goed"}};
    struct sam_response base = fixture_response("r1", "1?-45");
    base.open = open;
    base.open_count = 1;
    struct sam_response changed[12];
    for (size_t i = 0; i < 12; i++) {
        changed[i] = base;
    }
    changed[0].respondent = "x";
    changed[1].alliance = "x";
    changed[2].organisation = "x";
    changed[3].wave = "x";
    changed[4].submitted_at = "2026-11-01T10:00:01Z";
    changed[5].modified_at = "x";
    changed[6].role = SAM_LEAD;
    changed[7].language = -1;
    changed[8].complete = false;
    changed[9].open_count = 0;
    changed[10].open = other_open;
    uint8_t missing_for_dont_know[] = {1, SAM_MISSING, SAM_MISSING, 4, 5};
    changed[11].answers = missing_for_dont_know;
    for (size_t i = 0; i < 12; i++) {
        fixture_put(f, &base);
        assert_int_equal(fixture_put(f, &base), SAM_PUT_SAME);
        assert_int_equal(fixture_put(f, &changed[i]), SAM_PUT_CHANGED);
    }
}

static void dont_know_is_not_missing(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "?-3?5");
    fixture_check_text(f, "SELECT dont_know FROM \"answers_quick-5\"", "s1 s4");
    assert_int_equal(fixture_number(f, "SELECT s1 IS NULL AND s2 IS NULL AND s4 IS NULL "
                                       "FROM \"answers_quick-5\""),
                     1);
    fixture_put_answers(f, "r2", "-----");
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\" "
                                       "WHERE dont_know IS NULL"),
                     1);
}

static void an_evaluator_can_use_plain_sql(void **state) {
    struct fixture *f = *state;
    struct sam_response response = fixture_response("r1", "41111");
    fixture_put(f, &response);
    response = fixture_response("r2", "51111");
    fixture_put(f, &response);
    response = fixture_response("r3", "?1111");
    fixture_put(f, &response);
    response = fixture_response("r4", "21111");
    response.complete = false;
    fixture_put(f, &response);
    response = fixture_response("r5", "11111");
    response.alliance = "beta";
    fixture_put(f, &response);
    /* The same respondent again, later: the earlier one no longer counts. */
    response = fixture_response("r6", "21111");
    response.respondent = "r5";
    response.alliance = "beta";
    response.submitted_at = "2026-11-01 12:30:00+01:00";
    fixture_put(f, &response);
    sqlite3_stmt *rows = NULL;
    ok(sam_sql_own(f->store,
                   "SELECT alliance, avg(s1), count(*) FROM \"responses_quick-5\" "
                   "GROUP BY alliance ORDER BY alliance",
                   &rows, &err));
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    assert_string_equal(sam_sql_text(rows, 0), "alpha");
    check_rel(sqlite3_column_double(rows, 1), 4.5, 1e-15);
    assert_int_equal(sqlite3_column_int(rows, 2), 3);
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    assert_string_equal(sam_sql_text(rows, 0), "beta");
    check_rel(sqlite3_column_double(rows, 1), 2, 1e-15);
    assert_int_equal(sqlite3_column_int(rows, 2), 1);
    sqlite3_finalize(rows);
}

static bool file_contains(struct fixture *f, const char *name, const char *text) {
    struct sam_buf bytes;
    char *path = sam_path_join(f->folder, name);
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    enum sam_status status = sam_file_read(path, &bytes, &err);
    bool there = status == SAM_OK && memmem(bytes.data, bytes.length, text, strlen(text)) != NULL;
    sam_buf_fini(&bytes);
    free(path);
    return there;
}

static void withdrawn_is_erased(void **state) {
    struct fixture *f = *state;
    const struct sam_open_answer open[] = {{0, "een heel herkenbare zin"}};
    const struct sam_open_answer later[] = {{0, "nog zo een zin, heel eigen"}};
    struct sam_response response = fixture_response("r1", "12345");
    response.open = open;
    response.open_count = 1;
    fixture_put(f, &response);
    response.open = later;
    fixture_put(f, &response);
    struct sam_raw_answer raw_answer = {"well", "ook in quarantaine herkenbaar", false};
    struct sam_raw_response raw = {.record_id = "r1", .answers = &raw_answer, .answer_count = 1};
    bool was_there = false;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine(f->store, "form", &raw, SAM_REFUSED_VALUE, "m", FIXTURE_NOW, &err));
    ok(sam_store_commit(f->store, &err));
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "r1", FIXTURE_NOW + 60, &was_there, &err));
    assert_true(was_there);
    ok(sam_store_withdraw(f->store, "form", "r1", FIXTURE_NOW + 60, &was_there, &err));
    assert_false(was_there);
    ok(sam_store_withdraw(f->store, "form", "never", FIXTURE_NOW + 60, &was_there, &err));
    assert_false(was_there);
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM open_answer"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response_version"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 0);
    assert_int_equal(fixture_number(f, "SELECT change FROM response"), 3);
    fixture_check_text(f, "SELECT state FROM response", "withdrawn");
    fixture_check_text(f, "SELECT stored_at FROM response", "2026-09-21T14:14:20Z");
    fixture_problems(f, NULL);
    /* Nor is it in what SQLite no longer uses of the file. */
    sam_store_close(f->store);
    f->store = NULL;
    assert_true(file_contains(f, "store.sqlite", "withdrawn"));
    assert_false(file_contains(f, "store.sqlite", "herkenbare zin"));
    assert_false(file_contains(f, "store.sqlite", "heel eigen"));
    assert_false(file_contains(f, "store.sqlite", "quarantaine herkenbaar"));
    assert_false(file_contains(f, "store.sqlite-wal", "herkenbare zin"));
}

static void a_withdrawn_one_can_come_back(void **state) {
    struct fixture *f = *state;
    bool was_there = false;
    fixture_put_answers(f, "r1", "12345");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "r1", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_put_answers(f, "r1", "12345"), SAM_PUT_CHANGED);
    fixture_check_text(f, "SELECT state FROM response", "complete");
    assert_int_equal(fixture_number(f, "SELECT s5 FROM \"answers_quick-5\""), 5);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response_version"), 0);
    fixture_problems(f, NULL);
}

static void moves_to_another_questionnaire(void **state) {
    struct fixture *f = *state;
    struct sam_questionnaire *other = fixture_questionnaire("other.q", "s1 s2 s3 s4 s5");
    ok(sam_store_use_questionnaire(f->store, other, &err));
    fixture_put_answers(f, "r1", "12345");
    struct sam_response response = fixture_response("r1", "12345");
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", other, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(what, SAM_PUT_CHANGED);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), 0);
    assert_int_equal(fixture_number(f, "SELECT s5 FROM \"answers_other.q\""), 5);
    fixture_problems(f, NULL);
    sam_questionnaire_free(other);
}

static void a_rollback_leaves_nothing(void **state) {
    struct fixture *f = *state;
    struct sam_response response = fixture_response("r1", "12345");
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    sam_store_rollback(f->store);
    sam_store_rollback(f->store);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM \"answers_quick-5\""), 0);
    assert_int_equal(fixture_put_answers(f, "r1", "12345"), SAM_PUT_NEW);
    assert_int_equal(fixture_number(f, "SELECT change FROM response"), 1);
}

/* The same record id from two sources is two responses. */
static void sources_are_apart(void **state) {
    struct fixture *f = *state;
    struct sam_response response = fixture_response("r1", "12345");
    enum sam_put what = SAM_PUT_SAME;
    fixture_put(f, &response);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "limesurvey", f->questionnaire, &response, FIXTURE_NOW, &what,
                     &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(what, SAM_PUT_NEW);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(new_same_changed),
        fixture_test(each_field_counts),
        fixture_test(dont_know_is_not_missing),
        fixture_test(an_evaluator_can_use_plain_sql),
        fixture_test(withdrawn_is_erased),
        fixture_test(a_withdrawn_one_can_come_back),
        fixture_test(moves_to_another_questionnaire),
        fixture_test(a_rollback_leaves_nothing),
        fixture_test(sources_are_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
