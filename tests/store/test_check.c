#include "store_fixture.h"

/* Spoils the store with sql and expects one problem that holds text. */
static void spoil(struct fixture *f, const char *sql, const char *text) {
    struct sam_buf found;
    sam_buf_init(&found, SAM_BUF_UNLIMITED);
    ok(sam_sql_exec(f->store, "SAVEPOINT spoil", &err));
    ok(sam_sql_exec(f->store, sql, &err));
    size_t count = fixture_problems(f, &found);
    check_contains(found.data, text);
    check_contains(found.data, "store.sqlite");
    assert_int_equal(count, 1);
    ok(sam_sql_exec(f->store, "ROLLBACK TO spoil; RELEASE spoil", &err));
    sam_buf_fini(&found);
}

static void each_rule(void **state) {
    struct fixture *f = *state;
    bool was_there = false;
    struct sam_questionnaire *other = fixture_questionnaire("other", "s1");
    ok(sam_store_use_questionnaire(f->store, other, &err));
    fixture_put_answers(f, "r1", "12?45");
    fixture_put_answers(f, "r2", "11111");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "form", "r2", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_problems(f, NULL), 0);
    spoil(f, "UPDATE \"answers_quick-5\" SET s2 = 6",
          "source form, record r1: the answer to \"s2\" is 6, outside 1 to 5");
    spoil(f, "UPDATE \"answers_quick-5\" SET s2 = 0", "\"s2\" is 0");
    spoil(f, "UPDATE \"answers_quick-5\" SET s3 = 1",
          "\"s3\" has an answer and is named in dont_know");
    spoil(f, "UPDATE \"answers_quick-5\" SET dont_know = 's3 s33'",
          "dont_know names \"s33\", which is no item");
    spoil(f, "DELETE FROM \"answers_quick-5\"", "record r1 is complete, yet its answers are not");
    spoil(f,
          "INSERT INTO \"answers_quick-5\" (response) SELECT id FROM response "
          "WHERE record_id = 'r2'",
          "record r2 is withdrawn, yet its answers are still there");
    spoil(f, "INSERT INTO answers_other (response) SELECT id FROM response WHERE record_id = 'r1'",
          "record r1 has answers in the table of \"other\"");
    spoil(f,
          "INSERT INTO open_answer SELECT id, 'well', 'x' FROM response "
          "WHERE record_id = 'r2'",
          "record r2 is withdrawn, yet open answers or old versions");
    spoil(f, "UPDATE counter SET value = 1", "change number 3, above the last one given out (1)");
    assert_int_equal(fixture_problems(f, NULL), 0);
    sam_questionnaire_free(other);
}

static void a_lost_parent(void **state) {
    struct fixture *f = *state;
    fixture_put_answers(f, "r1", "12345");
    ok(sam_sql_exec(f->store, "PRAGMA foreign_keys = OFF", &err));
    spoil(f, "DELETE FROM response", "belongs to a row of response that is not there");
}

static void a_damaged_file(void **state) {
    struct fixture *f = *state;
    struct sam_buf bytes;
    struct sam_problems problems;
    char *path = sam_path_join(f->folder, "store.sqlite");
    for (int i = 0; i < 200; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%d", i);
        fixture_put_answers(f, id, "12345");
    }
    int64_t page = fixture_number(f, "SELECT rootpage FROM sqlite_schema WHERE name = "
                                     "'response_place'");
    int64_t size = fixture_number(f, "PRAGMA page_size");
    sam_store_close(f->store);
    f->store = NULL;
    sam_buf_init(&bytes, SAM_BUF_UNLIMITED);
    ok(sam_file_read(path, &bytes, &err));
    memset(bytes.data + (page - 1) * size, 0xa5, (size_t)size);
    ok(sam_file_write(path, bytes.data, bytes.length, &err));
    fixture_reopen(f, SAM_STORE_READ);
    sam_problems_init(&problems);
    enum sam_status status = sam_store_check(f->store, &problems, &err);
    if (status == SAM_OK) {
        assert_true(problems.count > 0);
        check_contains(problems.lines.data, "store.sqlite: damaged: ");
    } else {
        check_contains(err.text, "the file is damaged");
    }
    sam_problems_fini(&problems);
    sam_buf_fini(&bytes);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(each_rule),
        fixture_test(a_lost_parent),
        fixture_test(a_damaged_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
