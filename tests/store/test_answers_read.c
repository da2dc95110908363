#include "store_fixture.h"

struct row {
    const char *id, *respondent, *alliance, *wave, *submitted_at, *answers;
    bool complete;
};

static void put_row(struct fixture *f, const struct row *row) {
    struct sam_response response = fixture_response(row->id, row->answers);
    response.respondent = row->respondent;
    response.alliance = row->alliance;
    response.wave = row->wave;
    response.submitted_at = row->submitted_at;
    response.complete = row->complete;
    fixture_put(f, &response);
}

static struct sam_answers *read_wave(struct fixture *f, const char *wave,
                                     struct sam_left_out *left_out) {
    struct sam_answers *table = sam_answers_new(5);
    ok(sam_store_answers(f->store, f->questionnaire, wave, table, left_out, &err));
    sam_answers_sort(table);
    return table;
}

static const struct row rows[] = {
    {"1", "ann", "beta", "2026", "2026-11-01T10:00:00Z", "12345", true},
    {"2", "bob", "alpha", "2026", "2026-11-01T10:00:00Z", "?-345", true},
    {"3", "bob", "alpha", "2026", "2026-11-01T09:00:00Z", "55555", true}, /* earlier than 2 */
    {"4", "bob", "beta", "2026", "2026-11-01T09:00:00Z", "44444", true},  /* elsewhere */
    {"5", "ann", "beta", "2028", "2028-11-01T09:00:00Z", "33333", true},  /* another wave */
    {"6", "cyd", "beta", "2026", "2026-11-01T10:00:00Z", "22222", false}, /* incomplete */
    {"7", "ann", "beta", "2026", "2026-11-09T10:00:00Z", "22222", false}, /* replaces nothing */
    {"8", "", "beta", "2026", "2026-11-01T10:00:00Z", "11111", true},     /* nobody ... */
    {"9", "", "beta", "2026", "2026-11-01T10:00:00Z", "11111", true},     /* ... and nobody else */
    {"10", "dee", "beta", "2026", "", "11111", true},                     /* no moment */
    {"11", "dee", "beta", "2026", "2026-11-01 10:00", "22222", true},     /* so this is later */
    {"12", "eve", "beta", "2026", "2026-11-01T10:30:00Z", "11111", true}, /* 11:30 in zone +1 */
    {"13", "eve", "beta", "2026", "2026-11-01T11:00:00+01:00", "22222", true},
};

static bool note_id(const struct sam_stored *stored, void *context) {
    sam_buf_printf(context, "%s ", stored->response.record_id);
    return true;
}

static void the_latest_of_each_respondent(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_row(f, &rows[i]);
    }
    struct sam_left_out left_out = {0};
    struct sam_answers *table = read_wave(f, "2026", &left_out);
    assert_int_equal(left_out.incomplete, 2);
    assert_int_equal(left_out.replaced, 3);
    /* The same can be visited one by one. */
    struct sam_buf ids;
    sam_buf_init(&ids, SAM_BUF_UNLIMITED);
    struct sam_store_query query = {.wave = "2026", .latest = true};
    ok(sam_store_visit(f->store, f->questionnaire, &query, note_id, &ids, &err));
    assert_string_equal(ids.data, "1 2 4 8 9 11 12 ");
    sam_buf_clear(&ids);
    query.with_incomplete = true;
    ok(sam_store_visit(f->store, f->questionnaire, &query, note_id, &ids, &err));
    assert_string_equal(ids.data, "1 2 4 6 7 8 9 11 12 ");
    sam_buf_fini(&ids);
    assert_int_equal(left_out.other_questionnaire, 0);
    assert_int_equal(table->alliance_count, 2);
    assert_string_equal(table->alliance_ids[0], "alpha");
    assert_int_equal(table->first_row[1], 1);
    const uint8_t first[5] = {SAM_DONT_KNOW, SAM_MISSING, 3, 4, 5};
    for (size_t item = 0; item < 5; item++) {
        assert_int_equal(table->item[item][0], first[item]);
    }
    /* beta, in the order they were added: 1, 4, 8, 9, 11, 12 */
    const uint8_t beta[] = {1, 4, 1, 1, 2, 1};
    assert_int_equal(table->respondents, 7);
    assert_memory_equal(table->item[0] + 1, beta, sizeof beta);
    /* respondents and all left out are the responses of the wave. */
    assert_int_equal(table->respondents + left_out.incomplete + left_out.replaced, 12);
    assert_int_equal(table->role[0], SAM_PARTNER);
    assert_string_equal(sam_dictionary_text(table->organisation_ids, table->organisation[0]),
                        "org");
    sam_answers_free(table);
    /* The view for plain SQL counts the same ones. */
    assert_int_equal(
        fixture_number(f, "SELECT count(*) FROM \"responses_quick-5\" WHERE wave = '2026'"), 7);
    assert_int_equal(fixture_number(f, "SELECT sum(s1) FROM \"responses_quick-5\" "
                                       "WHERE wave = '2026' AND alliance = 'beta'"),
                     10);
}

static void a_withdrawal_brings_the_earlier_one_back(void **state) {
    struct fixture *f = *state;
    bool was_there = false;
    put_row(f, &rows[1]);
    put_row(f, &rows[2]);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "2", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    struct sam_left_out left_out = {0};
    struct sam_answers *table = read_wave(f, "2026", &left_out);
    assert_int_equal(table->respondents, 1);
    assert_int_equal(table->item[0][0], 5);
    assert_int_equal(left_out.replaced, 0);
    sam_answers_free(table);
}

static void another_questionnaire_is_counted(void **state) {
    struct fixture *f = *state;
    struct sam_questionnaire *other = fixture_questionnaire("other", "s1 s2 s3 s4 s5");
    put_row(f, &rows[0]);
    ok(sam_store_use_questionnaire(f->store, other, &err));
    struct sam_left_out left_out = {0};
    struct sam_answers *table = sam_answers_new(5);
    ok(sam_store_answers(f->store, other, "2026", table, &left_out, &err));
    assert_int_equal(table->respondents, 0);
    assert_int_equal(left_out.other_questionnaire, 1);
    sam_answers_free(table);
    sam_questionnaire_free(other);
}

static void nobody_yet(void **state) {
    struct fixture *f = *state;
    struct sam_left_out left_out = {9, 9, 9};
    struct sam_answers *table = read_wave(f, "2026", &left_out);
    assert_int_equal(table->respondents, 0);
    assert_int_equal(left_out.incomplete + left_out.replaced + left_out.other_questionnaire, 0);
    sam_answers_free(table);
    bool answered = true;
    ok(sam_store_answered(f->store, "2026", &answered, &err));
    assert_false(answered);
    put_row(f, &(struct row){"1", "ann", "beta", "2026", "2026-11-09", "11111", false});
    ok(sam_store_answered(f->store, "2026", &answered, &err));
    assert_false(answered);
    put_row(f, &(struct row){"1", "ann", "beta", "2026", "2026-11-09", "11111", true});
    ok(sam_store_answered(f->store, "2026", &answered, &err));
    assert_true(answered);
    ok(sam_store_answered(f->store, "2028", &answered, &err));
    assert_false(answered);
}

/* One place, one voice: the successor's, once it has finished; until then the leaver's. */
static void a_successor_takes_the_place(void **state) {
    struct fixture *f = *state;
    struct sam_answers *table = NULL;
    struct sam_left_out left_out = {0};
    ok(sam_sql_exec(f->store, "INSERT INTO succession VALUES ('ann', 'bob')", &err));
    put_row(f, &(struct row){"1", "ann", "beta", "2026", "2026-11-09T10:00:00Z", "11111", true});
    put_row(f, &(struct row){"2", "bob", "beta", "2026", "2026-11-01T10:00:00Z", "22222", false});
    table = read_wave(f, "2026", &left_out);
    assert_int_equal(table->respondents, 1);
    assert_int_equal(table->item[0][0], 1);
    assert_int_equal(left_out.incomplete, 1);
    sam_answers_free(table);
    put_row(f, &(struct row){"2", "bob", "beta", "2026", "2026-11-01T10:00:00Z", "22222", true});
    left_out = (struct sam_left_out){0};
    table = read_wave(f, "2026", &left_out);
    assert_int_equal(table->respondents, 1);
    assert_int_equal(table->item[0][0], 2);
    assert_int_equal(left_out.replaced, 1);
    sam_answers_free(table);
    fixture_check_text(f, "SELECT group_concat(respondent) FROM \"responses_quick-5\"", "bob");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(the_latest_of_each_respondent),
        fixture_test(a_successor_takes_the_place),
        fixture_test(a_withdrawal_brings_the_earlier_one_back),
        fixture_test(another_questionnaire_is_counted),
        fixture_test(nobody_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
