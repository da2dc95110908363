#include "store_fixture.h"

/* Uses another edition of the questionnaire from now on. */
static void use(struct fixture *f, const char *items) {
    struct sam_questionnaire *edition = fixture_questionnaire("quick-5", items);
    ok(sam_store_use_questionnaire(f->store, edition, &err));
    sam_questionnaire_free(f->questionnaire);
    f->questionnaire = edition;
}

static void one_column_an_item(void **state) {
    struct fixture *f = *state;
    fixture_check_text(f,
                       "SELECT group_concat(name || ' ' || type, ', ') "
                       "FROM pragma_table_info('answers_quick-5')",
                       "response INTEGER, dont_know TEXT, s1 INTEGER, s2 INTEGER, s3 INTEGER, "
                       "s4 INTEGER, s5 INTEGER");
}

static void new_items_get_a_column(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "12345");
    use(f, "s1 s2 s3 s4 extra");
    fixture_check_text(f,
                       "SELECT group_concat(name, ' ') FROM pragma_table_info('answers_quick-5')",
                       "response dont_know s1 s2 s3 s4 s5 extra");
    assert_int_equal(fixture_number(f, "SELECT s4 FROM \"responses_quick-5\""), 4);
    assert_int_equal(fixture_number(f, "SELECT extra IS NULL FROM \"responses_quick-5\""), 1);
    /* An item that was added changes no response that doesn't answer it, ... */
    use(f, "s1 s2 s3 s4 s5 extra");
    uint8_t answers[] = {1, 2, 3, 4, 5, SAM_MISSING};
    struct sam_response response = fixture_response("r1", "12345");
    response.answers = answers;
    response.item_count = 6;
    assert_int_equal(fixture_put(f, &response), SAM_PUT_SAME);
    /* ... and an item that went keeps its answers in the old version. */
    use(f, "s1 s2 s3 s4");
    response.item_count = 4;
    assert_int_equal(fixture_put(f, &response), SAM_PUT_CHANGED);
    assert_int_equal(fixture_number(f, "SELECT json_extract(content, '$.answers.s5') "
                                       "FROM response_version"),
                     5);
}

/* Two waves of one questionnaire, one of which also asks account holders: one table. */
static void account_holders_add_columns(void **state) {
    struct fixture *f = *state;
    struct sam_questionnaire *wide = fixture_questionnaire("quick-5", "s1 s2 s3 s4 s5 e1 e2");
    wide->holders_id = "holders";
    fixture_put_answers(f, "r1", "12345");
    ok(sam_store_use_questionnaire(f->store, wide, &err));
    ok(sam_store_use_questionnaire(f->store, f->questionnaire, &err));
    uint8_t answers[] = {5, 0, 0, 0, 0, 2, SAM_DONT_KNOW};
    struct sam_response response = fixture_response("acc", "12345");
    response.answers = answers;
    response.item_count = 7;
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", wide, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
    fixture_put_answers(f, "r2", "54321");
    fixture_check_text(f, "SELECT group_concat(coalesce(e1, '-'), ' ') FROM \"answers_quick-5\"",
                       "- 2 -");
    fixture_check_text(f,
                       "SELECT group_concat(name, ' ') FROM pragma_table_info('responses_quick-5')",
                       "response respondent alliance organisation role wave language submitted_at "
                       "dont_know s1 s2 s3 s4 s5 e1 e2");
    sam_questionnaire_free(wide);
}

static void odd_ids_are_only_names(void **state) {
    struct fixture *f = *state;
    struct sam_questionnaire *odd = fixture_questionnaire("select.from-1", "order group.by a-b 1");
    ok(sam_store_use_questionnaire(f->store, odd, &err));
    ok(sam_store_use_questionnaire(f->store, odd, &err));
    uint8_t answers[] = {1, 2, 3, SAM_DONT_KNOW};
    struct sam_response response = fixture_response("r1", "12345");
    response.answers = answers;
    response.item_count = 4;
    enum sam_put what = SAM_PUT_SAME;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "form", odd, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT \"order\" + \"group.by\" + \"a-b\" "
                                       "FROM \"responses_select.from-1\""),
                     6);
    fixture_check_text(f, "SELECT dont_know FROM \"responses_select.from-1\"", "1");
    fixture_problems(f, NULL);
    sam_questionnaire_free(odd);
}

static void ids_that_differ_in_capitals_only(void **state) {
    struct fixture *f = *state;
    struct sam_questionnaire *other = fixture_questionnaire("Quick-5", "s1 s2 s3 s4 s5");
    assert_int_equal(sam_store_use_questionnaire(f->store, other, &err), SAM_E_STORE);
    check_contains(err.text, "\"quick-5\" and \"Quick-5\" differ only in capitals");
    sam_questionnaire_free(other);
}

static void changed_points_are_noted(void **state) {
    struct fixture *f = *state;
    assert_int_equal(fixture_number(f, "SELECT points FROM questionnaire"), 5);
    f->questionnaire->points = 4;
    ok(sam_store_use_questionnaire(f->store, f->questionnaire, &err));
    assert_int_equal(fixture_number(f, "SELECT points FROM questionnaire"), 4);
}

static bool count_missing(const struct sam_stored *stored, void *context) {
    int *missing = context;
    for (size_t i = 0; i < stored->response.item_count; i++) {
        *missing += stored->response.answers[i] == SAM_MISSING;
    }
    return true;
}

/* A store opened for reading can't be given the columns: they read as not answered. */
static void reading_makes_nothing(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "12345");
    fixture_reopen(f, SAM_STORE_READ);
    use(f, "s1 s2 s3 s4 s5 later");
    struct sam_questionnaire *unknown = fixture_questionnaire("unknown", "s1");
    ok(sam_store_use_questionnaire(f->store, unknown, &err));
    struct sam_store_query query = {0};
    int missing = 0;
    ok(sam_store_visit(f->store, f->questionnaire, &query, count_missing, &missing, &err));
    assert_int_equal(missing, 1);
    missing = 0;
    ok(sam_store_visit(f->store, unknown, &query, count_missing, &missing, &err));
    assert_int_equal(missing, 0);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM pragma_table_info('answers_quick-5')"),
                     7);
    sam_questionnaire_free(unknown);
}

/* What is outside the scale, put there by hand, is never handed on. */
static void out_of_scale_is_an_error(void **state) {
    struct fixture *f = *state;
    static const char *const values[] = {"0", "6", "-1", "256", "9223372036854775807"};
    fixture_put_answers(f, "r1", "12345");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char sql[100];
        struct sam_store_query query = {0};
        int missing = 0;
        snprintf(sql, sizeof sql, "UPDATE \"answers_quick-5\" SET s3 = %s", values[i]);
        ok(sam_sql_exec(f->store, sql, &err));
        assert_int_equal(
            sam_store_visit(f->store, f->questionnaire, &query, count_missing, &missing, &err),
            SAM_E_STORE);
        check_contains(err.text, "\"s3\" is outside the questionnaire's scale");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(one_column_an_item),
        fixture_test(new_items_get_a_column),
        fixture_test(account_holders_add_columns),
        fixture_test(odd_ids_are_only_names),
        fixture_test(ids_that_differ_in_capitals_only),
        fixture_test(changed_points_are_noted),
        fixture_test(reading_makes_nothing),
        fixture_test(out_of_scale_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
