#include "model/questionnaire_reader.h"

#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

/* A small form for stories, on two points. */
#define STORIES                                                                                    \
    "{'id': 'tales', 'version': '1', 'title': {'nl': 'V', 'en': 'S'},\n"                           \
    " 'response_scale': {'points': 2, 'labels': {'nl': ['nee', 'ja'], 'en': ['no', 'yes']}},\n"    \
    " 'themes': [{'id': 'use', 'title': {'nl': 'G', 'en': 'U'}}], 'scales': [],\n"                 \
    " 'items': [{'id': 'ok1', 'theme': 'use', 'text': {'nl': 'a', 'en': 'b'}},\n"                  \
    "   {'id': 'ok2', 'theme': 'use', 'text': {'nl': 'c', 'en': 'd'}}],\n"                         \
    " 'open_questions': [{'id': 'name', 'text': {'nl': 'e', 'en': 'f'}},\n"                        \
    "   {'id': 'what', 'text': {'nl': 'g', 'en': 'h'}},\n"                                         \
    "   {'id': 'whom', 'text': {'nl': 'i', 'en': 'j'}},\n"                                         \
    "   {'id': 'because', 'text': {'nl': 'k', 'en': 'l'}}],\n"                                     \
    " 'story': {'title': 'name', 'change': 'what', 'for_whom': 'whom', 'why': 'because',\n"        \
    "   'consent_report': 'ok1', 'consent_funder': 'ok2'}}"

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

static void check_problems(const char *base, const char *find, const char *replace,
                           const char *expected) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    char *text = sam_sample(base, find, replace);
    sam_problems_init(&problems);
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL),
                     SAM_E_INPUT);
    assert_string_equal(problems.lines.data, expected);
    assert_null(q);
    sam_problems_fini(&problems);
    free(text);
}

static void test_wording(void **state) {
    struct sam_questionnaire *q =
        parse(SMALL_QUESTIONNAIRE, "'phase': 'forming'",
              "'phase': 'forming', 'wording': {'account_holder': {'nl': 'van u', 'en': 'yours'}}");
    (void)state;
    assert_string_equal(sam_item_text(&q->items[1], SAM_ACCOUNT_HOLDER)->in[SAM_NL], "van u");
    assert_string_equal(sam_item_text(&q->items[1], SAM_PARTNER)->in[SAM_NL], "n2");
    assert_string_equal(sam_item_text(&q->items[0], SAM_ACCOUNT_HOLDER)->in[SAM_NL], "n1");
    sam_questionnaire_free(q);
    q = parse(SMALL_QUESTIONNAIRE, "'introduction'",
              "'introductions': {'lead': {'nl': 'Ha', 'en': 'Hi'}, 'partner': null}, "
              "'introduction'");
    assert_string_equal(sam_questionnaire_introduction(q, SAM_LEAD)->in[SAM_EN], "Hi");
    assert_string_equal(sam_questionnaire_introduction(q, SAM_PARTNER)->in[SAM_EN], "Welcome");
    sam_questionnaire_free(q);
    q = parse(SMALL_QUESTIONNAIRE, "'en': 'what'}",
              "'en': 'what'}, 'audience': ['lead'], 'wording': {'lead': {'nl': 'x', 'en': 'y'}}");
    assert_int_equal(q->open_questions[0].audience, 1U << SAM_LEAD);
    assert_string_equal(sam_open_question_text(&q->open_questions[0], SAM_LEAD)->in[SAM_EN], "y");
    sam_questionnaire_free(q);
    q = parse(SMALL_QUESTIONNAIRE, "'en': 'Inside'}",
              "'en': 'Inside'}, 'wording': {'partner': {'nl': 'x', 'en': 'Us'}}");
    assert_string_equal(sam_theme_title(&q->themes[0], SAM_PARTNER)->in[SAM_EN], "Us");
    assert_string_equal(sam_theme_title(&q->themes[0], SAM_LEAD)->in[SAM_EN], "Inside");
    sam_questionnaire_free(q);
}

static void test_wording_that_is_wrong(void **state) {
    (void)state;
    check_problems(SMALL_QUESTIONNAIRE, "'phase': 'forming'",
                   "'phase': 'forming', 'wording': {'funder': {'nl': 'a', 'en': 'b'}}",
                   "q: items[1] (f1): wording: unknown key \"funder\"; remove it or correct its "
                   "spelling\n");
    check_problems(SMALL_QUESTIONNAIRE, "'phase': 'forming'",
                   "'phase': 'forming', 'wording': {'lead': {'nl': 'a'}}",
                   "q: items[1] (f1): wording.lead: \"en\" is missing\n");
    check_problems(SMALL_QUESTIONNAIRE, "'phase': 'forming'", "'phase': 'forming', 'wording': 'x'",
                   "q: items[1] (f1): wording: must be an object between { and }\n");
    check_problems(SMALL_QUESTIONNAIRE, "'reverse': true",
                   "'reverse': true, 'wording': {'account_holder': {'nl': 'a', 'en': 'b'}}",
                   "q: items[0] (s1): wording: words for \"account_holder\", who is not in the "
                   "audience; nobody would see them\n");
    check_problems(SMALL_QUESTIONNAIRE, "'introduction'", "'introductions': [1], 'introduction'",
                   "q: introductions: must be an object between { and }\n");
    check_problems(SMALL_QUESTIONNAIRE, "'en': 'what'}", "'en': 'what'}, 'audience': []",
                   "q: open_questions[0] (well): audience is empty: nobody would see this\n");
}

static void test_story(void **state) {
    struct sam_questionnaire *q = parse(STORIES, NULL, NULL);
    (void)state;
    assert_non_null(q->story);
    assert_int_equal(q->story->title, 0);
    assert_int_equal(q->story->change, 1);
    assert_int_equal(q->story->for_whom, 2);
    assert_int_equal(q->story->why, 3);
    assert_int_equal(q->story->consent_report, 0);
    assert_int_equal(q->story->consent_funder, 1);
    sam_questionnaire_free(q);
    q = parse(STORIES, "'for_whom': 'whom', ", "");
    assert_true(q->story->for_whom == SAM_NONE);
    sam_questionnaire_free(q);
    q = parse(SMALL_QUESTIONNAIRE, NULL, NULL);
    assert_null(q->story);
    sam_questionnaire_free(q);
}

static void test_story_that_is_wrong(void **state) {
    (void)state;
    check_problems(STORIES, "'change': 'what'", "'change': 'that'",
                   "q: story: change: \"that\" is not among the open questions\n");
    check_problems(STORIES, "'change': 'what', ", "", "q: story: \"change\" is missing\n");
    check_problems(STORIES, "'consent_report': 'ok1'", "'consent_report': 'what'",
                   "q: story: consent_report: \"what\" is not among the items\n");
    check_problems(STORIES, "'en': 'b'}}", "'en': 'b'}, 'reverse': true}",
                   "q: story: consent_report: \"ok1\" gives consent; it is of no scale and not "
                   "reversed\n");
    check_problems(STORIES, "'points': 2, 'labels': {'nl': ['nee', 'ja'], 'en': ['no', 'yes']}",
                   "'points': 3, 'labels': {'nl': ['a', 'b', 'c'], 'en': ['a', 'b', 'c']}",
                   "q: story: consent is yes or no: response_scale needs 2 points, 1 for no and 2 "
                   "for yes\n");
    check_problems(STORIES, "'story': {", "'story': {'mood': 'x', ",
                   "q: story: unknown key \"mood\"; remove it or correct its spelling\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wording), cmocka_unit_test(test_wording_that_is_wrong),
        cmocka_unit_test(test_story), cmocka_unit_test(test_story_that_is_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
