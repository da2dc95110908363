#include "store_fixture.h"

/* "source/record/state/change/version;" of each visited. */
static bool note(const struct sam_stored *stored, void *context) {
    sam_buf_printf(context, "%s/%s/%s/%lld/%d;", stored->source, stored->response.record_id,
                   sam_state_id(stored->state), (long long)stored->change, stored->version);
    return true;
}

static void expect(struct fixture *f, const struct sam_store_query *query, const char *expected) {
    struct sam_buf seen;
    sam_buf_init(&seen, SAM_BUF_UNLIMITED);
    ok(sam_store_visit(f->store, f->questionnaire, query, note, &seen, &err));
    assert_string_equal(seen.data, expected);
    sam_buf_fini(&seen);
}

static void fill(struct fixture *f) {
    bool was_there = false;
    enum sam_put what = SAM_PUT_SAME;
    struct sam_response response = fixture_response("a", "11111");
    fixture_put(f, &response);
    response = fixture_response("b", "11111");
    response.complete = false;
    fixture_put(f, &response);
    response = fixture_response("c", "11111");
    fixture_put(f, &response);
    response = fixture_response("d", "11111");
    response.wave = "2028";
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_put(f->store, "lime", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    ok(sam_store_withdraw(f->store, "form", "c", FIXTURE_NOW, &was_there, &err));
    ok(sam_store_commit(f->store, &err));
    fixture_put_answers(f, "a", "22222");
}

static void queries(void **state) {
    struct fixture *f = *state;
    fill(f);
    struct sam_store_query query = {0};
    expect(f, &query, "lime/d/complete/4/1;form/a/complete/6/2;");
    query.with_incomplete = true;
    expect(f, &query, "form/b/incomplete/2/1;lime/d/complete/4/1;form/a/complete/6/2;");
    query.with_withdrawn = true;
    expect(f, &query,
           "form/b/incomplete/2/1;lime/d/complete/4/1;form/c/withdrawn/5/1;form/a/complete/6/2;");
    query.source = "form";
    expect(f, &query, "form/b/incomplete/2/1;form/c/withdrawn/5/1;form/a/complete/6/2;");
    query.after_change = 2;
    expect(f, &query, "form/c/withdrawn/5/1;form/a/complete/6/2;");
    query.limit = 1;
    expect(f, &query, "form/c/withdrawn/5/1;");
    query.limit = 0;
    query.up_to_change = 5;
    expect(f, &query, "form/c/withdrawn/5/1;");
    query = (struct sam_store_query){.wave = "2028", .without_answers = true};
    expect(f, &query, "lime/d/complete/4/1;");
    query.wave = "none";
    expect(f, &query, "");
}

static bool check_content(const struct sam_stored *stored, void *context) {
    const struct sam_response *r = &stored->response;
    const uint8_t expected[] = {1, SAM_DONT_KNOW, SAM_MISSING, SAM_DONT_KNOW, 5};
    *(bool *)context = true;
    assert_string_equal(r->record_id, "r1");
    assert_string_equal(r->respondent, "resp");
    assert_string_equal(r->alliance, "alpha");
    assert_string_equal(r->organisation, "org");
    assert_string_equal(r->wave, "2026");
    assert_string_equal(r->submitted_at, "2026-11-01T10:00:00Z");
    assert_string_equal(r->modified_at, "m");
    assert_int_equal(r->role, SAM_LEAD);
    assert_int_equal(r->language, SAM_EN);
    assert_true(r->complete);
    assert_int_equal(r->item_count, 5);
    assert_memory_equal(r->answers, expected, 5);
    assert_int_equal(r->open_count, 2);
    assert_int_equal(r->open[0].question, 1);
    assert_string_equal(r->open[0].text, "over dit");
    assert_int_equal(r->open[1].question, 0);
    assert_string_equal(r->open[1].text, "lang \xe2\x82\xac");
    return true;
}

/* Don't know stays don't know, and missing missing. */
static void comes_back_as_it_went_in(void **state) {
    struct fixture *f = *state;
    static const struct sam_open_answer open[] = {{0, "lang \xe2\x82\xac"}, {1, "over dit"}};
    struct sam_response response = fixture_response("r1", "1?-?5");
    response.respondent = "resp";
    response.modified_at = "m";
    response.role = SAM_LEAD;
    response.language = SAM_EN;
    response.open = open;
    response.open_count = 2;
    fixture_put(f, &response);
    struct sam_store_query query = {0};
    bool seen = false, found = false;
    ok(sam_store_visit(f->store, f->questionnaire, &query, check_content, &seen, &err));
    assert_true(seen);
    seen = false;
    ok(sam_store_find(f->store, f->questionnaire, "form", "r1", check_content, &seen, &found,
                      &err));
    assert_true(seen && found);
    ok(sam_store_find(f->store, f->questionnaire, "other", "r1", check_content, &seen, &found,
                      &err));
    assert_false(found);
}

static bool nothing_in_it(const struct sam_stored *stored, void *context) {
    *(bool *)context = true;
    assert_null(stored->response.answers);
    assert_int_equal(stored->response.open_count, 0);
    assert_int_equal(stored->state, SAM_STATE_WITHDRAWN);
    return true;
}

static void a_withdrawn_one_has_no_answers(void **state) {
    struct fixture *f = *state;
    bool seen = false, found = false;
    fill(f);
    ok(sam_store_find(f->store, f->questionnaire, "form", "c", nothing_in_it, &seen, &found, &err));
    assert_true(seen && found);
}

/* Puts a changed copy of what it sees. */
static bool edit(const struct sam_stored *stored, void *context) {
    struct fixture *f = *(struct fixture **)context;
    struct sam_response response = stored->response;
    enum sam_put what = SAM_PUT_SAME;
    response.organisation = "edited";
    ok(sam_store_put(f->store, "form", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
    assert_int_equal(what, SAM_PUT_CHANGED);
    return true;
}

static void the_callback_may_write(void **state) {
    struct fixture *f = *state;
    for (int i = 0; i < 10; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%d", i);
        fixture_put_answers(f, id, "12345");
    }
    struct sam_store_query query = {0};
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_visit(f->store, f->questionnaire, &query, edit, &f, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response WHERE version = 2"), 10);
    assert_int_equal(fixture_number(f, "SELECT max(change) FROM response"), 20);
}

static void page(struct fixture *f, int64_t after, size_t limit, int64_t last, bool more) {
    int64_t got_last = -1;
    bool got_more = !more;
    ok(sam_store_page(f->store, "form", after, limit, &got_last, &got_more, &err));
    assert_int_equal(got_last, last);
    assert_int_equal(got_more, more);
}

static void pages(void **state) {
    struct fixture *f = *state;
    int64_t change = -1;
    page(f, 0, 10, 0, false);
    ok(sam_store_last_change(f->store, &change, &err));
    assert_int_equal(change, 0);
    fill(f); /* form: changes 2, 5 and 6 */
    page(f, 0, 1, 2, true);
    page(f, 0, 2, 5, true);
    page(f, 0, 3, 6, false);
    page(f, 0, 10, 6, false);
    page(f, 5, 1, 6, false);
    page(f, 6, 10, 6, false);
    ok(sam_store_last_change(f->store, &change, &err));
    assert_int_equal(change, 6);
}

static bool note_record(const char *record_id, enum sam_state state, void *context) {
    sam_buf_printf(context, "%s/%s;", record_id, sam_state_id(state));
    return record_id[0] != 'z';
}

static void records(void **state) {
    struct fixture *f = *state;
    struct sam_buf seen;
    fill(f);
    sam_buf_init(&seen, SAM_BUF_UNLIMITED);
    ok(sam_store_visit_records(f->store, "form", false, note_record, &seen, &err));
    assert_string_equal(seen.data, "a/complete;b/incomplete;");
    sam_buf_clear(&seen);
    ok(sam_store_visit_records(f->store, "form", true, note_record, &seen, &err));
    assert_string_equal(seen.data, "b/incomplete;");
    sam_buf_fini(&seen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(queries),
        fixture_test(comes_back_as_it_went_in),
        fixture_test(a_withdrawn_one_has_no_answers),
        fixture_test(the_callback_may_write),
        fixture_test(pages),
        fixture_test(records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
