#include "model/response.h"

#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/small_study.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

struct world {
    struct sam_questionnaire *questionnaire;
    struct sam_study *study;
    struct sam_arena *arena;
    struct sam_response out;
    struct sam_err err;
};

static int set_up(void **state) {
    static struct world w;
    struct sam_problems problems;
    w = (struct world){.arena = sam_arena_new(1 << 20)};
    sam_problems_init(&problems);
    char *text = sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL);
    enum sam_status status =
        sam_questionnaire_parse(text, strlen(text), "q", &w.questionnaire, &problems, NULL);
    free(text);
    text = sam_sample(SMALL_STUDY, NULL, NULL);
    if (status == SAM_OK) {
        status = sam_study_parse(text, strlen(text), "s", &w.study, &problems, NULL);
    }
    free(text);
    sam_problems_fini(&problems);
    *state = &w;
    return status == SAM_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct world *w = *state;
    sam_questionnaire_free(w->questionnaire);
    sam_study_free(w->study);
    sam_arena_free(w->arena);
    return 0;
}

/* A response that is accepted; each test spoils one thing. */
static struct sam_raw_answer good_answers[] = {{"s1", "3", false},
                                               {"f1", "dk", false},
                                               {"s2", "", false},
                                               {"x1", "1", false},
                                               {"well", "het gaat goed", false}};

static struct sam_raw_response good(void) {
    return (struct sam_raw_response){
        .record_id = "17",
        .respondent = "somebody",
        .alliance = "a",
        .organisation = "atria",
        .role = "partner",
        .wave = "w1",
        .language = "nl",
        .submitted_at = "2020-02-10T09:30:00Z",
        .modified_at = "whatever the source says",
        .complete = true,
        .answers = good_answers,
        .answer_count = 5,
    };
}

static enum sam_refusal judge(struct world *w, const struct sam_raw_response *raw) {
    return sam_response_judge(raw, w->study, "w2", w->questionnaire, w->arena, &w->out, &w->err);
}

static void test_accepted(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    const struct sam_response *r = &w->out;
    assert_string_equal(r->record_id, "17");
    assert_string_equal(r->respondent, "somebody");
    assert_string_equal(r->alliance, "a");
    assert_string_equal(r->organisation, "atria");
    assert_int_equal(r->role, SAM_PARTNER);
    assert_string_equal(r->wave, "w1");
    assert_int_equal(r->language, SAM_NL);
    assert_string_equal(r->submitted_at, "2020-02-10T09:30:00Z");
    assert_string_equal(r->modified_at, "whatever the source says");
    assert_true(r->complete);
    assert_int_equal(r->item_count, 4);
    static const uint8_t expected[] = {3, SAM_DONT_KNOW, SAM_MISSING, 1};
    assert_memory_equal(r->answers, expected, 4);
    assert_int_equal(r->open_count, 1);
    assert_int_equal(r->open[0].question, 0);
    assert_string_equal(r->open[0].text, "het gaat goed");
}

static void test_little_is_needed(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = {.record_id = "1", .alliance = "b"};
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_string_equal(w->out.respondent, "");
    assert_string_equal(w->out.organisation, "");
    assert_string_equal(w->out.wave, "w2");
    assert_string_equal(w->out.submitted_at, "");
    assert_string_equal(w->out.modified_at, "");
    assert_int_equal(w->out.role, SAM_ROLE_UNKNOWN);
    assert_int_equal(w->out.language, -1);
    assert_false(w->out.complete);
    assert_int_equal(w->out.open_count, 0);
    static const uint8_t none[4] = {0};
    assert_memory_equal(w->out.answers, none, 4);
}

static void test_without_a_study(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    raw.alliance = "anywhere";
    raw.organisation = "any";
    raw.wave = "any";
    assert_int_equal(
        sam_response_judge(&raw, NULL, NULL, w->questionnaire, w->arena, &w->out, &w->err),
        SAM_ACCEPTED);
    assert_string_equal(w->out.alliance, "anywhere");
    raw.alliance = "";
    assert_int_equal(
        sam_response_judge(&raw, NULL, NULL, w->questionnaire, w->arena, &w->out, NULL),
        SAM_REFUSED_ALLIANCE);
}

static void test_filled_from_people(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = {.record_id = "1", .respondent = "r2"};
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_string_equal(w->out.alliance, "a");
    assert_string_equal(w->out.organisation, "atria");
    assert_int_equal(w->out.role, SAM_PARTNER);
    /* what the response says itself stands */
    raw = (struct sam_raw_response){
        .record_id = "1", .respondent = "r2", .organisation = "nnid", .role = "lead"};
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_string_equal(w->out.organisation, "nnid");
    assert_int_equal(w->out.role, SAM_LEAD);
    /* and for another alliance the list says nothing */
    raw = (struct sam_raw_response){.record_id = "1", .respondent = "r2", .alliance = "b"};
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_string_equal(w->out.organisation, "");
    assert_int_equal(w->out.role, SAM_ROLE_UNKNOWN);
}

static void check_refused(struct world *w, const struct sam_raw_response *raw, enum sam_refusal why,
                          const char *message) {
    w->err = (struct sam_err){0};
    assert_int_equal(judge(w, raw), why);
    assert_string_equal(w->err.text, message);
    assert_int_equal(w->err.status, SAM_E_INPUT);
    assert_int_equal(
        sam_response_judge(raw, w->study, "w2", w->questionnaire, w->arena, &w->out, NULL), why);
}

static void test_refused_for_where_it_belongs(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    raw.record_id = "";
    check_refused(w, &raw, SAM_REFUSED_NO_ID, "response : it has no id of its own: \"\"");
    raw.record_id = NULL;
    check_refused(w, &raw, SAM_REFUSED_NO_ID, "response : it has no id of its own: \"\"");
    raw = good();
    raw.alliance = NULL;
    check_refused(w, &raw, SAM_REFUSED_ALLIANCE, "response 17: it names no alliance: \"\"");
    raw.alliance = "A";
    check_refused(w, &raw, SAM_REFUSED_ALLIANCE,
                  "response 17: this alliance is not in study.json; add it, or map it in the "
                  "source's \"alliances\": \"A\"");
    raw = good();
    raw.organisation = "rutgers";
    check_refused(w, &raw, SAM_REFUSED_ORGANISATION,
                  "response 17: this organisation is not a partner in that alliance; add it in "
                  "study.json, or map it in the source's \"organisations\": \"rutgers\"");
    raw.role = "account_holder"; /* who isn't with a partner */
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    raw = good();
    raw.role = "penvoerder";
    check_refused(w, &raw, SAM_REFUSED_ROLE,
                  "response 17: role must be lead, partner or account_holder: \"penvoerder\"");
}

static void test_refused_for_the_round(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    raw.wave = "2020";
    check_refused(w, &raw, SAM_REFUSED_WAVE,
                  "response 17: this wave is not in study.json: \"2020\"");
    bool second_only[] = {false, true};
    w->study->alliances[0].in_wave = second_only;
    raw.wave = "w1";
    check_refused(w, &raw, SAM_REFUSED_WAVE,
                  "response 17: this alliance takes no part in that wave; see its \"waves\" in "
                  "study.json: \"w1\"");
    w->study->alliances[0].in_wave = NULL;
    raw.wave = "";
    assert_int_equal(
        sam_response_judge(&raw, w->study, NULL, w->questionnaire, w->arena, &w->out, &w->err),
        SAM_REFUSED_WAVE);
    assert_string_equal(w->err.text,
                        "response 17: it names no wave, and the study has more than one; say which "
                        "with --wave or in the source's \"wave\": \"\"");
    raw = good();
    raw.language = "fr";
    check_refused(w, &raw, SAM_REFUSED_LANGUAGE, "response 17: language must be nl or en: \"fr\"");
    raw = good();
    raw.submitted_at = "10-02-2020";
    check_refused(w, &raw, SAM_REFUSED_MOMENT,
                  "response 17: submitted_at must be a moment like 2026-11-22T09:30:00Z: "
                  "\"10-02-2020\"");
}

static void test_refused_for_an_answer(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    struct sam_raw_answer answers[2] = {{"s1", "2", false}};
    raw.answers = answers;
    raw.answer_count = 2;
    static const struct {
        const char *name, *text;
        enum sam_refusal why;
        const char *message;
    } cases[] = {
        {"f1", "4", SAM_REFUSED_VALUE,
         "response 17: f1: an answer must be a whole number of 1 to 3, or dk: \"4\""},
        {"f1", "0", SAM_REFUSED_VALUE,
         "response 17: f1: an answer must be a whole number of 1 to 3, or dk: \"0\""},
        {"f1", "agree", SAM_REFUSED_VALUE,
         "response 17: f1: an answer must be a whole number of 1 to 3, or dk: \"agree\""},
        {"q9", "1", SAM_REFUSED_ITEM,
         "response 17: the questionnaire has no such statement or question: \"q9\""},
        {"q9", "", SAM_REFUSED_ITEM,
         "response 17: the questionnaire has no such statement or question: \"q9\""},
        {"s1", "3", SAM_REFUSED_ITEM, "response 17: answered twice: \"s1\""},
        {"well", "caf\xE9", SAM_REFUSED_TEXT,
         "response 17: an open answer is too long or not UTF-8: \"well\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answers[1] = (struct sam_raw_answer){cases[i].name, cases[i].text, false};
        check_refused(w, &raw, cases[i].why, cases[i].message);
    }
    /* two columns for one statement, of which one is empty */
    answers[1] = (struct sam_raw_answer){"s1", "", false};
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_int_equal(w->out.answers[0], 2);
    struct sam_raw_answer twice[] = {
        {"well", "one", false}, {"well", "", false}, {"well", "two", false}};
    raw.answers = twice;
    raw.answer_count = 3;
    check_refused(w, &raw, SAM_REFUSED_ITEM, "response 17: answered twice: \"well\"");
    raw.answer_count = 2;
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_int_equal(w->out.open_count, 1);
}

static void test_long_open_answers(void **state) {
    struct world *w = *state;
    char *text = malloc(SAM_OPEN_TEXT_LIMIT + 2);
    assert_non_null(text);
    memset(text, 'x', SAM_OPEN_TEXT_LIMIT + 1);
    text[SAM_OPEN_TEXT_LIMIT + 1] = '\0';
    struct sam_raw_answer answer = {"well", text, false};
    struct sam_raw_response raw = good();
    raw.answers = &answer;
    raw.answer_count = 1;
    check_refused(w, &raw, SAM_REFUSED_TEXT,
                  "response 17: an open answer is too long or not UTF-8: \"well\"");
    text[SAM_OPEN_TEXT_LIMIT] = '\0';
    assert_int_equal(judge(w, &raw), SAM_ACCEPTED);
    assert_string_equal(w->out.open[0].text, text);
    free(text);
}

static void test_larger_than_the_arena(void **state) {
    struct world *w = *state;
    struct sam_raw_response raw = good();
    for (size_t limit = 0; limit < 400; limit++) {
        struct sam_arena *arena = sam_arena_new(limit);
        enum sam_refusal refusal =
            sam_response_judge(&raw, w->study, "w2", w->questionnaire, arena, &w->out, &w->err);
        assert_true(refusal == SAM_REFUSED_TEXT || (refusal == SAM_ACCEPTED && limit > 100));
        if (refusal != SAM_ACCEPTED) {
            assert_string_equal(w->err.text,
                                "response 17: it is larger than a response can be: \"\"");
        }
        sam_arena_free(arena);
    }
}

static void test_one_answer(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int points, status, answer;
    } cases[] = {
        {"", 5, 0, SAM_MISSING},
        {"dk", 5, 0, SAM_DONT_KNOW},
        {"DK", 5, 0, SAM_DONT_KNOW},
        {"1", 5, 0, 1},
        {"5", 5, 0, 5},
        {"6", 5, -1, 99},
        {"0", 5, -1, 99},
        {"11", 11, 0, 11},
        {"10", 11, 0, 10},
        {"12", 11, -1, 99},
        {"2", 2, 0, 2},
        {"3", 2, -1, 99},
        {"05", 5, -1, 99},
        {"-1", 5, -1, 99},
        {"+1", 5, -1, 99},
        {"1.0", 5, -1, 99},
        {" 1", 5, -1, 99},
        {"1 ", 5, -1, 99},
        {"255", 11, -1, 99},
        {"257", 11, -1, 99},
        {"dK", 5, -1, 99},
        {"dkk", 5, -1, 99},
        {"d", 5, -1, 99},
        {"1111111111111111111", 11, -1, 99},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t answer = 99;
        assert_int_equal(
            sam_answer_read(cases[i].text, strlen(cases[i].text), cases[i].points, &answer),
            cases[i].status);
        assert_int_equal(answer, cases[i].answer);
    }
    char text[4];
    assert_string_equal(sam_answer_print(SAM_MISSING, text), "");
    assert_string_equal(sam_answer_print(SAM_DONT_KNOW, text), "dk");
    assert_string_equal(sam_answer_print(11, text), "11");
}

static void test_refusal_ids(void **state) {
    (void)state;
    static const char *const ids[SAM_REFUSALS] = {"accepted", "no_id", "alliance", "organisation",
                                                  "role",     "wave",  "language", "moment",
                                                  "item",     "value", "text"};
    for (int i = 0; i < SAM_REFUSALS; i++) {
        assert_string_equal(sam_refusal_id((enum sam_refusal)i), ids[i]);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_accepted),
        TEST(test_little_is_needed),
        TEST(test_without_a_study),
        TEST(test_filled_from_people),
        TEST(test_refused_for_where_it_belongs),
        TEST(test_refused_for_the_round),
        TEST(test_refused_for_an_answer),
        TEST(test_long_open_answers),
        TEST(test_larger_than_the_arena),
        cmocka_unit_test(test_one_answer),
        cmocka_unit_test(test_refusal_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
