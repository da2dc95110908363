#include "report/topics.h"

#include "fixture.h"

static void the_weightiest_reason_asks_the_question(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    const struct sam_alliance_result *result = &f.results->alliances[5].result;
    struct sam_topic topic = {.item = 2};
    assert_int_equal(sam_topic_main_reason(&topic), SAM_REASONS);
    const char *other = sam_topic_question(SAM_EN, q, result, &topic);
    topic.reasons[SAM_REASON_TWO_CAMPS] = topic.reasons[SAM_REASON_DONT_KNOW] = true;
    topic.parts[SAM_REASON_TWO_CAMPS] = 0.4;
    topic.parts[SAM_REASON_DONT_KNOW] = 0.5;
    assert_int_equal(sam_topic_main_reason(&topic), SAM_REASON_DONT_KNOW);
    assert_string_not_equal(sam_topic_question(SAM_EN, q, result, &topic), other);
    fixture_fini(&f);
}

/* A question that begins with "why" or has "problem" in it leads. */
static void questions_end_in_a_mark_and_do_not_lead(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f, NULL, 0, 1, true);
    const struct sam_questionnaire *q = f.results->questionnaire;
    const struct sam_alliance_result *result = &f.results->alliances[5].result;
    for (int lang = 0; lang < SAM_LANGS; lang++) {
        for (int r = 0; r <= SAM_REASONS; r++) {
            struct sam_topic topic = {.item = 2};
            if (r < SAM_REASONS) {
                topic.reasons[r] = true;
            }
            const char *question = sam_topic_question((enum sam_lang)lang, q, result, &topic);
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
        cmocka_unit_test(the_weightiest_reason_asks_the_question),
        cmocka_unit_test(questions_end_in_a_mark_and_do_not_lead),
        cmocka_unit_test(a_gap_is_told_by_whose_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
