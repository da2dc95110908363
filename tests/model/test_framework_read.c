#include "model/framework.h"

#include "support/sample.h"
#include "support/small_framework.h"
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

static struct sam_framework *parse(const char *find, const char *replace, char **problems) {
    char *text = sam_sample(SMALL_FRAMEWORK, find, replace);
    struct sam_framework *framework = NULL;
    struct sam_problems found;
    struct sam_err err = {0};
    sam_problems_init(&found);
    enum sam_status status = sam_framework_parse(text, strlen(text), "f", &framework, &found, &err);
    assert_int_equal(status == SAM_OK, framework != NULL);
    assert_int_equal(status == SAM_OK, found.count == 0);
    free(text);
    *problems = found.lines.data;
    return framework;
}

static void test_what_is_read(void **state) {
    (void)state;
    char *problems = NULL;
    struct sam_framework *f = parse(NULL, NULL, &problems);
    assert_string_equal(problems, "");
    free(problems);
    assert_string_equal(f->id, "frame");
    assert_string_equal(f->title.in[SAM_NL], "Kader");
    assert_int_equal(f->question_count, 2);
    const struct sam_research_question *question = &f->questions[0];
    assert_string_equal(question->text.in[SAM_EN], "Chances?");
    assert_string_equal(question->group.in[SAM_NL], "Binnen");
    assert_int_equal(question->item_count, 1);
    assert_string_equal(question->items[0], "x1");
    assert_string_equal(question->open_questions[0], "well");
    assert_int_equal(question->document_count, 2);
    /* One text stands in both languages. */
    assert_string_equal(question->documents[0].title.in[SAM_NL], "Annual report");
    assert_string_equal(question->documents[0].title.in[SAM_EN], "Annual report");
    assert_string_equal(question->documents[0].where, "p. 12");
    assert_string_equal(question->documents[0].says.in[SAM_NL], "Er zijn er.");
    assert_string_equal(question->documents[1].title.in[SAM_EN], "b");
    assert_null(question->documents[1].where);
    assert_null(question->documents[1].says.in[SAM_NL]);
    assert_null(f->questions[1].group.in[SAM_EN]);
    assert_int_equal(f->expectation_count, 2);
    const struct sam_expectation *expectation = &f->expectations[0];
    assert_int_equal(expectation->kind, SAM_POLICY_GOAL);
    assert_int_equal(expectation->item_count, 3);
    assert_string_equal(expectation->items[1].id, "f1");
    assert_false(expectation->items[0].against);
    assert_true(expectation->items[1].against);
    assert_false(expectation->items[2].against);
    assert_int_equal(expectation->question_count, 1);
    assert_int_equal(expectation->questions[0], 1);
    assert_int_equal(f->expectations[1].kind, SAM_EXPECTATION);
    assert_int_equal(f->expectations[1].item_count, 0);
    assert_int_equal(f->goal_count, 2);
    assert_string_equal(f->goals[0].title.in[SAM_NL], "Fewer rules");
    assert_string_equal(f->goals[0].alliance, "a");
    assert_null(f->goals[1].alliance);
    assert_int_equal(sam_framework_goal(f, "g2"), 1);
    sam_framework_free(f);
    sam_framework_free(NULL);
}

static void test_nothing_but_a_name(void **state) {
    (void)state;
    static const char text[] = "{\"id\": \"f\", \"title\": {\"nl\": \"K\", \"en\": \"F\"}}";
    struct sam_framework *f = NULL;
    struct sam_problems found;
    sam_problems_init(&found);
    assert_int_equal(sam_framework_parse(text, sizeof text - 1, "f", &f, &found, NULL), SAM_OK);
    assert_int_equal(f->question_count + f->expectation_count + f->goal_count, 0);
    sam_framework_free(f);
    sam_problems_fini(&found);
}

static const struct {
    const char *find, *replace, *problems;
} rules[] = {
    {"'id': 'frame', ", "", "f: \"id\" is missing\n"},
    {"'id': 'frame'", "'id': 'frame', 'colour': 1",
     "f: unknown key \"colour\"; remove it or correct its spelling\n"},
    {"'en': 'Framework'", "'de': 'Rahmen'",
     "f.title: unknown key \"de\"; remove it or correct its spelling\nf.title: \"en\" is "
     "missing\n"},
    {"'id': '2d'", "'id': '2c'",
     "f: two questions have the id \"2c\"\n"
     "f: expectations[0]: question \"2d\" is not among the questions\n"},
    {"'id': 'E2'", "'id': 'E1'", "f: two expectations have the id \"E1\"\n"},
    {"'id': 'g2'", "'id': 'g1'", "f: two goals have the id \"g1\"\n"},
    {"'id': 'g2'", "'id': '-g'",
     "f: goals[1]: \"id\" is \"-g\"; an id has 1 to 64 letters, digits, _, - and . and doesn't "
     "start with - or .\n"},
    {"'kind': 'goal'", "'kind': 'wish'",
     "f: expectations[0]: kind \"wish\" must be \"expectation\", \"goal\" or \"criterion\"\n"},
    {"['s1', {", "[7, {",
     "f: expectations[0]: items[0]: must be the id of a statement, or {\"item\": \"...\", "
     "\"against\": true}\n"},
    {"['s1', {", "['f1', {", "f: expectations[0]: items: \"f1\" stands there twice\n"},
    {"'against': true", "'against': 'yes'",
     "f: expectations[0]: items[1]: \"against\" must be true or false\n"},
    {"'against': true", "'reverse': true",
     "f: expectations[0]: items[1]: unknown key \"reverse\"; remove it or correct its spelling\n"},
    {"'questions': ['2d']", "'questions': ['9z']",
     "f: expectations[0]: question \"9z\" is not among the questions\n"},
    {"'items': ['x1']", "'items': ['x1', 'x1']",
     "f: questions[0]: items: \"x1\" stands there twice\n"},
    {"'items': ['x1']", "'items': ['']",
     "f: questions[0]: items[0] must be an id such as \"s1\"\n"},
    {"'items': ['x1']", "'items': 'x1'",
     "f: questions[0]: \"items\" must be a list between [ and ]\n"},
    {"'title': 'Annual report', ", "", "f: questions[0]: documents[0]: \"title\" is missing\n"},
    {"'title': 'Annual report'", "'title': ''",
     "f: questions[0]: documents[0]: \"title\" is empty\n"},
    {"'title': 'Annual report'", "'title': 3",
     "f: questions[0]: documents[0].title: must be {\"nl\": \"...\", \"en\": \"...\"}\n"},
    {"'where': 'p. 12'", "'page': 12",
     "f: questions[0]: documents[0]: unknown key \"page\"; remove it or correct its spelling\n"},
    {", {'title': {'nl': 'a', 'en': 'b'}}]", ", 'Annual report']",
     "f: questions[0]: documents[1]: must be an object between { and }\n"},
    {"{'id': 'g2', 'title': {'nl': 'Meer', 'en': 'More'}}", "3",
     "f: goals[1]: must be an object between { and }\n"},
    {"'title': 'Fewer rules', ", "", "f: goals[0]: \"title\" is missing\n"},
};

static void test_every_rule(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char *problems = NULL;
        assert_null(parse(rules[i].find, rules[i].replace, &problems));
        assert_string_equal(problems, rules[i].problems);
        free(problems);
    }
}

/* Everything wrong is named, not only the first. */
static void test_no_object_and_no_json(void **state) {
    (void)state;
    static const char *const texts[] = {"[]", "{\"id\": \"f\"", "", "{\"id\": \"f\"} x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sam_framework *f = NULL;
        struct sam_problems found;
        struct sam_err err = {0};
        sam_problems_init(&found);
        assert_int_equal(
            sam_framework_parse(texts[i], strlen(texts[i]), "f.json", &f, &found, &err),
            SAM_E_INPUT);
        check_contains(found.lines.data, "f.json");
        assert_string_not_equal(err.text, "");
        sam_problems_fini(&found);
    }
}

static void test_too_long_a_list(void **state) {
    (void)state;
    struct sam_buf text;
    struct sam_framework *f = NULL;
    struct sam_problems found;
    sam_buf_init(&text, SAM_BUF_UNLIMITED);
    sam_problems_init(&found);
    sam_buf_text(&text, "{\"id\": \"f\", \"title\": {\"nl\": \"K\", \"en\": \"F\"}, \"goals\": [");
    for (int i = 0; i < 1001; i++) {
        sam_buf_printf(&text, "%s{\"id\": \"g%d\", \"title\": \"t\"}", i > 0 ? ", " : "", i);
    }
    sam_buf_text(&text, "]}");
    assert_int_equal(sam_framework_parse(text.data, text.length, "f", &f, &found, NULL),
                     SAM_E_INPUT);
    assert_string_equal(found.lines.data, "f: 1001 goals; at most 1000 are read\n");
    sam_buf_fini(&text);
    sam_problems_fini(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_read),    cmocka_unit_test(test_nothing_but_a_name),
        cmocka_unit_test(test_every_rule),      cmocka_unit_test(test_no_object_and_no_json),
        cmocka_unit_test(test_too_long_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
