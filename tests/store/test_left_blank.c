#include "store_fixture.h"

struct seen {
    char left_blank[64];
    int version;
};

static bool look(const struct sam_stored *stored, void *context) {
    struct seen *seen = context;
    const char *items = stored->response.left_blank;
    snprintf(seen->left_blank, sizeof seen->left_blank, "%s", items != NULL ? items : "(null)");
    seen->version = stored->version;
    return true;
}

static struct seen find(struct fixture *f, const char *id) {
    struct seen seen = {0};
    bool found = false;
    ok(sam_store_find(f->store, f->questionnaire, "kobo", id, look, &seen, &found, &err));
    assert_true(found);
    return seen;
}

static enum sam_put put(struct fixture *f, const char *id, const char *letters,
                        const char *left_blank) {
    struct sam_response response = fixture_response(id, letters);
    enum sam_put what = SAM_PUT_SAME;
    response.left_blank = left_blank;
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "kobo", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_commit(f->store, &err));
    return what;
}

static int64_t rows(struct fixture *f) {
    int64_t count = 0;
    ok(sam_sql_number(f->store, "SELECT count(*) FROM left_blank", &count, &err));
    return count;
}

static void kept_and_changed(void **state) {
    struct fixture *f = *state;
    assert_int_equal(put(f, "1", "12---", NULL), SAM_PUT_NEW);
    assert_int_equal(rows(f), 0);
    assert_string_equal(find(f, "1").left_blank, "(null)");
    assert_int_equal(put(f, "2", "12---", "s3 s4"), SAM_PUT_NEW);
    assert_int_equal(put(f, "2", "12---", "s3 s4"), SAM_PUT_SAME);
    assert_string_equal(find(f, "2").left_blank, "s3 s4");
    assert_string_equal(find(f, "1").left_blank, "");
    /* a page further */
    assert_int_equal(put(f, "2", "12---", "s3 s4 s5"), SAM_PUT_CHANGED);
    assert_string_equal(find(f, "2").left_blank, "s3 s4 s5");
    assert_int_equal(put(f, "2", "12345", ""), SAM_PUT_CHANGED);
    assert_int_equal(rows(f), 0);
}

static void gone_with_the_answers(void **state) {
    struct fixture *f = *state;
    bool was_there = false;
    put(f, "1", "12---", "s3");
    put(f, "2", "12---", "s3");
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_withdraw(f->store, "kobo", "1", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(rows(f), 1);
    ok(sam_sql_exec(f->store, "DELETE FROM response", &err));
    assert_int_equal(rows(f), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {fixture_test(kept_and_changed),
                                       fixture_test(gone_with_the_answers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
