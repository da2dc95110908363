#include "model/questionnaire.h"

#include "base/file.h"
#include "support/sample.h"
#include "support/small_questionnaire.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parses the sample with `find` replaced; NULL with the problems in *problems (free them). */
static struct sam_questionnaire *parse(const char *find, const char *replace, char **problems) {
    struct sam_questionnaire *q = NULL;
    struct sam_problems found;
    struct sam_err err = {0};
    char *text = sam_sample(SMALL_QUESTIONNAIRE, find, replace);
    sam_problems_init(&found);
    enum sam_status status = sam_questionnaire_parse(text, strlen(text), "q", &q, &found, &err);
    free(text);
    assert_int_equal(status == SAM_OK, q != NULL);
    assert_int_equal(status == SAM_OK, found.count == 0);
    if (status != SAM_OK) {
        /* the error is the first of the problems */
        assert_int_equal(status, SAM_E_INPUT);
        size_t first = strcspn(found.lines.data, "\n");
        assert_memory_equal(err.text, found.lines.data, first);
    }
    *problems = found.lines.data;
    return q;
}

static void check_problems(const char *find, const char *replace, const char *expected) {
    char *problems = NULL;
    struct sam_questionnaire *q = parse(find, replace, &problems);
    assert_string_equal(problems, expected);
    sam_questionnaire_free(q);
    free(problems);
}

static void test_what_is_read(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_questionnaire *q = parse(NULL, NULL, &problems);
    assert_string_equal(problems, "");
    free(problems);
    assert_string_equal(q->id, "small");
    assert_string_equal(q->version, "1.0.0");
    assert_string_equal(q->title.in[SAM_NL], "Klein");
    assert_string_equal(q->introduction.in[SAM_EN], "Welcome");
    assert_int_equal(q->points, 3);
    assert_string_equal(q->labels[0].in[SAM_NL], "a");
    assert_string_equal(q->labels[2].in[SAM_EN], "f");
    assert_string_equal(q->dont_know.in[SAM_NL], "weet niet");
    assert_int_equal(q->theme_count, 1);
    assert_string_equal(q->themes[0].title.in[SAM_EN], "Inside");
    assert_int_equal(q->scale_count, 2);
    assert_int_equal(q->scales[0].zones, SAM_ZONES_PSAT);
    check_rel(q->scales[0].min_answered, 0.75, 0);
    assert_string_equal(q->scales[0].source, "jb");
    assert_int_equal(q->scales[0].item_count, 2);
    assert_int_equal(q->scales[0].items[0], 0);
    assert_int_equal(q->scales[0].items[1], 2);
    assert_int_equal(q->scales[0].phase, SAM_PHASE_NONE);
    assert_int_equal(q->scales[1].relation, SAM_RELATION_PARTNERSHIP);
    assert_int_equal(q->scales[1].zones, SAM_ZONES_WILDER);
    assert_int_equal(q->scales[1].phase, SAM_FORMING);
    check_rel(q->scales[1].min_answered, 0.5, 0);
    assert_null(q->scales[1].source);
    assert_int_equal(q->item_count, 4);
    assert_true(q->items[0].reverse);
    assert_false(q->items[1].reverse);
    assert_string_equal(q->items[0].questions[1], "2d");
    assert_null(q->items[0].questions[2]);
    assert_null(q->items[1].questions[0]);
    assert_int_equal(q->items[0].audience, 1U << SAM_LEAD | 1U << SAM_PARTNER);
    assert_int_equal(q->items[1].audience, 7);
    assert_int_equal(q->items[2].audience, 1U << SAM_ACCOUNT_HOLDER);
    assert_int_equal(q->items[1].phase, SAM_FORMING);
    assert_true(q->items[3].scale == SAM_NONE);
    assert_string_equal(q->open_questions[0].text.in[SAM_NL], "wat");
    assert_string_equal(q->sources[0].key, "jb");
    assert_string_equal(q->sources[0].text, "Jones");
    assert_int_equal(q->phase_model.points, 3);
    sam_questionnaire_free(q);
    sam_questionnaire_free(NULL);
}

static void test_what_may_be_left_out(void **state) {
    (void)state;
    check_problems("'introduction': {'nl': 'Welkom', 'en': 'Welcome'},", "", "");
    check_problems(",\n   'dont_know': {'nl': 'weet niet', 'en': 'do not know'}", "", "");
    check_problems("'open_questions': [{'id': 'well', 'text': {'nl': 'wat', 'en': 'what'}}],", "",
                   "");
    check_problems("'version': '1.0.0'", "'version': '1.0.0', '$schema': 'x'", "");
    check_problems("'version': '1.0.0'", "'version': '1.0.0', 'phase_model': {'spread': 0.5}", "");
    check_problems(", 'relation': 'partnership'", "", "");
}

/* One case a rule: what is changed in the sample and what is said of it, with its place. */
static const struct {
    const char *find, *replace, *problems;
} rules[] = {
    {"'id': 'small', ", "", "q: \"id\" is missing\n"},
    {"'id': 'small'", "'id': 'sm all'",
     "q: \"id\" is \"sm all\"; an id has 1 to 64 letters, digits, _, - and . and doesn't start "
     "with - or .\n"},
    {"'version': '1.0.0', ", "", "q: \"version\" is missing\n"},
    {"'1.0.0'", "1", "q: \"version\" must be text between quotation marks\n"},
    {"'title': {'nl': 'Klein', 'en': 'Small'},", "", "q: \"title\" is missing\n"},
    {", 'en': 'Small'", "", "q.title: \"en\" is missing\n"},
    {"'Welkom'", "''", "q.introduction: the text in \"nl\" is empty\n"},
    {"'sources'", "'source': 1, 'sources'",
     "q: unknown key \"source\"; remove it or correct its spelling\n"},
    {"'points': 3", "'points': 1",
     "q: response_scale: \"points\" must be a whole number from 2 to 11\n"},
    {"'points': 3", "'points': 12",
     "q: response_scale: \"points\" must be a whole number from 2 to 11\n"},
    {"'points': 3", "'points': 2.5",
     "q: response_scale: \"points\" must be a whole number from 2 to 11\n"},
    {"'points': 3, ", "", "q: response_scale: \"points\" is missing\n"},
    {"'points': 3", "'points': 3, 'start': 0",
     "q: response_scale: unknown key \"start\"; remove it or correct its spelling\n"},
    {"'points': 3", "'points': 4",
     "q: response_scale.labels.nl: 3 labels for 4 points; give one for each\n"
     "q: response_scale.labels.en: 3 labels for 4 points; give one for each\n"},
    {"['a', 'b', 'c']", "['a', '', 'c']", "q: response_scale.labels.nl[1]: must be a text\n"},
    {"['a', 'b', 'c']", "['a', 'b', 3]", "q: response_scale.labels.nl[2]: must be a text\n"},
    {", 'en': ['d', 'e', 'f']", "", "q: response_scale.labels: \"en\" is missing\n"},
    {"{'nl': ['a', 'b', 'c'], 'en': ['d', 'e', 'f']}", "['a', 'b', 'c']",
     "q: response_scale.labels: must be an object between { and }\n"
     "q: response_scale.labels: \"nl\" is missing\nq: response_scale.labels: \"en\" is missing\n"},
    {", 'en': 'do not know'", "", "q: response_scale.dont_know: \"en\" is missing\n"},
    {"'themes': [{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}}],",
     "'themes': [{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}},"
     "{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}}],",
     "q: two themes are called \"inside\"\n"},
    {"{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}}",
     "{'id': 'inside', 'title': {'nl': 'Binnen', 'en': 'Inside'}}, [[1]]",
     "q: themes[1]: must be an object between { and }\nq: themes[1]: \"id\" is missing\n"
     "q: themes[1]: \"title\" is missing\n"},
    {"'Binnen'", "''", "q: themes[0] (inside).title: the text in \"nl\" is empty\n"},
    {"'zones': 'psat'", "'zones': 'traffic'",
     "q: scales[0] (synergy): zones \"traffic\" must be \"wilder\" or \"psat\"\n"},
    {"'relation': 'partnership'", "'relation': 'funder'",
     "q: scales[1] (forming): relation \"funder\" must be \"alliance\" or \"partnership\"\n"},
    {"'min_answered': 0.75", "'min_answered': 1.5",
     "q: scales[0] (synergy): \"min_answered\" must be a number from 0 to 1\n"},
    {"'min_answered': 0.75", "'min_answered': 0",
     "q: scales[0] (synergy): \"min_answered\" must be above 0\n"},
    {"'source': 'jb'", "'source': 'jonez'",
     "q: scale synergy: source \"jonez\" is not among the sources\n"},
    {"'jb': 'Jones'", "'jb': 7", "q: sources.jb must be the full citation as text\n"},
    {"{'jb': 'Jones'}", "['jb']", "q: sources must be an object of citations\n"},
    {"'id': 'forming', ", "'id': 'synergy', ",
     "q: items[1] (f1): scale \"forming\" is not among the scales\n"
     "q: two scales are called \"synergy\"\nq: scale \"synergy\" has no statements\n"
     "q: item \"f1\" is keyed to a phase and needs a scale of that phase\n"},
    {"'scale': 'forming', ", "",
     "q: scale \"forming\" has no statements\n"
     "q: item \"f1\" is keyed to a phase and needs a scale of that phase\n"},
    {"'phase': null", "'phase': 'storming'",
     "q: the statements of scale \"synergy\" are keyed to different phases; a scale has one phase "
     "or none\n"},
    {"'phase': null", "'phase': 'adjourning'",
     "q: items[2] (s2): phase \"adjourning\" must be forming, storming, norming, performing or "
     "null\n"},
    {"'theme': 'inside', 'scale': null", "'theme': 'outside'",
     "q: items[3] (x1): theme \"outside\" is not among the themes\n"},
    {"'theme': 'inside', 'scale': null", "'scale': null",
     "q: items[3] (x1): \"theme\" is missing\n"},
    {"'scale': null", "'scale': 'trust'",
     "q: items[3] (x1): scale \"trust\" is not among the scales\n"},
    {"'reverse': true", "'reverse': 'yes'",
     "q: items[0] (s1): \"reverse\" must be true or false\n"},
    {", 'en': 'e4'", "", "q: items[3] (x1).text: \"en\" is missing\n"},
    {"['2c', '2d']", "['2c', 2]", "q: items[0] (s1): questions[1] must be a text such as \"2d\"\n"},
    {"['2c', '2d']", "'2c'", "q: items[0] (s1): \"questions\" must be a list between [ and ]\n"},
    {"['lead', 'partner']", "['lead', 'funder']",
     "q: items[0] (s1): audience: each role is \"lead\", \"partner\" or \"account_holder\"\n"},
    {"['lead', 'partner']", "['lead', '']",
     "q: items[0] (s1): audience: each role is \"lead\", \"partner\" or \"account_holder\"\n"},
    {"['lead', 'partner']", "[]", "q: items[0] (s1): audience is empty: nobody would see this\n"},
    {"'id': 's1',", "'id': 's1', 'same_as': ['x', 's1'],",
     "q: items[0] (s1): same_as[1] must be the id of another statement: of an earlier version, or "
     "of another questionnaire\n"},
    {"'id': 's1',", "'id': 's1', 'same_as': ['a b'],",
     "q: items[0] (s1): same_as[0] must be the id of another statement: of an earlier version, or "
     "of another questionnaire\n"},
    {"'id': 's1',", "'id': 's1', 'same_as': 's0',",
     "q: items[0] (s1): \"same_as\" must be a list between [ and ]\n"},
    {"'id': 'x1', 'theme'", "'id': 'x1', 'weight': 2, 'theme'",
     "q: items[3] (x1): unknown key \"weight\"; remove it or correct its spelling\n"},
    {"'id': 'x1'", "'id': 'S1'",
     "q: the id \"S1\" is used twice (statements and open questions, upper and lower case being "
     "the same)\n"},
    {"'id': 'well'", "'id': 'x1'",
     "q: the id \"x1\" is used twice (statements and open questions, upper and lower case being "
     "the same)\n"},
    {"'id': 'x1'", "'id': 'Alliance'",
     "q: the id \"Alliance\" has a meaning of its own in response files or results; choose "
     "another\n"},
    {"'id': 'x1'", "'id': 'why'",
     "q: the id \"why\" has a meaning of its own in response files or results; choose another\n"},
    {"'id': 'well'", "'id': 'submitted_at'",
     "q: the id \"submitted_at\" has a meaning of its own in response files or results; choose "
     "another\n"},
    {"{'nl': 'wat', 'en': 'what'}", "'what'",
     "q: open_questions[0] (well).text: must be {\"nl\": \"...\", \"en\": \"...\"}\n"},
    {"'version': '1.0.0'", "'version': '1.0.0', 'phase_model': [1]",
     "q: phase_model: must be an object between { and }\n"},
    {"'version': '1.0.0'", "'version': '1.0.0', 'phase_model': {'cut': [0.5]}",
     "q: phase_model.cut: must be 2 rising numbers from 0 to 1\n"},
    {"'version': '1.0.0'", "'version': '1.0.0', 'version': '2'",
     "q: the key \"version\" stands twice in one object; keep one\n"},
    {"'jb': 'Jones'}}", "'jb': 'Jones'}",
     "q, line 19: not JSON; look for a missing comma, quotation mark or bracket there\n"},
};

static void test_every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        struct sam_questionnaire *q = parse(rules[i].find, rules[i].replace, &problems);
        assert_null(q);
        if (strcmp(problems, rules[i].problems) != 0) {
            fail_msg("%s -> %s\ngot      %sexpected %s", rules[i].find, rules[i].replace, problems,
                     rules[i].problems);
        }
        free(problems);
    }
}

static void test_two_scales_of_one_phase(void **state) {
    (void)state;
    check_problems("'id': 's1', 'theme': 'inside', 'scale': 'synergy', 'text': {'nl': 'n1', 'en': "
                   "'e1'},\n    'reverse': true,",
                   "'id': 's1', 'theme': 'inside', 'scale': 'synergy', 'text': {'nl': 'n1', 'en': "
                   "'e1'}, 'phase': 'norming',",
                   "q: the statements of scale \"synergy\" are keyed to different phases; a scale "
                   "has one phase or none\n");
    /* forming of the alliance beside forming of the partnership is fine, twice the same isn't */
    char *other = sam_sample(SMALL_QUESTIONNAIRE, "'relation': 'partnership'}],",
                             "'relation': 'partnership'},"
                             "{'id': 'again', 'title': {'nl': 'x', 'en': 'x'}, 'relation': "
                             "'partnership'}],");
    char *text = sam_sample(other, "\"scale\": null,",
                            "\"scale\": \"again\", \"phase\": "
                            "\"forming\",");
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    sam_problems_init(&problems);
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL),
                     SAM_E_INPUT);
    assert_string_equal(problems.lines.data, "q: scales \"forming\" and \"again\" are both keyed "
                                             "to forming of the same relation; make them one\n");
    sam_problems_fini(&problems);
    free(text);
    text = sam_sample(other, "\"scale\": null,", "\"scale\": \"again\",");
    sam_problems_init(&problems);
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL), SAM_OK);
    sam_questionnaire_free(q);
    sam_problems_fini(&problems);
    free(text);
    free(other);
}

static void test_everything_is_listed_at_once(void **state) {
    (void)state;
    char *first = sam_sample(SMALL_QUESTIONNAIRE, "'zones': 'psat'", "'zones': 'x'");
    char *second = sam_sample(first, "\"reverse\": true", "\"reverse\": 1");
    char *third = sam_sample(second, ", \"en\": \"e3\"", "");
    char *text = sam_sample(third, "\"jb\": \"Jones\"", "\"jb\": \"Jones\", \"z\": 1");
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    sam_problems_init(&problems);
    sam_problem(&problems, "an earlier file's");
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, &err),
                     SAM_E_INPUT);
    assert_null(q);
    assert_string_equal(problems.lines.data,
                        "an earlier file's\n"
                        "q: scales[0] (synergy): zones \"x\" must be \"wilder\" or \"psat\"\n"
                        "q: items[0] (s1): \"reverse\" must be true or false\n"
                        "q: items[2] (s2).text: \"en\" is missing\n"
                        "q: sources.z must be the full citation as text\n");
    sam_problems_fini(&problems);
    free(text);
    free(third);
    free(second);
    free(first);
}

static void test_of_another_kind(void **state) {
    (void)state;
    static const char *const texts[] = {"[]", "1", "\"x\"", "null", "[[1], {}]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sam_questionnaire *q = NULL;
        struct sam_problems problems;
        sam_problems_init(&problems);
        assert_int_equal(
            sam_questionnaire_parse(texts[i], strlen(texts[i]), "q", &q, &problems, NULL),
            SAM_E_INPUT);
        assert_string_equal(problems.lines.data, "q: must be an object between { and }\n");
        sam_problems_fini(&problems);
    }
    /* a list where each object belongs */
    static const char *const keys[] = {"response_scale", "themes",         "scales",
                                       "items",          "open_questions", "phase_model"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char text[128];
        struct sam_questionnaire *q = NULL;
        struct sam_problems problems;
        sam_problems_init(&problems);
        snprintf(text, sizeof text, "{\"%s\": [[[1], 2], \"x\", null]}", keys[i]);
        assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &problems, NULL),
                         SAM_E_INPUT);
        check_contains(problems.lines.data, "must be an object between { and }\n");
        sam_problems_fini(&problems);
    }
}

static void test_no_items(void **state) {
    (void)state;
    struct sam_questionnaire *q = NULL;
    struct sam_problems found;
    const char *text = "{\"id\": \"q\", \"items\": []}";
    sam_problems_init(&found);
    assert_int_equal(sam_questionnaire_parse(text, strlen(text), "q", &q, &found, NULL),
                     SAM_E_INPUT);
    check_contains(found.lines.data, "q: items: at least one statement is needed\n");
    sam_problems_fini(&found);
    /* without a struct sam_err the problem still says what is wrong */
    sam_problems_init(&found);
    assert_int_equal(sam_questionnaire_parse("{", 1, "q", &q, &found, NULL), SAM_E_INPUT);
    check_contains(found.lines.data, "q, line 1: not JSON");
    assert_int_equal(sam_questionnaire_read("/none/q.json", &q, &found, NULL), SAM_E_NOT_FOUND);
    check_contains(found.lines.data, "/none/q.json: cannot be opened");
    sam_problems_fini(&found);
}

static void test_too_many_items(void **state) {
    (void)state;
    struct sam_buf items;
    sam_buf_init(&items, SAM_BUF_UNLIMITED);
    for (int i = 0; i < SAM_ITEMS_MAX - 3; i++) {
        sam_buf_printf(&items, ", {'id': 'm%d', 'theme': 'inside', 'text': {'nl': 'a', 'en': 'b'}}",
                       i);
    }
    sam_buf_text(&items, "],\n 'open_questions'");
    check_problems("],\n 'open_questions'", items.data, "q: 501 items; at most 500 are read\n");
    char *last = strstr(items.data, ", {'id': 'm0'");
    char *next = strstr(items.data, ", {'id': 'm1'");
    memmove(last, next, strlen(next) + 1);
    check_problems("],\n 'open_questions'", items.data, "");
    sam_buf_fini(&items);
}

static void test_files(void **state) {
    (void)state;
    struct sam_questionnaire *q = NULL;
    struct sam_problems problems;
    struct sam_err err = {0};
    char *folder = sam_temporary_folder();
    char *path = sam_path_join(folder, "q.json");
    char expected[512];
    sam_problems_init(&problems);
    assert_int_equal(sam_questionnaire_read(path, &q, &problems, &err), SAM_E_NOT_FOUND);
    snprintf(expected, sizeof expected, "%s: cannot be opened (No such file or directory)", path);
    assert_string_equal(err.text, expected);
    assert_int_equal(problems.count, 1);
    char *text = sam_sample(SMALL_QUESTIONNAIRE, NULL, NULL);
    assert_int_equal(sam_file_write(path, text, strlen(text), &err), SAM_OK);
    assert_int_equal(sam_questionnaire_read(path, &q, &problems, &err), SAM_OK);
    sam_questionnaire_free(q);
    q = NULL;
    struct sam_buf huge;
    sam_buf_init(&huge, SAM_BUF_UNLIMITED);
    while (huge.length <= 4 << 20) {
        sam_buf_text(&huge, "          ");
    }
    assert_int_equal(sam_file_write(path, huge.data, huge.length, &err), SAM_OK);
    assert_int_equal(sam_questionnaire_read(path, &q, &problems, &err), SAM_E_LIMIT);
    check_contains(err.text, "larger than the 4194304 bytes allowed here");
    assert_null(q);
    sam_buf_fini(&huge);
    sam_problems_fini(&problems);
    free(text);
    free(path);
    sam_folder_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(test_what_may_be_left_out),
        cmocka_unit_test(test_every_rule),
        cmocka_unit_test(test_two_scales_of_one_phase),
        cmocka_unit_test(test_everything_is_listed_at_once),
        cmocka_unit_test(test_of_another_kind),
        cmocka_unit_test(test_no_items),
        cmocka_unit_test(test_too_many_items),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
