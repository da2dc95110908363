#include "model/response_json.h"

#include "model/json_reader.h"
#include "support/sample.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static enum sam_status parse(const char *sample, struct sam_arena *arena,
                             struct sam_raw_response *raw, struct sam_err *err) {
    char *text = sam_sample(sample, NULL, NULL);
    enum sam_status status = sam_raw_response_parse(text, strlen(text), "r", arena, raw, err);
    free(text);
    return status;
}

static void test_all_members(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_raw_response raw;
    struct sam_err err = {0};
    assert_int_equal(
        parse("{'id': 17, 'respondent': 'r1', 'alliance': 'a', 'organisation': 'coc', 'role': "
              "'lead', 'wave': 2020, 'language': 'nl', 'submitted_at': '2020-02-10', "
              "'modified_at': null, 'complete': false, 'answers': {'s1': 4, 's2': 'dk', 's3': "
              "null, 's4': '5', 's5': 2.5, 'open_well': 'é\\n', '': 'x'}}",
              arena, &raw, &err),
        SAM_OK);
    assert_string_equal(raw.record_id, "17");
    assert_string_equal(raw.respondent, "r1");
    assert_string_equal(raw.alliance, "a");
    assert_string_equal(raw.organisation, "coc");
    assert_string_equal(raw.role, "lead");
    assert_string_equal(raw.wave, "2020");
    assert_string_equal(raw.language, "nl");
    assert_string_equal(raw.submitted_at, "2020-02-10");
    assert_string_equal(raw.modified_at, "");
    assert_false(raw.complete);
    static const struct sam_raw_answer expected[] = {
        {"s1", "4", false},   {"s2", "dk", false},         {"s3", "", false}, {"s4", "5", false},
        {"s5", "2.5", false}, {"open_well", "é\n", false}, {"", "x", false}};
    assert_int_equal(raw.answer_count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(raw.answers[i].name, expected[i].name);
        assert_string_equal(raw.answers[i].text, expected[i].text);
    }
    sam_arena_free(arena);
}

static void test_what_may_be_left_out(void **state) {
    (void)state;
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_raw_response raw;
    assert_int_equal(parse("{'answers': {}}", arena, &raw, NULL), SAM_OK);
    assert_null(raw.record_id);
    assert_null(raw.alliance);
    assert_true(raw.complete);
    assert_int_equal(raw.answer_count, 0);
    assert_int_equal(parse("{'answers': {}, 'complete': null}", arena, &raw, NULL), SAM_OK);
    assert_true(raw.complete);
    sam_arena_free(arena);
}

static void test_errors(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"[]", "r: a response must be an object between { and }"},
        {"3", "r: a response must be an object between { and }"},
        {"{", "r, line 1: not JSON; look for a missing comma, quotation mark or bracket there"},
        {"{'id': '1'}", "r: a response's \"answers\" must be an object"},
        {"{'answers': [1]}", "r: a response's \"answers\" must be an object"},
        {"{'answers': null}", "r: a response's \"answers\" must be an object"},
        {"{'answers': {'s1': [4]}}", "r: the answer to \"s1\" must be a number, a text or null"},
        {"{'answers': {'s1': true}}", "r: the answer to \"s1\" must be a number, a text or null"},
        {"{'answers': {'s1': 1e999}}", "r: the answer to \"s1\" must be a number, a text or null"},
        {"{'answers': {'s1': 1, 's1': 2}}",
         "r: the key \"s1\" stands twice in one object; keep one"},
        {"{'id': true, 'answers': {}}", "r: a response's \"id\" must be text"},
        {"{'alliance': {}, 'answers': {}}", "r: a response's \"alliance\" must be text"},
        {"{'complete': 'yes', 'answers': {}}",
         "r: a response's \"complete\" must be true or false"},
        {"{'colour': 1, 'answers': {}}", "r: a response has an unknown member \"colour\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sam_arena *arena = sam_arena_new(1 << 16);
        struct sam_raw_response raw;
        struct sam_err err = {0};
        assert_int_equal(parse(cases[i].text, arena, &raw, &err), SAM_E_INPUT);
        assert_string_equal(err.text, cases[i].message);
        sam_arena_free(arena);
    }
}

static void test_larger_than_the_arena(void **state) {
    (void)state;
    for (size_t limit = 0; limit < 1200; limit += 8) {
        struct sam_arena *arena = sam_arena_new(limit);
        struct sam_raw_response raw;
        enum sam_status status =
            parse("{'id': '1', 'answers': {'s1': 1, 's2': 2, 'well': 'text'}}", arena, &raw, NULL);
        assert_true(status == SAM_OK ? limit > 400 : limit < 1100);
        sam_arena_free(arena);
    }
}

static char *written(const struct sam_raw_response *raw) {
    struct sam_buf buf;
    struct sam_json json;
    sam_buf_init(&buf, SAM_BUF_UNLIMITED);
    sam_json_to_buf(&json, &buf, 0);
    sam_raw_response_to_json(&json, NULL, raw);
    assert_int_equal(sam_json_end(&json, "x", NULL), SAM_OK);
    return buf.data;
}

static void test_written(void **state) {
    (void)state;
    struct sam_raw_answer answers[] = {
        {"s1", "4", false},       {"s2", "dk", false},
        {"s3", "", false},        {"s4", NULL, false},
        {"s5", "007", false},     {"s6", "-0", false},
        {"s7", "+1", false},      {"s8", "2.5", false},
        {"well", "\"é\"", false}, {"long", "9007199254740993", false}};
    const struct sam_raw_response raw = {.record_id = "17",
                                         .respondent = "",
                                         .alliance = "a",
                                         .complete = true,
                                         .answers = answers,
                                         .answer_count = sizeof answers / sizeof *answers};
    char *text = written(&raw);
    assert_string_equal(text,
                        "{\"id\": \"17\", \"alliance\": \"a\", \"complete\": true, \"answers\": "
                        "{\"s1\": 4, \"s2\": \"dk\", \"s3\": \"\", \"s4\": \"\", \"s5\": \"007\", "
                        "\"s6\": \"-0\", \"s7\": \"+1\", \"s8\": \"2.5\", \"well\": \"\\\"é\\\"\", "
                        "\"long\": \"9007199254740993\"}}");
    free(text);
}

/* What is read from what was written is what was written, for every text an answer may have. */
static void test_round_trip(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "1",
                                        "-1",
                                        "01",
                                        "1e3",
                                        "1.0",
                                        "dk",
                                        "é\t\n",
                                        "\\u",
                                        "\x01\x7F",
                                        "null",
                                        "999999999999999",
                                        "1000000000000000",
                                        "99999999999999999999",
                                        " 1 "};
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct sam_raw_answer answers[TEXTS];
    char names[TEXTS][4];
    for (size_t i = 0; i < TEXTS; i++) {
        names[i][0] = 'q';
        names[i][1] = (char)('a' + i);
        names[i][2] = '\0';
        answers[i] = (struct sam_raw_answer){names[i], texts[i], false};
    }
    const struct sam_raw_response raw = {.record_id = "id \"1\"",
                                         .respondent = "r",
                                         .alliance = "a",
                                         .organisation = "o",
                                         .role = "boss",
                                         .wave = "w",
                                         .language = "xx",
                                         .submitted_at = "yesterday",
                                         .modified_at = "today",
                                         .complete = false,
                                         .answers = answers,
                                         .answer_count = TEXTS};
    char *text = written(&raw);
    struct sam_arena *arena = sam_arena_new(1 << 16);
    struct sam_raw_response back;
    assert_int_equal(sam_raw_response_parse(text, strlen(text), "r", arena, &back, NULL), SAM_OK);
    assert_string_equal(back.record_id, raw.record_id);
    assert_string_equal(back.role, raw.role);
    assert_string_equal(back.submitted_at, raw.submitted_at);
    assert_string_equal(back.modified_at, raw.modified_at);
    assert_false(back.complete);
    assert_int_equal(back.answer_count, TEXTS);
    for (size_t i = 0; i < TEXTS; i++) {
        assert_string_equal(back.answers[i].name, answers[i].name);
        assert_string_equal(back.answers[i].text, answers[i].text);
    }
    char *again = written(&back);
    assert_string_equal(again, text);
    free(again);
    free(text);
    sam_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_members), cmocka_unit_test(test_what_may_be_left_out),
        cmocka_unit_test(test_errors),      cmocka_unit_test(test_larger_than_the_arena),
        cmocka_unit_test(test_written),     cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
