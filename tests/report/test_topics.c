#include "report/topics.h"

#include "fixture.h"

static void no_question_is_asked_twice_while_there_are_others(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_topic topics[4] = {{.item = 2}, {.item = 3}, {.item = 4}, {.item = 5}};
    for (size_t t = 0; t < 3; t++) {
        topics[t].reasons[SAM_REASON_TWO_CAMPS] = topics[t].reasons[SAM_REASON_DONT_KNOW] = true;
        topics[t].parts[SAM_REASON_TWO_CAMPS] = 0.4;
        topics[t].parts[SAM_REASON_DONT_KNOW] = 0.5;
    }
    result->topics = topics;
    const char *questions[4];
    sam_topic_questions(SAM_EN, q, result, questions, 4);
    check_contains(questions[0], "Who deals with this"); /* weighs most */
    check_contains(questions[1], "more than one view");  /* the first has been asked */
    /* both have: what the statement is about */
    assert_ptr_equal(questions[2], sam_topic_follow_up(SAM_EN, q, 4));
    check_contains(questions[3], "How do you look at this?");
    fixture_fini(&f);
}

/* A question that begins with "why" or has "problem" in it leads. */
static void questions_end_in_a_mark_and_do_not_lead(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int r = 0; r <= SAM_REASONS; r++) {
            struct sam_topic topic = {.item = 2};
            const char *question = NULL;
            if (r < SAM_REASONS) {
                topic.reasons[r] = true;
            }
            result->topics = &topic;
            sam_topic_questions((enum sam_lang)lang, q, result, &question, 1);
            assert_true(strchr(question, '?') != NULL || strchr(question, '.') != NULL);
            assert_null(strstr(question, "Why"));
            assert_null(strstr(question, "Waarom"));
            assert_null(strstr(question, "roblem"));
            assert_null(strstr(question, "roblee"));
        }
        for (size_t i = 0; i < q->item_count; i++) {
            assert_non_null(strchr(sam_topic_follow_up((enum sam_lang)lang, q, i), '?'));
        }
    }
    fixture_fini(&f);
}

static void a_gap_is_told_by_whose_it_is(void **state) {
    (void)state;
    struct fixture f;
    struct sam_buf why;
    fixture_init(&f, NULL, 0, 1, true);
    sam_buf_init(&why, SAM_BUF_UNLIMITED);
    struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_topic topic = {.item = 2, .reasons = {[SAM_REASON_ROLE_GAP] = true}};
    memset(result->items[2].voices, 0, sizeof result->items[2].voices);
    result->items[2].voices[SAM_PARTNER] = (struct sam_voices){2, 10};
    result->items[2].voices[SAM_ACCOUNT_HOLDER] = (struct sam_voices){1, 2};
    sam_topic_why(SAM_EN, f.results->questionnaire, result, &topic, SAM_REASON_ROLE_GAP, &why);
    assert_string_equal(why.data, "The alliance and the account holder see this differently.");
    sam_topic_why(SAM_EN, f.results->questionnaire, result, &topic, SAM_REASON_CHANGE, &why);
    assert_null(strstr(why.data, "wave"));
    sam_buf_fini(&why);
    fixture_fini(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_question_is_asked_twice_while_there_are_others),
        cmocka_unit_test(questions_end_in_a_mark_and_do_not_lead),
        cmocka_unit_test(a_gap_is_told_by_whose_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
