#include "store_fixture.h"

static void a_mistake_is_named(void **state) {
    struct fixture *f = *state;
    assert_int_equal(sam_sql_exec(f->store, "SELEKT 1", &err), SAM_E_STORE);
    check_contains(err.text, "store.sqlite: near \"SELEKT\": syntax error");
    check_contains(err.text, "samenscan check");
    assert_int_equal(err.cause, SQLITE_ERROR);
}

static void a_kept_statement_is_the_same_one(void **state) {
    struct fixture *f = *state;
    static const char sql[] = "SELECT ?";
    sqlite3_stmt *first = NULL, *second = NULL;
    bool row = false;
    ok(sam_sql_kept(f->store, sql, &first, &err));
    sqlite3_bind_int(first, 1, 7);
    ok(sam_sql_step(f->store, first, &row, &err));
    assert_true(row);
    assert_int_equal(sqlite3_column_int(first, 0), 7);
    ok(sam_sql_step(f->store, first, &row, &err));
    assert_false(row);
    ok(sam_sql_kept(f->store, sql, &second, &err));
    assert_ptr_equal(first, second);
}

/* The extended codes of what can go wrong, each with its advice; NULL text reads as "". */
static void a_constraint_is_named(void **state) {
    struct fixture *f = *state;
    ok(sam_sql_exec(f->store, "CREATE TEMP TABLE t (a TEXT NOT NULL UNIQUE)", &err));
    sqlite3_stmt *put = NULL;
    ok(sam_sql_kept(f->store, "INSERT INTO t VALUES (?)", &put, &err));
    sam_sql_bind_text(put, 1, NULL);
    ok(sam_sql_run(f->store, put, &err));
    sam_sql_bind_text(put, 1, NULL);
    assert_int_equal(sam_sql_run(f->store, put, &err), SAM_E_STORE);
    assert_int_equal(err.cause, SQLITE_CONSTRAINT_UNIQUE);
    check_contains(err.text, "UNIQUE constraint failed");
    fixture_check_text(f, "SELECT a FROM t", "");
}

static void a_number_of_nothing_is_0(void **state) {
    struct fixture *f = *state;
    int64_t number = 5;
    ok(sam_sql_number(f->store, "SELECT 1 WHERE 0", &number, &err));
    assert_int_equal(number, 0);
    ok(sam_sql_number(f->store, "SELECT 9007199254740993", &number, &err));
    assert_true(number == 9007199254740993);
}

static void names_are_quoted(void **state) {
    (void)state;
    struct sam_buf sql;
    sam_buf_init(&sql, SAM_BUF_UNLIMITED);
    sam_sql_quote(&sql, "answers_", "a-b.c");
    assert_string_equal(sql.data, "\"answers_a-b.c\"");
    sam_buf_clear(&sql);
    sam_sql_quote(&sql, "", "a\"b; DROP TABLE x; --");
    assert_string_equal(sql.data, "\"a\"\"b; DROP TABLE x; --\"");
    sam_buf_fini(&sql);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(a_mistake_is_named),    fixture_test(a_kept_statement_is_the_same_one),
        fixture_test(a_constraint_is_named), fixture_test(a_number_of_nothing_is_0),
        cmocka_unit_test(names_are_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
