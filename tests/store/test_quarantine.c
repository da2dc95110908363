#include "store_fixture.h"

static struct sam_raw_answer answers[] = {
    {"s1", "9", false}, {"s2", "dk", false}, {"well", "täkst \"x\"", false}};

static struct sam_raw_response raw_response(const char *record_id) {
    return (struct sam_raw_response){.record_id = record_id,
                                     .respondent = "ann",
                                     .alliance = "nowhere",
                                     .wave = "2026",
                                     .complete = true,
                                     .answers = answers,
                                     .answer_count = 3};
}

static void quarantine(struct fixture *f, const struct sam_raw_response *raw,
                       enum sam_refusal refusal, const char *message, time_t now) {
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine(f->store, "lime", raw, refusal, message, now, &err));
    ok(sam_store_commit(f->store, &err));
}

static bool check_first(const struct sam_quarantined *row, void *context) {
    int *visited = context;
    ++*visited;
    assert_string_equal(row->source, "lime");
    assert_string_equal(row->record_id, "17");
    assert_string_equal(row->refusal, "alliance");
    assert_string_equal(row->message, "not in the study");
    assert_string_equal(row->first_seen, "2026-09-21T14:13:20Z");
    assert_int_equal(row->tries, 2);
    assert_string_equal(row->raw->record_id, "17");
    assert_string_equal(row->raw->alliance, "nowhere");
    assert_true(row->raw->complete);
    assert_int_equal(row->raw->answer_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(row->raw->answers[i].name, answers[i].name);
        assert_string_equal(row->raw->answers[i].text, answers[i].text);
    }
    return true;
}

static void kept_whole_with_its_reason(void **state) {
    struct fixture *f = *state;
    struct sam_raw_response raw = raw_response("17");
    int visited = 0;
    quarantine(f, &raw, SAM_REFUSED_VALUE, "s1 is 9", FIXTURE_NOW);
    quarantine(f, &raw, SAM_REFUSED_ALLIANCE, "not in the study", FIXTURE_NOW + 60);
    ok(sam_store_visit_quarantine(f->store, check_first, &visited, &err));
    assert_int_equal(visited, 1);
}

static void leaves_when_it_is_taken(void **state) {
    struct fixture *f = *state;
    struct sam_raw_response raw = raw_response("17");
    struct sam_response response = fixture_response("17", "12345");
    enum sam_put what = SAM_PUT_SAME;
    for (int round = 0; round < 2; round++) {
        /* The second time the response is the same as before: it leaves quarantine all the same. */
        quarantine(f, &raw, SAM_REFUSED_VALUE, "m", FIXTURE_NOW);
        fixture_put_answers(f, "17", "12345"); /* of another source */
        assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 1);
        ok(sam_store_begin(f->store, &err));
        ok(sam_store_put(f->store, "lime", f->questionnaire, &response, FIXTURE_NOW, &what, &err));
        ok(sam_store_commit(f->store, &err));
        assert_int_equal(what, round == 0 ? SAM_PUT_NEW : SAM_PUT_SAME);
        assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 0);
    }
}

static void dropped_when_its_source_lost_it(void **state) {
    struct fixture *f = *state;
    struct sam_raw_response raw = raw_response("17");
    quarantine(f, &raw, SAM_REFUSED_VALUE, "m", FIXTURE_NOW);
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_quarantine_drop(f->store, "other", "17", &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 1);
    ok(sam_store_quarantine_drop(f->store, "lime", "17", &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 0);
}

struct retry {
    struct fixture *f;
    int visited;
};

/* Takes every second one, refuses the others again. */
static bool try_again(const struct sam_quarantined *row, void *context) {
    struct retry *retry = context;
    enum sam_put what = SAM_PUT_SAME;
    struct sam_response response = fixture_response(row->record_id, "12345");
    if (retry->visited++ % 2 == 0) {
        ok(sam_store_put(retry->f->store, row->source, retry->f->questionnaire, &response,
                         FIXTURE_NOW, &what, &err));
    } else {
        ok(sam_store_quarantine(retry->f->store, row->source, row->raw, SAM_REFUSED_ITEM, "again",
                                FIXTURE_NOW, &err));
    }
    return true;
}

static void the_callback_may_change_the_table(void **state) {
    struct fixture *f = *state;
    struct retry retry = {f, 0};
    for (int i = 0; i < 10; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%d", i);
        struct sam_raw_response raw = raw_response(id);
        quarantine(f, &raw, SAM_REFUSED_VALUE, "m", FIXTURE_NOW);
    }
    ok(sam_store_begin(f->store, &err));
    ok(sam_store_visit_quarantine(f->store, try_again, &retry, &err));
    ok(sam_store_commit(f->store, &err));
    assert_int_equal(retry.visited, 10);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 5);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine WHERE tries = 2"), 5);
}

static bool stop_at_once(const struct sam_quarantined *row, void *context) {
    int *visited = context;
    (void)row;
    ++*visited;
    return false;
}

/* Without an id they are told apart by what is in them; none overwrites another. */
static void without_an_id(void **state) {
    struct fixture *f = *state;
    struct sam_raw_response one = raw_response(NULL), two = raw_response("");
    two.respondent = "bob";
    int visited = 0;
    quarantine(f, &one, SAM_REFUSED_NO_ID, "m", FIXTURE_NOW);
    quarantine(f, &two, SAM_REFUSED_NO_ID, "m", FIXTURE_NOW);
    quarantine(f, &one, SAM_REFUSED_NO_ID, "m", FIXTURE_NOW);
    assert_int_equal(fixture_number(f, "SELECT count(*) FROM quarantine"), 2);
    assert_int_equal(fixture_number(f, "SELECT max(tries) FROM quarantine"), 2);
    ok(sam_store_visit_quarantine(f->store, stop_at_once, &visited, &err));
    assert_int_equal(visited, 1);
}

static bool check_doubled(const struct sam_quarantined *row, void *context) {
    bool *seen = context;
    *seen = true;
    assert_int_equal(row->raw->answer_count, 3);
    assert_string_equal(row->raw->answers[0].name, "s1");
    assert_string_equal(row->raw->answers[1].name, "s1 (2)");
    assert_string_equal(row->raw->answers[1].text, "2");
    assert_string_equal(row->raw->answers[2].text, "??");
    return true;
}

/* An answer given twice, and bytes that are no text: kept in a form that can be read again. */
static void what_json_cannot_say(void **state) {
    struct fixture *f = *state;
    struct sam_raw_answer odd[] = {
        {"s1", "1", false}, {"s1", "2", false}, {"well", "\xff\xfe", false}};
    struct sam_raw_response raw = {.record_id = "17", .answers = odd, .answer_count = 3};
    bool seen = false;
    quarantine(f, &raw, SAM_REFUSED_TEXT, "m", FIXTURE_NOW);
    ok(sam_store_visit_quarantine(f->store, check_doubled, &seen, &err));
    assert_true(seen);
}

static void an_unreadable_row_is_named(void **state) {
    struct fixture *f = *state;
    struct sam_raw_response raw = raw_response("17");
    int visited = 0;
    quarantine(f, &raw, SAM_REFUSED_VALUE, "m", FIXTURE_NOW);
    ok(sam_sql_exec(f->store, "UPDATE quarantine SET raw = '{'", &err));
    assert_int_equal(sam_store_visit_quarantine(f->store, stop_at_once, &visited, &err),
                     SAM_E_STORE);
    check_contains(err.text, "source lime, record 17");
    assert_int_equal(visited, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        fixture_test(kept_whole_with_its_reason),
        fixture_test(leaves_when_it_is_taken),
        fixture_test(dropped_when_its_source_lost_it),
        fixture_test(the_callback_may_change_the_table),
        fixture_test(without_an_id),
        fixture_test(what_json_cannot_say),
        fixture_test(an_unreadable_row_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
