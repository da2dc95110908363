#include "fixture.h"

#include "collect/judge.h"

static const char study[] =
    "{\"id\": \"s\", \"title\": {\"nl\": \"x\", \"en\": \"x\"}, \"language\": \"nl\", "
    "\"alliances\": [{\"id\": \"noord\", \"name\": \"Noord\", \"partners\": [{\"id\": \"a\", "
    "\"name\": \"A\", \"lead\": true}]}], "
    "\"waves\": [{\"id\": \"2026\", \"questionnaire\": \"recorded\", \"opens\": \"2026-03-01\"}], "
    "\"sources\": [{\"name\": \"j\", \"type\": \"json\", \"url\": \"http://127.0.0.1:1/\", "
    "\"id\": \"id\"}]}";

struct bench {
    struct fixture f;
    struct sam_collector c;
    struct sam_page page;
};

static void bench_open(struct bench *b) {
    fixture_open_text(&b->f, study);
    b->c = (struct sam_collector){.study = b->f.study,
                                  .source = &b->f.study->sources[0],
                                  .instruments = &b->f.instruments,
                                  .wave = 0};
    sam_page_init(&b->page);
}

static void bench_close(struct bench *b) {
    sam_page_fini(&b->page);
    fixture_close(&b->f);
}

static void test_each_record_is_judged(void **state) {
    (void)state;
    struct bench b;
    struct sam_err err = {0};
    struct sam_raw_answer good[] = {{"s1", "4", false}};
    struct sam_raw_answer bad[] = {{"s1", "9", false}};
    struct sam_raw_response raw[] = {
        {.record_id = "1",
         .alliance = "noord",
         .submitted_at = "2026-03-01T00:00:00Z",
         .complete = true,
         .answers = good,
         .answer_count = 1},
        {.record_id = "2", .alliance = "noord", .wave = "2026", .answers = bad, .answer_count = 1},
        {.record_id = "3",
         .alliance = "noord",
         .submitted_at = "2026-02-28T23:59:59Z",
         .answers = bad,
         .answer_count = 1}};
    const char *places[] = {"line 2", "line 3", "line 4"};
    bench_open(&b);
    b.page.records = raw;
    b.page.record_count = 3;
    b.page.places = places;
    assert_int_equal(sam_page_judge(&b.c, &b.page, &err), SAM_OK);
    const struct sam_judged *judged = b.page.judged;
    assert_int_equal(judged[0].refusal, SAM_ACCEPTED);
    assert_false(judged[0].early);
    assert_ptr_equal(judged[0].questionnaire, b.f.questionnaire);
    assert_string_equal(judged[0].response.alliance, "noord");
    assert_string_equal(judged[0].response.wave, "2026");
    assert_string_equal(raw[0].wave, "2026");
    assert_int_equal(judged[1].refusal, SAM_REFUSED_VALUE);
    check_contains(judged[1].why, "line 3: response 2: s1");
    assert_true(judged[2].early);
    assert_null(judged[2].why);
    /* What was chosen, and what our own server took, is nobody trying out. */
    b.c.pass.file = "answers.csv";
    assert_int_equal(sam_page_judge(&b.c, &b.page, &err), SAM_OK);
    assert_false(b.page.judged[2].early);
    assert_int_equal(b.page.judged[2].refusal, SAM_REFUSED_VALUE);
    bench_close(&b);
}

static void test_wave_of_a_response(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    struct sam_raw_response raw = {.wave = "2026"};
    assert_int_equal(sam_collector_wave(b.f.study, &raw, SAM_NONE), 0);
    raw.wave = "2027";
    assert_int_equal(sam_collector_wave(b.f.study, &raw, 0), SAM_NONE);
    raw.wave = "";
    assert_int_equal(sam_collector_wave(b.f.study, &raw, 0), 0);
    bench_close(&b);
}

static void test_too_large(void **state) {
    (void)state;
    struct bench b;
    struct sam_err err = {0};
    struct sam_raw_response raw = {.record_id = "1"};
    bench_open(&b);
    sam_arena_free(b.page.judging);
    b.page.judging = sam_arena_new(16);
    b.page.records = &raw;
    b.page.record_count = 1;
    assert_int_equal(sam_page_judge(&b.c, &b.page, &err), SAM_E_LIMIT);
    bench_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_record_is_judged),
                                       cmocka_unit_test(test_wave_of_a_response),
                                       cmocka_unit_test(test_too_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
