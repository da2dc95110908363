#include "model/questionnaire.h"

#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

/* What the account holders of the small questionnaire get: s1 and f1 in their own words, e1. */
#define HOLDERS                                                                                    \
    "{'id': 'holders', 'version': '2.0.0', 'title': {'nl': 'Houders', 'en': 'Holders'},\n"         \
    " 'introduction': {'nl': 'Dag', 'en': 'Hello'},\n"                                             \
    " 'response_scale': {'points': 3, 'labels': {'nl': ['a', 'b', 'c'], 'en': ['d', 'e', 'f']},\n" \
    "   'dont_know': {'nl': 'weet niet', 'en': 'do not know'}},\n"                                 \
    " 'themes': [{'id': 'money', 'title': {'nl': 'Geld', 'en': 'Money'}},\n"                       \
    "   {'id': 'inside', 'title': {'nl': 'Daarbinnen', 'en': 'Within'}}],\n"                       \
    " 'scales': [{'id': 'expected', 'title': {'nl': 'Verwacht', 'en': 'Expected'}},\n"             \
    "   {'id': 'forming', 'title': {'nl': 'Begin', 'en': 'Start'}, 'relation': 'partnership'},\n"  \
    "   {'id': 'synergy', 'title': {'nl': 'Synergie', 'en': 'Synergy'}, 'source': 'jb'}],\n"       \
    " 'items': [\n"                                                                                \
    "   {'id': 'e1', 'theme': 'money', 'scale': 'expected', 'text': {'nl': 'n5', 'en': 'e5'}},\n"  \
    "   {'id': 's1', 'theme': 'inside', 'scale': 'synergy', 'reverse': true,\n"                    \
    "    'text': {'nl': 'h1', 'en': 'i1'}},\n"                                                     \
    "   {'id': 'f1', 'theme': 'inside', 'scale': 'forming', 'phase': 'forming',\n"                 \
    "    'text': {'nl': 'h2', 'en': 'i2'}}],\n"                                                    \
    " 'open_questions': [{'id': 'rules', 'text': {'nl': 'regels', 'en': 'rules'}}],\n"             \
    " 'sources': {'jb': 'Jones again', 'ot': 'Other'}}"

static struct sam_questionnaire *parse(const char *base, const char *find, const char *replace) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char *text = sam_sample(base, find, replace);
    sam_problems_init(&problems);
    if (sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL) != SAM_OK) {
        fail_msg("%s", problems.lines.data);
    }
    sam_problems_fini(&problems);
    free(text);
    return q;
}

static struct sam_questionnaire *joined(void) {
    struct sam_problems problems;
    struct sam_questionnaire *q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    sam_problems_init(&problems);
    assert_int_equal(
        sam_questionnaire_join(q, "A", parse(HOLDERS, NULL, NULL), "B", &problems, NULL), SAM_OK);
    assert_int_equal(problems.count, 0);
    sam_problems_fini(&problems);
    return q;
}

static void test_items_of_both(void **state) {
    struct sam_questionnaire *q = joined();
    (void)state;
    assert_string_equal(q->id, "small");
    assert_string_equal(q->holders_id, "holders");
    assert_string_equal(q->holders_version, "2.0.0");
    assert_int_equal(q->item_count, 5);
    const struct sam_item *s1 = &q->items[0], *e1 = &q->items[4];
    /* mirrored: asked of both, each in its own words */
    assert_int_equal(s1->audience, 7);
    assert_string_equal(sam_item_text(s1, SAM_LEAD)->in[SAM_NL], "n1");
    assert_string_equal(sam_item_text(s1, SAM_ROLE_UNKNOWN)->in[SAM_NL], "n1");
    assert_string_equal(sam_item_text(s1, SAM_ACCOUNT_HOLDER)->in[SAM_EN], "i1");
    /* of the second alone: for account holders, whatever it said itself */
    assert_string_equal(e1->id, "e1");
    assert_int_equal(e1->audience, 1U << SAM_ACCOUNT_HOLDER);
    assert_string_equal(q->themes[e1->theme].id, "money");
    assert_string_equal(q->scales[e1->scale].id, "expected");
    assert_int_equal(q->scales[e1->scale].item_count, 1);
    assert_int_equal(q->scales[e1->scale].items[0], 4);
    /* the partners' own scales are as they were */
    assert_int_equal(q->scale_count, 3);
    assert_int_equal(q->scales[0].item_count, 2);
    check_rel(q->scales[0].min_answered, 0.75, 0);
    sam_questionnaire_free(q);
}

static void test_the_rest_of_both(void **state) {
    struct sam_questionnaire *q = joined();
    (void)state;
    assert_int_equal(q->theme_count, 2);
    assert_string_equal(sam_theme_title(&q->themes[0], SAM_PARTNER)->in[SAM_EN], "Inside");
    assert_string_equal(sam_theme_title(&q->themes[0], SAM_ACCOUNT_HOLDER)->in[SAM_EN], "Within");
    assert_string_equal(sam_questionnaire_introduction(q, SAM_LEAD)->in[SAM_EN], "Welcome");
    assert_string_equal(sam_questionnaire_introduction(q, SAM_ACCOUNT_HOLDER)->in[SAM_EN], "Hello");
    assert_string_equal(sam_questionnaire_title(q, SAM_PARTNER)->in[SAM_EN], "Small");
    assert_string_equal(sam_questionnaire_title(q, SAM_ACCOUNT_HOLDER)->in[SAM_EN], "Holders");
    assert_int_equal(q->open_count, 2);
    assert_int_equal(q->open_questions[0].audience, 1U << SAM_LEAD | 1U << SAM_PARTNER);
    assert_int_equal(q->open_questions[1].audience, 1U << SAM_ACCOUNT_HOLDER);
    assert_int_equal(q->source_count, 2);
    assert_string_equal(q->sources[0].text, "Jones");
    assert_string_equal(q->sources[1].key, "ot");
    sam_questionnaire_free(q);
}

/* An open question of the partners goes to account holders when it has words for them, or when they
 * have it too. */
static void test_open_questions(void **state) {
    struct sam_problems problems;
    (void)state;
    sam_problems_init(&problems);
    struct sam_questionnaire *q = parse(SMALL_QUESTIONNAIRE, "'en': 'what'}}]",
                                        "'en': 'what'}, 'wording': {'account_holder': {'nl': 'q', "
                                        "'en': 'r'}}}]");
    assert_int_equal(
        sam_questionnaire_join(q, "A", parse(HOLDERS, NULL, NULL), "B", &problems, NULL), SAM_OK);
    assert_int_equal(q->open_questions[0].audience, 7);
    sam_questionnaire_free(q);
    q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    assert_int_equal(sam_questionnaire_join(q, "A", parse(HOLDERS, "'id': 'rules'", "'id': 'well'"),
                                            "B", &problems, NULL),
                     SAM_OK);
    assert_int_equal(q->open_count, 1);
    assert_int_equal(q->open_questions[0].audience, 7);
    assert_string_equal(
        sam_open_question_text(&q->open_questions[0], SAM_ACCOUNT_HOLDER)->in[SAM_EN], "rules");
    sam_questionnaire_free(q);
    sam_problems_fini(&problems);
}

static const struct {
    const char *find, *replace, *problems;
} rules[] = {
    {"'points': 3, 'labels': {'nl': ['a', 'b', 'c'], 'en': ['d', 'e', 'f']}",
     "'points': 2, 'labels': {'nl': ['a', 'b'], 'en': ['d', 'e']}",
     "A and B: 3 and 2 points in response_scale; both sides must answer on the same scale\n"},
    {"'c'], 'en'", "'x'], 'en'",
     "A and B: answer 3 has other labels in response_scale; both sides must answer on the same "
     "scale\n"},
    {"'weet niet'", "'geen idee'",
     "A and B: \"dont_know\" differs in response_scale; both sides must answer on the same "
     "scale\n"},
    {",\n   'dont_know': {'nl': 'weet niet', 'en': 'do not know'}", "",
     "A and B: \"dont_know\" differs in response_scale; both sides must answer on the same "
     "scale\n"},
    {"'reverse': true,", "",
     "A and B: item \"s1\" is in both and differs in \"reverse\"; account holders answer beside "
     "partners, so it must be the same in both\n"},
    {"'scale': 'forming', 'phase': 'forming'", "'scale': 'forming'",
     "A and B: item \"f1\" is in both and differs in \"phase\"; account holders answer beside "
     "partners, so it must be the same in both\n"},
    {"'en': 'Start'}, 'relation': 'partnership'", "'en': 'Start'}",
     "A and B: scale \"forming\" is in both and differs in \"relation\"; account holders answer "
     "beside partners, so it must be the same in both\n"},
    {"'id': 'e1'", "'id': 'X1'",
     "A and B: \"x1\" and \"X1\" can't be told apart (statements and open questions, upper and "
     "lower case being the same); give one another id\n"},
    {"'id': 'rules'", "'id': 'x1'",
     "A and B: \"x1\" and \"x1\" can't be told apart (statements and open questions, upper and "
     "lower case being the same); give one another id\n"},
};

static void check_rule(const char *find, const char *replace, const char *said) {
    struct sam_problems problems;
    struct sam_err err = {0};
    struct sam_questionnaire *q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    sam_problems_init(&problems);
    assert_int_equal(
        sam_questionnaire_join(q, "A", parse(HOLDERS, find, replace), "B", &problems, &err),
        SAM_E_INPUT);
    assert_string_equal(problems.lines.data, said);
    assert_null(q->holders_id);
    sam_questionnaire_free(q);
    sam_problems_fini(&problems);
}

static void test_what_must_agree(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        check_rule(rules[i].find, rules[i].replace, rules[i].problems);
    }
}

/* Scales: the same one for an item in both; one's own for an item of account holders alone. */
static void test_scales_must_agree(void **state) {
    (void)state;
    check_rule("{'id': 'e1', 'theme': 'money', 'scale': 'expected'",
               "{'id': 'x1', 'theme': 'money', 'scale': 'expected'",
               "A and B: item \"x1\" is in both and differs in \"scale\"; account holders answer "
               "beside partners, so it must be the same in both\n");
    check_rule("{'id': 'e1', 'theme': 'money', 'scale': 'expected', 'text': {'nl': 'n5', "
               "'en': 'e5'}},",
               "{'id': 'e1', 'theme': 'money', 'scale': 'expected', 'text': {'nl': 'n5', "
               "'en': 'e5'}}, {'id': 'e2', 'theme': 'money', 'scale': 'synergy', 'text': "
               "{'nl': 'n6', 'en': 'e6'}},",
               "B: item \"e2\" is in scale \"synergy\", which is the partners' in A, but it is not "
               "there; put it in a scale of its own\n");
}

/* Two scales of one phase in one relation: which of them is the phase's? */
static void test_one_scale_a_phase(void **state) {
    struct sam_questionnaire *q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    struct sam_questionnaire *holders = parse(HOLDERS, NULL, NULL);
    struct sam_problems problems;
    (void)state;
    sam_problems_init(&problems);
    holders->scales[1].id = "start";
    assert_int_equal(sam_questionnaire_join(q, "A", holders, "B", &problems, NULL), SAM_E_INPUT);
    check_contains(problems.lines.data,
                   "A and B: scales \"forming\" and \"start\" are both keyed to forming of the "
                   "same relation; give them one id\n");
    sam_questionnaire_free(q);
    sam_problems_fini(&problems);
}

static void test_stories_stand_alone(void **state) {
    struct sam_questionnaire *q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    struct sam_questionnaire *holders = parse(HOLDERS, NULL, NULL);
    struct sam_problems problems;
    struct sam_story story = {0};
    (void)state;
    sam_problems_init(&problems);
    holders->story = &story;
    assert_int_equal(sam_questionnaire_join(q, "A", holders, "B", &problems, NULL), SAM_E_INPUT);
    check_contains(problems.lines.data, "B: a questionnaire of stories can't be");
    sam_questionnaire_free(q);
    sam_problems_fini(&problems);
}

static void test_who_is_asked(void **state) {
    struct sam_questionnaire *q = joined();
    (void)state;
    for (int role = 0; role <= SAM_ROLE_UNKNOWN; role++) {
        assert_true(sam_questionnaire_asks(q, (enum sam_role)role));
    }
    for (size_t i = 0; i < q->item_count; i++) {
        q->items[i].audience = 1U << SAM_LEAD;
    }
    assert_true(sam_questionnaire_asks(q, SAM_LEAD));
    assert_false(sam_questionnaire_asks(q, SAM_PARTNER));
    assert_false(sam_questionnaire_asks(q, SAM_ACCOUNT_HOLDER));
    assert_true(sam_questionnaire_asks(q, SAM_ROLE_UNKNOWN));
    sam_questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_of_both),       cmocka_unit_test(test_the_rest_of_both),
        cmocka_unit_test(test_open_questions),      cmocka_unit_test(test_what_must_agree),
        cmocka_unit_test(test_scales_must_agree),   cmocka_unit_test(test_one_scale_a_phase),
        cmocka_unit_test(test_stories_stand_alone), cmocka_unit_test(test_who_is_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
